"""Which backups are kept when new ones come: the newest of days, weeks and months. Pure.

Counted are days on which there was a backup, not days of the calendar: who does nothing for a year
loses nothing.
"""

from collections.abc import Callable, Collection, Hashable
from datetime import date, datetime, timedelta

DAYS, WEEKS, MONTHS = 14, 8, 12
RECENT = 20


def keep(made: Collection[datetime], today: date) -> set[datetime]:
    """Return which of the backups MADE at these times (local) are to be kept on the day TODAY (local).

    Of each of the last 14 days, 8 weeks (ISO 8601) and 12 months with a backup the newest; besides all
    of today and the day before, at most 20. Those of the future, which a wrong clock made, stay too.
    """
    past = sorted((time for time in made if time.date() <= today), reverse=True)
    recent = [time for time in past if time.date() >= today - timedelta(days=1)]
    return {
        *(time for time in made if time.date() > today),
        *recent[:RECENT],
        *_newest(past, lambda time: time.date(), DAYS),
        *_newest(past, lambda time: time.isocalendar()[:2], WEEKS),
        *_newest(past, lambda time: (time.year, time.month), MONTHS),
    }


def _newest(
    past: Collection[datetime], span: Callable[[datetime], Hashable], most: int
) -> list[datetime]:
    """Return the newest of each of the last MOST spans; PAST has the newest first."""
    found: dict[Hashable, datetime] = {}
    for time in past:
        found.setdefault(span(time), time)
    return [*found.values()][:most]
