"""The board: opportunities by stage, in columns where there is room, else in one list; writes nothing itself."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.reactive import reactive

from netcrm.core.changes import opportunities as changes
from netcrm.core.changes.steps import OPPORTUNITY
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.opportunity import CLOSED, Opportunity, Stage
from netcrm.core.opportunity_people import who_can_help
from netcrm.core.opportunity_stages import (
    BOARD,
    in_order,
    last_day,
    next_stages,
    stage_word,
    title_of,
)
from netcrm.core.record import Change, Record
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.stages import StagesPage
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.stage_cards import OpportunityCard

_DAYS = 6
_LEAST_ROLE = 8
_TEACH = commands.noted("No opportunity yet.\n\n`a`  notes one: an organisation and a role")


class Row(NamedTuple):
    """A line of an opportunity: the first one, or in a column the one below it, with the role."""

    one: Opportunity
    is_first: bool


class Opportunities(Pane[Row]):
    """Those in some STAGES: a column with two lines each, or where there are several stages a list."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    def __init__(self, stages: Sequence[Stage], title: str, *, id: str) -> None:
        super().__init__(id=id)
        self._stages = frozenset(stages)
        self._title = title
        self._lines = 2 if len(stages) == 1 else 1
        self._word = max(paint.width_of([(stage_word(stage), "")]) for stage in stages) + 2

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(self._title)

    def watch_network(self) -> None:
        """Show what there is now."""
        self.stale()

    def watch_today(self) -> None:
        """Count the days anew."""
        self.stale()

    def refill(self) -> None:
        """Show those in these stages."""
        if self.network is None:
            return
        found = [one for one in in_order(self.network) if one.stage in self._stages]
        self.fill(Row(one, line == 0) for one in found for line in range(self._lines))
        is_open = sum(one.is_open for one in found)
        if self._lines == 2 or not is_open:
            self.subtitle = str(len(found)) if found else ""
        else:
            self.subtitle = ngettext("{n} open", "{n} open", is_open).format(n=is_open)

    def row_key(self, row: Row) -> str:
        """Return the opportunity's id; another key for its second line, on which the cursor never is."""
        return row.one.id if row.is_first else f"{row.one.id} "

    def move_to(self, place: int) -> None:
        """Put the cursor on the first line of the opportunity at PLACE."""
        place = max(0, min(place, len(self._rows) - 1))
        super().move_to(place - place % self._lines)

    def action_move(self, lines: int) -> None:
        """Move the cursor by so many opportunities."""
        self.move_to(self.cursor + lines * self._lines)

    def draw_at(self, place: int, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return a line of an opportunity; in a list the stage stands on the first of each."""
        one, is_first = self.rows[place]
        if not is_first:
            return [("   ", paint.PLAIN), (paint.left(one.role, max(1, width - 3)), paint.QUIET)]
        line: list[paint.Piece] = [
            ("•" if marked else " ", paint.SIGN),
            ("▶ " if cursor else "  ", paint.SIGN),
        ]
        if self._lines == 1:
            first = place == 0 or self.rows[place - 1].one.stage is not one.stage
            word = stage_word(one.stage) if first or cursor else ""
            line.append(
                (paint.left(word, self._word), paint.ACCENT if one.is_open else paint.QUIET)
            )
        day = last_day(one)
        since = _("{n} d").format(n=max(0, self.today.toordinal() - day)) if day else ""
        room = max(1, width - paint.width_of(line) - _DAYS)
        org = paint.cut(paint.shown(one.org) or "?", room)
        ink = paint.FAINT if not one.is_open else paint.STRONG if cursor else paint.PLAIN
        rest = room - paint.width_of([(org, ink)])
        role = f"  {one.role}" if self._lines == 1 and rest > _LEAST_ROLE else ""
        return [
            *line,
            (org, ink),
            (paint.left(role, rest), paint.QUIET),
            (paint.right(since, _DAYS), paint.QUIET),
        ]

    def draw_empty(self, width: int) -> list[Line]:
        """Return how an opportunity is noted, where there is none at all."""
        if self.network is None or self.network.opportunities or Stage.LEAD not in self._stages:
            return []
        return paint.teach(_(_TEACH), width)


class BoardPage(StagesPage):
    """`>` brings what is under the cursor to the next stage, `m` to any; `a`, `e`, `d`; Enter shows it alone."""

    SCOPE = Scope.BOARD
    FIELD = OPPORTUNITY
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.BOARD)]

    opportunity = getters.query_one(OpportunityCard)

    def body(self) -> ComposeResult:
        """Yield the columns, and the one list for where there is no room for them."""
        with Horizontal(id="board-columns"):
            for stage in BOARD:
                yield self._pane([stage], _title(stage), f"board-{stage}")
        yield self._pane([*Stage], _("Opportunities"), "board-all")
        with Horizontal(id="board-below"):
            yield self._pane([*CLOSED], _("Closed"), "board-closed")
            yield OpportunityCard(id="board-card").data_bind(Page.network, Page.today)

    def _pane(self, stages: Sequence[Stage], title: str, id: str) -> Opportunities:
        return Opportunities(stages, title, id=id).data_bind(Page.network, Page.today)

    def lists(self) -> Sequence[Pane[object]]:
        """Return the columns, the closed ones and the one list."""
        return [*self.query(Opportunities)]

    def card(self) -> OpportunityCard:
        """Return the card."""
        return self.opportunity

    def table(self) -> Mapping[str, Record]:
        """Return the opportunities."""
        return self.network.opportunities

    def ahead(self, id: str) -> Sequence[Stage]:
        """Return the stages ahead of an opportunity; none of one that is gone."""
        record = self.network.opportunities.get(id)
        return () if record is None else next_stages(Opportunity(record))

    def word(self, stage: StrEnum) -> str:
        """Return a stage in the user's language."""
        return stage_word(Stage(stage))

    def moved(self, id: str, stage: StrEnum) -> Change:
        """Return the change that brings an opportunity to a stage today."""
        return changes.move(self.network, id, str(stage), today=self.today)

    def has_next(self, id: str) -> bool:
        """Return whether a next step of an opportunity is noted, as a follow-up or only in words."""
        record = self.network.opportunities.get(id)
        return super().has_next(id) or (record is not None and bool(Opportunity(record).next))

    def done(self, id: str) -> Change:
        """Return the change that ticks the next step of an opportunity off."""
        return changes.done(self.network, id, today=self.today)

    @property
    def nothing(self) -> str:
        """What to say where there is none under the cursor."""
        return _("there is no opportunity under the cursor")

    def subjects(self) -> tuple[str, ...]:
        """Return who brought the opportunity, else the first contact who can help."""
        record = self.network.opportunities.get(self.current) if self.is_mounted else None
        if record is None:
            return ()
        one = Opportunity(record)
        helpers = (help.id for help in who_can_help(self.network, one))
        people = [id for id in (one.via, *helpers) if id in self.network.contacts]
        return tuple(people[:1])

    def suggested(self) -> str:
        """Return the organisation that `w` offers first."""
        record = self.network.opportunities.get(self.current)
        return Opportunity(record).org if record is not None else ""

    @property
    def nobody(self) -> str:
        """What to say where nobody is meant."""
        return _("no contact brought it, and you know none there")

    @on(Opportunities.Highlighted)
    def _highlighted(self, message: Opportunities.Highlighted) -> None:
        self.highlighted(message.rows, message.key)

    @on(Opportunities.Selected)
    def _selected(self) -> None:
        self.action_show()

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, Opportunities):
            self.highlighted(event.widget, event.widget.current)

    def action_turn(self, step: int) -> None:
        """Go to the next column with something in it, or the one before."""
        panes = self.seen()
        here = next((at for at, pane in enumerate(panes) if pane.has_focus), 0)
        for distance in range(1, len(panes) + 1):
            pane = panes[(here + step * distance) % len(panes)]
            if pane.rows:
                pane.focus()
                return

    # -- add, edit, delete ----------------------------------------------------------------------

    async def _add(self) -> None:
        from netcrm.tui.screens.dialogs.opportunity_form import OpportunityForm

        values = await self.ask(OpportunityForm(self.network, self.today))
        if values is None:
            return
        texts = {field: str(value) for field, value in values.items()}
        added = changes.add(self.desk.network, texts, today=self.today)
        if self.act(lambda: added.change):
            self.go_to(added.id)

    async def edit(self) -> None:
        """Edit the opportunity under the cursor."""
        from netcrm.tui.screens.dialogs.opportunity_form import OpportunityForm

        id, seen = self.there(), self.network
        one = Opportunity(seen.opportunities[id])
        values = await self.ask(OpportunityForm(seen, self.today, one))
        if values is not None:
            texts = {field: str(value) for field, value in values.items()}
            if self.act(lambda: changes.edit(seen, id, texts, today=self.today)):
                self.go_to(id)

    async def delete(self) -> None:
        """Delete the opportunity under the cursor, after asking."""
        id, seen = self.there(), self.network
        title = title_of(Opportunity(seen.opportunities[id]))
        text = _("Its open next steps go too.")
        if await self.confirm(_("Delete {title}?").format(title=title), text):
            self.act(lambda: changes.remove(seen, [id]))


def _title(stage: Stage) -> str:
    word = stage_word(stage)
    return word[:1].upper() + word[1:]
