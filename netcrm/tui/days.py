"""Days as the dialogs write and count them; pure."""

from datetime import date

from netcrm.core.i18n import _


def weekday(day: date) -> str:
    """Return a day as the dialogs write it: Fri 27 Nov 2026."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    months = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
    return f"{names[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"


def months_later(day: date, months: int) -> date:
    """Return the same day MONTHS later, the last of that month where it is shorter, and of the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)
