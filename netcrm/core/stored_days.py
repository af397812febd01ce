"""Days, pauses and snoozes as records hold them, read many at a time without making objects."""

from datetime import date

from netcrm.core.contact import as_day
from netcrm.core.heat import Pauses
from netcrm.core.record import JSON

_ENDLESS = date.max.toordinal() + 1


class Days(dict[JSON, int]):
    """Ordinals by ISO text, each read once; 0 for what is no day."""

    def __missing__(self, text: JSON) -> int:
        """Read a day for the first time."""
        day = as_day(text)
        self[text] = ordinal = day.toordinal() if day else 0
        return ordinal

    def of(self, value: JSON) -> int:
        """Return the ordinal of a value of any kind."""
        return self[value] if isinstance(value, str) else 0


def pauses_of(value: JSON, days: Days) -> Pauses:
    """Return the pauses that a contact's field holds, in order; what overlaps is made one."""
    if not isinstance(value, dict):
        return ()
    earlier = value.get("earlier")
    spans = (
        [span for span in earlier if isinstance(span, list)] if isinstance(earlier, list) else []
    )
    spans.append([value.get("since"), value.get("until")])
    found: list[tuple[int, int | None]] = []
    for since, until in sorted(
        (days.of(span[0]), days.of(span[1]) or _ENDLESS) for span in spans if len(span) == 2
    ):
        if not since or until <= since:
            continue
        if found and since <= (found[-1][1] or _ENDLESS):
            since, until = found[-1][0], max(until, found.pop()[1] or _ENDLESS)  # noqa: PLW2901  the two spans are one
        found.append((since, None if until == _ENDLESS else until))
    return found


def is_paused(value: JSON, days: Days, today: int) -> bool:
    """Return whether the pause that a contact's field holds lasts today."""
    if not isinstance(value, dict) or not 0 < days.of(value.get("since")) <= today:
        return False
    until = days.of(value.get("until"))
    return not until or today < until


def is_snoozed(value: JSON, days: Days, today: int) -> bool:
    """Return whether the snooze that a contact's field holds lasts today."""
    return isinstance(value, dict) and today < days.of(value.get("until"))
