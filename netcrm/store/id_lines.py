"""Bytes in which the line of an id is found without reading the others; opens no file. A line is `"id":…,`."""

import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable

import orjson

_ID = re.compile(rb'"(\d{1,19})":')


class LineIndex:
    """Where the line of each id begins: two sorted arrays, as they are kept in a file."""

    __slots__ = ("_ids", "_starts")

    def __init__(self, ids: "array[int]", starts: "array[int]") -> None:
        self._ids = ids
        self._starts = starts

    @classmethod
    def of(cls, data: bytes, begin: int, end: int) -> "LineIndex":
        """Return the index of the lines of DATA between BEGIN and END. Ids that are no numbers are not in it."""
        kept = []
        start = begin
        for line in data[begin:end].split(b"\n"):
            if (found := _ID.match(line)) is not None:
                kept.append(int(found[1]) << 64 | start)  # one number sorts faster than a pair
            start += len(line) + 1
        kept.sort()
        low = (1 << 64) - 1
        return cls(array("Q", [row >> 64 for row in kept]), array("Q", [row & low for row in kept]))

    @classmethod
    def load(cls, data: bytes) -> "LineIndex":
        """Return the index that `dump` gave; raises ValueError for bytes that can't be one."""
        half, odd = divmod(len(data), 16)
        if odd:
            raise ValueError("not an index")
        ids, starts = array("Q"), array("Q")
        ids.frombytes(data[: half * 8])
        starts.frombytes(data[half * 8 :])
        if sys.byteorder == "big":
            ids.byteswap()
            starts.byteswap()
        return cls(ids, starts)

    def dump(self) -> bytes:
        """Return the bytes to keep, the same on every machine."""
        ids, starts = self._ids[:], self._starts[:]
        if sys.byteorder == "big":
            ids.byteswap()
            starts.byteswap()
        return ids.tobytes() + starts.tobytes()

    def start(self, id: str) -> int:
        """Return where the line of ID begins, or -1."""
        number = int(id)
        at = bisect_left(self._ids, number)
        return self._starts[at] if at < len(self._ids) and self._ids[at] == number else -1


class IdLines:
    """The lines of DATA from BEGIN to END, each of another id."""

    def __init__(self, data: bytes = b"", begin: int = 0, end: int = 0) -> None:
        self.data = data
        self.begin = begin
        self.end = end
        self._index: LineIndex | None = None
        self._kept_index: Callable[[], LineIndex | None] | None = None

    @property
    def index(self) -> LineIndex:
        """Where each line begins."""
        if self._index is None and self._kept_index is not None:
            self._index = self._kept_index()
        if self._index is None:
            self._index = LineIndex.of(self.data, self.begin, self.end)
        return self._index

    def use(self, kept: Callable[[], LineIndex | None]) -> None:
        """Take an index made earlier of these very bytes, once it is needed; KEPT gives it if it can."""
        self._kept_index = kept

    def start(self, id: str) -> int:
        """Return where the line of the id begins, or -1."""
        if self.end <= self.begin:
            return -1
        if id.isdecimal() and id.isascii() and len(id) <= 19:
            start = self.index.start(id)
            if start >= 0:
                found = self.data.startswith(b'"%b":' % id.encode(), start)
                return start if found else self._search(id)
            return -1 if id[0] != "0" else self._search(id)
        return self._search(id)

    def stop(self, start: int) -> int:
        """Return where the line that begins at START ends, with its newline."""
        return self.data.find(b"\n", start, self.end) + 1

    def whole(self) -> bytes:
        """Return all lines as one JSON object."""
        return b"{%b}" % self.data[self.begin : self.end].removesuffix(b"\n").removesuffix(b",")

    def _search(self, id: str) -> int:
        try:
            words = orjson.dumps(id) + b":"
        except TypeError:  # half of a surrogate pair, which no file holds
            return -1
        if self.data.startswith(words, self.begin):
            return self.begin
        return self.data.find(b"\n" + words, self.begin, self.end) + 1 or -1
