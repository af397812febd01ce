"""Heat: how long it has been, measured against how long it may be. Pure; today is an argument.

Days are ordinals (`date.toordinal`), silence and cadence are days, heat is silence / cadence.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import ceil, exp, floor, log
from zlib import crc32

from netcrm.core.medium import FULL, HALF
from netcrm.core.touches import FIRST_STRONG, LAST_FULL, SINCE, Gaps, Row, pairs

Pauses = Sequence[tuple[int, int | None]]
"""First day and first day after of each pause (None while it has no end), in order, apart."""


class Band(StrEnum):
    """The word for a heat."""

    FRESH = "fresh"
    WARM = "warm"
    SOON = "soon"
    DUE = "due"
    OVERDUE = "overdue"
    COLD = "cold"


DUE = 1.0
AT_RISK = 2.0
DORMANT = 4.0
BANDS = tuple(Band)
LIMITS = (0.5, 0.8, DUE, 1.5, 2.5)  # where each band but the first begins
NEVER_DRIFTING = 14  # days of silence that are not long for any rhythm
_CERTAINTY = 3  # a rhythm weighs the cadence like this many gaps


def band(heat: float) -> Band:
    """Return the band of a heat: each begins at its lower limit."""
    return BANDS[bisect(LIMITS, heat)]


def heat_word(heat: float) -> str:
    """Return a heat to one decimal, rounded down: the number never says more than the band's word."""
    return f"{floor(heat * 10) / 10:.1f}"


def silence(
    touches: Iterable[tuple[int, float]],
    *,
    start: int,
    cadence: int,
    today: int,
    full_only: bool = False,
    pauses: Pauses = (),
) -> float:
    """Return the effective days since the last touch, 0 or more.

    TOUCHES are (day, weight) in any order, also before START and after TODAY. START is the day the
    clock starts; an earlier touch with a weight of 0.5 or more moves it back. With FULL_ONLY
    weights under 1 count for nothing. While paused no days pass.
    """
    strongest: dict[int, float] = {}
    for day, weight in touches:
        if day <= today and weight > strongest.get(day, 0.0) and not (full_only and weight < FULL):
            strongest[day] = weight
    start = min([start, *(day for day, weight in strongest.items() if weight >= HALF)])
    days = sorted(strongest.items())
    return _folded_apart(pauses, days, start, cadence, today)


def silence_of_row(
    row: Row,
    start: int,
    cadence: int,
    today: int,
    full_only: bool,
    pauses: Pauses,
) -> float:
    """Return the same as `silence` from what the ledger keeps of a contact as of TODAY.

    A full touch sets the silence to 0 whatever was before it, so only those since then are folded.
    """
    start, touches = _since(row, start, full_only)
    if not pauses:
        return folded(touches, start, cadence, today)
    return _folded_apart(pauses, touches, start, cadence, today)


def left_of_row(
    row: Row, start: int, cadence: int, full_only: bool, pauses: Pauses
) -> tuple[float, int, float]:
    """Return what `silence_of_row` needs besides the day: the last three of `left`.

    All PAUSES are over; the day is that of the contact's clock, which they have held up.
    """
    start, touches = _since(row, start, full_only)
    if pauses:
        touches = [(_clock(day, pauses), weight) for day, weight in touches]
        start = _clock(start, pauses)
    return left(touches, start, cadence)


def _since(row: Row, start: int, full_only: bool) -> tuple[int, Iterable[tuple[int, float]]]:
    """Return where to fold from, and the touches after it."""
    last_full, first_strong = row[LAST_FULL], row[FIRST_STRONG]
    if last_full is not None:
        start = last_full
    elif first_strong is not None and first_strong < start and not full_only:
        start = first_strong
    return start, () if full_only else pairs(row[SINCE] or ())


def folded(touches: Iterable[tuple[int, float]], start: int, cadence: int, today: int) -> float:
    """Fold the strongest touches of each day, in order of day, from START on, and return the silence.

    Of the weak ones since the last strong one only the one that helps most counts.
    """
    passed, then, best = left(touches, start, cadence)
    passed += today - then - best
    return passed if passed > 0 else 0.0


def left(
    touches: Iterable[tuple[int, float]], start: int, cadence: int
) -> tuple[float, int, float]:
    """Return the silence the touches left, the day of the last one, and what the best weak one takes off.

    While nothing happens the silence of a later day is `passed + (day - then - best)`, 0 at least.
    """
    then = start
    passed = best = 0.0
    for day, weight in touches:
        if day <= start:
            continue
        passed += day - then
        then = day
        if weight >= HALF:
            passed -= best
            passed = (1 - weight) * min(passed, cadence)
            best = 0.0
        elif weight * passed > best:
            best = weight * passed
    return passed, then, best


def _folded_apart(
    pauses: Pauses, touches: Iterable[tuple[int, float]], start: int, cadence: int, today: int
) -> float:
    """Fold touches by what the contact's clock shows: while paused it stands still."""
    shown = [(_clock(day, pauses), weight) for day, weight in touches]
    return folded(shown, _clock(start, pauses), cadence, _clock(today, pauses))


def _clock(day: int, pauses: Pauses) -> int:
    """Return the day without the days of pauses before it."""
    return day - sum(
        (day if until is None else min(day, until)) - since
        for since, until in pauses
        if since < day
    )


def clock_start(
    contact_id: str,
    cadence: int,
    *,
    known_since: int | None,
    added: int | None,
    imported: bool,
    sorted_on: int | None,
) -> int | None:
    """Return the day the clock of a contact starts, None where no day is known at all.

    That is the day met if given, else the day added. Somebody an import brought starts when given a
    circle, as if touched up to one cadence before, so that many of them don't fall due at once.
    """
    if imported:
        known = sorted_on or added or known_since
        return known - cadence + stagger(contact_id, cadence) if known else None
    return known_since or added


def stagger(contact_id: str, cadence: int) -> int:
    """Return 0 to CADENCE - 1 days, spread evenly over ids, the same on every machine."""
    return crc32(contact_id.encode(errors="replace")) % cadence


def due_day(silence: float, cadence: int, today: int, pauses: Pauses = ()) -> int | None:
    """Return the day heat reaches 1 without another touch, None if paused with no end before.

    Where heat has reached it already, the day that lies as far back as it is over.
    """
    day = today + ceil(cadence - silence)
    for since, until in pauses:
        if (until is None or until > today) and day > (begin := max(since, today)):
            if until is None:
                return None
            day += until - begin
    return day


def rhythm(gaps: Gaps, cadence: int) -> float:
    """Return the days they really leave between touches, shrunk to CADENCE while data is thin.

    The geometric mean of the gaps, with the cadence counted as three more of them.
    """
    return rhythm_of(gaps.n, gaps.ln_sum, cadence)


def rhythm_of(gaps: int, ln_sum: float, cadence: int) -> float:
    """Return the rhythm of so many gaps with this sum of ln(days)."""
    return exp((ln_sum + _CERTAINTY * log(cadence)) / (gaps + _CERTAINTY))


def is_drifting(rhythm: float, silence: float) -> bool:
    """Return whether a silence is long for this rhythm, but not so long that the rhythm is gone."""
    low, high = drifting_between(rhythm)
    return low < silence <= high


def drifting_between(rhythm: float) -> tuple[float, float]:
    """Return the silences, in days, between which somebody of this rhythm is drifting."""
    return max(2 * rhythm, rhythm + NEVER_DRIFTING), max(12 * rhythm, rhythm + 90)
