"""Prints: data to standard output, talk to standard error; nothing foreign reaches the terminal raw."""

import sys
from collections.abc import Iterable, Sequence
from json import dumps

from netcrm.core.errors import NetcrmError
from netcrm.core.i18n import _
from netcrm.core.record import JSON
from netcrm.core.text import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


_LEAST = 8
"""Cells that a column keeps at least where a terminal is narrow."""


def say(text: str = "") -> None:
    """Print a line of data."""
    _write(sys.stdout, text)


def tell(text: str) -> None:
    """Print a line of talk: what was done, how to take it back."""
    _write(sys.stderr, text)


def warn(text: str) -> None:
    """Print a warning that changes nothing about the result."""
    _write(sys.stderr, _("netcrm: note: {text}").format(text=text))


def complain(error: NetcrmError) -> None:
    """Print why something could not be done and what to do next."""
    _write(sys.stderr, _("netcrm: {message}").format(message=error.message))
    for line in error.hint.split("\n") if error.hint else ():
        _write(sys.stderr, f"        {line.strip()}")


def say_json(document: JSON) -> None:
    """Print one JSON document; what is not ASCII is escaped."""
    sys.stdout.write(dumps(document, indent=2) + "\n")


def say_columns(rows: Iterable[Sequence[str]], *, gap: int = 2, most: int | None = None) -> None:
    """Print rows in columns as wide as their widest cell; the last column is not padded.

    The widest columns but the last are cut until a row has MOST cells, if it can be done that way.
    """
    from wcwidth import wcswidth

    cleaned = [[_one_line(cell) for cell in row] for row in rows]
    if not cleaned:
        return
    sizes = [[max(wcswidth(cell), 0) for cell in row] for row in cleaned]
    widths = [max(row[column] for row in sizes) for column in range(len(cleaned[0]))]
    if most is not None:
        last = min(widths[-1], most // 3)
        widths = [*_fitted(widths[:-1], most - last - gap * (len(widths) - 1)), widths[-1]]
        cleaned = [
            [_cut(cell, width) for cell, width in zip(row, widths, strict=True)] for row in cleaned
        ]
        sizes = [[max(wcswidth(cell), 0) for cell in row] for row in cleaned]
    for row, size in zip(cleaned, sizes, strict=True):
        cells = [
            cell + " " * (width - used + gap)
            for cell, used, width in zip(row[:-1], size[:-1], widths[:-1], strict=True)
        ]
        _write(sys.stdout, "".join([*cells, row[-1]]).rstrip())


def _one_line(text: str) -> str:
    """Return TEXT so that it makes no line and no column of its own; blanks at its head stay."""
    return safe(text).replace("\n", " ").replace("\t", " ")


def line_width() -> int | None:
    """Return how many cells a line of the terminal has; None where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Return WIDTHS, the widest made narrower until they fit into ROOM; none under eight cells."""
    fitted = [*widths]
    while sum(fitted) > room and (widest := max(fitted)) > _LEAST:
        at = fitted.index(widest)
        others = max((width for width in fitted if width < widest), default=_LEAST)
        fitted[at] = max(widest - max(1, min(widest - others, sum(fitted) - room)), _LEAST)
    return fitted


def _cut(text: str, width: int) -> str:
    """Return TEXT in at most WIDTH cells; what is cut off ends in an ellipsis."""
    from wcwidth import wcswidth

    if len(text) * 2 <= width or wcswidth(text) <= width:
        return text
    kept = text[:width]
    while kept and wcswidth(kept) >= width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _write(stream: "TextIO", text: str) -> None:
    line = _one_line(text)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    line = line.encode(encoding, "replace").decode(encoding)
    print(line, file=stream)
