"""Who is known through whom goes with them, comes back with them, and is forgotten with them."""

from datetime import date

import pytest

from netcrm.core.changes import (
    introductions,
    knowing,
    merging,
    opportunities,
    people,
    purging,
)
from netcrm.core.record import Change, new
from netcrm.core.who_knows_whom import hows, who_knows_whom
from tests.memory import Memory

TODAY = date(2026, 11, 24)


@pytest.fixture
def memory() -> Memory:
    """Bo and Anna know Karen, Bo alone knows Ole; Bo introduced you to Karen and brought a lead."""
    memory = Memory(TODAY)
    ops = [
        new("contacts", "1", {"name": "Bo Dahl"}),
        new("contacts", "2", {"name": "Anna Berg"}),
        new("acquaintances", "3", {"name": "Karen Holm", "org": "Novo"}),
        new("acquaintances", "4", {"name": "Ole Lund"}),
        new("relations", "5", {"person": "1", "other": "3", "how": "sister"}),
        new("relations", "6", {"person": "2", "other": "3", "how": "neighbour"}),
        new("relations", "7", {"person": "1", "other": "4"}),
        new("relations", "8", {"person": "1", "other": "2", "how": "ex-colleague"}),
        new("introductions", "9", {"connector": "1", "to": "3", "asked": "2026-11-01"}),
        new("opportunities", "10", {"org": "Novo", "role": "designer", "via": "1"}),
    ]
    memory.write(Change("all of it", ops))
    return memory


def test_deleting_somebody_takes_along_whom_only_they_know(memory) -> None:
    """What others know stays, and an opportunity stays an opportunity."""
    network = memory.do(lambda network: people.remove(network, ["1"]))
    assert [*network.acquaintances] == ["3"]
    assert [*network.relations] == ["6"]
    assert [*network.introductions] == []
    assert [*network.opportunities] == ["10"]
    assert network.name_of("1") == "Bo Dahl"
    assert "1" not in network.contacts


def test_taking_the_deletion_back_brings_all_that_went_along(memory) -> None:
    """And nothing that was deleted before."""
    before = memory.do(lambda n: Change("forgot", [n.relations["8"].gone()]))
    memory.do(lambda network: people.remove(network, ["1"]))
    after = memory.do(lambda network: people.restore(network, ["1"]))
    assert after.acquaintances.keys() == before.acquaintances.keys()
    assert after.relations.keys() == before.relations.keys() == {"5", "6", "7"}
    assert after.introductions.keys() == {"9"}


def test_somebody_merged_is_named_by_the_one_who_stands_for_both(memory) -> None:
    """Wherever they stand: as who knows and as who is known."""
    network = memory.do(lambda n: merging.merge(n, "2", "1", today=TODAY).change)
    found = {(r.fields["person"], r.fields["other"]) for r in network.relations.values()}
    assert found == {("2", "3"), ("2", "4"), ("2", "2")}
    assert network.introductions["9"].fields["connector"] == "2"
    assert network.opportunities["10"].fields["via"] == "2"


def test_purging_a_contact_forgets_whom_only_they_know(memory) -> None:
    """Nothing is left that names them; what others brought stays."""
    planned = purging.purge(memory.network, "1")
    network = memory.write(planned.change)
    assert [*network.acquaintances] == ["3"]
    assert [*network.relations] == ["6"]
    assert not network.introductions
    (left,) = network.opportunities.values()
    assert left.fields["org"] == "Novo"
    assert "via" not in left.fields


def test_purging_an_acquaintance(memory) -> None:
    """They are a person too."""
    network = memory.write(purging.purge(memory.network, "3").change)
    assert [*network.acquaintances] == ["4"]
    assert network.relations.keys() == {"7", "8"}
    assert not network.introductions
    assert network.name_of("3") == ""


def test_somebody_of_whom_others_tell_stays(memory) -> None:
    """Whom Bo alone knows may be introduced by Anna, or have brought a lead."""
    ops = [
        new("introductions", "11", {"connector": "2", "to": "4", "asked": "2026-11-02"}),
        new("acquaintances", "12", {"name": "Ida"}),
        new("relations", "13", {"person": "1", "other": "12"}),
        new("opportunities", "14", {"org": "DR", "role": "cook", "via": "12"}),
    ]
    memory.write(Change("more", ops))
    for change in (people.remove(memory.network, ["1"]), purging.purge(memory.network, "1").change):
        network = memory.write(change)
        assert network.acquaintances.keys() == {"3", "4", "12"}
        assert {r.fields["to"] for r in network.introductions.values()} == {"4"}
        assert "12" in [r.fields.get("via") for r in network.opportunities.values()]
        memory.undo()


@pytest.mark.parametrize("who", ["3", "1"], ids=["whom it leads to", "who introduces"])
def test_an_introduction_takes_its_next_step_along(memory, who) -> None:
    """And brings it back; a step that was ticked off stays."""
    asked = introductions.ask(memory.network, "2", "4", today=TODAY)
    memory.write(asked.change)
    memory.write(introductions.remove(memory.network, ["9"]))
    asked = introductions.ask(memory.network, "1", "3", today=TODAY)
    before = memory.write(asked.change)
    assert len(before.follow_ups) == 2
    remove, restore = (people.remove, people.restore) if who == "1" else (knowing.remove, None)
    network = memory.do(lambda network: remove(network, [who]))
    assert [step.fields["introduction"] for step in network.follow_ups.values()] != []
    assert asked.id not in {step.fields["introduction"] for step in network.follow_ups.values()}
    if restore:
        network = memory.do(lambda network: restore(network, [who]))
    else:
        network = memory.do(lambda network: knowing.restore(network, who))
    assert network.follow_ups.keys() == before.follow_ups.keys()
    assert network.introductions.keys() == before.introductions.keys()


def test_the_next_step_of_an_opportunity_is_yours(memory) -> None:
    """Whoever brought it; only their name is left out where they are purged."""
    memory.write(opportunities.edit(memory.network, "10", {"next": "send CV today"}, today=TODAY))
    network = memory.do(lambda network: people.remove(network, ["1"]))
    (step,) = network.promises()
    assert step.due == TODAY
    assert "1" not in network.contacts
    memory.undo()
    network = memory.write(purging.purge(memory.network, "1").change)
    (step,) = network.promises()
    assert (step.due, step.contact) == (TODAY, "")


def test_several_ways_at_once_are_all_said(memory) -> None:
    """The first of them takes the place of one that was not said."""
    network = memory.do(
        lambda n: knowing.knows(n, "1", "4", hows=["brother", "colleague"], today=TODAY).change
    )
    between = who_knows_whom(network).between("1", "4")
    assert sorted(hows(between)) == ["brother", "colleague"]
    assert len(between) == 2


def test_a_boss_is_a_boss_from_one_side(memory) -> None:
    """What goes both ways is said once, what does not from each side."""
    for one, other in (("1", "2"), ("2", "1")):
        for how in ("boss", "friend"):
            memory.write(knowing.knows(memory.network, one, other, hows=[how], today=TODAY).change)
    said = [(r.person, r.how) for r in who_knows_whom(memory.network).between("1", "2")]
    assert sorted(said) == [("1", "boss"), ("1", "ex-colleague"), ("1", "friend"), ("2", "boss")]
