"""Whom to meet: people of the second degree, and where they work, by who could introduce you to them. Pure.

Best first is who can be reached well (`paths`), then, a little ahead, who works where you have an open
opportunity or know nobody yet, and whom several of your contacts know. That somebody at a place where you
know nobody reaches further than one more at a place where you know many is the argument of Burt (Structural
Holes, 1992) and Granovetter (1973); how much it counts here is a choice.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.i18n import _, ngettext
from netcrm.core.introduction import ENDED, Introduction
from netcrm.core.known_through import known_through
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.path_words import reasons
from netcrm.core.paths import Path, Paths, path_through
from netcrm.core.table import in_full
from netcrm.core.workplaces import workplaces

NEW_PLACE = 0.1
OPEN_OPPORTUNITY = 0.15
ONE_MORE = 0.03  # for each contact more who knows them
_MOST_MORE = 3


class Meeting(NamedTuple):
    """Somebody to meet: the best path, by how many more it could go, and what speaks for it beside that."""

    path: Path
    rank: float
    others: int
    is_new_place: bool
    """Whether you know nobody where they work."""
    roles: tuple[str, ...]
    """What open opportunities there are where they work."""


class Place(NamedTuple):
    """An organisation where you know nobody, and whom to meet there, the best first."""

    name: str
    meetings: tuple[Meeting, ...]


def whom_to_meet(network: Network, found: Paths) -> list[Meeting]:
    """Return the acquaintances whom somebody could introduce you to, the best first.

    Left out is to whom an introduction is under way, and whom only the deceased and those let go know.
    """
    contacts = in_full(network.contacts)
    known = known_through(network).all
    ids = [id for id in in_full(network.acquaintances) if id in known and id not in contacts]
    found.connectors.prepare(first for id in ids for first in known[id])
    places, roles, waiting = workplaces(network), _roles(network), _under_way(network)
    meetings = []
    for id in ids:
        if id in waiting:
            continue
        org = Acquaintance(network.acquaintances[id]).org
        paths = [
            path_through(id, connector, said, org)
            for first, said in known[id].items()
            if (connector := found.connectors.get(first)) is not None
        ]
        if not paths:
            continue
        best = max(paths, key=lambda path: (path.worth, path.hops))
        others = len(paths) - 1
        place = places.known(org)
        is_new = place is not None and not place.now and not place.past
        wanted = roles.get(place.key, ()) if place else ()
        rank = best.worth + NEW_PLACE * is_new + OPEN_OPPORTUNITY * bool(wanted)
        rank += ONE_MORE * min(others, _MOST_MORE)
        meetings.append(Meeting(best, rank, others, is_new, wanted))
    return sorted(meetings, key=lambda meeting: (-meeting.rank, meeting.path.target))


def new_places(network: Network, meetings: list[Meeting]) -> list[Place]:
    """Return the organisations of MEETINGS where you know nobody, the one with the best first."""
    places, at = workplaces(network), dict[str, list[Meeting]]()
    for meeting in meetings:
        if meeting.is_new_place:
            at.setdefault(places.key_of(meeting.path.organisation), []).append(meeting)
    named = {of: places.known(there[0].path.organisation) for of, there in at.items()}
    return [Place(place.name, tuple(there)) for of, there in at.items() if (place := named[of])]


def meeting_reasons(
    network: Network, found: Paths, meeting: Meeting, today: date
) -> tuple[str, ...]:
    """Return why somebody is worth meeting, in words."""
    return (*_worth(meeting), *reasons(network, found, meeting.path, today))


def _worth(meeting: Meeting) -> Iterator[str]:
    if meeting.roles:
        yield _("an open opportunity there: {roles}").format(roles=", ".join(meeting.roles))
    if meeting.is_new_place:
        yield _("you know nobody at {org} yet").format(org=meeting.path.organisation)
    if meeting.others:
        yield ngettext(
            "{n} more of your contacts knows them",
            "{n} more of your contacts know them",
            meeting.others,
        ).format(n=meeting.others)


def _roles(network: Network) -> dict[str, tuple[str, ...]]:
    """Return the open opportunities by the key of their organisation."""
    found: dict[str, tuple[str, ...]] = {}
    for opportunity in map(Opportunity, in_full(network.opportunities).values()):
        of = workplaces(network).key_of(opportunity.org)
        if of and opportunity.is_open:
            found[of] = (*found.get(of, ()), opportunity.role or _("a role"))
    return found


def _under_way(network: Network) -> frozenset[str]:
    """Return to whom an introduction has been asked for and not come to nothing."""
    introductions = map(Introduction, in_full(network.introductions).values())
    return frozenset(one.to for one in introductions if one.stage not in ENDED)
