"""Whom of the second degree to meet, where, and why."""

import pytest
from hypothesis import given

from netcrm.core.circle import Circle
from netcrm.core.network import Network
from netcrm.core.paths import Paths
from netcrm.core.whom_to_meet import Meeting, meeting_reasons, new_places, whom_to_meet
from tests.core.test_paths import ANNA, BO, IDA, KAREN, OLE, TABLES, TODAY, Town, made


@pytest.fixture
def town() -> Town:
    """Bo knows Karen at Novo and Ida at DR, where Anna works."""
    town = Town()
    town.contact(BO, "Bo Dahl", Circle.FRIENDS)
    town.contact(ANNA, "Anna Berg", Circle.PROFESSIONAL, org="DR")
    town.contact(OLE, "Ole Lund", Circle.PROFESSIONAL)
    town.add("acquaintances", KAREN, name="Karen Holm", org="Novo")
    town.add("acquaintances", IDA, name="Ida Frost", org="DR")
    town.knows(BO, KAREN, "sister")
    town.knows(BO, IDA, "sister")
    town.met(BO, *range(5, 1500, 50))
    return town


def meetings(network: Network) -> list[Meeting]:
    """Return whom to meet."""
    return whom_to_meet(network, Paths(network, TODAY))


def targets(town: Town) -> list[str]:
    """Return the ids of whom to meet."""
    return [meeting.path.target for meeting in meetings(town.network)]


def why(town: Town, meeting: Meeting) -> tuple[str, ...]:
    """Return why somebody is worth meeting."""
    return meeting_reasons(town.network, Paths(town.network, TODAY), meeting, TODAY)


def test_where_you_know_nobody_yet_comes_first(town) -> None:
    """Of two who can be reached as well; the organisation is told as a place of its own."""
    assert targets(town) == [KAREN, IDA]
    karen, ida = meetings(town.network)
    assert why(town, karen)[:2] == ("you know nobody at Novo yet", "Karen Holm works at Novo now")
    assert why(town, ida)[0] == "Ida Frost works at DR now"
    (place,) = new_places(town.network, [karen, ida])
    assert (place.name, place.meetings) == ("Novo", (karen,))


def test_an_open_opportunity_brings_somebody_forward(town) -> None:
    """A closed one does not."""
    town.add("opportunities", "1", org="D.R.", role="designer", lead="2026-11-01")
    assert targets(town) == [IDA, KAREN]
    assert why(town, meetings(town.network)[0])[0] == "an open opportunity there: designer"
    town.memory.undo()
    town.add("opportunities", "1", org="DR", role="designer", lost="2026-11-01")
    assert targets(town) == [KAREN, IDA]


def test_several_who_know_somebody_are_counted(town) -> None:
    """The best of them is proposed."""
    town.knows(OLE, KAREN, "bekendt")
    karen = meetings(town.network)[0]
    assert (karen.path.hops, karen.others) == ((BO, KAREN), 1)
    assert "1 more of your contacts knows them" in why(town, karen)


def test_left_out_is_whom_nobody_can_introduce_or_somebody_already_does(town) -> None:
    """And who is a contact by now; an introduction that came to nothing counts for nothing."""
    town.add("introductions", "1", connector=BO, to=KAREN, asked="2026-01-01")
    assert targets(town) == [IDA]
    town.memory.undo()
    town.add("introductions", "1", connector=BO, to=KAREN, asked="2026-01-01", faded="2026-03-01")
    assert targets(town) == [KAREN, IDA]
    town.contact(IDA, "Ida Frost")
    assert targets(town) == [KAREN]
    town.add("acquaintances", "203", name="Known to nobody", org="LEGO")
    assert targets(town) == [KAREN]


@given(TABLES)
def test_whatever_the_records_say(tables) -> None:
    """Acquaintances only, each once, through a contact, with words."""
    network = made(tables)
    found = Paths(network, TODAY)
    them = whom_to_meet(network, found)
    ids = [meeting.path.target for meeting in them]
    assert len({*ids}) == len(ids)
    for meeting in them:
        assert meeting.path.target in network.acquaintances
        assert meeting.path.target not in network.contacts
        assert meeting.path.hops[0] in network.contacts
        assert all(meeting_reasons(network, found, meeting, TODAY))
    places = new_places(network, them)
    assert len({place.name for place in places}) == len(places)
