"""The machine stops, and what was not synced may be lost: nothing acknowledged is, and broken stores are found out."""

import os
from random import Random

import pytest

from tests.torture.crash_states import check, crashes, record
from tests.torture.disk import Disk
from tests.torture.recorder import Recorder
from tests.torture.works import WORKS, Work

MORE = 1
MOST = 45


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_what_was_acknowledged_survives_a_crash(fast_folder, work) -> None:
    """Before each call, with what was pending there, gone, zeroed, cut short or torn apart."""
    trace = record(work, fast_folder / "trace")
    for cut, how, content in crashes(trace, Random(work.name), MORE, MOST):
        check(work, trace, cut, how, content, fast_folder / "crashed")


class NoFileSync(Recorder):
    """Files are not waited for."""

    def fsync(self, fd: int) -> None:
        if self.is_folder(fd):
            super().fsync(fd)


class NoFolderSync(Recorder):
    """Folders are not waited for."""

    def fsync(self, fd: int) -> None:
        if not self.is_folder(fd):
            super().fsync(fd)


class InPlace(Recorder):
    """Files are written over instead of being replaced, with all the care there can be."""

    def rename(self, old: str, new: str) -> None:
        with open(old, "rb") as file:
            data = file.read()
        fd = self.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self.write(fd, data)
        self.fsync(fd)
        self.close(fd)
        self.unlink(old)


class NoSyncBeforeRename(Recorder):
    """Only journals are waited for; what is renamed may still be in memory."""

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        fd = super().open(path, flags, mode)
        self._paths[fd] = path
        return fd

    def fsync(self, fd: int) -> None:
        if not self._paths[fd].endswith(".tmp"):
            super().fsync(fd)


BROKEN = [
    (NoFileSync, "a change", "acknowledged"),
    (NoFileSync, "a logged line", "acknowledged"),
    (NoFileSync, "a checkpoint", "half a file"),
    (NoFolderSync, "a change in a new month", "acknowledged"),
    (NoFolderSync, "the first start", "is not there"),
    (NoFolderSync, "a logged line at the first start", "is not there"),
    (InPlace, "a checkpoint", "half a file"),
    (InPlace, "a change in a new month", "half a file"),
    (NoSyncBeforeRename, "a checkpoint", "half a file"),
]


@pytest.mark.parametrize(
    ("broken", "name", "why"), BROKEN, ids=lambda x: x if isinstance(x, str) else x.__name__
)
def test_broken_stores_are_found_out(fast_folder, broken, name, why) -> None:
    """The check is worth something: it sees that a sync is missing, or that a file is written over."""
    work = the_work(name)
    trace = record(work, fast_folder / "trace", broken)
    with pytest.raises(AssertionError, match=why):
        for cut, how, content in crashes(trace, Random(7), MORE):
            check(work, trace, cut, how, content, fast_folder / "crashed")


def the_work(name: str) -> Work:
    """Return the work of this name."""
    return next(work for work in WORKS if work.name == name)


def test_the_disk_keeps_what_was_synced(tmp_path) -> None:
    """Bytes and names are safe only after a sync of the file and of the folder, each by itself."""
    files = Recorder(tmp_path)
    disk = Disk(tmp_path)

    def after(names: str = "none", bytes_: str = "none") -> dict:
        while files.steps:
            files.steps.pop(0)(disk)
        return disk.crash(bytes_, names, Random(0))

    fd = files.open(str(tmp_path / "a"), os.O_RDWR | os.O_CREAT)
    files.write(fd, b"one")
    assert after() == {}
    assert after("all") == {"a": b""}
    assert after("all", "all") == {"a": b"one"}
    assert after("all", "zero") == {"a": b"\0\0\0"}
    files.fsync(fd)
    assert after("all") == {"a": b"one"}
    folder = files.open(str(tmp_path), os.O_RDONLY | os.O_DIRECTORY)
    files.fsync(folder)
    assert after() == {"a": b"one"}
    files.write(fd, b"two")
    files.truncate(fd, 4)
    assert after() == {"a": b"one"}
    assert after(bytes_="all") == {"a": b"onet"}
    files.rename(str(tmp_path / "a"), str(tmp_path / "b"))
    assert after() == {"a": b"one"}
    assert after("all") == {"b": b"one"}
    files.fsync(folder)
    files.unlink(str(tmp_path / "b"))
    assert after() == {"b": b"one"}
    assert after("all") == {}
    files.close(fd)
    files.close(folder)
