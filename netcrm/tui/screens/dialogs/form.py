"""What forms share: lines with a label and a complaint each, and a warning before typed words are lost."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from netcrm.core.i18n import _
from netcrm.core.record import JSON
from netcrm.core.text import safe_line
from netcrm.tui.screens.dialogs.base import Dialog


class Row(Vertical):
    """A line of the form: a label, what is typed, and below it what is wrong with it."""

    def __init__(self, name: str, label: str, *inside: Widget) -> None:
        super().__init__(id=f"row-{name}", classes="row")
        self._label = label
        self._inside = inside
        self.wrong = Static("", classes="wrong", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the label, what is typed and the complaint."""
        with Horizontal(classes="line"):
            yield Label(Content(self._label), classes="label")
            yield from self._inside
        yield self.wrong

    def complain(self, message: str) -> None:
        """Show what is wrong, or nothing."""
        self.wrong.update(Content(safe_line(message)))
        self.set_class(bool(message), "-wrong")


class Form(Dialog[dict[str, JSON]]):
    """Lines to fill in, each a `Row` of its field's name. Returns the fields that were changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Save", show=False, priority=True),
        Binding("enter", "keep", "Save", show=False),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]

    def is_untouched(self) -> bool:
        """Return whether all stands as it was shown."""
        raise NotImplementedError

    def action_keep(self) -> None:
        """Return what was changed, or say under each line why it can't be read."""
        raise NotImplementedError

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("Enter or Ctrl+S saves · Tab next · Esc leaves")

    def warning(self) -> str:
        """Return what is said before typed words are lost."""
        return _("Esc once more throws away what you typed; Enter saves it.")

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed_on(self) -> None:
        self.typed_on()

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.action_keep()

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        name = str(message.input.id).removeprefix("field-")
        self.query_one(f"#row-{name}", Row).complain("")
