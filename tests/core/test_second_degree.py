"""Who is known through whom goes with them, comes back with them, and is forgotten with them."""

from datetime import date

import pytest

from netcrm.core.changes import merging, people, purging
from netcrm.core.record import Change, new
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
