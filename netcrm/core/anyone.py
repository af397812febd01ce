"""Whom a name means, among contacts and acquaintances alike; reads only the network it is given."""

from collections.abc import Iterable
from typing import NamedTuple

from netcrm.core.acquaintance import TABLE, Acquaintance
from netcrm.core.contact import Contact
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.table import in_full
from netcrm.core.text import fold, same
from netcrm.core.who_knows_whom import who_knows_whom
from netcrm.core.workplaces import may_be_at

_MOST_NAMED = 8

Somebody = Contact | Acquaintance


def find_person(network: Network, name: str) -> Somebody:
    """Return the one contact or acquaintance that NAME means: an id, a name, or an unambiguous part of one.

    A full name goes before a part of one, and of the same kind of match a contact before an acquaintance;
    a single word means a contact, if there is one. Raises BadInputError where nobody is meant (the hint
    says the nearest names), or several are.
    """
    id = network.heads.get(name, name)
    if id in network.contacts:
        return network.contact(id)
    if id in network.acquaintances:
        return Acquaintance(network.acquaintances[id])
    contacts = network.candidates(name)
    if any(same(name) in map(same, (c.name, *c.nicknames)) for c in contacts):
        return network.find(name)
    exact, parts = _acquaintances(network, name)
    found = exact if " " in same(name) or not contacts else []
    if not contacts:
        found = found or parts
    if len(found) > 1:
        raise several(network, name, sorted(found, key=lambda a: (same(a.name), a.id)))
    return found[0] if found else network.find(name)


def find_anyone(network: Network, name: str) -> str:
    """Return the id of whom `find_person` finds."""
    return find_person(network, name).id


def find_contact(network: Network, name: str) -> str:
    """Return the id of the one contact NAME means; as `find_anyone`, but acquaintances are not enough.

    Raises BadInputError, which says so where it is an acquaintance who is meant.
    """
    found = find_person(network, name)
    if isinstance(found, Acquaintance):
        raise BadInputError(
            _("{name} is not a contact of yours yet").format(name=found.name),
            _(
                "you know them through others only; `netcrm add` makes a contact of somebody you met"
            ),
        )
    return found.id


def means_anybody(network: Network, name: str) -> bool:
    """Return whether NAME may mean somebody, or several."""
    return bool(network.candidates(name)) or any(_acquaintances(network, name))


class Meant(NamedTuple):
    """Whom the name of somebody new may mean: acquaintances `found`, and namesakes who are somebody else."""

    found: tuple[Acquaintance, ...]
    others: tuple[Acquaintance, ...]

    @property
    def one(self) -> Acquaintance | None:
        """The only one, or None where there is none, or several."""
        return self.found[0] if len(self.found) == 1 else None


def meant(network: Network, name: str, *, org: str = "", via: str = "") -> Meant:
    """Return the acquaintances whom NAME, given to somebody new, may mean.

    Not who is at another organisation than ORG, nor whom the contact VIA does not know; where some are at
    ORG for certain, these alone.
    """
    called = acquaintances_called(network, name)
    links = who_knows_whom(network)
    found = [
        one
        for one in called
        if may_be_at(network, one.org, org) and (not via or links.between(via, one.id))
    ]
    certain = [one for one in found if one.org] if org else []
    others = [one for one in called if one not in found]
    return Meant(tuple(certain or found), tuple(others))


def acquaintances_called(network: Network, name: str) -> list[Acquaintance]:
    """Return the acquaintances of exactly this name, without regard to case and diacritics, by id."""
    wanted = fold(name)
    found = [one for one, folded in _all(network) if folded == wanted]
    return sorted(found, key=lambda one: one.id) if wanted else []


def find_deleted_acquaintance(network: Network, name: str) -> Acquaintance | None:
    """Return the one deleted acquaintance of an id or a name; None where there is none, or several."""
    gone = [Acquaintance(r) for (table, _id), r in network.deleted.items() if table == TABLE]
    gone = [one for one in gone if one.id not in network.contacts]
    found = [a for a in gone if a.id == name] or [a for a in gone if fold(a.name) == fold(name)]
    return found[0] if len(found) == 1 else None


def told_apart(network: Network, person: Somebody) -> str:
    """Return a name with what tells it from the same name of others: through whom, where, the id."""
    parts = [person.org]
    if isinstance(person, Acquaintance):
        through = who_knows_whom(network).through(person.id)
        names = ", ".join(network.name_of(link.other) for link in through[:2])
        parts.insert(0, _("through {names}").format(names=names) if names else "")
    parts.append(f"id {person.id}")
    return f"{person.name} ({', '.join(filter(None, parts))})"


def somebody_else(network: Network, person: Somebody) -> str:
    """Return the remark that somebody new is taken for another than one who is there, and how to mean that one."""
    return _("somebody else than {name}; their id in the place of the name means them").format(
        name=told_apart(network, person)
    )


def several(network: Network, name: str, people: Iterable[Somebody]) -> BadInputError:
    """Return the error that NAME may mean several people, which the hint names."""
    found = [*people]
    names = " · ".join(told_apart(network, one) for one in found[:_MOST_NAMED])
    more = f" … (+{len(found) - _MOST_NAMED})" if len(found) > _MOST_NAMED else ""
    return BadInputError(
        _("“{name}” may mean several people").format(name=name),
        _("say which: {names}").format(names=names + more),
    )


def acquaintances_named(network: Network, words: str) -> list[Acquaintance]:
    """Return the acquaintances with a name that has a word beginning with WORDS, by name."""
    wanted = fold(words)
    found = [one for one, folded in _all(network) if wanted and f" {wanted}" in f" {folded}"]
    return sorted(found, key=lambda one: (network.rules.by_name(one.name), one.id))


def _all(network: Network) -> list[tuple[Acquaintance, str]]:
    """Return the acquaintances, each with the name as it is searched."""
    return network.once(_folded)


def _folded(network: Network) -> list[tuple[Acquaintance, str]]:
    contacts = in_full(network.contacts)
    return [
        (Acquaintance(record), fold(name))
        for id, record in in_full(network.acquaintances).items()
        if isinstance(name := record.fields.get("name"), str) and id not in contacts
    ]


def _acquaintances(network: Network, name: str) -> tuple[list[Acquaintance], list[Acquaintance]]:
    """Return the acquaintances who are called NAME, and those of whose names it is a part, words' heads first."""
    wanted = fold(name)
    found = [(one, folded) for one, folded in _all(network) if wanted and wanted in folded]
    exact = [one for one, folded in found if folded == wanted]
    starts = [one for one, folded in found if f" {wanted}" in f" {folded}"]
    return exact, starts or [one for one, _folded in found]
