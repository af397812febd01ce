"""Today's share of the review: the first people of the queue, and how many more there are. Pure."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netcrm.core.network import Network


class Review(NamedTuple):
    """Whom to get in touch with today, in order, and how many others there are besides."""

    items: tuple[str, ...]
    more: int

    @property
    def total(self) -> int:
        """How many call in all."""
        return len(self.items) + self.more


def queue(network: "Network", today: date, done: Collection[str] = ()) -> Review:
    """Return the review of the day TODAY: as many people as the daily budget allows.

    DONE holds the ids of those this review was through with already, whatever was done about them:
    they don't come again, and they count towards the budget, so that the review comes to an end.
    """
    seen = frozenset(done)
    waiting = [person for person in network.standings(today).queue if person not in seen]
    room = max(0, network.rules.budget - len(seen))
    return Review(tuple(waiting[:room]), len(waiting[room:]))
