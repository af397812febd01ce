"""The map as a page: keys move between people, and do with them what they do everywhere."""

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from netcrm.core.heat import heat_word
from netcrm.core.i18n import _
from netcrm.core.text import safe_line
from netcrm.tui import commands
from netcrm.tui.commands import Scope
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets.map_view import MapView
from netcrm.tui.widgets.words import band_word, circle_word, name_word


class MapPage(PeoplePage):
    """You in the middle; `l` `s` `x` act on whoever is under the cursor, Enter opens the contact."""

    SCOPE = Scope.MAP
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.MAP)]

    view = getters.query_one(MapView)

    def body(self) -> ComposeResult:
        """Yield the map."""
        yield MapView(id="map").data_bind(Page.network, Page.today)

    def subjects(self) -> tuple[str, ...]:
        """Return whoever is under the cursor."""
        current = self.view.current
        return (current,) if current and current in self.network.contacts else ()

    @on(MapView.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_keys()
        self.flash.rest(self._words())

    def watch_network(self) -> None:
        """Say anew who is under the cursor."""
        super().watch_network()
        if self.is_mounted:
            self.call_after_refresh(self._highlighted)

    def _words(self) -> Content:
        """Return who is under the cursor: circle, band, heat, and why."""
        current = self.view.current
        if not current or current not in self.network.contacts:
            return Content("")
        standing = self.network.standings(self.today).of(current)
        parts = [circle_word(circle) for circle in standing.contact.circles]
        if standing.heat is not None and standing.band is not None:
            parts.append(f"{band_word(standing.band)} {heat_word(standing.heat)}")
        parts += standing.reasons or (standing.explain,)
        return Content.assemble(
            (name_word(self.network.name_of(current)), "bold"),
            f"  {safe_line(' · '.join(parts))}",
        )

    # -- moving about ---------------------------------------------------------------------------

    def action_go(self, columns: int, rows: int) -> None:
        """Go to whoever is nearest in a direction."""
        if self.subjects() and not self.view.move(columns, rows):
            self.flash.say(_("Nobody is further that way"), hint=_("`n` goes on by heat"))

    def action_turn(self, step: int) -> None:
        """Go to the next in the order of heat, or the one before."""
        self.view.turn(step)

    def action_first(self) -> None:
        """Go to the hottest."""
        self.view.first()

    def action_select(self) -> None:
        """Open the page of whoever is under the cursor."""
        if ids := self.subjects():
            self.open_contact(ids[0])
        else:
            self.flash.refuse(self.nobody)

    @on(MapView.Selected)
    def _selected(self, message: MapView.Selected) -> None:
        self.open_contact(message.key)

    # -- what was done --------------------------------------------------------------------------

    _last = ""
    """Who was acted on last."""

    def acted(self, kind: str, ids: Sequence[str]) -> None:  # noqa: ARG002  as all pages have it
        """Remember whom it was about."""
        self._last = ids[0] if ids else ""

    def undone(self, what: str) -> None:  # noqa: ARG002  as all pages have it
        """Put the cursor on whoever came back."""
        self.view.go_to(self._last)

    def added(self, contact_id: str) -> None:
        """Put the cursor on somebody new, where they have a place."""
        self.view.go_to(contact_id)
