"""Ask for a day: a few near ones by one key each, or any other in words; writes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from netcrm.core.dates import days_later, long_day, parse_day
from netcrm.core.day_order import in_digits
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.text import safe_line
from netcrm.tui.days import months_later
from netcrm.tui.screens.dialogs.base import Dialog, Line
from netcrm.tui.screens.dialogs.menu import Choices, Row

if TYPE_CHECKING:
    from netcrm.tui.app import NetcrmApp


@dataclass(frozen=True, slots=True)
class Near:
    """A day that one key chooses; without a day it means “no end”."""

    key: str
    label: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer: a local day, or none where the dialog offered that."""

    day: date | None


def snooze_days(today: date) -> tuple[Near, ...]:
    """Return what 1, 2 and 3 mean in the snooze dialog."""
    return (
        Near("1", _("a day"), days_later(today, 1)),
        Near("2", _("a week"), days_later(today, 7)),
        Near("3", _("a month"), months_later(today, 1)),
    )


class DayDialog(Dialog[Chosen]):
    """Choose a near day by its key, or type another; only days after TODAY, or up to it if PAST."""

    def __init__(
        self, title: str, near: Sequence[Near], today: date, *, past: bool = False
    ) -> None:
        super().__init__(title)
        self._near = {choice.key: choice for choice in near}
        self._today = today
        self._past = past

    def inside(self) -> Iterator[Widget]:
        """Yield the near days, and the line for another."""
        yield Choices(
            [
                Row(near.key, near.key, near.label, long_day(near.day) if near.day else "")
                for near in self._near.values()
            ]
        )
        yield Line(
            placeholder=_("another day: fri · in 2w · Tab {day}").format(day=in_digits(3, 12)),
            id="line",
        )
        yield Static("", id="reading", markup=False)

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("a key chooses · Esc leaves")

    def on_key(self, event: events.Key) -> None:
        """Choose a near day by its key; any other letter starts the line."""
        choices = self.query_one(Choices)
        if not choices.has_focus or not event.character:
            return
        if event.character in self._near:
            event.stop()
            desk: NetcrmApp = self.app  # type: ignore[assignment]  # the only app with dialogs
            desk.digit_chose(event.time)
            self.dismiss(Chosen(self._near[event.character].day))
        elif event.character in ("j", "k"):
            event.stop()
            (choices.action_cursor_down if event.character == "j" else choices.action_cursor_up)()
        elif event.is_printable and event.character.isalnum():
            event.stop()
            line = self.query_one(Line)
            line.focus()
            line.insert_text_at_cursor(event.character)

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(Chosen(self._near[str(message.option.id)].day))

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        self.complain("")
        try:
            words = f"→ {long_day(self._day(message.value))}"
        except BadInputError:
            words = ""
        self.query_one("#reading", Static).update(Content(safe_line(words)))

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        try:
            self.dismiss(Chosen(self._day(message.value)))
        except BadInputError as error:
            self.complain(f"{error.message}. {error.hint}" if error.hint else error.message)

    def _day(self, text: str) -> date:
        day = parse_day(text, self._today, past=self._past)
        if self._past and day > self._today:
            raise BadInputError(_("{day} is yet to come").format(day=long_day(day)))
        if not self._past and day <= self._today:
            raise BadInputError(
                _("{day} is not a day to come").format(day=long_day(day)),
                _("Say a later day, such as 1w or next monday"),
            )
        return day
