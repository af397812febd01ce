"""What is meant by a name that may be an organisation or a person: where a path is to lead. Pure."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.anyone import find_person, means_anybody
from netcrm.core.contact import Contact
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.nearest import nearest
from netcrm.core.network import Network
from netcrm.core.table import in_full
from netcrm.core.text import fold, same
from netcrm.core.workplaces import workplaces

_MOST_NAMED = 8


class Kind(StrEnum):
    """What a path leads to."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Destination(NamedTuple):
    """An organisation, `id` being a name of it, or a person; `more` is where a person works."""

    kind: Kind
    id: str
    name: str
    more: str = ""


class Destinations:
    """All that paths of one snapshot could lead to. Use `destinations`."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._rows: list[tuple[str, Destination]] = []
        for place in workplaces(network).listed():
            there = Destination(Kind.ORGANISATION, place.name, place.name)
            self._rows += [(f" {fold(name)} ", there) for name in place.names]
        contacts = in_full(network.contacts)
        for contact in map(Contact, contacts.values()):
            person = Destination(Kind.PERSON, contact.id, contact.name, contact.org)
            for name in (contact.name, *contact.nicknames):
                self._rows.append((f" {fold(name)} ", person))
        for known in map(Acquaintance, in_full(network.acquaintances).values()):
            if known.id not in contacts:
                person = Destination(Kind.PERSON, known.id, known.name, known.org)
                self._rows.append((f" {fold(known.name)} ", person))

    def matching(self, typed: str) -> list[Destination]:
        """Return what TYPED may mean, the best first: the whole name, whole words of it, beginnings of words.

        An organisation by any spelling goes first, and others before people of the same kind of match.
        """
        place = self._organisation(typed)
        found = [place] if place is not None else []
        found += [there for kind in self._matches(typed) for there in kind]
        return [*dict.fromkeys(found)]

    def _organisation(self, typed: str) -> Destination | None:
        """Return the organisation that TYPED spells whole, by any of its names."""
        place = workplaces(self._network).known(typed)
        return place and Destination(Kind.ORGANISATION, place.name, place.name)

    def _matches(self, typed: str) -> tuple[list[Destination], ...]:
        """Return what TYPED may mean by kind of match."""
        wanted = fold(typed)
        found: tuple[list[Destination], ...] = ([], [], [])
        beginning, word = f" {wanted}", f" {wanted} "
        for name, there in self._rows if wanted else ():
            if beginning in name:
                found[0 if name == word else 1 if word in name else 2].append(there)
        return found

    def names(self) -> Iterable[str]:
        """Return all names there are, each once."""
        return dict.fromkeys(there.name for _name, there in self._rows)

    def find(self, typed: str) -> Destination:
        """Return what TYPED means: an organisation by any spelling or a part of a name, or whom `find_person` finds.

        The better match decides between the two. Raises BadInputError where it may mean several (the hint
        names them), or nothing (the nearest).
        """
        network = self._network
        if place := self._organisation(typed):
            return place
        id = network.heads.get(typed, typed)
        is_id = id in network.contacts or id in network.acquaintances
        found = [*dict.fromkeys(next(filter(None, self._matches(typed)), ()))]
        if is_id or all(there.kind is Kind.PERSON for there in found):
            if not is_id and not means_anybody(network, typed):
                raise self._nothing(typed)
            person = find_person(network, typed)
            return Destination(Kind.PERSON, person.id, person.name)
        if len(found) == 1:
            return found[0]
        named = " · ".join(_told(there, found) for there in found[:_MOST_NAMED])
        more = f" … (+{len(found) - _MOST_NAMED})" if len(found) > _MOST_NAMED else ""
        raise BadInputError(
            _("“{name}” may mean several").format(name=typed),
            _("say which: {names}").format(names=named + more),
        )

    def _nothing(self, typed: str) -> BadInputError:
        near = nearest(typed, self.names())
        return BadInputError(
            _("“{name}” is no organisation and nobody that is known here").format(name=typed),
            _("the nearest names: {names}").format(names=" · ".join(near))
            if near
            else _("`netcrm knows` says who knows whom; `netcrm who` alone says whom to meet"),
        )


def destinations(network: Network) -> Destinations:
    """Return what paths of a snapshot could lead to; it is worked out when first asked, and once."""
    return network.once(Destinations)


def _told(there: Destination, among: Iterable[Destination]) -> str:
    """Return a name as a hint has it, with the id where several have it."""
    alike = sum(same(other.name) == same(there.name) for other in among)
    if there.kind is Kind.PERSON and alike > 1:
        return _("{name} (id {id})").format(name=there.name, id=there.id)
    return there.name
