"""The own journal: which file is appended to, when a new one is begun, and what is left alone."""

import fcntl
import os
from pathlib import Path

import pytest

from netcrm.core.errors import FormError, StoreError
from netcrm.store import own
from netcrm.store.line import decode, decode_header, encode_header, is_header
from netcrm.store.seam import Files
from tests.store.kit import add, contact, journals, names, opened, place_in, without_archive


def lines_of(path: Path) -> list[bytes]:
    """Return the lines of a journal but for its header."""
    return [raw for raw in path.read_bytes().splitlines() if not is_header(raw)]


def test_a_journal_begins_with_its_header(tmp_path) -> None:
    """The first line says whose store, device and file it is; the device is in the file's name."""
    store = opened(place_in(tmp_path))
    add(store, "Anna")
    (path,) = journals(store.place)
    header = decode_header(path.read_bytes().splitlines()[0])
    assert header.dev == store.device
    assert path.name.startswith(f"{store.device}-")
    assert path.name.endswith(".jsonl")


def test_each_line_is_copied_to_the_archive(tmp_path) -> None:
    """The state folder holds each line that this machine wrote."""
    store = opened(place_in(tmp_path))
    for name in ("Anna", "Bo"):
        add(store, name)
    (path,) = journals(store.place)
    assert (store.place.state / "archive.jsonl").read_bytes().splitlines() == lines_of(path)


def test_nothing_is_made_until_something_is_written(tmp_path) -> None:
    """Looking into an empty place leaves it empty."""
    store = opened(place_in(tmp_path))
    assert store.is_new
    store.checkpoint()
    store.close()
    assert [*tmp_path.iterdir()] == []


def test_a_second_store_goes_on_with_the_same_file(tmp_path) -> None:
    """All processes of a machine share one journal."""
    place = place_in(tmp_path)
    one, other = opened(place), opened(place)
    for n in range(3):
        add(one, f"one {n}")
        add(other, f"other {n}")
    assert len(journals(place)) == 1
    assert one.device == other.device
    ids = [decode(raw).id for raw in lines_of(journals(place)[0])]
    assert ids == sorted(ids)


def test_a_new_month_begins_a_new_file(tmp_path) -> None:
    """The name says the month (UTC)."""
    now = [1795500000000]
    store = opened(place_in(tmp_path), clock=lambda: now[0])
    add(store, "Anna")
    now[0] += 31 * 24 * 3600 * 1000
    add(store, "Bo")
    assert [path.name.split("-")[2] for path in journals(store.place)] == ["202611", "202612"]
    assert names(opened(store.place)) == {"Anna", "Bo"}


def test_a_full_file_is_left(tmp_path, monkeypatch) -> None:
    """Over 4 MB a new one is begun."""
    assert own.FULL == 4 << 20
    monkeypatch.setattr(own, "FULL", 2000)
    store = opened(place_in(tmp_path))
    for n in range(20):
        add(store, f"person {n}")
    assert len(journals(store.place)) > 1
    assert all(path.stat().st_size < 2500 for path in journals(store.place))
    assert len(names(opened(store.place))) == 20


@pytest.mark.parametrize("torn", [b"{", b'{"id":"06h0', b"\x00" * 100, b"garbage without an end"])
def test_a_torn_last_line_is_cut_off(tmp_path, torn) -> None:
    """What a crash left at the end of the own file was never acknowledged."""
    place = place_in(tmp_path)
    add(opened(place), "Anna")
    (path,) = journals(place)
    whole = path.read_bytes()
    path.write_bytes(whole + torn)
    store = opened(place)
    assert store.warnings == []
    add(store, "Bo")
    assert path.read_bytes().startswith(whole + b'{"id":')
    assert names(opened(place)) == {"Anna", "Bo"}


@pytest.mark.parametrize("damage", [b"", b"null", b"null\n", b"\x00" * 4096, b"{}\n", b"garbage\n"])
def test_a_damaged_file_is_left_as_it_is(tmp_path, damage) -> None:
    """Empty, null or full of zeros is damage, never a new store: it is said, and a new file is begun."""
    place = place_in(tmp_path)
    first = opened(place)
    add(first, "Anna")
    first.close()
    (path,) = journals(without_archive(place))
    path.write_bytes(damage)
    store = opened(place)
    assert not store.is_new
    assert len(store.warnings) == 1
    assert path.name in store.warnings[0]
    add(store, "Bo")
    assert path.read_bytes() == damage
    assert names(opened(place)) == {"Bo"}
    assert store.device == first.device


def test_a_header_that_names_no_file_of_ours_is_no_end_to_go_on_from(tmp_path) -> None:
    """A line that somebody else appended, with a right sum, keeps nobody from writing."""
    place = place_in(tmp_path)
    first = opened(place)
    add(first, "Anna")
    first.close()
    (path,) = journals(place)
    store = decode_header(path.read_bytes().splitlines()[0]).store
    with path.open("ab") as file:
        file.write(encode_header(store, "x", "no id: 2026", "2026"))
    add(opened(place), "Bo")
    assert names(opened(place)) == {"Anna", "Bo"}


def test_a_file_replaced_under_our_hands_is_noticed(tmp_path) -> None:
    """What was written to a file that has lost its name meanwhile is written again, elsewhere."""
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    (path,) = journals(place)
    copy = path.read_bytes()
    path.unlink()
    path.write_bytes(copy)
    add(store, "Bo")
    assert names(opened(place)) == {"Anna", "Bo"}
    assert path.read_bytes() == copy


class Replacing(Files):
    """Lets another program replace the journal between the write and its acknowledgement."""

    path: Path | None = None

    def fsync(self, fd: int) -> None:
        super().fsync(fd)
        if self.path is not None:
            copy = self.path.read_bytes()[:-30]
            self.path.unlink()
            self.path.write_bytes(copy)
            self.path = None


def test_a_file_replaced_between_fsync_and_acknowledgement(tmp_path) -> None:
    """The line is in the folder when it is acknowledged, once."""
    files = Replacing()
    store = opened(place_in(tmp_path), files)
    add(store, "Anna")
    (files.path,) = journals(store.place)
    add(store, "Bo")
    again = opened(store.place)
    assert names(again) == {"Anna", "Bo"} == names(store)
    assert again.undo().what == "added Bo"


def test_a_known_store_that_has_vanished_is_not_there(tmp_path) -> None:
    """An unmounted stick is no empty store: exit code 3, nothing is created in its place."""
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    store.close()
    place.data.rename(tmp_path / "away")
    for empty in (False, True):
        if empty:
            (place.data / "journal").mkdir(parents=True)
        before = sorted(map(str, tmp_path.rglob("*")))
        with pytest.raises(StoreError) as caught:
            opened(place)
        assert caught.value.exit_code == 3
        assert "not there" in caught.value.message
        with pytest.raises(StoreError):
            store.write(contact("Bo"))
        assert sorted(map(str, tmp_path.rglob("*"))) == before


def test_a_store_that_vanishes_while_open_is_not_made_anew(tmp_path) -> None:
    """A write and a look both say that it is gone; it goes on when it is back."""
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    place.data.rename(tmp_path / "away")
    with pytest.raises(StoreError, match=r"not there|not confirmed"):
        add(store, "Bo")
    with pytest.raises(StoreError, match="not there"):
        store.poll(store.network.ledger.asof)
    assert not place.data.exists()
    (tmp_path / "away").rename(place.data)
    add(store, "Carl")
    assert {"Anna", "Carl"} <= names(opened(place))


def spoil_store(data: bytes) -> bytes:
    """Return a device file that names another store, as a bit that turned may let it."""
    return data.replace(b'"store":"', b'"store":"x')


@pytest.mark.parametrize(
    "spoil", [lambda data: b"", lambda data: b"{}", spoil_store], ids=["empty", "bare", "store"]
)
def test_a_damaged_device_file_makes_another_device_of_the_same_store(tmp_path, spoil) -> None:
    """Who we are can be lost; what was written can not."""
    place = place_in(tmp_path)
    first = opened(place)
    add(first, "Anna")
    path = place.state / "device.json"
    path.write_bytes(spoil(path.read_bytes()))
    store = opened(place)
    assert names(store) == {"Anna"}
    add(store, "Bo")
    assert store.device != first.device
    assert names(opened(place)) == {"Anna", "Bo"}
    headers = [decode_header(path.read_bytes().splitlines()[0]) for path in journals(place)]
    assert len({header.store for header in headers}) == 1


def test_a_machine_that_comes_to_a_store_takes_its_id(tmp_path) -> None:
    """Two machines on one folder are two devices of one store."""
    laptop, desktop = place_in(tmp_path), place_in(tmp_path)
    desktop.state_path = str(tmp_path / "other state")
    add(opened(laptop), "Anna")
    store = opened(desktop)
    assert names(store) == {"Anna"}
    add(store, "Bo")
    assert names(opened(laptop)) == {"Anna", "Bo"}
    assert opened(laptop).warnings == []


def test_journals_of_another_store_are_left_alone(tmp_path) -> None:
    """They are named, and nothing of them is shown."""
    mine, other = place_in(tmp_path / "mine"), place_in(tmp_path / "other")
    add(opened(mine), "Anna")
    add(opened(other), "Stranger")
    (path,) = journals(other)
    (mine.data / "journal" / path.name).write_bytes(path.read_bytes())
    store = opened(mine)
    assert names(store) == {"Anna"}
    assert len(store.warnings) == 1
    assert "another store" in store.warnings[0]


class Lockless(Files):
    """A file system without locks."""

    def lock(self, fd: int, *, wait: bool = True) -> None:
        raise OSError(95, os.strerror(95))


def test_without_locks_each_process_has_a_file_of_its_own(tmp_path) -> None:
    """So nobody writes into another's lines."""
    place = place_in(tmp_path)
    add(opened(place), "Anna")
    one, other = opened(place, Lockless()), opened(place, Lockless())
    for n in range(2):
        add(one, f"one {n}")
        add(other, f"other {n}")
    assert len(journals(place)) == 3
    assert len(names(opened(place))) == 5


class NoState(Files):
    """A state folder that can't be written."""

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        if "/state/" in path and flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise PermissionError(13, os.strerror(13), path)
        return super().open(path, flags, mode)


def test_without_a_state_folder_each_process_is_a_device(tmp_path) -> None:
    """A container or another user's cron job writes all the same."""
    place = place_in(tmp_path)
    one = opened(place, NoState())
    add(one, "Anna")
    add(one, "Bo")
    other = opened(place, NoState())
    add(other, "Carl")
    assert len(journals(place)) == 2
    assert one.device != other.device
    assert names(opened(place)) == {"Anna", "Bo", "Carl"}


def test_a_journal_is_locked_only_while_it_is_written(tmp_path) -> None:
    """An open app keeps nobody from writing."""
    store = opened(place_in(tmp_path))
    add(store, "Anna")
    with journals(store.place)[0].open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_journal_that_is_a_link_is_not_written_through(tmp_path) -> None:
    """The own journal is opened only as a plain file."""
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    (path,) = journals(place)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    again = opened(place)
    with pytest.raises(StoreError):
        add(again, "Bo")
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_a_link_in_the_place_of_the_journals_is_not_followed(tmp_path) -> None:
    """A folder that a synchronisation replaced by a link leads nothing out of the store."""
    place = place_in(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    Path(place.data_path).mkdir(parents=True)
    Path(place.journal_path).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="link"):
        add(opened(place), "Anna")
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("form", ["no number", "too deep", "no field"])
def test_what_no_journal_can_hold_is_told_apart_from_a_full_disk(tmp_path, form) -> None:
    """It would fail for ever; a failing disk may be mended. What is written next is not harmed."""
    deep: list = []
    for _ in range(40):
        deep = [deep]
    fields = {"no number": {"n": float("nan")}, "too deep": {"n": deep}, "no field": {"_": 1}}
    store = opened(place_in(tmp_path))
    with pytest.raises(FormError, match="not of a form that can be kept"):
        store.write(contact("Anna", **fields[form]))
    add(store, "Bo")
    assert names(opened(store.place)) == {"Bo"}
