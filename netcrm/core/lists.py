"""Whom the lists show on a day, in order, and how many are alike: made of everybody's figures."""

from bisect import bisect
from collections.abc import Iterable
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


class Lists:
    """The ids of the people in each list, and the numbers beside them.

    `everyone` are all with a cadence, also those hidden, and `ranked` the same without these;
    `queue` is whom the review is for: who calls and is not hidden. All are in the order of the review.
    `drifting` says how many of those ranked drift from their rhythm. `triage` are the unsorted, by
    name. `alike` counts those not gone that are alike: thousands of people, but few kinds to add up.
    """

    __slots__ = ("alike", "drifting", "everyone", "queue", "ranked", "triage")

    def __init__(self) -> None:
        self.everyone: list[str] = []
        self.ranked: list[str] = []
        self.queue: list[str] = []
        self.drifting = 0
        self.triage: list[str] = []
        self.alike: dict[Alike, int] = {}

    def count(self, alike: Alike, number: int = 1) -> None:
        """Count contacts that are alike."""
        self.alike[alike] = self.alike.get(alike, 0) + number


def lists_of(everybody: Iterable[tuple[Any, ...]], listed: Iterable[tuple[Any, ...]]) -> Lists:
    """Return the lists of these figures; LISTED are those that may be in one, in the order of the review."""
    order = [*listed]
    shown = [figures for figures in order if not figures[HIDDEN]]
    ranked = [figures for figures in shown if figures[CADENCE] is not None]
    lists = Lists()
    lists.everyone = [figures[ID] for figures in order if figures[CADENCE] is not None]
    lists.ranked = [figures[ID] for figures in ranked]
    lists.queue = [figures[ID] for figures in shown if figures[CALLING]]
    lists.drifting = sum(figures[DRIFTING] for figures in ranked)
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
