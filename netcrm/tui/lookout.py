"""Looks again and again for what others wrote: often while somebody is at the keyboard, now and then else."""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable
from time import monotonic

AWAKE_SECONDS = 1.0
DROWSY_SECONDS = 6.0
"""Between two looks, once nothing has happened for so long as `QUIET` says: each wakes the machine up."""

QUIET_SECONDS = 10.0


class Lookout:
    """Calls LOOK, which says whether anything has happened, until `stop`; what it raises goes to FAIL.

    By the loop itself: a timer of Textual's costs ten times as much as a look.
    """

    def __init__(self, look: Callable[[], bool], fail: Callable[[Exception], None]) -> None:
        self._look = look
        self._fail = fail
        self._next: TimerHandle | None = None
        self._happened_at = monotonic()

    @property
    def is_drowsy(self) -> bool:
        """Whether nothing has happened for a while."""
        return monotonic() - self._happened_at > QUIET_SECONDS

    def start(self) -> None:
        """Look from now on. Needs a running loop."""
        seconds = DROWSY_SECONDS if self.is_drowsy else AWAKE_SECONDS
        self._next = get_running_loop().call_later(seconds, self._looks)

    def stop(self) -> None:
        """Look no more."""
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def wake(self, *, at_once: bool = False) -> None:
        """Hear that somebody is there: look often again, or AT_ONCE."""
        was_drowsy = self.is_drowsy
        self._happened_at = monotonic()
        if self._next is not None and (at_once or was_drowsy):
            self.stop()
            if at_once:
                self._next = get_running_loop().call_later(0, self._looks)
            else:
                self.start()

    def _looks(self) -> None:
        try:
            if self._look():
                self._happened_at = monotonic()
        except Exception as error:  # noqa: BLE001  as Textual does with what fails in a handler
            self._fail(error)
        else:
            if self._next is not None:
                self.start()
