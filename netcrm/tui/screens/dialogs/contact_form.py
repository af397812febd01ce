"""The form to add or edit a contact; returns what was changed and writes nothing."""

from collections.abc import Iterator, Mapping
from datetime import date

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import TextArea

from netcrm.core.circle import Circle
from netcrm.core.contact import Contact
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.tui.commands import noted
from netcrm.tui.screens.dialogs import contact_values
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.screens.dialogs.form import Form, Row
from netcrm.tui.screens.dialogs.tick import Tick

CIRCLE_WORDS = {
    Circle.FAMILY: noted("Family"),
    Circle.FRIENDS: noted("Friends"),
    Circle.PROFESSIONAL: noted("Professional"),
}


class ContactForm(Form):
    """Add or edit a contact. Returns the fields whose lines were changed, by the record's names."""

    def __init__(
        self,
        network: Network,
        today: date,
        contact: Contact | None = None,
        *,
        name: str = "",
        circle: Circle | None = None,
    ) -> None:
        super().__init__(
            _("Edit {name}").format(name=contact.name) if contact else _("Add a contact")
        )
        self._network = network
        self._today = today
        self._new = contact is None
        self._before = contact_values.texts_of(contact, network)
        self._shown = self._before | ({"name": name} if name else {})
        inside = contact.circles if contact else ()
        self._circles_before = {c: c in inside for c in Circle}
        self._circles_shown = self._circles_before | ({circle: True} if circle else {})
        self._full_only = contact.full_only if contact else False

    def inside(self) -> Iterator[Widget]:
        """Yield the lines of the form."""
        rows: list[Widget] = []
        for field in contact_values.FIELDS:
            value = self._shown[field.name]
            line = Line(value, placeholder=field.shown_example, id=f"field-{field.name}")
            rows.append(Row(field.name, _(field.label), line))
            if field.name == "nicknames":
                rows.append(Row("circles", _("Circles"), *self._ticks()))
            if field.name == "every":
                words = _("only meetings and calls count")
                only = Tick(words, value=self._full_only, id="full_only")
                rows.append(Row("full_only", "", only))
        note = TextArea(self._shown["note"], id="field-note", compact=True)
        rows.append(Row("note", _("Note"), note))
        yield VerticalScroll(*rows, can_focus=False)

    def on_mount(self) -> None:
        """Start with the name."""
        self.query_one("#field-name", Line).focus()

    def is_untouched(self) -> bool:
        """Return whether nothing was typed and no circle changed."""
        only = self.query_one("#full_only", Tick).value
        same = self._texts() == self._shown and self._ticked() == self._circles_shown
        return same and only == self._full_only

    def action_keep(self) -> None:
        """Return what was changed, or say under each line why it can't be read."""
        changed = {name: text for name, text in self._texts().items() if self._is_news(name, text)}
        values, wrong = contact_values.read(changed, self._network, self._today)
        for row in self.query(Row):
            row.complain(wrong.get(str(row.id).removeprefix("row-"), ""))
        if wrong:
            first = next(name for name in self._before if name in wrong)
            self.query_one(f"#field-{first}").focus()
            return
        ticks = self._ticked()
        if ticks != self._circles_before:
            values["circles"] = contact_values.circles(ticks)
        only = self.query_one("#full_only", Tick).value
        if only != self._full_only:
            values["full_only"] = only or None
        self.dismiss(values)

    def _is_news(self, name: str, text: str) -> bool:
        return text != self._before[name] or (self._new and name == "name")

    def _texts(self) -> Mapping[str, str]:
        lines = {
            f.name: self.query_one(f"#field-{f.name}", Line).value for f in contact_values.FIELDS
        }
        return lines | {"note": self.query_one("#field-note", TextArea).text}

    def _ticks(self) -> Iterator[Tick]:
        for circle, ticked in self._circles_shown.items():
            yield Tick(_(CIRCLE_WORDS[circle]), value=ticked, id=f"circle-{circle}")

    def _ticked(self) -> dict[Circle, bool]:
        return {c: self.query_one(f"#circle-{c}", Tick).value for c in Circle}
