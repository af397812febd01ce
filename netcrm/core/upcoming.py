"""Who comes into the review next, for the day when nobody is in it. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from netcrm.core.birthdays import DAYS_AHEAD, next_birthday
from netcrm.core.contact import Contact
from netcrm.core.figures import PATIENCE, Figures
from netcrm.core.follow_up import FollowUp
from netcrm.core.standing import due_on

_WEEK = timedelta(DAYS_AHEAD)
_PATIENCE = timedelta(PATIENCE + 1)

Person = tuple[Contact, Figures, Iterable[FollowUp]]


def next_due(people: Iterable[Person], today: date) -> tuple[str, date] | None:
    """Return the id of who comes into the review next after TODAY, and the day; None for nobody.

    By silence, a birthday, a promise or a reply that does not come; who is hidden until a day comes
    on that day at the earliest.
    """
    coming = [
        (day, contact.name.casefold(), contact.id)
        for contact, figures, follow_ups in people
        if (day := _day(contact, figures, follow_ups, today))
    ]
    return (min(coming)[2], min(coming)[0]) if coming else None


def _day(
    contact: Contact, figures: Figures, follow_ups: Iterable[FollowUp], today: date
) -> date | None:
    if figures.dormant or figures.planned or (figures.calling and not figures.hidden):
        return None
    tomorrow = today + timedelta(1)
    match figures.state:
        case "active":
            earliest = tomorrow
        case "snoozed":
            earliest = contact.snooze.until if contact.snooze else tomorrow
        case "paused":
            if contact.pause is None or contact.pause.until is None:
                return None
            earliest = contact.pause.until
        case _:
            return None
    days = [follow_up.due for follow_up in follow_ups if follow_up.due]
    if due := due_on(contact, figures, today.toordinal()):
        days.append(date.fromordinal(min(due, date.max.toordinal())))
    birthday = next_birthday(contact.birthday, today)
    if birthday and (figures.birthday_in is not None or birthday - _WEEK > today):
        days.append(birthday - _WEEK)
    if figures.awaiting:
        nudge = date.fromordinal(figures.awaiting[0]) + _PATIENCE
        if figures.nudge or nudge > today:
            days.append(nudge)
    return max(earliest, min(days)) if days else None
