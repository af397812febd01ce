"""Triage: those in no circle yet, sorted by one key each; writes through the app alone."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from netcrm.core.changes import triage
from netcrm.core.circle import Circle
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.person import PersonPane


class Unsorted(Pane[str]):
    """The ids of those who are in no circle, by name."""

    network: Network
    let_be: int = 0
    """How many are let be; they come back when the app is opened again."""

    def show(self, network: Network, today: date, let_be: frozenset[str]) -> None:
        """Show who is unsorted now, but those who are LET BE."""
        self.network = network
        people = network.standings(today).triage
        left = [id_ for id_ in people if id_ not in let_be]
        self.let_be = len(people) - len(left)
        self.marked = self.marked & frozenset(people)
        self.fill(left)
        words = [ngettext("{n} to sort", "{n} to sort", len(left)).format(n=len(left))]
        if self.marked:
            words.insert(0, _("{n} marked").format(n=len(self.marked)))
        if self.let_be:
            words.append(_("{n} let be").format(n=self.let_be))
        self.subtitle = " · ".join(words)

    def refill(self) -> None:
        """Nothing to do: `show` fills the list."""

    def draw_row(self, row: str, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return a person's line: name and workplace, else a mail address."""
        if row not in self.network.contacts:
            return []
        contact = self.network.contact(row)
        name = min(28, width - 4)
        work = " · ".join(filter(None, [contact.title, contact.org])) or "".join(contact.emails[:1])
        return [
            ("•" if marked else " ", paint.SIGN),
            ("▶ " if cursor else "  ", paint.SIGN),
            (paint.left(contact.name, name), paint.STRONG if cursor else paint.PLAIN),
            ("  " + paint.left(work, max(0, width - name - 5)), paint.QUIET),
        ]

    def draw_empty(self, width: int) -> list[Line]:
        """Return what there is to say when all are sorted."""
        text = _("Everybody is in a circle.\n`q`  goes back")
        if self.let_be:
            text = _(
                "The others are let be until netcrm is opened again.\n"
                "`u`  brings back who was let be last\n"
                "`q`  goes back"
            )
        return paint.teach(text, width)


class TriagePage(PeoplePage):
    """A list of the unsorted; 1, 2, 3 and 0 sort the marked ones or the one under the cursor."""

    SCOPE = Scope.TRIAGE
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.TRIAGE)]
    AUTO_FOCUS = "#unsorted"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  as Textual has it

    unsorted = getters.query_one("#unsorted", Unsorted)

    def body(self) -> ComposeResult:
        """Yield the list and who is under the cursor."""
        with Horizontal(id="triage"):
            yield Unsorted(id="unsorted")
            yield PersonPane(id="person").data_bind(Page.network, Page.today)

    def on_mount(self) -> None:
        """Fill the list."""
        self.unsorted.entitle(_("Unsorted"))
        self._fill()

    def watch_network(self) -> None:
        """Fill the list anew."""
        super().watch_network()
        if self.is_mounted:
            self._fill()

    def _fill(self) -> None:
        self.unsorted.show(self.network, self.today, self.desk.trail.left)

    def subjects(self) -> tuple[str, ...]:
        """Return the marked people, else who is under the cursor."""
        marked = [id_ for id_ in self.unsorted.rows if id_ in self.unsorted.marked]
        current = self.unsorted.current
        return tuple(marked) or ((current,) if current else ())

    @on(Unsorted.Highlighted)
    def _highlighted(self, message: Unsorted.Highlighted) -> None:
        self.query_one(PersonPane).contact_id = message.key or ""
        self.refresh_keys()

    @on(Unsorted.Marked)
    def _marked(self) -> None:
        self._fill()

    @on(Unsorted.Selected)
    def _selected(self, message: Unsorted.Selected) -> None:
        self.open_contact(message.key)

    def acted(self, kind: str, ids: Sequence[str]) -> None:  # noqa: ARG002  as all pages have it
        """Take the marks away."""
        self.unsorted.marked = frozenset()
        self._fill()

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        if (action == "undo" and self.desk.trail.last) or (
            action == "redo" and self.desk.trail.next
        ):
            return ""
        if (
            action.startswith(("sort", "let_be", "mark"))
            and self.is_mounted
            and not self.subjects()
        ):
            return _("there is nobody left to sort")
        return super().why_not(action)

    def action_sort(self, circle: str) -> None:
        """Sort into a circle."""
        ids = self.subjects()
        if not ids:
            self.flash.refuse(_("there is nobody left to sort"))
            return
        network = self.network
        if self.act(lambda: triage.sort_into(network, ids, Circle(circle), today=self.today)):
            self.acted("sorted", ids)

    def action_let_be(self) -> None:
        """Leave unsorted until the app is opened again; nothing is written."""
        ids = self.subjects()
        if not ids:
            self.flash.refuse(_("there is nobody left to sort"))
            return
        self.desk.trail.let_be(ids)
        self.acted("let_be", ids)
        self.flash.say(_("Let be for now: {who}").format(who=self._who(ids)), undo=True)

    def action_undo(self) -> None:
        """Bring back who was let be, where that was the last step; else take the last change back."""
        trail = self.desk.trail
        if not trail.last:
            super().action_undo()
            return
        ids = trail.bring_back()
        self._fill()
        self.unsorted.go_to(ids[0])
        words = _("Undone: let be {who}").format(who=self._who(ids))
        self.flash.say(words, hint=_("`U` to redo"))

    def action_redo(self) -> None:
        """Let be again, where that was taken back last; else do the last change again."""
        trail = self.desk.trail
        if not trail.next:
            super().action_redo()
            return
        ids = trail.let_be_again()
        self._fill()
        self.flash.say(_("Let be for now: {who}").format(who=self._who(ids)), undo=True)

    def _who(self, ids: Sequence[str]) -> str:
        if len(ids) == 1:
            return self.network.name_of(ids[0])
        return ngettext("{n} person", "{n} people", len(ids)).format(n=len(ids))
