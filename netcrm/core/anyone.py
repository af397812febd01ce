"""Whom a name means, among contacts and acquaintances alike; reads only the network it is given."""

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.contact import as_text
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.nearest import nearest
from netcrm.core.network import Network
from netcrm.core.table import in_full
from netcrm.core.text import fold, same

_MOST_NAMED = 8


def find_anyone(network: Network, name: str) -> str:
    """Return the id of the one contact or acquaintance NAME means: an id, a name or an unambiguous part.

    A full name goes before a part of one, a contact before an acquaintance with the same part. Raises
    BadInputError where nobody is meant (the hint says the nearest names), or several are.
    """
    id = network.heads.get(name, name)
    if id in network.contacts or id in network.acquaintances:
        return id
    found = _acquaintances(network, name)
    exact = [one.id for one in found if same(one.name) == same(name)]
    people = network.candidates(name)
    exact += [c.id for c in people if same(name) in map(same, (c.name, *c.nicknames))]
    meant = exact or [c.id for c in people] or [one.id for one in found]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise nobody(network, name)
    names = [_told(network, id) for id in meant[:_MOST_NAMED]]
    more = f" … (+{len(meant) - _MOST_NAMED})" if len(meant) > _MOST_NAMED else ""
    raise BadInputError(
        _("“{name}” may mean several people").format(name=name),
        _("say which: {names}").format(names=" · ".join(names) + more),
    )


def find_contact(network: Network, name: str) -> str:
    """Return the id of the one contact NAME means; as `find_anyone`, but acquaintances are not enough.

    Raises BadInputError, which says so where it is an acquaintance who is meant.
    """
    if network.heads.get(name, name) in network.contacts:
        return network.heads.get(name, name)
    if network.candidates(name):
        return network.find(name).id
    if found := _acquaintances(network, name):
        raise BadInputError(
            _("{name} is not a contact of yours yet").format(name=found[0].name),
            _("you know them through others only; it takes a contact"),
        )
    raise nobody(network, name)


def acquaintances_called(network: Network, name: str) -> list[Acquaintance]:
    """Return the acquaintances of exactly this name, whatever the case, who are no contacts yet."""
    wanted = same(name)
    return [
        Acquaintance(record)
        for record in in_full(network.acquaintances).values()
        if record.id not in network.contacts and same(Acquaintance(record).name) == wanted
    ]


def nobody(network: Network, name: str) -> BadInputError:
    """Return the error that says that nobody has a name, with the nearest names there are."""
    names = [contact.name for contact in network.people()]
    names += [Acquaintance(record).name for record in network.acquaintances.values()]
    near = nearest(name, names)
    return BadInputError(
        _("nobody here is called “{name}”").format(name=name),
        _("the nearest names: {names}").format(names=" · ".join(near))
        if near
        else _("`netcrm list` shows everybody; `netcrm add` makes a contact"),
    )


def _acquaintances(network: Network, name: str) -> list[Acquaintance]:
    """Return the acquaintances NAME may mean: full names, else starts of words, else parts."""
    wanted = fold(name)
    if not wanted:
        return []
    found = [
        (Acquaintance(record), folded)
        for record in in_full(network.acquaintances).values()
        if wanted in (folded := fold(as_text(record.fields.get("name"))))
    ]
    exact = [one for one, folded in found if folded == wanted]
    starts = [one for one, folded in found if f" {wanted}" in f" {folded}"]
    best = exact or starts or [one for one, folded in found]
    return sorted(best, key=lambda one: (network.rules.by_name(one.name), one.id))


def _told(network: Network, id: str) -> str:
    """Return a name as a hint names it: with the id, and where an acquaintance works."""
    record = network.acquaintances.get(id)
    if record is None:
        return _("{name} (id {id})").format(name=network.name_of(id), id=id)
    known = Acquaintance(record)
    at = f", {known.org}" if known.org else ""
    return _("{name}{at} (id {id})").format(name=known.name, at=at, id=id)
