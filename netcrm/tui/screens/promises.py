"""All open promises, the earliest due first."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive

from netcrm.core.changes import follow_ups
from netcrm.core.dates import short_day
from netcrm.core.follow_up import FollowUp
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets.pane import Pane

DAY = 12


def draw_promise(
    promise: FollowUp, name: str, width: int, today: date, *, cursor: bool, marked: bool
) -> Line:
    """Return the line of a promise: the day, to whom (where that is not plain), what."""
    due = short_day(promise.due, today) if promise.due else _("some day")
    ink = paint.ACCENT if promise.due and promise.due <= today else paint.QUIET
    if promise.done:
        due, ink = _("done {day}").format(day=short_day(promise.done, today)), paint.FAINT
    room = width - 3 - DAY - 1
    who = 24 if name and room > 50 else 16 if name else 0
    line = [
        ("•" if marked else " ", paint.SIGN),
        ("▶ " if cursor else "  ", paint.SIGN),
        (paint.left(due, DAY) + " ", ink),
    ]
    if who:
        line.append((paint.left(name, who) + " ", paint.STRONG if cursor else paint.PLAIN))
        room -= who + 1
    line.append(
        (paint.left(promise.text, max(1, room)), paint.FAINT if promise.done else paint.PLAIN)
    )
    return line


class AllPromises(Pane[FollowUp]):
    """Every open promise."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("Follow-ups"))

    def watch_network(self) -> None:
        """Show what is promised now."""
        self.stale()

    def refill(self) -> None:
        """Show the promises."""
        if self.network is None:
            return
        found = self.network.promises()
        self.marked = self.marked & {promise.id for promise in found}
        self.fill(found)
        late = sum(promise.due is not None and promise.due <= self.today for promise in found)
        words = [ngettext("{n} open", "{n} open", len(found)).format(n=len(found))]
        if late:
            words.append(ngettext("{n} due", "{n} due", late).format(n=late))
        self.subtitle = " · ".join(words)

    def row_key(self, row: FollowUp) -> str:
        """Return the follow-up's id."""
        return row.id

    def draw_row(self, row: FollowUp, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the follow-up's line."""
        name = self.network.name_of(row.contact) if self.network else ""
        return draw_promise(row, name, width, self.today, cursor=cursor, marked=marked)

    def draw_empty(self, width: int) -> list[Line]:
        """Return how something is promised."""
        text = _(
            "Nothing promised.\n\n`f`  promises something, and so does !send CV fri in the log"
        )
        return paint.teach(text, width)


class PromisesPage(PeoplePage):
    """The list; `x` ticks off, `e` changes, `d` drops, Enter opens the contact."""

    SCOPE = Scope.FOLLOW_UPS
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.FOLLOW_UPS)]
    AUTO_FOCUS = "AllPromises"

    promises = getters.query_one(AllPromises)

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield AllPromises().data_bind(Page.network, Page.today)

    def subjects(self) -> tuple[str, ...]:
        """Return to whom the marked promises, or the one under the cursor, were made."""
        people = dict.fromkeys(promise.contact for promise in self._meant())
        return tuple(id_ for id_ in people if id_ in self.network.contacts)

    def _meant(self) -> list[FollowUp]:
        rows = self.promises.rows
        marked = [promise for promise in rows if promise.id in self.promises.marked]
        current = self.promises.current_row
        return marked or ([current] if current else [])

    @on(AllPromises.Selected)
    def _selected(self) -> None:
        if ids := self.subjects():
            self.open_contact(ids[0])

    @on(AllPromises.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_keys()

    def acted(self, kind: str, ids: Sequence[str]) -> None:  # noqa: ARG002  as all pages have it
        """Take the marks away."""
        self.promises.marked = frozenset()

    _last = ""
    """The promise that was ticked off last."""

    def undone(self, what: str) -> None:  # noqa: ARG002  as all pages have it
        """Put the cursor on the promise that came back."""
        self.promises.go_to(self._last)

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        if action in ("done", "edit", "delete") and self.is_mounted:
            return "" if self._meant() else _("there is no follow-up under the cursor")
        return super().why_not(action)

    def action_done(self) -> None:
        """Tick off."""
        meant = [promise.id for promise in self._meant()]
        if not meant:
            self.flash.refuse(self.why_not("done"))
        elif self.act(lambda: follow_ups.done(self.network, meant, today=self.today)):
            self._last = meant[0]
            self.acted("done", ())

    async def edit(self) -> None:
        """Change the promise under the cursor."""
        promise = self.promises.current_row
        if promise is None:
            self.flash.refuse(self.why_not("edit"))
            return
        await self.edit_promise(promise)

    async def delete(self) -> None:
        """Drop promises."""
        meant = self._meant()
        if not meant:
            self.flash.refuse(self.why_not("delete"))
            return
        count, seen = len(meant), self.network
        title = ngettext("Delete {n} promise?", "Delete {n} promises?", count).format(n=count)
        if await self.confirm(title, meant[0].text) and self.act(
            lambda: follow_ups.remove(seen, [promise.id for promise in meant])
        ):
            self.acted("deleted", ())
