"""`netcrm log --edit` and `--remove`, and `netcrm drafts`: they need the whole store."""

from argparse import Namespace

from netcrm.cli.documents import entry_document
from netcrm.cli.output import say_json, tell
from netcrm.cli.session import open_store, today_of
from netcrm.core.capture import capture, describe
from netcrm.core.changes import drafts, log
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network


def entry_id(network: Network, id: str) -> str:
    """Return the whole id of a log entry; raises BadInputError where no or several entries have it."""
    if id in network.interactions:
        return id
    found = [known for known in network.interactions if known.startswith(id)] if id else []
    if len(found) == 1:
        return found[0]
    raise BadInputError(
        _("there is no log entry {id}").format(id=id),
        _("`netcrm show NAME --json` names the ids of the entries"),
    )


def edit(arguments: Namespace, text: str) -> int:
    """Let an entry of the log say TEXT."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        id = entry_id(network, arguments.edit)
        taken = capture(text, today=today, directory=network.directory)
        if not taken.resolved:
            problem = taken.problems[0]
            names = " · ".join(problem.candidates)
            hint = _("say which: {names}").format(names=names) + "; " if names else ""
            if not arguments.dry_run:
                kept = drafts.keep(
                    text,
                    why=problem.message,
                    candidates=problem.candidates,
                    today=today,
                    new_id=network.new_id,
                )
                store.write(kept.change)
                hint += _("the entry is as it was; the line is kept as draft {id}").format(
                    id=kept.id
                )
            raise BadInputError(problem.message, hint.removesuffix("; "))
        change = log.correct(network, id, taken, today)
        if change and not arguments.dry_run:
            store.write(change)
            network = store.network
        if arguments.json:
            say_json(
                {
                    "interaction": entry_document(network, network.interaction(id)),
                    "follow_ups": [],
                    "created": [],
                    "draft": None,
                }
            )
        tell(describe(taken, today))
    finally:
        store.close()
    return 0


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
        tell(_("`netcrm undo` takes it back"))
    finally:
        store.close()
    return 0
