"""Who knows whom, through whom, and who introduced you to whom: also where records say odd things."""

from datetime import date

import pytest

from netcrm.core.changes import merging
from netcrm.core.record import JSON, Change, new
from netcrm.core.who_knows_whom import hows, who_knows_whom
from tests.memory import Memory

TODAY = date(2026, 11, 24)


@pytest.fixture
def memory() -> Memory:
    """Bo knows Karen (sister) and Anna, twice; Anna knows Karen; Bo introduced Anna, and Anna Carl."""
    memory = Memory(TODAY)
    ops = [
        new("contacts", "1", {"name": "Bo Dahl"}),
        new("contacts", "2", {"name": "Anna Berg", "via": "1"}),
        new("contacts", "3", {"name": "Carl Frost", "via": "2"}),
        new("acquaintances", "4", {"name": "Karen Holm"}),
        new("relations", "5", {"person": "1", "other": "4", "how": "sister"}),
        new("relations", "6", {"person": "1", "other": "2", "how": "friend"}),
        new("relations", "7", {"person": "2", "other": "4"}),
        new("relations", "8", {"person": "2", "other": "1", "how": "ex-colleague"}),
    ]
    memory.write(Change("all of it", ops))
    return memory


def with_record(memory: Memory, table: str, fields: dict[str, JSON]) -> None:
    """Write a record."""
    memory.write(Change("an odd one", [new(table, "99", fields)]))


def test_whom_somebody_knows_is_told_once_a_person(memory) -> None:
    """Whichever end a relation was written from, with all that was said of the two."""
    links = who_knows_whom(memory.network).links("1")
    assert [(link.other, hows(link.relations)) for link in links] == [
        ("4", ("sister",)),
        ("2", ("friend", "ex-colleague")),
    ]
    assert [r.id for r in who_knows_whom(memory.network).between("2", "1")] == ["6", "8"]


def test_an_acquaintance_is_known_through_contacts(memory) -> None:
    """Through each who knows them."""
    assert [link.other for link in who_knows_whom(memory.network).through("4")] == ["1", "2"]


def test_a_chain_of_introductions_leads_to_the_contact(memory) -> None:
    """From whom you knew first."""
    known = who_knows_whom(memory.network)
    assert known.chain("3") == ("1", "2", "3")
    assert known.chain("1") == ("1",)
    assert known.introduced("1") == ("2",)
    assert known.introduced("3") == ()


def test_introductions_in_a_circle_end(memory) -> None:
    """Each is named once."""
    memory.do(lambda n: Change("round", [n.contacts["1"].put("via", "3")]))
    known = who_knows_whom(memory.network)
    assert known.chain("3") == ("1", "2", "3")
    assert known.chain("1") == ("2", "3", "1")


@pytest.mark.parametrize("via", ["3", "404", 7, ["1"], None, {"a": "b"}])
def test_an_odd_introducer_is_no_step(memory, via) -> None:
    """Neither oneself, nor nobody, nor what is no text."""
    memory.do(lambda n: Change("odd", [n.contacts["3"].put("via", via)]))
    known = who_knows_whom(memory.network)
    assert known.chain("3") == ("3",)
    assert known.introduced("3") == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"person": "1", "other": "1", "how": "self"},
        {"person": "1", "other": "404"},
        {"person": "404", "other": "1"},
        {"person": "1"},
        {},
        {"person": ["1"], "other": {"2": "3"}},
        {"person": 1, "other": None},
    ],
)
def test_a_relation_that_leads_nowhere_is_left_out(memory, fields) -> None:
    """And disturbs nobody."""
    before = who_knows_whom(memory.network).links("1")
    with_record(memory, "relations", fields)
    assert [link.other for link in who_knows_whom(memory.network).links("1")] == [
        link.other for link in before
    ]


def test_two_who_became_one_do_not_know_themselves(memory) -> None:
    """What either knew, the one who stands for both knows; so it is for introductions."""
    memory.do(lambda n: merging.merge(n, "2", "1", today=TODAY).change)
    known = who_knows_whom(memory.network)
    assert [link.other for link in known.links("2")] == ["4"]
    assert known.links("1") == known.links("2")
    assert known.chain("3") == ("2", "3")


def test_nobody_knows_nobody() -> None:
    """Unknown ids and empty networks are no trouble."""
    known = who_knows_whom(Memory(TODAY).network)
    assert known.links("1") == ()
    assert known.chain("1") == ("1",)
    assert known.introduced("1") == ()


def test_it_is_worked_out_once_a_snapshot(memory) -> None:
    """And anew for the next one."""
    network = memory.network
    assert who_knows_whom(network) is who_knows_whom(network)
    memory.do(lambda n: Change("forgot", [n.relations["5"].gone()]))
    assert [link.other for link in who_knows_whom(memory.network).links("1")] == ["2"]
