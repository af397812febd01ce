"""Days as people write and read them, in Danish and English; no clock, today is an argument.

All days are local days. The words themselves are in `day_list`, the digits in `day_digits`. Where
`day_first` is not given, `3/12` is read as `day_order` was told.
"""

from datetime import date, datetime

from netcrm.core.day_digits import day_month, digits, is_date, is_number, looks_like_day
from netcrm.core.day_list import MOST_WORDS, match, short_weekday, span
from netcrm.core.day_order import in_digits
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.text import same

CADENCE_MAX = 3650

# "har fri" is having a day off, not Friday.
_OFF_AFTER = frozenset(
    {"har", "havde", "have", "haft", "holder", "holdt", "holde", "får", "fik", "er"}
)
_ENDS = ".,;:!?)"


def minute(time: datetime) -> str:
    """Return a time as the user's clock shows it, to the minute: `2026-11-24 09:30`."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"


def parse_day(text: str, today: date, *, past: bool = False, day_first: bool | None = None) -> date:
    """Return the local day that the whole of TEXT names; raises BadInputError where it names none.

    A weekday, a day without a year and a bare `3d` lie ahead; with `past` they are the last such
    day. A plain weekday of today's name is in a week, or today with `past`; `last` and `next` never
    are today. Days beyond the calendar become its first or last.
    """
    day = match(text, today, past=past, day_first=day_first, spelled=True)
    if day is None:
        raise no_such_day(text)
    return day


def match_day(
    text: str, today: date, *, past: bool = False, day_first: bool | None = None
) -> date | None:
    """Return the day that the whole of TEXT names within a sentence, or None; raises nothing.

    As `parse_day`, but spelled-out spans need a direction: `om to uger` is a day, `to uger` is not;
    and `man tor søn sat sun`, which are words or names, are none.
    """
    return match(text, today, past=past, day_first=day_first)


def head_day(text: str, today: date, *, day_first: bool | None = None) -> date | None:
    """Return the day that TEXT, the head of a log entry, names, or None; raises nothing.

    A weekday is the last such day, today where it is today's. A day without a year is the last such
    day too, unless the next is at most 90 days ahead: then it is a meeting that is planned.
    """
    return match(text, today, past=True, near=True, day_first=day_first)


def is_no_day(text: str, today: date, *, day_first: bool | None = None) -> bool:
    """Return whether TEXT has the form of a day in digits, but no calendar has it (`30/2`)."""
    return looks_like_day(text.strip()) and head_day(text, today, day_first=day_first) is None


def trailing_day(
    text: str, today: date, *, day_first: bool | None = None
) -> tuple[str, date] | None:
    """Return TEXT without the day its last words name, and that day; None where they name none.

    The longest such ending counts: `send CV next friday` leaves `send CV`, `friday` leaves nothing.
    """
    words = text.split()
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        left, ending = words[:-count], " ".join(words[-count:]).rstrip(_ENDS)
        if left and ending.casefold() == "fri" and left[-1].casefold() in _OFF_AFTER:
            continue
        day = match_day(ending, today, day_first=day_first)
        if day is not None:
            return " ".join(left).rstrip(" ,;:"), day
    return None


def no_day_at_end(text: str, today: date, *, day_first: bool | None = None) -> str:
    """Return the last word of TEXT where it has the form of a day in digits that no calendar has, else nothing."""
    *_before, last = text.split() or [""]
    last = last.rstrip(_ENDS)
    return last if is_no_day(last, today, day_first=day_first) else ""


def no_such_day(text: str) -> BadInputError:
    """Return the complaint about TEXT, which names no day, with what days look like."""
    return BadInputError(
        _("“{text}” is not a day").format(text=text),
        _("days look like: 2026-12-03, {day}, tomorrow, friday, next monday, 2w, 3d ago").format(
            day=in_digits(3, 12)
        ),
    )


def near_day(text: str) -> tuple[str, str] | None:
    """Return the word of TEXT that is read as a word though it looks like a weekday, and that day's name.

    `man` or `next tor` as all of TEXT; None for anything else.
    """
    return short_weekday(text.strip().rstrip(_ENDS))


def trailing_near_day(text: str) -> tuple[str, str] | None:
    """Return the same for the last word of TEXT, which has others before it."""
    words = text.split()
    return near_day(words[-1]) if len(words) > 1 else None


def parse_every(text: str) -> int | None:
    """Return the cadence TEXT names: days (1 to 3650), 0 for `none`, None for `default` or no text.

    A month is 30 days, a year 365. Raises BadInputError for anything else.
    """
    words = same(text).split()
    if not words or words == ["default"]:
        return None
    if words in (["none"], ["never"], ["ingen"], ["aldrig"]):
        return 0
    if len(words) > 1 and words[0] in {"every", "hver"}:
        words = words[1:] if span(words[1:]) else ["a", *words[1:]]
    elif len(words) == 1 and is_number(words[0]):
        words = [words[0], "d"]
    months, days = span(words) or (0, 0)
    days += months // 12 * 365 + months % 12 * 30
    if not 1 <= days <= CADENCE_MAX:
        raise BadInputError(
            _("“{text}” is not a cadence").format(text=text),
            _("a cadence looks like: 30d, 6w, 3m, 1y or none; at most ten years"),
        )
    return days


def parse_birthday(text: str, *, day_first: bool | None = None) -> str:
    """Return the birthday TEXT names: ISO 8601, or `--MM-DD` (RFC 6350) where it has no year.

    Raises BadInputError for anything that is no day.
    """
    words = same(text).split()
    given = day_month(words, day_first=day_first, dotted=True)
    if len(words) == 1 and words[0].startswith("--"):
        given = _without_year(words[0][2:])
    if given is not None:
        day, month, year = given
        if len(year) != 2 and is_date(int(year or 2000), month, day):
            return f"{year}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"
    raise BadInputError(
        _("“{text}” is not a birthday").format(text=text),
        _(
            "birthdays look like: 1980-04-16, {day} 1980, 16 Apr 1980, or {day} without the year"
        ).format(day=in_digits(16, 4)),
    )


def short_day(day: date, today: date) -> str:
    """Return DAY in few words for a screen: today, Wed (the next six days), 14 Oct, 14 Oct 2025."""
    ahead = (day - today).days
    if -1 <= ahead <= 1:
        return (_("yesterday"), _("today"), _("tomorrow"))[ahead + 1]
    if 0 < ahead < 7:
        return weekday_name(day.weekday())
    return _calendar_day(day, today)


def full_day(day: date, today: date) -> str:
    """Return DAY so that a slip shows: today, Wed 14 Oct, Tue 14 Oct 2025."""
    if abs((day - today).days) < 2:
        return short_day(day, today)
    weekday = weekday_name(day.weekday())
    return _("{weekday} {day}").format(weekday=weekday, day=_calendar_day(day, today))


def days_later(day: date, days: int) -> date:
    """Return the day so many DAYS later, or earlier; beyond the calendar its first or last day."""
    first, last = date.min.toordinal(), date.max.toordinal()
    return date.fromordinal(max(first, min(day.toordinal() + days, last)))


def long_day(day: date) -> str:
    """Return DAY in full, so that it says the same at any time: Fri 27 Nov 2026."""
    return f"{weekday_name(day.weekday())} {day.day} {month_name(day.month)} {day.year}"


def weekday_name(number: int) -> str:
    """Return the short name of a weekday, 0 for Monday."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[number]


def month_name(number: int) -> str:
    """Return the short name of a month, 1 for January."""
    spring = (_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"))
    autumn = (_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"))
    return (*spring, *autumn)[number - 1]


def ago(days: int) -> str:
    """Return a number of days in one unit, rounded down: 13 d, 5 w, 4 mo, 2 y."""
    if days < 14:
        return _("{n} d").format(n=max(days, 0))
    if days < 61:
        return _("{n} w").format(n=days // 7)
    if days < 730:
        return _("{n} mo").format(n=days * 12 // 365)
    return _("{n} y").format(n=days // 365)


def _calendar_day(day: date, today: date) -> str:
    month = month_name(day.month)
    if day.year == today.year:
        return _("{day} {month}").format(day=day.day, month=month)
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def _without_year(text: str) -> tuple[int, int, str] | None:
    parts = digits(text, "-") if "-" in text else digits(f"{text[:2]}-{text[2:]}", "-")
    fits = [len(part) for part in parts] == [2, 2]
    return (int(parts[1]), int(parts[0]), "") if fits else None
