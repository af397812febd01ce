"""Merging two contacts: what survives, of whom."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.capture import capture
from netcrm.core.changes import importing, log, merging, organisations, people
from netcrm.core.errors import BadInputError
from netcrm.core.person_draft import PersonDraft
from tests.memory import Memory

TODAY = date(2026, 11, 24)


def two(first: dict, other: dict) -> tuple[Memory, str, str]:
    """Return a network of Anna and Bo with these fields, and their ids."""
    memory = Memory(TODAY)
    ids = []
    for name, fields in (("Anna", first), ("Bo", other)):
        added = people.add(memory.network, name, fields, today=TODAY)
        memory.write(added.change)
        ids.append(added.id)
    return memory, *ids


def merged(first: dict, other: dict) -> dict:
    """Return the fields of Anna after Bo was merged into her."""
    memory, anna, bo = two(first, other)
    found = merging.merge(memory.network, anna, bo, today=TODAY)
    memory.write(found.change)
    fields = memory.network.contacts[anna].fields
    assert {f: v for f, v in fields.items() if v is not None} == found.fields
    return fields


def test_fields_of_the_first_win_and_the_others_fill_the_gaps() -> None:
    """Only the note is put together, since it may be long and nobody compares it."""
    fields = merged(
        {"org": "DR", "note": "tall", "every": 30},
        {"org": "Novo", "title": "cook", "note": "likes tea", "every": 60, "birthday": "--05-01"},
    )
    assert (fields["org"], fields["title"], fields["every"]) == ("DR", "cook", 30)
    assert fields["birthday"] == "--05-01"
    assert fields["note"] == "tall\n\nlikes tea"


def test_where_the_other_works_is_a_former_workplace() -> None:
    """Unless both names mean one organisation."""
    fields = merged({"org": "DR", "past_orgs": ["TV 2"]}, {"org": "Novo", "past_orgs": ["Lego"]})
    assert fields["org"] == "DR"
    assert fields["past_orgs"] == ["TV 2", "Lego", "Novo"]
    assert "past_orgs" not in merged({"org": "Novo"}, {"org": "NOVO A/S"})
    memory, anna, bo = two({"org": "Novo Nordisk"}, {"org": "NN"})
    memory.write(organisations.alias(memory.network, "Novo Nordisk", "NN"))
    assert "past_orgs" not in merging.merge(memory.network, anna, bo, today=TODAY).fields


SETS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True)


@given(SETS, SETS)
def test_sets_are_united(mine, theirs) -> None:
    """Each item once, those of the first before those of the other."""
    fields = merged({"tags": mine}, {"tags": theirs})
    assert fields.get("tags", []) == [*dict.fromkeys([*mine, *theirs])]


def test_spellings_of_one_address_are_one() -> None:
    """The one of the first stays."""
    fields = merged({"emails": ["Anna@Example.com"]}, {"emails": ["anna@example.com", "b@c.dk"]})
    assert fields["emails"] == ["Anna@Example.com", "b@c.dk"]


def test_the_other_name_becomes_a_nickname_unless_it_is_the_same() -> None:
    """So a draft or a line with it finds the one who survives."""
    assert merged({}, {})["nicknames"] == ["Bo"]
    assert merged({"nicknames": ["Bo"]}, {"nicknames": ["bo"]})["nicknames"] == ["Bo"]


def test_how_things_stand_with_the_first_is_how_they_stand() -> None:
    """A snooze or a pause of the other says nothing of the first; family is never let go."""
    states = {"snooze": {"until": "2027-01-01"}, "pause": {"since": "2026-01-01"}}
    assert not states.keys() & merged({}, {**states, "let_go": "2026-01-01"}).keys()
    fields = merged({"let_go": "2026-01-01"}, {"circles": ["family"]})
    assert fields["let_go"] is None


def test_nobody_was_met_through_themselves() -> None:
    """Where one of the two introduced the other nobody is left to have done it."""
    memory, anna, bo = two({}, {})
    memory.write(people.edit(memory.network, anna, {"via": bo}, today=TODAY))
    memory.write(people.edit(memory.network, bo, {"via": anna}, today=TODAY))
    memory.write(merging.merge(memory.network, anna, bo, today=TODAY).change)
    assert memory.network.contact(anna).via == ""


def test_what_imports_brought_of_both_is_known_afterwards() -> None:
    """Bringing the same files in again adds nobody and changes nothing."""
    memory = Memory(TODAY)
    drafts = [
        PersonDraft(source="vcard", source_id="1", name="Anna Berg", org="DR", emails=("a@x.dk",)),
        PersonDraft(source="linkedin", source_id="ab", name="A. Berg", org="Novo", title="cook"),
    ]
    for draft in drafts:
        plan = importing.plan(memory.network, [draft], TODAY)
        assert plan.change is not None
        memory.write(plan.change)
    anna, other = memory.network.find("Anna Berg").id, memory.network.find("A. Berg").id
    memory.write(merging.merge(memory.network, anna, other, today=TODAY).change)
    for draft in drafts:
        plan = importing.plan(memory.network, [draft], TODAY)
        assert (plan.added, plan.updated, plan.unchanged) == (0, 0, 1)
    news = PersonDraft(source="linkedin", source_id="ab", name="A. Berg", title="chef")
    plan = importing.plan(memory.network, [news], TODAY)
    assert plan.change is not None
    memory.write(plan.change)
    assert memory.network.contact(anna).title == "chef"


def test_an_entry_with_both_names_one() -> None:
    """It counts once."""
    memory, anna, bo = two({}, {})
    taken = capture("lunch with @Anna and @Bo", today=TODAY, directory=memory.network.directory)
    memory.write(log.log(taken, today=TODAY, new_id=memory.new_id).change)
    memory.write(merging.merge(memory.network, anna, bo, today=TODAY).change)
    (entry,) = memory.network.log_of(anna)
    assert entry.contacts == (anna,)
    assert memory.network.ledger.of(anna).count == 1


def test_one_and_the_same_is_refused() -> None:
    """There are two sides to a merge."""
    memory, anna, _bo = two({}, {})
    with pytest.raises(BadInputError):
        merging.merge(memory.network, anna, anna, today=TODAY)
    with pytest.raises(KeyError):
        merging.merge(memory.network, anna, "99", today=TODAY)
