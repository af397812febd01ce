"""Purge a person: the operations that make every machine forget them for ever. It can't be undone.

Entries, promises and drafts about nobody else are purged too. Those that others share are purged and
written again under another id, without the person and with their name left out of the text.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from json import dumps

from netcrm.core import (
    acquaintance,
    draft,
    follow_up,
    interaction,
    introduction,
    opportunity,
    relation,
)
from netcrm.core.changes.leaving import going_along
from netcrm.core.changes.steps import OPPORTUNITY
from netcrm.core.contact import TABLE, Contact, as_text
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.leaving_out import LEFT_OUT, any_of
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, Record, new
from netcrm.core.references import named_in

_NAMING = (
    interaction.TABLE,
    follow_up.TABLE,
    draft.TABLE,
    relation.TABLE,
    introduction.TABLE,
    opportunity.TABLE,
)

_LEADING = ("interaction", "opportunity", "introduction")
"""The fields that lead to a record which may be written again under another id."""

_BETWEEN_TWO = (relation.TABLE, introduction.TABLE)
"""What is nothing without both whom it names."""


@dataclass(frozen=True, slots=True)
class Purging:
    """What a purge does: the change, how many records go or are written again, whose notes still name them."""

    change: Change
    gone: int
    again: int
    told_of: tuple[str, ...]


def purge(network: Network, id: str) -> Purging:
    """Return the change that purges a contact or an acquaintance, also one that is deleted.

    Acquaintances of whom nothing else tells are purged too. Raises BadInputError for an unknown id.
    """
    record = _found(network, id)
    ids = {id, *(other for other, head in network.heads.items() if head == id)}
    person = _Person(network, Contact(record), ids)
    along = going_along(network, ids)
    known = [record.id for record in along if record.table == acquaintance.TABLE]
    ops: list[Op] = [["purge", TABLE, one] for one in sorted(ids)]
    ops += [["purge", acquaintance.TABLE, one] for one in sorted({*ids, *known})]
    steps = {record.id for record in along if record.table == follow_up.TABLE}
    moved: dict[str, str] = {}
    gone, again = len(known), 0
    for table, records in _shown(network).items():
        for one in records:
            if not person.is_told_of(one) and one.id not in steps:
                continue
            ops.append(["purge", table, one.id])
            if one.id in steps or (fields := person.left_of(one)) is None:
                gone += 1
                continue
            again += 1
            moved[one.id] = network.new_id()
            for field in _LEADING:
                if (to := as_text(fields.get(field))) in moved:
                    fields[field] = moved[to]
            ops.append(new(table, moved[one.id], fields))
    purged = {(str(op[1]), str(op[2])) for op in ops}
    for (table, other), one in network.deleted.items():
        if table in _NAMING and person.is_told_of(one) and (table, other) not in purged:
            ops.append(["purge", table, other])
            gone += 1
    ops += _links(network, ids, moved, purged)
    others = (*network.contacts.values(), *network.acquaintances.values())
    told_of = sorted(
        Contact(one).name
        for one in others
        if one.id not in ids and one.id not in known and person.is_named_by(one)
    )
    return Purging(Change(_("purged a contact"), ops), gone, again, tuple(told_of))


def _found(network: Network, id: str) -> Record:
    for table, shown in ((TABLE, network.contacts), (acquaintance.TABLE, network.acquaintances)):
        if record := shown.get(id) or network.deleted.get((table, id)):
            return record
    raise BadInputError(_("nobody has the id {id}").format(id=id))


def _shown(network: Network) -> Mapping[str, Iterable[Record]]:
    return {
        interaction.TABLE: network.interactions.values(),
        opportunity.TABLE: network.opportunities.values(),
        introduction.TABLE: network.introductions.values(),
        follow_up.TABLE: network.follow_ups.values(),  # after what they lead to
        draft.TABLE: network.drafts.values(),
        relation.TABLE: network.relations.values(),
    }


def _links(
    network: Network,
    ids: Collection[str],
    moved: Mapping[str, str],
    purged: Collection[tuple[str, str]],
) -> list[Op]:
    """Return the operations that let others lead to what was written again, and to nobody who is purged."""
    ops = [
        one.put(field, moved[to])
        for table in (network.follow_ups, network.introductions)
        for one in table.values()
        for field in _LEADING
        if (to := as_text(one.fields.get(field))) in moved and (one.table, one.id) not in purged
    ]
    ops += [
        person.put("via", None)
        for person in network.contacts.values()
        if as_text(person.fields.get("via")) in ids and person.id not in ids
    ]
    return ops


class _Person:
    """Who is purged, and how to find and leave out what tells of them."""

    def __init__(self, network: Network, contact: Contact, ids: Collection[str]) -> None:
        self._network = network
        self._ids = ids
        self._words = [word for word in contact.name.split() if len(word) > 1]
        sure = [contact.name, *contact.nicknames, *contact.emails, *contact.phones]
        self._sure = [text for text in sure if len(text) > 2]
        self._named = any_of(
            [t for t in self._sure if " " in t or "@" in t or t[:1] == "+"], mentions=True
        )

    def is_told_of(self, record: Record) -> bool:
        """Return whether a record is about the person, or names them in full."""
        named = {self._network.heads.get(id, id) for id in named_in(record)}
        return not named.isdisjoint(self._ids) or self.is_named_by(record)

    def is_named_by(self, record: Record) -> bool:
        """Return whether a full name, an address or a number of the person stands in a record."""
        return self._named is not None and any(map(self._named.search, _texts(record.fields)))

    def left_of(self, record: Record) -> dict[str, JSON] | None:
        """Return the fields of a record without the person, or None where it is about nobody else."""
        named = [self._network.heads.get(id, id) for id in named_in(record)]
        others = [id for id in named if id not in self._ids]
        is_yours = record.table == opportunity.TABLE or bool(record.fields.get(OPPORTUNITY))
        if named and not others and not is_yours:
            return None
        if record.table in _BETWEEN_TWO and len(others) < len(named):
            return None
        names = " ".join(self._network.name_of(id) for id in others).split()
        took_part = len(others) < len(named)
        parts = [word for word in self._words if took_part and word not in names]
        pattern = any_of([*self._sure, *parts], mentions=True)
        fields = {field: _without(value, pattern) for field, value in record.fields.items()}
        if record.table == interaction.TABLE and named:
            fields["contacts"] = [*others]
        for field in ("via", "contact"):
            if as_text(fields.get(field)) in self._ids:
                fields[field] = None
        return fields


def _texts(value: JSON) -> Iterable[str]:
    return [value] if isinstance(value, str) else [dumps(value, ensure_ascii=False)]


def _without(value: JSON, pattern: re.Pattern[str] | None) -> JSON:
    if pattern is None:
        return value
    if isinstance(value, str):
        return pattern.sub(LEFT_OUT, value)
    if isinstance(value, list):
        return [kept for item in value if (kept := _without(item, pattern)) != LEFT_OUT]
    return value
