"""Who is on the map: everybody in a circle with a cadence, the hottest first, and who is not. Pure."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcrm.core.circle import Circle
from netcrm.core.figures import CADENCE, CIRCLES, HIDDEN, ID, LESS_HEAT, STATE
from netcrm.core.lists import GONE

if TYPE_CHECKING:
    from netcrm.core.network import Network


class OnMap(NamedTuple):
    """Somebody on the map; of several circles the first counts."""

    id: str
    circle: Circle
    heat: float
    hidden: bool
    """Whether the review leaves them out for now: snoozed, paused, resting or to be met soon."""


class Everywhere(NamedTuple):
    """Those on the map, the hottest first, and how many are not: in no circle, or without a cadence."""

    people: tuple[OnMap, ...]
    unsorted: int
    untracked: int


def on_the_map(network: "Network", today: date) -> Everywhere:
    """Return who is on the map as of the local day TODAY; the deceased and those let go are nowhere."""
    found: list[OnMap] = []
    unsorted = untracked = 0
    for figures in network.standings(today).everybody.figures.values():
        state, circles = figures[STATE], figures[CIRCLES]
        if state in GONE:
            continue
        if not circles:
            unsorted += 1
        elif figures[CADENCE] is None:
            untracked += 1
        else:
            found.append(OnMap(figures[ID], circles[0], -figures[LESS_HEAT], figures[HIDDEN]))
    found.sort(key=lambda one: (-one.heat, one.id))
    return Everywhere(tuple(found), unsorted, untracked)
