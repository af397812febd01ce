"""`netcrm import FILE.json`: takes in what `netcrm export` wrote. Ids stay, so nobody comes twice."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from netcrm.cli.output import say_columns, say_json, tell, warn
from netcrm.cli.session import back_up_first, open_store
from netcrm.core.contact import TABLE
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.core.record import JSON, Change
from netcrm.formats import everything
from netcrm.store.difference import Part, portions
from netcrm.store.undo import describe

SHOWN_SKIPPED = 10


def import_everything(arguments: Namespace, data: Mapping[str, bytes]) -> int:
    """Take in one export: records that are not here come, those that are become as the file has them."""
    if len(data) > 1:
        raise BadInputError(
            _("an export of everything is taken in by itself"), _("import one file at a time")
        )
    [(name, content)] = data.items()
    if not everything.is_it(content):
        raise BadInputError(_("{file} is not an export of netcrm").format(file=name))
    read = everything.read(content, name)
    changes = 0
    store = open_store(arguments)
    try:
        difference = store.plan_taking(read.tables)
        if difference.ops and not arguments.dry_run:
            back_up_first(store, "import")
            label = _("took in everything of {file}").format(file=Path(name).name)
            for ops in portions(difference.ops):
                store.write(Change(label, ops))
                changes += 1
    finally:
        store.close()
    rows = {
        table: _counts(len(read.tables.get(table, ())), p) for table, p in difference.parts.items()
    }
    _tell_purged(name, difference.parts)
    if arguments.json:
        people = rows.get(TABLE) or _counts(0, Part())
        document: dict[str, JSON] = {
            **people,
            "skipped": [{"file": name, "line": one.line, "why": one.why} for one in read.skipped],
            "doubles": [],
            "tables": {**rows},
        }
        say_json(document)
        return 0
    for one in read.skipped[:SHOWN_SKIPPED]:
        warn(_("{file}: skipped: {why}").format(file=name, why=one.why))
    say_columns(
        (table, _("{added} new, {updated} updated, {unchanged} unchanged").format(**row))
        for table, row in rows.items()
    )
    if arguments.dry_run:
        tell(_("nothing was written"))
    elif changes == 1:
        tell(_("`netcrm undo` takes the import back"))
    elif changes:
        text = _("it was too large for one change: `netcrm undo`, {n} times, takes it back")
        tell(text.format(n=changes))
    return 0


def _counts(read: int, part: Part) -> dict[str, JSON]:
    added, updated = len(part.added), len(part.changed)
    return {
        "read": read,
        "added": added,
        "updated": updated,
        "unchanged": read - added - updated - len(part.purged),
        "purged": len(part.purged),
    }


def _tell_purged(file: str, parts: Mapping[str, Part]) -> None:
    """Say who is in the file, was purged here since, and does not come back by this way."""
    people = [*parts[TABLE].purged] if TABLE in parts else []
    for person in people[:SHOWN_SKIPPED]:
        text = _("{file}: {name} was purged here and is not taken in; `netcrm add` begins anew")
        warn(text.format(file=file, name=describe(person)))
    if n := len(people[SHOWN_SKIPPED:]):
        text = ngettext(
            "{file}: {n} more person was purged here and is not taken in",
            "{file}: {n} more people were purged here and are not taken in",
            n,
        )
        warn(text.format(file=file, n=n))
    if n := sum(len(part.purged) for table, part in parts.items() if table != TABLE):
        text = ngettext(
            "{file}: {n} note about people who were purged is not taken in",
            "{file}: {n} notes about people who were purged are not taken in",
            n,
        )
        warn(text.format(file=file, n=n))
