"""Which fields name contacts, and whom they name once contacts were merged; pure.

A reference is never rewritten when a contact is merged into another one: it is resolved as it is read.
"""

from collections.abc import Iterable, Mapping

from netcrm.core.record import JSON, Op, Record, item_key

REFERENCES: Mapping[str, str] = {"interactions": "contacts", "follow_ups": "contact"}
"""The fields that name contacts: a note that the deleter had not seen brings the contact back."""

Heads = Mapping[str, str]
"""The id of each contact that was merged into another one, and that of the one who stands for both."""


class Referring(Record):
    """A record that names the contacts who stand for those it was written about."""

    __slots__ = ("_heads", "raw")

    def __init__(self, raw: Record, heads: Heads) -> None:
        field = REFERENCES[raw.table]
        items: dict[str, list[str]] = {}
        for id in named_in(raw):
            head = heads.get(id, id)
            names = {*items.get(item_key(head), ()), *raw.seen_item(field, id)}
            items[item_key(head)] = sorted(names)
        value = raw.fields[field]
        super().__init__(
            raw.table,
            raw.id,
            {**raw.fields, field: _resolved(value, heads)},
            raw.origin,
            puts=raw.puts,
            items={**raw.items, field: items} if isinstance(value, list) else raw.items,
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
        if field != REFERENCES[self.table]:
            return super().drops(field, item)
        return [
            self.raw.drop(field, id) for id in named_in(self.raw) if self._heads.get(id, id) == item
        ]


def named_in(record: Record | None) -> Iterable[str]:
    """Return the ids of the contacts that a record names, as they were written."""
    if record is None or record.table not in REFERENCES:
        return ()
    value = record.fields.get(REFERENCES[record.table])
    if isinstance(value, str):
        return (value,)
    return [id for id in value if isinstance(id, str)] if isinstance(value, list) else ()


def resolved(record: Record, heads: Heads) -> Record:
    """Return RECORD naming those who stand for the contacts it names; itself where that is all the same."""
    if not heads or all(id not in heads for id in named_in(record)):
        return record
    return Referring(record, heads)


def _resolved(value: JSON, heads: Heads) -> JSON:
    if isinstance(value, str):
        return heads.get(value, value)
    assert isinstance(value, list)  # noqa: S101  it names contacts
    once: dict[str, JSON] = {}
    for item in value:
        head = heads.get(item, item) if isinstance(item, str) else item
        once.setdefault(item_key(head), head)
    return [*once.values()]
