"""Whose hand is in an opportunity: who helped so far, and whom you know where it is. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.introduction import ENDED, Introduction
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.organisation import key
from netcrm.core.relation import Relation

_MOST = 8


class Help(NamedTuple):
    """Somebody known at an organisation: the id, whether only before, and the contacts who know them.

    THROUGH is empty for a contact of yours.
    """

    id: str
    before: bool
    through: tuple[str, ...]


def who_helped(network: Network, opportunity: Opportunity) -> tuple[str, ...]:
    """Return the ids of the contacts who brought it, who led you to them, and who introduced you for it."""
    helpers = [opportunity.via]
    for introduction in map(Introduction, network.introductions.values()):
        belongs = introduction.opportunity == opportunity.id
        led = opportunity.via and introduction.to == opportunity.via
        if (belongs or led) and introduction.stage not in ENDED:
            helpers.append(introduction.connector)
    helpers += _led(network, opportunity.via)
    alive = [
        id
        for id in dict.fromkeys(helpers)
        if id in network.contacts and not network.contact(id).deceased
    ]
    return tuple(alive[:_MOST])


def who_can_help(network: Network, opportunity: Opportunity) -> tuple[Help, ...]:
    """Return whom you know where the opportunity is: who is there, who was, and whom your contacts know there."""
    of = key(opportunity.org)
    if not of:
        return ()
    now = [c.id for c in network.people() if key(c.org) == of]
    past = [c.id for c in network.people() if of in map(key, c.past_orgs) and c.id not in now]
    others = map(Acquaintance, network.acquaintances.values())
    second = [one.id for one in others if key(one.org) == of and one.id not in network.contacts]
    through: dict[str, dict[str, None]] = {id: {} for id in second}
    for relation in map(Relation, network.relations.values()) if second else ():
        for one, other in ((relation.person, relation.other), (relation.other, relation.person)):
            if other in through and one in network.contacts:
                through[other][one] = None
    return (
        *(Help(id, before=False, through=()) for id in now),
        *(Help(id, before=True, through=()) for id in past),
        *(Help(id, before=False, through=tuple(through[id])) for id in second),
    )


def _led(network: Network, id: str) -> Iterator[str]:
    """Yield who led you to a contact, the nearest first."""
    for _step in range(_MOST):
        if id not in network.contacts:
            return
        via = network.contact(id).via
        id = network.heads.get(via, via)
        yield id
