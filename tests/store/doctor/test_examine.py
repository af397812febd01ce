"""The doctor: a healthy store is well, and each thing that can be wrong is provoked, said, and mended where safe."""

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from netcrm.core.changes.purging import purge
from netcrm.core.errors import StoreError
from netcrm.core.record import Change, Record
from netcrm.store import identity
from netcrm.store import line as lines
from netcrm.store.backup import Backups
from netcrm.store.doctor import disk
from netcrm.store.doctor.examine import Examination, examine, repair
from netcrm.store.doctor.lines import is_conflict
from netcrm.store.identity import Identity
from netcrm.store.ids import new_id, now_ms
from netcrm.store.line import Line
from netcrm.store.place import Place
from netcrm.store.seam import Files
from tests.store.kit import (
    TODAY,
    Failing,
    add,
    contact,
    entry,
    journals,
    names,
    opened,
    place_in,
    shown,
)

DAY = 24 * 3600 * 1000


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return the place of a healthy store, with tables and a backup."""
    place = place_in(tmp_path)
    store = opened(place)
    anna, bo = add(store, "Anna"), add(store, "Bo")
    store.write(entry("coffee", [anna, bo]))
    store.checkpoint()
    add(store, "Cy")
    store.back_up("now")
    store.close()
    return place


def kinds(found: Examination) -> set[str]:
    """Return the kinds of what was found."""
    return {one.kind for one in found.findings}


def journal(place: Place) -> Path:
    """Return the one journal."""
    [path] = journals(place)
    return path


def append(place: Place, *raws: bytes) -> None:
    """Put bytes at the end of the journal."""
    with journal(place).open("ab") as file:
        file.write(b"".join(raws))


def made(ops, *, ahead: int = 0, id: str = "", dev: str = "d", undoes: str = "") -> bytes:
    """Return the bytes of a line."""
    now = now_ms() + ahead
    at = datetime.fromtimestamp(now / 1000, UTC).isoformat().replace("+00:00", "Z")
    return lines.encode(Line(id or new_id(now), dev, at, "made up", ops, undoes))


def test_a_healthy_store_is_well(place: Place) -> None:
    """Nothing is found, and nothing is changed by looking."""
    before = {path: path.read_bytes() for path in Path(place.data_path).rglob("*.*")}
    found = examine(place)
    assert [one.text for one in found.findings] == []
    assert found.is_well
    assert (found.journals, found.lines, found.people) == (1, 4, 3)
    assert {path: path.read_bytes() for path in Path(place.data_path).rglob("*.*")} == before


def test_a_place_without_a_store_is_well(tmp_path: Path) -> None:
    """There is nothing to be wrong yet, and nothing is made; a store that vanished is told."""
    found = examine(place_in(tmp_path))
    assert found.is_well
    assert not list(tmp_path.iterdir())


def test_a_store_that_is_gone_is_told(place: Place) -> None:
    """Exit code 3, as everywhere."""
    journal(place).unlink()
    with pytest.raises(StoreError, match="not there"):
        examine(place)


def test_a_damaged_line(place: Place) -> None:
    """With its file, number and reason; a note only where the same line is whole elsewhere."""
    data = journal(place).read_bytes()
    journal(place).write_bytes(data.replace(b"Anna", b"Anne", 1))
    found = examine(place)
    [damaged] = [one for one in found.findings if one.kind == "damaged"]
    assert (damaged.level, damaged.line) == ("note", 2)
    Path(place.state_file("archive.jsonl")).unlink()
    [damaged] = [one for one in examine(place).findings if one.kind == "damaged"]
    assert damaged.level == "wrong"
    assert "line 2 is damaged (the sum is wrong)" in damaged.text


def test_a_torn_end(place: Place) -> None:
    """It may be being written: a note."""
    append(place, b'{"id":"0')
    found = examine(place)
    assert "torn" in kinds(found)
    assert found.is_well


def test_a_doubled_line_and_two_lines_of_one_id(place: Place) -> None:
    """The first is harmless, the second is not."""
    last = journal(place).read_bytes().splitlines(keepends=True)[-1]
    append(place, last)
    found = examine(place)
    assert kinds(found) == {"doubled"}
    assert found.is_well
    id = lines.decode(last[:-1]).id
    append(place, made([["new", "contacts", "9", {"name": "Eve"}]], id=id))
    found = examine(place)
    assert "same-id" in kinds(found)
    assert not found.is_well


def test_an_empty_a_headless_and_an_unreadable_journal(place: Place) -> None:
    """Each is told apart; the one of another store is left alone."""
    folder = Path(place.journal_path)
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "zeros.jsonl").write_bytes(bytes(100))
    (folder / "headless.jsonl").write_bytes(made([["new", "contacts", "9", {"name": "Di"}]]))
    (folder / "folder.jsonl").mkdir()
    foreign = place_in(Path(place.data_path).parent / "foreign")
    add(opened(foreign), "Eve")
    shutil.copy(journals(foreign)[0], folder / "foreign.jsonl")
    found = examine(place)
    said = {(one.kind, one.file) for one in found.findings}
    assert {
        ("empty", "journal/empty.jsonl"),
        ("empty", "journal/zeros.jsonl"),
        ("no-header", "journal/headless.jsonl"),
        ("unreadable", "journal/folder.jsonl"),
        ("foreign", "journal/foreign.jsonl"),
    } <= said
    assert found.people == 4


def test_conflict_copies(place: Place) -> None:
    """Of a journal they are read like all others; of a table they lie there for nothing. Notes."""
    own = journal(place)
    shutil.copy(own, own.with_suffix(".sync-conflict-20261124-101010-ABC.jsonl"))
    shutil.copy(own, own.with_name("plain copy.jsonl"))
    Path(place.data_path, "contacts (Bo's conflicted copy 2026-11-24).json").write_bytes(b"{}")
    found = examine(place)
    assert {"conflict", "copy"} == kinds(found) - {"mode"}
    assert found.people == 3


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("a.sync-conflict-20261124-101010-ABCDEFG.jsonl", True),
        ("a (Anna's conflicted copy 2026-11-24).jsonl", True),
        ("a (case conflict).json", True),
        ("a_conflict-20261124.json", True),
        ("conflict-island-202611-abcdefgh.jsonl", False),
        ("anna-202611-abcdefgh.jsonl", False),
    ],
)
def test_names_of_conflict_copies(name: str, is_one: bool) -> None:
    """Those of Syncthing, Dropbox and Nextcloud, and no other."""
    assert is_conflict(name) == is_one


def test_clocks_that_jumped(place: Place) -> None:
    """A line from the far future, one a week before its neighbour: notes with their days."""
    append(
        place,
        made([["new", "contacts", "8", {"name": "Di"}]], ahead=400 * DAY),
        made([["new", "contacts", "9", {"name": "Ed"}]], ahead=-7 * DAY),
    )
    found = examine(place)
    assert kinds(found) == {"future", "backwards"}
    assert found.is_well
    later = datetime.now(UTC) + timedelta(days=500)
    assert kinds(examine(place, now=lambda: later)) == {"backwards"}


def test_a_newer_line(place: Place) -> None:
    """It is kept, counted, and no harm."""
    raw = made([["new", "contacts", "9", {}]])
    body = raw.replace(b'"v":1', b'"v":2').rpartition(b',"sum"')[0]
    append(place, lines.sealed(body + b"}"))
    found = examine(place)
    assert kinds(found) == {"newer"}
    assert found.is_well


def test_records_without_a_beginning_and_lines_that_did_not_come(place: Place) -> None:
    """A journal is missing: what builds on it is told."""
    append(place, made([["put", "contacts", "9", "name", "Di", [f"{'0' * 20}.0"], ["Do"]]]))
    append(place, made([], undoes="1" * 20))
    found = examine(place)
    assert kinds(found) == {"no-beginning", "missing-lines"}
    assert any(one.text.startswith("2 lines") for one in found.findings)
    assert not found.is_well


def test_a_record_made_twice(place: Place) -> None:
    """Two lines made one id of different things: both show in it."""
    append(
        place,
        made([["new", "contacts", "9", {"name": "Di"}]]),
        made([["new", "contacts", "9", {"name": "Do"}]]),
    )
    assert "id-twice" in kinds(examine(place))


def test_references_to_nobody(place: Place) -> None:
    """An entry, a follow-up and a contact that name an id that no record has; a deleted one is somebody."""
    store = opened(place)
    store.write(entry("lunch", ["77"]))
    store.write(
        Change("promised", [["new", "follow_ups", "5", {"text": "x", "interaction": "78"}]])
    )
    store.write(contact("Di", "9", via="79"))
    gone = add(store, "Ed")
    store.write(contact("Fi", "10", via=gone))
    store.write(Change("gone", [store.network.contacts[gone].gone()]))
    store.close()
    said = [one.text for one in examine(place).findings if one.kind == "nowhere"]
    assert len(said) == 3
    assert all(any(id in text for text in said) for id in ("77", "78", "79"))


def test_tables_that_say_something_else(place: Place) -> None:
    """Edited, damaged or swapped TinyDB files are told, and made anew by a repair."""
    path = Path(place.file("contacts.json"))
    path.write_bytes(path.read_bytes().replace(b"Anna", b"Anne"))
    found = examine(place)
    assert kinds(found) == {"tables"}
    repair(place, found.findings)
    assert found.is_well
    assert [one.text for one in examine(place).findings] == []
    assert b"Anna" in path.read_bytes()


def test_tables_of_another_fold_with_the_right_sums(place: Place, monkeypatch) -> None:
    """Sums can be right and the content wrong: the lines are added up and compared."""
    store = opened(place)
    shelf = store._contents.fold.shelf("contacts")
    one = next(iter(shelf.table_now().values()))
    shelf.show(Record("contacts", one.id, {**one.fields, "name": "Somebody else"}, one.origin))
    store.checkpoint()
    store.close()
    found = examine(place)
    assert kinds(found) == {"tables"}
    assert not found.is_well
    Path(place.file("contacts.json")).unlink()
    repair(place, found.findings)
    assert "Somebody else" not in names(opened(place))


def test_modes_and_leftovers_are_mended_after_a_backup(place: Place) -> None:
    """What others may read, and what a killed process left: mended, once there is a backup."""
    add(opened(place), "Di")
    Path(place.data_path).chmod(0o755)
    journal(place).chmod(0o644)
    Path(Backups(place).folder).chmod(0o750)
    leftover = Path(place.state_path, "names.0123.tmp")
    leftover.write_bytes(b"half")
    young = Path(place.data_path, "contacts.json.0123.tmp")
    young.write_bytes(b"half")
    os.chmod(leftover, 0o600)
    os.chmod(young, 0o600)
    old = time.time() - 7200
    os.utime(leftover, (old, old))
    found = examine(place)
    assert kinds(found) == {"mode", "leftover"}
    assert sum(one.kind == "mode" for one in found.findings) == 3
    repair(place, found.findings)
    assert found.is_well
    assert not leftover.exists()
    assert young.exists()
    assert Backups(place).all()[0].why == "repair"
    assert examine(place).findings == []


def test_what_can_not_be_mended_is_said(place: Place) -> None:
    """A repair that fails leaves the finding, with the reason; without a backup nothing is mended."""
    journal(place).chmod(0o644)

    class Stubborn(Files):
        def chmod(self, fd: int, mode: int) -> None:
            raise PermissionError(1, "Operation not permitted")

    found = examine(place, files=Stubborn())
    repair(place, found.findings)
    assert not found.is_well
    assert "could not be mended: Operation not permitted" in found.findings[0].text
    add(opened(place), "Di")
    found = examine(place)
    with pytest.raises(StoreError):
        repair(place, found.findings, files=Failing(1, forever=True))
    assert not found.is_well
    assert os.stat(journal(place)).st_mode & 0o777 == 0o644


def test_a_link_in_the_place_of_the_journals(place: Place, tmp_path: Path) -> None:
    """It is read, but nothing is written there."""
    os.rename(place.journal_path, tmp_path / "elsewhere")
    os.symlink(tmp_path / "elsewhere", place.journal_path)
    assert kinds(examine(place)) == {"link"}


def test_who_holds_the_lock(place: Place) -> None:
    """A journal that is being written is told, with the process where the system tells it."""
    files = Files()
    fd = files.open(str(journal(place)), os.O_RDWR)
    files.lock(fd)
    try:
        found = examine(place)
    finally:
        files.close(fd)
    assert kinds(found) == {"locked"}
    assert found.is_well
    if Path("/proc/locks").exists():
        assert str(os.getpid()) in found.findings[0].text


def test_a_file_system_without_locks(place: Place) -> None:
    """Each process keeps a journal of its own there: a note."""

    class Lockless(Files):
        def lock(self, fd: int, *, wait: bool = True) -> None:
            raise OSError(95, "not supported")

    assert kinds(examine(place, files=Lockless())) == {"no-locks"}


def test_a_full_and_a_read_only_disk(place: Place, monkeypatch) -> None:
    """Little room, or none to write in, is told."""

    class Status:
        f_flag, f_bavail, f_frsize = 0, 10, 4096

    monkeypatch.setattr(os, "statvfs", lambda path: Status)
    assert kinds(examine(place)) == {"room"}
    Status.f_flag = os.ST_RDONLY
    found = examine(place)
    assert kinds(found) == {"read-only"}
    assert not found.is_well


def test_the_kind_of_the_file_system(place: Place, tmp_path: Path, monkeypatch) -> None:
    """The longest mount point counts; one of the network is told."""
    table = tmp_path / "mountinfo"
    table.write_text(
        "1 0 8:1 / / rw - ext4 /dev/sda rw\n"
        "2 1 0:5 / /home rw shared:1 - nfs4 server:/home rw\n"
        "3 2 0:6 / /home/with\\040blank rw - fuse.sshfs me@there rw\n"
        "broken\n"
    )
    for path, kind in (
        ("/data", "ext4"),
        ("/home/anna", "nfs4"),
        ("/homely", "ext4"),
        ("/home/with blank/x", "fuse.sshfs"),
    ):
        assert disk.file_system(path, str(table)) == kind
    assert disk.file_system("/", str(tmp_path / "none")) == ""
    monkeypatch.setattr(disk, "file_system", lambda path: "nfs4")
    found = examine(place)
    assert kinds(found) == {"file-system"}
    assert found.is_well


def test_backups(place: Place) -> None:
    """A damaged one is wrong, none at all a note."""
    [made] = Backups(place).all()
    Path(made.path).write_bytes(b"x")
    found = examine(place)
    assert kinds(found) == {"backup"}
    assert not found.is_well
    Path(made.path).unlink()
    found = examine(place)
    assert kinds(found) == {"no-backup"}
    assert found.is_well


def test_who_this_machine_is(place: Place) -> None:
    """A damaged device file is a note, one of another store is wrong."""
    mine = identity.load(place)
    Path(place.state_file("device.json")).write_text("{")
    assert "identity" in kinds(examine(place))
    identity.save(Files(), place, Identity("x" * 20, mine.dev, mine.journal))
    found = examine(place)
    assert {"other-store", "foreign"} <= kinds(found)


def test_a_repair_changes_nothing_that_is_shown(place: Place) -> None:
    """Whatever is mended: the same people, log and promises."""
    before = shown(opened(place))
    journal(place).chmod(0o666)
    Path(place.file("drafts.json")).write_bytes(b"")
    found = examine(place)
    repair(place, found.findings)
    assert shown(opened(place)) == before


def test_devices_that_have_not_purged_yet_are_named(tmp_path: Path) -> None:
    """Until netcrm was opened there: then nothing tells of the person any more."""
    here = place_in(tmp_path)
    there = Place(here.data, tmp_path / "other")
    one = opened(here)
    anna = add(one, "Anna")
    other = opened(there)
    record = other.network.contacts[anna]
    other.write(Change("edited", record.become({"org": "Novo"})))
    other.close()
    one.poll(TODAY)
    elsewhere = one.purge(purge(one.network, anna).change)
    assert elsewhere == (other.device,)
    one.close()
    (note,) = examine(here).findings
    assert (note.kind, note.level) == ("not-purged-yet", "note")
    assert other.device in note.text
    opened(there).close()
    assert examine(here).findings == []


@pytest.mark.parametrize("name", ["._x.jsonl", ".#x.jsonl", ".syncthing.x.jsonl"])
def test_hidden_files_among_the_journals_are_nobody_s(place: Path, name: str) -> None:
    """The doctor looks at what the store reads: not at what editors, sync tools and macOS leave there."""
    hidden = place.data / "journal" / name
    hidden.write_bytes(journals(place)[0].read_bytes() + b"half")
    hidden.chmod(0o600)
    found = examine(place)
    assert found.is_well
    assert not [one for one in found.findings if name in one.text]
    assert found.people == len(opened(place).network)


def test_lines_that_stand_in_for_a_lost_journal_are_part_of_the_store(tmp_path: Path) -> None:
    """What another device wrote is missing in the folder, kept and shown: that is no damage."""
    here = place_in(tmp_path)
    add(opened(here), "Anna")
    other = opened(Place(here.data, tmp_path / "other"))
    add(other, "Bo")
    other.close()
    one = opened(here)
    one.checkpoint()
    one.close()
    (path,) = [path for path in journals(here) if path.name.startswith(other.device)]
    path.unlink()
    one = opened(here)
    one.checkpoint()
    one.close()
    assert names(opened(here)) == {"Anna", "Bo"}
    found = examine(here)
    assert "tables" not in {finding.kind for finding in found.findings}
    assert found.people == 2


def test_a_journal_without_a_header_has_no_say_whose_the_store_is(place: Path) -> None:
    """However large it is: neither for the doctor nor for a backup."""
    path = journals(place)[0]
    lines = path.read_bytes().split(b"\n", 1)[1]
    (place.data / "journal" / "headless.jsonl").write_bytes(lines * 20)
    (place.state / "device.json").unlink()
    assert not [f for f in examine(place).findings if "another store" in f.text]
    made = Backups(place).make("now")
    assert path.read_bytes().split(b"\n")[0] in Backups(place).read(made).body


def test_a_value_that_two_replaced_apart_is_not_waited_for(tmp_path: Path) -> None:
    """The second of them names a write that is replaced already: no line is missing by that."""
    here = place_in(tmp_path)
    one = opened(here)
    anna = add(one, "Anna")
    other = opened(Place(here.data, tmp_path / "other"))
    for store, name in ((one, "Anne"), (other, "Ann")):
        form = store.network.contacts[anna]
        store.write(Change("edited Anna", [form.put("name", name)]))
    one.close()
    other.close()
    assert "missing-lines" not in kinds(examine(here))
    (path,) = [path for path in journals(here) if path.name.startswith(one.device)]
    path.unlink()
    assert "missing-lines" in kinds(examine(here))
