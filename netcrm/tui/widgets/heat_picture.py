"""Heat over the last two years as columns of blocks, the touches marked under it, the day it is due on the line.

The columns share the width; at 120 cells each is about a week. What the colours say the heights say too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from typing import NamedTuple

from netcrm.core.dates import long_day, month_name
from netcrm.core.heat import DUE, Band, band
from netcrm.core.heat_history import HeatHistory, Mark, Week, heat_history
from netcrm.core.i18n import _
from netcrm.core.medium import Medium, medium_word
from netcrm.core.network import Network
from netcrm.tui import paint
from netcrm.tui.paint import Line, Piece
from netcrm.tui.widgets.card_pane import CardPane

MOST_ROWS = 5
LEAST_ROWS = 2
BESIDE = 3
"""Lines beside the rows of columns: marks, months, the legend."""

_LABEL = 6
_MONTH = 30.4  # days
_APART = 6  # columns between two names, the widest of which is a year and a blank
_STEP = {each: step for step, each in enumerate(Band)}
_BLOCKS = " ▁▂▃▄▅▆▇█"
_LINE = "▁"
_DUE = "◆"
_AHEAD = "·"
_PAUSED = "–"
_UNANSWERED = "?"
_LETTERS = {
    Medium.MET: "M",
    Medium.CALL: "C",
    Medium.VIDEO: "V",
    Medium.MESSAGE: "m",
    Medium.EMAIL: "e",
    Medium.LETTER: "l",
    Medium.SOCIAL: "s",
}
"""A full touch is a capital."""


class Cell(NamedTuple):
    """One column: its last day, the heat at its end, what is marked under it, and what kind of column it is."""

    day: int
    heat: float | None
    mark: str
    ahead: bool
    due: bool


def letter(mark: Mark) -> str:
    """Return the letter of a touch; a question mark where nobody answered."""
    return _LETTERS.get(mark.medium, "") if mark.answered else _UNANSWERED


def heat_picture(history: HeatHistory, width: int, rows: int) -> list[Line]:
    """Return the picture in so many ROWS of columns and the lines under them, none wider than WIDTH cells."""
    cells = _cells(history, max(8, width - _LABEL))
    unit = 0.5 if max((cell.heat or 0.0 for cell in cells), default=0.0) <= rows / 2 else DUE
    lines: list[Line] = [
        [*_label(row, unit), *_row(cells, row, unit)] for row in range(rows - 1, -1, -1)
    ]
    blank = " " * _LABEL
    lines.append([(blank, paint.PLAIN), ("".join(cell.mark for cell in cells), paint.STRONG)])
    lines.append([(blank + _months(cells), paint.FAINT)])
    lines.append([*_legend(history, width)])
    return lines


def _cells(history: HeatHistory, most: int) -> list[Cell]:
    """Return MOST columns, the last of the past ending today."""
    past, ahead = history.past, history.ahead
    coming = max(1, round(most * len(ahead) / (len(past) + len(ahead)))) if ahead else 0
    known = not all(week.estimated for week in past)
    shared = [*_shared(past, most - coming, ahead=False), *_shared(ahead, coming, ahead=True)]
    return [_cell(share, history.due, known=known) for share in shared]


class _Share(NamedTuple):
    """The weeks of one column; where a week takes several columns, only the first has its marks."""

    weeks: Sequence[Week]
    ahead: bool
    again: bool


def _shared(weeks: Sequence[Week], count: int, *, ahead: bool) -> Iterator[_Share]:
    """Yield WEEKS in COUNT shares of about one size."""
    before = -1
    for at in range(count):
        first = at * len(weeks) // count
        end = max(first + 1, (at + 1) * len(weeks) // count)
        yield _Share(weeks[first:end], ahead, again=first == before)
        before = first


def _cell(share: _Share, due: int | None, *, known: bool) -> Cell:
    """Return a column. Of somebody the log has KNOWN only what it says is drawn, no estimate."""
    weeks, last = share.weeks, share.weeks[-1]
    heat = None if known and last.estimated else last.heat
    marks = [] if share.again else [mark for week in weeks for mark in week.marks]
    strongest = max(marks, key=lambda mark: mark.weight, default=None)
    still = last.paused and not share.ahead
    shown = letter(strongest) if strongest else _PAUSED if still else " "
    is_due = not share.again and due is not None and weeks[0].day - 7 < due <= last.day
    return Cell(last.day, heat, shown, share.ahead, is_due)


def _label(row: int, unit: float) -> Iterator[Piece]:
    """Yield what stands before a row: the heat at its foot, `due` before that of the line."""
    foot = row * unit
    number = f"{foot:g}" if foot.is_integer() else ""
    words = _("due {n}").format(n=number) if foot == DUE else number
    yield paint.right(words, _LABEL - 1) + " ", paint.QUIET if foot == DUE else paint.FAINT


def _row(cells: Sequence[Cell], row: int, unit: float) -> list[Piece]:
    """Return one row of the columns, neighbours of one ink in one piece."""
    pieces: list[Piece] = []
    for text, ink in (_block(cell, row * unit, unit) for cell in cells):
        if pieces and pieces[-1][1] == ink:
            pieces[-1] = (pieces[-1][0] + text, ink)
        else:
            pieces.append((text, ink))
    return pieces


def _block(cell: Cell, foot: float, unit: float) -> Piece:
    """Return the cell of a column that stands on the heat FOOT and is UNIT high."""
    on_line = foot == DUE
    if cell.due and on_line:
        return _DUE, paint.KEY
    heat = cell.heat or 0.0
    eighths = min(8, max(0, ceil((heat - foot) / unit * 8 - 1e-6)))
    if cell.ahead and eighths:
        return (_AHEAD, paint.QUIET) if foot < heat <= foot + unit else (" ", paint.PLAIN)
    if eighths:
        return _BLOCKS[eighths], paint.HEAT[_STEP[band(heat)]]
    return (_LINE, paint.FAINT) if on_line else (" ", paint.PLAIN)


def _months(cells: Sequence[Cell]) -> str:
    """Return the names of months under the columns in which they begin, each January by its year."""
    if len(cells) < 2:
        return ""
    days = max(1, cells[-1].day - cells[0].day) / (len(cells) - 1)
    step = next((n for n in (1, 2, 3, 6) if n * _MONTH / days >= _APART), 12)
    line = ""
    before = date.fromordinal(max(1, cells[0].day - 7))
    for at, cell in enumerate(cells):
        day = date.fromordinal(cell.day)
        if day.month != before.month and (day.month - 1) % step == 0 and at >= len(line):
            name = str(day.year) if day.month == 1 else month_name(day.month)
            if at + len(name) <= len(cells):
                line = line.ljust(at) + name + " "
        before = day
    return line.rstrip()


def _legend(history: HeatHistory, width: int) -> Iterator[Piece]:
    """Yield the legend in words: the day it is due, then what the marks mean, as many as there is room for."""
    parts: list[list[Piece]] = []
    if history.due is not None:
        words = due_words(history)
        parts.append([(f"{_DUE} ", paint.KEY), (words, paint.PLAIN)])
    weeks = (*history.past, *history.ahead)
    marks = [mark for week in weeks for mark in week.marks]
    counts = Counter(mark.medium for mark in marks if mark.answered)
    for medium, count in counts.most_common():
        parts.append(
            [
                (_LETTERS[medium] + " ", paint.STRONG),
                (f"{medium_word(medium)} {count}", paint.QUIET),
            ]
        )
    if alone := sum(not mark.answered for mark in marks):
        words = _("no reply {n}").format(n=alone)
        parts.append([(f"{_UNANSWERED} ", paint.STRONG), (words, paint.QUIET)])
    if any(week.paused for week in history.past):
        parts.append([(f"{_PAUSED} ", paint.STRONG), (_("paused"), paint.QUIET)])
    room = width
    for number, part in enumerate(parts):
        gap = "  " if number else ""
        if (size := paint.width_of(part) + len(gap)) > room:
            return
        yield gap, paint.PLAIN
        yield from part
        room -= size


def due_words(history: HeatHistory) -> str:
    """Return the day it is, or was, due, in words."""
    if history.due is None:
        return ""
    day = date.fromordinal(max(1, min(history.due, date.max.toordinal())))
    words = _("due {day}") if history.due > history.today else _("due since {day}")
    return words.format(day=long_day(day)) if history.due != history.today else _("due today")


class HeatPicture(CardPane):
    """The picture of one contact's heat. Takes no focus."""

    contact_id = ""

    def write(self, network: Network, width: int) -> tuple[str, list[Line]] | None:
        """Return the title and the picture, as high as there is room for."""
        if self.contact_id not in network.contacts:
            return None
        history = heat_history(network, self.contact_id, self.today)
        title = _("Heat over two years")
        if history is None:
            return title, [[(_("no cadence, so no heat"), paint.QUIET)]]
        self.subtitle = _("due every {n} d").format(n=history.cadence)
        rows = self.scrollable_content_region.height - BESIDE
        return title, heat_picture(history, width, max(LEAST_ROWS, min(rows, MOST_ROWS)))
