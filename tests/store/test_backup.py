"""Backups: whole, read back, private, told when damaged, and never half made."""

import gzip
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netcrm.core.errors import BadInputError, CannotBeDoneError, StoreError
from netcrm.store import daily
from netcrm.store.backup import Backups
from netcrm.store.backup_file import BadBackupError, decode
from netcrm.store.ids import now_ms
from netcrm.store.place import Place
from netcrm.store.restore import good_lines
from netcrm.store.seam import Files
from tests.store.kit import Failing, add, journals, opened, place_in

DAY = 24 * 3600 * 1000


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return the place of a store with two people."""
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    add(store, "Bo")
    store.close()
    return place


def body(place: Place) -> bytes:
    """Return all lines of the journals."""
    return b"".join(path.read_bytes() for path in journals(place))


def test_a_backup_has_every_byte_of_the_journals(place: Place) -> None:
    """What is unpacked is the journals; `zcat | tail -n +2` is one by itself, without this program."""
    made = Backups(place).make("now")
    assert Backups(place).read(made).body == body(place)
    first, _end, rest = gzip.decompress(Path(made.path).read_bytes()).partition(b"\n")
    assert first.startswith(b'{"backup":1,')
    assert rest == body(place)
    other = place_in(Path(place.data_path).parent / "by hand")
    os.makedirs(other.journal_path)
    Path(other.journal_path, "x.jsonl").write_bytes(rest)
    assert {c.name for c in opened(other).network.people()} == {"Anna", "Bo"}


def test_it_is_nobody_elses(place: Place) -> None:
    """0600 in a folder of 0700, under any umask, outside the folder that is synchronised."""
    before = os.umask(0)
    try:
        made = Backups(place).make("now")
    finally:
        os.umask(before)
    assert os.stat(made.path).st_mode & 0o777 == 0o600
    assert os.stat(os.path.dirname(made.path)).st_mode & 0o777 == 0o700
    assert made.path.startswith(place.state_path)


def test_what_did_not_change_is_not_kept_twice(place: Place) -> None:
    """A second backup of the same lines is the first one, as long as that can be read."""
    backups = Backups(place)
    first = backups.make("now")
    assert backups.make("import").path == first.path
    Path(first.path).write_bytes(Path(first.path).read_bytes()[:-9])
    assert backups.make("import").path != first.path


def test_a_torn_line_and_another_store_stay_outside(place: Place) -> None:
    """What is still being written is not in it, nor is a foreign journal; a damaged line is, as it is."""
    with journals(place)[0].open("ab") as file:
        file.write(b"damaged\n" + b'{"id":')
    whole = body(place).rpartition(b"\n")[0] + b"\n"
    foreign = place_in(Path(place.data_path).parent / "foreign")
    add(opened(foreign), "Eve")
    Path(place.journal_path, "e.jsonl").write_bytes(body(foreign))
    assert Backups(place).read(Backups(place).make("now")).body == whole


@pytest.mark.parametrize("why", ["cut", "flipped", "empty", "text", "other gzip", "newer", "sum"])
def test_a_damaged_backup_is_told(place: Place, why: str) -> None:
    """Whatever happened to it: one sentence, and no half of it is taken for the whole."""
    backups = Backups(place)
    made = backups.make("now")
    data = Path(made.path).read_bytes()
    text = gzip.decompress(data)
    Path(made.path).write_bytes(
        {
            "cut": data[: len(data) // 2],
            "flipped": data[:40] + bytes([data[40] ^ 1]) + data[41:],
            "empty": b"",
            "text": b"hello",
            "other gzip": gzip.compress(b"hello\nworld\n"),
            "newer": gzip.compress(text.replace(b'"backup":1', b'"backup":2', 1)),
            "sum": gzip.compress(text.replace(b"Anna", b"Anne")),
        }[why]
    )
    with pytest.raises(CannotBeDoneError, match="can't be used"):
        backups.read(made)


def test_a_backup_cut_at_any_byte_is_noticed(place: Place) -> None:
    """Every cut and every flipped byte is told, or leaves what is read as it was."""
    data = Path(Backups(place).make("now").path).read_bytes()
    for at in range(len(data)):
        with pytest.raises(BadBackupError):
            decode(data[:at])
        changed = bytearray(data)
        changed[at] ^= 255
        try:
            assert decode(bytes(changed)).body == body(place)
        except BadBackupError:
            continue


def test_a_disk_that_lies_is_noticed(place: Place) -> None:
    """What is not read back as it was written is removed and told."""

    class Lying(Files):
        def write(self, fd: int, data: bytes) -> int:
            super().write(fd, bytes(len(data)))
            return len(data)

    backups = Backups(place, Lying())
    with pytest.raises(StoreError, match="read back"):
        backups.make("now")
    assert backups.all() == []


@pytest.mark.parametrize("forever", [False, True])
def test_the_kth_call_fails(place: Place, forever: bool) -> None:
    """Said to be made: it can be read; said to have failed: what was there is there, nothing is open."""
    first = Backups(place).make("now")
    add(opened(place), "Cy")
    counting = Failing()
    Backups(place, counting).make("now")
    Path(Backups(place).all()[0].path).unlink()
    assert counting.count > 4
    for k in range(1, counting.count + 1):
        files = Failing(k, forever=forever)
        backups = Backups(place, files)
        try:
            made = backups.make("now")
        except StoreError:
            pass
        else:
            assert backups.read(made).body == body(place)
        assert not files.descriptors
        assert first.name in {one.name for one in backups.all()}
        for one in backups.all():
            backups.read(one)
            if one.name != first.name:
                os.unlink(one.path)


def test_old_ones_are_thinned_out(place: Place) -> None:
    """A backup a day for two months: 14 days and the last of each week and month are left."""
    now = now_ms()
    for day in range(60):
        add(opened(place), f"P{day}")
        Backups(place, clock=lambda at=now + day * DAY: at).make("daily")
    left = [one.made for one in Backups(place).all()]
    assert 14 < len(left) <= 14 + 8 + 3
    assert (left[0] - left[13]).days == 13


def test_names_are_found_and_told_apart(place: Place) -> None:
    """A name, the beginning of one, a path; what is ambiguous or not there is bad input."""
    backups = Backups(place)
    first = backups.make("now")
    add(opened(place), "Cy")
    second = backups.make("import")
    for words in (first.name, f"{first.name}.jsonl.gz", first.path):
        assert backups.find(words).path == first.path
    for words in ("2", "nothing", "", str(Path(first.path).parent / "x.gz")):
        with pytest.raises(BadInputError):
            backups.find(words)
    assert {one.name for one in backups.all()} == {first.name, second.name}
    assert abs((datetime.now(UTC) - first.made).total_seconds()) < 3600


def test_the_lines_of_all_backups_can_be_rewritten(place: Place) -> None:
    """For a purge: each backup is whole with what is left, and one that can't be read goes."""
    backups = Backups(place)
    backups.make("now")
    add(opened(place), "Cy")
    damaged = backups.make("now")
    add(opened(place), "Di")
    last = backups.make("now")
    Path(damaged.path).write_bytes(b"")
    backups.rewrite(lambda text: text.replace(b"Anna", b"####"))
    left = backups.all()
    assert damaged.name not in {one.name for one in left}
    assert len(left) == 2
    assert all(b"Anna" not in backups.read(one).body for one in left)
    assert len(good_lines(backups.read(last).body)) == 3  # the sum of Anna's line is wrong now


def test_nothing_is_no_backup(tmp_path: Path) -> None:
    """Before the first change there is nothing to keep, and nothing is made; a store that is gone is told."""
    place = place_in(tmp_path)
    with pytest.raises(CannotBeDoneError):
        Backups(place).make("now")
    assert not list(tmp_path.iterdir())
    add(opened(place), "Anna")
    for path in journals(place):
        path.unlink()
    with pytest.raises(StoreError, match="not there"):
        Backups(place).make("now")


def test_the_backup_of_the_day_is_due_once(place: Place) -> None:
    """Due after the first write, not again on this day, and on the next one only if something was written."""
    assert daily.is_due(place)
    opened(place).back_up_daily()
    assert not daily.is_due(place)
    [made] = Backups(place).all()
    yesterday = time.time() - 30 * 3600
    os.utime(made.path, (yesterday, yesterday))
    assert daily.is_due(place)
    for path in journals(place):
        os.utime(path, (yesterday - 60, yesterday - 60))
    assert not daily.is_due(place)


def test_a_command_of_the_shell_lets_it_be_made(place: Place, tmp_path: Path) -> None:
    """The first command of a day that finds something written begins it, and does not wait for it."""
    code = (
        "import sys, netcrm.cli.session as s; from netcrm import cli; from netcrm.store.place import Place;"
        "s.default_place = lambda folder: Place(*folder.split('|')); cli.run()"
    )
    where = f"{place.data_path}|{place.state_path}"
    done = subprocess.run(
        [sys.executable, "-c", code, "--store", where, "log", "met @Anna"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Anna" in done.stderr
    for _wait in range(600):
        if Backups(place).all():
            break
        time.sleep(0.05)
    [made] = Backups(place).all()
    assert made.why == "daily"
    assert b"met @Anna" in Backups(place).read(made).body
