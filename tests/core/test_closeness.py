"""How close two people are by the word for it, in Danish and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.closeness import (
    BEFORE,
    DISTANT,
    FAMILY,
    FRIEND,
    HOUSEHOLD,
    UNKNOWN,
    WORK,
    closeness,
    closest,
)


@pytest.mark.parametrize(
    ("how", "close"),
    [
        ("sister", FAMILY),
        ("Søster", FAMILY),
        ("Bo's sister", FAMILY),
        ("sister-in-law", FAMILY),
        ("svigermor", FAMILY),
        ("ægtefælle", HOUSEHOLD),
        ("ex-wife", UNKNOWN),
        ("friend", FRIEND),
        ("old friend", FRIEND),
        ("gammel ven", FRIEND),
        ("friend of a friend", DISTANT),
        ("kollega", WORK),
        ("ex-colleague", BEFORE),
        ("ekskollega", BEFORE),
        ("tidligere kollega", BEFORE),
        ("gammel chef", BEFORE),
        ("ex-colleague and friend", FRIEND),
        ("nabo", BEFORE),
        ("bekendt", DISTANT),
        ("LinkedIn", DISTANT),
        ("expert", UNKNOWN),
        ("plays golf", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_words(how: str, close: float) -> None:
    """Whole words count, not parts of them; what is over is less."""
    assert closeness(how) == close


def test_of_several_the_closest_counts() -> None:
    """Ex-colleague and friend are two relations; one without a word says nothing against the others."""
    assert closest(["ex-colleague", "friend"]) == FRIEND
    assert closest(["bekendt", ""]) == DISTANT
    assert closest(["", ""]) == closest([]) == UNKNOWN


@given(st.text(max_size=60))
def test_any_text_gives_a_number(how: str) -> None:
    """From 0 to 1."""
    assert 0 < closeness(how) <= 1
