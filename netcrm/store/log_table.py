"""The log as a mapping that knows its newest entries and those of a contact. Immutable."""

from collections.abc import Collection, Mapping, Sequence
from heapq import merge
from itertools import islice

from netcrm.core.network import LogTable as Table
from netcrm.core.record import Record
from netcrm.core.references import Heads, named_in, resolved
from netcrm.store.base_table import BaseTable
from netcrm.store.log_base import LogBase
from netcrm.store.pack import log_key

_NO_HEADS: Heads = {}


class LogTable(BaseTable[LogBase], Table):
    """The shown entries. They name those who stand for contacts that were merged, as HEADS says."""

    def __init__(
        self,
        base: LogBase,
        over: Mapping[str, Record | None],
        count: int,
        heads: Heads = _NO_HEADS,
    ) -> None:
        super().__init__(base, over, count)
        self._heads = heads
        self._latest: list[Record] | None = None

    def __getitem__(self, id: str) -> Record:
        return resolved(super().__getitem__(id), self._heads)

    def in_full(self) -> Mapping[str, Record]:
        """Return all records, those of the file first."""
        whole = super().in_full()
        if self._heads and self._resolved is None:
            self._resolved = {id: resolved(record, self._heads) for id, record in whole.items()}
        return whole if self._resolved is None else self._resolved

    _resolved: Mapping[str, Record] | None = None

    def newest(self, most: int) -> Sequence[Record]:
        """Return at most MOST records, the latest day first, of one day the last written first."""
        if self._latest is None:
            shown = [record for record in self._over.values() if record is not None]
            self._latest = sorted(shown, key=log_key, reverse=True)
        older = (record for record in self._base.newest() if record.id not in self._over)
        found = islice(merge(self._latest, older, key=log_key, reverse=True), most)
        return [resolved(record, self._heads) for record in found]

    def naming(self, ids: Collection[str]) -> list[Record]:
        """Return the entries that name any of these contacts, in no order, without reading the others."""
        wanted = set(ids)
        if self._heads:
            wanted -= self._heads.keys()
            wanted |= {id for id, head in self._heads.items() if head in wanted}
        found = [record for record in self._base.naming(wanted) if record.id not in self._over]
        found += [
            record
            for record in self._over.values()
            if record is not None and not wanted.isdisjoint(named_in(record))
        ]
        return [resolved(record, self._heads) for record in found] if self._heads else found
