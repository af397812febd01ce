"""What was done since the app was opened, as far as undo and the review must know."""

from collections.abc import Iterable
from datetime import date

_CHANGE: tuple[str, ...] = ()


class Trail:
    """The order of changes and of people let be. To let somebody be writes nothing, so undo asks here first."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, ...]] = []
        self._undone: list[tuple[str, ...]] = []
        self._reached: dict[str, date] = {}

    def reach(self, id: str, day: date) -> None:
        """Note that somebody was dealt with in a review of a day."""
        self._reached[id] = day

    def reached(self, day: date) -> frozenset[str]:
        """Return the ids of those who were dealt with in the reviews of a day."""
        return frozenset(id for id, when in self._reached.items() if when == day)

    @property
    def left(self) -> frozenset[str]:
        """The ids of those who are let be."""
        return frozenset(id_ for step in self._steps for id_ in step)

    @property
    def last(self) -> tuple[str, ...]:
        """Who was let be as the very last step; empty where that was a change, or nothing."""
        return self._steps[-1] if self._steps else ()

    @property
    def next(self) -> tuple[str, ...]:
        """Who would be let be again as the very next step of a redo."""
        return self._undone[-1] if self._undone else ()

    def changed(self) -> None:
        """Note that a change was made."""
        self._steps.append(_CHANGE)
        self._undone.clear()

    def let_be(self, ids: Iterable[str]) -> None:
        """Note that these were let be."""
        self._steps.append(tuple(ids))
        self._undone.clear()

    def change_undone(self) -> None:
        """Note that the last change was taken back."""
        _drop_last_change(self._steps)
        self._undone.append(_CHANGE)

    def change_redone(self) -> None:
        """Note that a change was done again."""
        _drop_last_change(self._undone)
        self._steps.append(_CHANGE)

    def bring_back(self) -> tuple[str, ...]:
        """Take the last step back, which let somebody be; return whom."""
        self._undone.append(self._steps.pop())
        return self._undone[-1]

    def let_be_again(self) -> tuple[str, ...]:
        """Do the step again that was taken back last; return whom it lets be."""
        self._steps.append(self._undone.pop())
        return self._steps[-1]


def _drop_last_change(steps: list[tuple[str, ...]]) -> None:
    for at in range(len(steps) - 1, -1, -1):
        if steps[at] == _CHANGE:
            del steps[at]
            return
