"""The log as a mapping that knows its newest entries and those of a contact. Immutable."""

from collections.abc import Collection, Mapping, Sequence
from heapq import merge
from itertools import islice

from netcrm.core.network import LogTable as Table
from netcrm.core.record import Record
from netcrm.store.base_table import BaseTable
from netcrm.store.log_base import LogBase, contacts_of
from netcrm.store.pack import log_key


class LogTable(BaseTable[LogBase], Table):
    """The shown entries."""

    def __init__(self, base: LogBase, over: Mapping[str, Record | None], count: int) -> None:
        super().__init__(base, over, count)
        self._latest: list[Record] | None = None

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
