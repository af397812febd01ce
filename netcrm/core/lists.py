"""Whom the lists show on a day, in order, and how many are alike: made of everybody's figures."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from netcrm.core.circle import Circle
from netcrm.core.figures import (
    CADENCE,
    CALLING,
    CIRCLES,
    DRIFTING,
    HIDDEN,
    ID,
    LESS_HEAT,
    NAME,
    STATE,
    TAGS,
)
from netcrm.core.heat import LIMITS

GONE = ("deceased", "let-go")

Alike = tuple[tuple[Circle, ...], tuple[str, ...], bool, int | None]
"""Circles, tags, whether sorted, and the place of the band."""


@dataclass(slots=True)
class Lists:
    """The ids of the people in each list, and the numbers beside them."""

    everyone: list[str] = field(default_factory=list)
    """All with a cadence, also those hidden, in the order of the review."""
    ranked: list[str] = field(default_factory=list)
    """The same without those hidden."""
    queue: list[str] = field(default_factory=list)
    """Whom the review is for, in order: who calls and is not hidden."""
    drifting: int = 0
    """How many of those ranked drift from their rhythm."""
    triage: list[str] = field(default_factory=list)
    """The unsorted, by name."""
    alike: dict[Alike, int] = field(default_factory=dict)
    """How many of those not gone are alike: thousands of people, but few kinds to add up."""

    def put(self, id: str, *, calling: bool, hidden: bool, tracked: bool, drifting: bool) -> None:
        """Put the next contact, in the order of the review, into the lists; TRACKED has a cadence."""
        if tracked:
            self.everyone.append(id)
        if not hidden:
            if tracked:
                self.ranked.append(id)
                self.drifting += drifting
            if calling:
                self.queue.append(id)

    def count(self, alike: Alike, number: int = 1) -> None:
        """Count contacts that are alike."""
        self.alike[alike] = self.alike.get(alike, 0) + number


def lists_of(everybody: Iterable[tuple[Any, ...]], listed: Iterable[tuple[Any, ...]]) -> Lists:
    """Return the lists of these figures; LISTED are those that may be in one, in the order of the review."""
    lists = Lists()
    for figures in listed:
        lists.put(
            figures[ID],
            calling=figures[CALLING],
            hidden=figures[HIDDEN],
            tracked=figures[CADENCE] is not None,
            drifting=figures[DRIFTING],
        )
    unsorted = []
    for figures in everybody:
        state = figures[STATE]
        if state == "unsorted":
            unsorted.append(figures)
        if state not in GONE:
            lists.count(alike(figures))
    unsorted.sort(key=itemgetter(NAME, ID))
    lists.triage = [figures[ID] for figures in unsorted]
    return lists


def alike(figures: tuple[Any, ...]) -> Alike:
    """Return under what a contact is counted."""
    step = None if figures[CADENCE] is None else bisect(LIMITS, -figures[LESS_HEAT])
    return (figures[CIRCLES], figures[TAGS], figures[STATE] != "unsorted", step)
