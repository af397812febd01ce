"""The line that filters a pane while it is typed in; filters nothing itself."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from netcrm.core.i18n import _
from netcrm.core.text import safe_line
from netcrm.tui.screens.dialogs.base import Line


class FilterLine(Horizontal):
    """A line at the foot while a filter is typed. Enter keeps the filter, Esc clears it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear", show=False),
        Binding("down,tab", "keep", "Keep", show=False, priority=True),
    ]

    @dataclass
    class Typed(Message):
        """The text is another now."""

        text: str

    @dataclass
    class Closed(Message):
        """The line was closed; the text is the filter that stays."""

        text: str

    def __init__(self) -> None:
        super().__init__(id="filter")
        self._wrong = ""

    def compose(self) -> ComposeResult:
        """Lay out the sign, the line and what is wrong with it."""
        yield Static(Content("/"), id="filter-sign", markup=False)
        yield Line(placeholder=_("words · circle:friends · tag:x · org:x · heat:>1 · since:3m"))
        yield Static("", id="filter-wrong", markup=False)

    def open(self, text: str) -> None:
        """Show the line with TEXT in it and go there."""
        self.display = True
        line = self.query_one(Line)
        with self.prevent(Input.Changed):
            line.value = text
        line.cursor_position = len(text)
        line.focus()
        self.complain("")

    def complain(self, message: str) -> None:
        """Say what is wrong with the filter, or nothing."""
        if message != self._wrong:
            self._wrong = message
            self.query_one("#filter-wrong", Static).update(Content(safe_line(message)))

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        message.stop()
        self.post_message(self.Typed(message.value))

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self._close(message.value)

    def action_keep(self) -> None:
        """Keep the filter and go back to the pane."""
        self._close(self.query_one(Input).value)

    def action_clear(self) -> None:
        """Clear the filter and go back to the pane."""
        self._close("")

    def _close(self, text: str) -> None:
        self.display = False
        self.post_message(self.Closed(text))
