"""Archive and journals held together: what one lacks comes from the other, and a copied machine is noticed."""

import os
import shutil
from pathlib import Path

import pytest

from netcrm.core.record import Change
from netcrm.store.archive import ARCHIVE
from netcrm.store.balance import Balance
from netcrm.store.ids import now_ms
from netcrm.store.line import decode_header, is_header
from netcrm.store.place import Place
from netcrm.store.quick import Quick
from netcrm.store.safekeeping import PATIENCE_MS
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


def archived(place: Place) -> list[bytes]:
    """Return the lines of the archive."""
    return (place.state / ARCHIVE).read_bytes().splitlines()


def machine(folder: Path, name: str) -> Place:
    """Return a machine with a data folder of its own."""
    return Place(folder / name / "data", folder / name / "state")


def carry(one: Place, other: Place) -> None:
    """Copy the journals of one machine to another as a synchronisation does."""
    Path(other.journal_path).mkdir(parents=True, exist_ok=True)
    for path in journals(one):
        shutil.copy2(path, other.journal_path)


def of(place: Place, dev: str) -> list[Path]:
    """Return the journals that a device began."""
    return [path for path in journals(place) if path.name.startswith(dev)]


@pytest.fixture
def desk(tmp_path) -> Place:
    """A machine that has seen what another one wrote."""
    laptop, desk = machine(tmp_path, "laptop"), machine(tmp_path, "desk")
    store = opened(laptop)
    anna = add(store, "Anna")
    store.write(entry("coffee", [anna]))
    store.close()
    carry(laptop, desk)
    store = opened(desk)
    add(store, "Bo")
    add(store, "Carl")
    store.poll(TODAY)
    store.close()
    return desk


def laptop_of(desk: Place) -> Place:
    """Return the other machine."""
    return machine(desk.data.parents[1], "laptop")


@pytest.fixture
def compared(monkeypatch):
    """Tell for each comparison whether everything was read."""
    found: list[bool] = []
    compare = Balance._compare

    def counting(self, since):
        found.append(since is None)
        compare(self, since)

    monkeypatch.setattr(Balance, "_compare", counting)
    return found


# -- the archive ----------------------------------------------------------------------------------


def test_the_archive_holds_what_others_wrote(desk) -> None:
    """Each line seen is in it once."""
    lines = {
        raw
        for path in journals(desk)
        for raw in path.read_bytes().splitlines()
        if not is_header(raw)
    }
    assert set(archived(desk)) == lines
    assert len(archived(desk)) == len(lines) == 4


def test_what_is_read_while_the_app_is_open_is_archived_with_the_look(desk) -> None:
    """Once each, however often is looked and opened."""
    app = opened(desk)
    laptop = opened(laptop_of(desk))
    for n in range(5):
        add(laptop, f"P{n}")
        carry(laptop.place, desk)
        assert app.poll(TODAY)
        assert len(archived(desk)) == 5 + n
        assert not app.poll(TODAY)
    app.close()
    for _round in range(3):
        opened(desk).close()
    assert len(archived(desk)) == len(set(archived(desk))) == 9


def test_opening_copies_nothing_until_the_store_is_looked_at(desk, tmp_path) -> None:
    """The first frame does not wait for the archive."""
    other = machine(tmp_path, "new")
    carry(desk, other)
    app = opened(other)
    assert not other.state.exists()
    app.poll(TODAY)
    assert len(archived(other)) == 4


def test_a_start_where_nothing_happened_reads_neither(desk, compared) -> None:
    """Nor does one after a few lines read everything."""
    opened(desk).close()
    assert compared == []
    Quick.open(desk).write(contact("Dea"))
    opened(desk).close()
    assert compared
    assert not any(compared)
    compared.clear()
    opened(desk).close()
    assert compared == []


def test_two_open_apps_write_each_line_into_the_archive_once(desk) -> None:
    """They share it."""
    one, other = opened(desk), opened(desk)
    laptop = opened(laptop_of(desk))
    for n in range(5):
        add(one, f"one {n}")
        add(other, f"other {n}")
        add(laptop, f"laptop {n}")
        carry(laptop.place, desk)
        one.poll(TODAY)
        other.poll(TODAY)
    one.close()
    other.close()
    assert len(archived(desk)) == len(set(archived(desk))) == 4 + 15
    assert opened(desk).warnings == []


@pytest.mark.parametrize("torn", [b"{", b'{"id":"06h0', b"\x00" * 40, b"garbage\n"])
def test_a_torn_or_damaged_archive_is_gone_on_with(desk, torn) -> None:
    """What is whole in it counts, and what it lost it gets again."""
    path = desk.state / ARCHIVE
    whole = archived(desk)
    path.write_bytes(path.read_bytes()[:-9] + torn)
    store = opened(desk)
    assert store.warnings == []
    add(store, "Dea")
    store.close()
    assert set(whole) <= set(archived(desk))
    assert opened(desk).warnings == []
    assert len({line.device for line in opened(desk).history()}) == 2


@pytest.mark.parametrize("forever", [False, True], ids=["once", "for ever"])
def test_no_failure_of_the_archive_is_a_failure_of_the_store(desk, tmp_path, forever) -> None:
    """Reading, looking and closing go on whatever call fails, and nothing is put back twice."""
    whole = shown(opened(desk))

    def session(folder: Path, files: Failing) -> None:
        shutil.copytree(desk.data.parent, folder)
        place = place_in(folder)
        (path,) = of(place, "laptop") or [journals(place)[0]]
        path.write_bytes(b"")
        store = opened(place, files)
        store.poll(TODAY)
        store.close()
        assert not files.descriptors
        assert shown(opened(place)) == whole

    counting = Failing()
    session(tmp_path / "0", counting)
    assert counting.count > 5
    for k in range(1, counting.count + 1):
        session(tmp_path / str(k), Failing(k, forever=forever))


# -- lost lines -----------------------------------------------------------------------------------


def emptied(path: Path) -> None:
    """A tool left nothing of it."""
    path.write_bytes(b"")


def gone(path: Path) -> None:
    """A tool removed it."""
    path.unlink()


def older(path: Path) -> None:
    """It is as it was earlier."""
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def only_a_header(path: Path) -> None:
    """It is as it was at first."""
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])


def zeros(path: Path) -> None:
    """A power cut left zeros."""
    path.write_bytes(b"\x00" * path.stat().st_size)


def in_the_middle(path: Path) -> None:
    """A line is damaged where nobody looks."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], b"x" + lines[1][1:], *lines[2:]]))


LOSSES = [emptied, gone, older, only_a_header, zeros, in_the_middle]


@pytest.mark.parametrize("kept", [False, True], ids=["journals", "checkpoint"])
@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_own_lines_come_back_at_once(desk, lose, kept) -> None:
    """They are put into the own journal as they are, and that is said, once."""
    store = opened(desk)
    if kept:
        store.checkpoint()
    before, device, history = shown(store), store.device, store.history()
    store.close()
    (path,) = of(desk, device)
    lines = {raw for raw in path.read_bytes().splitlines() if not is_header(raw)}
    lose(path)
    store = opened(desk)
    assert shown(store) == before
    assert any("put back" in said for said in store.warnings)
    assert {raw for p in of(desk, device) for raw in p.read_bytes().splitlines()} >= lines
    assert store.device == device
    assert store.history() == history
    assert store.undo().what == "added Carl"
    store.redo()
    store.close()
    files = {p.name: p.read_bytes() for p in journals(desk)}
    again = opened(desk)
    assert shown(again) == before
    assert not any("put back" in said for said in again.warnings)
    again.close()
    assert {p.name: p.read_bytes() for p in journals(desk)} == files


def test_every_journal_of_a_known_store_is_empty(desk) -> None:
    """A sync tool left zero bytes of everything: it all comes back."""
    before = shown(opened(desk))
    for path in journals(desk):
        path.write_bytes(b"")
    assert shown(opened(desk)) == before


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_lines_of_others_are_shown_at_once_and_put_back_after_a_day(desk, lose) -> None:
    """Until then they are kept beside the archive: whoever lost them may bring them back."""
    store = opened(desk)
    before, device = shown(store), store.device
    history = [(line.id, line.label) for line in store.history()]
    store.close()
    (path,) = [p for p in journals(desk) if p not in of(desk, device)]
    theirs = {raw for raw in path.read_bytes().splitlines() if not is_header(raw)}
    lose(path)
    store = opened(desk)
    assert shown(store) == before
    assert [(line.id, line.label) for line in store.history()] == history
    assert any("put back after a day" in said for said in store.warnings)
    store.checkpoint()
    store.close()
    held = {raw for p in of(desk, device) for raw in p.read_bytes().splitlines()}
    assert held.isdisjoint(theirs)
    assert shown(opened(desk)) == before
    later = opened(desk, clock=lambda: now_ms() + PATIENCE_MS + 1)
    assert shown(later) == before
    assert any("was put back" in s or "were put back" in s for s in later.warnings)
    later.close()
    assert not [*desk.state.glob("missed-*")]
    held = {raw for p in journals(desk) for raw in p.read_bytes().splitlines()}
    assert theirs <= held
    assert shown(opened(desk)) == before
    assert [(line.id, line.label) for line in opened(desk).history()] == history


def test_what_comes_back_by_itself_is_not_written_again(desk) -> None:
    """A file that a tool removes and brings again counts once, and nothing stays behind."""
    app = opened(desk)
    before = shown(app)
    (path,) = [p for p in journals(desk) if p not in of(desk, app.device)]
    data = path.read_bytes()
    path.unlink()
    assert app.poll(TODAY)
    assert shown(app) == before
    assert [*desk.state.glob("missed-*")]
    path.write_bytes(data)
    app.poll(TODAY)
    app.poll(TODAY)
    assert shown(app) == before
    assert not [*desk.state.glob("missed-*")]
    app.close()
    assert len(journals(desk)) == 2
    again = opened(desk)
    assert shown(again) == before
    assert again.warnings == []


def test_an_edit_of_what_is_missing_can_be_undone(desk) -> None:
    """What the others wrote counts while it is missing."""
    store = opened(desk)
    (path,) = [p for p in journals(desk) if p not in of(desk, store.device)]
    path.unlink()
    store.poll(TODAY)
    anna = next(r for r in store.network.contacts.values() if r.fields["name"] == "Anna")
    before = shown(store)
    store.write(Change("edited", [anna.put("name", "Hanna")]))
    store.undo()
    assert shown(store) == before == shown(opened(desk))


def test_netcrm_log_finds_the_names_again(desk) -> None:
    """Also where it is the first to come after the loss."""
    store = opened(desk)
    store.checkpoint()
    store.close()
    for path in journals(desk):
        older(path)
    quick = Quick.open(desk)
    assert quick.directory.called("Carl")
    assert quick.directory.called("Anna")
    quick.write(contact("Dea"))
    assert names(opened(desk)) == {"Anna", "Bo", "Carl", "Dea"}


def test_lines_written_after_the_loss_keep_their_place(desk) -> None:
    """Undo takes the last change, not the last that was put back."""
    store = opened(desk)
    (path,) = of(desk, store.device)
    add(store, "Dea")
    store.close()
    older(path)
    older(path)
    Quick(desk).write(contact("Eva"))
    store = opened(desk)
    assert names(store) == {"Anna", "Bo", "Carl", "Dea", "Eva"}
    assert store.undo().what == "added Eva"
    assert store.undo().what == "added Dea"
    assert store.undo().what == "added Carl"


def test_a_folder_that_may_not_be_written_shows_everything_all_the_same(desk) -> None:
    """What can't be put back is shown from the state folder."""
    before = shown(opened(desk))

    class NoData(Failing):
        def open(self, path, flags, mode=0o600):
            if "/data/" in path and flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
                raise PermissionError(13, os.strerror(13), path)
            return super().open(path, flags, mode)

    for path in journals(desk):
        path.write_bytes(b"")
    assert shown(opened(desk, NoData())) == before
    assert shown(opened(desk)) == before


def test_another_store_in_the_place_of_ours_is_not_mixed_with_it(desk, tmp_path) -> None:
    """Another stick, mounted where ours was: nothing is written to it."""
    other = machine(tmp_path, "other")
    add(opened(other), "Stranger")
    shutil.rmtree(desk.data)
    shutil.copytree(other.data, desk.data)
    before = {path.name: path.read_bytes() for path in journals(desk)}
    store = opened(desk)
    store.poll(TODAY)
    store.close()
    assert {path.name: path.read_bytes() for path in journals(desk)} == before
    shutil.rmtree(desk.data)
    shutil.copytree(laptop_of(desk).data, desk.data)
    assert names(opened(desk)) == {"Anna", "Bo", "Carl"}


# -- who this machine is --------------------------------------------------------------------------


@pytest.mark.parametrize("door", [opened, Quick], ids=["store", "netcrm log"])
def test_two_machines_with_the_same_state_part_ways(desk, tmp_path, door) -> None:
    """A disk image copied to another computer: both go on, neither writes in the other's file for long."""
    twin = machine(tmp_path, "twin")
    shutil.copytree(desk.state.parent, twin.state.parent)
    opened(desk).close()
    device = opened(desk).device
    for place, name in ((desk, "by desk"), (twin, "by twin")):
        store = opened(place)
        add(store, name)
        store.close()
    (path,) = of(desk, device)
    conflict = path.with_name(f"{path.stem}.sync-conflict-20261124-101500-ABCDEFG.jsonl")
    shutil.copy2(of(twin, device)[0], conflict)
    there = door(desk)
    there.write(contact("desk again"))
    there.close()
    opened(desk).close()
    carry(desk, twin)
    there = door(twin)
    there.write(contact("twin again"))
    there.close()
    carry(twin, desk)
    everybody = {"Anna", "Bo", "Carl", "by desk", "by twin", "desk again", "twin again"}
    assert names(opened(desk)) == names(opened(twin)) == everybody
    for place in (desk, twin):
        store = opened(place)
        add(store, "more")
        store.close()
    assert opened(desk).device != opened(twin).device
    assert opened(desk).device != device or opened(twin).device != device


def test_a_file_that_the_twin_has_written_on_is_left(desk, tmp_path) -> None:
    """The own journal as another machine of the same name has gone on with it: nothing is appended to it."""
    twin = machine(tmp_path, "twin")
    shutil.copytree(desk.state.parent, twin.state.parent)
    add(opened(twin), "by twin")
    store = opened(desk)
    device = store.device
    store.close()
    (path,) = of(desk, device)
    shutil.copy2(of(twin, device)[0], path)
    data = path.read_bytes()
    quick = Quick(desk)
    quick.write(contact("by desk"))
    quick.close()
    assert path.read_bytes() == data
    assert opened(desk).device != device
    assert names(opened(desk)) == {"Anna", "Bo", "Carl", "by twin", "by desk"}


def test_an_old_state_folder_that_is_put_back_makes_another_device(desk, tmp_path) -> None:
    """A backup of the home folder without the data: the old name's lines are there, and not all known."""
    old = tmp_path / "old state"
    shutil.copytree(desk.state, old)
    store = opened(desk)
    device = store.device
    add(store, "Dea")
    store.close()
    shutil.rmtree(desk.state)
    shutil.copytree(old, desk.state)
    store = opened(desk)
    assert store.device != device
    assert any("new name" in said for said in store.warnings)
    add(store, "Eva")
    store.close()
    assert names(opened(desk)) == {"Anna", "Bo", "Carl", "Dea", "Eva"}
    assert opened(desk).warnings == []
    headers = [decode_header(path.read_bytes().splitlines()[0]) for path in journals(desk)]
    assert len({header.dev for header in headers}) == 3


def test_a_copied_home_folder_is_another_machine(desk, monkeypatch, tmp_path) -> None:
    """The state of a place is found by the machine's own id, so a copy of it is not even looked at."""
    from netcrm.store import place as places

    monkeypatch.setattr(places, "_machine", lambda: "one")
    one = places.default_place(str(tmp_path / "home"))
    monkeypatch.setattr(places, "_machine", lambda: "other")
    assert places.default_place(str(tmp_path / "home")).state_path != one.state_path


class Killed(BaseException):
    """The process is killed."""


def test_a_kill_between_a_line_and_its_copy_makes_no_other_device(desk) -> None:
    """The line is on the disk, and it is ours."""
    store = opened(desk)

    def killed(raw: bytes) -> bool:
        raise Killed

    store._journal.archive.add = killed
    with pytest.raises(Killed):
        add(store, "Dea")
    for door in (Quick, opened):
        there = door(desk)
        there.write(contact("later"))
        there.close()
    again = opened(desk)
    assert again.device == store.device
    assert again.warnings == []
    assert "Dea" in names(again)
    assert len(journals(desk)) == 2
    assert any(b"added Dea" in raw for raw in archived(desk))


def test_a_process_that_was_stopped_holds_nobody_up(desk) -> None:
    """Whoever holds the lock of the archive for ever: others go on, and see to it when they can."""
    import fcntl

    laptop = opened(laptop_of(desk))
    add(laptop, "Dea")
    app = opened(desk)
    app.poll(TODAY)
    carry(laptop.place, desk)
    with (desk.state / "archive.lock").open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert app.poll(TODAY)
        assert len(archived(desk)) == 4
        opened(desk).close()
    app.poll(TODAY)
    assert len(archived(desk)) == 5


def test_odd_things_among_the_journals_do_not_stop_it(desk) -> None:
    """A link that leads nowhere, a folder, a file that may not be read."""
    folder = Path(desk.journal_path)
    (folder / "odd.jsonl").symlink_to(folder / "nothing")
    (folder / "folder.jsonl").mkdir()
    before = names(opened(desk))
    laptop = opened(laptop_of(desk))
    add(laptop, "Dea")
    carry(laptop.place, desk)
    opened(desk).close()
    assert len(archived(desk)) == 5
    for path in of(desk, opened(desk).device):
        emptied(path)
    assert names(opened(desk)) == before | {"Dea"}


def test_who_has_only_read_keeps_what_was_read(desk, tmp_path) -> None:
    """Nothing that is left says which store it was: the archive does, also to the first line written here."""
    reader = machine(tmp_path, "reader")
    carry(desk, reader)
    store = opened(reader)
    before = shown(store)
    store.close()
    for path in journals(reader):
        path.write_bytes(b"")
    assert shown(opened(reader)) == before
    add(opened(reader), "Dea")
    carry(reader, desk)
    assert names(opened(desk)) == {"Anna", "Bo", "Carl", "Dea"}


def test_everything_is_compared_once_a_day_as_a_store_is_closed(tmp_path, monkeypatch) -> None:
    """Damage behind what is read each time would else be found by nobody; not more often: it takes its time."""
    from netcrm.store import safekeeping

    place = place_in(tmp_path)
    now = [1_790_000_000_000]
    whole: list[bool] = []

    def compared(place, store, mark) -> Balance:
        balance = Balance(place, store, mark)
        whole.append(balance.is_whole)
        return balance

    monkeypatch.setattr(safekeeping, "Balance", compared)

    def a_visit(name: str) -> bool:
        del whole[:]
        store = opened(place, clock=lambda: now[0])
        add(store, name)
        store.close()
        return any(whole)

    a_visit("Anna")
    a_visit("Bo")
    now[0] += 3_600_000
    assert not a_visit("Cai")
    now[0] += PATIENCE_MS
    assert a_visit("Dorte")
    assert not a_visit("Eva")
    assert names(opened(place)) == {"Anna", "Bo", "Cai", "Dorte", "Eva"}


def test_damage_behind_what_is_read_each_time_is_put_back_the_next_day(tmp_path) -> None:
    """A bit turns in a line that tables and mark cover, and the app that is open appends more."""
    place = place_in(tmp_path)
    now = [1_790_000_000_000]

    def held() -> bool:
        return b'"Anna"' in b"".join(path.read_bytes() for path in journals(place))

    store = opened(place, clock=lambda: now[0])
    add(store, "Anna")
    add(store, "Per")
    store.checkpoint()
    store.close()
    store = opened(place, clock=lambda: now[0])
    (path,) = journals(place)
    path.write_bytes(path.read_bytes().replace(b'"Anna"', b'"Annb"'))
    for name in ("Bo", "Cai"):
        now[0] += 1000
        add(store, name)
    store.close()
    opened(place, clock=lambda: now[0]).close()
    assert not held()
    now[0] += PATIENCE_MS
    opened(place, clock=lambda: now[0]).close()
    assert held()
    (place.data / "contacts.json").unlink()
    assert names(opened(place)) == {"Anna", "Per", "Bo", "Cai"}
