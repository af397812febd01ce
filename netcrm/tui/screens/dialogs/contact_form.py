"""The form to add or edit a contact; returns what was changed and writes nothing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from netcrm.core.circle import Circle
from netcrm.core.contact import Contact
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON
from netcrm.core.text import safe_line
from netcrm.tui.commands import noted
from netcrm.tui.screens.dialogs import contact_values
from netcrm.tui.screens.dialogs.base import Dialog, Line
from netcrm.tui.screens.dialogs.tick import Tick

CIRCLE_WORDS = {
    Circle.FAMILY: noted("Family"),
    Circle.FRIENDS: noted("Friends"),
    Circle.PROFESSIONAL: noted("Professional"),
}


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


class ContactForm(Dialog[dict[str, JSON]]):
    """Add or edit a contact. Returns the fields whose lines were changed, by the record's names."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Save", show=False, priority=True),
        Binding("enter", "keep", "Save", show=False),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]

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

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("Enter or Ctrl+S saves · Tab next · Esc leaves")

    def on_mount(self) -> None:
        """Start with the name."""
        self.query_one("#field-name", Line).focus()

    _warned = False

    def action_leave(self) -> None:
        """Leave; where something was typed only the second time in a row."""
        untouched = self._texts() == self._shown and self._ticked() == self._circles_shown
        only = self.query_one("#full_only", Tick).value
        if self._warned or (untouched and only == self._full_only):
            super().action_leave()
            return
        self._warned = True
        self.complain(_("Esc once more throws away what you typed; Enter saves it."))

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed_on(self) -> None:
        """Take the warning back as soon as somebody types on."""
        if self._warned:
            self._warned = False
            self.complain("")

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.action_keep()

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        name = str(message.input.id).removeprefix("field-")
        self.query_one(f"#row-{name}", Row).complain("")

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
