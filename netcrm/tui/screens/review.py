"""The daily review: whom to get in touch with today, one person at a time."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netcrm.core.heat_history import heat_history
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.review import queue
from netcrm.core.text import safe_line
from netcrm.tui import commands, kept_review
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.people import GOES_ON, PeoplePage
from netcrm.tui.widgets.heat_picture import BESIDE as BELOW
from netcrm.tui.widgets.heat_picture import LEAST_ROWS, MOST_ROWS, heat_picture
from netcrm.tui.widgets.ink import inked
from netcrm.tui.widgets.review_card import review_card
from netcrm.tui.widgets.review_summary import Done, review_summary

WIDEST = 78
BESIDE = 9
"""Cells of the frame, the blanks inside it and the scrollbar."""
SLIM, FLAT = 60, 14
"""Columns and rows below which the card takes all the room there is."""


class ReviewPage(PeoplePage):
    """One person of today's queue after the other, then a summary."""

    SCOPE = Scope.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.REVIEW)]
    AUTO_FOCUS = "#card"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high"), (42, "-tall")]  # noqa: RUF012  as Textual has it

    def __init__(self, network: Network, today: date) -> None:
        super().__init__(network, today)
        self._seen: set[str] = set()
        self._done: list[Done] = []
        self._undone: list[Done] = []
        self._round: tuple[str, ...] = ()
        self._place = 0
        self._waiting = 0

    def _begin(self, reached: frozenset[str] = frozenset()) -> None:
        """Take today's share of the queue: those whom this review has not shown yet.

        REACHED are those who were dealt with in earlier reviews of the day.
        """
        found = queue(self.network, self.today, self._seen, reached)
        self._round, self._waiting, self._place = found.items, found.more, 0

    def body(self) -> ComposeResult:
        """Yield the progress, the card, and who comes next."""
        with Vertical(id="review"):
            yield Static("", id="progress", markup=False)
            with VerticalScroll(id="card"):
                yield Static("", id="person-card", markup=False)
            yield Static("", id="coming", markup=False)

    def on_mount(self) -> None:
        """Show the first person."""
        kept = kept_review.kept(self.desk.state, self.today)
        self._begin(self.desk.trail.reached(self.today) | kept)
        self._show()

    def on_resize(self) -> None:
        """Wrap the card anew, and again when the room for it is known."""
        self._show()
        self.call_after_refresh(self._show)

    def watch_network(self) -> None:
        """Show what is known now."""
        super().watch_network()
        if self.is_mounted:
            self._show()

    def watch_today(self) -> None:
        """Start over on a new day."""
        if self.is_mounted:
            self._seen.clear()
            self._begin()
            self._show()

    @property
    def person(self) -> str:
        """The id of the person in front, or nothing at the end."""
        while (
            self._place < len(self._round) and self._round[self._place] not in self.network.contacts
        ):
            self._round = tuple(i for i in self._round if i in self.network.contacts)
        return self._round[self._place] if self._place < len(self._round) else ""

    def subjects(self) -> tuple[str, ...]:
        """Return the person in front."""
        return (self.person,) if self.person else ()

    @property
    def nobody(self) -> str:
        """What to say at the end."""
        return _("the review is over: nobody is in front")

    # -- going on -------------------------------------------------------------------------------

    def acted(self, kind: str, ids: Sequence[str]) -> None:
        """Go on to the next person where this one has been dealt with."""
        person = self.person
        if person not in ids and kind != "deleted":
            return
        self._done.append((self.desk.keeper.can_undo or "", kind, person))
        self._undone.clear()
        if kind in GOES_ON or person not in self.network.standings(self.today).queue:
            self.desk.trail.reach(person, self.today)
            kept_review.keep(self.desk.state, self.today, [person])
            self._go(1)
        else:
            self._show()

    def undone(self, what: str) -> None:
        """Go back to the person whose change was taken back, or on where it was done again."""
        if self._done and self._done[-1][0] == what:
            self._undone.append(self._done.pop())
            self._back_to(self._undone[-1][2])
        elif self._undone and self._undone[-1][0] == what:
            self._done.append(self._undone.pop())
            self._back_to(self._done[-1][2])
            self._go(1)

    def _back_to(self, person: str) -> None:
        self._seen.discard(person)
        if person in self._round:
            self._place = self._round.index(person)
        self._show()

    def _go(self, step: int) -> None:
        if step > 0 and self.person:
            self._seen.add(self.person)
        self._place = max(0, min(self._place + step, len(self._round)))
        if step > 0:
            self._pass_over()
        self.query_one("#card").scroll_home(animate=False)
        self._show()

    def _pass_over(self) -> None:
        """Pass over those whom somebody dealt with meanwhile, in the shell or on another page."""
        waiting = frozenset(self.network.standings(self.today).queue)
        while self.person and self.person not in waiting:
            self._seen.add(self.person)
            self._place += 1

    def action_next(self) -> None:
        """Go to the next person; nothing is written."""
        if self.person:
            self._go(1)

    def action_previous(self) -> None:
        """Go back to the person before."""
        if self._place:
            self._go(-1)
        else:
            self.flash.refuse(_("this is the first"))

    def action_open(self) -> None:
        """Open the person's page; at the end, go home."""
        if self.person:
            self.open_contact(self.person)
        else:
            self.action_back()

    def action_again(self) -> None:
        """At the end, go on with those who were not shown."""
        if not self.person and self._waiting:
            self._begin()
            self._show()

    # -- showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        person = self.person
        self.set_class(not person, "-over")
        progress, card, coming = (
            self.query_one(f"#{name}", Static) for name in ("progress", "person-card", "coming")
        )
        scroll = self.query_one("#card")
        columns, rows = self.app.size
        self.set_class(columns < SLIM, "-slim")
        self.set_class(rows < FLAT, "-flat")
        beside = BESIDE - 4 if columns < SLIM else BESIDE
        width = max(20, min(columns, WIDEST) - beside)
        if person:
            scroll.border_title = Content(safe_line(self.network.name_of(person)))
            card.update(inked(self._card(person, width)))
        else:
            scroll.border_title = Content(_("That was today’s review"))
            found = review_summary(
                self.network, self.today, self._done, more=self._waiting, width=width
            )
            card.update(inked(found))
        progress.update(self._progress(width))
        coming.update(self._coming())
        shown = commands.shown(Scope.REVIEW)
        if not person:
            wanted = ("review.more", "review.previous", "netcrm.undo", "netcrm.back", "netcrm.help")
            shown = tuple(map(commands.named, wanted if self._waiting else wanted[1:]))
        self.key_bar.show(shown)
        self.refresh_keys()

    def _card(self, person: str, width: int) -> list[Line]:
        """Return the lines of the card, and below them the picture of the heat where there is room."""
        lines = review_card(self.network, self.today, person, width)
        rows = self.query_one("#card").scrollable_content_region.height - len(lines) - BELOW - 1
        if rows >= LEAST_ROWS:
            history = heat_history(self.network, person, self.today)
            lines += [[], *heat_picture(history, width, min(rows, MOST_ROWS))] if history else []
        return lines

    def _progress(self, width: int) -> Content:
        total = len(self._round)
        if not total:
            return Content("")
        done = min(self._place, total)
        words = _("{n} of {all}").format(n=min(done + 1, total), all=total)
        more = ""
        if self._waiting:
            more = ngettext("{n} more waits", "{n} more wait", self._waiting).format(
                n=self._waiting
            )
        room = max(0, width - len(words) - len(more) - 4)
        filled = round(room * done / total)
        return Content.assemble(
            (f"{words}  ", "bold"),
            ("━" * filled, "$mark"),
            ("─" * (room - filled), "$frame"),
            (f"  {more}", "$quiet"),
        )

    def _coming(self) -> Content:
        names = [self.network.name_of(id_) for id_ in self._round[self._place + 1 :]][:3]
        if not names or not self.person:
            return Content("")
        return Content.styled(safe_line(_("then {names}").format(names=", ".join(names))), "$quiet")
