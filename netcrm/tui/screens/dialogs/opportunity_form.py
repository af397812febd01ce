"""The form to add or edit an opportunity; returns the texts that were changed and writes nothing."""

from collections.abc import Iterator, Mapping
from datetime import date

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import TextArea

from netcrm.core.anyone import find_anyone
from netcrm.core.dates import no_day_at_end, no_such_day
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.text import clean
from netcrm.tui.commands import noted
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.screens.dialogs.contact_values import Field
from netcrm.tui.screens.dialogs.form import Form, Row

FIELDS = (
    Field("org", noted("Organisation"), noted("Novo Nordisk")),
    Field("role", noted("Role"), noted("data analyst")),
    Field("via", noted("Brought by"), noted("the name of somebody you know, or whom they know")),
    Field("source", noted("Else from"), noted("advert")),
    Field("next", noted("Next step"), noted("send CV fri")),
    Field("link", noted("Link"), noted("https://…")),
)
"""All lines but the note, in the order of the form."""


class OpportunityForm(Form):
    """Add or edit an opportunity. Returns the fields whose lines were changed; `via` is an id."""

    def __init__(self, network: Network, today: date, one: Opportunity | None = None) -> None:
        super().__init__(_("Edit the opportunity") if one else _("Add an opportunity"))
        self._network = network
        self._today = today
        self._new = one is None
        self._before = _texts_of(one, network)

    def inside(self) -> Iterator[Widget]:
        """Yield the lines of the form."""
        rows: list[Widget] = []
        for field in FIELDS:
            line = Line(
                self._before[field.name],
                placeholder=field.shown_example,
                id=f"field-{field.name}",
            )
            rows.append(Row(field.name, _(field.label), line))
        note = TextArea(self._before["note"], id="field-note", compact=True)
        rows.append(Row("note", _("Note"), note))
        yield VerticalScroll(*rows, can_focus=False)

    def on_mount(self) -> None:
        """Start with the organisation."""
        self.query_one("#field-org", Line).focus()

    def is_untouched(self) -> bool:
        """Return whether nothing was typed."""
        return self._texts() == self._before

    def action_keep(self) -> None:
        """Return what was changed, or say under each line why it can't be read."""
        values = {}
        wrong: dict[str, str] = {}
        for name, text in self._texts().items():
            needed = name in ("org", "role")
            if text == self._before[name] and not (self._new and needed):
                continue
            try:
                values[name] = self._read(name, text.strip())
            except BadInputError as error:
                wrong[name] = f"{error.message} ({error.hint})" if error.hint else error.message
        for row in self.query(Row):
            row.complain(wrong.get(str(row.id).removeprefix("row-"), ""))
        if wrong:
            self.query_one(f"#field-{next(iter(wrong))}").focus()
            return
        self.dismiss({**values})

    def _read(self, name: str, text: str) -> str:
        if name == "via" and text:
            return find_anyone(self._network, text)
        if name == "org" and not text:
            raise BadInputError(_("an opportunity needs an organisation"))
        if name == "role" and not text:
            raise BadInputError(_("an opportunity needs a role"))
        if name == "next" and (wrong := no_day_at_end(text, self._today)):
            raise no_such_day(wrong)
        return text

    def _texts(self) -> Mapping[str, str]:
        lines = {f.name: self.query_one(f"#field-{f.name}", Line).value for f in FIELDS}
        return lines | {"note": self.query_one("#field-note", TextArea).text}


def _texts_of(one: Opportunity | None, network: Network) -> dict[str, str]:
    """Return what the lines say before anybody types; all empty for a new one."""
    if one is None:
        return {field.name: "" for field in FIELDS} | {"note": ""}
    lines = {
        "org": one.org,
        "role": one.role,
        "via": network.name_of(one.via),
        "source": one.source,
        "next": one.next,
        "link": one.link,
    }
    return {name: clean(text) for name, text in lines.items()} | {
        "note": clean(one.note, one_line=False)
    }
