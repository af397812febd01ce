"""What runs between you and one person: introductions and opportunities, in sentences. Pure."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from netcrm.core.dates import short_day
from netcrm.core.i18n import _
from netcrm.core.introduction_stages import in_order as introductions_in_order
from netcrm.core.introduction_stages import is_owed, next_stages
from netcrm.core.introduction_stages import stage_word as introduction_word
from netcrm.core.opportunity_stages import in_order as opportunities_in_order
from netcrm.core.opportunity_stages import stage_word, title_of
from netcrm.core.organisation import key

if TYPE_CHECKING:
    from netcrm.core.network import Network


def threads(network: "Network", id: str, today: date) -> list[str]:
    """Return the sentences about one contact, those still open first; none where there is nothing."""
    found = [*_introductions(network, id, today), *_opportunities(network, id, today)]
    found.sort(key=lambda pair: not pair[0])
    return [words for _open, words in found]


def _introductions(network: "Network", id: str, today: date) -> Iterator[tuple[bool, str]]:
    for one in introductions_in_order(network):
        if id not in (one.connector, one.to):
            continue
        words = (
            _("introduces you to {name}: {stage}")
            if one.connector == id
            else _("{name} introduces you: {stage}")
        )
        other = network.name_of(one.to if one.connector == id else one.connector) or "?"
        stage = _with_day(introduction_word(one.stage), one.on(one.stage), today)
        if is_owed(one):
            stage = _("{stage}, thanks owed").format(stage=stage)
        yield bool(next_stages(one)), words.format(name=other, stage=stage)


def _opportunities(network: "Network", id: str, today: date) -> Iterator[tuple[bool, str]]:
    workplace = key(network.contact(id).org)
    for one in opportunities_in_order(network):
        if one.via == id:
            words = _("brought {title}: {stage}")
        elif one.is_open and workplace and key(one.org) == workplace:
            words = _("works there: {title}, {stage}")
        else:
            continue
        stage = _with_day(stage_word(one.stage), one.on(one.stage), today)
        yield one.is_open, words.format(title=title_of(one), stage=stage)


def _with_day(stage: str, day: date | None, today: date) -> str:
    return f"{stage} {short_day(day, today)}" if day else stage
