"""Dormant ties worth taking up again, the strongest first."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive

from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.revive import Revival, revivals
from netcrm.core.text import safe_line
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.words import name_word

NAME = 26
_NAME_NARROW = 18
_NARROW = 80
_DOT = " · "


class Revivals(Pane[Revival]):
    """The ties; a row says who, what to begin with, and why."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("Revive"))

    def watch_network(self) -> None:
        """Show who is dormant now."""
        self.stale()

    def watch_today(self) -> None:
        """Show who is dormant on another day."""
        self.stale()

    def refill(self) -> None:
        """Show the ties."""
        if self.network is None:
            return
        found = revivals(self.network, self.today)
        self.marked = self.marked & {one.id for one in found}
        self.fill(found)
        words = [ngettext("{n} dormant", "{n} dormant", len(found)).format(n=len(found))]
        if self.marked:
            words.append(_("{n} marked").format(n=len(self.marked)))
        self.subtitle = " · ".join(words) if found else ""

    def row_key(self, row: Revival) -> str:
        """Return the contact's id."""
        return row.id

    def draw_row(self, row: Revival, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the line of a tie."""
        name = name_word(self.network.name_of(row.id)) if self.network else ""
        who = NAME if width >= _NARROW else _NAME_NARROW
        line = [
            ("•" if marked else " ", paint.SIGN),
            ("▶ " if cursor else "  ", paint.SIGN),
            (paint.left(name, who) + "  ", paint.STRONG if cursor else paint.PLAIN),
        ]
        room = max(1, width - paint.width_of(line))
        opener = paint.cut(paint.shown(row.opener), room)
        line.append((opener, paint.ACCENT))
        room -= paint.cells(opener)
        if opener and room > len(_DOT):
            line.append((_DOT, paint.QUIET))
            room -= len(_DOT)
        line.append((paint.left(" · ".join(row.why), room), paint.QUIET))
        return line

    def draw_empty(self, width: int) -> list[Line]:
        """Return what the page is for."""
        text = _(
            "No tie lies dormant.\n\n"
            "Professional contacts who rest for four cadences come here, to be revived "
            "when you feel like it."
        )
        return paint.teach(text, width)


class RevivePage(PeoplePage):
    """The list; `l` `s` `x` act on a person, Enter opens the contact."""

    SCOPE = Scope.REVIVE
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.REVIVE)]
    AUTO_FOCUS = "Revivals"

    ties = getters.query_one(Revivals)

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield Revivals().data_bind(Page.network, Page.today)

    def subjects(self) -> tuple[str, ...]:
        """Return the marked people, or the one under the cursor."""
        rows = self.ties.rows
        marked = tuple(one.id for one in rows if one.id in self.ties.marked)
        current = self.ties.current
        return marked or ((current,) if current else ())

    @on(Revivals.Selected)
    def _selected(self, message: Revivals.Selected) -> None:
        self.open_contact(message.key)

    @on(Revivals.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_keys()
        self.flash.rest(self._words())

    def _words(self) -> Content:
        """Return the whole of the row under the cursor."""
        row = self.ties.current_row
        if row is None:
            return Content("")
        why = " · ".join(filter(None, (row.opener, *row.why)))
        return Content.assemble(
            (safe_line(self.network.name_of(row.id)), "bold"), f"  {safe_line(why)}"
        )

    _last = ""
    """Who was acted on last."""

    def acted(self, kind: str, ids: Sequence[str]) -> None:  # noqa: ARG002  as all pages have it
        """Take the marks away."""
        self._last = ids[0] if ids else ""
        self.ties.marked = frozenset()

    def undone(self, what: str) -> None:  # noqa: ARG002  as all pages have it
        """Put the cursor on whoever came back."""
        self.ties.go_to(self._last)
