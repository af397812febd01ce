"""Ask before something that is hard to take back; the safe answer is the one that Enter gives."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from netcrm.core.i18n import _
from netcrm.core.text import safe
from netcrm.tui.screens.dialogs.base import Dialog


class _Buttons(Horizontal):
    """The two answers, the safe one first and focused."""

    def __init__(self, safe_one: str, risky_one: str) -> None:
        super().__init__()
        self._labels = (safe_one, risky_one)

    def compose(self) -> ComposeResult:
        """Lay out the buttons."""
        yield Button(Content(self._labels[0]), id="no", compact=True)
        yield Button(Content(self._labels[1]), id="yes", compact=True)


class ConfirmDialog(Dialog[bool]):
    """Yes or no; Esc, n and Enter say no, y says yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n,q", "answer(False)", "No", show=False),
        Binding("left,h", "app.focus_previous", "Left", show=False),
        Binding("right", "app.focus_next", "Right", show=False),
    ]

    def __init__(self, title: str, text: str, *, keep: str, go: str) -> None:
        super().__init__(title)
        self._text = text
        self._labels = (f" {keep} (n) ", f" {go} (y) ")

    def inside(self) -> Iterator[Widget]:
        """Yield the question and the two answers."""
        yield Static(Content(safe(self._text)), id="question", markup=False)
        yield _Buttons(*self._labels)

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("Enter and Esc change nothing")

    def on_mount(self) -> None:
        """Start on the safe answer."""
        self.query_one("#no", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, message: Button.Pressed) -> None:
        self.dismiss(message.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Answer by a key."""
        self.dismiss(yes)
