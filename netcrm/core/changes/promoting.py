"""Make a contact of an acquaintance: whoever is met keeps their id, so that all that was said of them stays."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.anyone import meant
from netcrm.core.changes import people
from netcrm.core.changes.people import checked
from netcrm.core.contact import TABLE, as_text
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, back, new
from netcrm.core.who_knows_whom import who_knows_whom

_KEPT = ("org", "title", "note")
_NO_FIELDS: Mapping[str, JSON] = {}


def promote(
    network: Network, id: str, fields: Mapping[str, JSON] = _NO_FIELDS, *, today: date
) -> Change:
    """Return the change that makes a contact of an acquaintance, with FIELDS as `people.add` takes them.

    Raises KeyError for an unknown id, BadInputError as `people.add` does.
    """
    name = Acquaintance(network.acquaintances[id]).name
    given = checked(fields)
    ops = promoted(network, id, given, today=today)
    label = _("{name} is a contact now").format(name=given.get("name") or name)
    if via := as_text(given.get("via")) or via_of(network, id):
        label += _(", via {name}").format(name=network.name_of(via))
    return Change(label, ops)


class Added(NamedTuple):
    """Somebody new: the change, the id, and the acquaintances of the name who are taken for somebody else."""

    change: Change
    id: str
    namesakes: tuple[Acquaintance, ...] = ()


def add(network: Network, name: str, fields: Mapping[str, JSON], *, today: date) -> Added:
    """Return the change that makes a contact, of the one acquaintance whom NAME means where there is one.

    FIELDS are as `people.add` takes them, and so is what is raised.
    """
    found = meant(network, name, org=as_text(fields.get("org")), via=as_text(fields.get("via")))
    if found.one:
        id = found.one.id
        given = {field: value for field, value in fields.items() if value}
        return Added(promote(network, id, given, today=today), id)
    added = people.add(network, name, fields, today=today)
    return Added(added.change, added.id, (*found.found, *found.others))


def promoted(
    network: Network, id: str, fields: Mapping[str, JSON] = _NO_FIELDS, *, today: date
) -> list[Op]:
    """Return the operations that make a contact of an acquaintance; none where no acquaintance has the id.

    What is known of them is kept where FIELDS say nothing of it; without `via` it is the first contact
    through whom they are known.
    """
    record = network.acquaintances.get(id)
    if record is None or id in network.contacts:
        return []
    known = Acquaintance(record)
    values: dict[str, JSON] = {
        "name": known.name,
        **{field: record.fields.get(field) for field in _KEPT},
        "via": via_of(network, id) or None,
        **{field: value for field, value in fields.items() if value is not None and value != []},
        "added": today.isoformat(),
    }
    if values["via"] == id:
        values["via"] = None
    before = network.deleted.get((TABLE, id))
    if before is None:
        return [new(TABLE, id, values), record.gone()]
    # Of one who was a contact before, until that was undone, nothing stays that is not said now.
    nothing: dict[str, JSON] = {
        field: [] if isinstance(value, list) else None for field, value in before.fields.items()
    }
    again = before.become({**nothing, **values})
    return [back(TABLE, id, before.gone_by), *again, record.gone()]


def via_of(network: Network, id: str) -> str:
    """Return the id of the contact through whom somebody is known, the first of whom that was said."""
    return next((link.other for link in who_knows_whom(network).through(id)), "")
