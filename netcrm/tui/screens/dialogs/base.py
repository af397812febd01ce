"""What all dialogs share: a box, Esc to leave, a line for what is wrong; writes nothing."""

from collections.abc import Callable, Iterator
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from netcrm.core.i18n import _
from netcrm.core.text import clean, safe_line

Answer = TypeVar("Answer")


class Line(Input):
    """A line to type in that loses nothing of a paste with several lines."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """How long the text is; no line is as wide as its text, so that nothing is laid out anew at each key."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        if event.text:
            selection = self.selection
            self.replace(clean(event.text), *sorted((selection.start, selection.end)))
        event.stop()
        event.prevent_default()


def move_while_typing(event: events.Key, rows: OptionList, *, letters: bool = False) -> None:
    """Take a key that moves in ROWS, whoever has the focus; with LETTERS `j` and `k` too."""
    moves: dict[str, Callable[[], None]] = {
        "down": rows.action_cursor_down,
        "up": rows.action_cursor_up,
        "pagedown": rows.action_page_down,
        "pageup": rows.action_page_up,
    }
    if letters:
        moves |= {"j": rows.action_cursor_down, "k": rows.action_cursor_up}
    if event.key in moves:
        event.stop()
        event.prevent_default()
        moves[event.key]()


class Dialog(ModalScreen[Answer]):
    """A box with a title; returns None where it is left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(self, title: str) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._wrong = Static("", id="wrong", markup=False)
        self._wrong.display = False

    def compose(self) -> ComposeResult:
        """Lay the box out around what the dialog asks."""
        with Vertical(classes="box") as box:
            box.border_title = Content(safe_line(self._title))
            if hint := self.hint():
                box.border_subtitle = Content(hint)
            yield from self.inside()
            yield self._wrong

    def inside(self) -> Iterator[Widget]:
        """Yield what the box holds."""
        raise NotImplementedError

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("Esc leaves")

    def complain(self, message: str) -> None:
        """Say what is wrong; the dialog stays open and keeps what was typed."""
        self._wrong.update(Content(safe_line(message)))
        self._wrong.display = bool(message)

    _warned = False

    def is_untouched(self) -> bool:
        """Return whether nothing would be lost."""
        return True

    def action_leave(self) -> None:
        """Leave without an answer; where something was typed only the second time in a row."""
        if self._warned or self.is_untouched():
            self.dismiss(None)
            return
        self._warned = True
        self.complain(self.warning())

    def warning(self) -> str:
        """Return what is said before typed words are lost."""
        return _("Esc once more throws away what you typed; Ctrl+S saves it.")

    def typed_on(self) -> None:
        """Take the warning back as soon as somebody types on."""
        if self._warned:
            self._warned = False
            self.complain("")
