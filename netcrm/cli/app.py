"""`netcrm` and `netcrm demo`: the way into the app, and what is printed where there is no terminal."""

import gc
import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from netcrm.cli.session import open_store, place_of, settings_file, today_of
from netcrm.core.errors import CannotBeDoneError
from netcrm.core.i18n import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping


def app_arguments(parser: "ArgumentParser") -> None:
    """Add what `netcrm` alone takes."""
    parser.add_argument("--version", action="store_true", help=_("print the version"))
    parser.add_argument(
        "--no-mouse", action="store_true", help=_("leave the mouse to the terminal")
    )


def plain() -> int:
    """Open the app, or print who is due: `netcrm` without any argument."""
    nothing = SimpleNamespace(store=None, today=None, json=False, version=False, no_mouse=False)
    return app(cast("Namespace", nothing))


def app(arguments: "Namespace") -> int:
    """Open the app, or print who is due where there is no terminal."""
    if arguments.json or not _is_terminal():
        from netcrm.cli.due import due

        arguments.query, arguments.n, arguments.all, arguments.count = [], None, False, False
        return due(arguments)
    gc.disable()  # until the first frame stands: the app turns it on again
    from netcrm.store.ahead import read_ahead

    ahead = read_ahead(place_of(arguments))  # meanwhile Textual is imported
    from netcrm.tui.app import run

    file = settings_file()
    store = open_store(arguments, ahead, file.settings.rules)
    return run(
        store,
        lambda: today_of(arguments),
        mouse=file.settings.mouse and not arguments.no_mouse,
        state=place_of(arguments).state,
        settings=file,
    )


def read_keys(keys: "Mapping[str, str]") -> dict[str, str]:
    """Return the keys of the settings as Textual names them, by command; raises WrongError. Loads no Textual."""
    from netcrm.tui.keymap import read

    return read(keys)


def keys_of_app(keys: "Mapping[str, str]") -> list[tuple[str, str, str]]:
    """Return id, keys and help of each command of the app, with the KEYS of the settings. Loads no Textual."""
    from netcrm.tui.commands import TABLE

    changed = read_keys(keys)
    return [(c.id, changed.get(c.id, c.own_keys), _(c.help)) for c in TABLE]


def demo_arguments(parser: "ArgumentParser") -> None:
    """Add what `netcrm demo` takes."""
    parser.add_argument(
        "--no-mouse", action="store_true", help=_("leave the mouse to the terminal")
    )


def demo(arguments: "Namespace") -> int:
    """Open the app on a made-up network that is thrown away afterwards."""
    if not _is_terminal():
        raise CannotBeDoneError(
            _("the demo needs a terminal"), _("run `netcrm demo` in one, without redirecting it")
        )
    from netcrm.demo import throw_away_store
    from netcrm.tui.app import run

    file = settings_file()
    mouse = file.settings.mouse and not arguments.no_mouse
    with throw_away_store(today_of(arguments), file.settings.rules) as store:
        file.path = store.place.state / "config.toml"  # what is set in the demo is thrown away too
        return run(store, lambda: today_of(arguments), mouse=mouse, settings=file)


def _is_terminal() -> bool:
    return (
        sys.stdin.isatty()
        and sys.stdout.isatty()
        and os.environ.get("TERM", "") not in ("", "dumb")
    )
