"""`netcrm export`: everything, in one file that depends on nothing else."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Mapping
from pathlib import Path

from netcrm.cli.output import say_json, tell
from netcrm.cli.session import open_store, query_of, today_of
from netcrm.cli.user_file import write_private
from netcrm.core.acquaintance import TABLE as ACQUAINTANCES
from netcrm.core.contact import TABLE
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.core.references import REFERENCES, named_in_fields
from netcrm.formats import everything

Records = Mapping[str, everything.Fields]

ENDING = ".json"
STANDARD_OUTPUT = "-"


def export_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm export` takes."""
    parser.add_argument(
        "file", metavar="FILE", help=_("a name that ends in .json; `-` is standard output")
    )
    parser.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help=_("only these people, their log and promises: words, circle: tag: org: …"),
    )
    parser.add_argument("--yes", action="store_true", help=_("write over a file that is there"))


def export(arguments: Namespace) -> int:
    """Write everything, or all about those who match, to a file."""
    name: str = arguments.file
    if name != STANDARD_OUTPUT and not name.casefold().endswith(ENDING):
        raise BadInputError(
            _("{file}: netcrm exports to .json, which is everything").format(file=name),
            _("give the file a name that ends in .json"),
        )
    today = today_of(arguments)
    query = query_of(arguments, today)
    store = open_store(arguments)
    try:
        tables: Mapping[str, Records] = store.documents()
        if query:
            ids = query.select(store.network, store.network.contacts)
            tables = _about(tables, set(ids))
    finally:
        store.close()
    parts = everything.write(tables)
    counts = {table: len(records) for table, records in tables.items()}
    if name == STANDARD_OUTPUT:
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        return 0
    overwrite = arguments.yes or os.environ.get("NETCRM_YES") == "1"
    write_private(Path(name), parts, overwrite=overwrite)
    if arguments.json:
        say_json({"file": name, "tables": {**counts}})
    n = counts.get(TABLE, 0)
    tell(
        ngettext("wrote {n} person to {file}", "wrote {n} people to {file}", n).format(
            n=n, file=name
        )
    )
    return 0


def _about(tables: everything.Tables, ids: Collection[str]) -> dict[str, Records]:
    """Return of the tables what is about these contacts: them, their log, promises, and whom they know."""
    about = {
        table: {
            id: fields
            for id, fields in records.items()
            if any(
                one in ids for one in ([id] if table == TABLE else named_in_fields(table, fields))
            )
        }
        for table, records in tables.items()
        if table == TABLE or table in REFERENCES
    }
    known = {
        id
        for table, records in about.items()
        for fields in records.values()
        for id in named_in_fields(table, fields)
    }
    acquaintances = tables.get(ACQUAINTANCES, {}).items()
    return {**about, ACQUAINTANCES: {id: fields for id, fields in acquaintances if id in known}}
