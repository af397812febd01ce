"""What a week is called, wherever it begins; pure."""

from datetime import date


def week_name(first: date) -> str:
    """Return the ISO 8601 name, as 2026-W48, of the week that most of the seven days from FIRST on are in."""
    middle = date.fromordinal(min(first.toordinal() + 3, date.max.toordinal()))
    year, week, _day = middle.isocalendar()
    return f"{year:04}-W{week:02}"
