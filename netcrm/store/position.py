"""How far a journal was read, and whether that still holds. On the way of `netcrm log`."""

from netcrm.core.record import JSON
from netcrm.store.line import starts_line
from netcrm.store.seam import read_at


class Position:
    """How far a journal was read: OFFSET bytes, of which the last good line is LENGTH at START."""

    __slots__ = ("length", "line", "offset", "start")

    def __init__(self, offset: int = 0, line: str = "", start: int = 0, length: int = 0) -> None:
        self.offset = offset
        self.line = line
        self.start = start
        self.length = length

    def row(self) -> list[JSON]:
        """Return the JSON form."""
        return [self.offset, self.line, self.start, self.length]

    @classmethod
    def of_row(cls, row: JSON) -> "Position":
        """Return the position that `row` gave; raises ValueError for anything else."""
        if not isinstance(row, list) or len(row) != 4:
            raise ValueError("not a position")
        offset, line, start, length = row
        if not (isinstance(offset, int) and isinstance(start, int) and isinstance(length, int)):
            raise ValueError("not a position")
        if not isinstance(line, str) or not line or not 0 <= start < start + length <= offset:
            raise ValueError("not a position")
        return cls(offset, line, start, length)

    def holds(self, fd: int, size: int) -> bool:
        """Return whether the open file of SIZE bytes still has that line there."""
        if not self.offset:
            return True
        if size < self.offset:
            return False
        raw = read_at(fd, self.start, self.length)
        return raw.endswith(b"\n") and starts_line(raw, self.line)
