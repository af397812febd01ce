"""Compares the archive with the journals: which lines has one that the other lacks? Writes nothing.

Only what came since the last time is read, unless that can't tell: then everything is.
"""

import errno
import os
from collections.abc import Iterable, Iterator

from netcrm.store.archive import ARCHIVE
from netcrm.store.folder import header_of, journals_in, missed_in, open_journal
from netcrm.store.gate import BadLineError
from netcrm.store.line import decode_header, id_and_device, is_header
from netcrm.store.mark import Mark, stamp_of
from netcrm.store.pack import fast_loads
from netcrm.store.place import Place
from netcrm.store.position import Position
from netcrm.store.seam import read_at, slurp

Lines = dict[str, tuple[str, bytes]]
"""Devices and bytes of lines, each with its newline, by id."""


class _UnsureError(Exception):
    """What came since the last time does not tell."""


class Balance:
    """What the archive and the journals of a store have, as of now; `mark` has how far they were read."""

    def __init__(self, place: Place, store: str, mark: Mark | None) -> None:
        """Compare, going on from MARK if it holds. Raises OSError."""
        self.missing: Lines = {}
        """Lines of the archive that no journal has, and no file that stands in for one."""
        self.unarchived: Lines = {}
        """Lines of journals that the archive lacks."""
        self.waiting: dict[str, Lines] = {}
        """The lines of the files that stand in for lost journals, as far as the journals still lack them."""
        self.ours = False
        """Whether any journal of this store is there, or one that does not say whose it is."""
        self.is_whole = False
        """Whether everything was read."""
        self._place = place
        self._store = store
        try:
            if mark is None:
                raise _UnsureError
            self._compare(mark)
        except _UnsureError:
            self._compare(None)

    def _compare(self, since: Mark | None) -> None:
        self.mark = since.copy() if since else Mark(self._store)
        self.is_whole = since is None
        self.unarchived = {}
        archived = (
            self._read_archive()
        )  # first: what is written meanwhile comes to the journals first
        there: set[str] = set()
        names = journals_in(self._place.journal_path)
        if since and not since.journals.keys() <= set(names):
            raise _UnsureError
        for name in names:
            for id, dev, raw in self._read_journal(name):
                there.add(id)
                if id in archived:
                    continue
                if since and id <= since.newest.get(dev, ""):
                    raise _UnsureError
                self.unarchived[id] = dev, raw
        waiting: set[str] = set()
        stand_ins = missed_in(self._place.state_path)
        if since and stand_ins:
            raise _UnsureError
        for path in stand_ins:
            lines = {id: (dev, raw) for id, dev, raw in lines_of(slurp(path))}
            self.waiting[path] = {id: lines[id] for id in lines if id not in there}
            waiting.update(self.waiting[path])
        self.missing = {
            id: line for id, line in archived.items() if id not in there and id not in waiting
        }
        if since and self.missing:
            raise _UnsureError

    def _read_archive(self) -> Lines:
        try:
            fd = os.open(
                self._place.state_file(ARCHIVE), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW
            )
        except FileNotFoundError:
            if self.mark.archive.offset:
                raise _UnsureError from None
            return {}
        try:
            size = os.fstat(fd).st_size
            data = _new_part(fd, size, self.mark.archive)
        finally:
            os.close(fd)
        lines: Lines = {}
        for id, dev, raw in lines_of(data):
            lines[id] = dev, raw
            self.saw(id, dev)
        self.mark.archive = end_of(data, self.mark.archive)
        return lines

    def _read_journal(self, name: str) -> Iterable[tuple[str, str, bytes]]:
        """Return the lines of a journal that came since; none where it is of another store."""
        path = os.path.join(self._place.journal_path, name)
        position, stamp = self.mark.journals.get(name, (Position(), ()))
        if stamp and stamp_of(os.stat(path)) == stamp:
            self.ours = self.ours or bool(position.offset)
            return ()
        fd = open_journal(path)
        if fd is None:
            if position.offset and os.path.isfile(path):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
            return ()
        try:
            status = os.fstat(fd)
            header = header_of(fd)
            if header is not None and header.store != self._store:
                if position.offset:
                    raise _UnsureError
                data = b""
                position = Position()
            else:
                self.ours = True
                if stamp and status.st_size == position.offset:
                    raise _UnsureError  # replaced by something of the same length
                data = _new_part(fd, status.st_size, position)
        finally:
            os.close(fd)
        self.mark.journals[name] = end_of(data, position), stamp_of(status)
        found = [*lines_of(data)]
        for id, dev, _raw in found:
            self.saw(id, dev)
        return found

    def saw(self, id: str, dev: str) -> None:
        """Remember the greatest id of each device."""
        if id > self.mark.newest.get(dev, ""):
            self.mark.newest[dev] = id


def _new_part(fd: int, size: int, position: Position) -> bytes:
    """Return what an open file has after POSITION. Raises _UnsureError where it was replaced or cut."""
    if not position.holds(fd, size):
        raise _UnsureError
    return read_at(fd, position.offset, size - position.offset)


def lines_of(data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield id, device and bytes of each good line, with its newline."""
    for raw in data.split(b"\n")[:-1]:
        if raw and not is_header(raw):
            try:
                id, dev = id_and_device(raw, fast_loads)
            except BadLineError:
                continue
            yield id, dev, raw.removesuffix(b"\r") + b"\n"


def end_of(data: bytes, position: Position) -> Position:
    """Return the position after DATA, which follows on POSITION; it stays where there is no good line."""
    stop = data.rfind(b"\n") + 1
    end = position.offset + stop
    while stop:
        start = data.rfind(b"\n", 0, stop - 1) + 1
        raw = data[start : stop - 1]
        try:
            id = decode_header(raw).file if is_header(raw) else id_and_device(raw, fast_loads)[0]
        except BadLineError:
            stop = start
            continue
        return Position(end, id, position.offset + start, stop - start)
    return position
