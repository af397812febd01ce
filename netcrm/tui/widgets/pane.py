"""What the panes of the home page have in common: they fill themselves from what they are given."""

from typing import TypeVar

from netcrm.tui.widgets.frame import Frame
from netcrm.tui.widgets.row_list import RowList

__all__ = ["Frame", "Pane"]

Row = TypeVar("Row")


class Pane(RowList[Row]):
    """A framed list: attributes come down, messages go up.

    Watchers call `stale`; `refill` then runs once, however many attributes have changed.
    """

    _stale = False

    def refill(self) -> None:
        """Work the rows out anew and `fill` the list."""
        raise NotImplementedError

    def stale(self) -> None:
        """Have the list filled again, before anything is drawn or asked."""
        if not self._stale:
            self._stale = True
            self.call_next(self.settle)

    def on_mount(self) -> None:
        """Fill the list for the first time."""
        self.settle()

    def settle(self) -> None:
        """Fill the list now, where that is due."""
        if self._stale and self.is_attached:
            self._stale = False
            self.refill()
