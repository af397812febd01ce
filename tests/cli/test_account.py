"""`netcrm account`, `revive`, `mode` and `list for:` on a missing, an emptied and a full store."""

from datetime import date

import pytest

from netcrm.core.changes import opportunities
from netcrm.core.rules import Rules
from netcrm.store.place import default_place
from netcrm.store.store import Store
from tests.cli.conftest import TODAY, Shell

DAY = date.fromisoformat(TODAY)


@pytest.fixture
def told(network: Shell) -> Shell:
    """Return the few people with asks, thanks and help among what was with them."""
    network.ok("log", "sparring med @Anna om CV", today="2026-11-10")
    network.ok("log", "asked @Anna for feedback", today="2026-11-16")
    network.ok("log", "bad @Anna om en intro til Novo", today="2026-11-23")
    network.ok("log", "hjalp @Mor med skat", today="2026-11-23")
    return network


@pytest.mark.parametrize("emptied", [False, True])
def test_with_nobody_there_is_nothing_on_the_account(shell: Shell, emptied: bool) -> None:
    """A missing and an emptied store have an empty account, nobody to revive, and the default mode."""
    if emptied:
        shell.ok("add", "Bo Dahl")
        shell.ok("rm", "Bo Dahl")
    document = shell.ok("account", "--json").json
    assert (document["deposits"], document["withdrawals"], document["people"]) == (0, 0, [])
    assert len(document["weeks"]) == 12
    assert "nothing is on the account" in shell.ok("account").err
    assert shell.ok("revive", "--json").json == []
    assert "nobody to revive" in shell.ok("revive").err
    assert shell.ok("mode", "--json").json["mode"] == "peacetime"
    assert shell("account", "Anna").code == 2
    if not emptied:
        assert not list(shell.store.glob("journal/*"))


def test_the_account_says_what_went_both_ways(told: Shell) -> None:
    """In all, by person and by week; the hint and the thanks owed are told, and no score."""
    document = told.ok("account", "--json", "--weeks", "3").json
    assert (document["deposits"], document["withdrawals"]) == (3, 3)
    assert [week["week"] for week in document["weeks"]] == ["2026-W46", "2026-W47", "2026-W48"]
    assert [week["withdrawals"] for week in document["weeks"]] == [1, 1, 1]
    anna, mor = document["people"]
    assert (anna["name"], anna["deposits"], anna["withdrawals"]) == ("Anna Berg", 1, 3)
    assert anna["hint"] == "the last 3 touches were you asking"
    assert (anna["last_asked"], anna["unthanked_since"]) == ("2026-11-23", "2026-11-16")
    assert mor["kinds"]["deposits"] == {"help": 1, "touch": 1}
    text = told.ok("account").out
    assert "3 put in · 3 taken out" in text
    assert "the last 3 touches were you asking" in text


def test_the_account_of_one_person(told: Shell) -> None:
    """The sums and weeks are theirs alone."""
    document = told.ok("account", "Mor", "--json").json
    assert (document["deposits"], document["withdrawals"]) == (2, 0)
    assert [person["name"] for person in document["people"]] == ["Mor"]
    assert document["weeks"][-1]["deposits"] == 1
    assert "help 1" in told.ok("account", "Mor").out
    assert "no thanks noted since" in told.ok("account", "Anna").out


def test_weeks_are_printed_from_the_first_with_anything_in_it(shell: Shell) -> None:
    """Not eleven empty ones; an empty one between is printed, and JSON has them all."""
    shell.ok("add", "Mor")
    for days in (15, 1):
        shell.ok("log", f"{days}d ago: lunch with @Mor")
    printed = [line.split() for line in shell.ok("account").out.splitlines() if "-W" in line]
    assert printed == [["2026-W46", "+1", "+"], ["2026-W47"], ["2026-W48", "+1", "+"]]
    assert len(shell.ok("account", "--json").json["weeks"]) == 12


@pytest.mark.parametrize("words", [["--weeks", "0"], ["--weeks", "x"], ["-n", "-1"]])
def test_numbers_that_are_none_are_told(told: Shell, words: list[str]) -> None:
    """Bad numbers are bad input."""
    assert told("account", *words).code == 2


def test_a_purpose_is_corrected_by_edit(told: Shell) -> None:
    """`log --edit` with another purpose moves it on the account; undo moves it back."""
    log = told.ok("show", "Mor", "--json").json["log"]
    assert log[0]["purpose"] == "help-given"
    told.ok("log", "--edit", log[0]["id"], "hjalp @Mor med skat purpose:none")
    assert told.ok("show", "Mor", "--json").json["log"][0]["purpose"] is None
    assert "help" not in told.ok("account", "Mor", "--json").json["kinds"]["deposits"]
    told.ok("undo")
    assert told.ok("account", "Mor", "--json").json["kinds"]["deposits"]["help"] == 1


def test_the_mode_is_chosen_said_and_taken_back(network: Shell) -> None:
    """`netcrm mode job-search` halves the cadence of professional contacts; undo gives it back."""

    def cadence() -> int:
        return network.ok("show", "Jan Sørensen", "--json").json["cadence_days"]

    assert cadence() == 90
    chosen = network.ok("mode", "job-search", "--json").json
    assert (chosen["mode"], chosen["since"]) == ("job-search", "2026-11-24")
    assert chosen["goals"] == {"conversations": 5, "new_people": 4}
    assert cadence() == 45
    network.ok("mode", "--conversations", "8")
    assert "0 of 8 conversations this week" in network.ok("mode").out
    network.ok("mode", "peacetime", "--new-people", "0")
    said = network.ok("mode").out
    assert "peacetime since today" in said
    assert "new" not in said
    for _step in range(3):
        network.ok("undo")
    assert network.ok("mode", "--json").json["since"] is None
    assert cadence() == 90


@pytest.mark.parametrize("words", [["war"], ["--conversations", "101"], ["--new-people", "many"]])
def test_a_mode_or_goal_that_is_none_is_told(network: Shell, words: list[str]) -> None:
    """Bad input, exit code 2, nothing written."""
    before = network.journal()
    assert network("mode", *words).code == 2
    assert network.journal() == before


def test_dormant_ties_are_listed_with_why(network: Shell) -> None:
    """Who was met long ago and rests: the reason in words and JSON; job search brings them into `due`."""
    network.ok("log", '2023-05-02: lunch with @"Jan Sørensen"')
    (one,) = network.ok("revive", "--json").json
    assert (one["name"], one["tie"]["word"], one["opener"]) == ("Jan Sørensen", "weak", None)
    assert "last: met 2 May 2023, 3 y ago" in one["why"]
    assert "Jan Sørensen" in network.ok("revive").out
    assert "Jan Sørensen" not in network.ok("due").out
    network.ok("mode", "job-search")
    assert "Jan Sørensen" in network.ok("due").out
    assert network.ok("revive", "-n", "0", "--json").json == []
    assert network("revive", "-n", "-1").code == 2


def test_who_is_good_for_what_is_a_filter(told: Shell) -> None:
    """`for:` finds by tags and by what was given, and JSON says why."""
    (anna,) = told.ok("list", "for:sparring", "--json").json
    assert anna["name"] == "Anna Berg"
    assert anna["good_for"] == ["sparring 10 Nov: sparring med Anna om CV"]
    assert "sparring 10 Nov" in told.ok("list", "for:sparring").out
    assert "good_for" not in told.ok("list", "Anna", "--json").json[0]
    assert told.ok("list", 'for:"sparring om CV"', "--json").json[0]["name"] == "Anna Berg"
    assert told("list", "for:").code == 2


def test_due_tells_the_steps_of_a_search(network: Shell) -> None:
    """In job-search mode alone, beside the people; a count stays a count."""
    store = Store.open(default_place(str(network.store)), rules=Rules(), today=DAY)
    store.write(opportunities.add(store.network, {"org": "Novo", "role": "cook"}, today=DAY).change)
    store.close()
    assert "for the search" not in network.ok("due").err
    network.ok("mode", "job-search")
    assert "for the search: 1 open opportunity has no next step" in network.ok("due").err
    assert network.ok("due", "--count").err == ""


def test_somebody_without_an_act_has_an_empty_account(shell: Shell) -> None:
    """No week has anything in it: none is printed, and nothing fails."""
    shell.ok("add", "Anna Berg")
    assert "week" not in shell.ok("account", "Anna").out
