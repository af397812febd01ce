"""The pictures of the insights: weeks as blocks, a share as an area, counts as bars. Pure; pieces of lines."""

from collections.abc import Sequence
from math import ceil

from netcrm.core.dates import month_name
from netcrm.core.insights import Week
from netcrm.tui import paint
from netcrm.tui.paint import Line

_EIGHTHS = " ▁▂▃▄▅▆▇█"


def fitted(weeks: Sequence[Week], width: int) -> tuple[int, int]:
    """Return how many of the last weeks fit into WIDTH cells, and how many cells each of them has."""
    each = max(1, min(3, width // max(1, len(weeks))))
    return min(len(weeks), width // each), each


def blocks(counts: Sequence[int], most: int, each: int) -> str:
    """Return one block a count, EACH cells wide, its height the share of MOST; a blank for zero."""
    steps = len(_EIGHTHS) - 1
    return "".join(
        _EIGHTHS[min(steps, ceil(count / max(1, most) * steps))] * each for count in counts
    )


def area(shares: Sequence[float | None], height: int, each: int) -> list[str]:
    """Return HEIGHT rows, the top one first, that fill each column up to its share, 0 to 1."""
    steps = len(_EIGHTHS) - 1
    filled = [round((share or 0.0) * height * steps) for share in shares]
    filled = [max(one, 1) if share else 0 for one, share in zip(filled, shares, strict=True)]
    return [
        "".join(_EIGHTHS[min(max(one - row * steps, 0), steps)] * each for one in filled)
        for row in range(height - 1, -1, -1)
    ]


def months(weeks: Sequence[Week], each: int) -> str:
    """Return the names of the months under the weeks they begin in, as many as have room."""
    line = ""
    for at, week in enumerate(weeks):
        begins = at == 0 or week.first.month != weeks[at - 1].first.month
        name = paint.cut(month_name(week.first.month), 3)
        if begins and paint.cells(line) <= at * each and at * each + 3 <= len(weeks) * each:
            line += " " * (at * each - paint.cells(line)) + name + " "
    return line.rstrip()


def bars(rows: Sequence[tuple[str, int, str]], label: int, width: int) -> list[Line]:
    """Return a line for each label, count and words behind it, its bar as long as the share of the most."""
    most = max((count for _label, count, _words in rows), default=1)
    number = len(str(most)) + 1
    label = min(label, width // 2)
    room = max(1, min(40, width - label - number - 2))
    lines: list[Line] = []
    for name, count, words in rows:
        bar = paint.bar(count, most, room).rstrip()
        rest = max(0, width - label - number - 2 - paint.cells(bar))
        lines.append(
            [
                (paint.left(name, label), paint.PLAIN),
                (paint.right(str(count), number) + " ", paint.STRONG),
                (bar, paint.ACCENT),
                (paint.cut(f"  {paint.shown(words)}" if words else "", rest), paint.QUIET),
            ]
        )
    return lines
