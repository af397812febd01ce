"""What a year of the log says: touches by week and circle, coverage, media, who drifts, who begins. Pure.

A *touch* is an entry with a weight, seen from one contact: of an entry with two people there are two. Who
is in several circles counts in the first, in the order family, friends, professional. Weeks begin on
Monday; the last is that of today. Entries to come count for nothing.

*Coverage* is how many of those with a cadence were within it (heat under 1) when a week ended, of the
current week today. It is worked out from the log as it is now, with today's circles and cadences (see
`coverage`). A contact counts from the day added (given a circle, where an import brought it) or the first
touch, whichever was earlier, and not from the day it was let go. The deceased and the unsorted don't count.

A *beginning* is the first touch with somebody after a silence of more than QUIET days, or the first of
all. Its direction says who wrote first: `out` is you, `in` they; where both took part at once (met,
talked) or nothing is known, it counts as neither's.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from netcrm.core.calendar_week import week_name
from netcrm.core.circle import Circle
from netcrm.core.coverage import Seen, coverage
from netcrm.core.figures import (
    CADENCE,
    CIRCLES,
    DRIFTING,
    HIDDEN,
    ID,
    LESS_HEAT,
    Figures,
)
from netcrm.core.medium import Direction, Medium
from netcrm.core.record import Record
from netcrm.core.touches import entry_of

if TYPE_CHECKING:
    from netcrm.core.network import Network

WEEKS = 52
QUIET = 14
"""Days of silence after which a touch is a beginning."""

UNSORTED = "unsorted"
GROUPS = (*Circle, UNSORTED)
"""The circles, and who is in none."""

_PART = (Direction.OUT, Direction.IN)


class Week(NamedTuple):
    """A week by its first day: touches by circle, and who was within their cadence when it ended."""

    first: date
    touches: Mapping[str, int]
    ends: date
    within: int
    people: int

    @property
    def name(self) -> str:
        """The week as ISO 8601 has it: 2026-W48."""
        return week_name(self.first)

    @property
    def total(self) -> int:
        """The touches of all circles."""
        return sum(self.touches.values())

    @property
    def share(self) -> float | None:
        """The share of people within their cadence, 0 to 1; None where there were none."""
        return self.within / self.people if self.people else None


class MediumUse(NamedTuple):
    """How many entries were through a medium, and how many of them nobody answered."""

    medium: Medium
    entries: int
    unanswered: int


class Drift(NamedTuple):
    """Somebody silent for longer than is usual between you; days."""

    id: str
    circle: str
    silence: float
    rhythm: float
    cadence: int
    heat: float


class Beginnings(NamedTuple):
    """How often you began, they did, or neither can be said to have."""

    you: int = 0
    they: int = 0
    neither: int = 0


class Insights(NamedTuple):
    """The facts behind the pictures, as of the local day TODAY."""

    today: date
    weeks: tuple[Week, ...]
    media: tuple[MediumUse, ...]
    """Those that were used, the most used first."""
    drifting: tuple[Drift, ...]
    """In the order of the review; who is hidden is not among them."""
    beginnings: Beginnings
    begun: tuple[tuple[str, Beginnings], ...]
    """By contact, whom you begin with most beyond what they do first; only where it is known who began."""

    @property
    def touches(self) -> int:
        """All touches of these weeks."""
        return sum(week.total for week in self.weeks)


def insights(network: "Network", today: date, weeks: int = WEEKS) -> Insights:
    """Return the facts of the last WEEKS weeks (1 or more); reads the whole log, once a snapshot."""
    kept = network.once(_by_day)
    found = kept.get((today, weeks))
    if found is None:
        found = kept[today, weeks] = _work_out(network, today, weeks)
    return found


def _by_day(_network: "Network") -> dict[tuple[date, int], Insights]:
    return {}


def _work_out(network: "Network", today: date, weeks: int) -> Insights:
    standings = network.standings(today)
    figures = standings.everybody.figures
    now = today.toordinal()
    this = network.rules.week_of(today)
    first = max(this - 7 * (weeks - 1), this % 7 or 7)
    weeks = (this - first) // 7 + 1
    groups = {id: _group(known) for id, known in figures.items()}
    touches = {group: [0] * weeks for group in GROUPS}
    media: dict[str, list[int]] = {}
    seen = _read(network.interactions.values(), groups, now, first, touches, media)
    days = [*(first + 7 * at + 6 for at in range(weeks - 1)), now]
    covered = coverage(network.contacts, figures, seen, days)
    whole, begun = _beginnings(seen, first)
    return Insights(
        today,
        tuple(
            Week(
                date.fromordinal(first + 7 * at),
                {group: touches[group][at] for group in GROUPS},
                date.fromordinal(days[at]),
                *covered[at],
            )
            for at in range(weeks)
        ),
        tuple(
            MediumUse(Medium(medium), *counts)
            for medium, counts in sorted(media.items(), key=lambda use: (-use[1][0], use[0]))
        ),
        tuple(_drifts(network, today)),
        whole,
        tuple(
            sorted(begun.items(), key=lambda one: (one[1].they - one[1].you, -one[1].you, one[0]))
        ),
    )


def _group(figures: tuple[Any, ...]) -> str:
    return figures[CIRCLES][0] if figures[CIRCLES] else UNSORTED


def _read(
    records: Iterable[Record],
    groups: Mapping[str, str],
    now: int,
    first: int,
    touches: dict[str, list[int]],
    media: dict[str, list[int]],
) -> dict[str, list[Seen]]:
    """Return what was with each contact; fill TOUCHES and MEDIA. One loop over what may be 100,000 entries."""
    days: dict[object, int] = {}
    seen: dict[str, list[Seen]] = {}
    for record in records:
        named = record.fields.get("contacts")
        if not isinstance(named, list):
            continue
        day, origin, medium, weight, _id = entry_of(record, days)
        if not 0 < day <= now or weight <= 0:
            continue
        people = [p for p in named if isinstance(p, str) and p in groups]
        if len(people) > 1:
            people = [*dict.fromkeys(people)]
        if not people:
            continue
        one = (day, origin, weight, record.fields.get("direction"))
        for person in people:
            if person in seen:
                seen[person].append(one)
            else:
                seen[person] = [one]
        if day >= first:
            at = (day - first) // 7
            for person in people:
                touches[groups[person]][at] += 1
            used = media.setdefault(medium, [0, 0])
            used[0] += 1
            used[1] += record.fields.get("answered") is False
    for entries in seen.values():
        entries.sort(key=itemgetter(0, 1))
    return seen


def _beginnings(
    seen: Mapping[str, list[Seen]], first: int
) -> tuple[Beginnings, dict[str, Beginnings]]:
    """Return who began since the day FIRST, in all and by contact."""
    whole, by_person = [0, 0, 0], {}
    for person, entries in seen.items():
        counts, before = [0, 0, 0], -QUIET - 1
        for day, _origin, _weight, direction in entries:
            if day - before > QUIET and day >= first:
                counts[_PART.index(direction) if direction in _PART else 2] += 1
            before = day
        if counts[0] or counts[1]:
            by_person[person] = Beginnings(*counts)
        whole = [a + b for a, b in zip(whole, counts, strict=True)]
    return Beginnings(*whole), by_person


def _drifts(network: "Network", today: date) -> Iterable[Drift]:
    standings = network.standings(today)
    for known in standings.everybody.listed:
        if known[DRIFTING] and not known[HIDDEN] and known[CADENCE] is not None:
            named = Figures._make(known)
            rhythm = standings.of(known[ID]).rhythm or 0.0
            silence = named.silence or 0.0
            yield Drift(named.id, _group(known), silence, rhythm, known[CADENCE], -known[LESS_HEAT])
