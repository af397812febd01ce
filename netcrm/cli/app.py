"""`netcrm` and `netcrm demo`: the way into the app, and what is printed where there is no terminal."""

import gc
import os
import sys
from argparse import ArgumentParser, Namespace

from netcrm.cli.session import is_danish, open_store, place_of, today_of
from netcrm.core.errors import CannotBeDoneError
from netcrm.core.i18n import _


def app_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm` alone takes."""
    parser.add_argument("--version", action="store_true", help=_("print the version"))
    parser.add_argument(
        "--no-mouse", action="store_true", help=_("leave the mouse to the terminal")
    )


def app(arguments: Namespace) -> int:
    """Open the app, or print who is due where there is no terminal."""
    if arguments.json or not _is_terminal():
        from netcrm.cli.due import due

        arguments.query, arguments.n, arguments.all, arguments.count = [], None, False, False
        return due(arguments)
    gc.disable()  # until the first frame stands: the app turns it on again
    from netcrm.store.ahead import read_ahead

    ahead = read_ahead(place_of(arguments))  # meanwhile Textual is imported
    from netcrm.tui.app import run

    store = open_store(arguments, ahead)
    return run(
        store,
        lambda: today_of(arguments),
        mouse=not arguments.no_mouse,
        state=place_of(arguments).state,
    )


def demo_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm demo` takes."""
    parser.add_argument(
        "--no-mouse", action="store_true", help=_("leave the mouse to the terminal")
    )


def demo(arguments: Namespace) -> int:
    """Open the app on a made-up network that is thrown away afterwards."""
    if not _is_terminal():
        raise CannotBeDoneError(
            _("the demo needs a terminal"), _("run `netcrm demo` in one, without redirecting it")
        )
    from netcrm.core.rules import Rules
    from netcrm.demo import throw_away_store
    from netcrm.tui.app import run

    with throw_away_store(today_of(arguments), Rules(danish=is_danish())) as store:
        return run(store, lambda: today_of(arguments), mouse=not arguments.no_mouse)


def _is_terminal() -> bool:
    return (
        sys.stdin.isatty()
        and sys.stdout.isatty()
        and os.environ.get("TERM", "") not in ("", "dumb")
    )
