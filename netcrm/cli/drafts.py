"""`netcrm drafts`: what could not be resolved yet."""

from argparse import ArgumentParser, Namespace

from netcrm.cli.log_results import draft_document
from netcrm.cli.output import say_columns, say_json, tell
from netcrm.cli.session import open_store
from netcrm.core.changes import drafts as changes
from netcrm.core.draft import Draft
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.short_ids import short_ids, whole_id


def drafts_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm drafts` takes."""
    parser.add_argument(
        "--discard", metavar="ID", help=_("throw a draft away (`netcrm undo` brings it back)")
    )


def drafts(arguments: Namespace) -> int:
    """List the drafts, the oldest first, or throw one away."""
    store = open_store(arguments)
    try:
        network = store.network
        if arguments.discard:
            store.write(changes.discard(network, [_draft_id(network, arguments.discard)]))
            network = store.network
            tell(_("discarded"))
        pending = network.pending()
        if arguments.json:
            say_json(
                [draft_document(d.id, d.text, d.why, d.candidates, d.corrects) for d in pending]
            )
        elif pending:
            short = short_ids(network.drafts, network.drafts)
            say_columns([(short[draft.id], draft.text, _why(draft)) for draft in pending])
        elif not arguments.discard:
            tell(_("no drafts: every line found its people"))
    finally:
        store.close()
    return 0


def _why(draft: Draft) -> str:
    if not draft.corrects:
        return draft.why
    return _("for entry {id}: {why}").format(id=draft.corrects, why=draft.why)


def _draft_id(network: Network, id: str) -> str:
    return whole_id(
        id,
        network.drafts,
        nothing=_("there is no draft {id}").format(id=id),
        hint=_("`netcrm drafts` lists them"),
    )
