"""Who comes into the review next, for the day when nobody is in it. Pure; days are ordinals."""

from collections.abc import Iterable
from datetime import date

from netcrm.core.birthdays import DAYS_AHEAD, next_birthday
from netcrm.core.circle import Circle
from netcrm.core.contact import Contact
from netcrm.core.figures import PATIENCE, Figures
from netcrm.core.follow_up import FollowUp
from netcrm.core.heat import DORMANT
from netcrm.core.standing import due_on

Person = tuple[Contact, Figures, Iterable[FollowUp]]

_LAST = date.max.toordinal()


def next_due(
    people: Iterable[Person], today: date, *, job_search: bool = False
) -> tuple[str, date] | None:
    """Return the id of who comes into the review next after TODAY, and the day; None for nobody.

    By silence, a birthday, a promise or a reply that does not come; who is hidden until a day comes
    on that day at the earliest. With JOB_SEARCH nobody is dormant; a promise calls the dormant too.
    """
    now = today.toordinal()
    coming = [
        (day, figures.name, contact.id)
        for contact, figures, follow_ups in people
        if (day := _day(contact, figures, follow_ups, now)) is not None
        and day <= _LAST
        and (job_search or not _rests(figures, day - now) or _promised(follow_ups, day))
    ]
    return (min(coming)[2], date.fromordinal(min(coming)[0])) if coming else None


def _day(
    contact: Contact, figures: Figures, follow_ups: Iterable[FollowUp], today: int
) -> int | None:
    if figures.planned or (figures.calling and not figures.hidden):
        return None
    earliest = _back_on(contact, figures, today)
    if earliest is None or earliest > _LAST:
        return None
    days = [follow_up.due.toordinal() for follow_up in follow_ups if follow_up.due]
    if figures.dormant:  # nothing but a promise calls one that lies dormant
        return max(earliest, min(days)) if days else None
    if (due := due_on(contact, figures, today)) is not None:
        days.append(due)
    if (birthday := _birthday(contact, figures, today, earliest)) is not None:
        days.append(birthday)
    if figures.awaiting:
        nudge = figures.awaiting[0] + PATIENCE + 1
        if figures.nudge or nudge > today:
            days.append(nudge)
    return max(earliest, min(days)) if days else None


def _back_on(contact: Contact, figures: Figures, today: int) -> int | None:
    """Return the first day after TODAY on which nothing hides a contact, None if there is none."""
    if figures.state not in ("active", "snoozed", "paused"):
        return None
    day = today + 1
    if contact.snooze:
        day = max(day, contact.snooze.until.toordinal())
    if figures.state == "paused" and contact.pause:
        if contact.pause.until is None:
            return None
        day = max(day, contact.pause.until.toordinal())
    return day


def _birthday(contact: Contact, figures: Figures, today: int, earliest: int) -> int | None:
    """Return the day the first birthday comes up that will not be over, and is not answered, then."""
    birthday = next_birthday(contact.birthday, date.fromordinal(earliest))
    is_answered = figures.birthday_in is None
    if birthday and is_answered and birthday.toordinal() - DAYS_AHEAD <= today:
        after = date.fromordinal(min(birthday.toordinal() + 1, _LAST))
        birthday = next_birthday(contact.birthday, after)
    return birthday.toordinal() - DAYS_AHEAD if birthday else None


def _promised(follow_ups: Iterable[FollowUp], day: int) -> bool:
    """Return whether a promise is due by then."""
    return any(follow_up.due and follow_up.due.toordinal() <= day for follow_up in follow_ups)


def _rests(figures: Figures, days: int) -> bool:
    """Return whether a contact will be dormant in so many days."""
    if figures.silence is None or figures.cadence is None or figures.state != "snoozed":
        return False
    heat = (figures.silence + days) / figures.cadence
    return heat >= DORMANT and figures.circles == (Circle.PROFESSIONAL,)
