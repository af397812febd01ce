"""Days in digits or with a month's name: `2026-12-03`, `3/12`, `3. december 2026`; no clock."""

from datetime import date

from netcrm.core.day_order import is_day_first

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar",
            "feb february februar",
            "mar march marts",
            "apr april",
            "may maj",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct okt october oktober",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}

_NEAR = 90  # days


def calendar_day(
    words: list[str], today: date, *, past: bool, near: bool, day_first: bool | None
) -> date | None:
    """Return the day that WORDS name, or None.

    Without a year it is the next such day (today counts), with `past` the last one, unless with `near`
    the next is at most 90 days ahead. A year of two digits is at most twenty years ahead.
    """
    given = day_month(words, day_first=day_first)
    if given is None:
        return None
    day, month, year = given
    if year:
        number = int(year)
        if len(year) == 2:
            number += today.year // 100 * 100
            number -= 100 if number > today.year + 20 else 0
        return date(number, month, day) if is_date(number, month, day) else None
    # Eight years: 29 February skips those between 1896 and 1904, and between 2096 and 2104.
    days = [
        date(number, month, day)
        for number in range(today.year - 8, today.year + 9)
        if is_date(number, month, day)
    ]
    ahead = min((found for found in days if found >= today), default=None)
    if not past or (near and ahead and (ahead - today).days <= _NEAR):
        return ahead
    return max((found for found in days if found <= today), default=None)


def day_month(
    words: list[str], *, day_first: bool | None, dotted: bool = False
) -> tuple[int, int, str] | None:
    """Return day, month and the digits of the year ("" where there is none); None for other words.

    They need not make a date. A dot between day and month takes a year too, unless `dotted`: `3.12`
    is a number more often than a day. Where `day_first` is None, `day_order` decides.
    """
    if not 1 <= len(words) <= 3:
        return None
    first = words[0]
    if len(words) > 1 and (month := _MONTHS.get(words[1].rstrip("."))):
        return _checked([first.rstrip("."), str(month), *words[2:]], day_first=True)
    if len(words) > 2:
        return None
    if len(iso := digits(first, "-")) == 3 and len(iso[0]) == 4:
        fits = [len(part) for part in iso] == [4, 2, 2] and len(words) == 1
        return (int(iso[2]), int(iso[1]), iso[0]) if fits else None
    slashed = digits(first.replace("-", "/"), "/")
    if len(slashed) == 3 or (len(slashed) == 2 and "/" in first):
        first_is_day = is_day_first() if day_first is None else day_first
        return _checked([*slashed, *words[1:]], day_first=first_is_day)
    with_dots = [*digits(first.rstrip("."), "."), *words[1:]]
    if "." in first and len(with_dots) >= (2 if dotted else 3):
        return _checked(with_dots, day_first=True)
    return None


def looks_like_day(text: str) -> bool:
    """Return whether TEXT has the form of a day in digits, be it one that no calendar has."""
    iso = digits(text, "-")
    if len(iso) == 3 and len(iso[0]) == 4:
        return True
    parts = digits(text, "/")
    return len(parts) in {2, 3} and all(len(part) <= 2 and int(part) <= 31 for part in parts[:2])


def digits(text: str, separator: str) -> list[str]:
    """Return the numbers that TEXT holds between separators; none where anything else is in it."""
    parts = text.split(separator)
    return parts if all(map(is_number, parts)) else []


def is_number(text: str) -> bool:
    """Return whether TEXT is nothing but the digits 0 to 9."""
    return text.isascii() and text.isdigit()


def is_date(year: int, month: int, day: int) -> bool:
    """Return whether the calendar has this day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _checked(parts: list[str], *, day_first: bool) -> tuple[int, int, str] | None:
    if len(parts) not in {2, 3} or not all(map(is_number, parts)):
        return None
    year = parts[2] if len(parts) == 3 else ""
    if any(len(part) > 2 for part in parts[:2]) or len(year) not in {0, 2, 4}:
        return None
    day, month = (parts[0], parts[1]) if day_first else (parts[1], parts[0])
    return int(day), int(month), year
