"""The archive: a copy, in the state folder, of each line that this machine has seen. On the way of `netcrm log`.

It only helps: adding to it is not waited for and never fails. What is torn or damaged in it does not count.
Beside it lies a file of the ids that this machine was about to write: where it was killed between writing a
line and copying it, that line is known to be its own, and of no other machine that goes by the same name.
"""

import os

from netcrm.store.place import Place
from netcrm.store.seam import FILE_MODE, Files, read_at, slurp, write_all

ARCHIVE = "archive.jsonl"
ANNOUNCED = "announced"

_MOST_OWED = 8 << 20
_MOST_ANNOUNCED = 1 << 16
_TAIL = 1 << 16


class Archive:
    """The archive of one place, as it is added to."""

    def __init__(self, place: Place, files: Files) -> None:
        self.path = place.state_file(ARCHIVE)
        self._announced_path = place.state_file(ANNOUNCED)
        self._files = files
        self._fd = -1
        self._announced = -1
        self._end = 0  # as this process left it: where it is, nothing is torn
        self._owed = b""

    def is_writable(self) -> bool:
        """Return whether this machine may announce what it is about to write."""
        path = self._announced_path
        return os.access(path if os.path.exists(path) else os.path.dirname(path), os.W_OK)

    def announce(self, id: str) -> None:
        """Note that the line of this id is about to be written. To be called while the own journal is locked."""
        files = self._files
        try:
            if self._announced < 0:
                self._announced = self._open(self._announced_path)
                if os.fstat(self._announced).st_size > _MOST_ANNOUNCED:
                    files.truncate(self._announced, 0)
            write_all(files, self._announced, b"%b\n" % id.encode())
        except OSError:
            self.close()

    def announced(self) -> bytes:
        """Return the ids that were announced of late, a line each."""
        try:
            return slurp(self._announced_path)
        except OSError:
            return b""

    def knows(self, raw: bytes) -> bool:
        """Return whether this machine has seen the line RAW, or has written it; without an archive, anything.

        To be called while the own journal is locked. A line that could not be copied in time is copied now.
        """
        id = raw[7:27]
        words = b'{"id":"%b"' % id
        try:
            fd = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return True
        try:
            size = os.fstat(fd).st_size
            start = max(0, size - _TAIL - len(raw))
            if words in read_at(fd, start, size - start):
                return True
            if id in self.announced():
                self.add(raw + b"\n")
                return True
            return words in read_at(fd, 0, start + len(raw))
        except OSError:
            return True
        finally:
            os.close(fd)

    def add(self, raw: bytes) -> bool:
        """Add whole lines, and before them those that could not be added earlier; return whether that worked."""
        self._owed += raw
        return self.settle()

    def settle(self) -> bool:
        """Add what could not be added earlier; return whether nothing is owed any more."""
        try:
            if self._owed:
                self._write()
        except OSError:
            self.close()
            if len(self._owed) > _MOST_OWED:
                self._owed = b""
        return not self._owed

    def close(self) -> None:
        """Give the files back."""
        fds = self._fd, self._announced
        self._fd = self._announced = -1
        for fd in fds:
            if fd >= 0:
                self._files.close(fd)

    def _open(self, path: str) -> int:
        fd = self._files.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW)
        try:
            self._files.chmod(fd, FILE_MODE)
        except OSError:
            self._files.close(fd)
            raise
        return fd

    def _write(self) -> None:
        files = self._files
        if self._fd >= 0 and not os.fstat(self._fd).st_nlink:  # replaced under our hands
            self.close()
        if self._fd < 0:
            self._fd = self._open(self.path)
        size = os.fstat(self._fd).st_size
        torn = size != self._end and size and read_at(self._fd, size - 1, 1) != b"\n"
        write_all(files, self._fd, b"\n" + self._owed if torn else self._owed)
        self._end = size + len(self._owed) + bool(torn)
        self._owed = b""
