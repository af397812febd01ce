"""The line above the keys: what just happened, else what is under the cursor; and notices."""

from time import monotonic

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from netcrm.core.i18n import _
from netcrm.core.text import safe_line
from netcrm.tui.taught import key_now

_AT_LEAST = 1.5
"""Seconds for which what happened stays, whatever the cursor does meanwhile."""
_AT_MOST = 12.0


class Flash(Vertical):
    """One line that tells; above it a notice that stays while it is so."""

    def __init__(self) -> None:
        super().__init__(id="flash")
        self._notice = Static("", id="notice", markup=False)
        self._line = Static("", id="flash-line", markup=False)
        self._resting = self._shown = Content("")
        self._said_at = -_AT_MOST
        self.said = ""
        """What was said last, without what to do about it."""

    def compose(self) -> ComposeResult:
        """Lay out the line; the notice comes above it when there is one."""
        yield self._line

    def say(self, message: str, *, undo: bool = False, hint: str = "") -> None:
        """Say what happened, with how to take it back."""
        hint = _("`u` to undo") if undo else hint
        self._show(message, Content.assemble((safe_line(message), "bold"), _taught(hint)))

    def refuse(self, message: str, hint: str = "") -> None:
        """Say why something was not done, and what helps."""
        words = safe_line(message[:1].upper() + message[1:])
        self._show(message, Content.assemble((words, "$text-warning"), _taught(hint)))

    def rest(self, words: Content) -> None:
        """Show WORDS whenever nothing has just happened."""
        self._resting = words
        if monotonic() - self._said_at > _AT_LEAST:
            self._put(words)
            self._line.remove_class("-said")

    def notice(self, message: str, *, quiet: bool = False) -> None:
        """Show a notice until it is taken away with an empty one; QUIET where nothing is wrong."""
        if message and not self._notice.is_attached:
            self.mount(self._notice, before=0)
        self._notice.set_class(quiet, "-quiet")
        self._notice.update(Content(safe_line(message)))
        self._notice.display = bool(message)

    def _show(self, message: str, content: Content) -> None:
        self.said = message
        self._said_at = monotonic()
        self._put(content)
        self._line.add_class("-said")
        self.set_timer(_AT_MOST, self._fade)

    def _fade(self) -> None:
        if monotonic() - self._said_at >= _AT_MOST - 0.1:
            self._put(self._resting)
            self._line.remove_class("-said")

    def _put(self, words: Content) -> None:
        """Show WORDS; the line keeps its height, so that nothing is laid out anew."""
        if words != self._shown:
            self._shown = words
            self._line.update(words, layout=False)


def _taught(hint: str) -> Content:
    """Return HINT after a gap, quiet, with what stands in backticks as keys."""
    if not hint:
        return Content("")
    parts = [
        (key_now(part), "$primary") if index % 2 else (part, "$quiet")
        for index, part in enumerate(safe_line(hint).split("`"))
    ]
    return Content.assemble("   ", *(part for part in parts if part[0]))
