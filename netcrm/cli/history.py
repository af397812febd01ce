"""`netcrm undo`, `redo` and `history`."""

from argparse import ArgumentParser, Namespace

from netcrm.cli.output import say_columns, say_json, tell, warn
from netcrm.cli.session import most_of, open_store
from netcrm.core.dates import minute
from netcrm.core.i18n import _

DEFAULT_LINES = 20


def undo_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm undo` takes."""
    parser.add_argument(
        "id", nargs="?", metavar="ID", help=_("a change of `netcrm history`; else the last one")
    )


def undo(arguments: Namespace) -> int:
    """Take the last change back, or one of the history."""
    store = open_store(arguments)
    try:
        undone = store.undo(arguments.id)
        for kept in undone.kept:
            warn(kept)
        if arguments.json:
            done = "redone" if undone.redone else "undone"
            say_json({done: undone.what, "kept": [*undone.kept]})
        if undone.redone:
            tell(_("done again: {what}").format(what=undone.what))
        else:
            tell(_("undone: {what}").format(what=undone.what))
            tell(_("`netcrm redo` does it again"))
    finally:
        store.close()
    return 0


def redo(arguments: Namespace) -> int:
    """Do again what was undone last."""
    store = open_store(arguments)
    try:
        redone = store.redo()
        for kept in redone.kept:
            warn(kept)
        if arguments.json:
            say_json({"redone": redone.what, "kept": [*redone.kept]})
        tell(_("done again: {what}").format(what=redone.what))
    finally:
        store.close()
    return 0


def history_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm history` takes."""
    parser.add_argument(
        "-n",
        type=int,
        metavar="N",
        help=_("the last N changes (else {n}; 0 for all)").format(n=DEFAULT_LINES),
    )


def history(arguments: Namespace) -> int:
    """Say what was changed, when and where, the latest first."""
    most = most_of(arguments)
    if most is None and not arguments.json:
        most = DEFAULT_LINES
    store = open_store(arguments)
    try:
        lines = store.history(most or None)
        if arguments.json:
            say_json(
                [
                    {
                        "id": line.id,
                        "time": line.time.isoformat(),
                        "device": line.device,
                        "label": line.label,
                        "undone": line.undone,
                    }
                    for line in lines
                ]
            )
        else:
            say_columns(
                (
                    line.id,
                    minute(line.time),
                    line.device,
                    line.label + (_(" (undone)") if line.undone else ""),
                )
                for line in lines
            )
            if not lines:
                tell(_("nothing was changed yet"))
    finally:
        store.close()
    return 0
