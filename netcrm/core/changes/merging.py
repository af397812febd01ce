"""Merge two contacts that are one person: the first survives, and nothing of the other is lost.

Fields of the first win, sets are united, and so are the notes and what imports last brought; where the
other works at another organisation, that is a former workplace. The log,
the promises and whatever else names the other lead to the first from then on: they are not rewritten. Where one
was to introduce you to the other, nobody is introduced any more, and the open next step of that goes.
"""

from dataclasses import dataclass
from datetime import date

from netcrm.core.changes.import_match import BROUGHT, SETS
from netcrm.core.changes.steps import INTRODUCTION, drop_steps
from netcrm.core.circle import Circle
from netcrm.core.contact import Contact, as_text
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.introduction import Introduction
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, Record, alias
from netcrm.core.text import same
from netcrm.core.workplaces import may_be_at

STATES = frozenset({"added", "imported", "let_go", "pause", "snooze", "sorted_on"})
"""What is not carried over: how things stand with the first is how they stand."""

_APART = frozenset({"name", "note", "source", "source_id", "via", BROUGHT})


@dataclass(frozen=True, slots=True)
class Merging:
    """What a merging does: the change, and the fields of the contact as they will be."""

    change: Change
    fields: dict[str, JSON]


def merge(network: Network, id: str, other: str, *, today: date) -> Merging:
    """Return the change that merges the contact OTHER into the one of ID.

    Raises KeyError for an unknown id, BadInputError where both are the same.
    """
    first, second = network.contact(id), network.contact(other)
    if id == other:
        raise BadInputError(
            _("both names mean {name}").format(name=first.name),
            _("name two contacts: the first survives; an id tells namesakes apart"),
        )
    wanted = _wanted(network, first, second, today)
    mine = first.record.fields
    ops: list[Op] = []
    for field, value in wanted.items():
        if isinstance(value, list):
            had = mine.get(field)
            had = had if isinstance(had, list) else []
            ops += [first.record.add(field, item) for item in value if item not in had]
        elif value != mine.get(field):
            ops.append(first.record.put(field, value))
    ops.append(alias(second.record, id))
    for introduction in map(Introduction, network.introductions.values()):
        if {introduction.connector, introduction.to} == {id, other}:
            ops += drop_steps(network, INTRODUCTION, introduction.id)
    label = _("merged {other} into {name}").format(other=second.name, name=first.name)
    fields = {**mine, **wanted}
    return Merging(Change(label, ops), {f: v for f, v in fields.items() if v is not None})


def _wanted(network: Network, first: Contact, second: Contact, today: date) -> dict[str, JSON]:
    """Return the fields of FIRST that SECOND has something to say of, as they are to be."""
    mine, theirs = first.record.fields, second.record.fields
    wanted: dict[str, JSON] = {}
    for field, value in theirs.items():
        if field in STATES or field in _APART:
            continue
        if isinstance(value, list):
            wanted[field] = _united(field, mine.get(field), value)
        elif field not in mine:
            wanted[field] = value
    if same(first.name) != same(second.name):
        wanted["nicknames"] = _united(
            "nicknames", wanted.get("nicknames", mine.get("nicknames")), [second.name]
        )
    if not may_be_at(network, first.org, second.org):
        past = wanted.get("past_orgs", mine.get("past_orgs"))
        wanted["past_orgs"] = _united("past_orgs", past, [second.org])
    if second.note and second.note not in first.note:
        wanted["note"] = "\n\n".join(filter(None, (first.note, second.note)))
    vias = [via for via in (first.via, second.via) if via and via not in (first.id, second.id)]
    if first.via or vias:
        wanted["via"] = vias[0] if vias else None
    if brought := _brought(first.record, second.record):
        wanted[BROUGHT] = brought
    if second.circles and not first.circles:
        begun = second.sorted_on or second.added or today
        if first.imported and not first.sorted_on:
            wanted["sorted_on"] = begun.isoformat()
    if Circle.FAMILY in second.circles and first.let_go:
        wanted["let_go"] = None
    return wanted


def _united(field: str, mine: JSON, theirs: list[JSON]) -> list[JSON]:
    """Return the items of both sets; of two that mean the same, such as spellings of an address, the first."""
    key_of = SETS.get(field)
    united: dict[object, JSON] = {}
    for item in [*(mine if isinstance(mine, list) else []), *theirs]:
        united.setdefault(key_of(item) if key_of and isinstance(item, str) else repr(item), item)
    return [*united.values()]


def _brought(first: Record, second: Record) -> JSON:
    """Return what imports last brought of both, by entry; of one entry what they brought to the first."""
    found: dict[str, JSON] = {}
    for record in (second, first):
        brought = record.fields.get(BROUGHT)
        if source := as_text(record.fields.get("source")):
            found.setdefault(f"{source}:{as_text(record.fields.get('source_id'))}", {})
        if isinstance(brought, dict):
            found.update(brought)
    return found or None
