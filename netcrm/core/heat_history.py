"""One contact's heat on days gone by and days ahead, replayed from the log with the formula of today. Pure.

Days are ordinals. Circles, cadence and pauses are those of today, for the log does not tell earlier ones.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from netcrm.core.contact import as_day
from netcrm.core.figures import start_of
from netcrm.core.heat import Pauses, silence
from netcrm.core.interaction import Interaction
from netcrm.core.medium import FULL, Medium
from netcrm.core.stored_days import Days, pauses_of

if TYPE_CHECKING:
    from netcrm.core.network import Network

WEEKS = 104
WEEKS_AHEAD = 13
"""How far the heat is drawn on at most."""


class Mark(NamedTuple):
    """A touch: its day, how, whether somebody answered, and its weight, more than 0."""

    day: int
    medium: Medium
    answered: bool
    weight: float


class Week(NamedTuple):
    """How it stood at the end of a week: its last day, the heat (None before they were known), the touches."""

    day: int
    heat: float | None
    marks: tuple[Mark, ...]
    paused: bool
    estimated: bool
    """Whether the log had no touch yet: the clock ran from the day known, sorted or added."""


class HeatHistory(NamedTuple):
    """The weeks up to today, the last one ending today, and those ahead as they will be without a touch."""

    today: int
    cadence: int
    past: tuple[Week, ...]
    ahead: tuple[Week, ...]
    """Up to the week in which heat reaches 1 or that of what is planned; none where both are far off."""
    due: int | None
    """The day heat reaches, or has reached, 1; None while paused for good."""


def heat_history(
    network: "Network", id: str, today: date, weeks: int = WEEKS
) -> HeatHistory | None:
    """Return the heat of a contact over so many WEEKS; None for somebody without a cadence or a circle.

    Reads only the entries that name the contact. Raises KeyError where there is no such contact.
    """
    standing = network.standings(today).of(id)
    record, cadence, now = standing.contact.record, standing.cadence, today.toordinal()
    if cadence is None or standing.state == "unsorted":
        return None
    marks = _marks(network, id)
    days = Days()
    replay = _Replay(
        marks if not standing.contact.full_only else [one for one in marks if one.weight >= FULL],
        start=start_of(record, cadence, now, days),
        cadence=cadence,
        pauses=pauses_of(record.fields.get("pause"), days),
        today=now,
    )
    due = standing.due_on.toordinal() if standing.due_on else None
    coming = _weeks_ahead(now, [*([due] if due else []), *(mark.day for mark in marks)])
    ends = [now + 7 * at for at in range(1 - weeks, coming + 1) if now + 7 * at > 0]
    upto = [bisect_right(marks, end, key=itemgetter(0)) for end in (ends[0] - 7, *ends)]
    found = [
        replay.week(end, marks[since:until])
        for end, since, until in zip(ends, upto, upto[1:], strict=False)
    ]
    split = len(ends) - coming
    return HeatHistory(now, cadence, tuple(found[:split]), tuple(found[split:]), due)


def _weeks_ahead(now: int, days: Iterable[int]) -> int:
    """Return how many weeks there are to the last of DAYS that is still to come, and not far off."""
    return max((n for day in days if 0 < (n := ceil((day - now) / 7)) <= WEEKS_AHEAD), default=0)


class _Replay:
    """Works out the heat on any day from the touches up to today."""

    def __init__(
        self, marks: Sequence[Mark], *, start: int, cadence: int, pauses: Pauses, today: int
    ) -> None:
        self._touches = [(one.day, one.weight) for one in marks if one.day <= today]
        self._days = [day for day, _weight in self._touches]
        self._fulls = [at for at, (_day, weight) in enumerate(self._touches) if weight >= FULL]
        self._start, self._cadence, self._pauses = start, cadence, pauses
        self._known = min([start, *self._days[:1]])

    def week(self, end: int, marks: Sequence[Mark]) -> Week:
        """Return the week that ends on the day END, in which these touches fall."""
        paused = any(
            since <= end and (until is None or end < until) for since, until in self._pauses
        )
        heat = None if end < self._known else self._silence(end) / self._cadence
        estimated = not self._days or end < self._days[0]
        return Week(end, heat, tuple(marks), paused, estimated)

    def _silence(self, day: int) -> float:
        """Return the silence on a day. What was before a full touch counts no more, so it is left out."""
        upto = bisect_right(self._days, day)
        full = bisect_right(self._fulls, upto - 1)
        since = self._fulls[full - 1] if full else 0
        return silence(
            self._touches[since:upto],
            start=self._days[since] if full else self._start,
            cadence=self._cadence,
            today=day,
            pauses=self._pauses,
        )


def _marks(network: "Network", id: str) -> list[Mark]:
    """Return the touches with a contact in order of days, also planned ones."""
    found = [
        Mark(entry.date.toordinal(), entry.medium, entry.answered, entry.weight)
        for entry in map(Interaction, network.interactions.naming([id]))
        if entry.weight > 0 and id in entry.contacts and as_day(entry.record.fields.get("date"))
    ]
    return sorted(found, key=itemgetter(0))
