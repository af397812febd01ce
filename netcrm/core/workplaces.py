"""Where people work and have worked: everybody known at each organisation, at first and second hand; pure.

Organisations are not entered, they follow from people's jobs. Which spellings mean one is decided by
`organisation.key`, and by the records of the table `organisations`, each of which says what else one is
called. The tag `ex-nokia` says that somebody worked at Nokia, where there is such an organisation.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from netcrm.core.network import Network
from netcrm.core.organisation import Organisation, key
from netcrm.core.record import JSON, Record
from netcrm.core.table import in_full

_FORMER = "ex-"

Spelled = dict[str, list[str]]
"""The ids of people by an organisation as it is spelled with them."""


class Workplace(NamedTuple):
    """An organisation and whom you know there: ids of contacts who are there `now` and who were in the `past`.

    `second` are the ids of acquaintances there, `names` all its spellings, the one shown first.
    """

    key: str
    names: tuple[str, ...]
    now: tuple[str, ...]
    past: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name by which it is shown."""
        return self.names[0]

    @property
    def people(self) -> int:
        """How many are known there, now and in the past, at first and second hand."""
        return len(self.now) + len(self.past) + len(self.second)


class Aliases:
    """Which names mean one organisation, as the records say. Use `aliases`."""

    def __init__(self, network: Network) -> None:
        self._joined, self.said = _joined(in_full(network.organisations).values())

    def key_of(self, name: str) -> str:
        """Return the key that all names of one organisation share, its aliases among them; empty for no name."""
        of = key(name)
        return self._joined.get(of, of)


def aliases(network: Network) -> Aliases:
    """Return which names of organisations mean one in a snapshot; it is worked out once."""
    return network.once_per(Aliases, "organisations")


def may_be_at(network: Network, org: str, wanted: str) -> bool:
    """Return whether who is at ORG may be at WANTED: either is not said, or both are one organisation."""
    key_of = aliases(network).key_of
    return not key_of(org) or not key_of(wanted) or key_of(org) == key_of(wanted)


class Workplaces:
    """The organisations of one snapshot. Use `workplaces`."""

    def __init__(self, network: Network) -> None:
        self._by_name = network.rules.by_name
        self._aliases = aliases(network)
        self._said = self._aliases.said
        contacts = in_full(network.contacts)
        self._now, self._past, self._former = _contacts(contacts)
        self._second = _acquaintances(in_full(network.acquaintances), contacts)
        self._spellings: dict[str, list[str]] = {}
        for name in {**self._now, **self._past, **self._second}:
            if of := self.key_of(name):
                self._spellings.setdefault(of, []).append(name)
        self._tags: dict[str, list[str]] = {}
        for word in self._former:
            if of := self.key_of(word):
                self._tags.setdefault(of, []).append(word)
        self._made: dict[str, Workplace] = {}

    def key_of(self, name: str) -> str:
        """Return the key that all names of one organisation share, its aliases among them; empty for no name."""
        return self._aliases.key_of(name)

    def find(self, name: str) -> Workplace | None:
        """Return an organisation by any of its names; None where nobody is known there."""
        place = self.known(name)
        return place if place and place.people else None

    def known(self, name: str) -> Workplace | None:
        """Return an organisation by any of its names, also one that nothing but an alias names."""
        of = self.key_of(name)
        if of not in self._made:
            names = self._names(of)
            if not names:
                return None
            self._made[of] = self._workplace(of, names)
        return self._made[of]

    def listed(self) -> tuple[Workplace, ...]:
        """Return all organisations that somebody works or worked at: of most people first, then by name."""
        return self._listed

    def names(self) -> tuple[str, ...]:
        """Return all the names that organisations are called, in no order."""
        said = (name for names in self._said.values() for name in names)
        return tuple(
            dict.fromkeys([*said, *(one for names in self._spellings.values() for one in names)])
        )

    @cached_property
    def _listed(self) -> tuple[Workplace, ...]:
        places = [place for of in self._spellings if (place := self.find(of))]
        return tuple(
            sorted(places, key=lambda place: (-place.people, self._by_name(place.name), place.key))
        )

    def _names(self, of: str) -> tuple[str, ...]:
        """Return the names of the organisation of a key, the one to show first."""

        def uses(name: str) -> tuple[int, bool, str]:
            spelled = (self._now, self._past, self._second)
            count = sum(len(people.get(name, ())) for people in spelled)
            return (-count, name.isupper(), name)

        spelled = sorted(self._spellings.get(of, ()), key=uses)
        return tuple(
            dict.fromkeys([*self._said.get(of, ()), *spelled, *sorted(self._tags.get(of, ()))])
        )

    def _workplace(self, of: str, names: tuple[str, ...]) -> Workplace:
        spelled, words = self._spellings.get(of, ()), self._tags.get(of, ())
        now = dict.fromkeys(id for name in spelled for id in self._now.get(name, ()))
        past = [id for name in spelled for id in self._past.get(name, ())]
        past += [id for word in words for id in self._former[word]]
        second = dict.fromkeys(id for name in spelled for id in self._second.get(name, ()))
        before = dict.fromkeys(id for id in past if id not in now)
        return Workplace(of, names, tuple(now), tuple(before), tuple(second))


def workplaces(network: Network) -> Workplaces:
    """Return the organisations of a snapshot; they are worked out when first asked, and once."""
    return network.once_per(Workplaces, "contacts", "acquaintances", "organisations")


def former_words(tags: Iterable[JSON]) -> list[str]:
    """Return what tags name as former workplaces: `nokia` of `ex-nokia`."""
    return [
        tag[len(_FORMER) :]
        for tag in tags
        if isinstance(tag, str) and tag[: len(_FORMER)].casefold() == _FORMER
    ]


def _contacts(contacts: Mapping[str, Record]) -> tuple[Spelled, Spelled, Spelled]:
    """Return who is where now, who was, and who has a tag that may say so, by the word after `ex-`."""
    now: Spelled = {}
    past: Spelled = {}
    former: Spelled = {}
    for id, record in contacts.items():
        fields = record.fields
        org, before, tags = fields.get("org"), fields.get("past_orgs"), fields.get("tags")
        if org and isinstance(org, str):
            now.setdefault(org, []).append(id)
        for name in before if isinstance(before, list) else ():
            if isinstance(name, str):
                past.setdefault(name, []).append(id)
        for word in former_words(tags) if isinstance(tags, list) else ():
            former.setdefault(word, []).append(id)
    return now, past, former


def _acquaintances(acquaintances: Mapping[str, Record], contacts: Mapping[str, Record]) -> Spelled:
    found: Spelled = {}
    for id, record in acquaintances.items():
        org = record.fields.get("org")
        if org and isinstance(org, str) and id not in contacts:
            found.setdefault(org, []).append(id)
    return found


def _joined(records: Iterable[Record]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the key that stands for each that is joined to others, and by it the names that were said."""
    heads: dict[str, str] = {}
    names: dict[str, list[str]] = {}

    def head(of: str) -> str:
        while heads[of] != of:
            of = heads[of]
        return of

    for record in sorted(records, key=lambda record: (record.origin, record.id)):
        said = Organisation(record)
        keyed = [(key(name), name) for name in (said.name, *said.aliases) if key(name)]
        for of, name in keyed:
            into, other = (
                head(heads.setdefault(keyed[0][0], keyed[0][0])),
                head(heads.setdefault(of, of)),
            )
            if into != other:
                heads[other] = into
                names.setdefault(into, []).extend(names.pop(other, ()))
            names.setdefault(into, []).append(name)
    joined = {of: head(of) for of in heads}
    return joined, {of: tuple(dict.fromkeys(said)) for of, said in names.items()}
