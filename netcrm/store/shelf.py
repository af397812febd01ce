"""One table of the fold, in its parts: shown, hidden, without a beginning; knows no rules."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from typing import Generic, Self, TypeVar

from netcrm.core.record import Record
from netcrm.core.references import REFERENCES, Heads, resolved
from netcrm.store.base_table import BaseTable
from netcrm.store.cell import Aliases, Places, Slot
from netcrm.store.log_base import LogBase
from netcrm.store.log_table import LogTable
from netcrm.store.pack import Gones, Kept
from netcrm.store.table_base import TableBase

Base = TypeVar("Base", bound=TableBase)

Dead = dict[Slot, set[str]]

_NO_ALIASES: Aliases = {}


class Shelf:
    """A table. What is shown and what is hidden may be handed out: it is copied before the next change."""

    def __init__(self, table: str) -> None:
        self.table = table
        self._records: dict[str, Record] = {}
        self.hidden: dict[str, Record] = {}
        self.orphans: dict[str, Record] = {}
        self.gones: dict[str, Gones] = {}
        self.places: dict[str, Places] = {}
        self.aliases: dict[str, Aliases] = {}
        self.own: dict[str, Record] = {}
        """What was written of each contact of a group that was merged, without the others of it."""
        self.heads: Heads = {}
        """Who stands for whom; made anew where it changes, so it may be handed out."""
        self.targets: set[str] = set()
        """Into whom others are said to be merged, whether they are known or not."""
        self.dead: dict[str, Dead] = {}
        self._lent = False
        self._hidden_lent = False
        self._resolved: tuple[dict[str, Record], Heads, dict[str, Record]] = ({}, {}, {})

    def apart(self) -> Self:
        """Return a shelf of the same that can be changed without this one."""
        made = copy(self)
        for name, part in vars(self).items():
            if isinstance(part, dict | set):
                setattr(made, name, part.copy())
        return made

    # -- asking ---------------------------------------------------------------------------------

    def shown(self, id: str) -> Record | None:
        """Return the record of this id if it is shown."""
        return self._records.get(id)

    def find(self, id: str) -> Record | None:
        """Return the record of this id, wherever it stands."""
        return self.shown(id) or self.hidden.get(id) or self.orphans.get(id)

    def find_own(self, id: str) -> Record | None:
        """Return what was written of this id alone, wherever it stands."""
        return self.own.get(id) or self.find(id)

    def group(self, id: str) -> list[str]:
        """Return the ids for which the one of this id stands, itself not among them."""
        return [other for other, head in self.heads.items() if head == id]

    def is_unknown(self, id: str) -> bool:
        """Return whether no line had anything to say of this id."""
        told = (self.dead, self.gones, self.aliases, self.targets)
        return not (any(id in of for of in told) or self.find_own(id))

    def gones_of(self, id: str) -> Gones:
        """Return the live deletions of a record."""
        return self.gones.get(id, {})

    def places_of(self, id: str) -> Places:
        """Return where the items of a record stood in their writes, where its order does not tell."""
        return self.places.get(id, {})

    def kept(self, record: Record) -> Kept:
        """Return a record of this table with all that is kept of it."""
        id = record.id
        return Kept(record, self.gones_of(id), self.places_of(id), self.aliases.get(id, {}))

    def kept_aside(self) -> list[bytes]:
        """Return the lines of the records that are not shown: hidden, without a beginning, or merged."""
        lines = [
            self.kept(record).line()
            for record in (*self.hidden.values(), *self.orphans.values())
            if record.id not in self.own
        ]
        for record in self.own.values():
            kept = self.kept(record)
            kept.is_own = True
            lines.append(kept.line())
        return lines

    def naming(self, ids: Collection[str]) -> Iterable[Record]:
        """Return the shown records in which any of IDS may be written, none where there are no IDS."""
        return self._records.values() if ids else ()

    def table_now(self) -> Mapping[str, Record]:
        """Return the shown records as they are in this moment, for use in this moment only."""
        return self._records

    def lend(self) -> Mapping[str, Record]:
        """Return the shown records as they are now; they will not change any more."""
        self._lent = True
        if not self.heads or self.table not in REFERENCES:
            return self.table_now()
        if self._resolved[0] is not self._records or self._resolved[1] is not self.heads:
            found = {id: resolved(record, self.heads) for id, record in self._records.items()}
            self._resolved = (self._records, self.heads, found)
        return self._resolved[2]

    def lend_hidden(self) -> Mapping[str, Record]:
        """Return the hidden records as they are now; they will not change any more."""
        self._hidden_lent = True
        return self.hidden

    # -- changing -------------------------------------------------------------------------------

    def show(self, record: Record) -> None:
        """Put a record among the shown ones."""
        self._out_of_the_way(record.id)
        if self._lent:
            self._records = self._records.copy()
            self._lent = False
        self._records[record.id] = record

    def hide(self, record: Record) -> None:
        """Put a record among the hidden ones."""
        self._unshow(record.id)
        self.orphans.pop(record.id, None)
        if self._hidden_lent:
            self.hidden = self.hidden.copy()
            self._hidden_lent = False
        self.hidden[record.id] = record

    def orphan(self, record: Record) -> None:
        """Put a record whose first line did not come yet aside."""
        self._unshow(record.id)
        self._out_of_the_way(record.id)
        self.orphans[record.id] = record

    def keep_own(self, id: str, record: Record) -> None:
        """Put a record aside for which another one stands."""
        self.drop(id)
        self.own[id] = record

    def drop(self, id: str) -> None:
        """Forget a record of which no write is live."""
        self._unshow(id)
        self._out_of_the_way(id)

    def mark(
        self, id: str, gones: Gones, places: Places, dead: Dead, aliases: Aliases = _NO_ALIASES
    ) -> None:
        """Keep of a record its marks, the places of its items, and writes replaced before they came."""
        if aliases:
            self.aliases[id] = aliases
        else:
            self.aliases.pop(id, None)
        if gones:
            self.gones[id] = gones
        else:
            self.gones.pop(id, None)
        if places:
            self.places[id] = places
        else:
            self.places.pop(id, None)
        if dead:
            self.dead[id] = dead
        else:
            self.dead.pop(id, None)

    def _out_of_the_way(self, id: str) -> None:
        self.orphans.pop(id, None)
        if id in self.hidden:
            if self._hidden_lent:
                self.hidden = self.hidden.copy()
                self._hidden_lent = False
            del self.hidden[id]

    def _unshow(self, id: str) -> None:
        if id in self._records:
            if self._lent:
                self._records = self._records.copy()
                self._lent = False
            del self._records[id]


class BaseShelf(Shelf, Generic[Base]):
    """A table of which most records stay bytes (see `table_base`); `over` holds the others."""

    def __init__(self, base: Base) -> None:
        super().__init__(base.table)
        self.base = base
        self.over: dict[str, Record | None] = {}
        self._marked: set[str] = set()  # those whose marks are not as the base has them
        self._lendable: tuple[object, Mapping[str, Record]] | None = None  # the heads, the table
        self.count = base.count

    def shown(self, id: str) -> Record | None:
        """Return the record of this id if it is shown."""
        return self.over[id] if id in self.over else self.base.record(id)

    def places_of(self, id: str) -> Places:
        """Return where the items of a record stood in their writes, where its order does not tell."""
        kept = None if id in self._marked else self.base.find(id)
        return kept.places if kept else super().places_of(id)

    def table_now(self) -> Mapping[str, Record]:
        """Return the records as they are in this moment, for use in this moment only."""
        return BaseTable(self.base, self.over, self.count)

    def naming(self, ids: Collection[str]) -> Iterable[Record]:
        """Return the shown records that may refer to any of IDS, none where there are no IDS."""
        return self.table_now().values() if ids else ()

    def lend(self) -> Mapping[str, Record]:
        """Return the shown records as they are now; they will not change any more.

        While nothing changes it is the same table, for whoever keeps what was made of it.
        """
        self._lent = True
        if self._lendable is None or self._lendable[0] is not self.heads:
            shown = self.table_now()
            if self.heads and self.table in REFERENCES:
                shown = {id: resolved(record, self.heads) for id, record in shown.items()}
            self._lendable = (self.heads, shown)
        return self._lendable[1]

    def show(self, record: Record) -> None:
        """Put a record among the shown ones."""
        self._out_of_the_way(record.id)
        self.count += self.shown(record.id) is None
        self._set(record.id, record)

    def _unshow(self, id: str) -> None:
        if self.shown(id) is not None:
            self.count -= 1
            self._set(id, None)

    def _set(self, id: str, record: Record | None) -> None:
        if self._lent:
            self.over = self.over.copy()
            self._lent = False
        self._lendable = None
        self.over[id] = record

    def rest_on(self, base: Base) -> None:
        """Go on from BASE, which holds all shown records."""
        self.places.update({id: places for id in self.own if (places := self.places_of(id))})
        self.base = base
        self.over = {}
        self._lendable = None
        self._marked = {*self.own}  # the base has them with those who were merged into them
        self._lent = False
        self.count = base.count

    def mark(
        self, id: str, gones: Gones, places: Places, dead: Dead, aliases: Aliases = _NO_ALIASES
    ) -> None:
        """Keep of a record its marks, the places of its items, and writes replaced before they came."""
        super().mark(id, gones, places, dead, aliases)
        self._marked.add(id)

    def changes(self) -> dict[str, Kept | None]:
        """Return the records that the base does not have so; None takes one out."""
        return {
            id: self.kept(record) if record is not None else None
            for id, record in self.over.items()
        }


class LogShelf(BaseShelf[LogBase]):
    """The table of interactions."""

    def __init__(self, base: LogBase | None = None) -> None:
        super().__init__(base or LogBase())

    def naming(self, ids: Collection[str]) -> Iterable[Record]:
        """Return the shown entries in which any of IDS is written."""
        return LogTable(self.base, self.over, self.count).naming(ids)

    def table_now(self) -> LogTable:
        """Return the entries as they are in this moment, for use in this moment only."""
        return LogTable(self.base, self.over, self.count, self.heads)

    def lend(self) -> LogTable:
        """Return the shown entries as they are now; they will not change any more."""
        self._lent = True
        return self.table_now()
