"""A contact's page: who and why on the left, promises and the log on the right."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive

from netcrm.core.changes import follow_ups, log
from netcrm.core.follow_up import FollowUp
from netcrm.core.heat_history import heat_history
from netcrm.core.i18n import _, ngettext
from netcrm.core.interaction import Interaction
from netcrm.core.medium import medium_word
from netcrm.core.network import Network
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.screens.promises import draw_promise
from netcrm.tui.widgets.capture_bar import SHORT_LOG
from netcrm.tui.widgets.contact_card import contact_card
from netcrm.tui.widgets.frame import Frame
from netcrm.tui.widgets.heat_picture import HeatPicture, heat_picture
from netcrm.tui.widgets.knows import Knows
from netcrm.tui.widgets.log_row import day_word, names
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.person import PersonPane

MOST_PROMISES_SHOWN = 8
ROWS_IN_CARD = 3
"""Of the picture, where there is no room for it but at the end of the card."""

DAY, MEDIUM, WITH_LEAST = 11, 8, 10
"""Cells of the columns, and those from which it is worth saying who else was there."""


class Promises(Pane[FollowUp]):
    """The promises to one contact, the open ones first."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)
    contact_id = ""

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("2 Promises"))

    def watch_network(self) -> None:
        """Show what is promised now."""
        self.stale()

    def refill(self) -> None:
        """Show the promises."""
        if self.network is None:
            return
        found = self.network.promises(self.contact_id, done=True)
        self.fill(sorted(found, key=lambda promise: promise.done is not None))
        waiting = [promise for promise in found if not promise.done]
        words = [ngettext("{n} open", "{n} open", len(waiting)).format(n=len(waiting))]
        if theirs := sum(promise.theirs for promise in waiting):
            words.append(_("{n} of theirs").format(n=theirs))
        self.subtitle = " · ".join(words) if waiting else ""
        self.styles.height = min(max(len(found), 1), MOST_PROMISES_SHOWN) + 2

    def row_key(self, row: FollowUp) -> str:
        """Return the follow-up's id."""
        return row.id

    def draw_row(self, row: FollowUp, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the follow-up's line."""
        return draw_promise(row, "", width, self.today, cursor=cursor, marked=marked)

    def draw_empty(self, width: int) -> list[Line]:
        """Return how something is promised."""
        return paint.teach(_("Nothing promised. `f` promises something."), width)


class Entries(Pane[Interaction]):
    """The log of one contact, the latest first."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)
    contact_id = ""

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("3 Outreach log"))

    def watch_network(self) -> None:
        """Show what is logged now."""
        self.stale()

    def refill(self) -> None:
        """Show the entries; of a long log the newest, until all have been found."""
        network = self.network
        if network is None:
            return
        if len(network.interactions) <= SHORT_LOG or network is self._sorted:
            found = network.log_of(self.contact_id)
            words = ngettext("{n} entry", "{n} entries", len(found)).format(n=len(found))
            self.subtitle = words if found else ""
        else:
            recent = network.ledger.of(self.contact_id).recent
            found = tuple(map(network.interaction, filter(network.interactions.get, recent)))
            self._sort(network)
        self.fill(found)

    _sorted: Network | None = None

    @work(thread=True, exit_on_error=False)
    def _sort(self, network: Network) -> None:
        """Sort a long log by people, then show all that is found."""
        network.log_of(self.contact_id)
        self._sorted = network
        self.app.call_from_thread(self.stale)

    def row_key(self, row: Interaction) -> str:
        """Return the entry's id."""
        return row.id

    def draw_row(self, row: Interaction, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the entry's line."""
        if self.network is None:
            return []
        others = tuple(id_ for id_ in row.contacts if id_ != self.contact_id)
        medium = medium_word(row.medium, answered=row.answered)
        line = [
            ("•" if marked else " ", paint.SIGN),
            ("▶ " if cursor else "  ", paint.SIGN),
            (paint.left(day_word(row.date, self.today), DAY) + " ", paint.QUIET),
            (paint.left(medium, MEDIUM) + " ", paint.QUIET),
        ]
        room = width - paint.width_of(line)
        said = " · ".join([row.words, *row.circumstances])
        words = paint.cut(paint.shown(said), room)
        line.append((words, paint.PLAIN))
        room -= paint.width_of([(words, paint.PLAIN)])
        if others and room > WITH_LEAST:
            company = _("with {names}").format(names=names(self.network, others))
            line.append(("  " + paint.cut(paint.shown(company), room - 2), paint.QUIET))
        return line

    def draw_empty(self, width: int) -> list[Line]:
        """Return how something is logged."""
        return paint.teach(_("Nothing logged yet. `l` logs a touch."), width)


class Card(PersonPane, can_focus=True):
    """Who it is; with the focus here keys mean the contact. Whom they know stands beside it."""

    KNOWS = False
    AT_ONCE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False),
        Binding("k,up", "scroll_up", "Up", show=False),
    ]

    def written(self, network: Network, width: int) -> list[Line]:
        """Return the lines of the card, and the picture where there is no room for it but here."""
        lines = contact_card(network, self.today, self.contact_id, width)
        if not self.screen.query_one(HeatPicture).display:
            history = heat_history(network, self.contact_id, self.today)
            lines += [[], *heat_picture(history, width, ROWS_IN_CARD)] if history else []
        return lines


PANES: dict[str, type[Frame]] = {
    "card": Card,
    "promises": Promises,
    "entries": Entries,
    "knows": Knows,
}


class ContactPage(PeoplePage):
    """Everything about one contact."""

    SCOPE = Scope.CONTACT
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.CONTACT)]
    AUTO_FOCUS = "Card"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012  as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-short"), (22, "-low"), (32, "-high")]  # noqa: RUF012

    promises = getters.query_one(Promises)
    entries = getters.query_one(Entries)
    knows = getters.query_one(Knows)

    def __init__(self, network: Network, today: date, contact_id: str, *, knows: str = "") -> None:
        """Show a contact, with the cursor on whoever they KNOW of that id, if one is given."""
        super().__init__(network, today)
        self._contact = contact_id
        self._first = knows

    def body(self) -> ComposeResult:
        """Yield the card, the promises and the log, and below them the picture of the heat."""
        with Horizontal(id="contact"):
            card = Card(id="contact-card").data_bind(Page.network, Page.today)
            card.contact_id = self._contact
            yield card
            with Vertical(id="contact-lists"):
                for pane in (Promises(), Entries(), Knows()):
                    pane.contact_id = self._contact
                    yield pane.data_bind(Page.network, Page.today)
        picture = HeatPicture(id="heat").data_bind(Page.network, Page.today)
        picture.contact_id = self._contact
        yield picture

    def watch_network(self) -> None:
        """Leave where the contact is gone."""
        super().watch_network()
        if (
            self.is_mounted
            and self._contact not in self.network.contacts
            and self.app.screen is self
        ):
            self.call_later(self.action_back)

    def subjects(self) -> tuple[str, ...]:
        """Return the contact."""
        return (self._contact,) if self._contact in self.network.contacts else ()

    def action_pane(self, pane: str) -> None:
        """Go to the card, the promises or the log."""
        chosen = self.query_one(PANES[pane])
        self._current_pane(chosen)
        chosen.focus()

    def _current_pane(self, chosen: Frame) -> None:
        """Mark the pane that stands alone where there is no room for more."""
        for kind in PANES.values():
            pane = self.query_one(kind)
            pane.set_class(pane is chosen, "-current")
        self.set_class(not isinstance(chosen, Card), "-lists")

    def action_turn(self, step: int) -> None:
        """Go to the next of the three, or the one before."""
        here = next(
            (i for i, kind in enumerate(PANES.values()) if isinstance(self.focused, kind)), 0
        )
        self.action_pane([*PANES][(here + step) % len(PANES)])

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, Frame):
            self._current_pane(event.widget)
        self.refresh_keys()

    @on(Pane.Selected)
    def _selected(self, message: Pane.Selected) -> None:
        if message.control is self.knows and message.key in self.network.contacts:
            self.open_contact(message.key)
        else:
            self.action_edit()

    def on_mount(self) -> None:
        """Put the cursor where it was asked for."""
        super().on_mount()
        if self._first:
            self.action_pane("knows")
            self.call_after_refresh(self.knows.go_to, self._first)

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        if action == "promote" and self.is_mounted:
            other = self.knows.current if self.knows.has_focus else None
            if other is None:
                return _("choose an acquaintance first: `4`")
            if other in self.network.contacts:
                return _("that is a contact already")
            return ""
        return super().why_not(action)

    # -- of what is under the cursor --------------------------------------------------------------

    def said_known(self, other: str) -> None:
        """Put the cursor on whom they know."""
        self.knows.go_to(other)

    def action_promote(self) -> None:
        """Make a contact of the acquaintance under the cursor."""
        from netcrm.tui.screens.knowing import meet

        other = self.knows.current if self.knows.has_focus else None
        if other is None:
            self.flash.refuse(self.why_not("promote"))
        else:
            meet(self, other)

    def _promise(self) -> FollowUp | None:
        return self.promises.current_row if self.promises.has_focus else None

    def action_skip(self) -> None:
        """Tick the promise under the cursor off; elsewhere let this round pass."""
        promise = self._promise()
        if promise is None:
            super().action_skip()
        else:
            self.act(lambda: follow_ups.done(self.network, [promise.id], today=self.today))

    async def edit(self) -> None:
        """Edit the promise or the entry under the cursor, or where there is none the contact."""
        promise, entry = self._promise(), self.entries.current_row
        if self.knows.has_focus and self.knows.current is not None:
            from netcrm.tui.screens.knowing import edit

            await edit(self, self._contact, self.knows.current)
        elif promise is not None:
            await self.edit_promise(promise)
        elif self.entries.has_focus and entry is not None:
            from netcrm.tui.screens.capturing import correct

            await correct(self, entry)
        else:
            await super().edit()

    async def delete(self) -> None:
        """Delete the promise or the entry under the cursor, or where there is none the contact."""
        promise, entry, seen = self._promise(), self.entries.current_row, self.network
        if self.knows.has_focus and self.knows.current is not None:
            from netcrm.tui.screens.knowing import forget

            await forget(self, self._contact, self.knows.current)
        elif promise is not None:
            if await self.confirm(_("Delete this promise?"), promise.text):
                self.act(lambda: follow_ups.remove(seen, [promise.id]))
        elif self.entries.has_focus and entry is not None:
            if await self.confirm(_("Delete this entry?"), entry.words):
                self.act(lambda: log.remove(seen, [entry.id]))
        else:
            await super().delete()

    def acted(self, kind: str, ids: Sequence[str]) -> None:  # noqa: ARG002  as all pages have it
        """Go back where the contact was deleted."""
        if kind == "deleted":
            self.action_back()
