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
    rings_of: dict[tuple[int, int], int] = {}
    for one in people:
        key = (SECTORS.index(one.circle), ring_of(one.heat))
        rings_of[key] = rings_of.get(key, 0) + 1
    for grain in GRAINS[:-1]:
        if grain == GRAINS[0] and len(people) * _CROWD > width * height:
            continue
        sectors = rings(width, height, *grain, taken)
        if all(
            count <= sum(map(len, sectors[sector][ring]))
            for (sector, ring), count in rings_of.items()
        ):
            return _placed(people, sectors, grain)
    return _placed(people, rings(width, height, *GRAINS[-1], taken), GRAINS[-1])


def _placed(
    people: Iterable[Person], sectors: tuple[tuple[Ring, ...], ...], grain: tuple[int, int]
) -> Layout:
    places: dict[str, Cell] = {}
    used: set[Cell] = set()
    room = [[[len(step) for step in ring] for ring in sector] for sector in sectors]
    shared = 0
    known = sorted((crc32(one.id.encode(errors="replace")), one) for one in people)
    for number, one in known:
        at = SECTORS.index(one.circle)
        sector, band = sectors[at], ring_of(one.heat)
        ring = sector[band]
        wanted = min(int(depth(one.heat) * len(ring)), len(ring) - 1)
        step = _with_room(room[at][band], wanted)
        if step is not None:
            room[at][band][step] -= 1
            place = _free(ring[step], number, used)
        else:
            shared += 1
            full = (ring[wanted], *ring, *(inside for other in sector for inside in other))
            inside = next(filter(None, full), None)
            if inside is None:
                continue
            place = inside[number * len(inside) >> 32]
        used.add(place)
        places[one.id] = place
    return Layout(*grain, places, shared)


def _with_room(room: list[int], wanted: int) -> int | None:
    """Return the step nearest to the one WANTED that is not full yet, None where all are."""
    steps = [step for step, left in enumerate(room) if left]
    return min(steps, key=lambda step: abs(step - wanted)) if steps else None


def _free(places: tuple[Cell, ...], number: int, used: set[Cell]) -> Cell:
    """Return the free place of a step nearest to the one that NUMBER has; one at least is free."""
    wanted = number * len(places) >> 32
    for off in range(len(places)):
        for index in (wanted + off, wanted - off):
            if 0 <= index < len(places) and places[index] not in used:
                return places[index]
    return places[wanted]
