"""Whose hand is in an opportunity: who helped so far, and whom you know where it is. Pure."""

from typing import NamedTuple

from netcrm.core.introduction import ENDED, Introduction
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.who_knows_whom import who_knows_whom
from netcrm.core.workplaces import workplaces

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
        leads = introduction.stage not in ENDED and not introduction.is_of_one
        if (belongs or led) and leads:
            helpers.append(introduction.connector)
    if opportunity.via in network.contacts:
        helpers += reversed(who_knows_whom(network).chain(opportunity.via))
    alive = [
        id
        for id in dict.fromkeys(helpers)
        if id in network.contacts and not network.contact(id).deceased
    ]
    return tuple(alive[:_MOST])


def who_can_help(network: Network, opportunity: Opportunity) -> tuple[Help, ...]:
    """Return whom you know where the opportunity is: who is there, who was, and whom your contacts know there."""
    place = workplaces(network).find(opportunity.org)
    if place is None:
        return ()
    known = who_knows_whom(network)
    return (
        *(Help(id, before=False, through=()) for id in place.now),
        *(Help(id, before=True, through=()) for id in place.past),
        *(
            Help(id, before=False, through=tuple(link.other for link in known.through(id)))
            for id in place.second
        ),
    )
