"""How many days may pass: the contact's own word first, then tags, then circles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.cadence import cadence
from netcrm.core.circle import Circle
from netcrm.core.rules import Rules

CIRCLES = st.sets(st.sampled_from([*Circle]))


@pytest.mark.parametrize(
    ("circles", "days"),
    [
        ([], None),
        (["family"], 30),
        (["friends"], 45),
        (["professional"], 90),
        (["professional", "friends"], 45),
        (["family", "friends", "professional"], 30),
        (["colleagues"], None),
        (["colleagues", "friends"], 45),
    ],
)
def test_the_smallest_cadence_of_the_circles_counts(circles: list[str], days: int | None) -> None:
    """Family 30, friends 45, professional 90; of several the smallest; in none, none."""
    assert cadence(circles, [], None, Rules()) == days


def test_a_tag_goes_before_the_circles() -> None:
    """The smallest of the tags' cadences counts, also where it is longer than the circle's."""
    rules = Rules(tags={"ex-nokia": 200, "choir": 120})
    assert cadence(["friends"], ["ex-nokia"], None, rules) == 200
    assert cadence(["friends"], ["ex-nokia", "choir"], None, rules) == 120
    assert cadence(["friends"], ["chess"], None, rules) == 45
    assert cadence([], ["EX-Nokia"], None, rules) == 200


def test_an_override_goes_before_all() -> None:
    """The contact's own cadence counts, whatever tags and circles say."""
    rules = Rules(tags={"choir": 120})
    assert cadence(["family"], ["choir"], 400, rules) == 400
    assert cadence([], [], 14, rules) == 14


def test_an_override_of_0_is_no_cadence_at_all() -> None:
    """Somebody set to none is untracked, also in a circle with a cadence."""
    assert cadence(["family"], ["choir"], 0, Rules(tags={"choir": 120})) is None


@pytest.mark.parametrize("every", [None, -1, 3651, True, False, "30", 30.0, [30], {}])
def test_what_is_no_cadence_counts_as_not_given(every: object) -> None:
    """A foreign value changes nothing."""
    assert cadence(["friends"], [], every, Rules()) == 45


def test_job_search_halves_the_professional_circle_alone() -> None:
    """Overrides, tags and the other circles stay; it never falls below a day."""
    rules = Rules(job_search=True, tags={"choir": 120})
    assert cadence(["professional"], [], None, rules) == 45
    assert cadence(["friends"], [], None, rules) == 45
    assert cadence(["family"], [], None, rules) == 30
    assert cadence(["professional"], ["choir"], None, rules) == 120
    assert cadence(["professional"], [], 90, rules) == 90
    assert (
        cadence(["professional"], [], None, Rules({Circle.PROFESSIONAL: 1}, job_search=True)) == 1
    )


def test_a_circle_may_be_without_a_cadence() -> None:
    """Where the settings give a circle none, it has none."""
    rules = Rules(circles={Circle.FRIENDS: 45, Circle.FAMILY: 0})
    assert cadence(["professional"], [], None, rules) is None
    assert cadence(["family"], [], None, rules) is None
    assert cadence(["family", "friends"], [], None, rules) == 45


@given(CIRCLES, st.none() | st.integers(0, 3650), st.booleans())
def test_a_cadence_is_none_or_1_to_3650_days(
    circles: set[Circle], every: int | None, job_search: bool
) -> None:
    """Whatever is combined, the result is a cadence."""
    found = cadence(circles, [], every, Rules(job_search=job_search))
    assert found is None or 1 <= found <= 3650
    assert (found is None) == (every == 0 or (every is None and not circles))


@given(CIRCLES, st.none() | st.integers(0, 3650))
def test_job_search_never_gives_more_time(circles: set[Circle], every: int | None) -> None:
    """The mode tightens cadences or leaves them."""
    peacetime = cadence(circles, [], every, Rules())
    searching = cadence(circles, [], every, Rules(job_search=True))
    assert (searching is None) == (peacetime is None)
    assert searching is None or searching <= peacetime
