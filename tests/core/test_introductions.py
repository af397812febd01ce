"""Introductions: what is asked, how it goes on, and what is refused in a sentence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.changes import follow_ups, introductions
from netcrm.core.changes.introductions import ask, move
from netcrm.core.changes.merging import merge
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.introduction import ENDED, Introduction, Stage
from netcrm.core.introduction_stages import in_order, is_owed, next_stages
from netcrm.core.named_ones import find_introduction
from netcrm.core.opportunity import Opportunity
from netcrm.core.opportunity_people import who_helped
from netcrm.core.record import JSON, Change, new
from netcrm.core.stage_facts import introduction_facts
from tests.memory import Memory

TODAY = date(2026, 11, 24)


@pytest.fixture
def memory() -> Memory:
    """Bo, whose sister Karen works at Novo; Anna, whom you saw last week; Jan, whom you never saw."""
    return made()


def made() -> Memory:
    """Make the network of these tests."""
    memory = Memory(TODAY)
    ops = [
        new("contacts", "bo", {"name": "Bo Dahl", "circles": ["friends"]}),
        new("contacts", "anna", {"name": "Anna Berg"}),
        new("contacts", "jan", {"name": "Jan Holm"}),
        new("acquaintances", "karen", {"name": "Karen Holm", "org": "Novo", "note": "runs"}),
        new("relations", "r", {"person": "bo", "other": "karen", "how": "sister"}),
        new(
            "interactions",
            "e",
            {"date": "2026-11-17", "medium": "met", "contacts": ["anna"], "text": "x"},
        ),
    ]
    memory.write(Change("all of it", ops))
    return memory


def asked(memory: Memory, day: date | None = None) -> str:
    """Ask Bo for an introduction to Karen; return the id."""
    made = ask(memory.network, "bo", "karen", today=TODAY, about="the job", day=day)
    memory.write(made.change)
    return made.id


def one(memory: Memory, id: str) -> Introduction:
    """Return an introduction as it is now."""
    return Introduction(memory.network.introductions[id])


def steps(memory: Memory) -> list[tuple[str, date | None, str]]:
    """Return the open follow-ups: text, day, to whom."""
    return [(f.text, f.due, f.contact) for f in memory.network.promises()]


def test_what_the_two_are_is_said_as_the_connector_has_it(memory: Memory) -> None:
    """Her sister is his; of what only the other side said it is told whose it is, and each once."""
    more = [
        new("relations", "s", {"person": "karen", "other": "bo", "how": "boss"}),
        new("relations", "t", {"person": "bo", "other": "karen", "how": "sister"}),
        new("relations", "u", {"person": "karen", "other": "bo", "how": "friend"}),
        new("relations", "v", {"person": "anna", "other": "karen", "how": "niece"}),
    ]
    memory.write(Change("more", more))
    told = dict(introduction_facts(memory.network, one(memory, asked(memory)), TODAY))
    assert told["they are"] == "sister, boss of, friend"


def test_each_stage_makes_the_next_step_and_ticks_off_the_one_before(memory: Memory) -> None:
    """Asked, agreed, introduced, met, thanked; each is one change."""
    id = asked(memory)
    assert steps(memory) == [
        ("ask Bo Dahl again how it goes with Karen Holm", date(2026, 12, 8), "bo")
    ]
    found = []
    for stage in ("agreed", "introduced", "met", "thanked"):
        memory.write(move(memory.network, id, stage, today=TODAY))
        found.append(steps(memory))
    assert found == [
        [("see that Bo Dahl introduces you to Karen Holm", date(2026, 12, 8), "bo")],
        [("meet Karen Holm", date(2026, 12, 1), "bo")],
        [("thank Bo Dahl and report back about Karen Holm", TODAY, "bo")],
        [],
    ]
    assert [stage for stage, _day in one(memory, id).history] == [*Stage][:5]
    assert all(f.done == TODAY for f in memory.network.promises(done=True))


def test_whom_you_meet_becomes_a_contact_via_the_connector(memory: Memory) -> None:
    """Of the same id, with what was known; the relations go on to mean them."""
    id = asked(memory)
    memory.write(move(memory.network, id, "met", today=TODAY, day=TODAY))
    karen = memory.network.contact("karen")
    assert (karen.name, karen.via, karen.org, karen.note) == ("Karen Holm", "bo", "Novo", "runs")
    assert karen.known_since == TODAY
    assert "karen" not in memory.network.acquaintances
    assert is_owed(one(memory, id))


def test_undo_takes_a_step_back_whole(memory: Memory) -> None:
    """The person, the stage and both follow-ups."""
    id = asked(memory)
    before = steps(memory)
    memory.write(move(memory.network, id, "met", today=TODAY))
    memory.undo()
    assert steps(memory) == before
    assert "karen" in memory.network.acquaintances
    assert "karen" not in memory.network.contacts
    assert one(memory, id).stage is Stage.ASKED


def test_a_jump_forward_fills_nothing_in(memory: Memory) -> None:
    """What was not told has no day."""
    id = asked(memory, day=date(2026, 11, 1))
    memory.write(move(memory.network, id, "introduced", today=TODAY))
    assert one(memory, id).history == (
        (Stage.ASKED, date(2026, 11, 1)),
        (Stage.INTRODUCED, TODAY),
    )


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ("agreed", "asked", "does not go back to asked"),
        ("agreed", "agreed", "it is agreed already (today)"),
        ("thanked", "met", "that is its end"),
        ("declined", "agreed", "that is its end"),
        ("faded", "faded", "it is faded already"),
    ],
)
def test_a_stage_out_of_order_is_refused(memory: Memory, first: str, then: str, words: str) -> None:
    """In a sentence that says what is possible."""
    id = asked(memory)
    memory.write(move(memory.network, id, first, today=TODAY))
    with pytest.raises(CannotBeDoneError) as error:
        move(memory.network, id, then, today=TODAY)
    assert words in error.value.message
    assert error.value.hint


def test_an_unknown_stage_and_a_day_that_cannot_be_are_bad_input(memory: Memory) -> None:
    """The stages are named; a step is not to come and not before the one before it."""
    id = asked(memory, day=date(2026, 11, 10))
    for stage, day, words in (
        ("maried", None, "no stage “maried”"),
        ("agreed", TODAY + timedelta(1), "still to come"),
        ("agreed", date(2026, 11, 9), "it was asked on Tue 10 Nov"),
    ):
        with pytest.raises(BadInputError) as error:
            move(memory.network, id, stage, today=TODAY, day=day)
        assert words in error.value.message
    with pytest.raises(BadInputError):
        ask(memory.network, "anna", "karen", today=TODAY, day=TODAY + timedelta(1))
    with pytest.raises(KeyError):
        move(memory.network, "nobody", "met", today=TODAY)


def test_nobody_introduces_you_to_themself(memory: Memory) -> None:
    """Nor to whom they were asked for already, nor the dead."""
    with pytest.raises(CannotBeDoneError, match="themself"):
        ask(memory.network, "bo", "bo", today=TODAY)
    asked(memory)
    with pytest.raises(CannotBeDoneError, match="already"):
        ask(memory.network, "bo", "karen", today=TODAY)
    memory.write(Change("x", [memory.network.contacts["jan"].put("deceased", "2026-01-01")]))
    with pytest.raises(CannotBeDoneError, match="deceased"):
        ask(memory.network, "bo", "jan", today=TODAY)


def test_they_may_be_asked_again_once_it_is_over(memory: Memory) -> None:
    """A declined introduction stays in the list, and a new one begins."""
    id = asked(memory)
    memory.write(move(memory.network, id, "declined", today=TODAY))
    assert asked(memory) != id


def test_introductions_do_not_go_round_in_a_circle(memory: Memory) -> None:
    """Neither by who introduced whom in the past, nor by what is asked for now."""
    memory.write(Change("x", [memory.network.contacts["bo"].put("via", "jan")]))
    with pytest.raises(CannotBeDoneError, match="Jan Holm → Bo Dahl → Jan Holm"):
        ask(memory.network, "bo", "jan", today=TODAY)
    memory.write(ask(memory.network, "anna", "jan", today=TODAY).change)
    with pytest.raises(CannotBeDoneError, match="Anna Berg → Jan Holm → Bo Dahl → Anna Berg"):
        ask(memory.network, "bo", "anna", today=date(2028, 1, 1))


def test_somebody_you_are_in_touch_with_needs_no_introduction(memory: Memory) -> None:
    """Somebody who is only in the list, or silent for long, may be introduced, and it is said."""
    with pytest.raises(CannotBeDoneError, match="a contact of yours already: last in touch 7 d"):
        ask(memory.network, "bo", "anna", today=TODAY)
    assert "not in touch yet" in ask(memory.network, "bo", "jan", today=TODAY).note
    later = TODAY + timedelta(500)
    assert "already: last in touch" in ask(memory.network, "bo", "anna", today=later).note
    assert not ask(memory.network, "bo", "karen", today=TODAY).note


def test_an_acquaintance_is_no_connector(memory: Memory) -> None:
    """Only contacts can be asked."""
    with pytest.raises(KeyError):
        ask(memory.network, "karen", "jan", today=TODAY)
    with pytest.raises(KeyError):
        ask(memory.network, "bo", "nobody", today=TODAY)
    with pytest.raises(KeyError):
        ask(memory.network, "bo", "karen", today=TODAY, opportunity="none")


def test_thanks_ticked_off_end_the_introduction(memory: Memory) -> None:
    """In the list of promises too; other steps leave the stage as it is."""
    id = asked(memory)
    (step,) = memory.network.promises()
    memory.write(follow_ups.done(memory.network, [step.id], today=TODAY))
    assert one(memory, id).stage is Stage.ASKED
    memory.write(move(memory.network, id, "met", today=TODAY))
    (step,) = memory.network.promises()
    memory.write(follow_ups.done(memory.network, [step.id], today=TODAY))
    assert one(memory, id).stage is Stage.THANKED
    assert not steps(memory)


def test_a_deleted_introduction_takes_its_next_step_along(memory: Memory) -> None:
    """And undo brings both back."""
    id = asked(memory)
    memory.write(introductions.remove(memory.network, [id]))
    assert not memory.network.introductions
    assert not steps(memory)
    memory.undo()
    assert steps(memory)


def test_what_it_is_about_can_be_changed(memory: Memory) -> None:
    """Cleaned as all text is."""
    id = asked(memory)
    memory.write(introductions.edit(memory.network, id, "a\x1b[2J\nb"))
    assert one(memory, id).about == "a b"


def test_thanks_owed_come_first_then_what_is_under_way(memory: Memory) -> None:
    """The longest silent first; of those that are over the latest."""
    days: list[dict[str, JSON]] = [
        {"thanked": "2026-10-01"},
        {"faded": "2026-11-01"},
        {"asked": "2026-11-05"},
        {"asked": "2026-11-01"},
        {"met": "2026-11-20"},
        {"met": "2026-11-02"},
    ]
    ops = [new("introductions", f"i{n}", {"to": "karen", **d}) for n, d in enumerate(days)]
    memory.write(Change("x", ops))
    assert [one.id for one in in_order(memory.network)] == ["i5", "i4", "i3", "i2", "i1", "i0"]


def test_one_from_somebody_to_themself_is_left_out_with_its_next_step(memory: Memory) -> None:
    """Once the two were merged, whichever survives: it is in no list and is not moved on; undo brings it back."""
    other = asked(memory)
    double = ask(memory.network, "bo", "jan", today=TODAY)
    memory.write(double.change)
    for first, last in (("bo", "jan"), ("jan", "bo")):
        before = steps(memory)
        assert len(before) == 2
        memory.write(merge(memory.network, first, last, today=TODAY).change)
        assert one(memory, double.id).is_of_one
        assert [shown.id for shown in in_order(memory.network)] == [other]
        ((text, _due, who),) = steps(memory)
        assert (text.endswith("with Karen Holm"), who) == (True, first)
        for typed in (double.id, "Bo Dahl"):
            with pytest.raises(BadInputError, match="no introduction"):
                find_introduction(memory.network, typed)
        assert find_introduction(memory.network, "Karen Holm") == other
        memory.undo()
        assert (steps(memory), len(in_order(memory.network))) == (before, 2)


def test_one_from_somebody_to_themself_helped_with_nothing(memory: Memory) -> None:
    """Who was asked to introduce themself by another name led to nobody."""
    memory.write(Change("x", [new("opportunities", "o", {"org": "Novo", "role": "cook"})]))
    memory.write(ask(memory.network, "bo", "jan", today=TODAY, opportunity="o").change)
    opportunity = Opportunity(memory.network.opportunities["o"])
    assert who_helped(memory.network, opportunity) == ("bo",)
    memory.write(merge(memory.network, "bo", "jan", today=TODAY).change)
    assert who_helped(memory.network, opportunity) == ()


ODD: st.SearchStrategy[JSON] = st.one_of(
    st.none(),
    st.integers(),
    st.text(max_size=4),
    st.lists(st.text(max_size=3), max_size=2),
    st.sampled_from(["2026-11-24", "bo", "karen", "9999-12-31", "0001-01-01"]),
)


@given(
    st.dictionaries(
        st.sampled_from(["connector", "to", "about", "opportunity", *map(str, Stage)]), ODD
    ),
    st.sampled_from([*Stage]),
)
def test_an_odd_record_is_moved_or_refused_in_a_sentence(
    fields: dict[str, JSON], stage: Stage
) -> None:
    """Whatever another machine wrote."""
    memory = made()
    memory.write(Change("x", [new("introductions", "odd", fields)]))
    before = one(memory, "odd").history
    assert bool(in_order(memory.network)) is not one(memory, "odd").is_of_one
    try:
        memory.write(move(memory.network, "odd", stage, today=TODAY))
    except (BadInputError, CannotBeDoneError):
        return
    assert one(memory, "odd").history == (*before, (stage, TODAY))


@given(st.lists(st.tuples(st.sampled_from([*Stage]), st.integers(-400, 3)), max_size=12))
def test_a_history_never_goes_back(wanted: list[tuple[Stage, int]]) -> None:
    """Whatever is tried, stages and days only rise, one step is open at most, and undo restores all."""
    memory = made()
    id = asked(memory, day=TODAY - timedelta(300))
    for stage, later in wanted:
        shown, open_steps = one(memory, id).history, steps(memory)
        before = {t: dict(memory.tables[t]) for t in ("contacts", "follow_ups", "introductions")}
        try:
            change = move(memory.network, id, stage, today=TODAY, day=TODAY + timedelta(later))
        except (BadInputError, CannotBeDoneError):
            assert (one(memory, id).history, steps(memory)) == (shown, open_steps)
            continue
        memory.write(change)
        now = one(memory, id)
        assert now.history[:-1] == shown
        assert now.history[-1][1] >= shown[-1][1]
        assert now.stage is stage
        assert len(steps(memory)) == (0 if stage in ENDED or stage is Stage.THANKED else 1)
        assert bool(next_stages(now)) == bool(steps(memory))
        memory.undo()
        assert (one(memory, id).history, steps(memory)) == (shown, open_steps)
        assert {t: memory.tables[t].keys() for t in before} == {t: before[t].keys() for t in before}
        memory.redo()
