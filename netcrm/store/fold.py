"""What the lines add up to: tables of records, and what is marked deleted. A function of their set alone."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from netcrm.core.record import JSON, Op, Record, item_key
from netcrm.core.references import NAMING_EITHER, REFERENCES, named_in, resolved, writes_naming
from netcrm.store.cell import MERGED, Cell, line_of
from netcrm.store.group import combined, heads_of
from netcrm.store.line import Line
from netcrm.store.pack import Gones
from netcrm.store.shelf import BaseShelf, LogShelf, Shelf
from netcrm.store.table_base import TableBase

VERSION = 5
"""To be raised when lines add up to something else, or stand otherwise in the files: these are then made anew."""

Key = tuple[str, str]
Before = dict[Key, Record | None]
"""The records that changed, as they were shown before; None where they were not."""

_NOBODY: Mapping[str, Record | None] = {}

TARGET = MERGED
UNDER = "acquaintances"
"""Who is promoted keeps the id: what may name either names the acquaintance where that one is shown."""

_NOTES = (
    "interactions",
    "follow_ups",
)  # what is nothing without those it names, and is worth asking about


class Fold:
    """The tables; `take` adds lines to them, each of which must come only once, in any order."""

    def __init__(self) -> None:
        self.shelves: dict[str, Shelf] = {
            "contacts": BaseShelf(TableBase("contacts")),
            "interactions": LogShelf(),
            "follow_ups": Shelf("follow_ups"),
            "drafts": Shelf("drafts"),
            "acquaintances": BaseShelf(TableBase("acquaintances")),
            "relations": BaseShelf(TableBase("relations")),
            "organisations": Shelf("organisations"),
            "introductions": Shelf("introductions"),
            "opportunities": Shelf("opportunities"),
            "profile": Shelf("profile"),
        }
        self.unknown = 0
        self.purged: set[Key] = set()
        """What is forgotten for ever: whatever lines say of it counts for nothing."""
        self.is_to_scrub = False
        """Whether lines were met that tell of something purged: files may have to be rewritten."""
        self.left_alone: set[Key] = set()
        """The records that may name nobody but people who are purged; see `about_nobody`."""
        self.undoes: dict[str, str] = {}
        """Which lines undo another one, and which."""

    def apart(self) -> "Fold":
        """Return a fold that goes on by itself from here; what it takes does not count in this one."""
        made = Fold()
        made.shelves = {table: shelf.apart() for table, shelf in self.shelves.items()}
        made.unknown, made.is_to_scrub = self.unknown, self.is_to_scrub
        made.purged, made.left_alone = self.purged.copy(), self.left_alone.copy()
        made.undoes = self.undoes.copy()
        return made

    def shelf(self, table: str) -> Shelf:
        """Return a table, an empty one where no line named it yet."""
        if table not in self.shelves:
            self.shelves[table] = Shelf(table)
        return self.shelves[table]

    @property
    def target(self) -> Shelf:
        """The table of contacts."""
        return self.shelves[TARGET]

    @property
    def log(self) -> LogShelf:
        """The table of interactions."""
        shelf = self.shelves["interactions"]
        assert isinstance(shelf, LogShelf)  # noqa: S101  it was made so
        return shelf

    def take(self, lines: Iterable[Line]) -> Before:
        """Add LINES and return what changed."""
        before: Before = {}
        cells: dict[Key, tuple[Cell, Record | None]] = {}
        dirty: set[str] = set()  # deleted contacts that lines refer to
        lost: set[str] = set()  # contacts that are purged
        purged = self.purged
        gones, heads = self.target.gones, self.target.heads
        for line in lines:
            if line.undoes:
                self.undoes[line.id] = line.undoes
            for index, op in enumerate(line.ops):
                if op is None:
                    continue
                table, id = str(op[1]), str(op[2])
                key = (table, id)
                if op[0] == "purge" or (purged and key in purged):
                    self.is_to_scrub = True
                    if key not in purged:
                        self._purge(key, before, dirty, lost)
                        cells.pop(key, None)
                    continue
                if op[0] == "new" and key not in cells and self._is_fresh(key):
                    record = Record(table, id, _plain(op), f"{line.id}.{index}")
                    before.setdefault(key, None)
                    self.shelves[table].show(record)
                    if gones and (table in REFERENCES or table == UNDER):
                        dirty.update(named_in(record), [id] if table == UNDER else ())
                    continue
                if key not in cells:
                    cells[key] = self._cell(key)
                if not cells[key][0].apply(op, f"{line.id}.{index}"):
                    self.unknown += 1
        self._settle(cells, dirty, lost, before)
        if purged:
            self._find_left_alone(before, lost)
        if heads:
            return {key: old and resolved(old, heads) for key, old in before.items()}
        return before

    def bases(self) -> Iterator[tuple[str, TableBase]]:
        """Yield the tables that most records of stay bytes, and these."""
        for table, shelf in self.shelves.items():
            if isinstance(shelf, BaseShelf):
                yield table, shelf.base

    def rest_on(self, table: str, base: TableBase) -> None:
        """Have a table that most records of stay bytes go on from BASE, which holds all shown ones."""
        shelf = self.shelves[table]
        assert isinstance(shelf, BaseShelf)  # noqa: S101  only these have a base
        shelf.rest_on(base)

    def lend(self, table: str) -> Mapping[str, Record]:
        """Return the shown records of a table as they are now; they will not change any more."""
        return self.shelf(table).lend()

    def forget_dead(self, lines: Iterable[Line]) -> None:
        """Forget replaced writes that are still waited for, though they came with LINES, which are all.

        Not those of another record: they count for as long as one of the two is merged into the other.
        """
        waited = {
            line_of(write)
            for shelf in self.shelves.values()
            for slots in shelf.dead.values()
            for writes in slots.values()
            for write in writes
        }
        come = {
            f"{line.id}.{index}": (op[1], op[2])
            for line in lines
            if line.id in waited
            for index, op in enumerate(line.ops)
            if op is not None
        }
        for shelf in self.shelves.values():
            for id, slots in list(shelf.dead.items()):
                key = (shelf.table, id)
                waited_for = {
                    slot: {write for write in writes if come.get(write) != key}
                    for slot, writes in slots.items()
                }
                shelf.dead[id] = {slot: writes for slot, writes in waited_for.items() if writes}
                if not shelf.dead[id]:
                    del shelf.dead[id]

    def undone(self) -> set[str]:
        """Return the ids of the lines that are undone: by a line that is not itself undone."""
        undone: set[str] = set()
        for by in sorted(self.undoes, reverse=True):  # what undoes a line was written after it
            if by not in undone:
                undone.add(self.undoes[by])
        return undone

    def about_nobody(self) -> list[Record]:
        """Return the shown records that name people, and none who is not purged: they came late."""
        found = (self.shelf(table).shown(id) for table, id in sorted(self.left_alone))
        return [record for record in found if record and self._is_about_nobody(record)]

    def _find_left_alone(self, before: Before, lost: set[str]) -> None:
        changed = (self.shelf(table).shown(id) for table, id in before if table in _NOTES)
        naming = (record for table in _NOTES for record in self.shelf(table).naming(lost))
        for record in (*changed, *naming):
            if record and self._is_about_nobody(record):
                self.left_alone.add((record.table, record.id))

    def _is_about_nobody(self, record: Record) -> bool:
        named = [(TARGET, id) for id in named_in(record)]
        return bool(named) and self.purged.issuperset(named)

    def root(self, id: str) -> str:
        """Return the id of the change that a chain of undoing and redoing began with."""
        passed = {id}
        while (before := self.undoes.get(id, "")) and before not in passed:
            passed.add(before)  # a foreign line may lead in a circle
            id = before
        return id

    def _purge(self, key: Key, before: Before, dirty: set[str], lost: set[str]) -> None:
        """Forget a record."""
        table, id = key
        shelf = self.shelf(table)
        self.purged.add(key)
        before.setdefault(key, shelf.shown(id))
        dirty.update(named_in(shelf.find(id)), [id] if table == UNDER else ())
        if table == TARGET:
            lost.add(id)
        shelf.mark(id, {}, {}, {})
        shelf.own.pop(id, None)
        shelf.drop(id)

    def _is_fresh(self, key: Key) -> bool:
        return self.shelf(key[0]).is_unknown(key[1])

    def own_cell(self, key: Key) -> Cell:
        """Return the live writes of a record, without those of others that were merged into it."""
        return self._cell(key)[0]

    def _cell(self, key: Key) -> tuple[Cell, Record | None]:
        """Return the live writes of a record, and the record as it was."""
        table, id = key
        shelf = self.shelf(table)
        record = shelf.find_own(id)
        return self._cell_of(shelf, id, record), record

    def _cell_of(self, shelf: Shelf, id: str, record: Record | None) -> Cell:
        gones, places, dead = shelf.gones_of(id), shelf.places_of(id), shelf.dead.get(id, {})
        return Cell.of(record, shelf.table, id, gones, dead, places, shelf.aliases.get(id, {}))

    def _settle(
        self,
        cells: Mapping[Key, tuple[Cell, Record | None]],
        dirty: set[str],
        lost: set[str],
        before: Before,
    ) -> None:
        """Put the records back, each where it belongs: shown, hidden, merged, or without a beginning."""
        contacts: dict[str, Record | None] = {}
        target = self.target
        regroup = bool(lost)
        for (table, id), (cell, old) in cells.items():
            shelf = self.shelf(table)
            before.setdefault((table, id), shelf.shown(id))
            record = cell.record()
            if table == TARGET:
                contacts[id] = record
                was_made = old is not None and bool(old.origin)
                regroup |= cell.aliases != shelf.aliases.get(id, {}) or was_made != bool(
                    cell.origin
                )
            shelf.mark(id, cell.gones, cell.places(), cell.dead, cell.aliases)
            if table != TARGET:
                dirty.update(named_in(old), named_in(record), [id] if table == UNDER else ())
                self._put(shelf, id, record, hidden=is_gone(record, cell.gones))
        touched = {*contacts, *lost}
        if regroup and (target.aliases or target.heads):
            touched |= self._regroup(contacts, before)
        heads = target.heads
        touched |= {heads.get(id, id) for id in touched}
        touched |= {head for id in dirty if (head := heads.get(id, id)) in target.gones}
        own = {
            **contacts,
            **{id: target.find_own(id) for id in sorted(touched - contacts.keys())},
        }
        for id in own:
            before.setdefault((TARGET, id), target.shown(id))
        for id in [id for id in own if id in heads]:
            record = own[id]
            assert record is not None  # noqa: S101  its alias is live
            target.keep_own(id, record)
        named = self.references_to(own.keys() & target.gones.keys() - heads.keys())
        for id in [id for id in own if id not in heads]:
            record = self._whole(id, own[id])
            gones = target.gones.get(id, {})
            either = NAMING_EITHER if self.shelf(UNDER).shown(id) is not None else ()
            naming = (writes for one, writes in named.get(id, ()) if one.table not in either)
            hidden = is_gone(record, gones) and {*chain.from_iterable(naming)} <= _seen(gones)
            self._put(target, id, record, hidden=hidden)

    def regroup(self) -> None:
        """Find out who stands for whom after the tables were filled from files.

        Raises KeyError where these do not hold what was merged.
        """
        self._lead()
        target = self.target
        for id in target.heads:
            target.own[id]
        for id in {id for id in target.heads.values() if target.shown(id) is None}:
            record = self._whole(id, target.own[id])
            assert record is not None  # noqa: S101  it is the head of a group
            target.hidden[id] = record

    def _regroup(self, changed: Mapping[str, Record | None], before: Before) -> set[str]:
        """Find out who stands for whom now; return all who do so no more, or are stood for no more."""
        old = self.target.heads
        self._lead(changed)
        heads = self.target.heads
        moved = {id for id in {*heads, *old} if heads.get(id) != old.get(id)}
        for table in REFERENCES:
            for record in self.shelf(table).naming(moved):
                if not moved.isdisjoint(named_in(record)):
                    before.setdefault((table, record.id), record)
        return {*moved, *(old[id] for id in moved if id in old)}

    def _lead(self, changed: Mapping[str, Record | None] = _NOBODY) -> None:
        target = self.target
        target.heads = heads_of(target.aliases, partial(self.is_made, changed=changed))
        target.targets = {into for live in target.aliases.values() for into, _ in live.values()}
        for table in REFERENCES:
            self.shelf(table).heads = target.heads

    def is_made(self, id: str, changed: Mapping[str, Record | None] = _NOBODY) -> bool:
        """Return whether a contact has a beginning; CHANGED has those who are not back on the shelf yet."""
        record = changed[id] if id in changed else self.target.find_own(id)
        return record is not None and bool(record.origin)

    def _whole(self, id: str, record: Record | None) -> Record | None:
        """Return what a contact adds up to with those who were merged into it; RECORD is its own."""
        target = self.target
        group = target.group(id)
        if not group:
            target.own.pop(id, None)
            return record
        assert record is not None  # noqa: S101  nobody is merged into a contact without a beginning
        target.own[id] = record
        others = [self._cell_of(target, other, target.own[other]) for other in group]
        return combined(self._cell_of(target, id, record), others).record()

    def _put(self, shelf: Shelf, id: str, record: Record | None, *, hidden: bool) -> None:
        if record is None:
            shelf.drop(id)
        elif not record.origin:
            shelf.orphan(record)
        elif hidden:
            shelf.hide(record)
        else:
            shelf.show(record)

    def references_to(self, ids: Collection[str]) -> dict[str, list[tuple[Record, list[str]]]]:
        """Return the shown records that refer to each of these contacts, with the writes by which they do.

        The records are as they were written: they may name somebody for whom one of IDS stands.
        """
        found: dict[str, list[tuple[Record, list[str]]]] = {}
        if not ids:
            return found
        wanted = {id: id for id in ids}
        wanted |= {id: head for id, head in self.target.heads.items() if head in wanted}
        for table in REFERENCES:
            for record in self.shelf(table).naming(wanted.keys()):
                for id in wanted.keys() & {*named_in(record)}:
                    found.setdefault(wanted[id], []).append((record, writes_naming(record, id)))
        return found


def _seen(gones: Gones) -> set[str]:
    return {write for seen in gones.values() for write in seen}


def is_gone(record: Record | None, gones: Gones) -> bool:
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
