"""Finds the command in the arguments and parses what it takes; only that command's module is loaded."""

import argparse
import os
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module

from netcrm.cli.commands import COMMANDS, GROUPS, Command
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, noted

TYPE_CHECKING = False  # `typing` costs 4 ms, which every command would pay
if TYPE_CHECKING:
    from typing import NoReturn

argparse._ = _  # type: ignore[attr-defined]  # else it looks for a catalogue of its own at each start

ARGPARSE = (
    noted("usage: "),
    noted("positional arguments"),
    noted("options"),
    noted("show this help message and exit"),
    noted("the following arguments are required: %s"),
    noted("unrecognized arguments: %s"),
    noted("expected one argument"),
    noted("expected at least one argument"),
    noted("invalid choice: %(value)r (choose from %(choices)s)"),
    noted("invalid %(type)s value: %(value)r"),
    noted("argument %(argument_name)s: %(message)s"),
    noted("not allowed with argument %s"),
)
"""What argparse says by itself, which goes through the same catalogue."""

TAKES_A_VALUE = ("--store", "--today")


class Help(RawDescriptionHelpFormatter):
    """Lays the help out as wide as the terminal; argparse would load shutil for that, and at each start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width())


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns) - 2
    try:
        return (os.get_terminal_size().columns or 80) - 2
    except OSError:
        return 78


class Parser(ArgumentParser):
    """An argument parser that complains like the rest of netcrm."""

    def error(self, message: str) -> "NoReturn":
        """Raise BadInputError with argparse's words."""
        raise BadInputError(message, _("`{prog} --help` says what it takes").format(prog=self.prog))


def parse(argv: Sequence[str]) -> Namespace | None:
    """Return the arguments with `run`, the function to call; None where help or version was printed.

    Raises BadInputError for what can't be understood.
    """
    position = _command_at(argv)
    words = list(argv)
    options = words[: words.index("--")] if "--" in words else words
    if position is None:
        if "--help" in words or "-h" in words:
            print(overview())
            return None
        if "--version" in options:
            _say_version()
            return None
        return _parse(COMMANDS[""], words)
    name = words.pop(position)
    if name not in COMMANDS or not name:
        raise BadInputError(_unknown(name), _("`netcrm --help` lists the commands"))
    if "--version" in options:
        _say_version()
        return None
    return _parse(COMMANDS[name], words)


def _say_version() -> None:
    from netcrm import __version__

    print(f"netcrm {__version__}")


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [known for known in COMMANDS if known], 1)
    if near:
        return _("there is no command “{name}”; did you mean `{near}`?").format(
            name=name, near=near[0]
        )
    return _("there is no command “{name}”").format(name=name)


def _command_at(argv: Sequence[str]) -> int | None:
    skip = False
    for index, word in enumerate(argv):
        if skip:
            skip = False
        elif word in TAKES_A_VALUE:
            skip = True
        elif not word.startswith("-"):
            return index
        elif word in ("--help", "-h", "--version"):
            return None
    return None


def _parse(command: Command, words: Sequence[str]) -> Namespace | None:
    parser = command_parser(command)
    try:
        arguments = parser.parse_intermixed_args(list(words))
    except SystemExit:  # argparse leaves this way after it has printed the help
        return None
    return arguments


def command_parser(command: Command) -> ArgumentParser:
    """Return the parser of COMMAND with the options that every command takes."""
    module = import_module(command.module)
    parser = Parser(
        prog=f"netcrm {command.name}".strip(),
        description=command.help,
        formatter_class=Help,
        allow_abbrev=False,
    )
    add_global_options(parser)
    parser.set_defaults(run=getattr(module, command.function))
    arguments = getattr(module, f"{command.function}_arguments", None)
    if arguments is not None:
        arguments(parser)
    return parser


def add_global_options(parser: ArgumentParser) -> None:
    """Add the options that every command takes, before or after its name."""
    group = parser.add_argument_group(_("everywhere"))
    group.add_argument(
        "--store", metavar="DIR", help=_("the folder of the store (or NETCRM_STORE)")
    )
    group.add_argument(
        "--today", metavar="YYYY-MM-DD", help=_("take this day for today (or NETCRM_TODAY)")
    )
    group.add_argument("--json", action="store_true", help=_("print one JSON document"))


def overview() -> str:
    """Return the help of netcrm itself: every command with a line."""
    lines = [
        _("usage: netcrm [--store DIR] [--today YYYY-MM-DD] [--json] [COMMAND …]"),
        "",
        _("Keep your network in your terminal, in files that are yours."),
    ]
    width = max(len(c.usage) for c in COMMANDS.values() if len(c.usage) <= 26)
    for group in map(_, GROUPS):
        lines += ["", f"{group}:"]
        for command in COMMANDS.values():
            if command.group != group:
                continue
            usage = f"  netcrm {command.usage}".rstrip()
            if len(command.usage) > width:
                lines += [usage, " " * (width + 11) + command.help]
            else:
                lines.append(f"{usage:<{width + 11}}{command.help}")
    lines += [
        "",
        _(
            "Everywhere: --store DIR (or NETCRM_STORE), --today YYYY-MM-DD (or NETCRM_TODAY), --json;"
        ),
        _(
            "`netcrm COMMAND --help` says more. NAME is a name, a nickname, a part of one, or an id."
        ),
    ]
    return "\n".join(lines)
