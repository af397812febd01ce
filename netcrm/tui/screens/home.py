"""The first screen: circles, staleness, person and the outreach log."""

import gc
from asyncio import get_running_loop
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.css.query import NoMatches

from netcrm.core.dates import short_day
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.text import safe_line
from netcrm.tui import commands
from netcrm.tui.commands import Command, Scope
from netcrm.tui.screens.filtering import Filtering
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import GOES_ON
from netcrm.tui.widgets.card_pane import REST
from netcrm.tui.widgets.circles import CirclesPane
from netcrm.tui.widgets.frame import Frame
from netcrm.tui.widgets.log import DRAFT, LogPane
from netcrm.tui.widgets.person import PersonPane
from netcrm.tui.widgets.staleness import StalenessPane

if TYPE_CHECKING:
    from asyncio import TimerHandle

NARROW, WIDE = 80, 100
LOW = 20
LEAST = (40, 10)
"""Columns and rows below which there is no room for anything."""

PANES = ("circles", "staleness", "log")


class TooSmall(Container):
    """What stands on a terminal that is too small."""

    def render(self) -> Content:
        """Return the sentence."""
        width, height = LEAST
        words = _("netcrm needs at least {width} columns and {height} rows.")
        return Content(words.format(width=width, height=height))


class HomeScreen(Filtering):
    """Four panes over one network."""

    SCOPE = Scope.HOME
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.HOME)]
    AUTO_FOCUS = "#staleness"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  as Textual has it

    circles = getters.query_one("#circles", CirclesPane)
    staleness = getters.query_one("#staleness", StalenessPane)
    person = getters.query_one("#person", PersonPane)
    log_pane = getters.query_one("#log", LogPane)

    def __init__(self, network: Network, today: date, *, width: int = 0) -> None:
        """Show NETWORK; a page that knows the WIDTH of the terminal need not be styled twice."""
        super().__init__(network, today)
        self.set_class(width >= WIDE, "-wide")
        self._acted_on: dict[str, str] = {}
        """The words of a change → the contact it was about."""

    _zoomed = False
    _here = "staleness"
    _resting: "TimerHandle | None" = None
    """What comes once the cursor rests: the words about whom it is on, with their card."""
    _acting_at = 0

    """The line of the filter, once it was wanted."""

    def body(self) -> ComposeResult:
        """Yield the panes."""
        with Container(id="panes"):
            yield CirclesPane(id="circles").data_bind(Page.network, Page.today)
            yield StalenessPane(id="staleness", classes="-current").data_bind(
                Page.network, Page.today
            )
            yield PersonPane(id="person").data_bind(Page.network, Page.today)
            yield LogPane(id="log").data_bind(Page.network, Page.today)

    def on_mount(self) -> None:
        """Read the whole log once the first frame stands."""
        self._current_pane("staleness")
        self.call_after_refresh(self._read_log)

    @work(thread=True, group="log", exit_on_error=False)
    def _read_log(self) -> None:
        self.log_pane.load_all()
        gc.freeze()  # a hundred thousand entries that stay need not be walked time and again

    # -- what is meant --------------------------------------------------------------------------

    @property
    def is_turning(self) -> bool:
        """Whether it is about to be said whom the cursor is on."""
        return self._resting is not None

    @property
    def entry(self) -> str:
        """The id of the entry (or `draft:ID`) under the cursor, where the log has the focus."""
        return (self.log_pane.current or "") if self._here == "log" else ""

    def subjects(self) -> tuple[str, ...]:
        """Return the marked people, else who is under the cursor or in the entry there."""
        network = self.network
        if self._here == "log":
            if self.entry in network.interactions:
                people = network.interaction(self.entry).contacts
                return tuple(id_ for id_ in people if id_ in network.contacts)
            return ()
        marked = self.staleness.marked
        if marked:
            shown = [id_ for id_ in self.staleness.rows if id_ in marked]
            return (*shown, *sorted(marked.difference(shown) & network.contacts.keys()))
        current = self.staleness.current
        return (current,) if current and current in network.contacts else ()

    async def chosen(self) -> tuple[str, ...]:
        """Return the subjects, and remember where the cursor was."""
        self._acting_at = self.staleness.cursor
        return await super().chosen()

    def hidden_subjects(self) -> int:
        """Return how many of the marked are not in sight."""
        return len(self.staleness.marked.difference(self.staleness.rows))

    def acted(self, kind: str, ids: Sequence[str]) -> None:
        """Take the marks away; after one person the cursor goes on to the next."""
        pane = self.staleness
        if ids:
            self._acted_on[self.desk.keeper.can_undo or ""] = ids[0]
        if kind in GOES_ON and self._here != "log" and len(ids) == 1 and pane.rows:
            pane.move_to(self._acting_at)
        pane.marked = frozenset()
        self.log_pane.marked = frozenset()

    def undone(self, what: str) -> None:
        """Put the cursor on whoever it was about."""
        if what in self._acted_on:
            self.staleness.go_to(self._acted_on[what])

    def added(self, contact_id: str) -> None:
        """Put the cursor on somebody new, where the list shows them."""
        self.staleness.go_to(contact_id)

    def captured(self, row: str) -> None:
        """Put the log's cursor on what was written, so that it can be corrected at once."""
        self.log_pane.go_to(row)

    # -- what happens in the panes --------------------------------------------------------------

    @on(CirclesPane.Highlighted, "#circles")
    def _scope(self, message: CirclesPane.Highlighted) -> None:
        self.staleness.scope = message.key or ""

    @on(StalenessPane.Highlighted, "#staleness")
    def _highlighted(self, message: StalenessPane.Highlighted) -> None:
        self.person.contact_id = message.key or ""
        if self._resting is not None:
            self._resting.cancel()
        self._resting = get_running_loop().call_later(REST, self._rest)

    @on(LogPane.Highlighted, "#log")
    def _entry_highlighted(self) -> None:
        self._rest()

    @on(StalenessPane.Selected, "#staleness")
    def _opened(self, message: StalenessPane.Selected) -> None:
        self.open_contact(message.key)

    @on(CirclesPane.Selected, "#circles")
    def _circle_selected(self) -> None:
        self.action_pane("staleness")

    @on(LogPane.Selected, "#log")
    def _entry_opened(self, message: LogPane.Selected) -> None:
        self.start(self._open_entry(message.key))

    async def _open_entry(self, entry_id: str) -> None:
        if entry_id.startswith(DRAFT):
            from netcrm.tui.screens.capturing import capture_line

            await capture_line(self, draft_id=entry_id.removeprefix(DRAFT))
        elif (contact := await self.one()) is not None:
            self.open_contact(contact.id)

    def watch_network(self) -> None:
        """Say anew what is under the cursor."""
        super().watch_network()
        if self.is_mounted:
            self.call_after_refresh(self._rest)

    def watch_today(self) -> None:
        """Say anew what is under the cursor."""
        if self.is_mounted:
            self.call_after_refresh(self._rest)

    @on(events.ScreenResume)
    def _resumed(self, event: events.ScreenResume) -> None:
        event.refresh_styles = self.stack_updates > 0  # what was just mounted has its styles
        if self.is_mounted:
            self._rest()

    def _rest(self) -> None:
        """Let the flash line say what is under the cursor whenever nothing has just happened."""
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None
        if not self.is_attached:
            return
        self.key_bar.show(self._keys())
        self.refresh_keys()
        self.flash.rest(self._words())

    def _keys(self) -> tuple[Command, ...]:
        """Return the keys to show: that of triage only while somebody waits to be sorted."""
        let_be = self.desk.trail.left
        shown = commands.shown(Scope.HOME)
        if any(id_ not in let_be for id_ in self.network.standings(self.today).triage):
            return shown
        return tuple(command for command in shown if command.id != "triage.start")

    def _words(self) -> Content:
        network, today = self.network, self.today
        if self._here == "log" and self.entry in network.interactions:
            entry = network.interaction(self.entry)
            names = ", ".join(filter(None, map(network.name_of, entry.contacts)))
            parts = (short_day(entry.date, today), names, entry.words, *entry.circumstances)
            return Content(safe_line(" · ".join(parts)))
        current = self.staleness.current
        if not current or current not in network.contacts:
            return Content("")
        standing = network.standings(today).of(current)
        why = " · ".join(self.staleness.why(current)) or standing.explain
        if not self.person.display:
            why = " · ".join(filter(None, [why, *standing.reasons[1:]]))
        return Content.assemble(
            (safe_line(network.name_of(current)), "bold"), f"  {safe_line(why)}"
        )

    # -- moving about ---------------------------------------------------------------------------

    def action_pane(self, pane: str) -> None:
        """Go to a pane."""
        self._current_pane(pane)
        self.query_one(f"#{pane}", Frame).focus()

    def filtered(self) -> StalenessPane | LogPane:
        """Return the list that a filter means: the log where it has the focus, else the people."""
        if self._here == "circles":
            self._current_pane("staleness")
        return self.log_pane if self._here == "log" else self.staleness

    def query_to_save(self) -> str:
        """Return the filter of the people, within the circle that is chosen; empty where there is none."""
        wanted = self.staleness.filter.strip()
        return f"{self.staleness.scope} {wanted}".strip() if wanted else ""

    def filter_saved(self, query: str) -> None:
        """Show whom it finds, under its name among the circles."""
        self.staleness.filter = ""
        self.circles.go_to(query)

    def action_turn(self, step: int) -> None:
        """Go to the next pane, or the one before."""
        self.action_pane(PANES[(PANES.index(self._here) + step) % len(PANES)])

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        if event.widget.id in PANES:
            self._current_pane(str(event.widget.id))

    def _current_pane(self, pane: str) -> None:
        self._here = pane
        for frame in self.query("#panes > Frame"):
            frame.set_class(frame.id == pane, "-current")
        self._rest()

    def action_zoom(self) -> None:
        """Show the focused pane alone, or all again."""
        self._zoomed = not self._zoomed
        self._lay_out()

    def on_resize(self) -> None:
        """Choose the layout for the size."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.app.size
        none = width < LEAST[0] or height < LEAST[1]
        if none and not self.query(TooSmall):
            self.mount(TooSmall(id="too-small"), before=0)
        self.set_class(none, "-none")
        self.set_class(self._zoomed or width < NARROW or height < LOW, "-tiny")

    def action_step(self) -> None:
        """Take one step back: the marks, the filter, the zoom; never out of the app."""
        pane = self.log_pane if self._here == "log" else self.staleness
        if pane.marked:
            pane.marked = frozenset()
        elif pane.filter:
            pane.filter = ""
        elif self._zoomed:
            self.action_zoom()
        elif self._here != "staleness":
            self.action_pane("staleness")
        elif self.circles.current:
            self.circles.go_to("")

    def action_leave(self) -> None:
        """Quit."""
        self.desk.action_leave()

    # -- other pages ----------------------------------------------------------------------------

    def action_discover(self) -> None:
        """Start the discovery."""
        from netcrm.tui.screens.discover import DiscoverPage

        if self.app.screen is self:
            self.app.push_screen(DiscoverPage(self.network, self.today))

    # -- the log: edit and delete what is under the cursor ---------------------------------------

    async def edit(self) -> None:
        """Edit the contact, the entry or the draft under the cursor."""
        entry = self.entry
        if entry.startswith(DRAFT):
            await self._open_entry(entry)
        elif entry:
            from netcrm.tui.screens.capturing import correct

            await correct(self, self.network.interaction(entry))
        elif self._here == "log":
            self.flash.refuse(_("there is no entry under the cursor"))
        else:
            await super().edit()

    async def delete(self) -> None:
        """Delete the contacts, entries or drafts that are marked or under the cursor."""
        if self._here == "circles" and (group := self.circles.current_row) and group.name:
            from netcrm.core.saved_filter import forget

            name = group.name
            self.act(lambda: forget(self.network, name))
            return
        if self._here != "log":
            await super().delete()
            return
        marked = self.log_pane.marked or frozenset(filter(None, [self.entry]))
        network = self.network
        waiting = [d for i in marked if (d := i.removeprefix(DRAFT)) in network.drafts]
        entries = [i for i in marked if i in network.interactions]
        count = len(waiting) + len(entries)
        if not count:
            self.flash.refuse(_("there is no entry under the cursor"))
            return
        what = [
            ngettext("{n} entry", "{n} entries", len(entries)).format(n=len(entries)),
            ngettext("{n} draft", "{n} drafts", len(waiting)).format(n=len(waiting)),
        ]
        named = [words for words, some in zip(what, (entries, waiting), strict=True) if some]
        title = _("Delete {what}?").format(what=_(" and ").join(named))
        if count == 1:
            title = _("Delete this entry?") if entries else _("Delete this draft?")
        text = network.drafts[waiting[0]].fields.get("text") if waiting else ""
        if entries:
            text = network.interaction(entries[0]).words
        if not await self.confirm(title, str(text)):
            return
        from netcrm.core.changes import drafts, log
        from netcrm.core.record import together

        changes = [drafts.discard(network, waiting)] if waiting else []
        changes += [log.remove(network, entries)] if entries else []
        self.act(lambda: together(changes))
        self.acted("deleted", ())

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        try:
            if action in ("edit", "delete") and self.is_mounted and self._here == "log":
                return "" if self.entry else _("there is no entry under the cursor")
            return super().why_not(action)
        except NoMatches:
            return ""
