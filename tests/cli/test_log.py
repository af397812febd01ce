"""`netcrm log`: one line in one's own words, and nothing typed is ever lost."""

import pytest

from tests.cli.conftest import Shell


def test_the_line_of_the_manual_works(network: Shell) -> None:
    """Day, medium, person, tag and promise of one Danish line all land where they belong."""
    network.ok("add", "Mette Holm")
    result = network.ok(
        "log", "i går: frokost med @Mette Holm =met #karriere !send CV fre", "--json"
    ).json
    entry = result["interaction"]
    assert entry["date"] == "2026-11-23"
    assert entry["medium"] == "met"
    assert [c["name"] for c in entry["contacts"]] == ["Mette Holm"]
    assert entry["tags"] == ["karriere"]
    assert entry["text"] == "i går: frokost med @Mette Holm =met #karriere !send CV fre"
    assert [(f["text"], f["due"]) for f in result["follow_ups"]] == [("send CV", "2026-11-27")]
    assert result["draft"] is None
    assert result["created"] == []


def test_what_is_logged_is_found_again(network: Shell) -> None:
    """The entry is in the log of the person, and the heat starts anew."""
    network.ok("log", "met @Anna")
    shown = network.ok("show", "Anna", "--json").json
    assert shown["log"][0]["date"] == "2026-11-24"
    assert shown["heat"] == 0
    assert shown["last"] == {"date": "2026-11-24", "medium": "met", "text": "met @Anna"}


def test_an_ambiguous_name_keeps_the_line_as_a_draft(network: Shell) -> None:
    """Two Jans: exit code 2, both are named, nothing is logged, the text is a draft."""
    outcome = network("log", "coffee with @Jan", "--json")
    assert outcome.code == 2
    assert "Jan Holm" in outcome.err
    assert "Jan Sørensen" in outcome.err
    assert outcome.json["interaction"] is None
    draft = outcome.json["draft"]
    assert draft["text"] == "coffee with @Jan"
    assert sorted(draft["candidates"]) == ["Jan Holm", "Jan Sørensen"]
    assert network.ok("drafts", "--json").json == [draft]


def test_an_unknown_name_keeps_the_line_as_a_draft(network: Shell) -> None:
    """Nobody is called so: exit code 2 and a draft that undo does not take away."""
    assert network("log", "call with @Quentin").code == 2
    network.ok("undo")
    assert [d["text"] for d in network.ok("drafts", "--json").json] == ["call with @Quentin"]


def test_a_quoted_unknown_name_makes_a_contact(network: Shell) -> None:
    """`@"Name"` is a new contact, and the shell says so."""
    outcome = network.ok("log", 'met @"Lise Krogh" circle:friends', "--json")
    assert [c["name"] for c in outcome.json["created"]] == ["Lise Krogh"]
    assert network.ok("show", "Lise Krogh", "--json").json["circles"] == ["friends"]


def test_lines_from_standard_input_are_entries(network: Shell) -> None:
    """Lines that resolve are written, the others kept as drafts, exit code 2."""
    outcome = network(
        "log", "-", "--json", stdin="met @Anna\n\ncall with @Nobody\nyesterday: call with @Mor\n"
    )
    assert outcome.code == 2
    assert [r["interaction"] and r["interaction"]["date"] for r in outcome.json] == [
        "2026-11-24",
        None,
        "2026-11-23",
    ]
    assert [r["draft"] and r["draft"]["text"] for r in outcome.json] == [
        None,
        "call with @Nobody",
        None,
    ]


def test_a_person_made_by_one_line_is_known_to_the_next(network: Shell) -> None:
    """Standard input is one conversation: the second line may name whom the first made."""
    outcome = network.ok("log", "-", "--json", stdin='met @"Lise Krogh"\ncall with @Lise\n')
    made = outcome.json[0]["created"][0]["id"]
    assert outcome.json[1]["interaction"]["contacts"][0]["id"] == made


def test_a_dry_run_writes_nothing(network: Shell) -> None:
    """`--dry-run` says what would be written."""
    before = network.journal()
    assert "Anna Berg" in network.ok("log", "met @Anna", "--dry-run").err
    assert network("log", "met @Nobody", "--dry-run").code == 2
    assert network.journal() == before


def test_an_entry_can_be_corrected(network: Shell) -> None:
    """`--edit ID TEXT` lets an entry say something else, promises included."""
    made = network.ok("log", "met @Anna !send CV fri", "--json").json
    id = made["interaction"]["id"]
    network.ok("log", "--edit", id, "yesterday: call with @Mor and @Anna !send report mon")
    entry = network.ok("show", "Mor", "--json").json["log"][0]
    assert (entry["id"], entry["date"], entry["medium"]) == (id, "2026-11-23", "call")
    assert [
        f["text"] for f in network.ok("follow-ups", "--json").json if f["due"] >= "2026-11-25"
    ] == ["send report"]


def test_an_entry_can_be_removed_and_undo_brings_it_back(network: Shell) -> None:
    """`--remove ID` takes an entry and its open promises out of the log."""
    made = network.ok("log", "met @Anna !send CV fri", "--json").json
    network.ok("log", "--remove", made["interaction"]["id"])
    assert made["interaction"]["id"] not in [
        e["id"] for e in network.ok("show", "Anna", "--json").json["log"]
    ]
    network.ok("undo")
    assert made["interaction"]["id"] in [
        e["id"] for e in network.ok("show", "Anna", "--json").json["log"]
    ]


@pytest.mark.parametrize("words", [["log"], ["log", "  "], ["log", "\x1b[31m"]])
def test_an_empty_line_is_bad_input(network: Shell, words: list[str]) -> None:
    """There is nothing to log, and that is said."""
    outcome = network(*words)
    assert outcome.code == 2
    assert "nothing to log" in outcome.err


def test_a_log_ends_a_snooze(network: Shell) -> None:
    """Being in touch clears the snooze; undoing the entry snoozes again."""
    network.ok("snooze", "Anna", "3w")
    network.ok("log", "met @Anna")
    assert network.ok("show", "Anna", "--json").json["state"] == "active"
    network.ok("undo")
    shown = network.ok("show", "Anna", "--json").json
    assert (shown["state"], shown["snoozed_until"]) == ("snoozed", "2026-12-15")
