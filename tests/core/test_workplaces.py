"""Everybody known at an organisation: now, before, and at second hand, by any of its names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.changes import organisations
from netcrm.core.errors import BadInputError
from netcrm.core.organisation import key
from netcrm.core.record import Change, Op, new
from netcrm.core.workplaces import workplaces
from tests.memory import Memory

TODAY = date(2026, 11, 24)


def memory_of(*ops: Op) -> Memory:
    """Return a network after OPS."""
    memory = Memory(TODAY)
    memory.write(Change("all of it", ops))
    return memory


@pytest.fixture
def memory() -> Memory:
    """Bo and Anna are at Novo, Anna was at Nokia, Carl has a tag; Karen is known through somebody."""
    return memory_of(
        new("contacts", "1", {"name": "Bo Dahl", "org": "Novo Nordisk A/S"}),
        new(
            "contacts",
            "2",
            {
                "name": "Anna Berg",
                "org": "Novo Nordisk",
                "past_orgs": ["Nokia", "NOVO NORDISK"],
                "tags": ["ex-nokia"],
            },
        ),
        new(
            "contacts", "3", {"name": "Carl", "tags": ["ex-nokia", "ex-novo-nordisk", "Ex-Siemens"]}
        ),
        new("contacts", "4", {"name": "Dorte", "org": "Novo Nordisk A/S"}),
        new("acquaintances", "5", {"name": "Karen Holm", "org": "novo-nordisk"}),
    )


def test_everybody_at_an_organisation_however_it_is_spelled(memory) -> None:
    """Now, in the past (also by a tag) and at second hand; nobody twice at first hand."""
    place = workplaces(memory.network).find("NOVO NORDISK a/s")
    assert place is not None
    assert (place.now, place.past, place.second) == (("1", "4", "2"), ("3",), ("5",))
    assert place.people == 5


def test_the_spelling_used_most_is_the_one_shown(memory) -> None:
    """Of as many the first by letters, but none in capitals before one that is not."""
    place = workplaces(memory.network).find("novo nordisk")
    assert place is not None
    assert place.name == "Novo Nordisk A/S"
    assert {*place.names} == {
        "Novo Nordisk A/S",
        "Novo Nordisk",
        "NOVO NORDISK",
        "novo-nordisk",
    }
    capitals = [
        new("contacts", f"x{n}", {"name": "Ib", "org": org})
        for n, org in enumerate(("VESTAS", "Vestas", "IBM", "IBM", "Ibm"))
    ]
    memory.write(Change("capitals", capitals))
    names = [workplaces(memory.network).find(name).names for name in ("vestas", "ibm")]
    assert names == [("Vestas", "VESTAS"), ("IBM", "Ibm")]


def test_a_part_of_a_name_is_another_organisation(memory) -> None:
    """Novo is not Novo Nordisk."""
    assert workplaces(memory.network).find("Novo") is None
    assert workplaces(memory.network).find("") is None


def test_organisations_are_listed_by_how_many_are_known_there(memory) -> None:
    """A tag alone makes no organisation, but tells of one that is asked for."""
    known = workplaces(memory.network)
    assert [(place.name, place.people) for place in known.listed()] == [
        ("Novo Nordisk A/S", 5),
        ("Nokia", 2),
    ]
    siemens = known.find("Siemens AG")
    assert siemens is not None
    assert siemens.past == ("3",)


def test_an_alias_joins_two(memory) -> None:
    """Under the name of the record."""
    joined = new(
        "organisations", "9", {"name": "Novo", "aliases": ["Novo Nordisk", "Novo Holdings"]}
    )
    memory.write(Change("alias", [joined]))
    known = workplaces(memory.network)
    assert known.find("Novo Holdings ApS") == known.find("novo")
    place = known.find("Novo Nordisk")
    assert place is not None
    assert place.name == "Novo"
    assert place.people == 5
    assert known.key_of("Novo Holdings") == known.key_of("NOVO NORDISK")


def test_aliases_that_lead_to_each_other_are_all_one() -> None:
    """In a circle too, and whichever record is older."""
    memory = memory_of(
        new("contacts", "1", {"name": "Bo", "org": "A Co"}),
        new("contacts", "2", {"name": "Anna", "org": "Beta"}),
        new("contacts", "3", {"name": "Carl", "org": "Gamma"}),
        new("organisations", "7", {"name": "Beta", "aliases": ["Gamma"]}),
        new("organisations", "8", {"name": "Alpha", "aliases": ["Beta", "A Co"]}),
        new("organisations", "9", {"name": "Gamma", "aliases": ["Alpha"]}),
    )
    (place,) = workplaces(memory.network).listed()
    assert {*place.now} == {"1", "2", "3"}


def test_odd_records_are_no_trouble() -> None:
    """Foreign lines may say anything."""
    memory = memory_of(
        new(
            "contacts", "1", {"name": "Bo", "org": 7, "past_orgs": "x", "tags": [1, "ex-", "ex-…"]}
        ),
        new("contacts", "2", {"name": "Anna", "org": ["a"], "past_orgs": [None, {"a": 1}]}),
        new("acquaintances", "2", {"name": "Anna", "org": "Novo"}),
        new("acquaintances", "3", {"org": {"x": "y"}}),
        new("organisations", "7", {"name": 3, "aliases": [4]}),
        new("organisations", "8", {"aliases": ["Novo"]}),
        new("organisations", "9", {"name": "…", "aliases": "Novo"}),
    )
    known = workplaces(memory.network)
    assert known.listed() == ()
    assert known.find("Novo") is None  # a contact keeps the id that an acquaintance had


@given(
    st.lists(
        st.tuples(st.sampled_from("ABCDEFGH"), st.lists(st.sampled_from("ABCDEFGH"), max_size=3)),
        max_size=6,
    )
)
def test_joining_is_one_relation_of_equals(said) -> None:
    """Names that any record joins have one key, all others their own."""
    memory = memory_of(
        *(
            new("organisations", str(n), {"name": name, "aliases": [*dict.fromkeys(aliases)]})
            for n, (name, aliases) in enumerate(said)
        )
    )
    known = workplaces(memory.network)
    groups = {name: {name} for name in "ABCDEFGH"}
    for name, aliases in said:
        for alias in aliases:
            whole = groups[name] | groups[alias]
            groups.update(dict.fromkeys(whole, whole))
    for one in groups:
        for other in groups:
            assert (known.key_of(one) == known.key_of(other)) == (other in groups[one])
        assert known.key_of(one) in {key(name) for name in groups[one]}


def joined(*said: tuple[str, str]) -> Memory:
    """Return a network after it was SAID, one by one, that two names mean one organisation."""
    memory = memory_of(
        *(new("contacts", f"c{name}", {"name": name, "org": name}) for name in "ABCDEF")
    )
    for name, other in said:
        memory.write(organisations.alias(memory.network, name, other))
    return memory


def groups(memory: Memory) -> set[frozenset[str]]:
    """Return which of the names mean one organisation."""
    known = workplaces(memory.network)
    return {
        frozenset(one for one in "ABCDEF" if known.key_of(one) == known.key_of(name))
        for name in "ABCDEF"
    } - {frozenset(name) for name in "ABCDEF"}


def test_parting_two_names_leaves_what_others_are_called() -> None:
    """What was said of C and D stays, though C was joined to A meanwhile; undo and the other way round too."""
    memory = joined(("A", "B"), ("C", "D"), ("A", "C"))
    assert groups(memory) == {frozenset("ABCD")}
    memory.write(organisations.part(memory.network, "A", "C"))
    assert groups(memory) == {frozenset("AB"), frozenset("CD")}
    memory.undo()
    memory.write(organisations.part(memory.network, "C", "B"))
    assert groups(memory) == {frozenset("ACD")}


def test_a_name_leaves_the_one_that_it_stands_for() -> None:
    """The others it was the name of stay one, and are not called by it however they were tied to it."""
    memory = joined(("A", "B"), ("A", "C"), ("A", "D"))
    memory.write(organisations.part(memory.network, "C", "A"))
    assert groups(memory) == {frozenset("BCD")}
    memory.write(organisations.part(memory.network, "B", "D"))
    assert groups(memory) == {frozenset("BC")}
    with pytest.raises(BadInputError):
        organisations.part(memory.network, "B", "D")


@given(
    st.lists(
        st.tuples(st.sampled_from("ABCDEF"), st.lists(st.sampled_from("ABCDEF"), max_size=3)),
        max_size=5,
    ),
    st.sampled_from("ABCDEF"),
    st.sampled_from("ABCDEF"),
)
def test_parting_takes_one_name_away_and_no_other(said, name, other) -> None:
    """All that NAME is without OTHER stays one; so does what OTHER alone ties, with OTHER."""

    def tied(without: str) -> dict[str, set[str]]:
        found = {one: {one} for one in "ABCDEF"}
        for first, more in said:
            kept = {first, *more} - {without}
            whole = kept.union(*(found[one] for one in kept))
            found.update(dict.fromkeys(whole, whole))
        return found

    memory = memory_of(
        *(
            new("organisations", f"o{n}", {"name": first, "aliases": [*dict.fromkeys(more)]})
            for n, (first, more) in enumerate(said)
        )
    )
    before, stay = tied(""), tied(other)[name]
    if name == other or other not in before[name]:
        with pytest.raises(BadInputError):
            organisations.part(memory.network, name, other)
        return
    memory.write(organisations.part(memory.network, name, other))
    known = workplaces(memory.network)
    for one in "ABCDEF":
        now = {two for two in "ABCDEF" if known.key_of(one) == known.key_of(two)}
        if one in stay:
            assert now == stay
        else:
            assert now == (before[one] - stay if other in before[one] else before[one])
