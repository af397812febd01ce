"""`netcrm settings`, and what the settings file changes in the shell."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from netcrm.config.file import example
from tests.cli.conftest import Shell


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return where the settings file of the shell is."""
    path = tmp_path / "config.toml"
    monkeypatch.setenv("NETCRM_CONFIG", str(path))
    return path


def test_what_is_set_is_printed_with_where(shell: Shell, settings: Path) -> None:
    """In words, and as one JSON document; a missing file is no mistake."""
    assert "no file yet" in shell.ok("settings").err
    settings.write_text('[review]\nbudget = 4\n[keys]\n"contact.log" = "F4"\n')
    outcome = shell.ok("settings", "--json")
    assert outcome.json["review.budget"] == 4
    assert outcome.json["keys.contact.log"] == "F4"
    assert str(settings) in shell.ok("settings").err
    assert shell.ok("settings", "--keys", "--json").json["contact.log"] == "f4"
    assert shell.ok("settings", "--example").out == example()


@pytest.mark.parametrize("command", [["due"], ["list"], ["settings"], []])
def test_a_mistake_in_the_file_ends_a_command(
    shell: Shell, settings: Path, command: list[str]
) -> None:
    """With exit code 2 and the line; a key that two commands would have is one too."""
    settings.write_text('mouse = true\n[keys]\n"contact.log" = "s"\n')
    outcome = shell(*command)
    assert outcome.code == 2
    assert f"{settings}, line 3: `s` is the key of `contact.snooze`" in outcome.err


def test_a_note_is_written_whatever_the_file_says(shell: Shell, settings: Path) -> None:
    """What was typed counts more than a setting; that it was not heeded is said."""
    settings.write_text("default_medium = 3\n")
    outcome = shell.ok("log", 'lovely day with @"Anna Berg"')
    assert "line 1" in outcome.err
    assert "met (full)" in outcome.err


@pytest.mark.parametrize("what", [os.mkfifo, lambda path: os.symlink("/dev/zero", path)])
def test_a_note_waits_for_no_settings(
    shell: Shell, settings: Path, what: Callable[[Path], None]
) -> None:
    """Nor for the other end of a pipe, nor for the end of what has none."""
    what(settings)
    assert "met (full)" in shell.ok("log", 'lovely day with @"Anna Berg"').err


def test_the_medium_of_a_line_without_a_clue(shell: Shell, settings: Path) -> None:
    """The last one with this person counts more than what is set."""
    settings.write_text('default_medium = "call"\n')
    said = shell.ok("log", 'lovely chat @"Anna Berg"', "--json").json["interaction"]["medium"]
    assert said == "call"
    shell.ok("log", "met @Anna")
    again = shell.ok("log", "@Anna again", "--json").json["interaction"]["medium"]
    assert again == "met"


def test_weeks_begin_where_they_are_set_to(network: Shell, settings: Path) -> None:
    """Those of the account, and the one of the goals."""
    network.ok("log", "call with @Mor", today="2026-11-22")  # a Sunday
    before = network.ok("account", "--json").json["weeks"][-1]
    goal = network.ok("mode", "--json").json
    settings.write_text('week_start = "sunday"\n')
    after = network.ok("account", "--json").json["weeks"][-1]
    assert (before["start"], after["start"]) == ("2026-11-23", "2026-11-22")
    assert before["week"] == after["week"] == "2026-W48"
    assert after["deposits"] == before["deposits"] + 1
    assert network.ok("stats", "--json").json["weeks"][-1]["start"] == "2026-11-22"
    now = network.ok("mode", "--json").json
    assert goal != now
