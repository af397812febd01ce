"""The form for somebody whom a contact knows; returns the texts that were changed and writes nothing."""

from collections.abc import Iterator, Mapping

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import TextArea

from netcrm.core.i18n import _
from netcrm.core.text import same
from netcrm.tui.commands import noted
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.screens.dialogs.contact_values import Field
from netcrm.tui.screens.dialogs.form import Form, Row

HOW = Field("how", noted("Is their"), noted("sister, ex-colleague"))
FIELDS = (
    Field("name", noted("Name"), noted("Karen Holm")),
    HOW,
    Field("org", noted("Works at"), noted("Novo Nordisk")),
    Field("title", noted("As"), noted("designer")),
)
"""All lines but the note, in the order of the form."""


class AcquaintanceForm(Form):
    """Say whom a contact knows, or what is known of them. Returns the fields whose lines were changed."""

    def __init__(self, title: str, texts: Mapping[str, str] | None = None) -> None:
        """Take what the lines say for somebody known; of a contact that is only `how`."""
        super().__init__(title)
        self._new = texts is None
        given = texts or {}
        self._fields = (HOW,) if [*given] == ["how"] else FIELDS
        self._before = {field.name: given.get(field.name, "") for field in self._fields}
        if self._fields is FIELDS:
            self._before["note"] = given.get("note", "")

    def inside(self) -> Iterator[Widget]:
        """Yield the lines of the form."""
        rows: list[Widget] = []
        for field in self._fields:
            line = Line(
                self._before[field.name],
                placeholder=field.shown_example,
                id=f"field-{field.name}",
            )
            rows.append(Row(field.name, _(field.label), line))
        if "note" in self._before:
            note = TextArea(self._before["note"], id="field-note", compact=True)
            rows.append(Row("note", _("Note"), note))
        yield VerticalScroll(*rows, can_focus=False)

    def on_mount(self) -> None:
        """Start with the first line."""
        self.query_one(f"#field-{self._fields[0].name}", Line).focus()

    def is_untouched(self) -> bool:
        """Return whether nothing was typed."""
        return self._texts() == self._before

    def action_keep(self) -> None:
        """Return what was changed, or say that a name is needed."""
        texts = self._texts()
        if "name" in texts and not same(texts["name"]):
            self.query_one("#row-name", Row).complain(_("an acquaintance needs a name"))
            self.query_one("#field-name", Line).focus()
            return
        self.dismiss({n: text for n, text in texts.items() if text != self._before[n] or self._new})

    def _texts(self) -> dict[str, str]:
        lines = {
            field.name: self.query_one(f"#field-{field.name}", Line).value for field in self._fields
        }
        if "note" in self._before:
            lines["note"] = self.query_one("#field-note", TextArea).text
        return lines
