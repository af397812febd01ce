"""The mode and its goals: what is counted, what is set, and that it can be taken back."""

from datetime import date

import pytest

from netcrm.core import goals
from netcrm.core.changes import mode, people
from netcrm.core.errors import BadInputError
from netcrm.core.goals import Goals
from netcrm.core.profile import Mode
from netcrm.core.record import Change, new
from netcrm.core.rules import Rules
from tests.memory import Memory

TODAY = date(2026, 11, 24)
"""A Tuesday."""


def book(*entries: tuple[str, str], **rules: bool) -> Memory:
    """Return a network with one contact and entries of a day and a medium."""
    made = Memory(TODAY, Rules(**rules))
    made.write(Change("", [new("contacts", "a", {"name": "Anna", "added": "2026-01-01"})]))
    for day, medium in entries:
        fields = {
            "date": day,
            "medium": medium.rstrip("?"),
            "contacts": ["a"],
            "answered": False if medium.endswith("?") else None,
        }
        made.write(Change("", [new("interactions", made.new_id(), fields)]))
    return made


def test_a_conversation_is_spoken_and_of_this_week() -> None:
    """Meetings and calls from Monday to today; no message, no call nobody took, no plan, not last Sunday."""
    made = book(
        ("2026-11-23", "met"),
        ("2026-11-24", "call"),
        ("2026-11-24", "video"),
        ("2026-11-24", "call?"),
        ("2026-11-23", "email"),
        ("2026-11-25", "met"),
        ("2026-11-22", "met"),
    )
    assert goals.conversations(made.network, TODAY) == 3


def test_a_long_week_is_counted_to_its_end() -> None:
    """However many entries the week has, all are looked at."""
    made = book(*[("2026-11-23", "met")] * 150, *[("2026-11-22", "met")] * 5)
    assert goals.conversations(made.network, TODAY) == 150


@pytest.mark.parametrize("discovered", [None, "school"])
def test_who_was_added_counts_as_met_once_you_spoke(discovered: str | None) -> None:
    """However they were added; a message is not enough."""
    made = book()
    fields = {"name": "Bo", "added": "2026-11-02", "discovered": discovered}
    made.write(Change("", [new("contacts", "b", fields)]))
    assert goals.new_people(made.network, TODAY) == 0
    for medium, count in (("email", 0), ("call", 1)):
        entry = {"date": "2026-11-20", "medium": medium, "contacts": ["b"]}
        made.write(Change("", [new("interactions", made.new_id(), entry)]))
        assert goals.new_people(made.network, TODAY) == count


@pytest.mark.parametrize(
    ("fields", "new_person"),
    [
        ({"added": "2026-11-02"}, True),
        ({"added": "2026-10-31"}, False),
        ({"added": "2026-11-02", "known_since": "2019-05-01"}, False),
        ({"added": "2026-11-20", "known_since": "2026-11-18"}, True),
        ({"added": "2026-11-02", "imported": True}, False),
        ({"added": "2025-11-02"}, False),
        ({"added": "2026-11-30"}, False),
        ({"added": 7}, False),
    ],
)
def test_new_people_are_those_met_this_month(fields: dict, new_person: bool) -> None:
    """Met and added by hand in the month and not known before."""
    made = book()
    entry = {"date": "2026-11-20", "medium": "met", "contacts": ["b"]}
    people = [new("contacts", "b", {"name": "Bo", **fields}), new("interactions", "e", entry)]
    made.write(Change("", people))
    assert goals.new_people(made.network, TODAY) == new_person


def test_each_mode_has_its_goals() -> None:
    """What is set in one mode does not change the other; undo brings back what was."""
    made = book()
    assert goals.progress(made.network, TODAY).goals == Goals(2, 2)
    made.write(mode.change(made.network, None, today=TODAY, conversations=3, new_people=0))
    assert goals.goals(made.network) == Goals(3, 0)
    made.write(mode.change(made.network, Mode.JOB_SEARCH, today=TODAY))
    now = goals.progress(made.network, TODAY)
    assert (now.mode, now.since, now.goals) == (Mode.JOB_SEARCH, TODAY, Goals(5, 4))
    made.write(mode.change(made.network, None, today=TODAY, conversations=8))
    assert goals.goals(made.network) == Goals(8, 4)
    assert goals.goals(made.network, Mode.PEACETIME) == Goals(3, 0)
    for _step in range(2):
        made.undo()
    assert goals.progress(made.network, TODAY)[:2] == (Mode.PEACETIME, None)


def test_a_mode_of_the_settings_counts_until_one_is_chosen() -> None:
    """The settings file may say job search; the choice in the network decides."""
    made = book(job_search=True)
    assert goals.mode_of(made.network) is Mode.JOB_SEARCH
    made.write(mode.change(made.network, Mode.PEACETIME, today=TODAY))
    assert goals.progress(made.network, TODAY)[:2] == (Mode.PEACETIME, TODAY)


def test_choosing_what_is_so_already_changes_nothing() -> None:
    """The same mode and the same goals make no change; the day it was chosen stays."""
    made = book()
    made.write(mode.change(made.network, Mode.JOB_SEARCH, today=date(2026, 9, 1)))
    made.write(mode.change(made.network, None, today=TODAY, conversations=6))
    assert not mode.change(made.network, Mode.JOB_SEARCH, today=TODAY, conversations=6)
    assert goals.progress(made.network, TODAY).since == date(2026, 9, 1)


@pytest.mark.parametrize("goal", [-1, 101])
def test_a_goal_that_is_none_is_refused(goal: int) -> None:
    """A goal is 0 to 100."""
    with pytest.raises(BadInputError):
        mode.change(book().network, None, today=TODAY, new_people=goal)


def test_the_words_are_quiet() -> None:
    """How far, of how much; nothing where there is no goal."""
    made = book(("2026-11-24", "met"))
    assert goals.week_words(made.network, TODAY) == "1 of 2 conversations this week"
    made.write(mode.change(made.network, None, today=TODAY, conversations=0))
    assert goals.week_words(made.network, TODAY) == ""


def test_job_search_tightens_the_professional_cadence_alone() -> None:
    """Half the days for the professional circle, and as many as before for the others."""
    made = book()
    for name, circle in (("Bo", "professional"), ("Ida", "friends")):
        added = people.add(made.network, name, {"circles": [circle]}, today=TODAY)
        made.write(added.change)

    def cadence(name: str) -> int | None:
        return made.network.standings(TODAY).of(made.network.find(name).id).cadence

    assert (cadence("Bo"), cadence("Ida")) == (90, 45)
    made.write(mode.change(made.network, Mode.JOB_SEARCH, today=TODAY))
    assert (cadence("Bo"), cadence("Ida")) == (45, 45)
    made.undo()
    assert cadence("Bo") == 90
