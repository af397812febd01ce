"""`netcrm due`, `follow-ups`, `undo`, `redo` and `history`."""

import pytest

from netcrm import __version__
from tests.cli.conftest import Shell


def test_the_review_is_in_order_and_says_why(network: Shell) -> None:
    """Whoever is due or calls for another reason is there, the most urgent first, each with words."""
    people = network.ok("due", "--json").json
    # Anna 54/45 + 1 birthday + 1 promise = 3.2; both Jans capped at 3, then 327/45 before 327/90
    assert [p["name"] for p in people] == ["Anna Berg", "Jan Holm", "Jan Sørensen"]
    assert all(p["reasons"] for p in people)
    anna = next(p for p in people if p["name"] == "Anna Berg")
    assert any("birthday" in reason for reason in anna["reasons"])


def test_the_count_is_a_number_alone(network: Shell) -> None:
    """`--count` is for a shell prompt."""
    assert network.ok("due", "--count").out == "3\n"


def test_all_is_everyone_with_a_cadence(network: Shell) -> None:
    """`--all` has those who are not due, too."""
    assert len(network.ok("due", "--all", "--json").json) == 4


@pytest.mark.parametrize("command", [["due"], ["list"], ["export", "-"]])
def test_a_word_like_a_filter_is_said_to_be_none(network: Shell, command: list[str]) -> None:
    """On standard error; it is looked for all the same."""
    outcome = network.ok(*command, "foo:bar")
    assert "“foo:” is no filter" in outcome.err
    assert "is no filter" not in network.ok(*command, "circle:family").err


def test_n_limits_the_list(network: Shell) -> None:
    """`-n 1` is the first of them, and the rest is counted."""
    outcome = network.ok("due", "-n", "1")
    assert outcome.out.count("\n") == 1
    assert "2 more" in outcome.err


def test_without_a_terminal_netcrm_alone_is_due(network: Shell) -> None:
    """`netcrm | cat` is the plain list."""
    assert network.ok().out == network.ok("due").out


def test_a_promise_is_kept(network: Shell) -> None:
    """A follow-up leaves the list when it is done, and undo brings it back."""
    [promise] = network.ok("follow-ups", "--json").json
    assert (promise["text"], promise["due"], promise["contact"]["name"], promise["done"]) == (
        "send CV",
        "2026-10-02",
        "Anna Berg",
        None,
    )
    assert network.ok("follow-ups", "done", promise["id"], "--json").json == []
    assert network.ok("follow-ups", "--all", "--json").json[0]["done"] == "2026-11-24"
    network.ok("undo")
    assert network.ok("follow-ups", "--json").json == [promise]


def test_an_unknown_promise_is_told(network: Shell) -> None:
    """Exit code 2 with the id at fault."""
    outcome = network("follow-ups", "done", "999")
    assert outcome.code == 2
    assert "999" in outcome.err


def test_undo_and_redo_reach_every_change(network: Shell) -> None:
    """Back to the first change and forward again, across as many runs of the program."""
    after = network.ok("list", "--json").json
    changes = len(network.ok("history", "-n", "0").out.splitlines())
    for _ in range(changes):
        network.ok("undo")
    assert network.ok("list", "--json").json == []
    assert network("undo").code == 1
    for _ in range(changes):
        network.ok("redo")
    assert network.ok("list", "--json").json == after
    assert network("redo").code == 1


def test_history_says_when_where_and_what(network: Shell) -> None:
    """The latest change is on top, in words."""
    lines = network.ok("history", "--json").json
    assert lines[0]["label"] == "call Mor"
    assert set(lines[0]) >= {"id", "time", "device", "label"}
    assert [line["label"] for line in lines][-1] == "added Anna Berg"


def test_one_change_of_the_history_is_taken_back(network: Shell) -> None:
    """`undo ID` leaves what came after as it is."""
    lines = network.ok("history", "--json").json
    added = next(line for line in lines if line["label"] == "added Jan Holm")
    network.ok("undo", added["id"])
    assert [p["name"] for p in network.ok("list", "--json").json] == [
        "Anna Berg",
        "Jan Sørensen",
        "Mor",
    ]


def test_an_unknown_change_can_not_be_undone(network: Shell) -> None:
    """Exit code 2, nothing changed."""
    before = network.journal()
    assert network("undo", "nonsense").code == 2
    assert network.journal() == before


def test_undoing_an_undo_by_its_id_is_said_to_be_a_redo(network: Shell) -> None:
    """It does the change again, and says so."""
    network.ok("edit", "Jan Holm", "org=Novo")
    undone = network.ok("undo")
    assert "undone: edited Jan Holm" in undone.err
    line = network.ok("history", "--json").json[0]["id"]
    again = network.ok("undo", line)
    assert "done again: edited Jan Holm" in again.err
    assert "redo" not in again.err
    assert network.ok("show", "Jan Holm", "--json").json["org"] == "Novo"
    assert network.ok("history", "--json").json[0]["label"] == "edited Jan Holm"
    assert "undone: edited Jan Holm" in network.ok("undo").err


def test_a_promise_is_done_once(network: Shell) -> None:
    """Ticking it off again writes nothing and offers no undo."""
    id = network.ok("follow-ups", "--json").json[0]["id"]
    network.ok("follow-ups", "done", id)
    journal = network.journal()
    again = network.ok("follow-ups", "done", id)
    assert again.err == "“send CV” is done already\n"
    assert network.journal() == journal


@pytest.mark.parametrize("words", [["--version"], ["list", "--version"], ["--version", "show"]])
def test_the_version_is_told_before_or_after_a_command(shell: Shell, words: list[str]) -> None:
    """`--version` is for everywhere; it opens no store."""
    told = shell.ok(*words)
    assert told.out == f"netcrm {__version__}\n"
    assert not shell.store.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["skip", "Anna"],
        ["snooze", "Anna", "1w"],
        ["pause", "Anna", "1w"],
        ["log", "tomorrow: met @Anna"],
    ],
)
def test_on_the_last_day_of_the_calendar_it_says_that_no_day_is_left(
    network: Shell, words: list[str]
) -> None:
    """One sentence, and nothing is written; the lists work all the same."""
    if words[0] != "log":
        journal = network.journal()
        assert network(*words, today="9999-12-31").code == 2
        assert network.journal() == journal
    for name in ("due", "list", "follow-ups"):
        network.ok(name, today="9999-12-31")
    network.ok("show", "Anna", today="9999-12-31")


def test_due_holds_what_the_review_shows(shell: Shell) -> None:
    """The first of the queue as far as the daily budget goes, as JSON too; `-n` says another number."""
    for number in range(9):
        shell.ok("add", f"P{number}", "--circle", "friends", today="2026-01-01")
    for words, most in (([], 7), (["-n", "8"], 8), (["-n", "0"], 0), (["--all"], 9)):
        assert len(shell.ok("due", *words, "--json").json) == most
        assert len(shell.ok("due", *words).out.splitlines()) == most
    assert len(shell.ok("due", "--all", "-n", "3", "--json").json) == 3
    assert shell.ok("due", "--count").out == "9\n"
    assert "and 2 more" in shell.ok("due").err
