"""Short ids: unambiguous, as short as can be, and found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.errors import BadInputError
from netcrm.core.short_ids import LEAST, short_ids, whole_id

IDS = st.sets(st.text("12", min_size=1, max_size=9), min_size=1, max_size=30)


def find(typed: str, among: set[str]) -> str:
    """Return the whole id."""
    return whole_id(typed, sorted(among), nothing="there is none", hint="a hint")


@given(IDS)
def test_a_short_id_means_its_own_alone(ids: set[str]) -> None:
    """It finds its id again, and one sign less would be too short or ambiguous."""
    for id, short in short_ids(ids, ids).items():
        assert id.startswith(short)
        assert find(short, ids) == id
        if LEAST < len(short) < len(id):
            assert sum(other.startswith(short[:-1]) for other in ids) > 1


def test_what_begins_several_ids_is_asked_about() -> None:
    """Which ones, as short as they can be told apart."""
    with pytest.raises(BadInputError, match="2 ids begin with 12") as caught:
        find("12", {"123456", "123457", "999999"})
    assert caught.value.hint == "say which: 123456 · 123457"


@pytest.mark.parametrize("typed", ["", "5"])
def test_what_begins_none_is_said(typed: str) -> None:
    """No id at all is none."""
    with pytest.raises(BadInputError, match="there is none"):
        find(typed, {"123456"})
