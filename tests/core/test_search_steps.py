"""The steps of the search that the review tells beside people, in job-search mode alone."""

from datetime import date

import pytest

from netcrm.core.changes import mode, opportunities, people, states
from netcrm.core.profile import Mode
from netcrm.core.record import JSON, Change, new
from netcrm.core.review import queue
from netcrm.core.search_steps import search_steps
from tests.memory import Memory

TODAY = date(2026, 11, 24)
LATER = date(2026, 12, 24)


def searching() -> Memory:
    """Return a network of Bo, who was met today, in job-search mode."""
    made = Memory(TODAY)
    added = people.add(made.network, "Bo", {"circles": ["professional"]}, today=TODAY)
    made.write(added.change)
    made.write(mode.change(made.network, Mode.JOB_SEARCH, today=TODAY))
    return made


def opportunity(made: Memory, **values: str) -> str:
    """Add an opportunity; return its id."""
    added = opportunities.add(made.network, values, today=TODAY)
    made.write(added.change)
    return added.id


def test_a_step_promised_to_nobody_is_told_when_it_is_due() -> None:
    """What belongs to an advert has no person who could call."""
    made = searching()
    opportunity(made, org="Novo", role="cook", source="advert", next="send the CV 2026-12-01")
    assert search_steps(made.network, TODAY) == []
    assert search_steps(made.network, date(2026, 12, 1)) == ["send the CV (cook at Novo) (today)"]


def test_a_step_with_somebody_calls_them_instead() -> None:
    """Bo is in the review with the reason, and nothing is told twice."""
    made = searching()
    bo = made.network.find("Bo").id
    opportunity(made, org="Novo", role="cook", via=bo, next="call Bo 2026-12-01")
    day = date(2026, 12, 1)
    assert queue(made.network, TODAY).items == ()
    assert queue(made.network, day).items == (bo,)
    assert search_steps(made.network, day) == []


@pytest.mark.parametrize("state", ["snoozed", "paused", "let go", "deceased"])
def test_a_step_is_told_where_its_contact_is_not_in_the_review(state: str) -> None:
    """Bo is out of sight, what is to be done is not: it has its day all the same."""
    made = searching()
    bo = made.network.find("Bo").id
    opportunity(made, org="Novo", role="cook", via=bo, next="send the CV 2026-11-24")
    assert search_steps(made.network, TODAY) == []
    made.write(
        {
            "snoozed": lambda: states.snooze(made.network, [bo], LATER, today=TODAY),
            "paused": lambda: states.pause(made.network, [bo], today=TODAY),
            "let go": lambda: states.let_go(made.network, [bo], today=TODAY),
            "deceased": lambda: states.deceased(made.network, bo, TODAY),
        }[state]()
    )
    assert queue(made.network, TODAY).items == ()
    assert search_steps(made.network, TODAY) == ["send the CV (cook at Novo) (today)"]


def test_an_opportunity_without_a_step_is_told_and_a_closed_one_is_not() -> None:
    """It is said how many there are, not that something was not done."""
    made = searching()
    opportunity(made, org="Novo", role="cook")
    lost = opportunity(made, org="DR", role="host")
    made.write(opportunities.move(made.network, lost, "lost", today=TODAY))
    assert search_steps(made.network, TODAY) == ["1 open opportunity has no next step"]


def test_peacetime_tells_nothing_of_a_search() -> None:
    """The same network in peacetime is quiet."""
    made = searching()
    opportunity(made, org="Novo", role="cook", source="advert", next="send the CV 2026-12-01")
    opportunity(made, org="DR", role="host")
    made.write(mode.change(made.network, Mode.PEACETIME, today=TODAY))
    assert search_steps(made.network, LATER) == []


def test_many_steps_are_counted_and_odd_ones_passed_over() -> None:
    """Five are named; fields of the wrong kind break nothing."""
    made = searching()
    for number in range(7):
        opportunity(made, org="Novo", role=f"cook {number}", next="apply 2026-12-01")
    odd: dict[str, JSON] = {"opportunity": ["x"], "due": "2026-11-30", "contact": 7, "text": 3}
    made.write(Change("", [new("follow_ups", "odd", odd)]))
    words = search_steps(made.network, LATER)
    assert len(words) == 6
    assert words[-1] == "3 more steps"
