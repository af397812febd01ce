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


def say_columns(rows: Iterable[Sequence[str]], *, gap: int = 2) -> None:
    """Print rows in columns as wide as their widest cell; the last column is not padded."""
    from wcwidth import wcswidth

    cleaned = [[_one_line(cell) for cell in row] for row in rows]
    if not cleaned:
        return
    sizes = [[max(wcswidth(cell), 0) for cell in row] for row in cleaned]
    widths = [max(row[column] for row in sizes) for column in range(len(cleaned[0]))]
    for row, size in zip(cleaned, sizes, strict=True):
        cells = [
            cell + " " * (width - used + gap)
            for cell, used, width in zip(row[:-1], size[:-1], widths[:-1], strict=True)
        ]
        _write(sys.stdout, "".join([*cells, row[-1]]).rstrip())


def _one_line(text: str) -> str:
    """Return TEXT so that it makes no line and no column of its own; blanks at its head stay."""
    return safe(text).replace("\n", " ").replace("\t", " ")


def _write(stream: "TextIO", text: str) -> None:
    line = _one_line(text)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    line = line.encode(encoding, "replace").decode(encoding)
    print(line, file=stream)
