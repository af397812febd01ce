"""The log as a mapping: the entries of its file, and over them what was written since. Immutable."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice

from netcrm.core.network import LogTable as Table
from netcrm.core.record import Record
from netcrm.store.log_base import LogBase, contacts_of
from netcrm.store.pack import log_key


class LogTable(Table):
    """The shown entries; OVER holds those newer than BASE, None for one that is not shown any more."""

    def __init__(self, base: LogBase, over: Mapping[str, Record | None], count: int) -> None:
        self._base = base
        self._over = over
        self._count = count
        self._latest: list[Record] | None = None

    def __getitem__(self, id: str) -> Record:
        if id in self._over:
            record = self._over[id]
        else:
            found = self._base.find(id)
            record = found.record if found else None
        if record is None:
            raise KeyError(id)
        return record

    def __iter__(self) -> Iterator[str]:
        for id in self._base.all():
            if id not in self._over:
                yield id
        for id, record in self._over.items():
            if record is not None:
                yield id

    def __len__(self) -> int:
        return self._count

    def newest(self, most: int) -> Sequence[Record]:
        """Return at most MOST records, the latest day first, of one day the last written first."""
        if self._latest is None:
            shown = [record for record in self._over.values() if record is not None]
            self._latest = sorted(shown, key=log_key, reverse=True)
        older = (record for record in self._base.newest() if record.id not in self._over)
        return list(islice(merge(self._latest, older, key=log_key, reverse=True), most))

    def naming(self, ids: Collection[str]) -> list[Record]:
        """Return the entries that name any of these contacts, in no order, without reading the others."""
        wanted = set(ids)
        found = [record for record in self._base.naming(wanted) if record.id not in self._over]
        found += [
            record
            for record in self._over.values()
            if record is not None and not wanted.isdisjoint(contacts_of(record))
        ]
        return found
