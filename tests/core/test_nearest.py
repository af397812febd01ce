"""Names that are nearly what was typed."""

import pytest

from netcrm.core.nearest import nearest

NAMES = ["Bo Dahl", "Karen Holm", "Karen Lund", "Søren Ødegård", "Novo Nordisk A/S", "?"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Bo Dal", "Bo Dahl"),
        ("Karin Holm", "Karen Holm"),
        ("Sören Odegaard", "Søren Ødegård"),
        ("Nordisc", "Novo Nordisk A/S"),
        ("Dahll", "Bo Dahl"),
    ],
)
def test_the_most_alike_goes_first(typed, first) -> None:
    """A slip, other diacritics, one word of a name."""
    assert nearest(typed, NAMES)[0] == first


@pytest.mark.parametrize("typed", ["Xerxes", "", "…", "Q"])
def test_what_is_like_nothing_brings_nobody(typed) -> None:
    """No guess is better than a wild one."""
    assert nearest(typed, NAMES) == []


def test_no_more_than_asked_for() -> None:
    """And each once."""
    assert len(nearest("Karen", [*NAMES, *NAMES, "Karen B", "Karen C"], 3)) == 3
