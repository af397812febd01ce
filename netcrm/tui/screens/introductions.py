"""Introductions: whom you owe thanks on top, each moved on by one key; writes through the app alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.changes import introductions as changes
from netcrm.core.changes.steps import INTRODUCTION
from netcrm.core.dates import short_day
from netcrm.core.i18n import _, ngettext
from netcrm.core.introduction import Introduction, Stage
from netcrm.core.introduction_stages import in_order, is_owed, next_stages, stage_word
from netcrm.core.network import Network
from netcrm.core.record import Change, Record
from netcrm.core.who_knows_whom import who_knows_whom
from netcrm.tui import commands, paint
from netcrm.tui.commands import Scope
from netcrm.tui.paint import Line
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.stages import StagesPage
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.stage_cards import IntroductionCard
from netcrm.tui.widgets.words import name_word

_STAGE = 16
_DAY = 10
_NAMES = 44


class Introductions(Pane[Introduction]):
    """All of them: where you owe thanks, then those under way, then those at their end."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("Introductions"))

    def watch_network(self) -> None:
        """Show how far they are now."""
        self.stale()

    def refill(self) -> None:
        """Show them all."""
        if self.network is None:
            return
        found = in_order(self.network)
        self.fill(found)
        owed = sum(map(is_owed, found))
        under_way = sum(bool(next_stages(one)) for one in found) - owed
        words = [_("{n} to thank").format(n=owed)] if owed else []
        if found:
            words.append(ngettext("{n} under way", "{n} under way", under_way).format(n=under_way))
        self.subtitle = " · ".join(words)

    def row_key(self, row: Introduction) -> str:
        """Return the introduction's id."""
        return row.id

    def draw_row(self, row: Introduction, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return an introduction's line: how far, since when, who to whom, what for."""
        if self.network is None:
            return []
        owed, over = is_owed(row), not next_stages(row)
        word = _("thanks owed") if owed else stage_word(row.stage)
        day = short_day(row.history[-1][1], self.today) if row.history else ""
        names = [name_word(self.network.name_of(id)) for id in (row.connector, row.to)]
        line: list[paint.Piece] = [
            ("•" if marked else " ", paint.SIGN),
            ("▶ " if cursor else "  ", paint.SIGN),
            (paint.left(word, _STAGE), paint.ACCENT if owed else paint.QUIET),
            (paint.left(day, _DAY), paint.QUIET),
        ]
        room = max(1, width - paint.width_of(line) - 1)
        both = paint.left(" → ".join(names), min(room, _NAMES))
        line.append((both, paint.FAINT if over else paint.STRONG if cursor else paint.PLAIN))
        if row.about and room > _NAMES + 6:
            line.append(("  " + paint.left(row.about, room - _NAMES - 2), paint.QUIET))
        return line

    def draw_empty(self, width: int) -> list[Line]:
        """Return how an introduction is asked for."""
        text = _("Nobody was asked yet.\n\n`a`  notes that you ask somebody for an introduction")
        return paint.teach(text, width)


class IntroductionsPage(StagesPage):
    """`>` brings an introduction to the next stage, `m` to any; `a` asks for one; Enter shows it alone."""

    SCOPE = Scope.INTRODUCTIONS
    FIELD = INTRODUCTION
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.INTRODUCTIONS)]

    introductions = getters.query_one(Introductions)
    introduction = getters.query_one(IntroductionCard)

    def body(self) -> ComposeResult:
        """Yield the list and the card."""
        yield Introductions(id="introductions").data_bind(Page.network, Page.today)
        yield IntroductionCard(id="introduction-card").data_bind(Page.network, Page.today)

    def lists(self) -> Sequence[Pane[object]]:
        """Return the list."""
        return [self.introductions]  # type: ignore[list-item]  # of introductions all the same

    def card(self) -> IntroductionCard:
        """Return the card."""
        return self.introduction

    def table(self) -> Mapping[str, Record]:
        """Return the introductions."""
        return self.network.introductions

    def ahead(self, id: str) -> Sequence[Stage]:
        """Return the stages ahead of an introduction; none of one that is gone."""
        record = self.network.introductions.get(id)
        return () if record is None else next_stages(Introduction(record))

    def word(self, stage: StrEnum) -> str:
        """Return a stage in the user's language."""
        return stage_word(Stage(stage))

    def moved(self, id: str, stage: StrEnum) -> Change:
        """Return the change that brings an introduction to a stage today."""
        return changes.move(self.network, id, str(stage), today=self.today)

    @property
    def nothing(self) -> str:
        """What to say where there is none under the cursor."""
        return _("there is no introduction under the cursor")

    def subjects(self) -> tuple[str, ...]:
        """Return whom you met, else who introduces."""
        record = self.network.introductions.get(self.current) if self.is_mounted else None
        if record is None:
            return ()
        one = Introduction(record)
        met = one.on(Stage.MET) and not is_owed(one)
        people = (one.to, one.connector) if met else (one.connector, one.to)
        return tuple([id for id in people if id in self.network.contacts][:1])

    @on(Introductions.Highlighted)
    def _highlighted(self, message: Introductions.Highlighted) -> None:
        self.highlighted(message.rows, message.key)

    @on(Introductions.Selected)
    def _selected(self) -> None:
        self.action_show()

    # -- ask, edit, delete ----------------------------------------------------------------------

    async def _add(self) -> None:
        from netcrm.tui.screens.dialogs.ask_line import LineDialog, Read
        from netcrm.tui.screens.dialogs.choose import ChooseDialog

        seen = self.network
        people = sorted(seen.people(), key=lambda c: (seen.rules.by_name(c.name), c.id))
        rows = [(c.id, c.name, " · ".join(filter(None, (c.title, c.org)))) for c in people]
        connector = await self.ask(ChooseDialog(_("Ask whom for an introduction?"), rows))
        if not connector:
            return
        to = await self.ask(
            ChooseDialog(
                _("{name} is to introduce you to …").format(name=seen.name_of(connector)),
                whom(seen, connector),
            )
        )
        if not to:
            return
        title = _("What is it about? Enter alone says nothing of it")
        about = await self.ask(LineDialog(title, lambda line: Read(line.strip(), line.strip())))
        if about is None:
            return
        asked = changes.ask(self.desk.network, connector, to, today=self.today, about=about.value)
        if self.act(lambda: asked.change):
            self.go_to(asked.id)
            if asked.note:
                self.flash.say(asked.note, undo=True)

    async def edit(self) -> None:
        """Change what an introduction is about."""
        from netcrm.tui.screens.dialogs.ask_line import LineDialog, Read

        id, seen = self.there(), self.network
        one = Introduction(seen.introductions[id])
        title = _("What is it about?")
        dialog = LineDialog(title, lambda line: Read(line.strip(), line.strip()), value=one.about)
        answer = await self.ask(dialog)
        if answer is not None:
            about = answer.value
            self.act(lambda: changes.edit(seen, id, about))

    async def delete(self) -> None:
        """Delete the introduction under the cursor, after asking."""
        id, seen = self.there(), self.network
        one = Introduction(seen.introductions[id])
        names = " → ".join(name_word(seen.name_of(id)) for id in (one.connector, one.to))
        text = _("Its open next steps go too.")
        if await self.confirm(_("Delete {title}?").format(title=names), text):
            self.act(lambda: changes.remove(seen, [id]))


def whom(network: Network, connector: str) -> list[tuple[str, str, str]]:
    """Return whom somebody could introduce you to, as rows to choose from: first whom they know, how and where."""
    linked = {
        link.other: ", ".join(filter(None, (relation.how for relation in link.relations)))
        for link in who_knows_whom(network).links(connector)
    }
    others = [id for id in (*network.acquaintances, *network.contacts) if id != connector]
    others = [*linked, *sorted((id for id in others if id not in linked), key=network.name_of)]
    rows = []
    for id in dict.fromkeys(others):
        record = network.acquaintances.get(id) or network.contacts.get(id)
        if record is not None and id != connector:
            one = Acquaintance(record)
            rows.append((id, one.name, " · ".join(filter(None, (linked.get(id), one.org)))))
    return rows
