"""The settings most people change, as a form; returns what was changed and writes nothing."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, Static

from netcrm.config.settings import BUDGET_MAX, KNOWN, LANGUAGES, MEDIA, THEMES, WEEK_STARTS
from netcrm.config.settings import Settings as Values
from netcrm.core.dates import CADENCE_MAX, weekday_name
from netcrm.core.i18n import _
from netcrm.core.medium import Medium, medium_word
from netcrm.core.text import safe_line
from netcrm.tui.command import noted
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.screens.dialogs.form import Form, Row
from netcrm.tui.screens.dialogs.tick import Tick
from netcrm.tui.screens.dialogs.turn import Turn

if TYPE_CHECKING:
    from netcrm.core.record import JSON


class Field(NamedTuple):
    """A row of the form: the dotted name of its setting, its label, the most of a number, and a word more."""

    name: str
    label: str
    most: int = 0
    more: str = ""

    @property
    def id(self) -> str:
        """The name as a widget can have it."""
        return self.name.replace(".", "-")


_DAYS = noted("days between touches")

FIELDS = (
    Field("theme", noted("Theme")),
    Field("language", noted("Language"), more=noted("from the next start")),
    Field("cadence.family", noted("Family"), CADENCE_MAX, _DAYS),
    Field("cadence.friends", noted("Friends"), CADENCE_MAX, _DAYS),
    Field("cadence.professional", noted("Professional"), CADENCE_MAX, _DAYS),
    Field("review.budget", noted("Review"), BUDGET_MAX, noted("people a day, then it stops")),
    Field("default_medium", noted("Touch"), more=noted("where a line gives no clue")),
    Field("week_start", noted("Week from"), more=noted("in the account and the goals")),
    Field("mouse", noted("Mouse"), more=noted("off leaves it to the terminal")),
)


class SettingsForm(Form):
    """Change settings. Returns the changed ones by their dotted names."""

    def __init__(self, settings: Values, where: str, theme: str) -> None:
        """Show SETTINGS of the file at WHERE; THEME is the one that is on."""
        super().__init__(_("Settings"))
        found = {".".join(key): value(settings) for key, value in KNOWN.items()}
        self._shown: Mapping[str, object] = found | {"theme": theme}
        self._where = where

    def inside(self) -> Iterator[Widget]:
        """Yield the rows of the form, and where the rest is."""
        words = _("cadences per tag, keys and the rest: {file}").format(file=self._where)
        yield VerticalScroll(
            *(Row(f.id, _(f.label), self._inside(f), _quiet(f.more)) for f in FIELDS),
            Static(Content.styled(safe_line(words), "$quiet")),
            can_focus=False,
        )

    def _inside(self, field: Field) -> Widget:
        value, id = self._shown[field.name], f"field-{field.id}"
        if field.most:
            return Line(str(value), id=id)
        if field.name == "mouse":
            return Tick(_("on"), value=bool(value), id=id)
        return Turn(_words(field.name), value=str(value), id=id)

    def on_mount(self) -> None:
        """Start with the first row."""
        self.query_one(f"#field-{FIELDS[0].id}").focus()

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("←/→ choose · Enter saves · Esc leaves")

    def is_untouched(self) -> bool:
        """Return whether nothing was changed."""
        return not self._news()

    def action_keep(self) -> None:
        """Return what was changed, or say under a row why it can't be taken."""
        changed = self._news()
        found: dict[str, JSON] = {}
        first = ""
        for field in FIELDS:
            if field.name not in changed:
                continue
            text, wrong = changed[field.name], ""
            if not field.most:
                found[field.name] = text
            elif str(text).isdecimal() and 1 <= int(str(text)[:9]) <= field.most:
                found[field.name] = int(str(text))
            else:
                wrong = _("a number from 1 to {most}").format(most=field.most)
                first = first or field.id
            self.query_one(f"#row-{field.id}", Row).complain(wrong)
        if first:
            self.query_one(f"#field-{first}").focus()
        else:
            self.dismiss(found)

    def _news(self) -> dict[str, str | bool]:
        """Return what stands in the rows that are not as they were shown."""
        found: dict[str, str | bool] = {}
        for field in FIELDS:
            widget = self.query_one(f"#field-{field.id}")
            assert isinstance(widget, (Line, Tick, Turn))  # noqa: S101  as `_inside` makes them
            value = widget.value.strip() if isinstance(widget, Line) else widget.value
            before = self._shown[field.name]
            if value != (str(before) if field.most else before):
                found[field.name] = value
        return found


def _quiet(words: str) -> Label:
    return Label(Content(_(words) if words else ""), classes="more")


def _words(name: str) -> list[tuple[str, str]]:
    if name == "theme":
        return [(theme, theme) for theme in THEMES]
    if name == "language":
        words = {"auto": _("as elsewhere"), "da": "dansk", "en": "English"}
        return [(language, words[language]) for language in LANGUAGES]
    if name == "default_medium":
        return [(medium, medium_word(Medium(medium))) for medium in MEDIA]
    return [(day, weekday_name(number)) for day, number in WEEK_STARTS.items()]
