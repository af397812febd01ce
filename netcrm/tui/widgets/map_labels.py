"""Which names stand on the map, and who is next in a direction. Pure."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import islice

from netcrm.tui import paint
from netcrm.tui.widgets.map_ground import Words
from netcrm.tui.widgets.map_places import Cell

MOST = 18
"""Cells of the longest label."""

_SHORT = 8  # cells of a label where a whole name has no room
_ROOM = 100  # cells of the map for each label
_TRIED = 10  # people that are looked at for each label
_GAP = 2  # blanks between two labels
_TALL = 2  # a cell is about twice as high as wide
_ASIDE = 2  # how much worse it is to be off to the side than far ahead


def beside(x: int, y: int, text: str, width: int, *, right: bool, ink: str) -> Words | None:
    """Return TEXT as a label right or left of a sign; None where it would reach beyond the map."""
    begin = x + 2 if right else x - 1 - paint.cells(text)
    label = Words(begin, y, text, ink)
    return label if begin >= 0 and label.end <= width else None


def labels(
    people: Iterable[str],
    cell_of: Callable[[str], Cell],
    name_of: Callable[[str], str],
    ink_of: Callable[[str], str],
    size: tuple[int, int],
    full: Container[Cell],
    others: Iterable[Words],
) -> dict[str, Words]:
    """Return the labels of the first of PEOPLE that there is room for: beside their sign, over nobody's.

    None lies in a cell that is FULL, and none touches OTHERS, another label or the border.
    """
    width, height = size
    found: dict[str, Words] = {}
    rows: dict[int, list[Words]] = {}
    for other in others:
        rows.setdefault(other.y, []).append(other)
    limit = max(6, width * height // _ROOM)
    for id in islice(people, limit * _TRIED):
        if len(found) >= limit:
            break
        x, y = cell_of(id)
        outwards = x * 2 >= width  # there is more room
        whole, short = (paint.cut(name_of(id), most) for most in (MOST, _SHORT))
        for right, text in (
            *((outwards, whole), (not outwards, whole)),
            *((outwards, short), (not outwards, short)),
        ):
            label = beside(x, y, text, width, right=right, ink=ink_of(id))
            if (
                label is not None
                and not any(label.touches(other, _GAP) for other in rows.get(y, ()))
                and not any(
                    (at, y) in full for at in range(label.x - 2 + right, label.end + 1 + right)
                )
            ):
                found[id] = label
                rows.setdefault(y, []).append(label)
                break
    return found


def nearest(
    places: Mapping[str, Cell], here: str, way: tuple[int, int], grain: tuple[int, int]
) -> str | None:
    """Return who is nearest to HERE in a direction (columns, rows); None where nobody is.

    Those straight ahead come before those far to the side, whom one reaches only where nobody else is.
    """
    across, down = grain
    x0, y0 = places[here]
    best: tuple[bool, float, str] | None = None
    for id, (x, y) in places.items():
        right, below = (x - x0) / across, (y - y0) / down * _TALL
        ahead = right * way[0] + below * way[1]
        if ahead <= 0:
            continue
        aside = abs(right * way[1]) + abs(below * way[0])
        one = (aside > ahead * _ASIDE, ahead + aside * _ASIDE, id)
        if best is None or one < best:
            best = one
    return best[2] if best else None


def by_row(texts: Sequence[Words]) -> dict[int, list[Words]]:
    """Return TEXTS by the row they stand in."""
    found: dict[int, list[Words]] = {}
    for text in texts:
        found.setdefault(text.y, []).append(text)
    return found
