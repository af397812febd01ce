"""The closed list of words that name a day, in Danish and English; no clock, no guessing.

Weekdays are counted by hand and months by dateutil, which is imported only where a month is asked
for: the list is read on the way of every capture.
"""

from datetime import date, timedelta

from netcrm.core.day_digits import calendar_day, is_number
from netcrm.core.text import same


def _table(rows: dict[int, str]) -> dict[str, int]:
    return {name.strip(): value for value, names in rows.items() for name in names.split(",")}


_FIXED = _table(
    {
        -2: "day before yesterday, i forgårs, iforgårs, i forgaars",
        -1: "yesterday, last night, i går, igår, i gaar, i aftes",
        0: "today, tonight, this morning, i dag, idag, i aften, i morges",
        1: "tomorrow, i morgen, imorgen",
        2: "day after tomorrow, i overmorgen",
    }
)
# In a sentence only in full, because the short form is a word or a name.
_SHORT = {"man": "mandag", "tor": "torsdag", "søn": "søndag", "sat": "saturday", "sun": "sunday"}
_WEEKDAYS = _table(
    {
        0: "mandag, monday, mon",
        1: "tirsdag, tir, tuesday, tue, tues",
        2: "onsdag, ons, wednesday, wed",
        3: "torsdag, thursday, thu, thur, thurs",
        4: "fredag, fre, friday, fri",
        5: "lørdag, loerdag, lør, saturday",
        6: "søndag, soendag, sunday",
    }
)
_DAYS = _table({1: "d, day, days, dag, dage", 7: "w, week, weeks, u, uge, uger"})
_MONTHS = _table(
    {
        1: "m, mo, month, months, md, mdr, måned, måneder, maaned, maaneder",
        12: "y, year, years, år, aar",
    }
)
_COUNTS = _table(
    {
        1: "a, an, one, en, et",
        2: "two, to",
        3: "three, tre",
        4: "four, fire",
        5: "five, fem",
        6: "six, seks",
        7: "seven, syv",
        8: "eight, otte",
        9: "nine, ni",
        10: "ten, ti",
    }
)
_LAST = frozenset({"last", "sidste", "forrige"})
_NEXT = frozenset({"next", "næste", "naeste"})
_LEADS = frozenset({"on", "the", "den"})
_LEADS_AHEAD = frozenset({"by", "på", "inden", "senest", "til"})
_MOST_CHARACTERS = 48
_MOST_COUNT = 10**7  # beyond it the calendar has ended, whatever the unit

MOST_WORDS = 5


def match(
    text: str,
    today: date,
    *,
    past: bool,
    day_first: bool | None,
    near: bool = False,
    spelled: bool = False,
) -> date | None:
    """Return the day that the whole of TEXT names, or None; beyond the calendar it is its end.

    `past` and `near` choose among the days that TEXT may mean (see `dates`), `spelled` takes
    `two weeks` without a direction too, and the short weekdays that are words or names.
    """
    if len(text) > _MOST_CHARACTERS:
        return None
    words = same(text).split()
    if len(words) > 1 and words[0] in _LEADS | _LEADS_AHEAD:
        past = past and words[0] in _LEADS
        words = words[1:]
    if not words or len(words) > MOST_WORDS:
        return None
    fixed = _FIXED.get(" ".join(words))
    if fixed is not None:
        return _shift(today, fixed)
    if spelled:
        words = [*words[:-1], _SHORT.get(words[-1].removesuffix("."), words[-1])]
    day = _weekday(words, today, past=past)
    if day is None:
        day = _relative(words, today, past=past, spelled=spelled)
    if day is None:
        day = calendar_day(words, today, past=past, near=near, day_first=day_first)
    return day


def short_weekday(text: str) -> tuple[str, str] | None:
    """Return the short weekday that TEXT is, as `man` or `next tor`, and its full name; None for other words."""
    words = same(text).split()
    if len(words) == 2 and words[0] in _LEADS | _LEADS_AHEAD | _LAST | _NEXT:
        words = words[1:]
    word = words[0].removesuffix(".") if len(words) == 1 else ""
    return (word, _SHORT[word]) if word in _SHORT else None


def span(words: list[str]) -> tuple[int, int] | None:
    """Return the months and the days of `3d`, `3 days` or `three days`, or None; one is 0."""
    if len(words) == 1:
        unit = words[0].lstrip("0123456789")
        words = [words[0].removesuffix(unit) if unit else words[0], unit]
    if len(words) != 2:
        return None
    count = _COUNTS.get(words[0])
    if is_number(words[0]):
        digits = words[0].lstrip("0") or "0"
        count = int(digits) if len(digits) < 8 else _MOST_COUNT
    if count is None:
        return None
    if words[1] in _DAYS:
        return 0, count * _DAYS[words[1]]
    if words[1] in _MONTHS:
        return count * _MONTHS[words[1]], 0
    return None


def _weekday(words: list[str], today: date, *, past: bool) -> date | None:
    """Read a weekday: plain as asked (the last may be today), `last` and `i …s` before today."""
    before = False
    if len(words) == 2 and words[0] in _LAST | _NEXT:
        past = before = words[0] in _LAST
        name = words[1]
    elif len(words) == 2 and words[0] == "i" and words[1].endswith("dags"):
        past = before = True
        name = words[1][:-1]
    elif len(words) == 1:
        name = words[0]
    else:
        return None
    number = _WEEKDAYS.get(name)
    if number is None:
        return None
    if past:
        back = (today.weekday() - number) % 7
        return _shift(today, -(back or 7) if before else -back)
    return _shift(today, (number - today.weekday()) % 7 or 7)


def _relative(words: list[str], today: date, *, past: bool, spelled: bool) -> date | None:
    sign = 0
    if len(words) == 2 and words[0] in _LAST | _NEXT:
        sign = -1 if words[0] in _LAST else 1
        words = ["a", words[1]]
    elif len(words) > 1 and words[-1] in {"ago", "siden"}:
        sign = -1
        words = words[1:-1] if words[0] == "for" else words[:-1]
    elif len(words) > 1 and words[0] in {"in", "om"}:
        sign = 1
        words = words[1:]
    if not sign and len(words) > 1 and not spelled:
        return None
    found = span(words)
    if found is None:
        return None
    sign = sign or (-1 if past else 1)
    months, days = found
    return _add_months(today, sign * months) if months else _shift(today, sign * days)


def _shift(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _add_months(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta  # 10 ms that few captures need

    try:
        return day + relativedelta(months=months)
    except (OverflowError, ValueError):
        return date.max if months > 0 else date.min
