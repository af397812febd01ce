"""Ask for one line and show below it how it is read; writes nothing."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.text import safe_line
from netcrm.tui.screens.dialogs.base import Dialog, Line

Value = TypeVar("Value")


class Read(Generic[Value]):
    """What a line was read as: the value, and the same in words."""

    __slots__ = ("value", "words")

    def __init__(self, value: Value, words: str) -> None:
        self.value = value
        self.words = words


class LineDialog(Dialog[Read[Value]], Generic[Value]):
    """One line that READ understands, or says by BadInputError why not; returns what was read."""

    def __init__(
        self,
        title: str,
        read: Callable[[str], Read[Value]],
        *,
        value: str = "",
        placeholder: str = "",
        selected: bool = False,
    ) -> None:
        """Start with VALUE; where it is SELECTED, typing replaces it."""
        super().__init__(title)
        self._read = read
        self._value = value
        self._placeholder = placeholder
        self._selected = selected

    def inside(self) -> Iterator[Widget]:
        """Yield the line and how it is read."""
        yield Line(self._value, placeholder=self._placeholder, id="line")
        yield Static("", id="reading", markup=False)

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("Enter keeps · Esc leaves")

    def on_mount(self) -> None:
        """Show how the line is read as it stands."""
        self._show(self._value)
        if self._selected:
            self.query_one(Line).select_all()

    def is_untouched(self) -> bool:
        """Return whether nothing was typed."""
        return self.query_one(Line).value == self._value

    def warning(self) -> str:
        """Return what is said before typed words are lost."""
        return _("Esc once more throws away what you typed; Enter keeps it.")

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        self.typed_on()
        self.complain("")
        self._show(message.value)

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        try:
            self.dismiss(self._read(message.value))
        except BadInputError as error:
            self.complain(f"{error.message}. {error.hint}" if error.hint else error.message)

    def _show(self, value: str) -> None:
        try:
            words = self._read(value).words
        except BadInputError:
            words = "…"
        self.query_one("#reading", Static).update(Content(safe_line(words)))
