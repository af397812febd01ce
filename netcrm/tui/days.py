"""Days as the dialogs count them; pure."""

from datetime import date


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
