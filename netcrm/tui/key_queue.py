"""Keys one after the other: each has done all it does before the next is looked at.

Without this, keys that come in one burst (typed ahead, pasted, sent over a slow line) would all go
to the widget that had the focus when the first of them came, whatever dialog that one has opened.
"""

from asyncio import Event, Task, create_task, sleep, timeout
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.events import Event as TextualEvent
from textual.events import Key
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from netcrm.tui.app import NetcrmApp

_PATIENCE = 1.0
"""Seconds after which a key that has not settled lets the next one through all the same."""

_TYPING = 0.6
"""Seconds within which a key still belongs to the date whose first digit was a command already."""

_OF_A_DATE = frozenset("0123456789/.-")


class KeyQueue:
    """Hands keys to the app, and waits after each until nothing that it began is under way."""

    def __init__(self, app: "NetcrmApp") -> None:
        self._app = app
        self._waiting: deque[TextualEvent] = deque()
        self._task: Task[None] | None = None
        self._digit_at: float | None = None
        self._went_on = False

    def put(self, event: TextualEvent) -> None:
        """Take a key in; it is handed on when those before it are done."""
        self._waiting.append(event)
        if not self.is_busy:
            self._task = create_task(self._run())

    @property
    def is_busy(self) -> bool:
        """Whether a key is still at work or waits."""
        return self._task is not None and not self._task.done()

    async def _run(self) -> None:
        try:
            while self._waiting:
                event = self._waiting.popleft()
                if self._is_rest_of_a_date(event):
                    self._app.tell_how_to_date()
                    continue
                line = self._line()
                await self._app.forward(event)
                await self._settled(line, sends=isinstance(event, Key) and event.key == "enter")
        except Exception as error:  # noqa: BLE001  as Textual does with what fails in a handler
            self._app._handle_exception(error)  # noqa: SLF001  the app's own way to end on an error

    def digit_chose(self, at: float) -> None:
        """Hear that a digit, typed AT that time, chose a day; it may have been meant to begin a date."""
        self._digit_at, self._went_on = at, False

    def _is_rest_of_a_date(self, event: TextualEvent) -> bool:
        """Return whether a key goes on with a date that a digit has cut short, as `/12` after `3`."""
        if self._digit_at is None or not isinstance(event, Key):
            return False
        soon = event.time - self._digit_at < _TYPING
        rest = event.character in _OF_A_DATE or (self._went_on and event.key == "enter")
        self._digit_at = event.time if soon and rest and event.key != "enter" else None
        self._went_on = self._digit_at is not None
        return soon and rest

    def _line(self) -> Input | None:
        """Return the line that is being typed in, or None."""
        focused = self._app.focused
        return focused if isinstance(focused, Input) else None

    async def _settled(self, line: Input | None, *, sends: bool) -> None:
        """Wait until a key has done all it does; LINE is what it was typed into.

        A key that SENDS a line or a choice makes a message that goes the same way behind it.
        """
        try:
            async with timeout(_PATIENCE):
                await self._passed()
                if sends:
                    await self._passed()
                if line is not None and line is self._line() and not self._app.busy:
                    return
                while self._app.busy or not self._app.screen.is_running:
                    if self._app.is_leaving:
                        return
                    await sleep(0.001)
                if not self._app.is_leaving:
                    await _reached(self._app.screen.call_after_refresh)
        except TimeoutError:
            pass

    async def _passed(self) -> None:
        """Wait until the key has been seen by all that it passes on its way up to the app."""
        node: MessagePump | None = self._app.focused or self._app.screen
        while node is not None:
            await _reached(node.call_later)
            node = node._parent  # noqa: SLF001  the way that messages take


async def _reached(call: Callable[[Callable[[], object]], bool]) -> None:
    """Wait until a callback given to CALL has been called; at once where it is not taken."""
    reached = Event()
    if call(reached.set):
        await reached.wait()
