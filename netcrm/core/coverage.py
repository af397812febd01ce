"""How many were within their cadence on days gone by: heat replayed from the log, a pass a contact. Pure.

Days are ordinals. Circles, cadences and pauses are those of today, for the log does not tell earlier ones.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any

from netcrm.core.figures import CADENCE, STATE, start_of
from netcrm.core.heat import Pauses, silence
from netcrm.core.medium import FULL, HALF
from netcrm.core.record import Record
from netcrm.core.stored_days import Days, pauses_of
from netcrm.core.table import in_full

DayTouches = Sequence[tuple[int, float]]
"""Days with a touch and the strongest weight of each, in order."""

Seen = tuple[int, str, float, object]
"""A touch: its day, write name, weight and direction."""


def stretches(touches: DayTouches, start: int, cadence: int) -> Iterator[tuple[int, float]]:
    """Yield for the clock's START and after each touch: from which day on, and the day heat reaches 1.

    Until the next of them heat is under 1 on the days before that one. The first holds from the
    beginning of time: before its start a clock shows 0. The formula is that of `heat.silence`.
    """
    then, passed, best = start, 0.0, 0.0
    yield 0, start + cadence
    for day, weight in touches:
        if day <= start:
            if weight >= HALF and day < start:
                start = then = day
                yield day, day + cadence
            continue
        passed += day - then
        then = day
        if weight >= HALF:
            passed = (1 - weight) * min(passed - best, cadence)
            best = 0.0
        elif weight * passed > best:
            best = weight * passed
        yield day, day + cadence - passed + best


class Replay:
    """Counts, for some DAYS in order, who was there and how many of them were within their cadence."""

    def __init__(self, days: Sequence[int]) -> None:
        self._days = days
        self._there = [0] * (len(days) + 1)  # differences: what comes and goes at each of the days
        self._within = [0] * (len(days) + 1)

    def add(
        self,
        touches: DayTouches,
        *,
        start: int,
        cadence: int,
        since: int,
        until: int,
        full_only: bool = False,
        pauses: Pauses = (),
    ) -> None:
        """Count a contact who is there from the day SINCE on and no more on the day UNTIL."""
        days, within = self._days, self._within
        first, end = bisect_left(days, since), bisect_left(days, until)
        if first >= end:
            return
        self._there[first] += 1
        self._there[end] -= 1
        if full_only:
            touches = [touch for touch in touches if touch[1] >= FULL]
        if pauses:
            for at in range(first, end):
                passed = silence(
                    touches, start=start, cadence=cadence, today=days[at], pauses=pauses
                )
                if passed < cadence:
                    within[at] += 1
                    within[at + 1] -= 1
            return
        begin, limit = 0, 0.0
        for day, reaches in stretches(touches, start, cadence):
            if day > days[first]:
                self._count(max(begin, since), min(day, until, limit))
            begin, limit = day, reaches
        self._count(max(begin, since), min(until, limit))

    def _count(self, since: int, until: float) -> None:
        """Count somebody as within their cadence from the day SINCE to before the day UNTIL."""
        first, end = bisect_left(self._days, since), bisect_left(self._days, until)
        if first < end:
            self._within[first] += 1
            self._within[end] -= 1

    def counts(self) -> list[tuple[int, int]]:
        """Return for each of the days how many were within their cadence, and how many there were."""
        return list(zip(accumulate(self._within[:-1]), accumulate(self._there[:-1]), strict=True))


def coverage(
    contacts: Mapping[str, Record],
    figures: Mapping[str, tuple[Any, ...]],
    seen: Mapping[str, list[Seen]],
    on: list[int],
) -> list[tuple[int, int]]:
    """Return how many were within their cadence, and of how many, on each of the days ON; the last is today.

    FIGURES are those of everybody today, SEEN is what was with each contact, in the order of the log.
    """
    replay, days, now = Replay(on), Days(), on[-1]
    for record in in_full(contacts).values():
        known = figures[record.id]
        if (cadence := known[CADENCE]) is None or known[STATE] == "unsorted":
            continue
        get = record.fields.get
        touches = [
            (day, max(one[2] for one in same))
            for day, same in groupby(seen.get(record.id, ()), key=itemgetter(0))
        ]
        joined = (days.of(get("sorted_on")) if get("imported") is True else 0) or days.of(
            get("added")
        )
        came = [*filter(None, (joined, touches[0][0] if touches else 0))]
        start = start_of(record, cadence, now, days)
        replay.add(
            touches,
            start=start,
            cadence=cadence,
            since=min([*(came or [start]), now]),
            until=min(days.of(get("let_go")), now) if known[STATE] == "let-go" else now + 1,
            full_only=get("full_only") is True,
            pauses=pauses_of(get("pause"), days),
        )
    return replay.counts()
