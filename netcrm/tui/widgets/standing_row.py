"""How one person's standing is drawn on one line, in columns that give way as the room shrinks."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from netcrm.core.dates import ago, short_day
from netcrm.core.heat import Band, heat_word
from netcrm.core.i18n import _
from netcrm.core.medium import Medium, medium_word
from netcrm.core.standing import Standing
from netcrm.tui import paint
from netcrm.tui.paint import Line, Piece
from netcrm.tui.widgets.words import band_word, circle_word, name_word

_GUTTER = 3
_SILENCE = 5
_BAR = 5
_BAND = 7
_NUMBER = 4
_LAST = 19
_FULL_BAR = 3.5
"""The heat that fills the bar."""

_MOST_SHOWN = 100
"""The heat from which on the number is no longer told."""

_STEP = {band: step for step, band in enumerate(Band)}

_NAME_LEAST = 14
_WHO_LEAST = 28
_WHO_MOST = 39
"""A name of 26 cells beside the longest circle."""
_WHY_LEAST = 18
_CUT_LEAST = 5
"""Cells under which a circle is left out rather than cut."""


class Columns(NamedTuple):
    """The widths of the columns that may shrink or go, in cells; 0 is gone."""

    who: int
    """The name, and beside it the circle or the reason, which share the room between them."""
    last: int
    why: int
    number: int


@lru_cache(16)
def columns(width: int) -> Columns:
    """Return the columns of a row of WIDTH cells.

    What goes first as it narrows: why, the last touch, then name and circle are shortened and at
    last the number goes. Silence, bar and band never do.
    """
    room = width - _GUTTER - (1 + _SILENCE) - (1 + _BAR) - (1 + _BAND)
    number = _NUMBER if room >= 10 + 1 + _NUMBER else 0
    room -= number and number + 1
    last = _LAST if room >= _WHO_LEAST + 2 + _LAST else 0
    room -= last and last + 2
    why = room - _WHO_MOST - 2 if room >= _WHO_MOST + 2 + _WHY_LEAST else 0
    room -= why and why + 2
    return Columns(max(1, room), last, why, number)


def draw_standing(
    standing: Standing, width: int, today: date, *, cursor: bool, marked: bool, triage: bool = False
) -> Line:
    """Return the line of a person: marks, name, circle, silence, bar, band, heat.

    Who is hidden shows why in place of the heat; in TRIAGE, where all are, the last touch instead.
    """
    room = columns(width)
    faint = standing.hidden and not triage
    ink = paint.STRONG if cursor else paint.QUIET if faint else paint.PLAIN
    line = [
        ("•" if marked else " ", paint.SIGN),
        ("▶ " if cursor else "  ", paint.SIGN),
    ]
    if standing.hidden or standing.heat is None:
        space = 1 + _SILENCE + 1 + _BAR + 1 + _BAND + (room.number and 1 + room.number)
        words = last_words(standing, today) if triage else state_word(standing, today)
        line += _who(standing, room.who, ink, needed=max(0, paint.cells(words) + 1 - space))
        taken = paint.width_of(line) - _GUTTER
        line.append((" " + paint.right(words, room.who + space - taken - 1), paint.QUIET))
    else:
        reason = "" if room.why else calling_word(standing, today)
        if standing.estimated and not (reason or room.last):
            reason = _("estimated")
        line += _who(standing, room.who, ink, reason=reason)
        line += _heat(standing, room)
    if room.last:
        line.append(("  " + paint.left(last_words(standing, today), room.last), paint.QUIET))
    if room.why:
        line.append(("  " + paint.left(" · ".join(_why(standing)), room.why), paint.QUIET))
    return line


def _who(
    standing: Standing, width: int, ink: str, *, reason: str = "", needed: int = 0
) -> Iterator[Piece]:
    """Yield the name with the REASON after a dot, else the circle at the right end.

    They take WIDTH cells, less the NEEDED ones that others want, where the name can spare them.
    """
    name = paint.shown(name_word(standing.contact.name))
    width = max(width - needed, min(width, _NAME_LEAST))
    if reason and width >= _NAME_LEAST + paint.cells(reason):
        room = width - 3 - paint.cells(reason)
        name = paint.cut(name, room)
        yield name, ink
        yield " · " + paint.left(reason, width - paint.cells(name) - 3), paint.ACCENT
        return
    name = paint.cut(name, width)
    left = width - paint.cells(name) - 1
    circle = paint.shown(circles_word(standing))
    if paint.cells(circle) > left:
        circle = paint.cut(circle, left) if left >= _CUT_LEAST else ""
    yield name, ink
    yield paint.right(circle, left + 1), paint.QUIET


def _why(standing: Standing) -> tuple[str, ...]:
    """Return the reasons beyond those that the other columns tell; the first where it is the only one."""
    told = standing.heat is not None and standing.heat >= 1 and not standing.hidden
    return standing.reasons[1:] or standing.reasons if told else standing.reasons


def _heat(standing: Standing, room: Columns) -> Iterator[Piece]:
    if standing.heat is None or standing.band is None or standing.silence is None:
        return
    step = _STEP[standing.band]
    yield " " + paint.right(ago(round(standing.silence)), _SILENCE) + " ", paint.QUIET
    yield paint.bar(standing.heat, _FULL_BAR, _BAR), paint.HEAT[step]
    yield " " + paint.left(band_word(standing.band), _BAND), paint.HEAT[step]
    if room.number:
        heat = heat_word(standing.heat) if standing.heat < _MOST_SHOWN else "99+"
        yield paint.right(heat, room.number + 1), paint.HEAT[step]


def circles_word(standing: Standing) -> str:
    """Return the first circle and how many more there are, `friends +1`; or the workplace."""
    contact = standing.contact
    first, *more = [circle_word(circle) for circle in contact.circles] or [contact.org]
    return f"{first} +{len(more)}" if more else first


def heat_line(standing: Standing, width: int) -> Line:
    """Return bar, band, heat and what it is made of, as they stand on a card of WIDTH cells."""
    if standing.heat is None or standing.band is None or standing.silence is None:
        return []
    step = _STEP[standing.band]
    made_of = _("{silence} d of {cadence}").format(
        silence=int(standing.silence), cadence=standing.cadence
    )
    words = f" {band_word(standing.band)} {heat_word(standing.heat)}"
    room = width - 2 * _BAR - paint.width_of([(words, "")])
    return [
        (paint.bar(standing.heat, _FULL_BAR, 2 * _BAR), paint.BAR[step]),
        (words, paint.HEAT[step]),
        (paint.right(made_of, room) if room > len(made_of) else "", paint.QUIET),
    ]


def calling_word(standing: Standing, today: date) -> str:
    """Return the word for what calls, where it is something else than silence; else nothing."""
    if standing.birthday_in is not None:
        return _("birthday")
    if any(f.due and f.due <= today for f in standing.follow_ups):
        return _("promised")
    if standing.nudge:
        return _("no reply")
    return ""


def state_word(standing: Standing, today: date) -> str:
    """Return why a person is not in the heat list, in a word or two."""
    contact = standing.contact
    if standing.state == "deceased":
        return _("deceased")
    if standing.state == "let-go":
        return _("let go")
    if standing.state == "paused":
        until = contact.pause and contact.pause.until
        return _("paused until {day}").format(day=short_day(until, today)) if until else _("paused")
    if standing.state == "snoozed" and contact.snooze:
        day = short_day(contact.snooze.until, today)
        return (
            _("skipped until {day}") if contact.snooze.skipped else _("snoozed until {day}")
        ).format(day=day)
    if standing.planned:
        return _("planned {day}").format(day=short_day(standing.planned, today))
    if standing.state == "unsorted":
        return _("unsorted")
    return _("dormant") if standing.dormant else _("no cadence")


def last_words(standing: Standing, today: date) -> str:
    """Return the medium and day of the last touch: `call 14 Oct`."""
    last = standing.last
    if last is None:
        return _("estimated") if standing.estimated else _("never yet")
    return f"{medium_word(Medium(last.medium))} {short_day(last.date, today)}"
