"""Who can get you into an organisation, or to a person: paths of one or two hops, ranked. Pure.

A path begins with a contact of yours, whom you would ask. Either that is whom you want to reach, or they know
them: you → Bo → Karen. What a path is worth is how well the first could introduce you (`connectors`) times
how close the two are (`closeness`) times whether its end works there now or did before.

Paths are put in order by band, within a band by what they are worth. On the way to an organisation moderate
and dormant ties are put a little ahead of others of the same band, and only there. In experiments with 20
million people on LinkedIn moderately weak ties, measured by mutual connections, led to more changes of job
than strong ones did, and than the weakest (Rajkumar, Saint-Jacques, Bojinov, Brynjolfsson, Aral: A causal
test of the strength of weak ties, Science 377, 2022); by how much people wrote to each other it was the
weakest ties, and in less digital trades the strong ones. netcrm measures neither as they did, so this decides
between paths that are about as good, no more. That such ties reach where close friends don't is Granovetter's
argument (The Strength of Weak Ties, 1973); of dormant ones see `ties`. On the way to a person it counts
that somebody does you the favour: there is no such finding for that, and no such push.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.closeness import closest
from netcrm.core.connectors import Connector, Connectors
from netcrm.core.contact import Contact
from netcrm.core.known_through import known_through, words
from netcrm.core.network import Network
from netcrm.core.workplaces import workplaces

STRONG = 0.6
MODERATE = 0.35
WORKED_THERE = 0.65
"""What a path is worth to somebody who only worked there before, beside one who does now."""

NEWS = 0.1
"""How far moderate and dormant ties are put ahead of others of their band on the way to an organisation."""


class Band(StrEnum):
    """How good a path is."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


_ORDER = {band: place for place, band in enumerate(Band)}


class Path(NamedTuple):
    """A way to somebody: the ids of one or two people, the first a contact of yours."""

    hops: tuple[str, ...]
    worth: float
    """How good it is, from 0 to 1."""
    connector: Connector
    said: Sequence[str]
    """What is said of the two, in no order, empty texts too; none where it is one hop."""
    close: float
    """How close the two are, from 0 to 1; 1 where it is one hop."""
    organisation: str
    """The name of the organisation: the one that was asked about, else where they work; may be empty."""
    works_there: bool
    """Whether the last of the path works there now."""

    @property
    def target(self) -> str:
        """The id of who is at the end."""
        return self.hops[-1]

    @property
    def band(self) -> Band:
        """The word for how good it is."""
        return band_of(self.worth)

    @property
    def hows(self) -> tuple[str, ...]:
        """What the two are to each other, in the words of who said so, each once."""
        return words(self.said)


class Paths:
    """The paths of one snapshot as of the local day TODAY."""

    def __init__(self, network: Network, today: date) -> None:
        self.connectors = Connectors(network, today)
        self._network = network
        self._known = known_through(network)

    def to_organisation(self, name: str) -> list[Path]:
        """Return the paths to whoever works or worked at an organisation, by any of its names, best first."""
        place = workplaces(self._network).known(name)
        if place is None:
            return []
        self.connectors.prepare(self._around((*place.now, *place.past, *place.second)))
        found = [path for id in (*place.now, *place.second) for path in self._to(id, place.name)]
        found += [_before(path) for id in place.past for path in self._to(id, place.name)]
        return self._ranked(found, NEWS)

    def to_person(self, id: str) -> list[Path]:
        """Return the paths to a contact or an acquaintance, best first; none for an unknown id."""
        id = self._network.heads.get(id, id)
        contact = self._network.contacts.get(id)
        record = contact or self._network.acquaintances.get(id)
        if record is None:
            return []
        org = Contact(record).org if contact else Acquaintance(record).org
        self.connectors.prepare(self._around([id]))
        return self._ranked(self._to(id, org), 0.0)

    def _around(self, ids: Iterable[str]) -> Iterator[str]:
        """Yield people and all contacts who know them."""
        for id in ids:
            yield id
            yield from self._known.who_know(id)

    def _to(self, id: str, organisation: str) -> Iterator[Path]:
        """Yield the paths that end with somebody who works at ORGANISATION, where that is not empty."""
        contact = self._network.contacts.get(id)
        if contact is not None and contact.fields.get("deceased") and Contact(contact).deceased:
            return
        own = self.connectors.get(id)
        least = -1.0
        if own is not None:
            least = own.score
            yield Path((id,), least, own, (), 1.0, organisation, bool(organisation))
        for knower, said in self._known.who_know(id).items():
            other = self.connectors.get(knower)
            if other is not None and other.score > least:
                path = path_through(id, other, said, organisation)
                if path.worth > least:  # else you know them as well yourself
                    yield path

    def _ranked(self, found: Iterable[Path], news: float) -> list[Path]:
        """Return paths in their order, which no two of them share; NEWS puts some ahead within their band."""

        def key(path: Path) -> tuple[int, float, int, tuple[str, ...]]:
            ahead = news if path.connector.is_fresh_to_you else 0.0
            return (_ORDER[path.band], -path.worth - ahead, len(path.hops), path.hops)

        def by_name(path: Path) -> tuple[list[str], tuple[str, ...]]:
            names = [self._network.rules.by_name(self._network.name_of(id)) for id in path.hops]
            return (names, path.hops)

        keyed = sorted([(key(path), path) for path in found], key=itemgetter(0))
        ranked: list[Path] = []
        for _key, alike in groupby(keyed, lambda pair: pair[0][:3]):
            paths = [path for _its_key, path in alike]
            ranked += sorted(paths, key=by_name) if len(paths) > 1 else paths
        return ranked


def paths(network: Network, today: date) -> Paths:
    """Return the paths of a snapshot as of the local day TODAY; they are looked for when asked."""
    made = network.once(_Days)
    if today not in made:
        made.clear()
        made[today] = Paths(network, today)
    return made[today]


class _Days(dict[date, Paths]):
    """The paths of one snapshot by the day they hold for."""

    def __init__(self, _network: Network) -> None:
        super().__init__()


def band_of(worth: float) -> Band:
    """Return the band of what a path is worth: each begins at its lower limit."""
    if worth >= STRONG:
        return Band.STRONG
    return Band.MODERATE if worth >= MODERATE else Band.WEAK


def path_through(id: str, connector: Connector, said: Sequence[str], organisation: str) -> Path:
    """Return the path to ID, who works at ORGANISATION, through a connector; SAID is what is said of the two."""
    close = closest(said)
    return Path(
        (connector.id, id),
        connector.score * close,
        connector,
        said,
        close,
        organisation,
        bool(organisation),
    )


def _before(path: Path) -> Path:
    """Return PATH where its end only worked there before."""
    return path._replace(worth=path.worth * WORKED_THERE, works_there=False)
