"""`netcrm backup` and `netcrm restore`: copies of everything in the state folder, and the way back to one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from netcrm.cli.output import say, say_columns, say_json, tell
from netcrm.cli.session import open_store, place_of
from netcrm.core.dates import minute
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.core.record import JSON
from netcrm.store.backup import Backup, Backups
from netcrm.store.folder import stores_in
from netcrm.store.restore import count_people, make_anew


def backup_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm backup` takes."""
    parser.add_argument("--list", action="store_true", help=_("list the backups, make none"))


def backup(arguments: Namespace) -> int:
    """Make a backup now, read it back, and say where it is."""
    backups = Backups(place_of(arguments))
    if arguments.list:
        return _list(arguments, backups)
    made = backups.make("now")
    if arguments.json:
        say_json(_document(made))
    else:
        say(made.path)
    tell(_("everything is in this backup, which was read back"))
    return 0


def restore_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm restore` takes."""
    parser.add_argument(
        "backup",
        nargs="?",
        metavar="BACKUP",
        help=_(
            "a backup by its name or the beginning of it, or a file; without one they are listed"
        ),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would change, write nothing")
    )


def restore(arguments: Namespace) -> int:
    """Go back to a backup: one change, which undo takes back; makes a store anew that is not there."""
    place = place_of(arguments)
    backups = Backups(place)
    if not arguments.backup:
        if arguments.dry_run:
            raise BadInputError(
                _("which backup?"), _("`netcrm restore` without anything lists them")
            )
        return _list(arguments, backups)
    if not stores_in(place.journal_path):
        return _make_anew(arguments, backups, backups.find(arguments.backup))
    store = open_store(arguments)
    try:
        planned = store.plan_restore(arguments.backup)
        if planned.change and not arguments.dry_run:
            store.back_up("restore")
            store.write(planned.change)
        written = bool(planned.change) and not arguments.dry_run
        if arguments.json:
            say_json(
                {
                    "backup": _document(planned.backup),
                    "tables": {**planned.counts()},
                    "missed": [*planned.missed],
                    "written": written,
                }
            )
        else:
            for words in planned.words():
                say(words)
        if not planned.change:
            tell(_("everything is as in this backup already"))
        elif written:
            tell(planned.change.what)
            tell(_("`netcrm undo` takes it back"))
        else:
            tell(_("nothing was written"))
    finally:
        store.close()
    return 0


def _make_anew(arguments: Namespace, backups: Backups, chosen: Backup) -> int:
    place = place_of(arguments)
    kept = backups.read(chosen)
    made = 0
    if not arguments.dry_run:
        made = make_anew(place, kept)
        store = open_store(arguments)
        people = len(store.network)
        store.checkpoint()
        store.close()
    else:
        people = count_people(kept)
    if arguments.json:
        say_json(
            {
                "backup": _document(chosen),
                "people": people,
                "changes": made,
                "written": not arguments.dry_run,
            }
        )
    words = ngettext("{n} person", "{n} people", people).format(n=people)
    if arguments.dry_run:
        tell(
            _("there is no store in {folder}: it would be made anew with {people}").format(
                folder=place.data_path, people=words
            )
        )
        return 0
    tell(
        _(
            "made the store in {folder} anew from the backup, and what was written since: {people}"
        ).format(folder=place.data_path, people=words)
    )
    return 0


def _list(arguments: Namespace, backups: Backups) -> int:
    every = backups.all()
    if arguments.json:
        say_json([_document(one) for one in every])
        return 0
    say_columns(_rows(every))
    if every:
        tell(_("`netcrm restore NAME --dry-run` says what would change"))
    else:
        tell(_("there are no backups yet; `netcrm backup` makes one"))
    return 0


def _rows(every: Iterable[Backup]) -> Iterable[tuple[str, ...]]:
    for one in every:
        yield one.name, minute(one.made), one.reason, _size(one.size)


def _size(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(1, size >> 10)} kB"


def _document(one: Backup) -> dict[str, JSON]:
    return {
        "name": one.name,
        "file": one.path,
        "time": one.made.isoformat(),
        "why": one.why,
        "bytes": one.size,
    }
