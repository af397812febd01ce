"""Say who knows whom: people known only through your contacts, and how your own contacts know each other."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from netcrm.core import acquaintance, relation
from netcrm.core.acquaintance import Acquaintance
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, new
from netcrm.core.text import clean, fold, same
from netcrm.core.who_knows_whom import who_knows_whom

FIELDS = ("name", "org", "title", "note")
"""What can be said of an acquaintance."""


class Known(NamedTuple):
    """What was said of two people: the change, the id of whom somebody knows, whether that is somebody new."""

    change: Change
    id: str
    new: bool


def knows(
    network: Network,
    person: str,
    other: str,
    *,
    how: str = "",
    fields: Mapping[str, str] | None = None,
    today: date,
) -> Known:
    """Return the change that says that a contact knows somebody: OTHER is an id, or the name of somebody new.

    HOW is what the other is to the contact, such as sister; of an acquaintance FIELDS (org, title, note) say
    more. A change without operations means that all of it was said already. Raises KeyError for an unknown
    contact, BadInputError for no name, CannotBeDoneError where both are one person.
    """
    contact = network.contact(network.heads.get(person, person))
    other = network.heads.get(other, other)
    if other == contact.id:
        raise CannotBeDoneError(
            _("{name} can't know themself").format(name=contact.name),
            _("say whom they know: netcrm knows NAME OTHER"),
        )
    values = {field: clean(text) for field, text in (fields or {}).items() if clean(text)}
    ops: list[Op] = []
    name = network.name_of(other)
    is_new = other not in network.contacts and other not in network.acquaintances
    if is_new:
        id, name = network.new_id(), clean(other)
        if not same(name):
            raise BadInputError(_("whom they know needs a name"))
        ops.append(
            new(acquaintance.TABLE, id, {"name": name, **values, "added": today.isoformat()})
        )
    else:
        id = other
        if id in network.acquaintances:
            ops += network.acquaintances[id].become(dict(values))
    how = clean(how)
    said = [fold(one.how) for one in who_knows_whom(network).between(contact.id, id)]
    if (how and fold(how) not in said) or not said:
        ops.append(
            new(
                relation.TABLE,
                network.new_id(),
                {
                    "person": contact.id,
                    "other": id,
                    "how": how or None,
                    "added": today.isoformat(),
                },
            )
        )
    label = _("{name} knows {other}").format(name=contact.name, other=name)
    return Known(Change(label + (f" ({how})" if how else ""), ops), id, is_new)


def part(network: Network, person: str, other: str, how: str = "") -> Change:
    """Return the change that takes back that two people know each other, or only that they do as HOW says.

    An acquaintance whom nobody knows any more goes too. Raises CannotBeDoneError where nothing links them.
    """
    known = who_knows_whom(network)
    names = {"name": network.name_of(person), "other": network.name_of(other)}
    all_of_them = known.between(person, other)
    leaving = [one for one in all_of_them if not how or fold(one.how) == fold(clean(how))]
    if not leaving:
        raise CannotBeDoneError(_("nobody said that {name} knows {other}").format_map(names))
    ops = [network.relations[one.id].gone() for one in leaving]
    left = len(known.relations_of(other)) - len(leaving)
    if not left and other in network.acquaintances:
        ops.append(network.acquaintances[other].gone())
    return Change(_("{name} does not know {other}").format_map(names), ops)


def edit(network: Network, id: str, values: Mapping[str, JSON]) -> Change:
    """Return the change that gives fields of an acquaintance new values; None clears one.

    Raises KeyError for an unknown id, BadInputError for a field that only contacts have, or no name.
    """
    record = network.acquaintances[id]
    name = Acquaintance(record).name
    if unknown := [field for field in values if field not in FIELDS]:
        raise BadInputError(
            _("{name} is known through others only and has no {field}").format(
                name=name, field=unknown[0]
            ),
            _("`netcrm add` with the name makes a contact of an acquaintance"),
        )
    cleaned: dict[str, JSON] = {
        field: clean(value, one_line=field != "note") or None if isinstance(value, str) else None
        for field, value in values.items()
    }
    if "name" in cleaned and not cleaned["name"]:
        raise BadInputError(_("an acquaintance needs a name"))
    return Change(_("edited {name}").format(name=name), record.become(cleaned))


def remove(network: Network, id: str) -> Change:
    """Return the change that deletes an acquaintance, with who knows them; KeyError for an unknown id."""
    record = network.acquaintances[id]
    ops = [network.relations[one.id].gone() for one in who_knows_whom(network).relations_of(id)]
    ops += [one.gone() for one in network.introductions.values() if one.fields.get("to") == id]
    ops.append(record.gone())
    return Change(_("deleted {names}").format(names=Acquaintance(record).name), ops)
