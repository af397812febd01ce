"""What is meant by a name that may be an organisation or a person."""

from datetime import date
from functools import partial

import pytest

from netcrm.core.anyone import find_person
from netcrm.core.destination import Destination, Kind, destinations
from netcrm.core.errors import BadInputError
from netcrm.core.network import Network
from netcrm.core.record import Change, new
from tests.memory import Memory

TODAY = date(2026, 11, 24)


@pytest.fixture
def network() -> Network:
    """Two people of one name, a person like an organisation, an acquaintance, aliases."""
    ops = [
        new(
            "contacts", "1", {"name": "Bo Dahl", "org": "Novo Nordisk A/S", "nicknames": ["Bosse"]}
        ),
        new("contacts", "2", {"name": "Jan Holm", "org": "DR"}),
        new("contacts", "3", {"name": "Jan Holm"}),
        new("contacts", "4", {"name": "Novotny", "past_orgs": ["Novozymes"]}),
        new("acquaintances", "5", {"name": "Karen Søgaard", "org": "novo nordisk a/s"}),
        new("acquaintances", "1", {"name": "Bo D.", "org": "Elsewhere"}),
        new("organisations", "6", {"name": "DR", "aliases": ["Danmarks Radio"]}),
    ]
    return Memory(TODAY).write(Change("all", ops))


NOVO = Destination(Kind.ORGANISATION, "Novo Nordisk A/S", "Novo Nordisk A/S")


@pytest.mark.parametrize(
    ("typed", "kind", "id"),
    [
        ("NOVO NORDISK", Kind.ORGANISATION, "Novo Nordisk A/S"),
        ("novo", Kind.ORGANISATION, "Novo Nordisk A/S"),
        ("danmarks radio", Kind.ORGANISATION, "DR"),
        ("radio", Kind.ORGANISATION, "DR"),
        ("novoz", Kind.ORGANISATION, "Novozymes"),
        ("bo dahl", Kind.PERSON, "1"),
        ("bosse", Kind.PERSON, "1"),
        ("bo", Kind.PERSON, "1"),
        ("sogaard", Kind.PERSON, "5"),
        ("5", Kind.PERSON, "5"),
        ("3", Kind.PERSON, "3"),
    ],
)
def test_one_is_meant(network, typed, kind, id) -> None:
    """A whole name, else whole words, else the beginning of words; of both kinds."""
    found = destinations(network).find(typed)
    assert (found.kind, found.id) == (kind, id)


def test_several_may_be_meant(network) -> None:
    """The hint names them, people of one name with their id."""
    with pytest.raises(BadInputError) as error:
        destinations(network).find("jan holm")
    assert error.value.hint == "say which: Jan Holm (id 2) · Jan Holm (id 3)"
    with pytest.raises(BadInputError) as error:
        destinations(network).find("nov")
    assert error.value.hint == "say which: Novo Nordisk A/S · Novozymes · Novotny"


def test_a_person_is_whom_the_other_commands_mean() -> None:
    """A single word means a contact where there is one; a part within a word is one too."""
    memory = Memory(TODAY)
    people = [
        new("contacts", "1", {"name": "Karen Holmgaard"}),
        new("acquaintances", "2", {"name": "Karen Søgaard"}),
        new("acquaintances", "3", {"name": "Ib Ravn"}),
        new("acquaintances", "4", {"name": "Ib Ravn"}),
    ]
    memory.write(Change("people", people))
    for typed in ("Karen", "Karen Søgaard", "holmg", "olmga", "gaard"):
        found = destinations(memory.network).find(typed)
        person = find_person(memory.network, typed)
        assert found == Destination(Kind.PERSON, person.id, person.name)
    for typed in ("Ib Ravn", "ravn"):
        said = []
        for look in (destinations(memory.network).find, partial(find_person, memory.network)):
            with pytest.raises(BadInputError) as error:
                look(typed)
            said.append((error.value.message, error.value.hint))
        assert said[0] == said[1]
    assert "id 3" in said[0][1]


def test_the_nearest_names_are_said(network) -> None:
    """Of organisations and people; where there is none, what else there is."""
    with pytest.raises(BadInputError) as error:
        destinations(network).find("Novo Nrdisk")
    assert "Novo Nordisk A/S" in error.value.hint
    with pytest.raises(BadInputError) as error:
        destinations(network).find("Karin Søgård")
    assert "Karen Søgaard" in error.value.hint
    with pytest.raises(BadInputError) as error:
        destinations(network).find("qqqqqqqq")
    assert "netcrm who" in error.value.hint


def test_nothing_is_meant_by_nothing(network) -> None:
    """An empty text matches nobody and is no destination."""
    assert destinations(network).matching("") == destinations(network).matching(" ") == []
    with pytest.raises(BadInputError):
        destinations(network).find("")


def test_matches_while_typing(network) -> None:
    """The best kind of match first, organisations before people, each once."""
    assert destinations(network).matching("novo")[0] == NOVO
    assert [one.name for one in destinations(network).matching("nov")] == [
        "Novo Nordisk A/S",
        "Novozymes",
        "Novotny",
    ]
    assert [one.more for one in destinations(network).matching("jan")] == ["DR", ""]


@pytest.mark.parametrize(
    "typed", ["Novo Nordisk A/S", "Novo-Nordisk", "NOVO NORDISK AS", "danmarks radio ApS"]
)
def test_an_organisation_matches_by_every_spelling(network, typed) -> None:
    """As `find` has it: first, and once."""
    place = destinations(network).find(typed)
    assert place.kind is Kind.ORGANISATION
    found = destinations(network).matching(typed)
    assert found[0] == place
    assert found.count(place) == 1
