"""TinyDB on top of the journal: its queries read what the lines add up to, its writes append a line.

TinyDB's own storage rewrites the whole file for each change and trusts what it read before; here a read
is always of the present, ids are random texts, nothing is cached, and a write is durable on return.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from netcrm.core.i18n import _
from netcrm.core.record import JSON, Change, Op, Record, new
from netcrm.store.ids import new_record_id

Documents = dict[str, dict[str, Any]]


class JournalStorage(Storage):
    """The tables of a store as TinyDB reads them; a table writes through `change`, never as a whole."""

    def __init__(
        self,
        records: Callable[[str], Mapping[str, Record]],
        names: Callable[[], list[str]],
        change: Callable[[Change], object],
        references: Callable[[Record], list[str]],
    ) -> None:
        """Take the doors of a store: its records by table, its tables, how to write, who names a record."""
        self.records = records
        self.change = change
        self.references = references
        self._names = names

    def read(self) -> dict[str, Documents]:
        """Return all tables as they are now."""
        return {name: documents(self.records(name)) for name in self._names()}

    def write(self, data: Mapping[str, Any]) -> None:
        """Refuse: who drops tables at once has no line that could be taken back record by record."""
        raise NotImplementedError("a journal is written through its tables")


class JournalTable(Table):
    """A table whose every change is one line of the journal. Lists are sets of items there."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's own ids are numbers
    default_query_cache_capacity = 0

    def __init__(self, storage: JournalStorage, name: str, cache_size: int = 0) -> None:
        """Open the table NAME; queries are never cached, whatever CACHE_SIZE says."""
        del cache_size  # another process may have written since
        super().__init__(storage, name, cache_size=0)
        self._journal = storage

    def _get_next_id(self) -> str:
        return new_record_id()

    def _read_table(self) -> Documents:  # type: ignore[override]  # a mapping that is not copied
        return documents(self._journal.records(self.name))

    def _update_table(self, updater: Callable[[dict[Any, Any]], None]) -> None:
        records = self._journal.records(self.name)
        table = documents(records)
        updater(table)
        wanted = {str(id): document for id, document in table.items()}
        if len(wanted) != len(table):
            raise ValueError("two documents of one id")
        ops: list[Op] = []
        for id, document in wanted.items():
            record = records.get(id)
            if record is None:
                ops.append(new(self.name, id, document))
            else:
                left_out = dict.fromkeys(record.fields.keys() - document.keys())
                emptied: dict[str, JSON] = {
                    field: [] for field in left_out if isinstance(record.fields[field], list)
                }
                ops += record.become({**document, **left_out, **emptied})
        for id in records.keys() - wanted.keys():
            ops.append(records[id].gone(also_seen=self._journal.references(records[id])))
        if ops:
            self._journal.change(Change(_("edited the table {table}").format(table=self.name), ops))


class Database(TinyDB):
    """TinyDB over a store. Its default table would have no meaning here: name one."""

    table_class = JournalTable  # type: ignore[assignment]  # TinyDB names the exact class
    default_storage_class = JournalStorage  # type: ignore[assignment]  # TinyDB names its own class here


def documents(records: Mapping[str, Record]) -> Documents:
    """Return the documents of RECORDS, which may be changed without changing these."""
    return {
        id: {
            field: deepcopy(value) if isinstance(value, (list, dict)) else value
            for field, value in record.fields.items()
        }
        for id, record in records.items()
    }
