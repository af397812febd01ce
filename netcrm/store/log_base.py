"""The log as it stands in its TinyDB file: bytes in which single lines are found and read; opens no file.

The lines are in order of day and writing, so the newest are the last; all are read only when somebody
walks the whole log.
"""

import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import orjson

from netcrm.core.record import Record
from netcrm.store.collector import collector_off
from netcrm.store.pack import Kept, log_key, unpack

TABLE = "interactions"

_ID = re.compile(rb'"(\d{1,19})":')
_FEW = 8


class LogIndex:
    """Where the line of each id begins: two sorted arrays, as they are kept in a file."""

    __slots__ = ("_ids", "_starts")

    def __init__(self, ids: "array[int]", starts: "array[int]") -> None:
        self._ids = ids
        self._starts = starts

    @classmethod
    def of(cls, data: bytes, begin: int, end: int) -> "LogIndex":
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
    def load(cls, data: bytes) -> "LogIndex":
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


class LogBase:
    """The entries of the file: DATA from BEGIN to END holds COUNT lines `"id":{…},`."""

    def __init__(
        self,
        data: bytes = b"",
        begin: int = 0,
        end: int = 0,
        count: int = 0,
    ) -> None:
        self.data = data
        self.begin = begin
        self.end = end
        self.count = count
        self._index: LogIndex | None = None
        self._kept_index: Callable[[], LogIndex | None] | None = None
        self._all: dict[str, Record] | None = None
        self._newest: list[Record] = []
        self._unread = end

    @property
    def index(self) -> LogIndex:
        """Where each line begins."""
        if self._index is None and self._kept_index is not None:
            self._index = self._kept_index()
        if self._index is None:
            self._index = LogIndex.of(self.data, self.begin, self.end)
        return self._index

    def use(self, kept: Callable[[], LogIndex | None]) -> None:
        """Take an index made earlier of these very bytes, once it is needed; KEPT gives it if it can."""
        self._kept_index = kept

    def find(self, id: str) -> Kept | None:
        """Return the entry of this id, or None."""
        start = self.start(id)
        if start < 0:
            return None
        return self._entry(start, self.data.find(b"\n", start, self.end))

    def start(self, id: str) -> int:
        """Return where the line of the entry begins, or -1."""
        if not self.count:
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

    def newest(self) -> Iterator[Record]:
        """Yield the entries, the last of the file first; each is read once."""
        at = 0
        while True:
            while at < len(self._newest):
                yield self._newest[at]
                at += 1
            if self._unread <= self.begin:
                return
            start = self.data.rfind(b"\n", self.begin, self._unread - 1) + 1 or self.begin
            record = self._entry(start, self._unread - 1).record
            self._unread = start
            self._newest.append(record)

    def naming(self, ids: Collection[str]) -> list[Record]:
        """Return the entries in which any of IDS stands, in no order."""
        if len(ids) > _FEW or self._all is not None:
            wanted = set(ids)
            return [
                record
                for record in self.all().values()
                if not wanted.isdisjoint(contacts_of(record))
            ]
        found: dict[int, Record] = {}
        for id in ids:
            words = orjson.dumps(id)
            at = self.data.find(words, self.begin, self.end)
            while at >= 0:
                start = self.data.rfind(b"\n", self.begin, at) + 1 or self.begin
                stop = self.data.find(b"\n", at, self.end)
                if start not in found:
                    record = self._entry(start, stop).record
                    if id in contacts_of(record):
                        found[start] = record
                at = self.data.find(words, stop, self.end)
        return list(found.values())

    def all(self) -> dict[str, Record]:
        """Return every entry by id, in the order of the file; kept once it was read."""
        if self._all is None:
            text = self.data[self.begin : self.end].removesuffix(b"\n").removesuffix(b",")
            with collector_off():
                documents: dict[str, dict[str, Any]] = orjson.loads(b"{%b}" % text)
                self._all = {id: unpack(TABLE, id, kept).record for id, kept in documents.items()}
        return self._all

    def _search(self, id: str) -> int:
        words = orjson.dumps(id) + b":"
        if self.data.startswith(words, self.begin):
            return self.begin
        return self.data.find(b"\n" + words, self.begin, self.end) + 1 or -1

    def _entry(self, start: int, stop: int) -> Kept:
        (pair,) = orjson.loads(b"{%b}" % self.data[start:stop].removesuffix(b",")).items()
        return unpack(TABLE, pair[0], pair[1])

    def merged(self, over: Mapping[str, Kept | None]) -> list[bytes | memoryview]:
        """Return the lines of the file after the entries in OVER took the place of those of their ids.

        None takes an entry out. What is not in OVER is copied as it stands, unread. Every line, also
        the last, ends with a comma.
        """
        view = memoryview(self.data)
        cuts: list[tuple[int, int, bytes]] = []  # from, to, what comes there
        for id in over:
            start = self.start(id)
            if start >= 0:
                cuts.append((start, self.stop(start), b""))
        fresh = [(log_key(kept.record), kept.line()) for kept in over.values() if kept]
        at = self.end
        for key, line in sorted(fresh, reverse=True):
            at = self._place(key, at)
            cuts.append((at, at, line))
        # of those at one place the later made come first: they were put in from the end
        cuts = [cut for _at, _n, cut in sorted((cut[0], -n, cut) for n, cut in enumerate(cuts))]
        parts: list[bytes | memoryview] = []
        done = self.begin
        for start, stop, line in [*cuts, (self.end, self.end, b"")]:
            if start > done:
                parts.append(view[done:start])
                if start == self.end and self.data[start - 2 : start] != b",\n":
                    parts[-1:] = [view[done : start - 1], b",\n"]
            parts.append(line)
            done = max(done, stop)
        return parts

    def _place(self, key: tuple[str, str], end: int) -> int:
        """Return where a line of this key belongs, at most at END: by bisection over the bytes."""
        low, high = self.begin, end
        if high <= low or self._key_before(high) <= key:
            return high
        while low < high:
            middle = (low + high) // 2
            start = self.data.rfind(b"\n", self.begin, middle) + 1 or self.begin
            if log_key(self._entry(start, self.stop(start) - 1).record) <= key:
                low = self.stop(start)
            else:
                high = start
        return low

    def _key_before(self, end: int) -> tuple[str, str]:
        start = self.data.rfind(b"\n", self.begin, end - 1) + 1 or self.begin
        return log_key(self._entry(start, end - 1).record)


def contacts_of(record: Record) -> Iterable[str]:
    """Return the ids of the contacts that an entry names."""
    inside = record.fields.get("contacts")
    return [id for id in inside if isinstance(id, str)] if isinstance(inside, list) else ()
