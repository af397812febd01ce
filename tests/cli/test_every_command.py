"""Each command on a store that is missing, empty, and full; none shows a traceback, none writes unasked."""

import json
from pathlib import Path

import pytest

from netcrm.cli import main
from netcrm.cli.commands import COMMANDS
from netcrm.cli.output import safe
from netcrm.cli.parser import parse
from tests.cli.conftest import Shell
from tests.evil import EVIL

READING = {
    "": [],
    "due": [],
    "drafts": [],
    "follow-ups": [],
    "introductions": [],
    "opportunities": [],
    "list": [],
    "organisations": [],
    "history": [],
    "locate": [],
    "settings": [],
    "who": [],
    "revive": [],
}
NEEDS_SOMEBODY = {
    "show": ["Anna"],
    "knows": ["Anna", "Karen"],
    "edit": ["Anna", "org=Novo"],
    "rm": ["Anna"],
    "merge": ["Anna", "Mor"],
    "snooze": ["Anna", "1w"],
    "skip": ["Anna"],
    "pause": ["Anna"],
    "let-go": ["Anna"],
    "take-back": ["Anna"],
}


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_reading_a_missing_store_shows_nothing_and_makes_nothing(
    shell: Shell, name: str, form: list[str]
) -> None:
    """Before the first change there is no folder, and reading does not make one."""
    words = [name] if name else []
    outcome = shell.ok(*words, *form)
    if form and name not in ("locate", "settings"):
        assert outcome.json == []
    assert not list(shell.store.glob("journal/*"))


@pytest.mark.parametrize("name", NEEDS_SOMEBODY)
def test_on_a_missing_store_nobody_is_found(shell: Shell, name: str) -> None:
    """A name nobody has is bad input: one sentence, exit code 2, nothing written."""
    outcome = shell(name, *NEEDS_SOMEBODY[name])
    assert outcome.code == 2
    assert "Anna" in outcome.err
    assert not list(shell.store.glob("journal/*"))


@pytest.mark.parametrize("name", NEEDS_SOMEBODY)
def test_on_an_emptied_store_nobody_is_found(shell: Shell, name: str) -> None:
    """The same where somebody was there and is gone."""
    shell.ok("add", "Bo Dahl")
    shell.ok("rm", "Bo Dahl")
    assert shell(name, *NEEDS_SOMEBODY[name]).code == 2


@pytest.mark.parametrize("name", NEEDS_SOMEBODY)
def test_on_a_full_store_each_command_does_its_work(network: Shell, name: str) -> None:
    """With somebody there the same words work, say so, and change one line of the journal at most."""
    before = network.journal().count("\n")
    network.ok(name, *NEEDS_SOMEBODY[name])
    assert network.journal().count("\n") - before <= 1


@pytest.mark.parametrize("name", NEEDS_SOMEBODY)
def test_json_is_one_document_in_ascii(network: Shell, name: str) -> None:
    """Whatever a command does, `--json` prints one document."""
    outcome = network.ok(name, *NEEDS_SOMEBODY[name], "--json")
    assert outcome.out.isascii()
    assert json.loads(outcome.out)["name"] == "Anna Berg"


@pytest.mark.parametrize("evil", EVIL)
def test_evil_names_harm_no_command(network: Shell, evil: str) -> None:
    """A name with markup, escapes or 5,000 characters is kept, listed and shown harmlessly."""
    added = network(
        "add", "--", f"Eve {evil}".encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    )
    assert added.code == 0
    for words in (
        ["list"],
        ["due", "--all"],
        ["show", "Eve"],
        ["history"],
        ["edit", "Eve", f"note={evil}"],
        ["log", "@Eve " + evil.replace("@", "")],
    ):
        outcome = network(*words)
        assert outcome.code in (0, 2)
        for line in (outcome.out + outcome.err).split("\n"):
            assert safe(line) == line


@pytest.mark.parametrize("name", [name for name in COMMANDS if name])
def test_help_is_printed_and_harmless(shell: Shell, name: str) -> None:
    """`--help` of each command prints its usage and exits with 0."""
    assert f"netcrm {name}" in shell.ok(name, "--help").out


def test_an_unknown_command_names_the_near_one(shell: Shell) -> None:
    """A typing error is told with what was probably meant."""
    outcome = shell("histroy")
    assert outcome.code == 2
    assert "`history`" in outcome.err


def test_an_unreadable_day_is_told(shell: Shell) -> None:
    """`--today` takes ISO days only."""
    outcome = shell("due", "--today", "tomorrow")
    assert outcome.code == 2
    assert "tomorrow" in outcome.err


def test_the_version_is_printed(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    """`netcrm --version` says which netcrm this is."""
    from netcrm import __version__
    from netcrm.cli import main

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"netcrm {__version__}\n"


def test_global_options_work_before_and_after_the_command(network: Shell) -> None:
    """`netcrm --json list` and `netcrm list --json` are the same."""
    assert network.ok("--json", "list").json == network.ok("list", "--json").json


def test_a_store_that_is_a_file_is_told(tmp_path: Path, shell: Shell) -> None:
    """A path that is no folder gives exit code 3 and leaves the file alone."""
    shell.store.write_text("mine")
    assert shell("add", "Anna").code == 3
    assert shell.store.read_text() == "mine"


def test_days_in_digits_are_as_the_locale_has_them(
    network: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In en_US the month comes first, in every command, its filters and its help."""
    network.ok("edit", "Anna", "birthday=4/5")
    assert network.ok("show", "Anna", "--json").json["birthday"] == "--05-04"
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    network.ok("edit", "Anna", "birthday=4/5", "known-since=3/12/2020")
    shown = network.ok("snooze", "Anna", "12/3", "--json").json
    assert (shown["birthday"], shown["known_since"]) == ("--04-05", "2020-03-12")
    assert shown["snoozed_until"] == "2026-12-03"
    logged = network.ok("log", "3/11: met @Anna !x 12/3", "--json").json
    assert logged["interaction"]["date"] == "2026-03-11"
    assert logged["follow_ups"][0]["due"] == "2026-12-03"
    assert [p["name"] for p in network.ok("list", "since:11/12", "--json").json] == ["Mor"]
    assert "12/3" in network.ok("snooze", "--help").out
    assert "4/16 1980" in network.ok("add", "--help").out


def test_no_argument_means_what_the_parser_makes_of_none() -> None:
    """The app is opened without argparse, with the same answers."""
    from netcrm.cli import app

    parsed = parse([])
    assert parsed is not None
    given: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "app", lambda arguments: given.append(vars(arguments)) or 0)
        assert main([]) == 0
    assert given == [{name: value for name, value in vars(parsed).items() if name != "run"}]
