"""Which fields name contacts, and whom they name once contacts were merged; pure.

A reference is never rewritten when a contact is merged into another one: it is resolved as it is read.
"""

from collections.abc import Iterable, Mapping

from netcrm.core.record import JSON, Op, Record, item_key

REFERENCES: Mapping[str, tuple[str, ...]] = {
    "interactions": ("contacts",),
    "follow_ups": ("contact",),
    "relations": ("person", "other"),
    "introductions": ("connector", "to"),
    "opportunities": ("via",),
}
"""The fields that name contacts: a note that the deleter had not seen brings the contact back."""

NAMING_EITHER = frozenset({"relations", "introductions", "opportunities"})
"""The tables whose records may name acquaintances too; the others tell of contacts."""

Heads = Mapping[str, str]
"""The id of each contact that was merged into another one, and that of the one who stands for both."""


class Referring(Record):
    """A record that names the contacts who stand for those it was written about."""

    __slots__ = ("_heads", "raw")

    def __init__(self, raw: Record, heads: Heads) -> None:
        fields, items = {**raw.fields}, {**raw.items}
        for field in REFERENCES[raw.table]:
            value = raw.fields.get(field)
            if isinstance(value, list):
                items[field] = _item_writes(raw, field, heads)
            if value is not None:
                fields[field] = _resolved(value, heads)
        super().__init__(
            raw.table,
            raw.id,
            fields,
            raw.origin,
            puts=raw.puts,
            items=items,
            rivals=raw.rivals,
            gone_by=raw.gone_by,
        )
        self.raw = raw
        self._heads = heads

    def all_seen(self) -> list[str]:
        """Return the names of all live writes of this record."""
        return self.raw.all_seen()

    def drops(self, field: str, item: JSON) -> list[Op]:
        """Return the operations that take ITEM, under all the ids it was written as, out of the set FIELD."""
        if field not in REFERENCES[self.table]:
            return super().drops(field, item)
        return [
            self.raw.drop(field, id)
            for id in _named(self.raw, field)
            if self._heads.get(id, id) == item
        ]


def named_in(record: Record | None) -> Iterable[str]:
    """Return the ids of the contacts that a record names, as they were written."""
    return () if record is None else named_in_fields(record.table, record.fields)


def named_in_fields(table: str, fields: Mapping[str, JSON]) -> Iterable[str]:
    """Return the ids of the contacts that a record of TABLE with these fields names."""
    naming = REFERENCES.get(table, ())
    if len(naming) == 1:
        return _ids(fields.get(naming[0]))
    return [id for field in naming for id in _ids(fields.get(field))]


def writes_naming(record: Record, id: str) -> list[str]:
    """Return the live writes by which RECORD names the contact of this id."""
    found: list[str] = []
    for field in REFERENCES.get(record.table, ()):
        one = record.fields.get(field) == id
        found += record.seen(field) if one else record.seen_item(field, id)
    return found


def named_by(op: Op) -> Iterable[str]:
    """Return the ids of the contacts that an operation lets its record name."""
    fields = REFERENCES.get(str(op[1]), ())
    if op[0] == "new" and isinstance(op[3], dict):
        return [id for field in fields for id in _ids(op[3].get(field))]
    return _ids(op[4]) if op[0] in ("put", "add") and op[3] in fields else ()


def _named(record: Record, field: str) -> Iterable[str]:
    return _ids(record.fields.get(field))


def _ids(value: JSON) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return [id for id in value if isinstance(id, str)] if isinstance(value, list) else ()


def _item_writes(record: Record, field: str, heads: Heads) -> dict[str, list[str]]:
    items: dict[str, list[str]] = {}
    for id in _named(record, field):
        key = item_key(heads.get(id, id))
        items[key] = sorted({*items.get(key, ()), *record.seen_item(field, id)})
    return items


def resolved(record: Record, heads: Heads) -> Record:
    """Return RECORD naming those who stand for the contacts it names; itself where that is all the same."""
    if not heads or all(id not in heads for id in named_in(record)):
        return record
    return Referring(record, heads)


def _resolved(value: JSON, heads: Heads) -> JSON:
    if isinstance(value, str):
        return heads.get(value, value)
    if not isinstance(value, list):
        return value
    once: dict[str, JSON] = {}
    for item in value:
        head = heads.get(item, item) if isinstance(item, str) else item
        once.setdefault(item_key(head), head)
    return [*once.values()]
