"""Ask for an organisation or a person, with what is meant below the line while it is typed; writes nothing."""

from collections.abc import Iterator

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from netcrm.core.destination import Destination, Kind, destinations
from netcrm.core.i18n import _
from netcrm.core.nearest import nearest
from netcrm.core.network import Network
from netcrm.core.text import safe_line
from netcrm.core.workplaces import workplaces
from netcrm.tui import paint
from netcrm.tui.screens.dialogs.base import Dialog, Line, move_while_typing

MOST = 14
NAME, KIND = 38, 14


class DestinationDialog(Dialog[Destination]):
    """Where a path is to lead; while the line is empty Enter takes SUGGESTED, an organisation's name."""

    def __init__(self, network: Network, suggested: str = "") -> None:
        super().__init__(_("Who can get me into …"))
        self._network = network
        place = workplaces(network).known(suggested)
        self._suggested = (
            [Destination(Kind.ORGANISATION, place.name, place.name)] if place is not None else []
        )
        self._found: list[Destination] = self._suggested

    def inside(self) -> Iterator[Widget]:
        """Yield the line and the list."""
        yield Line(placeholder=_("an organisation, or somebody’s name"), id="line")
        yield OptionList(*self._options(), markup=False, compact=True)

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("Enter shows the ways · Esc leaves")

    def on_mount(self) -> None:
        """Start on the first row."""
        self.query_one(OptionList).highlighted = 0 if self._found else None

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing."""
        move_while_typing(event, self.query_one(OptionList))

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        typed = message.value.strip()
        found = destinations(self._network).matching(typed)[:MOST] if typed else self._suggested
        self._found = found
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(self._options())
        rows.highlighted = 0 if found else None
        self.complain("")

    @on(Input.Submitted)
    def _enter(self, message: Input.Submitted) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._found[at])  # at once: a key may have been typed ahead
        elif message.value.strip():
            names = destinations(self._network).names()
            near = nearest(message.value, names)
            words = _("Nobody and no organisation here is called that.")
            if near:
                words += " " + _("The nearest: {names}").format(names=" · ".join(near))
            self.complain(words)

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[message.option_index])

    def _options(self) -> Iterator[Option]:
        for there in self._found:
            is_org = there.kind is Kind.ORGANISATION
            kind = _("organisation") if is_org else _("person")
            yield Option(
                Content.assemble(
                    f" {paint.left(there.name, NAME)} ",
                    (paint.left(kind, KIND), "$faint"),
                    (safe_line(there.more), "$quiet"),
                )
            )
