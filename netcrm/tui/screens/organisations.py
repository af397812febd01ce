"""Where the people you know work and worked: a list of organisations, beside it whom you know at one."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.reactive import reactive

from netcrm.core.contact import as_text
from netcrm.core.destination import Destination, Kind
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.organisation import key
from netcrm.core.text import clean
from netcrm.core.who_knows_whom import who_knows_whom
from netcrm.core.workplaces import Workplace, workplaces
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets.card_pane import CardPane
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.words import name_word

NUMBER = 9
"""Cells of a column of numbers."""


class Organisations(Pane[Workplace]):
    """The organisations, those with most people first."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("Organisations"))

    def watch_network(self) -> None:
        """Show where people work now."""
        self.stale()

    def refill(self) -> None:
        """Show the organisations."""
        if self.network is not None:
            found = workplaces(self.network).listed()
            self.fill(found)
            words = ngettext("{n} organisation", "{n} organisations", len(found))
            self.subtitle = words.format(n=len(found)) if found else ""

    def row_key(self, row: Workplace) -> str:
        """Return the key that all its names share."""
        return row.key

    def draw_row(self, row: Workplace, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the line: the name, how many are there now, were before, and are known through others."""
        numbers = (
            (len(row.now), _("{n} now")),
            (len(row.past), _("{n} before")),
            (len(row.second), _("{n} beyond")),
        )
        room = max(1, width - 3 - 3 * (NUMBER + 1))
        line = [
            ("•" if marked else " ", paint.SIGN),
            ("▶ " if cursor else "  ", paint.SIGN),
            (paint.left(row.name, room) + " ", paint.STRONG if cursor else paint.PLAIN),
        ]
        for count, words in numbers:
            told = words.format(n=count) if count else ""
            line.append((paint.left(told, NUMBER) + " ", paint.QUIET))
        return line

    def draw_empty(self, width: int) -> list[Line]:
        """Return how an organisation comes here."""
        text = _("No organisation yet.\n\nWhere somebody works (`e` on a contact) makes one.")
        return paint.teach(text, width)


class OrganisationCard(CardPane):
    """Whom you know at the organisation under the cursor."""

    def write(self, network: Network, width: int) -> tuple[str, list[Line]] | None:
        """Return its name and the people."""
        place = workplaces(network).known(self.shown_id) if self.shown_id else None
        if place is None:
            return None
        lines: list[Line] = []
        if place.names[1:]:
            also = _("also {names}").format(names=", ".join(place.names[1:]))
            lines += [[(line, paint.QUIET)] for line in paint.wrap(also, width)]
        for title, ids in (
            (_("there now"), place.now),
            (_("there before"), place.past),
            (_("through others"), place.second),
        ):
            if ids:
                lines += [[], [(title, paint.ACCENT)]] if lines else [[(title, paint.ACCENT)]]
                for id in network.by_name(ids):
                    lines += self._person(network, id, width, second=ids is place.second)
        return name_word(place.name), lines

    def _person(self, network: Network, id: str, width: int, *, second: bool) -> Iterator[Line]:
        record = network.contacts.get(id) or network.acquaintances.get(id)
        parts = [network.name_of(id), as_text(record.fields.get("title")) if record else ""]
        if second:
            through = who_knows_whom(network).through(id)
            names = ", ".join(network.name_of(link.other) for link in through)
            parts.append(_("through {names}").format(names=names) if names else "")
        for line in paint.wrap(" · ".join(filter(None, parts)), width):
            yield [(line, paint.PLAIN)]


class OrganisationsPage(PeoplePage):
    """The list and the card; Enter chooses somebody there, `e` gives another name, `w` says who gets you in."""

    SCOPE = Scope.ORGANISATIONS
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.ORGANISATIONS)]
    AUTO_FOCUS = "Organisations"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012  as Textual has it

    places = getters.query_one(Organisations)
    card = getters.query_one(OrganisationCard)

    def body(self) -> ComposeResult:
        """Yield the list and the card."""
        with Horizontal(id="organisations"):
            yield Organisations().data_bind(Page.network, Page.today)
            yield OrganisationCard(id="organisation-card").data_bind(Page.network, Page.today)

    def subjects(self) -> tuple[str, ...]:
        """Return nobody: people are chosen with Enter."""
        return ()

    def suggested(self) -> str:
        """Return the organisation under the cursor."""
        place = self.places.current_row
        return place.name if place else ""

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        if action in ("edit", "who") and self.is_mounted and self.places.current_row is None:
            return _("there is no organisation under the cursor")
        return super().why_not(action)

    @on(Organisations.Highlighted)
    def _highlighted(self) -> None:
        self.card.shown_id = self.suggested()
        self.refresh_keys()

    @on(Organisations.Selected)
    def _selected(self) -> None:
        self.start(self._choose())

    async def _choose(self) -> None:
        from netcrm.tui.screens.dialogs.choose import ChooseDialog

        place, network = self.places.current_row, self.network
        if place is None:
            return
        known = who_knows_whom(network)
        rows = [(id, network.name_of(id), _("now")) for id in network.by_name(place.now)]
        rows += [(id, network.name_of(id), _("before")) for id in network.by_name(place.past)]
        for id in network.by_name(place.second):
            names = ", ".join(network.name_of(link.other) for link in known.through(id))
            rows.append((id, network.name_of(id), _("through {names}").format(names=names)))
        title = _("Whom you know at {name}").format(name=place.name)
        answer = await self.ask(ChooseDialog(title, rows))
        if answer:
            self._then = self._opened(answer)

    async def _opened(self, id: str) -> None:
        self.open_anyone(id)

    def action_who(self) -> None:
        """Show who can get you in."""
        if why := self.why_not("who"):
            self.flash.refuse(why)
            return
        name = self.suggested()
        self.go(Destination(Kind.ORGANISATION, name, name))

    async def edit(self) -> None:
        """Ask what else the organisation is called."""
        from netcrm.core.changes import organisations
        from netcrm.tui.screens.dialogs.ask_line import LineDialog, Read

        place = self.places.current_row
        if place is None:
            self.flash.refuse(self.why_not("edit"))
            return

        def read(line: str) -> Read[str]:
            name = clean(line)
            if not key(name):
                raise BadInputError(_("that is no name of an organisation"))
            other = workplaces(self.network).find(name)
            if other is None or other.key == place.key:
                return Read(name, name)
            n = other.people
            words = ngettext("{name} · {n} person there", "{name} · {n} people there", n)
            return Read(name, words.format(name=other.name, n=n))

        title = _("{name} is also called …").format(name=place.name)
        answer = await self.ask(LineDialog(title, read, placeholder=_("another name of it")))
        if answer is not None:
            network = self.desk.network
            self.act(lambda: organisations.alias(network, place.name, answer.value))
