"""Text for rows: safe, measured in cells, cut and filled; pieces of it become strips. Never markup.

A *piece* is a text and the name of its ink. What draws a row returns pieces and knows no colours;
the list that shows them knows what each ink looks like in the theme of the day.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from math import ceil, sqrt
from operator import itemgetter

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from netcrm.core.text import safe
from netcrm.tui.taught import key_now

Piece = tuple[str, str]
"""A text and the name of its ink."""

Line = Sequence[Piece]

PLAIN = ""
"""The ink of ordinary text."""

QUIET = "quiet"
FAINT = "faint"
STRONG = "strong"
ACCENT = "accent"
KEY = "key"
SIGN = "sign"
HEAT = tuple(f"heat-{step}" for step in range(6))
"""The inks of the bands, from fresh to cold."""

BAR = tuple(f"bar-{step}" for step in range(6))
"""The same for bars: what is not filled shows as a track."""

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_STEPS = " ▁▂▃▅▇"
_ELLIPSIS = "…"
_WORD = re.compile(r" |[^ ]+")


@lru_cache(4096)
def shown(text: str) -> str:
    """Return TEXT as one line that may reach a screen."""
    if text.isascii() and text.isprintable():
        return text
    return " ".join(safe(text).split())


def cut(text: str, width: int) -> str:
    """Return TEXT, already safe, in at most WIDTH cells; what is cut off ends in an ellipsis."""
    if (text.isascii() and len(text) <= width) or cell_len(text) <= width:
        return text
    if width <= 1:
        return _ELLIPSIS[:width]
    return set_cell_size(text, width - 1).rstrip() + _ELLIPSIS


def left(text: str, width: int) -> str:
    """Return foreign TEXT in exactly WIDTH cells, to the left."""
    text = cut(shown(text), width)
    return text + " " * (width - cell_len(text))


def right(text: str, width: int) -> str:
    """Return foreign TEXT in exactly WIDTH cells, to the right."""
    text = cut(shown(text), width)
    return " " * (width - cell_len(text)) + text


def bar(value: float, full: float, width: int) -> str:
    """Return a bar of exactly WIDTH cells in steps of an eighth; VALUE over FULL of it is filled.

    What is more than nothing shows at least an eighth.
    """
    eighths = min(round(value / full * width * 8), width * 8)
    if value > 0:
        eighths = max(eighths, 1)
    whole, part = divmod(eighths, 8)
    return ("█" * whole + (_EIGHTHS[part] if part else "")).ljust(width)


def columns(counts: Sequence[int]) -> str:
    """Return one block a count, its height the root of the share of the largest; a blank for zero.

    The root lets a few people beside many be seen as more than one.
    """
    most = max(counts, default=0)
    steps = len(_STEPS) - 1
    return "".join(_STEPS[ceil(sqrt(count / most) * steps)] if count else " " for count in counts)


def wrap(text: str, width: int, *, most: int = 0) -> list[str]:
    """Return foreign TEXT in lines of at most WIDTH cells, broken between words if possible.

    Line ends in the text stay; with MOST lines allowed, an ellipsis says that more would follow.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in shown(paragraph).split():
            if cell_len(line) + (1 if line else 0) + cell_len(word) <= width:
                line = f"{line} {word}" if line else word
                continue
            if line:
                lines.append(line)
            *whole, line = chop_cells(word, width) if cell_len(word) > width else [word]
            lines += whole
        lines.append(line)
        if most and len(lines) > most:
            last = lines[most - 1]
            more = f" {_ELLIPSIS}" if cell_len(last) + 2 <= width else " " * width
            return [*lines[: most - 1], cut(last + more, width)]
    return lines


def teach(text: str, width: int, **words: str) -> list[Line]:
    """Return sentences in lines of at most WIDTH cells; what stands in backticks is a key.

    WORDS are foreign: they fill the placeholders of TEXT and never count as keys or line ends.
    """
    filling = {name: shown(word) for name, word in words.items()}
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        parts = enumerate(paragraph.split("`"))
        pieces = [
            (key_now(_filled(part, filling)), KEY)
            if number % 2
            else (_filled(part, filling), QUIET)
            for number, part in parts
        ]
        lines += _flow(pieces, width)
    return lines


def _filled(text: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return safe(text)


def _flow(pieces: Iterable[Piece], width: int) -> list[list[Piece]]:
    """Return PIECES in lines of at most WIDTH cells, broken at blanks."""
    lines: list[list[Piece]] = [[]]
    room = width
    for whole, ink in _words(pieces):
        word = cut(whole, width)
        size = cell_len(word)
        if size > room:
            lines.append([])
            room = width
        if word != " " or lines[-1] or len(lines) == 1:
            lines[-1].append((word, ink))
            room -= size
    return lines


def _words(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Yield the words and the blanks of PIECES one by one, keys whole."""
    for text, ink in pieces:
        for word in [text] if ink == KEY else _WORD.findall(text):
            yield word, ink


def cells(text: str) -> int:
    """Return how many cells TEXT, already safe, takes."""
    return len(text) if text.isascii() else cell_len(text)


def width_of(line: Line) -> int:
    """Return how many cells LINE takes."""
    return sum(cell_len(text) for text, _ink in line)


def strip(line: Line, width: int, base: Style, ink: Callable[[str], Style] | None = None) -> Strip:
    """Return LINE as a strip of exactly WIDTH cells: each piece in its ink, over BASE.

    Pieces beside each other in one ink are one segment: a terminal is told a colour once.
    """
    segments = [
        Segment("".join(text for text, _name in pieces), base + ink(name) if ink and name else base)
        for name, pieces in groupby((piece for piece in line if piece[0]), itemgetter(1))
    ]
    return Strip(segments).adjust_cell_length(width, base)
