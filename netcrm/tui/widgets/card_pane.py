"""A frame of written lines about what is under the cursor in a list beside it."""

from asyncio import get_running_loop
from datetime import date
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from netcrm.core.network import Network
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.frame import Frame

if TYPE_CHECKING:
    from asyncio import TimerHandle

REST = 0.07
"""Seconds for which nobody has moved on, before another card is written: a key held down does not wait for cards."""


class CardPane(Frame, can_focus=False, inherit_bindings=False):
    """A card, written anew whenever something changed. Takes no focus; the mouse wheel scrolls a long one."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)
    shown_id: reactive[str] = reactive("", repaint=False)
    """The id of what to show; nothing where it is empty or not known."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[Line] = []
        self._stale = False
        self._turning: TimerHandle | None = None

    @property
    def is_turning(self) -> bool:
        """Whether another card is about to be written."""
        return self._stale or self._turning is not None

    def write(self, network: Network, width: int) -> tuple[str, list[Line]] | None:
        """Return the title and the lines, none of them wider than WIDTH cells; None for nothing to show."""
        raise NotImplementedError

    def watch_network(self) -> None:
        """Write the card anew."""
        self._renew()

    def watch_today(self) -> None:
        """Write the card anew."""
        self._renew()

    def watch_shown_id(self) -> None:
        """Write another card once the cursor rests, and show its head; the first one at once."""
        if self._turning is not None:
            self._turning.cancel()
            self._turning = None
        if self._lines and self.shown_id:  # a timer of Textual's would cost more than the move
            self._turning = get_running_loop().call_later(REST, self._turn)
        else:
            self._turn()

    def on_resize(self) -> None:
        """Wrap the card anew."""
        self._renew()

    def render_line(self, y: int) -> Strip:
        """Return the strip of one line on screen."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        line = self._lines[index] if index < len(self._lines) else []
        return paint.strip([(" ", paint.PLAIN), *line], width, self.plain, self.ink)

    def _turn(self) -> None:
        if not self.is_attached:
            return
        if self.scroll_offset.y:
            self.scroll_to(y=0, animate=False)
        self._renew()

    def _renew(self) -> None:
        """Write the card, once however many attributes have changed."""
        if not self._stale:
            self._stale = True
            self.call_next(self._write)

    def _write(self) -> None:
        self._stale = False
        if self._turning is not None:
            self._turning.cancel()
            self._turning = None
        width = self.scrollable_content_region.width - 2
        written = None if self.network is None or width < 1 else self.write(self.network, width)
        title, self._lines = written or ("", [])
        self.entitle(title)
        # A card that fits takes the height there is: with no change of height nothing is laid out anew.
        self.virtual_size = Size(0, max(len(self._lines), self.size.height))
        self.refresh()
