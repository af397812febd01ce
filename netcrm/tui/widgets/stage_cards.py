"""The cards of an opportunity and of an introduction: their facts, each with its label."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from netcrm.core.introduction import Introduction
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.opportunity_stages import title_of
from netcrm.core.stage_facts import Fact, introduction_facts, opportunity_facts
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.card_pane import CardPane
from netcrm.tui.widgets.words import name_word

_LABEL = 12
_NARROW = 30
"""Cells under which labels are cut."""


def fact_lines(facts: Iterable[Fact], width: int) -> list[Line]:
    """Return the lines of facts that say something, wrapped, the labels in a column of their own."""
    lines: list[Line] = []
    room = min(_LABEL, max(1, width // 3)) if width < _NARROW else _LABEL
    for label, text in facts:
        if not text:
            continue
        for number, part in enumerate(paint.wrap(text, max(1, width - room - 1))):
            head = paint.left("" if number else label, room) + " "
            lines.append([(head, paint.QUIET), (part, paint.PLAIN)])
    return lines


class StageCard(CardPane, can_focus=True):
    """A card that takes the focus while it is shown alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False),
        Binding("k,up", "scroll_up", "Up", show=False),
        Binding("enter", "screen.show", "Lists", show=False),
    ]


class OpportunityCard(StageCard):
    """The opportunity under the cursor."""

    def write(self, network: Network, width: int) -> tuple[str, list[Line]] | None:
        """Return its title and its facts."""
        record = network.opportunities.get(self.shown_id)
        if record is None:
            return None
        one = Opportunity(record)
        facts = opportunity_facts(network, one, self.today)
        return name_word(title_of(one)), fact_lines(facts, width)


class IntroductionCard(StageCard):
    """The introduction under the cursor."""

    def write(self, network: Network, width: int) -> tuple[str, list[Line]] | None:
        """Return who introduces you to whom, and its facts."""
        record = network.introductions.get(self.shown_id)
        if record is None:
            return None
        one = Introduction(record)
        names = (name_word(network.name_of(id)) for id in (one.connector, one.to))
        return " → ".join(names), fact_lines(introduction_facts(network, one, self.today), width)
