"""The review: the first people of the queue, how many more, and that it ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.network import Network
from netcrm.core.record import Change, new
from netcrm.core.review import queue
from netcrm.core.rules import Rules
from tests.memory import Memory

TODAY = date(2026, 11, 8)


def due_people(number: int, **rules: int) -> Network:
    """Return a network of people who are all due, the higher numbers the longer."""
    ops = [
        new(
            "contacts",
            str(n),
            {
                "name": f"P{n}",
                "circles": ["friends"],
                "added": (TODAY - timedelta(44 + n)).isoformat(),
            },
        )
        for n in range(1, number + 1)
    ]
    return Memory(TODAY, Rules(**rules)).write(Change("set up", ops))


def test_the_first_seven_of_ten() -> None:
    """The daily budget is 7: the review shows so many, and says how many more there are."""
    review = queue(due_people(10), TODAY)
    assert review.items == ("10", "9", "8", "7", "6", "5", "4")
    assert (review.more, review.total) == (3, 10)


def test_a_short_queue_is_shown_whole() -> None:
    """With fewer people than the budget none are left."""
    review = queue(due_people(3), TODAY)
    assert (review.items, review.more, review.total) == (("3", "2", "1"), 0, 3)


def test_an_empty_queue_is_an_empty_review() -> None:
    """Nobody due, nobody shown."""
    review = queue(due_people(0), TODAY)
    assert (review.items, review.more, review.total) == ((), 0, 0)


@pytest.mark.parametrize("budget", [-1, 0])
def test_a_budget_of_nobody_shows_nobody(budget: int) -> None:
    """The setting is taken at its word."""
    review = queue(due_people(3, budget=budget), TODAY)
    assert (review.items, review.more) == ((), 3)


def test_another_round_shows_the_others() -> None:
    """Those whom the rounds before have shown don't come again; the budget is that of a round."""
    network = due_people(10)
    first = queue(network, TODAY)
    second = queue(network, TODAY, passed=first.items)
    assert (second.items, second.more) == (("3", "2", "1"), 0)


def test_whom_a_review_has_reached_counts_for_the_day() -> None:
    """Unless they wait again, as after an undo; never more than the budget is taken off."""
    network = due_people(10)
    assert len(queue(network, TODAY, reached=["a", "b"]).items) == 5
    assert len(queue(network, TODAY, reached=["a", "10"]).items) == 6
    assert queue(network, TODAY, reached="abcdefghi") == ((), 10)


@given(st.integers(0, 12), st.integers(0, 9), st.sets(st.integers(1, 12)))
def test_a_review_stays_within_its_budget(people: int, budget: int, passed: set[int]) -> None:
    """Shown and left over add up, in the order of the queue, nobody twice."""
    network = due_people(people, budget=budget)
    seen = {str(n) for n in passed}
    review = queue(network, TODAY, passed=seen)
    waiting = [id for id in network.standings(TODAY).queue if id not in seen]
    assert review.items == tuple(waiting[:budget])
    assert review.total == len(waiting)
