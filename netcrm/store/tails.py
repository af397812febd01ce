"""Reads the journals of a folder, each from where it was left; writes nothing. On the way of `netcrm log`."""

import os
from collections.abc import Callable, Iterable, Mapping

from netcrm.core.record import JSON
from netcrm.store.folder import closed_to_us, header_of, journals_in, missed_in, open_journal
from netcrm.store.gate import BadLineError, strict_loads
from netcrm.store.line import Line, decode, decode_header, is_header
from netcrm.store.place import Place
from netcrm.store.position import Position
from netcrm.store.seam import read_at, slurp


class AnewError(Exception):
    """What was read before is no longer what the files hold: everything has to be read again."""


class _Tail:
    """What is known of one journal; STAMP tells whether it changed since."""

    __slots__ = ("dev", "file", "foreign", "position", "stamp")

    def __init__(self) -> None:
        self.position = Position()
        self.stamp: tuple[int, ...] = ()
        self.dev = ""
        self.file = ""
        self.foreign = False


class Tails:
    """The journals of one store and how far each was read, with the files that stand in for lost ones.

    `newest` holds the greatest line id of each device: a greater one is a line not seen before. For
    any other id the lines read so far are gone through, so that a line that comes twice counts once.
    A line from which something purged was taken out has nothing in the place of some operations: of
    another version of it these are read too. `bad` has the numbers of damaged lines by journal, `newer`
    the ids of lines by device that only a later version understands.
    """

    def __init__(
        self, place: Place, store: str, loads: Callable[[bytes], JSON] = strict_loads
    ) -> None:
        self.folder = place.journal_path
        self.store = store
        self.newest: dict[str, str] = {}
        self.bad: dict[str, list[int]] = {}
        self.newer: dict[str, list[str]] = {}
        self.loads = loads
        self.reads = 0
        """How often a journal was found to have changed."""
        self._state = place.state_path
        self._tails: dict[str, _Tail] = {}
        self._known: set[str] | None = set()
        self._gaps: dict[str, set[int]] = {}  # of the known lines: where nothing stands in them

    def resume(self, positions: Mapping[str, Position], newest: Mapping[str, str]) -> bool:
        """Go on from POSITIONS if each journal still has its line there; else return False.

        Raises OSError. To be called before anything was read.
        """
        tails: dict[str, _Tail] = {}
        for name, position in positions.items():
            try:
                fd = open_journal(os.path.join(self.folder, name))
            except FileNotFoundError:
                return False
            if fd is None:
                return False
            try:
                if not position.holds(fd, os.fstat(fd).st_size):
                    return False
                tails[name] = tail = _Tail()
                tail.position = position
                self._meet(tail, fd)
            finally:
                os.close(fd)
            if tail.foreign:
                return False
        self._tails = tails
        self.newest = dict(newest)
        self._known = None
        return True

    def trust(
        self, rows: Mapping[str, tuple[Position, tuple[int, ...]]], newest: Mapping[str, str]
    ) -> None:
        """Go on from positions whose journals are looked at only where they changed since their stamp.

        For `netcrm log`: it saves opening every journal. `read` then raises AnewError where one does not fit.
        """
        for name, (position, stamp) in rows.items():
            self._tails[name] = tail = _Tail()
            tail.position, tail.stamp = position, stamp
        self.newest = dict(newest)
        self._known = None

    def stamps(self) -> dict[str, tuple[int, ...]]:
        """Return by what each journal in `positions` is known to be unchanged."""
        return {name: self._tails[name].stamp for name in self.positions()}

    def read(self) -> list[Line]:
        """Return the lines that came since the last time, in no order.

        Raises AnewError where a journal read before is gone, smaller or another; OSError.
        """
        names = [*journals_in(self.folder), *missed_in(self._state)]
        if not self._tails.keys() <= set(names):
            raise AnewError
        fresh: list[Line] = []
        for name in names:
            tail = self._tails.get(name) or _Tail()
            try:
                status = os.stat(os.path.join(self.folder, name))
            except FileNotFoundError:
                if name in self._tails:
                    raise AnewError from None
                continue
            except OSError:
                if os.path.islink(os.path.join(self.folder, name)):
                    continue
                raise
            stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
            if stamp != tail.stamp and not tail.foreign:
                self._tails[name] = tail
                self.reads += 1
                fresh += self._read_tail(name, tail)
                tail.stamp = stamp
        return fresh

    def appended(self, name: str, start: int, raw: bytes, line: Line) -> bool:
        """Take in a line just written at START if the journal was read up to there; else return False."""
        tail = self._tails.get(name)
        if (
            tail is None
            or tail.position.offset != start
            or line.id <= self.newest.get(line.dev, "")
        ):
            return False
        tail.position = Position(start + len(raw), line.id, start, len(raw))
        self.newest[line.dev] = line.id
        if self._known is not None:
            self._known.add(line.id)
        return True

    def positions(self) -> dict[str, Position]:
        """Return how far each journal was read; those without any good line are left out."""
        return {
            name: tail.position
            for name, tail in self._tails.items()
            if tail.position.line and not tail.foreign and _is_text(name)
        }

    def size(self) -> int:
        """Return how many bytes of journals were read, now and before."""
        return sum(tail.position.offset for tail in self._tails.values())

    def known_ids(self) -> set[str]:
        """Return the ids of all good lines read so far."""
        if self._known is None:
            self._known = self._load_ids()
        return self._known

    def forget_ids(self) -> None:
        """Give back the memory that the ids of all lines take; they are read again when needed."""
        self._known = None
        self._gaps = {}

    def files(self, dev: str = "") -> dict[str, int]:
        """Return the journals read (those of one device, where DEV is given) and how far, the oldest first."""
        found = sorted(
            (tail.file, name)
            for name, tail in self._tails.items()
            if not tail.foreign and (not dev or tail.dev == dev)
        )
        return {name: self._tails[name].position.offset for _file, name in found}

    def foreign(self) -> list[str]:
        """Return the names of the journals that belong to another store."""
        return sorted(name for name, tail in self._tails.items() if tail.foreign)

    def foreign_stamps(self) -> dict[str, tuple[int, ...]]:
        """Return by what each journal of another store is known to be unchanged."""
        return {name: self._tails[name].stamp for name in self.foreign()}

    def _read_tail(self, name: str, tail: _Tail) -> list[Line]:
        """Return the new lines of one journal."""
        path = os.path.join(self.folder, name)
        try:
            fd = open_journal(path)
        except FileNotFoundError:
            raise AnewError from None
        if fd is None:
            if tail.position.offset:
                raise closed_to_us(path)
            return []
        try:
            size = os.fstat(fd).st_size
            position = tail.position
            if not position.holds(fd, size):
                raise AnewError
            start = position.offset
            if not start:
                self._meet(tail, fd)
            if tail.foreign:
                return []
            data = read_at(fd, start, size - start)
        finally:
            os.close(fd)
        whole = data.rfind(b"\n") + 1  # a line without its end is still being written: wait
        fresh: list[Line] = []
        bad: list[int] = []
        mark = position.line, position.start, position.length
        for number, raw in enumerate(data[:whole].split(b"\n")[:-1]):
            length = len(raw) + 1
            try:
                if is_header(raw):
                    mark = decode_header(raw).file, start, length
                else:
                    line = decode(raw, self.loads)
                    mark = line.id, start, length
                    if self._is_new(line, fresh):
                        fresh.append(line)
                    elif line.id in self._gaps and (more := self._fuller(line)):
                        fresh.append(more)
            except BadLineError:
                bad.append(number)
            start += length
        if bad:
            first = self._number(name, position.offset)
            self.bad.setdefault(name, []).extend(first + number for number in bad)
        tail.position = Position(start, *mark)
        return fresh

    def _meet(self, tail: _Tail, fd: int) -> None:
        """Learn whose journal it is; without a header its lines count all the same."""
        header = header_of(fd)
        if header is not None:
            self.store = self.store or header.store
            tail.dev, tail.file = header.dev, header.file
            tail.foreign = header.store != self.store

    def _is_new(self, line: Line, fresh: Iterable[Line]) -> bool:
        """Return whether LINE is to be folded; FRESH are those of the same journal just before it."""
        if self._known is None and line.id <= self.newest.get(line.dev, ""):
            self._known = self._load_ids()
            self._known.update(other.id for other in fresh)
            self._known.update(*self.newer.values())
            for other in fresh:
                self._note_gaps(other)
        if self._known is not None:
            if line.id in self._known:
                return False
            self._known.add(line.id)
            self._note_gaps(line)
        if line.id > self.newest.get(line.dev, ""):
            self.newest[line.dev] = line.id
        if line.newer:
            self.newer.setdefault(line.dev, []).append(line.id)
            return False
        return True

    def _note_gaps(self, line: Line) -> None:
        """Remember where nothing stands in a line, in all its versions read so far."""
        gaps = {index for index, op in enumerate(line.ops) if op is None}
        if line.id in self._gaps:
            gaps = {n for n in self._gaps.pop(line.id) if n in gaps or n >= len(line.ops)}
        if gaps:
            self._gaps[line.id] = gaps

    def _fuller(self, line: Line) -> Line | None:
        """Return a line with those operations that no version of it read before has, or None."""
        gaps = self._gaps[line.id]
        self._note_gaps(line)
        ops = [op if index in gaps else None for index, op in enumerate(line.ops)]
        if not any(ops):
            return None
        return Line(line.id, line.dev, line.at, line.what, ops, line.undoes)

    def _load_ids(self) -> set[str]:
        """Return the ids of all good lines read so far, and find out where nothing stands in them."""
        ids = set()
        for name, tail in self._tails.items():
            if tail.foreign or not tail.position.offset:
                continue
            data = slurp(os.path.join(self.folder, name))[: tail.position.offset]
            for raw in data.split(b"\n")[:-1]:
                try:
                    if not is_header(raw):
                        line = decode(raw, self.loads)
                        if line.id not in ids or line.id in self._gaps:
                            self._note_gaps(line)
                        ids.add(line.id)
                except BadLineError:
                    continue
        return ids

    def _number(self, name: str, offset: int) -> int:
        """Return the number of the line that begins at OFFSET, counted from 1."""
        return slurp(os.path.join(self.folder, name))[:offset].count(b"\n") + 1


def _is_text(name: str) -> bool:
    """Return whether a file's name is UTF-8; others can't be named in JSON."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
