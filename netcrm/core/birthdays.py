"""Birthdays: ISO days, or `--MM-DD` (RFC 6350) where the year is not known; pure."""

from datetime import date

DAYS_AHEAD = 7  # a birthday comes up this many days before
FORMS = (len("YYYY-MM-DD"), len("--MM-DD"))


def next_birthday(birthday: str, today: date) -> date | None:
    """Return the next such day, TODAY at the earliest, or None for what is no birthday.

    Somebody born on 29 February has it on the 28th in other years.
    """
    if len(birthday) not in FORMS:
        return None
    for year in (today.year, today.year + 1):
        day = _in_year(birthday[-5:], year)
        if day and day >= today:
            return day
    return None


def age_on(birthday: str, day: date) -> int:
    """Return the years from a birthday to its anniversary DAY; 0 where the year is not known."""
    year = birthday[: -len("-MM-DD")]
    return day.year - int(year) if year.isdecimal() else 0


def coming_up(today: date) -> dict[str, int]:
    """Return the days, 0 to 7, until each birthday that has come up, by `MM-DD`."""
    first = today.toordinal()
    ahead: dict[str, int] = {}
    for ordinal in range(first, min(first + DAYS_AHEAD, date.max.toordinal()) + 1):
        day = date.fromordinal(ordinal)
        ahead[day.isoformat()[-5:]] = ordinal - first
        if (day.month, day.day) == (2, 28) and not _is_leap(day.year):
            ahead["02-29"] = ordinal - first
    return ahead


def _in_year(month_day: str, year: int) -> date | None:
    if month_day == "02-29" and not _is_leap(year):
        month_day = "02-28"
    try:
        return date.fromisoformat(f"{year:04}-{month_day}")
    except ValueError:
        return None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
