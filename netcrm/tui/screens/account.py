"""The account: a small picture by week, and below it each person with what went either way."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive

from netcrm.core.account import Balance, account, in_order
from netcrm.core.account_words import kinds_words, notes, sentence
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.text import safe_line
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets.account_picture import AccountPicture
from netcrm.tui.widgets.capture_bar import SHORT_LOG
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.words import name_word

NAME, SUM = 26, 11
_NAME_NARROW = 18
_NARROW = 90


class AccountPeople(Pane[str]):
    """Everybody with something on the account; rows are ids of contacts."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    _ready: Network | None = None
    """The network whose account has been worked out."""

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("People"))

    def watch_network(self) -> None:
        """Show the account as it is now."""
        self.stale()

    def watch_today(self) -> None:
        """Show the account of another day."""
        self._ready = None
        self.stale()

    def refill(self) -> None:
        """Show the people with most on their account first; a long log is read beside."""
        network = self.network
        if network is None:
            return
        if len(network.interactions) > SHORT_LOG and network is not self._ready:
            self._read(network, self.today)
            return
        self._ready = network
        book, found = account(network, self.today), in_order(network, self.today)
        self.marked = self.marked & {*found}
        self.fill(found)
        self.subtitle = ngettext("{n} person", "{n} people", len(found)).format(n=len(found))
        self.screen.query_one(AccountPicture).show(book.everybody, self.today, network.rules)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self, network: Network, today: date) -> None:
        """Work the account of a long log out, then show it."""
        account(network, today)
        self._ready = network
        self.app.call_from_thread(self.stale)

    def of(self, id: str) -> Balance:
        """Return the account with one of the people shown."""
        if self.network is None or self._ready is not self.network:
            return Balance(())
        return account(self.network, self.today).of(id)

    def row_key(self, row: str) -> str:
        """Return the contact's id."""
        return row

    def draw_row(self, row: str, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return a person's line: what was put in, what was taken out, and what is worth a thought."""
        balance = self.of(row)
        name = name_word(self.network.name_of(row)) if self.network else ""
        who = NAME if width >= _NARROW else _NAME_NARROW
        line = [
            ("•" if marked else " ", paint.SIGN),
            ("▶ " if cursor else "  ", paint.SIGN),
            (paint.left(name, who), paint.STRONG if cursor else paint.PLAIN),
            (paint.right(_("{n} in").format(n=balance.deposits), SUM - 3), paint.PLAIN),
            (paint.right(_("{n} out").format(n=balance.withdrawals), SUM - 2) + "  ", paint.PLAIN),
        ]
        room = max(1, width - paint.width_of(line))
        line.append((paint.left(" · ".join(notes(balance, self.today)), room), paint.QUIET))
        return line

    def draw_empty(self, width: int) -> list[Line]:
        """Return what fills the account."""
        if self.network is not None and self._ready is not self.network:
            return paint.teach(_("Adding up …"), width)
        text = _(
            "Nothing is on the account yet.\n\n"
            "`c`  write a line of the log: thanked @Anna, helped @Bo, asked @Karen for feedback"
        )
        return paint.teach(text, width)


class AccountPage(PeoplePage):
    """Picture and people; `l` logs with somebody, Enter opens the contact."""

    SCOPE = Scope.ACCOUNT
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.ACCOUNT)]
    AUTO_FOCUS = "AccountPeople"

    people = getters.query_one(AccountPeople)

    def body(self) -> ComposeResult:
        """Yield the picture and the list."""
        yield AccountPicture(id="account-picture")
        yield AccountPeople().data_bind(Page.network, Page.today)

    def subjects(self) -> tuple[str, ...]:
        """Return the marked people, or the one under the cursor."""
        rows = self.people.rows
        marked = tuple(id_ for id_ in rows if id_ in self.people.marked)
        current = self.people.current
        found = marked or ((current,) if current else ())
        return tuple(id_ for id_ in found if id_ in self.network.contacts)

    @on(AccountPeople.Selected)
    def _selected(self, message: AccountPeople.Selected) -> None:
        self.open_contact(message.key)

    @on(AccountPeople.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_keys()
        self.flash.rest(self._words())

    def _words(self) -> Content:
        """Return what went either way with whoever is under the cursor, by kind."""
        current = self.people.current
        if not current:
            return Content("")
        balance = self.people.of(current)
        parts = [sentence(balance)]
        parts += [kinds_words(balance, deposit=deposit) for deposit in (True, False)]
        return Content.assemble(
            (safe_line(self.network.name_of(current)), "bold"),
            f"  {safe_line(' · '.join(filter(None, parts)))}",
        )

    def acted(self, kind: str, ids: Sequence[str]) -> None:  # noqa: ARG002  as all pages have it
        """Take the marks away."""
        self.people.marked = frozenset()
