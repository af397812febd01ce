"""Who knows whom in one snapshot, through whom somebody is known, and who introduced you to whom; pure.

Asked of people by id, contacts and acquaintances alike. A relation is left out that leads to nobody, or from
somebody to themself, as it does once two people were merged.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from netcrm.core.contact import as_text
from netcrm.core.network import Network
from netcrm.core.record import Record
from netcrm.core.relation import Relation
from netcrm.core.table import in_full

_MOST_STEPS = 20  # of a chain of introductions


class Link(NamedTuple):
    """Whom somebody knows: the id, and all that is said of the two, the earliest first."""

    other: str
    relations: tuple[Relation, ...]


class WhoKnowsWhom:
    """The relations of one snapshot by the people they link. Use `who_knows_whom`."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def relations_of(self, id: str) -> tuple[Relation, ...]:
        """Return all that links somebody to others, whichever end they are; none for an unknown id."""
        return tuple(map(Relation, self._by_end.get(network_id(self._network, id), ())))

    def links(self, id: str) -> tuple[Link, ...]:
        """Return whom somebody knows, by id, the earliest relation first."""
        id = network_id(self._network, id)
        found: dict[str, list[Relation]] = {}
        for relation in self.relations_of(id):
            other = relation.other if relation.person == id else relation.person
            found.setdefault(other, []).append(relation)
        return tuple(
            Link(other, tuple(sorted(relations, key=_origin)))
            for other, relations in sorted(
                found.items(), key=lambda pair: min(map(_origin, pair[1]))
            )
        )

    def between(self, id: str, other: str) -> tuple[Relation, ...]:
        """Return what links two people, the earliest first."""
        other = network_id(self._network, other)
        return next((link.relations for link in self.links(id) if link.other == other), ())

    def through(self, id: str) -> tuple[Link, ...]:
        """Return the contacts who know somebody, the earliest relation first."""
        return tuple(link for link in self.links(id) if link.other in self._network.contacts)

    def introduced(self, id: str) -> tuple[str, ...]:
        """Return the ids of the contacts whom somebody introduced to you, by name."""
        return tuple(self._by_via.get(network_id(self._network, id), ()))

    def chain(self, id: str) -> tuple[str, ...]:
        """Return the ids of those who led you to a contact, the first whom you knew first, the contact last.

        Where introductions go round in a circle it ends before it comes to somebody again.
        """
        network, steps = self._network, [network_id(self._network, id)]
        while len(steps) < _MOST_STEPS:
            record = network.contacts.get(steps[-1])
            via = network_id(network, as_text(record.fields.get("via"))) if record else ""
            if not via or via in steps or not network.name_of(via):
                break
            steps.append(via)
        return tuple(reversed(steps))

    @cached_property
    def _by_end(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for person, other, record in linked(self._network):
            for end in (person, other):
                if end in found:
                    found[end].append(record)
                else:
                    found[end] = [record]
        return found

    @cached_property
    def _by_via(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        heads = self._network.heads
        for id, record in in_full(self._network.contacts).items():
            via = record.fields.get("via")
            if isinstance(via, str) and via:
                via = heads.get(via, via)
                if via != id:
                    found.setdefault(via, []).append(id)
        return {via: self._network.by_name(ids) for via, ids in found.items()}


def who_knows_whom(network: Network) -> WhoKnowsWhom:
    """Return who knows whom in a snapshot; it is worked out when first asked, and once."""
    return network.once(WhoKnowsWhom)


def linked(network: Network) -> Iterator[tuple[str, str, Record]]:
    """Yield the ids of the two people of each relation that counts, and the relation, in no order."""
    contacts, others = in_full(network.contacts), in_full(network.acquaintances)
    for record in in_full(network.relations).values():
        get = record.fields.get
        person, other = get("person"), get("other")
        if not isinstance(person, str) or not isinstance(other, str) or person == other:
            continue
        if (person in contacts or person in others) and (other in contacts or other in others):
            yield person, other, record


def network_id(network: Network, id: str) -> str:
    """Return the id of who stands for somebody since they were merged."""
    return network.heads.get(id, id)


def hows(relations: Iterable[Relation]) -> tuple[str, ...]:
    """Return the words of relations, each once; what the other is to the person."""
    return tuple(dict.fromkeys(relation.how for relation in relations if relation.how))


def _origin(relation: Relation) -> tuple[str, str]:
    return (relation.record.origin, relation.id)
