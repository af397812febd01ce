"""Who can get me into an organisation or to a person, and whom to meet: the ways, and why each is there."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.reactive import reactive

from netcrm.core.changes import introductions
from netcrm.core.destination import Destination, Kind
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.path_words import band_word, reasons, route
from netcrm.core.paths import Band, Path, paths
from netcrm.core.whom_to_meet import Meeting, meeting_reasons, new_places, whom_to_meet
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets.card_pane import CardPane
from netcrm.tui.widgets.pane import Pane

BAND = 9
_INKS = {Band.STRONG: paint.ACCENT, Band.MODERATE: paint.PLAIN, Band.WEAK: paint.QUIET}


class Way(NamedTuple):
    """A row: a path, and for somebody to meet what else speaks for it."""

    path: Path
    meeting: Meeting | None = None

    @property
    def key(self) -> str:
        """What names the row: the ids of its hops."""
        return ">".join(self.path.hops)


class Ways(Pane[Way]):
    """The paths that lead somewhere; where nothing is asked for, to whom it would be good to be led."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)
    there: reactive[Destination | None] = reactive(None, repaint=False)

    def watch_network(self) -> None:
        """Show the ways there are now."""
        self.stale()

    def watch_today(self) -> None:
        """Show how they are on another day."""
        self.stale()

    def watch_there(self) -> None:
        """Show the ways to somewhere else."""
        self.stale()

    def refill(self) -> None:
        """Look for the ways."""
        if self.network is None:
            return
        ways = self._to_meet(self.network) if self.there is None else self._to(self.there)
        self.marked = self.marked & {way.key for way in ways}
        self.fill(ways, to_top=True)
        self.post_message(self.Highlighted(self._as_sender, self._current_key()))

    def _to_meet(self, network: Network) -> list[Way]:
        """Return the ways to whom it would be good to meet, and say so at the top."""
        meetings = whom_to_meet(network, paths(network, self.today))
        names = " · ".join(place.name for place in new_places(network, meetings))
        self.entitle(_("Whom to meet"))
        words = _("where you know nobody yet: {names}").format(names=names)
        self.subtitle = words if names else ""
        return [Way(meeting.path, meeting) for meeting in meetings]

    def _to(self, there: Destination) -> list[Way]:
        """Return the ways that lead THERE, and say so at the top."""
        if self.network is None:
            return []
        found = paths(self.network, self.today)
        is_org = there.kind is Kind.ORGANISATION
        ranked = found.to_organisation(there.id) if is_org else found.to_person(there.id)
        title = _("Who can get me into {name}") if is_org else _("Who can introduce me to {name}")
        self.entitle(title.format(name=there.name))
        counts = {band: sum(path.band is band for path in ranked) for band in Band}
        self.subtitle = " · ".join(f"{n} {band_word(band)}" for band, n in counts.items() if n)
        return [Way(path) for path in ranked]

    def row_key(self, row: Way) -> str:
        """Return the ids of the hops."""
        return row.key

    def draw_row(self, row: Way, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the line of a way: how good it is, over whom, and what else there is room for."""
        if self.network is None:
            return []
        path = row.path
        line = [
            ("•" if marked else " ", paint.SIGN),
            ("▶ " if cursor else "  ", paint.SIGN),
            (paint.left(band_word(path.band), BAND) + " ", _INKS[path.band]),
        ]
        room = width - paint.width_of(line)
        words = paint.cut(paint.shown(route(self.network, path)), room)
        line.append((words, paint.STRONG if cursor else paint.PLAIN))
        room -= paint.width_of(line[-1:])
        more = " · ".join(self._more(row))
        if more and room > 12:
            line.append(("  " + paint.cut(paint.shown(more), room - 2), paint.QUIET))
        return line

    def _more(self, way: Way) -> list[str]:
        """Return what a row says beside the way: where it ends, and that its first was asked lately."""
        path = way.path
        words = []
        if path.organisation and not path.works_there:
            words.append(_("worked there before"))
        elif path.organisation and (self.there is None or self.there.kind is Kind.PERSON):
            words.append(path.organisation)
        if path.connector.asked:
            words.append(_("asked lately"))
        return words

    def draw_empty(self, width: int) -> list[Line]:
        """Return how ways come about."""
        text = _("Nobody here leads there yet.\n\n`+`  on a contact’s page says whom they know")
        return paint.teach(text, width)


class Why(CardPane):
    """Why the way under the cursor is there, a sentence a line."""

    _way: Way | None = None

    def tell(self, way: Way | None) -> None:
        """Show why another way is there, or what has changed about the same one."""
        self._way = way
        self.shown_id = way.key if way else ""
        self.watch_network()

    def write(self, network: Network, width: int) -> tuple[str, list[Line]] | None:
        """Return the way and why it is there; nothing where there is none."""
        way = self._way
        if way is None:
            return None
        found = paths(network, self.today)
        if way.meeting is not None:
            words = meeting_reasons(network, found, way.meeting, self.today)
        else:
            words = reasons(network, found, way.path, self.today)
        lines: list[Line] = [
            [("  " if number else "· ", paint.SIGN), (line, paint.PLAIN)]
            for reason in words
            for number, line in enumerate(paint.wrap(reason, max(1, width - 2)))
        ]
        return route(network, way.path), lines


class PathsPage(PeoplePage):
    """The ways, and why; Enter opens whom to ask, `i` asks for the introduction, `w` looks elsewhere."""

    SCOPE = Scope.PATHS
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.PATHS)]
    AUTO_FOCUS = "Ways"

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  as Textual has it

    ways = getters.query_one(Ways)
    why = getters.query_one(Why)

    def __init__(self, network: Network, today: date, there: Destination | None = None) -> None:
        super().__init__(network, today)
        self._there = there

    def body(self) -> ComposeResult:
        """Yield the ways and why the one under the cursor is there."""
        with Vertical(id="paths"):
            ways = Ways().data_bind(Page.network, Page.today)
            ways.there = self._there
            yield ways
            yield Why().data_bind(Page.network, Page.today)

    def subjects(self) -> tuple[str, ...]:
        """Return whom to ask on the marked ways, or on the one under the cursor."""
        people = dict.fromkeys(way.path.hops[0] for way in self._meant())
        return tuple(id_ for id_ in people if id_ in self.network.contacts)

    def _meant(self) -> list[Way]:
        marked = [way for way in self.ways.rows if way.key in self.ways.marked]
        current = self.ways.current_row
        return marked or ([current] if current else [])

    def suggested(self) -> str:
        """Return the organisation that `w` offers first."""
        current = self.ways.current_row
        return current.path.organisation if current and self.ways.there is None else ""

    def go(self, there: Destination | None) -> None:
        """Show the ways to somewhere else, on this page."""
        self.flash.say("")
        self.ways.there = there

    @on(Ways.Selected)
    def _selected(self) -> None:
        current = self.ways.current_row
        if current is not None:
            self.open_contact(current.path.hops[0])

    @on(Ways.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_keys()
        self.why.tell(self.ways.current_row)

    def acted(self, kind: str, ids: Sequence[str]) -> None:  # noqa: ARG002  as all pages have it
        """Take the marks away."""
        self.ways.marked = frozenset()

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        if action == "introduce" and self.is_mounted:
            way = self.ways.current_row
            if way is None:
                return self.nobody
            if len(way.path.hops) == 1:
                name = self.network.name_of(way.path.target)
                return _("you know {name} yourself: `l` logs a touch").format(name=name)
        return super().why_not(action)

    def action_introduce(self) -> None:
        """Note that you asked for the introduction under the cursor."""
        way = self.ways.current_row
        why = self.why_not("introduce")
        if way is None or why:
            self.flash.refuse(why)
            return
        self.start(self._introduce(way.path))

    async def _introduce(self, path: Path) -> None:
        there = self.ways.there
        about = path.organisation if there is None else ""
        if there is not None and there.kind is Kind.ORGANISATION:
            about = there.name
        asked = introductions.ask(
            self.network, path.hops[0], path.target, today=self.today, about=about
        )
        what = asked.change.what
        self.act(lambda: asked.change, said=f"{what} ({asked.note})" if asked.note else what)
