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


def queue(
    network: "Network",
    today: date,
    passed: Collection[str] = (),
    reached: Collection[str] = (),
) -> Review:
    """Return the review of the day TODAY: as many people as the daily budget allows.

    PASSED holds the ids of those that earlier rounds of the day have shown; they don't come again.
    REACHED are those who were dealt with in a review of the day: as far as they no longer wait, they
    are a part of its budget.
    """
    seen = frozenset(passed)
    due = network.standings(today).queue
    waiting = [person for person in due if person not in seen]
    room = max(0, network.rules.budget - len({*reached}.difference(due)))
    return Review(tuple(waiting[:room]), len(waiting[room:]))
