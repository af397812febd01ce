"""The last look at every line: no byte that a terminal takes for a command, with NO_COLOR no colour."""

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# C0, DEL and C1; line and paragraph separators; bidi controls; surrogates, which no encoder takes.
_DANGEROUS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class ControlFilter(LineFilter):
    """Takes control bytes out of each line and keeps the line's width.

    An app returns it from `get_line_filters`, after those it has already. What passes here should
    have passed `safe()` before; this catches what forgot to.
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ControlFilter)

    def __hash__(self) -> int:
        return hash(ControlFilter)  # one is as good as another where filtered lines are kept

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  as Textual calls it
        """Return SEGMENTS without control bytes; the very same list where there are none."""
        search = _DANGEROUS.search
        if not any(search(text) for text, _style, control in segments if not control):
            return segments
        return [s if s.control else Segment(harmless(s.text), s.style) for s in segments]


class PlainFilter(LineFilter):
    """Takes all colours out, as NO_COLOR asks (https://no-color.org); bold, dim and reverse stay."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlainFilter)

    def __hash__(self) -> int:
        return hash(PlainFilter)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  as Textual calls it
        """Return SEGMENTS in the terminal's own colours."""
        return [
            Segment(text, style and style.without_color, control)
            for text, style, control in segments
        ]


def harmless(text: str) -> str:
    """Return TEXT without control bytes, filled up with blanks to the width it had."""
    kept = _DANGEROUS.sub("", text)
    return kept + " " * max(0, cell_len(text) - cell_len(kept))
