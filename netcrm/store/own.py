"""The journal file that this machine appends to: found, locked, mended, replaced. On the way of `netcrm log`.

Which file it is stands in the state folder, so that all processes of a machine share one. Where that
can't be kept, or files can't be locked, each process makes a file of its own: a further journal does no harm.
"""

import os
from collections.abc import Callable

from netcrm.core.record import JSON
from netcrm.store import identity as who
from netcrm.store import line as lines
from netcrm.store.folder import journal_name, journals_in
from netcrm.store.gate import BadLineError
from netcrm.store.identity import Identity
from netcrm.store.ids import month_of, new_id
from netcrm.store.place import Place
from netcrm.store.seam import (
    FILE_MODE,
    Files,
    create,
    has_no_locks,
    make_folders,
    not_there,
    read_at,
    sync_folder,
    write_all,
)

FULL = 4 << 20
LOCK = "lock"

_CHUNK = 1 << 16
_ROUNDS = 8
_FLAGS = os.O_RDWR | os.O_APPEND


class OwnFile:
    """The own journal. Between `take` and `release` it is open, locked, whole, and ends at `end`."""

    def __init__(self, place: Place, files: Files, loads: Callable[[bytes], JSON]) -> None:
        self.identity = who.load(place)
        self.fd = -1
        self.name = ""
        self.end = -1  # how long the file is; -1 where that is not known
        self.last = ""  # the greatest line id seen at its end
        self.found = b""  # the last line, where another process may have written it
        self._place = place
        self._files = files
        self._loads = loads
        self._held = ""
        self._inode = (0, 0)
        self._private = False  # no other process knows of this file
        self._lockless = False
        self._retired = False

    @property
    def is_private(self) -> bool:
        """Whether no other process of this machine knows of the file."""
        return self._private

    def meet(self) -> Identity | None:
        """Return who this machine is, also when another of its processes has just met the store."""
        if self.identity is None:
            self.identity = who.load(self._place)
        return self.identity

    def take(self, now: int, at: str) -> None:
        """Lock the file, and cut off what a crash left at its end. NOW (ms) is also given as text, AT.

        Raises StoreError where the store is not there any more, OSError.
        """
        for _round in range(_ROUNDS):
            if self._retired or self.identity is None:
                self._replace(now, at)
            if self.fd < 0 and not self._open():
                self._retired = True
                continue
            if not self._lock():
                continue
            size = os.lseek(self.fd, 0, os.SEEK_END)
            if (size == self.end or self._mend(size)) and not self._is_full(at):
                return
            self.retire()
        raise not_there(self._place.data_path)

    def release(self) -> None:
        """Let other processes append; what was written stays written, whatever becomes of the lock."""
        if self.fd >= 0 and not self._lockless:
            try:
                self._files.unlock(self.fd)
            except OSError:
                self._drop()  # closing it ends the lock too

    def retire(self) -> None:
        """Leave this file as it is: the next `take` begins another one."""
        self._drop()
        self._retired = True

    def is_in_place(self) -> bool:
        """Return whether our journal's name still leads to the file that we hold.

        To be asked after the line is on the disk: a file replaced earlier is noticed then just as well.
        """
        try:
            status = os.stat(self._held)
        except FileNotFoundError:
            return False
        return (status.st_dev, status.st_ino) == self._inode

    def refresh(self) -> bool:
        """Be who another process of this machine has become meanwhile; return whether that is another one."""
        mine, kept = self.identity, None if self._private else who.load(self._place)
        if mine is None or kept is None or (kept.dev, kept.store) == (mine.dev, mine.store):
            return False
        self._drop()
        self.identity = kept
        return True

    def part(self) -> None:
        """Be a device of its own, for this process alone: what it writes can't be noted in the state folder."""
        assert self.identity is not None  # noqa: S101  the journal is open
        self.retire()
        self._private = True
        self.identity = Identity.new(self.identity.store)

    def become(self, change: Callable[[Identity], Identity]) -> None:
        """Be another one from now on, unless another process of this machine has just become one."""
        lock = self._lock_state()
        try:
            if not self.refresh() and self.identity is not None:
                self._drop()
                self.identity = change(self.identity)
                who.save(self._files, self._place, self.identity)
        except OSError:
            self._private = True
        finally:
            if lock >= 0:
                self._files.close(lock)

    def close(self) -> None:
        """Give the file back."""
        self._drop()
        self._retired = self._retired or self._private

    def _path(self, name: str) -> str:
        return os.path.join(self._place.journal_path, name)

    def _drop(self) -> None:
        fd, self.fd, self.end = self.fd, -1, -1
        if fd >= 0:
            self._files.close(fd)

    def _hold(self, fd: int, name: str) -> None:
        status = os.fstat(fd)
        self.fd, self.name, self.end = fd, name, -1
        self._held = self._path(name)
        self._inode = (status.st_dev, status.st_ino)

    def _open(self) -> bool:
        """Open the journal that the state folder names; return False where there is none to go on with."""
        assert self.identity is not None  # noqa: S101  `take` has met the store
        kept = None if self._private else who.load(self._place)
        if kept is not None:
            self.identity = (
                kept  # another process may have begun a new file, or become another device
            )
        name = self.identity.journal
        if not name:
            return False
        try:
            self._hold(self._files.open(self._path(name), _FLAGS | os.O_NOFOLLOW), name)
        except FileNotFoundError:
            return False
        return True

    def _lock(self) -> bool:
        if not self._lockless:
            try:
                self._files.lock(self.fd)
            except OSError as error:
                if not has_no_locks(error):
                    raise
                self._lockless = True
                if not self._private:
                    self._private = True
                    self.retire()
                    return False
        return True

    def _is_full(self, at: str) -> bool:
        assert self.identity is not None  # noqa: S101  the journal is open
        begins = f"{self.identity.dev}-{month_of(at)}-"
        return self.end >= FULL or not self.name.startswith(begins)

    def _mend(self, size: int) -> bool:
        """Cut a torn last line off and learn the id of the last whole one; False means damage."""
        chunk = _CHUNK
        while True:
            begins = max(0, size - chunk)
            data = read_at(self.fd, begins, size - begins)
            whole = data.rfind(b"\n") + 1
            before = data.rfind(b"\n", 0, max(whole - 1, 0)) + 1
            if before or not begins:
                break
            chunk *= 16
        raw = data[before : max(whole - 1, 0)]
        try:
            last = (
                lines.decode_header(raw).file
                if lines.is_header(raw)
                else lines.decode(raw, self._loads).id
            )
        except BadLineError:
            return False
        if not lines.is_id(last):
            return False
        if whole < len(data):
            self._files.truncate(self.fd, begins + whole)
            self._files.fsync(self.fd)
        self.last = max(self.last, last)
        self.found = raw
        self.end = begins + whole
        return True

    def _replace(self, now: int, at: str) -> None:
        """Begin another file, unless another process of this machine has just done so."""
        from netcrm.store.first import begin, refuse_link

        self._drop()
        lock = self._lock_state()
        try:
            mine, kept = self.identity, who.load(self._place)
            if not self._private and kept and (mine is None or kept.journal != mine.journal):
                self.identity = kept
            else:
                refuse_link(self._place.journal_path)
                if mine is None:
                    self.identity = mine = begin(self._files, self._place)
                elif not self._is_there():
                    raise not_there(self._place.data_path)
                self._create(mine, now, at)
            self._retired = False
        finally:
            if lock >= 0:
                self._files.close(lock)

    def _create(self, mine: Identity, now: int, at: str) -> None:
        """Make a journal with its header, durable, and go on with it."""
        file = new_id(now, self.last)
        name = journal_name(mine.dev, at, file)
        header = lines.encode_header(mine.store, mine.dev, file, at)
        fd = create(self._files, self._path(name), _FLAGS)
        try:
            write_all(self._files, fd, header)
            self._files.fsync(fd)
            sync_folder(self._files, self._place.journal_path)
        except BaseException:
            self._files.close(fd)
            try:  # noqa: SIM105  contextlib is dear to import
                self._files.unlink(self._path(name))
            except OSError:
                pass
            raise
        self._hold(fd, name)
        if not self._private:
            mine = mine.with_journal(name)
            try:
                who.save(self._files, self._place, mine)
            except OSError:
                self._private = True
            self.identity = mine

    def _is_there(self) -> bool:
        """Return whether any journal is in the folder of a store that was met before."""
        try:
            return bool(journals_in(self._place.journal_path))
        except FileNotFoundError:
            return False

    def _lock_state(self) -> int:
        """Let no other process of this machine begin a file meanwhile; -1 where that can't be had."""
        fd = -1
        try:
            make_folders(self._files, self._place.state_path)
            fd = self._files.open(self._place.state_file(LOCK), os.O_RDWR | os.O_CREAT)
            self._files.chmod(fd, FILE_MODE)
            self._files.lock(fd)
        except OSError:
            self._private = True
            if fd >= 0:
                self._files.close(fd)
            return -1
        return fd
