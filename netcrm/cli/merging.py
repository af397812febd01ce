"""`netcrm merge`."""

from argparse import ArgumentParser, Namespace

from netcrm.cli.documents import person_document
from netcrm.cli.output import say_json, tell
from netcrm.cli.session import open_store, today_of
from netcrm.core.anyone import find_contact
from netcrm.core.changes import merging
from netcrm.core.i18n import _


def merge_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm merge` takes."""
    parser.add_argument("name", metavar="NAME", help=_("who survives; its fields win"))
    parser.add_argument("other", metavar="NAME", help=_("who becomes a part of the first"))
    parser.epilog = _("example: netcrm merge 'Bo Dahl' 'B. Dahl'")


def merge(arguments: Namespace) -> int:
    """Make one contact of two, with the log and the promises of both."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        id = find_contact(network, arguments.name)
        other = find_contact(network, arguments.other)
        change = merging.merge(network, id, other, today=today).change
        store.write(change)
        if arguments.json:
            network = store.network
            say_json(person_document(network, network.contact(id), today))
        tell(change.what)
        tell(_("`netcrm undo` takes it back"))
    finally:
        store.close()
    return 0
