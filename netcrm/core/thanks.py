"""Which follow-ups are thanks, and what thanks to somebody settle. Pure.

Thanks are promised in three ways: after the meeting that an introduction led to, at the end of an opportunity
to each who helped, and by the discovery to whoever helped you once.
"""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcrm.core.contact import as_day, as_text
from netcrm.core.follow_up import HELPED
from netcrm.core.introduction import Introduction
from netcrm.core.introduction_stages import is_owed
from netcrm.core.opportunity import CLOSED, Opportunity

if TYPE_CHECKING:
    from netcrm.core.network import Network
    from netcrm.core.record import Record

_IN_PASSING = ("for sidst", "for i dag", "for i går", "for last time", "for the other day")


def is_thanks(network: "Network", step: "Record") -> bool:
    """Return whether a follow-up promises thanks that no introduction tells of."""
    if step.fields.get("discovered") == HELPED:
        return True
    record = network.opportunities.get(as_text(step.fields.get("opportunity")))
    if record is None:
        return False
    opportunity = Opportunity(record)
    if opportunity.next and as_text(step.fields.get("text")).startswith(opportunity.next):
        return False
    ends = {opportunity.on(stage) for stage in CLOSED} - {None}
    return as_day(step.fields.get("due")) in ends


def in_passing(text: str) -> bool:
    """Return whether TEXT thanks for no more than having met: "tak for sidst" settles nothing."""
    words = " ".join(text.casefold().split())
    return any(phrase in words for phrase in _IN_PASSING)


class Owed(NamedTuple):
    """The thanks owed to some people: introductions that led to a meeting, and promises of thanks."""

    introductions: tuple["Record", ...] = ()
    promises: tuple["Record", ...] = ()


def owed(network: "Network", ids: Collection[str], day: date) -> Owed:
    """Return what thanks to people of IDS on a local DAY settle; not what came later."""
    introductions = []
    for record in network.introductions.values():
        one = Introduction(record)
        if one.connector in ids and not one.is_of_one and is_owed(one):
            introductions += [record] if one.history[-1][1] <= day else []
    promises = [
        record
        for record in network.follow_ups.values()
        if record.fields.get("contact") in ids
        and not record.fields.get("done")
        and is_thanks(network, record)
    ]
    return Owed(tuple(introductions), tuple(promises))
