"""A short list to choose from with one key; writes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from netcrm.core.i18n import _
from netcrm.core.text import safe_line
from netcrm.tui import paint
from netcrm.tui.screens.dialogs.base import Dialog

LABEL = 48
"""Cells that a label may take."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to choose; `why_not` says why it can't be chosen now."""

    id: str
    key: str
    label: str
    hint: str = ""
    why_not: str = ""


class Choices(OptionList):
    """The rows of a menu; a key chooses at once."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__(*self._drawn(rows), markup=False, compact=True)

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows, with the cursor where it is."""
        at = self.highlighted
        self.clear_options()
        self.add_options(self._drawn(rows))
        self.highlighted = at

    @classmethod
    def _drawn(cls, rows: Sequence[Row]) -> Iterator[Option]:
        width = min(max((cell_len(safe_line(row.label)) for row in rows), default=0), LABEL)
        return (cls._option(row, width) for row in rows)

    @staticmethod
    def _option(row: Row, width: int) -> Option:
        dim = "$faint" if row.why_not else ""
        content = Content.assemble(
            (f" {row.key:<2} ", dim or "bold $mark"),
            (paint.left(row.label, width), dim),
            (f"  {safe_line(row.why_not or row.hint)}", dim or "$quiet"),
        )
        return Option(content, id=row.id)


class MenuDialog(Dialog[str]):
    """Choose one row by its key, or with the arrows and Enter; returns its id."""

    def __init__(self, title: str, rows: Sequence[Row]) -> None:
        super().__init__(title)
        self.take(rows)

    def take(self, rows: Sequence[Row]) -> None:
        """Choose among other ROWS."""
        self._rows = {row.id: row for row in rows}
        self._keys = {row.key: row for row in rows}

    def inside(self) -> Iterator[Widget]:
        """Yield the rows."""
        yield Choices([*self._rows.values()])

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("a key chooses · Esc leaves")

    def on_key(self, event: events.Key) -> None:
        """Choose the row whose key was pressed; j and k move."""
        if event.character in self._keys:
            event.stop()
            self._choose(self._keys[event.character])
        elif event.character in ("j", "k"):
            event.stop()
            choices = self.query_one(Choices)
            (choices.action_cursor_down if event.character == "j" else choices.action_cursor_up)()

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        self._choose(self._rows[str(message.option.id)])

    def _choose(self, row: Row) -> None:
        if row.why_not:
            self.complain(row.why_not)
        else:
            self.dismiss(row.id)
