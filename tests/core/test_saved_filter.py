"""Filters with a name: kept as texts in the profile, and whatever another machine wrote there is no error."""

import pytest

from netcrm.core.errors import BadInputError
from netcrm.core.record import Change
from netcrm.core.saved_filter import SavedFilter, forget, save, saved_filters
from tests.evil import EVIL
from tests.memory import Memory
from tests.tui.made_up import TODAY


@pytest.fixture
def made() -> Memory:
    """A network without a filter."""
    return Memory(TODAY)


def test_a_name_means_one_filter(made: Memory) -> None:
    """Saving again under it, in any case, replaces the query; they stand by name."""
    assert saved_filters(made.network) == ()
    made.write(save(made.network, "Sparring", "for:sparring"))
    made.write(save(made.network, " board ", "tag:board heat:>1"))
    made.write(save(made.network, "SPARRING", "for:pay"))
    assert saved_filters(made.network) == (
        SavedFilter("board", "tag:board heat:>1"),
        SavedFilter("SPARRING", "for:pay"),
    )
    assert not save(made.network, "board", "tag:board heat:>1")
    made.write(forget(made.network, "sparring"))
    assert [each.name for each in saved_filters(made.network)] == ["board"]
    assert not forget(made.network, "nobody")


@pytest.mark.parametrize("name", ["", "  ", "a: b", "ends:", "x" * 41, "\x1b"])
def test_what_is_no_name_is_said(made: Memory, name: str) -> None:
    """Nothing is written."""
    with pytest.raises(BadInputError, match="is no name for a filter"):
        save(made.network, name, "x")


def test_what_another_machine_wrote_is_taken_as_far_as_it_goes(made: Memory) -> None:
    """A text without a name or a query is no filter."""
    kept = ["nothing", ": x", "a: ", "b: org:novo", "B: second", *(f"{e}: {e}" for e in EVIL)]
    made.write(Change("filters", made.network.profile.become({"filters": kept})))
    found = {each.name: each.query for each in saved_filters(made.network)}
    assert found["b"] == "org:novo"
    assert "B" not in found
    assert "nothing" not in found
