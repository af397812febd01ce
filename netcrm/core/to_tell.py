"""What happened to you since you last spoke to somebody, the most telling of it: something to tell. Pure."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from netcrm.core.i18n import _
from netcrm.core.interaction import Interaction
from netcrm.core.medium import HALF
from netcrm.core.opportunity import Opportunity, Stage
from netcrm.core.opportunity_stages import stage_word, title_of

if TYPE_CHECKING:
    from netcrm.core.network import Network

MOST = 3
LOOKED_AT = 300
"""So many of the newest entries are looked at."""

_LONG = 12
"""From so many words on an entry is no more telling for its length."""
_LEAST = 3
"""Words beside the names from which there is something to tell."""
_PLACE, _WORDS = 0.5, 1.0
_STAGES = {
    Stage.LEAD: 1.2,
    Stage.APPLIED: 1.4,
    Stage.INTERVIEW: 2.2,
    Stage.OFFER: 2.5,
    Stage.WON: 2.6,
    Stage.LOST: 1.5,
}
"""How telling it is to have come so far; a meeting with much to say about it is 2 to 2.5."""


class Tale(NamedTuple):
    """Something that happened: its local day, in words, and the log entry it is from, if it is from one."""

    day: date
    words: str
    entry: str = ""


def since(network: "Network", id: str, today: date) -> date | None:
    """Return the local day of the last touch of half a weight or more with a contact; None for none yet."""
    touches = network.standings(today).of(id)
    last = touches.last
    if last is None:
        return None
    if last.weight >= HALF:
        return last.date
    gaps = network.ledger.of(id).strong.last
    return date.fromordinal(gaps) if gaps else None


def to_tell(network: "Network", id: str, today: date, most: int = MOST) -> list[Tale]:
    """Return the most telling things since the last touch with a contact, the latest first.

    Meetings and calls with others, what was written with a place, steps of opportunities; not what you only
    noted in a word or two, nor anything that the contact was part of. Nothing where you never spoke.
    """
    spoke = since(network, id, today)
    if spoke is None:
        return []
    weighed = [
        (weight, tale)
        for weight, tale in chain(_steps(network, id), _entries(network, id, spoke, today))
        if spoke < tale.day <= today
    ]
    weighed.sort(key=lambda pair: (pair[0], pair[1]), reverse=True)
    return sorted((tale for _weight, tale in weighed[:most]), reverse=True)


def _entries(network: "Network", id: str, spoke: date, today: date) -> Iterator[tuple[float, Tale]]:
    for entry in network.newest(LOOKED_AT):
        if entry.date <= spoke:
            return
        if entry.date > today or id in entry.contacts or not entry.contacts:
            continue
        if (words := _told(network, entry)) < _LEAST:
            continue
        weight = entry.weight + _WORDS * min(words, _LONG) / _LONG
        weight += _PLACE if entry.place else 0.0
        yield weight, Tale(entry.date, entry.words, entry.id)


def _told(network: "Network", entry: Interaction) -> int:
    """Return how many words an entry has beside the names of those who were there."""
    names = {word for id in entry.contacts for word in network.name_of(id).split()}
    return sum(word.strip(".,:;!?") not in names for word in entry.words.split())


def _steps(network: "Network", id: str) -> Iterator[tuple[float, Tale]]:
    """Yield how far each opportunity has come that the contact did not bring: they know of their own."""
    for one in map(Opportunity, network.opportunities.values()):
        if one.via != id and (day := one.on(one.stage)):
            words = _("{title}: {stage}").format(title=title_of(one), stage=stage_word(one.stage))
            yield _STAGES[one.stage], Tale(day, words)
