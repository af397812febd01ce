"""`netcrm settings`: what is set and where, a whole file to start from, and the keys of the app."""

import sys
from argparse import ArgumentParser, Namespace

from netcrm.cli.output import say_columns, say_json, tell
from netcrm.cli.session import settings_file
from netcrm.core.i18n import _


def settings_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm settings` takes."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--example", action="store_true", help=_("print a whole file, each setting with a comment")
    )
    either.add_argument(
        "--keys", action="store_true", help=_("print the app's commands by id, and their keys")
    )


def settings(arguments: Namespace) -> int:
    """Print what is set; raises BadInputError naming the line of the file that can't be understood."""
    if arguments.example:
        from netcrm.config.file import example

        if arguments.json:
            say_json({"example": example()})
        else:
            sys.stdout.write(example())
        return 0
    file = settings_file()
    if arguments.keys:
        _say_keys(file.settings.keys, as_json=arguments.json)
        return 0
    from netcrm.config.settings import values

    found = values(file.settings)
    if arguments.json:
        say_json({**found})
        return 0
    say_columns((name, _written(value)) for name, value in found.items())
    tell(
        _("from {file}").format(file=file.path)
        if file.path.exists()
        else _("there is no file yet: `netcrm settings --example > {file}` makes one").format(
            file=file.path
        )
    )
    return 0


def _say_keys(changed: object, *, as_json: bool) -> None:
    from netcrm.cli.app import keys_of_app

    keys = keys_of_app(changed if isinstance(changed, dict) else {})
    if as_json:
        say_json({id: own for id, own, _help in keys})
    else:
        say_columns(keys)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
