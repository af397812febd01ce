"""What one contact's part of the log adds up to, and the row it is kept in; reads no file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from json import dumps, loads
from math import log
from typing import Any, NamedTuple

from netcrm.core.contact import as_day
from netcrm.core.medium import FULL, HALF, Medium, weight
from netcrm.core.record import Record

# A row is a flat JSON list: 10,000 of them are read in one go and most are never made into objects.
# Where nothing is planned, or no touch came since the last full one, it holds None: a list costs.
# First come the columns that everybody's figures need; those after them are kept as one text.
Row = list[Any]
(
    FIRST_STRONG,
    LAST_FULL,
    SINCE,
    PLANNED,
    LAST_DAY,
    STRONG_GAPS,
    STRONG_LN,
    FULL_GAPS,
    FULL_LN,
    COUNT,
    STRONG_LAST,
    LAST_MEDIUM,
    LAST_WEIGHT,
    LAST_ENTRY,
    RECENT,
    NEWEST_DAY,
    NEWEST_ORIGIN,
) = range(17)
_PACKED = COUNT + 1
LAYOUT = 2  # to be raised when the meaning of a row changes: rows of another layout are built anew

# day, write name, medium, weight, id of the entry: sorts in the order of the log
Entry = tuple[int, str, str, float, str]

_RECENT = 3
_ANSWERED = {medium.value: weight(medium) for medium in Medium}
_UNANSWERED = {medium.value: weight(medium, answered=False) for medium in Medium}


class LastTouch(NamedTuple):
    """The latest touch: its day (ordinal), medium, weight and the id of its log entry."""

    day: int
    medium: str
    weight: float
    entry: str

    @property
    def date(self) -> date:
        """The local day."""
        return date.fromordinal(self.day)


class Gaps(NamedTuple):
    """Gaps between days with a touch: how many, their sum of ln(days), the last day (ordinal)."""

    n: int = 0
    ln_sum: float = 0.0
    last: int | None = None


_NO_GAPS = Gaps()


@dataclass(frozen=True, slots=True)
class Touches:
    """One contact's part of the log: enough for heat, rhythm and last touch. Days are ordinals."""

    count: int = 0
    first_strong: int | None = None
    last_full: int | None = None
    since: tuple[tuple[int, float], ...] = ()
    """The strongest weight of each day after the last full touch (of all days if there is none)."""
    strong: Gaps = _NO_GAPS
    full: Gaps = _NO_GAPS
    last: LastTouch | None = None
    """The latest touch with a weight; of one day the strongest, of equal ones the last written."""
    recent: tuple[str, ...] = ()
    """Up to three entries of any kind, also notes, the newest first; planned ones are not in it."""
    planned: tuple[tuple[int, str, float, str], ...] = ()
    """Entries still to come: day, medium, weight, id, the next first."""
    newest: tuple[int, str] = (0, "")
    """Day and write name of the newest entry that has come: later ones can be folded in place."""
    planned_origins: tuple[str, ...] = ()

    @property
    def last_medium(self) -> str:
        """The medium of the latest touch, or empty."""
        return self.last.medium if self.last else ""

    def row(self) -> Row:
        """Return the JSON list that `of_row` takes."""
        last = self.last
        row = [
            self.first_strong,
            self.last_full,
            [value for pair in self.since for value in pair] or None,
            [[*e, o] for e, o in zip(self.planned, self.planned_origins, strict=True)] or None,
            last.day if last else 0,
            self.strong.n,
            self.strong.ln_sum,
            self.full.n,
            self.full.ln_sum,
            self.count,
            self.strong.last,
            *((last.medium, last.weight, last.entry) if last else ("", 0.0, "")),
            [*self.recent],
            *self.newest,
        ]
        return packed(row)

    @classmethod
    def of_row(cls, row: Row) -> "Touches":
        """Return the touches that a row keeps."""
        row = unpacked(row)
        day, last = row[LAST_DAY], row[LAST_MEDIUM : LAST_ENTRY + 1]
        return cls(
            row[COUNT],
            row[FIRST_STRONG],
            row[LAST_FULL],
            tuple(pairs(row[SINCE] or ())),
            Gaps(row[STRONG_GAPS], row[STRONG_LN], row[STRONG_LAST]),
            Gaps(row[FULL_GAPS], row[FULL_LN], row[LAST_FULL]),
            LastTouch(day, *last) if day else None,
            tuple(row[RECENT]),
            tuple(tuple(kept[:4]) for kept in row[PLANNED] or ()),
            (row[NEWEST_DAY], row[NEWEST_ORIGIN]),
            tuple(origin for *_, origin in row[PLANNED] or ()),
        )


def packed(row: Row) -> Row:
    """Return ROW as it is kept, where it is read fast."""
    return row if len(row) == _PACKED else [*row[:COUNT], dumps(row[COUNT:])]


def unpacked(row: Row) -> Row:
    """Return a row that may be packed with all its columns."""
    return row if len(row) != _PACKED else [*row[:COUNT], *loads(row[COUNT])]


def pairs(since: Iterable[Any]) -> Iterable[tuple[int, float]]:
    """Return the days and weights of the flat list that a row keeps."""
    values = iter(since)
    return zip(values, values)  # noqa: B905  strict costs a third of the time


def entry_of(record: Record, days: dict[object, int]) -> Entry:
    """Return what a log record means for its contacts; DAYS remembers days already read.

    An entry with an unreadable day is kept as day 0 and weighs nothing.
    """
    fields = record.fields
    text = fields.get("date")
    medium = fields.get("medium")
    try:
        day = days[text]
    except (KeyError, TypeError):
        found = as_day(text)
        day = found.toordinal() if found else 0
        if isinstance(text, str):
            days[text] = day
    if not isinstance(medium, str) or medium not in _ANSWERED:
        medium = Medium.NOTE.value
    weights = _UNANSWERED if fields.get("answered") is False else _ANSWERED
    return (day, record.origin, medium, weights[medium] if day else 0.0, record.id)


def empty_row() -> Row:
    """Return the row of somebody the log does not name."""
    return [None, None, None, None, 0, 0, 0.0, 0, 0.0, 0, None, "", 0.0, "", [], 0, ""]


def takes(row: Row, entry: Entry, asof: int) -> bool:
    """Return whether ENTRY can be folded onto ROW: to come, or newer than all that has come."""
    if entry[0] > asof:
        return True
    row = unpacked(row)
    return (entry[0], entry[1]) > (row[NEWEST_DAY], row[NEWEST_ORIGIN])


def fold(row: Row, entries: list[Entry], asof: int) -> Row:
    """Return ROW with ENTRIES added, each of which it takes, in the order of the log."""
    row = [*unpacked(row)]
    since: list[Any] = [*(row[SINCE] or ())]
    planned: list[list[Any]] = [*(row[PLANNED] or ())]
    recent: list[str] = row[RECENT][::-1]
    first_strong, last_full = row[FIRST_STRONG], row[LAST_FULL]
    last_day, last_weight, last = row[LAST_DAY], row[LAST_WEIGHT], None
    strong_gaps, strong_ln, strong_last = row[STRONG_GAPS], row[STRONG_LN], row[STRONG_LAST]
    full_gaps, full_ln = row[FULL_GAPS], row[FULL_LN]
    come = None
    for entry in entries:
        day, origin, medium, w, id = entry
        if day > asof:
            planned.append([day, medium, w, id, origin])
            continue
        come = entry
        recent.append(id)
        if w <= 0:
            continue
        if day > last_day or w >= last_weight:
            last, last_day, last_weight = entry, day, w
        if w >= HALF:
            if strong_last is None:
                first_strong = strong_last = day
            elif day != strong_last:
                strong_gaps += 1
                strong_ln += log(day - strong_last)
                strong_last = day
        if w >= FULL:
            if last_full is not None and day != last_full:
                full_gaps += 1
                full_ln += log(day - last_full)
            last_full = day
            since = []
        elif day != last_full:
            if since and since[-2] == day:
                since[-1] = max(w, since[-1])
            else:
                since += (day, w)
    if len(planned) > 1:
        planned.sort(key=lambda kept: (kept[0], kept[4]))
    row[:LAST_DAY] = (first_strong, last_full, since or None, planned or None)
    if last:
        row[LAST_DAY] = last[0]
        row[LAST_MEDIUM : LAST_ENTRY + 1] = last[2:]
    row[STRONG_GAPS : STRONG_LAST + 1] = (
        strong_gaps,
        strong_ln,
        full_gaps,
        full_ln,
        row[COUNT] + len(entries),
        strong_last,
    )
    row[RECENT] = recent[: -_RECENT - 1 : -1]
    if come:
        row[NEWEST_DAY:] = come[:2]
    return row


def unfold_planned(row: Row, today: int) -> tuple[Row, list[Entry]]:
    """Return ROW without the planned entries that have come by TODAY, and those, in order."""
    come = [
        (day, origin, medium, w, entry)
        for day, medium, w, entry, origin in row[PLANNED]
        if day <= today
    ]
    rest = [kept for kept in row[PLANNED] if kept[0] > today]
    row = [*unpacked(row)]
    row[COUNT] -= len(come)
    row[PLANNED] = rest or None
    return row, come
