"""Where people stand on the map: by circle, heat and id, the same each time. Pure; knows no screen.

The map is an ellipse with you in the middle, cut into three sectors, one a circle. Each band of heat is
a ring; within its ring a person stands further out the hotter, and at an angle that the id decides. Who
would stand on another moves along the ring, then within it; a place is shared only where a ring is full.
"""

from bisect import bisect
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from math import atan2, hypot, tau
from typing import NamedTuple
from zlib import crc32

from netcrm.core.circle import Circle
from netcrm.core.heat import LIMITS

SECTORS = (Circle.FRIENDS, Circle.PROFESSIONAL, Circle.FAMILY)
"""The circles clockwise from the top: on the right, below, on the left."""

EDGES = (0.12, 0.34, 0.46, 0.58, 0.7, 0.84, 1.0)
"""Where the ring of each band begins, from fresh to cold, and where the last one ends; 1 is the rim."""

GRAINS = ((1, 1), (2, 2), (2, 4))
"""Places a cell has, across and down: a sign a person, or blocks, or the dots of braille."""

_CROWD = 4  # signs are for one person on so many cells; more are drawn smaller
_FLOORS = (0.0, *LIMITS)

Cell = tuple[int, int]
"""A column and a row of the map, from 0."""

Ring = tuple[tuple[Cell, ...], ...]
"""The places of a band in a sector, by step from the inside out, each step clockwise."""


class Person(NamedTuple):
    """Whom to place."""

    id: str
    circle: Circle
    heat: float


class Layout(NamedTuple):
    """Where everybody stands, in places of a grain; how many share theirs with somebody before."""

    across: int
    down: int
    places: Mapping[str, Cell]
    shared: int

    def cell(self, id: str) -> Cell:
        """Return the cell of the screen somebody stands in."""
        x, y = self.places[id]
        return x // self.across, y // self.down


def ring_of(heat: float) -> int:
    """Return the band of a heat by number, 0 for fresh."""
    return bisect(LIMITS, heat)


def depth(heat: float) -> float:
    """Return how far out in its ring a heat is, 0 to 1; the coldest only draw near to 1."""
    ring = ring_of(heat)
    low = _FLOORS[ring]
    if ring == len(LIMITS):
        return 1 - low / heat
    return (max(heat, 0.0) - low) / (LIMITS[ring] - low)


def distance(heat: float) -> float:
    """Return how far from the middle a heat is, as a share of the way to the rim."""
    low, high = EDGES[(ring := ring_of(heat))], EDGES[ring + 1]
    return low + depth(heat) * (high - low)


def polar(x: float, y: float, width: float, height: float) -> tuple[float, float]:
    """Return how far a point is out (1 at the rim) and its angle clockwise from the top, in turns."""
    u, v = 2 * x / width - 1, 2 * y / height - 1
    return hypot(u, v), atan2(u, -v) / tau % 1.0


@lru_cache(8)
def rings(
    width: int, height: int, across: int, down: int, taken: frozenset[Cell]
) -> tuple[tuple[Ring, ...], ...]:
    """Return the places on a map of so many cells by sector and band, without those in cells TAKEN."""
    columns, rows = width * across, height * down
    steps = [max(1, round((b - a) * rows / 2)) for a, b in pairwise(EDGES)]
    found: list[list[list[list[tuple[float, Cell]]]]] = [
        [[[] for _ in range(count)] for count in steps] for _ in SECTORS
    ]
    for y in range(rows):
        for x in range(columns):
            out, angle = polar(x + 0.5, y + 0.5, columns, rows)
            if not EDGES[0] <= out < 1 or (taken and (x // across, y // down) in taken):
                continue
            ring = bisect(EDGES, out) - 1
            part = (out - EDGES[ring]) / (EDGES[ring + 1] - EDGES[ring])
            step = min(int(part * steps[ring]), steps[ring] - 1)
            found[int(angle * 3) % 3][ring][step].append((angle, (x, y)))
    return tuple(
        tuple(
            tuple(tuple(place for _angle, place in sorted(step)) for step in ring)
            for ring in sector
        )
        for sector in found
    )


def lay_out(
    people: Collection[Person], width: int, height: int, taken: frozenset[Cell] = frozenset()
) -> Layout:
    """Return where PEOPLE stand on a map of so many cells, as large as they can be drawn without sharing."""
    layout = Layout(1, 1, {}, 0)
    for grain in GRAINS:
        if grain == GRAINS[0] and len(people) * _CROWD > width * height:
            continue
        layout = _placed(people, rings(width, height, *grain, taken), grain)
        if not layout.shared:
            break
    return layout


def _placed(
    people: Iterable[Person], sectors: tuple[tuple[Ring, ...], ...], grain: tuple[int, int]
) -> Layout:
    places: dict[str, Cell] = {}
    used: set[Cell] = set()
    shared = 0
    known = sorted((crc32(one.id.encode(errors="replace")), one) for one in people)
    for number, one in known:
        sector = sectors[SECTORS.index(one.circle)]
        ring = sector[ring_of(one.heat)]
        step = min(int(depth(one.heat) * len(ring)), len(ring) - 1)
        place = _free(ring, step, number, used)
        if place is None:
            shared += 1
            whole = next(filter(None, (ring[step], *ring, *(s for r in sector for s in r))), None)
            if whole is None:
                continue
            place = whole[number * len(whole) >> 32]
        used.add(place)
        places[one.id] = place
    return Layout(*grain, places, shared)


def _free(ring: Ring, step: int, number: int, used: set[Cell]) -> Cell | None:
    """Return the free place nearest to where NUMBER would have one: along the step, then in its neighbours."""
    for away in range(len(ring)):
        for at in (step - away, step + away) if away else (step,):
            places = ring[at] if 0 <= at < len(ring) else ()
            count = len(places)
            wanted = number * count >> 32
            for off in range(count // 2 + 1):
                for index in (wanted + off, wanted - off):
                    if 0 <= index < count and places[index] not in used:
                        return places[index]
            for place in places:
                if place not in used:
                    return place
    return None
