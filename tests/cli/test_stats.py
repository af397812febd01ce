"""`netcrm stats` on a missing, an emptied and a full store: the numbers behind the pictures."""

import pytest

from tests.cli.conftest import Shell


@pytest.mark.parametrize("emptied", [False, True])
def test_with_nobody_there_the_numbers_are_nought(shell: Shell, emptied: bool) -> None:
    """A missing and an emptied store have weeks without touches, and nothing is written."""
    if emptied:
        shell.ok("add", "Bo Dahl")
        shell.ok("rm", "Bo Dahl")
    document = shell.ok("stats", "--json").json
    assert len(document["weeks"]) == 52
    assert document["touches"] == 0
    assert (document["media"], document["drifting"], document["first"]["people"]) == ([], [], [])
    assert "nobody yet" in shell.ok("stats").err
    if not emptied:
        assert not list(shell.store.glob("journal/*"))


def test_the_facts_are_the_same_in_words_and_as_json(network: Shell) -> None:
    """Each stands under its question; the day is that of `--today`, the weeks as many as were asked for."""
    network.ok("log", "@Anna =email?", today="2026-11-10")
    document = network.ok("stats", "--json", "--weeks", "9").json
    assert document["today"] == "2026-11-24"
    assert [week["week"] for week in document["weeks"]][-2:] == ["2026-W47", "2026-W48"]
    assert document["touches"] == sum(sum(w["touches"].values()) for w in document["weeks"]) == 3
    assert document["weeks"][-2]["touches"]["family"] == 1
    last = document["weeks"][-1]
    assert (last["ends"], last["within"], last["people"]) == ("2026-11-24", 1, 4)
    assert {use["medium"]: use["unanswered"] for use in document["media"]} == {
        "met": 0,
        "email": 1,
        "call": 0,
    }
    first = document["first"]
    assert (first["you"], first["they"], first["neither"], first["after_days"]) == (1, 0, 2, 14)
    assert [(p["name"], p["you"]) for p in first["people"]] == [("Anna Berg", 1)]
    text = network.ok("stats").out
    for question in ("in touch?", "keeping up?", "Through what?", "Who slips?", "writes first?"):
        assert question in text
    assert "3 touches in 52 weeks" in text
    assert "1 of 4 people are within their cadence (25 %)" in text
    assert network.ok("stats", "--json", today="2026-10-02").json["touches"] == 1


@pytest.mark.parametrize("words", [["--weeks", "0"], ["--weeks", "521"], ["-n", "-1"]])
def test_numbers_that_make_no_sense_are_told(network: Shell, words: list[str]) -> None:
    """Too few or too many weeks are bad input."""
    assert network("stats", *words).code == 2
