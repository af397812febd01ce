"""A stored document with the names of the writes that made it, and the operations on it.

Operations are plain lists in the form that the journal keeps; nothing here reads or writes.
A *write name* is `<line id>.<index of the operation in its line>`. An operation that replaces
something names the writes its author saw (`over`, `seen`), so an edit made elsewhere meanwhile
stays visible instead of being lost: a multi-value register and an observed-remove set (Shapiro,
Preguiça, Baquero, Zawirski: A comprehensive study of convergent replicated data types, 2011).
"""

from collections.abc import Iterable, Mapping
from json import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]
Op = list[JSON]

_NOTHING: Mapping[str, "Any"] = {}  # one for all: nearly every record has nothing but its origin


def item_key(item: JSON) -> str:
    """Return the key under which a set remembers ITEM."""
    return item if isinstance(item, str) else dumps(item, sort_keys=True, ensure_ascii=False)


class Record:
    """One document of a table, as the journal adds up to; treat it as immutable.

    `fields` maps a field to its value, a set field to a list. `origin` is the write that made the
    record. `puts` and `items` hold the live writes of fields and of set items where those are not
    just the origin; `rivals` the other live values of a field that two writers set apart, `gone_by` the deletions of a
    record that is hidden.
    """

    __slots__ = ("fields", "gone_by", "id", "items", "origin", "puts", "rivals", "table")

    def __init__(
        self,
        table: str,
        id: str,
        fields: dict[str, JSON],
        origin: str,
        *,
        puts: Mapping[str, list[str]] | None = None,
        items: Mapping[str, Mapping[str, list[str]]] | None = None,
        rivals: Mapping[str, list[tuple[str, JSON]]] | None = None,
        gone_by: Iterable[str] = (),
    ) -> None:
        self.table = table
        self.id = id
        self.fields = fields
        self.origin = origin
        self.puts: Mapping[str, list[str]] = puts or _NOTHING
        self.items: Mapping[str, Mapping[str, list[str]]] = items or _NOTHING
        self.rivals: Mapping[str, list[tuple[str, JSON]]] = rivals or _NOTHING
        self.gone_by = tuple(gone_by)

    def __repr__(self) -> str:
        return f"Record({self.table!r}, {self.id!r}, {self.fields!r})"

    def seen(self, field: str) -> list[str]:
        """Return the names of the live writes of FIELD; none where it was never set."""
        if field in self.puts:
            return list(self.puts[field])
        return [self.origin] if field in self.fields else []

    def seen_item(self, field: str, item: JSON) -> list[str]:
        """Return the names of the live writes of ITEM in the set FIELD; none where it is not in it."""
        value = self.fields.get(field)
        if not isinstance(value, list) or item not in value:
            return []
        return list(self.items.get(field, {}).get(item_key(item), [self.origin]))

    def all_seen(self) -> list[str]:
        """Return the names of all live writes of this record."""
        names = {self.origin}
        for writes in self.puts.values():
            names.update(writes)
        for keys in self.items.values():
            for writes in keys.values():
                names.update(writes)
        return sorted(names)

    def put(self, field: str, value: JSON) -> Op:
        """Return the operation that sets FIELD to VALUE over what this record shows."""
        over: list[JSON] = [*self.seen(field)]
        return ["put", self.table, self.id, field, value, over, [self.fields.get(field)]]

    def add(self, field: str, item: JSON) -> Op:
        """Return the operation that adds ITEM to the set FIELD."""
        return ["add", self.table, self.id, field, item]

    def drop(self, field: str, item: JSON) -> Op:
        """Return the operation that takes ITEM out of the set FIELD."""
        return ["del", self.table, self.id, field, item, [*self.seen_item(field, item)]]

    def drops(self, field: str, item: JSON) -> list[Op]:
        """Return the operations that take ITEM out of the set FIELD."""
        return [self.drop(field, item)]

    def gone(self, *, also_seen: Iterable[str] = ()) -> Op:
        """Return the operation that marks this record deleted; ALSO_SEEN names live writes that refer to it."""
        return ["gone", self.table, self.id, [*sorted({*self.all_seen(), *also_seen})]]

    def become(self, values: Mapping[str, JSON]) -> list[Op]:
        """Return the operations that give each field of VALUES its value: sets item by item, others whole.

        A list value means a set. What is equal already gives no operation.
        """
        ops: list[Op] = []
        for field, value in values.items():
            current = self.fields.get(field)
            if isinstance(value, list):
                old = current if isinstance(current, list) else []
                ops += [op for item in old if item not in value for op in self.drops(field, item)]
                ops += [self.add(field, item) for item in value if item not in old]
            elif value != current:
                ops.append(self.put(field, value))
        return ops


def new(table: str, id: str, fields: Mapping[str, JSON]) -> Op:
    """Return the operation that makes a record; lists are sets, fields without a value are left out."""
    given: dict[str, JSON] = {k: v for k, v in fields.items() if v is not None and v != []}
    return ["new", table, id, given]


def back(table: str, id: str, over: Iterable[str]) -> Op:
    """Return the operation that takes the deletions named OVER back."""
    return ["back", table, id, [*over]]


def alias(record: Record, into: str) -> Op:
    """Return the operation that merges a contact into the one of the id INTO: its writes seen stay behind."""
    return ["alias", record.table, record.id, into, [], [*record.all_seen()]]


class Change:
    """What one action does: operations that are written together, and words for the history."""

    __slots__ = ("ops", "what")

    def __init__(self, what: str, ops: Iterable[Op]) -> None:
        self.what = what
        self.ops = tuple(ops)

    def __repr__(self) -> str:
        return f"Change({self.what!r}, {self.ops!r})"

    def __bool__(self) -> bool:
        return bool(self.ops)


def together(changes: Iterable[Change]) -> Change:
    """Return one change that does what CHANGES do, so that one undo takes it back."""
    all_of_them = [*changes]
    what = ", ".join(change.what for change in all_of_them)
    return Change(what, [op for change in all_of_them for op in change.ops])
