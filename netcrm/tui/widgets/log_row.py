"""How a log entry or a draft is drawn on one line."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from netcrm.core.dates import short_day
from netcrm.core.draft import Draft
from netcrm.core.i18n import _
from netcrm.core.interaction import Interaction
from netcrm.core.medium import Direction, medium_word
from netcrm.core.network import Network
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.words import name_word

_DAY = 11
_MEDIUM = 8
_ARROWS = {Direction.OUT: "→", Direction.IN: "←", Direction.BOTH: "↔", None: "·"}


class Columns(NamedTuple):
    """The widths of the columns that shrink, in cells; 0 is gone."""

    names: int
    words: int
    medium: int


@lru_cache(16)
def columns(width: int) -> Columns:
    """Return the columns of a row of WIDTH cells; the words get what the names leave."""
    medium = _MEDIUM if width >= 50 else 0
    room = width - 3 - _DAY - 1 - (medium and medium + 1) - 2
    names = max(10, min(30, room * 3 // 10))
    return Columns(names, max(0, room - names - 2), medium)


def draw_entry(
    entry: Interaction,
    network: Network,
    width: int,
    today: date,
    *,
    cursor: bool,
    marked: bool,
    repeated: bool = False,
) -> Line:
    """Return the line of an entry: day, medium, direction, names, words, tags.

    A REPEATED day, that of the entry above, is drawn faintly.
    """
    room = columns(width)
    day_ink = paint.FAINT if repeated else paint.ACCENT if entry.date > today else paint.QUIET
    line = [
        *_gutter(cursor=cursor, marked=marked),
        (paint.left(day_word(entry.date, today), _DAY + 1), day_ink),
    ]
    if room.medium:
        word = medium_word(entry.medium, answered=entry.answered)
        line.append((paint.left(word, room.medium + 1), paint.QUIET))
    who = paint.left(names(network, entry.contacts), room.names)
    words = paint.cut(paint.shown(entry.words), room.words)
    line += [
        (_ARROWS[entry.direction] + " ", paint.QUIET),
        (who + "  ", paint.STRONG if cursor else paint.PLAIN),
        (words, paint.PLAIN),
    ]
    left = room.words - paint.width_of([(words, paint.PLAIN)])
    if entry.tags and left > 4:
        tags = paint.shown(" ".join(f"#{tag}" for tag in entry.tags))
        line.append(("  " + paint.cut(tags, left - 2), paint.ACCENT))
    return line


def draw_draft(draft: Draft, width: int, *, cursor: bool, marked: bool) -> Line:
    """Return the line of a draft: why it waits, in at most half of the room, and what was typed."""
    room = max(0, width - 3 - _DAY - 1)
    why = paint.cut(paint.shown(draft.why), room // 2)
    text = paint.cut(
        paint.shown(draft.text), max(0, room - paint.width_of([(why, paint.QUIET)]) - 3)
    )
    return [
        *_gutter(cursor=cursor, marked=marked),
        (paint.left(_("Correction") if draft.corrects else _("Draft"), _DAY + 1), paint.KEY),
        (why, paint.QUIET),
        (" · " if why and text else "", paint.QUIET),
        (text, paint.PLAIN),
    ]


def _gutter(*, cursor: bool, marked: bool) -> Line:
    return [("•" if marked else " ", paint.SIGN), ("▶ " if cursor else "  ", paint.SIGN)]


def day_word(day: date, today: date) -> str:
    """Return the day of an entry as its row begins: Today, 14 Oct, on 3 Dec."""
    word = short_day(day, today)
    if (day - today).days > 1:
        return _("on {day}").format(day=word)
    return word[:1].upper() + word[1:]


def names(network: Network, ids: tuple[str, ...]) -> str:
    """Return who took part: the first with the full name, the others by their first names."""
    found = [name_word(name) for name in map(network.name_of, ids) if name]
    return ", ".join([*found[:1], *(name.split(" ", 1)[0] for name in found[1:])])
