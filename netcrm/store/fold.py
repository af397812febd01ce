"""What the lines add up to: tables of records, and what is marked deleted. A function of their set alone."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from netcrm.core.record import JSON, Op, Record, item_key
from netcrm.store.cell import Cell
from netcrm.store.line import Line
from netcrm.store.pack import Gones
from netcrm.store.shelf import BaseShelf, LogShelf, Shelf
from netcrm.store.table_base import TableBase

VERSION = (
    1  # to be raised when the same lines add up to something else: checkpoints are then made anew
)

Key = tuple[str, str]
Before = dict[Key, Record | None]
"""The records that changed, as they were shown before; None where they were not."""

TARGET = "contacts"
REFERENCES: Mapping[str, str] = {"interactions": "contacts", "follow_ups": "contact"}
"""The fields that name contacts: a note that the deleter had not seen brings the contact back."""


class Fold:
    """The tables; `take` adds lines to them, each of which must come only once, in any order."""

    def __init__(self) -> None:
        self.shelves: dict[str, Shelf] = {
            "contacts": BaseShelf(TableBase("contacts")),
            "interactions": LogShelf(),
            "follow_ups": Shelf("follow_ups"),
            "drafts": Shelf("drafts"),
        }
        self.unknown = 0
        self.undoes: dict[str, str] = {}
        """Which lines undo another one, and which."""

    def shelf(self, table: str) -> Shelf:
        """Return a table, an empty one where no line named it yet."""
        if table not in self.shelves:
            self.shelves[table] = Shelf(table)
        return self.shelves[table]

    @property
    def log(self) -> LogShelf:
        """The table of interactions."""
        shelf = self.shelves["interactions"]
        assert isinstance(shelf, LogShelf)  # noqa: S101
        return shelf

    def take(self, lines: Iterable[Line]) -> Before:
        """Add LINES and return what changed."""
        before: Before = {}
        cells: dict[Key, tuple[Cell, Record | None]] = {}
        dirty: set[str] = set()  # deleted contacts that lines refer to
        gones = self.shelf(TARGET).gones
        for line in lines:
            if line.undoes:
                self.undoes[line.id] = line.undoes
            for index, op in enumerate(line.ops):
                if op is None:
                    continue
                table, id = str(op[1]), str(op[2])
                key = (table, id)
                if op[0] == "new" and key not in cells and self._is_fresh(key):
                    record = Record(table, id, _plain(op), f"{line.id}.{index}")
                    before.setdefault(key, None)
                    self.shelves[table].show(record)
                    if gones and table in REFERENCES:
                        dirty.update(id for id in _references(record) if id in gones)
                    continue
                if key not in cells:
                    cells[key] = self._cell(key)
                if not cells[key][0].apply(op, f"{line.id}.{index}"):
                    self.unknown += 1
        self._settle(cells, dirty, before)
        return before

    def bases(self) -> Iterator[tuple[str, TableBase]]:
        """Yield the tables that most records of stay bytes, and these."""
        for table, shelf in self.shelves.items():
            if isinstance(shelf, BaseShelf):
                yield table, shelf.base

    def rest_on(self, table: str, base: TableBase) -> None:
        """Have a table that most records of stay bytes go on from BASE, which holds all shown ones."""
        shelf = self.shelves[table]
        assert isinstance(shelf, BaseShelf)  # noqa: S101
        shelf.rest_on(base)

    def forget_dead(self, known: Collection[str]) -> None:
        """Forget replaced writes that are still waited for, though their lines (all KNOWN ids) have come."""
        for shelf in self.shelves.values():
            for id, slots in list(shelf.dead.items()):
                waited = {
                    slot: {write for write in writes if write[:20] not in known}
                    for slot, writes in slots.items()
                }
                shelf.dead[id] = {slot: writes for slot, writes in waited.items() if writes}
                if not shelf.dead[id]:
                    del shelf.dead[id]

    def undone(self) -> set[str]:
        """Return the ids of the lines that are undone: by a line that is not itself undone."""
        undone: set[str] = set()
        for by in sorted(self.undoes, reverse=True):  # what undoes a line was written after it
            if by not in undone:
                undone.add(self.undoes[by])
        return undone

    def root(self, id: str) -> str:
        """Return the id of the change that a chain of undoing and redoing began with."""
        passed = {id}
        while (before := self.undoes.get(id, "")) and before not in passed:
            passed.add(before)  # a foreign line may lead in a circle
            id = before
        return id

    def _is_fresh(self, key: Key) -> bool:
        return self.shelf(key[0]).is_unknown(key[1])

    def _cell(self, key: Key) -> tuple[Cell, Record | None]:
        """Return the live writes of a record, and the record as it was."""
        table, id = key
        shelf = self.shelf(table)
        record = shelf.find(id)
        gones, places = shelf.gones_of(id), shelf.places_of(id)
        return Cell.of(record, table, id, gones, shelf.dead.get(id, {}), places), record

    def _settle(
        self, cells: Mapping[Key, tuple[Cell, Record | None]], dirty: set[str], before: Before
    ) -> None:
        """Put the records back, each where it belongs: shown, hidden, or without a beginning."""
        contacts: dict[str, Record | None] = {}
        for (table, id), (cell, old) in cells.items():
            shelf = self.shelf(table)
            before.setdefault((table, id), shelf.shown(id))
            record = cell.record()
            shelf.mark(id, cell.gones, cell.places(), cell.dead)
            if table == TARGET:
                contacts[id] = record
                continue
            dirty.update(_references(old), _references(record))
            self._put(shelf, id, record, hidden=_is_gone(record, cell.gones))
        target = self.shelf(TARGET)
        for id in dirty:
            if id in target.gones and id not in contacts:
                contacts[id] = target.find(id)
                before.setdefault((TARGET, id), target.shown(id))
        named = self.references_to({id for id in contacts if id in target.gones})
        for id, record in contacts.items():
            gones = target.gones.get(id, {})
            writes = {write for _record, writes in named.get(id, ()) for write in writes}
            hidden = _is_gone(record, gones) and writes <= _seen(gones)
            self._put(target, id, record, hidden=hidden)

    def _put(self, shelf: Shelf, id: str, record: Record | None, *, hidden: bool) -> None:
        if record is None:
            shelf.drop(id)
        elif not record.origin:
            shelf.orphan(record)
        elif hidden:
            shelf.hide(record)
        else:
            shelf.show(record)

    def references_to(self, ids: set[str]) -> dict[str, list[tuple[Record, list[str]]]]:
        """Return the shown records that refer to each of these contacts, with the writes by which they do."""
        found: dict[str, list[tuple[Record, list[str]]]] = {}
        if ids:
            for table in REFERENCES:
                for record in self.shelf(table).naming(ids):
                    for id in ids.intersection(_references(record)):
                        found.setdefault(id, []).append((record, reference_writes(record, id)))
        return found


def reference_writes(record: Record, id: str) -> list[str]:
    """Return the live writes by which RECORD refers to the contact of this id."""
    field = REFERENCES[record.table]
    if record.fields.get(field) == id:
        return record.seen(field)
    return record.seen_item(field, id)


def _references(record: Record | None) -> Iterable[str]:
    if record is None or record.table not in REFERENCES:
        return ()
    value = record.fields.get(REFERENCES[record.table])
    if isinstance(value, str):
        return (value,)
    return [id for id in value if isinstance(id, str)] if isinstance(value, list) else ()


def _seen(gones: Gones) -> set[str]:
    return {write for seen in gones.values() for write in seen}


def _is_gone(record: Record | None, gones: Gones) -> bool:
    """Return whether every live write of a record was seen by somebody who deleted it."""
    return bool(gones) and record is not None and set(record.all_seen()) <= _seen(gones)


def _plain(op: Op) -> dict[str, JSON]:
    """Return the fields that a `new` shows: no empty ones, each item of a set once."""
    fields: dict[str, JSON] = {}
    for field, value in op[3].items():  # type: ignore[union-attr]  # shapes were checked as the line was read
        if type(value) is list:
            once: dict[str, JSON] = {}
            for item in value:
                once.setdefault(item_key(item), item)
            if value:
                fields[field] = value if len(once) == len(value) else [*once.values()]
        elif value is not None:
            fields[field] = value
    return fields
