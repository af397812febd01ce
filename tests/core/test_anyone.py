"""Whom a name means where a command asks for one."""

from datetime import date

import pytest

from netcrm.core.anyone import find_person
from netcrm.core.errors import BadInputError
from netcrm.core.network import Network
from netcrm.core.record import Change, new
from tests.memory import Memory

TODAY = date(2026, 11, 24)
NAMES = ("Bo Dahl", "Carl Bo Hansen", "Mette Bo", "Jan Holm", "Jan Lund", "Janus Friis", "Søren Å")


@pytest.fixture
def network() -> Network:
    """Several who have Bo and Jan in their names, and an acquaintance Bo."""
    ops = [new("contacts", str(n), {"name": name}) for n, name in enumerate(NAMES, 1)]
    ops.append(new("acquaintances", "99", {"name": "Bo"}))
    return Memory(TODAY).write(Change("people", ops))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Bo", "Bo Dahl"),
        ("bo", "Bo Dahl"),
        ("Mette", "Mette Bo"),
        ("Bo D", "Bo Dahl"),
        ("Jan H", "Jan Holm"),
        ("Jan Lund", "Jan Lund"),
        ("Janus", "Janus Friis"),
        ("soren", "Søren Å"),
        ("hansen", "Carl Bo Hansen"),
    ],
)
def test_a_first_name_goes_before_a_part_of_a_name(network: Network, typed: str, name: str) -> None:
    """As in a line of the log; where several have it, it is none."""
    assert find_person(network, typed).name == name


def test_a_first_name_of_several_is_asked_about(network: Network) -> None:
    """With all whose names have it."""
    with pytest.raises(BadInputError, match="may mean several") as found:
        find_person(network, "Jan")
    assert found.value.hint == "say which: Jan Holm · Jan Lund · Janus Friis"
