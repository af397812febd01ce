"""Write a note of several lines where there is no editor; returns the text and writes nothing."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from netcrm.core.i18n import _
from netcrm.tui.screens.dialogs.base import Dialog


class NoteDialog(Dialog[str]):
    """A text of many lines. Esc leaves; where something was typed only the second time in a row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Save", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, *, before: str, why: str = "") -> None:
        """Show TEXT for editing; BEFORE is what is saved so far, WHY says why it is not the editor that asks."""
        super().__init__(title)
        self._text = text
        self._before = before
        self._why = why

    def inside(self) -> Iterator[Widget]:
        """Yield the text."""
        yield TextArea(self._text, id="note", compact=True)

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("Ctrl+S saves · Esc leaves")

    def on_mount(self) -> None:
        """Begin at the end of the text, and say why it is asked for here."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()
        self.complain(self._why)

    def is_untouched(self) -> bool:
        """Return whether the text is the one that is saved."""
        return self.query_one(TextArea).text == self._before

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.typed_on()

    def action_keep(self) -> None:
        """Return the text."""
        self.dismiss(self.query_one(TextArea).text)
