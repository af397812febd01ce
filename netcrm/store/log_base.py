"""The log as it stands in its TinyDB file, in order of day and writing: the newest entries are the last lines."""

from collections.abc import Collection, Iterator

import orjson

from netcrm.core.record import Record
from netcrm.core.references import named_in
from netcrm.store.pack import Kept, log_key
from netcrm.store.table_base import TableBase

TABLE = "interactions"

_FEW = 8


class LogBase(TableBase):
    """The entries of the file; those of a contact are found without reading the others."""

    def __init__(self, data: bytes = b"", begin: int = 0, end: int = 0, count: int = 0) -> None:
        super().__init__(TABLE, data, begin, end, count)
        self._newest: list[Record] = []
        self._unread = end

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
                record for record in self.all().values() if not wanted.isdisjoint(named_in(record))
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
                    if id in named_in(record):
                        found[start] = record
                at = self.data.find(words, stop, self.end)
        return list(found.values())

    def _placed(self, fresh: list[Kept]) -> list[tuple[int, int, bytes]]:
        """Return where the lines of new and changed entries go, from the end on: by day and writing."""
        cuts = []
        at = self.end
        for key, line in sorted(((log_key(k.record), k.line()) for k in fresh), reverse=True):
            at = self._place(key, at)
            cuts.append((at, at, line))
        return cuts

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
