"""What lies under the people on the map: rings with their words, the lines between sectors, the legend. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import cos, pi, sin, tau
from typing import NamedTuple

from netcrm.core.circle import Circle
from netcrm.core.heat import BANDS
from netcrm.core.i18n import _
from netcrm.tui import paint
from netcrm.tui.paint import Piece
from netcrm.tui.widgets.map_places import EDGES, Cell
from netcrm.tui.widgets.words import band_word, circle_word

SIGNS: Mapping[Circle, tuple[str, str]] = {
    Circle.FAMILY: ("●", "○"),
    Circle.FRIENDS: ("■", "□"),
    Circle.PROFESSIONAL: ("▲", "△"),
}
"""The sign of a person by circle, and that of one who is hidden for now."""

BRAILLE = 0x2800
_DOTS = (
    (0x01, 0x08),
    (0x02, 0x10),
    (0x04, 0x20),
    (0x40, 0x80),
)  # rows of braille, Unicode 15, 15.9
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_WIDE, _HIGH = 90, 24  # cells from which there is room for a second line of the legend
_APART = 3.2  # dots between two of a ring
_WORDS_AT = 1 / 3  # turns: on the line between friends and professional
_FIRST_WORDS = (0, 3, 5, 1, 4, 2)  # where there is no room for all of them


class Words(NamedTuple):
    """A text that stands in a row from a column on, with its ink."""

    x: int
    y: int
    text: str
    ink: str

    @property
    def end(self) -> int:
        """The column after the last of its cells."""
        return self.x + paint.cells(self.text)

    def touches(self, other: "Words", gap: int = 1) -> bool:
        """Return whether there are not even GAP blanks between this and another text."""
        near = self.x < other.end + gap and other.x < self.end + gap
        return self.y == other.y and near


def braille(bits: int) -> str:
    """Return the sign with the dots BITS."""
    return chr(BRAILLE + bits)


def grains(places: Iterable[Cell], across: int, down: int) -> dict[Cell, str]:
    """Return the sign of each cell with the PLACES of this grain filled in it: blocks, or dots of braille."""
    bits: dict[Cell, int] = {}
    for x, y in places:
        cell = (x // across, y // down)
        column, row = x % across, y % down
        bits[cell] = bits.get(cell, 0) | (
            _DOTS[row][column] if down > across else 1 << (column + 2 * row)
        )
    if down > across:
        return {cell: braille(found) for cell, found in bits.items()}
    return {cell: _QUADRANTS[found] for cell, found in bits.items()}


@lru_cache(8)
def lines(width: int, height: int) -> Mapping[Cell, str]:
    """Return the rings and the lines between sectors, dotted, by cell."""
    columns, rows = width * 2, height * 4
    dots: set[Cell] = set()
    for out in EDGES[1:]:
        count = max(12, round(tau * (columns + rows) / 4 * out / _APART))
        dots.update(_dot(out, part / count, columns, rows) for part in range(count))
    for sector in range(3):
        count = max(2, round(rows / 2 / _APART * 2))
        span = EDGES[-1] - EDGES[0]
        dots.update(
            _dot(EDGES[0] + span * part / count, sector / 3, columns, rows)
            for part in range(count + 1)
        )
    return grains(dots, 2, 4)


def _dot(out: float, turn: float, columns: int, rows: int) -> Cell:
    x = columns / 2 * (1 + out * sin(turn * 2 * pi))
    y = rows / 2 * (1 - out * cos(turn * 2 * pi))
    return min(int(x), columns - 1), min(int(y), rows - 1)


def words(width: int, height: int, counts: Mapping[Circle, int]) -> list[Words]:
    """Return the texts of a map of so many cells: you, the circles, the legend, the bands as far as they fit."""
    you = _("you")
    found = [Words((width - paint.cells(you)) // 2, height // 2, you, paint.KEY)]
    found += _corners(width, height, counts)
    for step in _FIRST_WORDS:
        text = band_word(BANDS[step])
        x, y = _dot((EDGES[step] + EDGES[step + 1]) / 2, _WORDS_AT, width, height)
        one = Words(max(0, x - paint.cells(text) // 2), y, text, paint.HEAT[step])
        if one.end <= width and not any(one.touches(other) for other in found):
            found.append(one)
    return found


def _corners(width: int, height: int, counts: Mapping[Circle, int]) -> Iterator[Words]:
    named = {
        circle: f"{SIGNS[circle][0]} {circle_word(circle)} {counts.get(circle, 0)}"
        for circle in Circle
    }
    for circle, right, y in (
        (Circle.FAMILY, False, 0),
        (Circle.FRIENDS, True, 0),
        (Circle.PROFESSIONAL, False, height - 1),
    ):
        text = paint.cut(named[circle], width // 2 - 1)
        x = width - 1 - paint.cells(text) if right else 1
        yield Words(x, y, text, paint.STRONG)
    room = width - paint.cells(named[Circle.PROFESSIONAL]) - 4
    for text in (
        _("distance is heat: silence / cadence"),
        _("distance: heat"),
    ):
        if paint.cells(text) <= min(room, width // 2 - 4):
            yield Words(width - 1 - paint.cells(text), height - 1, text, paint.QUIET)
            break
    hollow = _("hollow: resting for now")
    if width >= _WIDE and height >= _HIGH:
        yield Words(width - 1 - paint.cells(hollow), height - 2, hollow, paint.QUIET)


def cells_of(texts: Iterable[Words]) -> Iterator[Cell]:
    """Yield the cells that TEXTS take, with a blank on either side."""
    for text in texts:
        for x in range(text.x - 1, text.end + 1):
            yield x, text.y


def row(
    width: int, signs: Mapping[int, Piece], under: Mapping[int, str], texts: Iterable[Words]
) -> list[Piece]:
    """Return the pieces of a row: TEXTS over SIGNS over the lines UNDER them, each by column."""
    pieces: list[Piece] = []
    starts = {text.x: text for text in texts}
    bare = {edge for text in starts.values() for edge in (text.x - 1, text.end)}
    x = 0
    while x < width:
        if (text := starts.get(x)) is not None:
            pieces.append((text.text, text.ink))
            x = text.end
            continue
        sign = signs.get(x)
        if sign is None:
            line = None if x in bare else under.get(x)
            sign = (line, paint.FAINT) if line else (" ", paint.PLAIN)
        if pieces and pieces[-1][1] == sign[1]:
            pieces[-1] = (pieces[-1][0] + sign[0], sign[1])
        else:
            pieces.append(sign)
        x += 1
    return pieces
