"""The last line: the keys that matter here, dim where they can do nothing; runs nothing itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netcrm.core.i18n import _
from netcrm.tui.commands import Command


class KeyBar(Widget):
    """At most nine keys with a word each; a click does what the key does."""

    @dataclass
    class Wanted(Message):
        """A key was clicked."""

        key: str

    def __init__(self, commands: Sequence[Command], why_not: Callable[[str], str]) -> None:
        super().__init__(id="keys")
        self._commands = tuple(commands)
        self._why_not = why_not
        self._places: list[tuple[int, int, Command]] = []
        self._dim: tuple[bool, ...] = ()

    def show(self, commands: Sequence[Command]) -> None:
        """Show other keys."""
        if tuple(commands) != self._commands:
            self._commands = tuple(commands)
            self.refresh()

    def look_again(self) -> None:
        """Draw the line anew where something can be done now that could not before, or the other way round."""
        if self._dim_now() != self._dim:
            self.refresh()

    def _dim_now(self) -> tuple[bool, ...]:
        return tuple(bool(self._why_not(command.action)) for command in self._commands)

    def render(self) -> Content:
        """Return the line: what does not fit is left out from the right, but never the help."""
        shown, gap = self._fitting()
        self._dim = self._dim_now()
        dim = dict(zip(self._commands, self._dim, strict=True))
        self._places.clear()
        parts: list[tuple[str, str] | str] = [" "]
        at = 1
        for command in shown:
            can = not dim[command]
            parts += [
                (command.key, "bold $footer-key-foreground" if can else "$faint"),
                (f" {_(command.label)}", "$footer-description-foreground" if can else "$faint"),
                " " * gap,
            ]
            self._places.append((at, at + _width(command), command))
            at += _width(command) + gap
        return Content.assemble(*parts)

    def _fitting(self) -> tuple[list[Command], int]:
        """Return the commands that there is room for, and the blanks after each."""
        shown = [*self._commands]
        room = self.size.width - 1
        for gap in (2, 1):
            if sum(map(_width, shown)) + gap * len(shown) <= room:
                return shown, gap
        while len(shown) > 2 and sum(map(_width, shown)) + 2 * len(shown) > room:
            del shown[-2]
        return shown, 2

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        for start, end, command in self._places:
            if start <= event.x < end:
                self.post_message(self.Wanted(command.keys.split(",")[0]))


def _width(command: Command) -> int:
    return cell_len(command.key) + 1 + cell_len(_(command.label))
