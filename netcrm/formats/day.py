"""Days as files of other programs write them → ISO text; no clock, and no locale's months."""

from datetime import date
from re import compile as pattern

# The first letters tell months apart in the languages that spreadsheets write them in.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january janvier enero janeiro gennaio januari jän jänner",
            "feb februar february fév février febrero fev febbraio februari febr",
            "mar mär mrz marts march märz mars marzo março maart mrt",
            "apr april avr avril abr abril aprile",
            "may maj mai mayo maio maggio mei",
            "jun june juni juin junio giugno",
            "jul july juli juillet julio luglio",
            "aug august août aout ago agosto augusti augustus",
            "sep sept september septembre septiembre settembre set",
            "oct okt october oktober octobre octubre ottobre out",
            "nov november novembre noviembre",
            "dec dez dic déc des december dezember décembre diciembre desember dicembre",
        ),
        1,
    )
    for name in names.split()
}
_WORDS = pattern(r"[0-9]+|[^\W\d_]+")
_LONGEST = 40
# Apple and CardBook write this leap year where none is known.
NO_YEAR = 1604
_FIRST_YEAR = 1000
_OUTLOOKS_NEVER = 4501


def iso(year: int, month: int, day: int) -> str:
    """Return the day as ISO text, or an empty text where the calendar has none such."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def birthday(text: str, omitted: str = "") -> str:
    """Return a birthday as `YYYY-MM-DD`, as `--MM-DD` where no year is known, else an empty text.

    OMITTED is the year that stands for none (X-APPLE-OMIT-YEAR); 1604 and 0000 always do. A year, a
    month or a day alone is no birthday. RFC 6350, 4.3.1; the time of day and its zone don't count.
    """
    text = text.strip()
    if text.startswith("--"):
        month_day = text[2:].partition("T")[0].replace("-", " ").split()
        if len(month_day) == 1 and len(month_day[0]) == 4:
            month_day = [month_day[0][:2], month_day[0][2:]]
        if len(month_day) != 2 or not all(part.isdecimal() for part in month_day):
            return ""
        return _yearless(int(month_day[0]), int(month_day[1]))
    found = _parts(text)
    if found is None:
        return ""
    year, month, day = found
    if year in (0, NO_YEAR) or (omitted.isdecimal() and year == int(omitted)):
        return _yearless(month, day)
    return iso(year, month, day) if _FIRST_YEAR <= year < _OUTLOOKS_NEVER else ""


def day(text: str, *, day_first: bool | None = None) -> str:
    """Return the day a cell of a table names as ISO text, or an empty text.

    `15 Nov 2023`, `7-Feb-22`, `15-11-2023`, `8/5/17, 3:30 PM`, ISO. Where the order is open
    DAY_FIRST decides; with None a slash means month first, as the United States write it.
    """
    words = _words(text)
    if len(words) < 3:
        return ""
    if words[1].isalpha() and words[0].isdecimal():
        return _named(words[2], words[1], words[0])
    if words[0].isalpha():
        return _named(words[2], words[0], words[1])
    numbers = [int(word) if word.isdecimal() else -1 for word in words[:3]]
    if len(words[0]) == 4:
        return iso(*numbers)
    first, second, year = numbers
    if len(words[2]) == 2:
        year += 2000
    elif len(words[2]) != 4:
        return ""
    if first > 12 or (second <= 12 and (day_first if day_first is not None else "/" not in text)):
        return iso(year, second, first)
    return iso(year, first, second)


def is_day_first(texts: list[str]) -> bool | None:
    """Return whether a column of days has the day first, None where no row tells."""
    for text in texts:
        words = _words(text)
        if (
            len(words) < 3
            or not (words[0].isdecimal() and words[1].isdecimal())
            or len(words[0]) > 2
        ):
            continue
        if int(words[0]) > 12:
            return True
        if int(words[1]) > 12:
            return False
    return None


def _words(text: str) -> list[str]:
    return _WORDS.findall(text[:_LONGEST].casefold())


def _named(year: str, month: str, day: str) -> str:
    if month not in _MONTHS or not (year.isdecimal() and day.isdecimal()):
        return ""
    if len(year) not in (2, 4):
        return ""
    return iso(int(year) + (2000 if len(year) == 2 else 0), _MONTHS[month], int(day))


def _yearless(month: int, day: int) -> str:
    return f"--{month:02}-{day:02}" if iso(NO_YEAR, month, day) else ""


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a birthday that has all three, in an order that is not open."""
    head = text[:_LONGEST].split("T")[0].split(" ")[0] if text[:4].isdecimal() else text[:_LONGEST]
    if len(head) == 8 and head.isdecimal():
        return int(head[:4]), int(head[4:6]), int(head[6:])
    words = _words(text)
    if len(words) < 3:
        return None
    if any(word in _MONTHS for word in words[:2]):
        named = day(text)
        return (
            (int(named[:4]), int(named[5:7]), int(named[8:])) if named and len(words) == 3 else None
        )
    if not all(word.isdecimal() and word.isascii() for word in words[:3]):
        return None
    numbers = [int(word) for word in words[:3]]
    if len(words[0]) == 4:
        return numbers[0], numbers[1], numbers[2]
    if len(words) > 3 or len(words[2]) != 4:
        return None
    first, second, year = numbers
    if "." in text or first > 12:
        return year, second, first
    return (year, first, second) if second > 12 else None
