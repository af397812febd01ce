"""Ask before two contacts are made one: both side by side, and what will be; writes nothing."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from netcrm.core.changes.merging import merge
from netcrm.core.contact import TABLE, Contact
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Record
from netcrm.tui import paint
from netcrm.tui.screens.dialogs.confirm import ConfirmDialog
from netcrm.tui.screens.dialogs.contact_values import FIELDS, texts_of
from netcrm.tui.widgets.words import circle_word

LABEL, CELL, GAP = 12, 18, 1
"""Cells of the columns: what it is called, then each of the two and what will be."""


class MergeDialog(ConfirmDialog):
    """Yes or no; `pair` says who survives and who becomes a part of them. x changes the two round."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "swap", "Change round", show=False)]

    def __init__(self, network: Network, first: str, other: str, today: date) -> None:
        super().__init__(
            _("Make one contact of these two?"),
            _("The log and the promises of both are kept. u takes it back."),
            keep=_("Leave"),
            go=_("Merge"),
        )
        self.pair = (first, other)
        self._network = network
        self._today = today
        self._table = Static(markup=False)

    def inside(self) -> Iterator[Widget]:
        """Yield the two side by side, the question and the two answers."""
        yield self._table
        yield from super().inside()

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("x: the other one survives · Enter and Esc change nothing")

    def on_mount(self) -> None:
        """Show the two."""
        super().on_mount()
        self._table.update(self._rows())

    def action_swap(self) -> None:
        """Let the other one survive."""
        self.pair = (self.pair[1], self.pair[0])
        self._table.update(self._rows())

    def _rows(self) -> Content:
        first, other = map(self._network.contact, self.pair)
        will_be = merge(self._network, first.id, other.id, today=self._today).fields
        columns = [
            self._texts(contact)
            for contact in (first, other, Contact(Record(TABLE, first.id, will_be, "")))
        ]
        heads = (_("survives"), _("is merged"), _("will be"))
        lines = [_line("", heads, "$quiet")]
        labels = {
            "circles": _("Circles"),
            **{f.name: _(f.label) for f in FIELDS},
            "note": _("Note"),
        }
        for field, label in labels.items():
            cells = [texts[field] for texts in columns]
            if any(cells):
                lines.append(_line(label, cells, ""))
        counts = [self._network.ledger.of(id_).count for id_ in self.pair]
        lines.append(_line(_("Log"), [*map(str, counts), ""], ""))
        return Content("\n").join(lines)

    def _texts(self, contact: Contact) -> dict[str, str]:
        circles = ", ".join(map(circle_word, contact.circles))
        return {**texts_of(contact, self._network), "circles": circles}


def _line(label: str, cells: "list[str] | tuple[str, ...]", style: str) -> Content:
    words = [paint.left(paint.shown(cell.replace("\n", " ")), CELL) for cell in cells]
    gap = " " * GAP
    return Content.assemble(
        (paint.left(label, LABEL), "$quiet"),
        (gap.join(["", *words[:2]]), style or "$quiet"),
        (gap + words[2], style),
    )
