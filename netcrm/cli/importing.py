"""`netcrm import`: reads the user's files and hands their bytes to the formats."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from netcrm.cli.import_everything import import_everything
from netcrm.cli.output import complain, say_columns, say_json, tell, warn
from netcrm.cli.session import back_up_first, open_store, today_of
from netcrm.core.changes.importing import ImportPlan, plan
from netcrm.core.changes.people import some
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.formats import everything
from netcrm.formats.detect import FORMATS, LARGEST, read
from netcrm.formats.person import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from netcrm.core.record import JSON

SHOWN_SKIPPED = 10


def import_files_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm import` takes."""
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument(
        "--from",
        dest="format",
        choices=(*FORMATS, everything.SOURCE),
        help=_("the format, where the content does not tell"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would come in, write nothing")
    )


def import_files(arguments: Namespace) -> int:
    """Bring the people of files in: all files that can be read at once, as one change."""
    today = today_of(arguments)
    data: dict[str, bytes] = {}
    readings: list[tuple[str, Reading]] = []
    failed: list[tuple[str, BadInputError]] = []
    for name in dict.fromkeys(arguments.files):
        try:
            data[name] = _bytes(Path(name))
        except BadInputError as error:
            failed.append((name, error))
    alone = len(arguments.files) == 1 and any(map(everything.is_it, data.values()))
    if alone or (data and arguments.format == everything.SOURCE):
        return import_everything(arguments, data)
    for name, content in data.items():
        try:
            readings.append((name, _read(content, name, arguments.format)))
        except BadInputError as error:
            failed.append((name, error))
    if not readings and len(failed) == 1:
        raise failed[0][1]
    for _name, reason in failed:
        complain(reason)
    if readings:
        _bring_in(arguments, readings, failed, today)
    return BadInputError.exit_code if failed else 0


def _bring_in(
    arguments: Namespace,
    readings: list[tuple[str, Reading]],
    failed: list[tuple[str, BadInputError]],
    today: date,
) -> None:
    people = [person for _name, reading in readings for person in reading.people]
    skipped = [(name, problem) for name, reading in readings for problem in reading.skipped]
    store = open_store(arguments)
    try:
        label = some([Path(name).name for name, _reading in readings])
        planned = plan(store.network, people, today, label)
        if planned.change and not arguments.dry_run:
            back_up_first(store, "import")
            store.write(planned.change)
    finally:
        store.close(with_files=not arguments.dry_run)
    if arguments.json:
        document: dict[str, JSON] = {
            "read": len(people) + len(skipped),
            "added": planned.added,
            "updated": planned.updated,
            "unchanged": planned.unchanged,
            "skipped": [
                {"file": name, "line": problem.line, "why": problem.why}
                for name, problem in skipped
            ],
            "failed": [{"file": name, "why": error.message} for name, error in failed],
            "doubles": [{"new": new, "existing": existing} for new, existing in planned.doubles],
            "moved": [{"name": n, "from": before, "to": now} for n, before, now in planned.moved],
        }
        say_json(document)
    else:
        _report(readings, planned, dry_run=arguments.dry_run)


def _read(content: bytes, name: str, hint: str | None) -> Reading:
    if everything.is_it(content):
        raise BadInputError(
            _("{file}: an export of everything is taken in by itself").format(file=name),
            _("import it in a command of its own"),
        )
    return read(content, name, hint)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
            most = LARGEST
            if len(data) > LARGEST and everything.is_it(data):
                most = everything.LARGEST
                data += file.read(most - len(data) + 1)
    except FileNotFoundError as error:
        raise BadInputError(_("{file}: there is no such file").format(file=path)) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise BadInputError(_("{file}: can't be read: {why}").format(file=path, why=why)) from error
    if len(data) > most:
        raise BadInputError(
            _("{file}: larger than {most} MiB").format(file=path, most=most >> 20),
            _("split it and import the parts"),
        )
    return data


def _report(readings: list[tuple[str, Reading]], planned: ImportPlan, *, dry_run: bool) -> None:
    for name, reading in readings:
        for remark in reading.remarks:
            warn(f"{name}: {remark}")
        for problem in reading.skipped[:SHOWN_SKIPPED]:
            warn(
                _("{file}, line {line}: skipped: {why}").format(
                    file=name, line=problem.line, why=problem.why
                )
            )
        if len(reading.skipped) > SHOWN_SKIPPED:
            more = len(reading.skipped) - SHOWN_SKIPPED
            warn(_("{file}: {n} more skipped (--json names all)").format(file=name, n=more))
    rows = [(name, reading.format, _people_read(reading)) for name, reading in readings]
    say_columns(rows)
    words = (
        _("would be: {added} new, {updated} updated, {unchanged} unchanged")
        if dry_run
        else _("{added} new, {updated} updated, {unchanged} unchanged")
    )
    tell(words.format(added=planned.added, updated=planned.updated, unchanged=planned.unchanged))
    if planned.doubles:
        tell(_("maybe the same person, kept apart:"))
        say_columns([("  " + new, existing) for new, existing in planned.doubles[:SHOWN_SKIPPED]])
    if planned.moved:
        tell(_("at another organisation now; the former one is kept as a past one:"))
        shown = planned.moved[:SHOWN_SKIPPED]
        say_columns([(f"  {name}", f"{before} → {now}") for name, before, now in shown])
    if planned.added and not dry_run:
        tell(
            ngettext(
                "{n} is unsorted: `t` in the app gives a circle · `netcrm undo` takes the import back",
                "{n} are unsorted: `t` in the app gives each a circle · `netcrm undo` takes the import back",
                planned.added,
            ).format(n=planned.added)
        )


def _people_read(reading: Reading) -> str:
    n = len(reading.people)
    return ngettext("{n} person", "{n} people", n).format(n=n)
