"""`netcrm knows`: people of the second degree in the shell, and how they become contacts."""

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def karen(network: Shell) -> Shell:
    """Anna knows Karen, her sister, at Novo."""
    network.ok("knows", "Anna", "Karen Holm", "--org", "Novo", "--how", "sister")
    return network


def known(shell: Shell, name: str) -> list[tuple[str, list[str]]]:
    """Return whom somebody knows, and how."""
    return [(one["name"], one["how"]) for one in shell.ok("knows", name, "--json").json]


def test_somebody_is_known_through_a_contact(karen: Shell) -> None:
    """With organisation and how; they are in no list of contacts and are never due."""
    assert known(karen, "Anna") == [("Karen Holm", ["sister"])]
    shown = karen.ok("show", "Karen", "--json").json
    assert (shown["state"], shown["org"], shown["heat"]) == ("acquaintance", "Novo", None)
    assert [one["name"] for one in shown["known_through"]] == ["Anna Berg"]
    assert karen.ok("show", "Anna", "--json").json["knows"][0]["name"] == "Karen Holm"
    for words in (["list"], ["due", "--all"]):
        assert "Karen" not in karen.ok(*words).out


def test_contacts_know_each_other_in_several_ways(network: Shell) -> None:
    """Each way is said once, whichever end it is said from."""
    network.ok("knows", "Anna", "Mor", "--how", "friend")
    network.ok("knows", "Mor", "Anna", "--how", "ex-colleague")
    network.ok("knows", "Mor", "Anna Berg", "--how", "Friend")
    assert known(network, "Anna") == [("Mor", ["friend", "ex-colleague"])]
    assert known(network, "Mor") == [("Anna Berg", ["friend", "ex-colleague"])]


def test_a_second_link_to_an_acquaintance_makes_nobody(karen: Shell) -> None:
    """However the name is spelled; where something more is said of them it is kept."""
    said = karen.ok("knows", "Mor", "karen HOLM", "--title", "designer", "--json").json
    assert said["knows"]["new"] is False
    shown = karen.ok("show", "Karen Holm", "--json").json
    assert [one["name"] for one in shown["known_through"]] == ["Anna Berg", "Mor"]
    assert shown["title"] == "designer"


def test_a_namesake_at_another_organisation_is_somebody_else(karen: Shell) -> None:
    """And that is said."""
    outcome = karen.ok("knows", "Mor", "Karen Holm", "--org", "DR", "--json")
    assert outcome.json["knows"]["new"] is True
    assert "somebody else than Karen Holm (through Anna Berg, Novo" in outcome.err
    refused = karen("show", "Karen Holm")
    assert refused.code == 2
    assert "through Mor, DR" in refused.err
    karen.ok("knows", "Jan Holm", "Karen Holm", "--org", "NOVO A/S")
    assert known(karen, "Jan Holm") == [("Karen Holm", [])]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["Anna", "Anna Berg"], "can’t be said to know themself"),
        (["Ana Berg", "X"], "the nearest names: Anna Berg"),
        (["Jan", "X"], "may mean several people"),
        (["Anna", "Jan"], "may mean several people"),
        (["Karen", "Ole"], "is no contact"),
        (["Anna", " "], "needs a name"),
        (["Anna", "Mor", "--remove"], "it was not said"),
        (["Anna", "--how", "sister"], "whom does Anna Berg know"),
    ],
)
def test_what_can_not_be_is_told_in_a_sentence(karen: Shell, words, says) -> None:
    """And nothing is written."""
    before = karen.journal()
    outcome = karen("knows", *words)
    assert outcome.code == 2
    assert says in outcome.err
    assert karen.journal() == before


def test_what_was_said_is_taken_back(karen: Shell) -> None:
    """One way, or all of it; whom nobody else knows goes along, and undo brings them back."""
    karen.ok("knows", "Anna", "Karen Holm", "--how", "neighbour")
    karen.ok("knows", "Anna", "Karen Holm", "--how", "sister", "--remove")
    assert known(karen, "Anna") == [("Karen Holm", ["neighbour"])]
    karen.ok("knows", "Anna", "Karen Holm", "--remove")
    assert karen("show", "Karen Holm").code == 2
    karen.ok("undo")
    assert known(karen, "Anna") == [("Karen Holm", ["neighbour"])]


def test_an_acquaintance_is_edited_deleted_and_brought_back(karen: Shell) -> None:
    """By the commands that contacts have; what only contacts have is refused."""
    karen.ok("edit", "Karen", "org=DR", "note=likes\nsailing")
    refused = karen("edit", "Karen", "birthday=1980-01-01")
    assert refused.code == 2
    assert "acquaintance" in refused.err
    assert karen.ok("rm", "Karen", "--json").json["org"] == "DR"
    assert known(karen, "Anna") == []
    assert karen.ok("unrm", "Karen Holm", "--json").json["notes"] == "likes\nsailing"
    assert known(karen, "Anna") == [("Karen Holm", ["sister"])]


def test_an_acquaintance_is_purged(karen: Shell) -> None:
    """No file names her any more."""
    karen.ok("purge", "Karen Holm", "--yes")
    assert "Karen" not in karen.journal()


@pytest.mark.parametrize("more", [[], ["--via", "Anna"], ["--org", "Novo Nordisk"]])
def test_adding_who_was_an_acquaintance_promotes(karen: Shell, more: list[str]) -> None:
    """The id stays, and so does all that was said; `via` is through whom they were known."""
    was = karen.ok("show", "Karen", "--json").json["id"]
    added = karen.ok("add", "Karen", "Holm", "--circle", "professional", *more, "--json").json
    if more[:1] == ["--org"]:  # Novo is not Novo Nordisk
        assert added["id"] != was
        return
    assert (added["id"], added["org"], added["circles"]) == (was, "Novo", ["professional"])
    shown = karen.ok("show", added["id"], "--json").json
    assert shown["via"]["name"] == "Anna Berg"
    assert [one["name"] for one in shown["via_chain"]] == ["Anna Berg"]
    assert [one["name"] for one in shown["knows"]] == ["Anna Berg"]
    assert karen.ok("show", "Anna", "--json").json["introduced"][0]["id"] == was
    karen.ok("undo")
    assert karen.ok("show", "Karen Holm", "--json").json["state"] == "acquaintance"


def test_whoever_is_introduced_by_another_is_another(karen: Shell) -> None:
    """Mor introduced a Karen Holm, whom Mor was never said to know."""
    karen.ok("add", "Karen Holm", "--via", "Mor")
    assert known(karen, "Anna") == [("Karen Holm", ["sister"])]
    assert karen.ok("knows", "Anna", "--json").json[0]["contact"] is False


def test_a_first_name_means_a_contact(karen: Shell) -> None:
    """Also where an acquaintance is called just so."""
    karen.ok("knows", "Mor", "Anna")
    assert known(karen, "Mor") == [("Anna Berg", [])]


def test_a_line_of_the_log_says_who_knows_whom(karen: Shell) -> None:
    """And makes a contact of an acquaintance who is met; each is one change that undo takes back."""
    said = karen.ok("log", 'Mor knows @"Ole Frost" /DR (nephew)', "--json").json
    assert said["interaction"]["medium"] == "note"
    assert said["knows"][0]["other"]["name"] == "Ole Frost"
    assert known(karen, "Mor") == [("Ole Frost", ["nephew"])]
    met = karen.ok("log", 'coffee with @"Karen Holm"', "--json").json
    assert met["created"] == []
    assert [one["name"] for one in met["promoted"]] == ["Karen Holm"]
    shown = karen.ok("show", "Karen", "--json").json
    assert (shown["state"], shown["via"]["name"]) == ("unsorted", "Anna Berg")
    assert karen.ok("log", "called @Karen", "--json").json["promoted"] == []
    karen.ok("undo")
    karen.ok("undo")
    assert karen.ok("show", "Karen", "--json").json["state"] == "acquaintance"
    karen.ok("undo")
    assert known(karen, "Mor") == []


def test_lines_of_standard_input_know_what_those_before_made(karen: Shell) -> None:
    """One makes an acquaintance, the next one meets her."""
    lines = 'Mor knows @"Ida Gram" /DR\nmet @"Ida Gram"\nMor knows @"Ida Gram" (niece)\nAnna knows @Nobody\n'
    outcome = karen("log", "-", "--json", stdin=lines)
    assert outcome.code == 2
    first, second, third, fourth = outcome.json
    assert second["promoted"][0]["id"] == first["knows"][0]["other"]["id"]
    assert third["knows"][0]["how"] == "niece"
    assert fourth["draft"]["text"] == "Anna knows @Nobody"
    assert known(karen, "Mor") == [("Ida Gram", ["niece"])]


def test_a_dry_run_promotes_nobody(karen: Shell) -> None:
    """It says what would be."""
    outcome = karen.ok("log", "--dry-run", 'met @"Karen Holm"')
    assert "a contact now, via Anna Berg" in outcome.err
    assert karen.ok("show", "Karen", "--json").json["state"] == "acquaintance"


def test_a_namesake_is_told_of(network: Shell) -> None:
    """Somebody new who may be somebody known is made, and it is said who that one is and how to mean them."""
    network.ok("knows", "Anna", "Karen Holm", "--org", "Novo Nordisk A/S")
    (karen,) = network.ok("knows", "Anna", "--json").json
    outcome = network.ok("log", 'coffee with @"Karen Holm" /Novo', "--json")
    assert (
        f"somebody else than Karen Holm (through Anna Berg, Novo Nordisk A/S, id {karen['id']})"
        in outcome.err
    )
    assert [one["name"] for one in outcome.json["created"]] == ["Karen Holm"]
    network.ok("undo")
    assert karen["id"] in network.ok("knows", "Mor", "Karen").err
    network.ok("undo")
    assert karen["id"] in network.ok("add", "Karen Holm", "--org", "Novo").err
    network.ok("undo")
    by_id = network.ok("log", f'coffee with @"{karen["id"]}" /Novo', "--json").json
    assert [one["id"] for one in by_id["promoted"]] == [karen["id"]]


def test_adding_an_acquaintance_keeps_her_name(network: Shell) -> None:
    """However it was typed."""
    network.ok("knows", "Anna", "Karen Holm")
    assert network.ok("add", "karen holm", "--json").json["name"] == "Karen Holm"


def test_a_whole_name_goes_before_a_part_of_one(network: Shell) -> None:
    """Where only a contact will do, an acquaintance of exactly that name is not taken for a longer name."""
    network.ok("add", "Karen Holmgaard")
    network.ok("knows", "Anna", "Karen Holm")
    for words in (
        ("snooze", "Karen Holm", "1w"),
        ("edit", "Mor", "via=Karen Holm"),
        ("introductions", "ask", "Karen Holm", "Mor"),
        ("merge", "Mor", "Karen Holm"),
        ("account", "Karen Holm"),
    ):
        outcome = network(*words)
        assert outcome.code == 2
        assert "Karen Holm is not a contact of yours yet" in outcome.err
    network.ok("snooze", "Karen Holmg", "1w")


def test_the_discovery_takes_no_namesake(network: Shell) -> None:
    """Who works elsewhere is somebody else there too."""
    network.ok("knows", "Anna", "Karen Holm", "--org", "Novo")
    (karen,) = network.ok("knows", "Anna", "--json").json
    network.ok("discover", "school", stdin="Karen Holm, Vestas\n")
    assert network.ok("show", karen["id"], "--json").json["org"] == "Novo"
    assert [p["org"] for p in network.ok("list", "Karen", "--json").json] == ["Vestas"]
    network.ok("rm", network.ok("list", "Karen", "--json").json[0]["id"])
    network.ok("discover", "school", stdin="Karen Holm, NOVO A/S\n")
    assert [p["id"] for p in network.ok("list", "Karen", "--json").json] == [karen["id"]]
