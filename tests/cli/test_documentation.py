"""Every command has a help, is in the README, and does what its row of the table says."""

from pathlib import Path

import pytest

from netcrm.cli.commands import COMMANDS, GROUPS
from netcrm.cli.parser import command_parser, overview

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    """A command nobody can read about does not exist."""
    assert f"`netcrm {name}".rstrip() in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_has_a_help_or_speaks_for_itself(name: str) -> None:
    """The parser of each command can be made and prints its one line of help."""
    command = COMMANDS[name]
    assert command.help in command_parser(command).format_help().replace("\n", " ")


def test_the_overview_lists_every_command() -> None:
    """`netcrm --help` leaves nothing out."""
    text = overview()
    for command in COMMANDS.values():
        assert f"netcrm {command.usage}".rstrip() in text
        assert command.help in text
    assert all(f"{group}:" in text for group in GROUPS)
