"""What a year of the log says: questions, each with a picture and the number in a sentence."""

from datetime import date
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive

from netcrm.core.dates import short_day
from netcrm.core.i18n import _, ngettext
from netcrm.core.insights import insights
from netcrm.core.network import Network
from netcrm.core.text import safe_line
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets.capture_bar import SHORT_LOG
from netcrm.tui.widgets.insight_lines import InsightRow, insight_rows
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.words import name_word


class InsightLines(Pane[InsightRow]):
    """The lines of the page; those that are about somebody can be opened."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    _ready: tuple[Network, date] | None = None
    """The network and the day whose facts have been worked out."""

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("Insights"))

    def watch_network(self) -> None:
        """Show what the log says now."""
        self.stale()

    def watch_today(self) -> None:
        """Show what it says on another day."""
        self.stale()

    def on_resize(self) -> None:
        """Draw the pictures at another width."""
        self.stale()

    def refill(self) -> None:
        """Show the facts; a long log is read beside, and what was shown stays meanwhile."""
        network, width = self.network, self.scrollable_content_region.width - 4
        if network is None or width < 1:
            return
        if len(network.interactions) > SHORT_LOG and self._ready != (network, self.today):
            self._read(network, self.today)
            return
        self._ready = (network, self.today)
        if not len(network):
            self.fill(())
            self.subtitle = ""
            return
        facts = insights(network, self.today)
        self.fill(insight_rows(network, facts, width))
        weeks = ngettext("{n} week to {day}", "{n} weeks to {day}", len(facts.weeks))
        day = short_day(facts.today, self.today)
        self.subtitle = weeks.format(n=len(facts.weeks), day=day)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self, network: Network, today: date) -> None:
        """Work the facts of a long log out, then show them."""
        insights(network, today)
        self._ready = (network, today)
        self.app.call_from_thread(self.stale)

    def row_key(self, row: InsightRow) -> str:
        """Return what the line is about."""
        return row.key

    def draw_row(self, row: InsightRow, width: int, *, cursor: bool, marked: bool) -> Line:  # noqa: ARG002  as all lists have it
        """Return the line; one that can be opened has a sign under the cursor."""
        sign = "▶ " if cursor and row.person else "  "
        return [(" ", paint.PLAIN), *((sign, paint.SIGN),) * bool(row.person), *row.line]

    def draw_empty(self, width: int) -> list[Line]:
        """Return what fills the page."""
        if self.network is not None and len(self.network):
            return paint.teach(_("Adding up …"), width)
        text = _(
            "Am I keeping up? Who slips? Who writes first?\n"
            "The log answers, once there is one.\n\n"
            "`c`  write a line of it: yesterday: lunch with @Anna"
        )
        return paint.teach(text, width)

    def action_mark(self) -> None:
        """Do nothing: lines are read, not marked."""

    def turn(self, step: int) -> bool:
        """Go to the next line about somebody, or the one before; return whether there is one."""
        rows, place = self.rows, self.cursor + step
        while 0 <= place < len(rows) and not rows[place].person:
            place += step
        if not 0 <= place < len(rows):
            return False
        self.move_to(place)
        return True


class InsightsPage(PeoplePage):
    """The questions; Enter opens whoever the line is about, `l` logs with them."""

    SCOPE = Scope.INSIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.INSIGHTS)]
    AUTO_FOCUS = "InsightLines"

    lines = getters.query_one(InsightLines)

    def body(self) -> ComposeResult:
        """Yield the lines."""
        yield InsightLines().data_bind(Page.network, Page.today)

    @property
    def nobody(self) -> str:
        """What to say where nobody is meant."""
        return _("this line is about nobody")

    def subjects(self) -> tuple[str, ...]:
        """Return whom the line under the cursor is about."""
        row = self.lines.current_row
        return (row.person,) if row and row.person in self.network.contacts else ()

    def action_turn(self, step: int) -> None:
        """Go to the next who is named, or the one before."""
        if not self.lines.turn(step):
            self.flash.say(_("Nobody else is named that way"))

    @on(InsightLines.Selected)
    def _selected(self) -> None:
        if ids := self.subjects():
            self.open_contact(ids[0])
        else:
            self.flash.refuse(self.nobody)

    @on(InsightLines.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_keys()
        self.flash.rest(self._words())

    def _words(self) -> Content:
        """Return how whoever the line is about stands."""
        if not (ids := self.subjects()):
            return Content("")
        standing = self.network.standings(self.today).of(ids[0])
        why = " · ".join((standing.explain, *standing.reasons))
        return Content.assemble(
            (name_word(self.network.name_of(ids[0])), "bold"), f"  {safe_line(why)}"
        )
