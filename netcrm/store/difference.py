"""The operations that make the tables what they are wanted to be: for restoring a backup, for taking an export in.

Looks at a fold, changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from netcrm.core.record import JSON, Op, Record, back, item_key, new
from netcrm.core.references import REFERENCES, named_by, resolved, writes_naming
from netcrm.store.fold import TARGET, Fold
from netcrm.store.gate import plain_dumps
from netcrm.store.line import LONGEST, OWN
from netcrm.store.shelf import Shelf

Documents = Mapping[str, Mapping[str, JSON]]
"""The fields of records by id, in the order in which they were made."""


class Part:
    """What happens to one table: the records that come, change and go, as they were or will be shown.

    `purged` has what was wanted and stays away, since it was purged.
    """

    __slots__ = ("added", "changed", "purged", "removed")

    def __init__(self) -> None:
        self.added: list[Record] = []
        self.changed: list[Record] = []
        self.removed: list[Record] = []
        self.purged: list[Record] = []


class Difference:
    """The way from what the tables hold NOW to what is WANTED: `ops`, and what they do by table.

    WHOLE says that what is not wanted goes; else nothing goes, sets only grow, and no field is cleared.
    """

    def __init__(self, now: Fold, wanted: Mapping[str, Documents], *, whole: bool) -> None:
        self.ops: list[Op] = []
        self.parts: dict[str, Part] = {}
        self._now = now
        self._whole = whole
        self._leaving: list[Record] = []
        self._again: list[Record] = []  # shown though somebody deleted them
        self._named: dict[str, list[str]] = {}  # by contact: writes of this line that name them
        apart = wanted.get(TARGET, {}) if whole else ()
        self._heads = {id: head for id, head in now.target.heads.items() if id not in apart}
        others = now.shelves.keys() if whole else ()
        for table in dict.fromkeys((*wanted, *others)):
            self._table(table, wanted.get(table, {}))
        if self.ops or self._leaving:
            for record in self._again:
                self._add(back(record.table, record.id, record.gone_by))
        if whole:
            self._hide(wanted.get(TARGET, {}))

    def _table(self, table: str, wanted: Documents) -> None:
        part = self.parts.setdefault(table, Part())
        shelf = self._now.shelves.get(table) or Shelf(table)
        for id, fields in wanted.items():
            if (table, id) in self._now.purged:
                part.purged.append(Record(table, id, dict(fields), ""))
                continue
            if table == TARGET and id in self._heads:
                continue  # a part of somebody else, who has it all
            shown = shelf.shown(id)
            if shown is not None:
                is_so = self._heads and resolved(shown, self._heads).fields == fields
                if not is_so and self._become(shown, fields):
                    part.changed.append(shown)
                if shown.gone_by:
                    self._again.append(shown)
                continue
            part.added.append(Record(table, id, dict(fields), ""))
            there = shelf.find_own(id)
            if there is None:
                self._make(table, id, fields)
                continue
            if not there.origin:
                self._add(new(table, id, {}))
            if marks := [*shelf.aliases.get(id, ()), *there.gone_by]:
                self._add(back(table, id, marks))
            self._still_names(there, fields)
            self._become(there, fields)
        if self._whole:
            for record in in_order(shelf.table_now()):
                if record.id not in wanted:
                    part.removed.append(record)
                    if table == TARGET:
                        self._leaving.append(record)
                    else:
                        self._add(record.gone())

    def _make(self, table: str, id: str, fields: Mapping[str, JSON]) -> None:
        given = {field: value for field, value in fields.items() if _is_plain(value)}
        self._add(new(table, id, given))
        for field, value in fields.items():
            if value is not None and field not in given:
                self._add(["put", table, id, field, value, [], [None]])

    def _become(self, record: Record, fields: Mapping[str, JSON]) -> bool:
        """Add the operations that give a record its fields; return whether there are any."""
        before = len(self.ops)
        for field in record.fields if self._whole else ():
            if field not in fields:
                self._clear(record, field)
        for field, value in fields.items():
            current = record.fields.get(field)
            if same_value(value, current) or value is None:
                continue
            if not (isinstance(value, list) and _is_plain(value)):
                if _is_set(record, field):
                    self._clear(record, field)
                self._add(record.put(field, value))
                continue
            if not _is_set(record, field):
                if current is not None:
                    self._add(record.put(field, None))
                current = []
            self._set(record, field, current, value)
        return len(self.ops) > before

    def _set(self, record: Record, field: str, current: JSON, wanted: list[JSON]) -> None:
        """Add what makes a set hold these items, in this order where all else goes."""
        held = current if isinstance(current, list) else []
        keys = [item_key(item) for item in wanted]
        known = {item_key(item) for item in held}
        if not self._whole:
            for item, key in zip(wanted, keys, strict=True):
                if key not in known:
                    self._add(record.add(field, item))
            return
        # all after the first difference goes and comes again, so that undo finds its order
        right = 0
        while right < min(len(held), len(keys)) and item_key(held[right]) == keys[right]:
            right += 1
        kept = set(keys[:right])
        for item in held:
            if item_key(item) not in kept:
                self._add(record.drop(field, item))
        for item in wanted[right:]:
            self._add(record.add(field, item))

    def _clear(self, record: Record, field: str) -> None:
        value = record.fields[field]
        if _is_set(record, field) and isinstance(value, list):
            for item in value:
                self._add(record.drop(field, item))
            if record.seen(field) and field in record.puts:
                self._add(record.put(field, None))
        else:
            self._add(record.put(field, None))

    def _hide(self, wanted: Documents) -> None:
        """Mark contacts deleted, and those that are so already where this line brings new notes about them."""
        target = self._now.shelf(TARGET)
        leaving = {record.id for record in self._leaving}
        named = self._now.references_to(leaving)
        for record in self._leaving:
            writes = [write for _record, writes in named.get(record.id, ()) for write in writes]
            writes += self._named.get(record.id, ())
            self._add(record.gone(also_seen=writes))
        for id, writes in self._named.items():
            if id not in leaving and id not in wanted and id in target.hidden:
                self._add(["gone", TARGET, id, [*writes]])

    def _still_names(self, record: Record, fields: Mapping[str, JSON]) -> None:
        """Remember the contacts whom a record that comes back names as it did before."""
        for field in REFERENCES.get(record.table, ()):
            value = fields.get(field)
            for id in value if isinstance(value, list) else [value]:
                if isinstance(id, str):
                    self._named.setdefault(id, []).extend(writes_naming(record, id))

    def _add(self, op: Op) -> None:
        for id in named_by(op):
            self._named.setdefault(id, []).append(f"{OWN}.{len(self.ops)}")
        self.ops.append(op)


def documents(fold: Fold) -> dict[str, Documents]:
    """Return the fields of all shown records by table and id, in the order in which they were made."""
    return {
        table: {record.id: record.fields for record in in_order(fold.lend(table))}
        for table in fold.shelves
    }


def in_order(records: Mapping[str, Record]) -> list[Record]:
    """Return the records of a table in the order in which they were made, as lists show it."""
    return sorted(records.values(), key=lambda record: record.origin)


def portions(ops: Sequence[Op], most: int = LONGEST // 2) -> Iterator[list[Op]]:
    """Yield OPS, each portion `placed`, in as many as lines of the journal are needed; nearly always one.

    A line gets at most MOST bytes of them, and at least one.
    """
    portion: list[Op] = []
    size = 0
    for op in ops:
        length = len(plain_dumps(op))
        if portion and size + length > most:
            yield placed(portion)
            portion, size = [], 0
        portion.append(op)
        size += length
    yield placed(portion)


def placed(ops: Iterable[Op]) -> list[Op]:
    """Return OPS with those that make records first, each where its write's name sorts in their order.

    What was written on one day is shown in the order of these names, as texts: 10 comes before 2.
    """
    every = [*ops]
    makers = [op for op in every if op[0] == "new"]
    by_name = sorted(range(len(makers)), key=str)
    ordered = sorted(zip(by_name, makers, strict=True), key=lambda pair: pair[0])
    return [*(op for _index, op in ordered), *(op for op in every if op[0] != "new")]


def same_value(one: JSON, other: JSON) -> bool:
    """Return whether two values are the same JSON; Python takes True for 1."""
    if one is other or type(one) is str:
        return one == other
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, list) and isinstance(other, list):
        return all(map(same_value, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return all(same_value(value, other[key]) for key, value in one.items())
    return True


def _is_plain(value: JSON) -> bool:
    """Return whether `new` and `add` can give a field this value: no empty list, no item twice."""
    if not isinstance(value, list):
        return value is not None
    return 0 < len({item_key(item) for item in value}) == len(value)


def _is_set(record: Record, field: str) -> bool:
    """Return whether a field of a record is a set of items, rather than one value."""
    value = record.fields.get(field)
    return isinstance(value, list) and (field not in record.puts or field in record.items)
