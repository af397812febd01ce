"""A table as a mapping: the records of its file, and over them what was written since. Immutable."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from netcrm.core.record import Record
from netcrm.core.table import Table
from netcrm.store.table_base import TableBase

Base = TypeVar("Base", bound=TableBase)


class BaseTable(Table[Record], Generic[Base]):
    """The shown records; OVER holds those newer than BASE, None for one that is not shown any more."""

    def __init__(self, base: Base, over: Mapping[str, Record | None], count: int) -> None:
        self._base = base
        self._over = over
        self._count = count
        self._whole: Mapping[str, Record] | None = None

    def __getitem__(self, id: str) -> Record:
        record = self._over[id] if id in self._over else self._base.record(id)
        if record is None:
            raise KeyError(id)
        return record

    def __len__(self) -> int:
        return self._count

    def in_full(self) -> Mapping[str, Record]:
        """Return all records, those of the file first."""
        if self._whole is None:
            whole = self._base.all()
            if self._over:
                whole = {id: record for id, record in whole.items() if id not in self._over}
                whole.update((id, r) for id, r in self._over.items() if r is not None)
            self._whole = whole
        return self._whole
