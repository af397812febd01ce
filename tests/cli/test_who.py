"""`netcrm who`: the ways in, in words and as JSON; whom to meet; what it says where there is nothing."""

from datetime import date

import pytest

from netcrm.core.record import Change, new
from netcrm.core.rules import Rules
from netcrm.store.place import default_place
from netcrm.store.store import Store
from tests.cli.conftest import TODAY, Shell


@pytest.fixture
def town(network: Shell) -> Shell:
    """Anna's sister Karen works at Novo Nordisk; so did Jan Holm."""
    network.ok("edit", "Jan Holm", "past=novo nordisk")
    network.ok("log", "lunch with @Anna", today="2026-11-20")
    anna = network.ok("show", "Anna", "--json").json["id"]
    place = default_place(str(network.store))
    store = Store.open(place, rules=Rules(), today=date.fromisoformat(TODAY))
    ops = [
        new("acquaintances", "201", {"name": "Karen Holm", "org": "Novo Nordisk A/S"}),
        new("acquaintances", "202", {"name": "Ida Frost", "org": "DR"}),
        new("relations", "301", {"person": anna, "other": "201", "how": "sister"}),
        new("relations", "302", {"person": anna, "other": "202"}),
    ]
    store.write(Change("knows", ops))
    store.close()
    return network


def test_the_ways_into_an_organisation(town: Shell) -> None:
    """The best first, each with its reasons below it."""
    out = town.ok("who", "Novo", "Nordisk").out.splitlines()
    assert out[0] == "strong    Anna Berg → Karen Holm (sister)"
    assert out[1].startswith(" " * 10 + "Karen Holm works at Novo Nordisk A/S now · Anna Berg: ")
    assert "sister" in out[1]
    assert out[2].split(maxsplit=1) == ["weak", "Jan Holm"]
    assert "Jan Holm worked at Novo Nordisk A/S before" in out[3]


def test_a_part_of_a_name_is_said_to_be_taken_for_the_whole(town: Shell) -> None:
    """Another spelling of it is not a part."""
    outcome = town.ok("who", "Novo")
    assert outcome.err.startswith("“Novo” is taken for Novo Nordisk A/S")
    assert outcome.out == town.ok("who", "Novo Nordisk A/S").out
    assert "taken for" not in town.ok("who", "novo nordisk").err


def test_json_has_the_keys_of_the_contract(town: Shell) -> None:
    """Bands and dates as they are, whatever the language."""
    first, second = town.ok("who", "novo nordisk", "--json").json
    assert first["band"] == "strong"
    assert first["organisation"] == "Novo Nordisk A/S"
    assert [(hop["name"], hop["how"]) for hop in first["hops"]] == [
        ("Anna Berg", "friends"),
        ("Karen Holm", "sister"),
    ]
    assert first["hops"][1]["id"] == "201"
    assert first["reasons"][0] == "Karen Holm works at Novo Nordisk A/S now"
    assert first["last_asked"] is None
    assert first["works_there"] is True
    assert second["works_there"] is False


def test_asking_lowers_and_is_said(town: Shell) -> None:
    """An entry of the log for an introduction is an ask."""
    town.ok("log", "call with @Anna purpose:intro")
    path = town.ok("who", "Karen", "--json").json[0]
    assert path["last_asked"] == TODAY
    assert path["band"] == "moderate"
    assert any(reason.startswith("asked today already") for reason in path["reasons"])


def test_a_person(town: Shell) -> None:
    """By a part of the name; a contact is reached directly."""
    assert town.ok("who", "karen").out.startswith("strong    Anna Berg → Karen Holm (sister)\n")
    assert town.ok("who", "anna").out.startswith("strong    Anna Berg\n")


def test_whom_to_meet(town: Shell) -> None:
    """Without a name: where you know nobody, then who could be met through whom."""
    out = town.ok("who").out.splitlines()
    assert out[0] == "where you know nobody yet: DR"
    assert out[2] == "strong    Anna Berg → Karen Holm (sister)"
    karen, ida = town.ok("who", "--json").json
    assert karen["new_place"] is False
    assert ida["new_place"] is True
    assert ida["reasons"][0] == "you know nobody at DR yet"
    assert (ida["others"], ida["opportunities"]) == (0, [])


def test_how_many(town: Shell) -> None:
    """`-n` has the first ones, and says how many more there are."""
    outcome = town.ok("who", "Novo Nordisk", "-n", "1")
    assert len(outcome.out.splitlines()) == 2
    assert outcome.err.startswith("and 1 more (--all, or -n)\n")
    assert "netcrm introductions ask 'Anna Berg' 'Karen Holm'" in outcome.err
    assert len(town.ok("who", "Novo Nordisk", "-n1", "--all", "--json").json) == 2
    assert town("who", "Novo Nordisk", "-n", "-1").code == 2


def test_an_unknown_name_says_the_nearest(town: Shell) -> None:
    """Exit code 2; of several that may be meant they are named."""
    outcome = town("who", "Novo Nordsk")
    assert outcome.code == 2
    assert "“Novo Nordsk” is no organisation and nobody that is known here" in outcome.err
    assert "Novo Nordisk A/S" in outcome.err
    outcome = town("who", "Jan", "--json")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Jan Sørensen" in outcome.err


def test_an_organisation_nobody_leads_to(town: Shell) -> None:
    """Is no mistake: it is said, and what would change it."""
    town.ok("let-go", "Jan Holm")
    town.ok("edit", "Jan Holm", "past=Arla")
    outcome = town.ok("who", "Arla")
    assert outcome.out == ""
    assert "nobody you know leads to Arla yet" in outcome.err
    assert town.ok("who", "Arla", "--json").json == []


def test_nobody_to_meet(network: Shell) -> None:
    """Where no acquaintance is noted yet, how to."""
    outcome = network.ok("who")
    assert outcome.out == ""
    assert "netcrm knows" in outcome.err
