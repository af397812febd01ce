"""`netcrm merge` on a real store."""

from tests.cli.conftest import Shell


def test_two_contacts_become_one(network: Shell) -> None:
    """The first survives with its fields, the log and the promises of both; the other's name finds it."""
    network.ok("log", "call with @Mor !buy flowers fri", today="2026-11-23")
    network.ok("edit", "Mor", "org=Home", "title=boss", "note=likes tea")
    merged = network.ok("merge", "Anna", "Mor", "--json")
    assert merged.json["name"] == "Anna Berg"
    assert "undo" in merged.err
    shown = network.ok("show", "Mor", "--json").json
    assert shown["id"] == merged.json["id"]
    assert (shown["org"], shown["title"], shown["notes"]) == ("Vestas", "boss", "likes tea")
    assert shown["circles"] == ["family", "friends"]
    assert set(shown["nicknames"]) == {"Birthe", "Mor"}
    assert [entry["date"] for entry in shown["log"]] == ["2026-11-23", "2026-11-20", "2026-10-01"]
    assert {entry["contacts"][0]["name"] for entry in shown["log"]} == {"Anna Berg"}
    assert {promise["text"] for promise in shown["follow_ups"]} == {"send CV", "buy flowers"}
    assert "Mor" not in {person["name"] for person in network.ok("list", "--json").json}


def test_undo_takes_a_merge_back_exactly(network: Shell) -> None:
    """Everything that can be asked for is as it was before."""
    questions = (["list", "--json"], ["show", "Anna", "--json"], ["show", "Mor", "--json"])
    before = [network.ok(*words).json for words in questions]
    network.ok("merge", "Anna", "Mor")
    network.ok("undo")
    assert [network.ok(*words).json for words in questions] == before
    assert network.ok("history", "--json").json[1]["label"] == "merged Mor into Anna Berg"


def test_a_line_with_the_name_of_the_other_is_logged_with_the_first(network: Shell) -> None:
    """In `netcrm log` too."""
    network.ok("merge", "Anna", "Mor")
    logged = network.ok("log", "lunch with @Birthe", "--json").json["interaction"]
    assert [contact["name"] for contact in logged["contacts"]] == ["Anna Berg"]


def test_nobody_is_merged_with_themselves_or_nobody(network: Shell) -> None:
    """Both are bad input, and nothing is written."""
    before = network.journal()
    assert "Anna Berg" in (outcome := network("merge", "Anna", "Anna Berg")).err
    assert outcome.code == 2
    assert network("merge", "Anna", "Nobody").code == 2
    assert network("merge", "Anna").code == 2
    assert network.journal() == before
