"""`netcrm log --edit` and `--remove`: they need the whole store."""

from argparse import Namespace

from netcrm.cli.documents import entry_document
from netcrm.cli.log_results import Result, logged_document, unresolved
from netcrm.cli.output import say_json, tell
from netcrm.cli.session import open_store, today_of
from netcrm.core.capture import capture, describe
from netcrm.core.changes import log
from netcrm.core.changes.corrections import Correction
from netcrm.core.changes.second_degree import with_acquaintances
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.short_ids import whole_id


def entry_id(network: Network, id: str) -> str:
    """Return the whole id of a log entry; raises BadInputError where no or several entries have it."""
    if id in network.interactions:
        return id
    return whole_id(
        id,
        network.interactions,
        nothing=_("there is no log entry {id}").format(id=id),
        hint=_("`netcrm show NAME` names the ids of the entries"),
    )


def edit(arguments: Namespace, text: str) -> int:
    """Let an entry of the log say TEXT."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        id = entry_id(network, arguments.edit)
        taken = capture(text, today=today, directory=network.directory)
        if taken.resolved:
            taken = with_acquaintances(taken, network)
        if taken.resolved:
            correction = Correction(network, id)
            logged = correction.written(taken, today)
            words = describe(correction.settled(taken), today)
            undo = ""
            if logged.change and not arguments.dry_run:
                store.write(logged.change)
                undo = _("`netcrm undo` takes it back")
            document = logged_document(logged, taken)
            result = Result(document, taken.notes, message=words, taken_back_by=undo)
        else:
            write = None if arguments.dry_run else store.write
            new_id = network.new_id
            result = unresolved(taken, today=today, new_id=new_id, write=write, corrects=id)
        if arguments.json:
            say_json(result.document)
    finally:
        store.close()
    return result.report()


def remove(arguments: Namespace) -> int:
    """Take an entry out of the log."""
    if arguments.text:
        raise BadInputError(_("--remove takes an id and no text"))
    store = open_store(arguments)
    try:
        id = entry_id(store.network, arguments.remove)
        entry = store.network.interaction(id)
        document = entry_document(store.network, entry)
        change = log.remove(store.network, [id])
        if not arguments.dry_run:
            store.write(change)
        if arguments.json:
            say_json({"interaction": document, "follow_ups": [], "created": [], "draft": None})
        tell(change.what)
        if not arguments.dry_run:
            tell(_("`netcrm undo` takes it back"))
    finally:
        store.close()
    return 0
