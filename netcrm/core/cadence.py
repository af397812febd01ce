"""How many days may pass between touches with a contact; knows rules and circles, no contact."""

from collections.abc import Iterable

from netcrm.core.circle import Circle
from netcrm.core.dates import CADENCE_MAX
from netcrm.core.rules import Rules
from netcrm.core.text import same


def cadence(circles: Iterable[str], tags: Iterable[str], every: object, rules: Rules) -> int | None:
    """Return the cadence in days, 1 to 3650, or None for somebody without one.

    The contact's own (EVERY; 0 is none at all), else the smallest of its tags', else the smallest
    of its circles'. Job-search mode halves that of the professional circle, and nothing else. An
    EVERY that is no number of days counts as not given.
    """
    if isinstance(every, int) and not isinstance(every, bool) and 0 <= every <= CADENCE_MAX:
        return every or None
    wanted = {same(tag) for tag in tags} if rules.tags else ()
    if wanted and (days := [d for tag, d in rules.tags.items() if same(tag) in wanted and d > 0]):
        return min(days)
    return min(filter(None, (_of_circle(circle, rules) for circle in circles)), default=None)


def _of_circle(circle: str, rules: Rules) -> int | None:
    try:
        days = rules.circles.get(Circle(circle))
    except ValueError:
        return None
    if not days or days < 1:
        return None
    if rules.job_search and circle == Circle.PROFESSIONAL:
        return max(1, days // 2)
    return days
