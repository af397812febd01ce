"""The doctor on what the lines add up to: missing beginnings, ids used twice, references to nobody. Pure."""

from collections.abc import Collection, Iterable, Iterator

from netcrm.core.acquaintance import TABLE as ACQUAINTANCES
from netcrm.core.contact import TABLE as CONTACTS
from netcrm.core.i18n import _, ngettext
from netcrm.core.profile import TABLE as PROFILE
from netcrm.core.record import JSON, Record
from netcrm.store.cell import line_of
from netcrm.store.difference import in_order
from netcrm.store.doctor.finding import NOTE, Finding
from netcrm.store.fold import Fold
from netcrm.store.line import Line
from netcrm.store.undo import describe

PEOPLE = ""
"""Contacts and acquaintances."""

NAMES = {
    "interactions": {"contacts": CONTACTS},
    "follow_ups": {
        "contact": CONTACTS,
        "interaction": "interactions",
        "introduction": "introductions",
        "opportunity": "opportunities",
    },
    "contacts": {"via": CONTACTS},
    "introductions": {"connector": CONTACTS, "to": PEOPLE, "opportunity": "opportunities"},
    "opportunities": {"via": PEOPLE},
    "relations": {"person": CONTACTS, "other": PEOPLE},
}
"""Which fields hold ids, and of which table."""


def about_records(fold: Fold, lines: Collection[Line]) -> Iterator[Finding]:
    """Yield what is wrong with the records; LINES are all that were added up."""
    yield from _beginnings(fold)
    yield from _made_twice(lines)
    yield from _waiting(fold, {line.id for line in lines})
    yield from _unconfirmed(fold, lines)
    alone = {(record.table, record.id) for record in fold.about_nobody()}
    for table, fields in NAMES.items():
        for record in in_order(fold.lend(table)):
            if (table, record.id) in alone:
                yield _about_nobody(record)
                continue
            for field, target in fields.items():
                yield from _references(fold, record, field, target)


def _beginnings(fold: Fold) -> Iterator[Finding]:
    for table, shelf in fold.shelves.items():
        for record in shelf.orphans.values():
            text = _("{table}: the line that began “{what}” (id {id}) is missing; it is not shown")
            text = text.format(table=table, what=describe(record), id=record.id)
            yield Finding("no-beginning", text)


def _made_twice(lines: Iterable[Line]) -> Iterator[Finding]:
    """Yield the records that two lines made, other than one that came in an import twice."""
    made: dict[tuple[str, str], JSON] = {}
    for line in lines:
        for op in line.ops:
            if op is None or op[0] != "new" or op[1] == PROFILE:  # each machine makes that
                continue
            key = (str(op[1]), str(op[2]))
            if key not in made:
                made[key] = op[3]
            elif made[key] != op[3] and op[3]:
                text = _(
                    "{table}: two lines made a record with the id {id}; it shows what both say"
                )
                yield Finding("id-twice", text.format(table=key[0], id=key[1]), level=NOTE)


def _unconfirmed(fold: Fold, lines: Iterable[Line]) -> Iterator[Finding]:
    """Yield the devices whose lines still tell of somebody who was purged."""
    devices = {
        line.dev
        for line in lines
        for op in line.ops
        if op is not None and op[0] != "purge" and (str(op[1]), str(op[2])) in fold.purged
    }
    for device in sorted(devices):
        text = _(
            "the journals of {device} still tell of somebody who was purged: "
            "it takes that out when netcrm is next opened there"
        )
        yield Finding("not-purged-yet", text.format(device=device), level=NOTE)


def _waiting(fold: Fold, known: Collection[str]) -> Iterator[Finding]:
    """Yield how many lines are named by others, but are not among those KNOWN."""
    missing = {
        line_of(write)
        for shelf in fold.shelves.values()
        for slots in shelf.dead.values()
        for names in slots.values()
        for write in names
    }
    missing.update(id for id in fold.undoes.values() if id not in known)
    if n := len(missing):
        text = ngettext(
            "{n} line that others build on has not come: a journal is missing or on its way",
            "{n} lines that others build on have not come: a journal is missing or on its way",
            n,
        )
        yield Finding("missing-lines", text.format(n=n))


def _about_nobody(record: Record) -> Finding:
    """Return the question about a note that came after all whom it names were purged."""
    if record.table == "interactions":
        text = _(
            "“{what}” (id {id}) came late and names only people who were purged: "
            "`netcrm log --remove {id}` deletes it, `netcrm log --edit {id} TEXT` gives it to somebody"
        )
    else:
        text = _(
            "“{what}” (id {id}) came late and was promised to somebody who was purged: "
            "`netcrm follow-ups done {id}` puts it away"
        )
    return Finding("about-nobody", text.format(what=describe(record), id=record.id), level=NOTE)


def _references(fold: Fold, record: Record, field: str, target: str) -> Iterator[Finding]:
    value = record.fields.get(field)
    for id in value if isinstance(value, list) else [value]:
        tables = [target] if target else [CONTACTS, ACQUAINTANCES]
        if isinstance(id, str) and id and not any(fold.shelf(t).find_own(id) for t in tables):
            text = _(
                "{table}: “{what}” (id {id}) names {other} in {field}, which is nowhere"
            ).format(table=record.table, what=describe(record), id=record.id, other=id, field=field)
            yield Finding("nowhere", text, level=NOTE)
