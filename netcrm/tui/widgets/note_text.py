"""A note as readable text: the few signs of Markdown that help the eye, and all else as it was typed.

Never markup: nothing is a link, nothing acts, and no character of what was typed but signs at the head of a line goes.
"""

import re
from collections.abc import Iterator

from netcrm.tui import paint
from netcrm.tui.paint import Line

_HEADING = re.compile(r"#{1,6} +(?=\S)")
_ITEM = re.compile(r"( *)([-*+]|\d{1,3}[.)]) +(?=\S)")
_QUOTE = re.compile(r"> ?(?=\S)")


def note_lines(text: str, width: int) -> Iterator[Line]:
    """Yield a note in lines of at most WIDTH cells: headings strong, items hanging, quotes quiet."""
    for line in text.splitlines():
        if match := _HEADING.match(line):
            for words in paint.wrap(line[match.end() :], width):
                yield [(words, paint.STRONG)]
        elif match := _ITEM.match(line):
            sign = match[2] if match[2][0].isdigit() else "•"
            head = f"{' ' * min(len(match[1]), 4)}{sign} "
            for number, words in enumerate(
                paint.wrap(line[match.end() :], max(1, width - len(head)))
            ):
                yield [(" " * len(head) if number else head, paint.SIGN), (words, paint.PLAIN)]
        elif match := _QUOTE.match(line):
            for words in paint.wrap(line[match.end() :], max(1, width - 2)):
                yield [("│ ", paint.FAINT), (words, paint.QUIET)]
        else:
            for words in paint.wrap(line, width):
                yield [(words, paint.PLAIN)]
