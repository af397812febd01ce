"""`netcrm follow-ups`: what was promised."""

from argparse import ArgumentParser, Namespace

from netcrm.cli.documents import follow_up_document
from netcrm.cli.output import say_columns, say_json, tell
from netcrm.cli.session import open_store, today_of
from netcrm.core.changes import follow_ups as changes
from netcrm.core.dates import short_day
from netcrm.core.errors import BadInputError
from netcrm.core.follow_up import FollowUp
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.short_ids import short_ids, whole_id


def follow_ups_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm follow-ups` takes."""
    parser.add_argument(
        "action", nargs="?", choices=["done"], metavar="done", help=_("tick off the follow-up ID")
    )
    parser.add_argument("id", nargs="?", metavar="ID")
    parser.add_argument("--all", action="store_true", help=_("those that are done too"))


def follow_ups(arguments: Namespace) -> int:
    """List what was promised, the earliest due first, or tick one off."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        if arguments.action:
            if not arguments.id:
                raise BadInputError(
                    _("which follow-up is done?"), _("`netcrm follow-ups` lists their ids")
                )
            id = _follow_up_id(network, arguments.id)
            if network.follow_ups[id].fields.get("done"):
                text = FollowUp(network.follow_ups[id]).text
                tell(_("“{text}” is done already").format(text=text))
            else:
                change = changes.done(network, [id], today=today)
                store.write(change)
                network = store.network
                tell(change.what)
                tell(_("`netcrm undo` takes it back"))
        promises = network.promises(done=arguments.all)
        if arguments.json:
            say_json([follow_up_document(network, promise) for promise in promises])
        elif not arguments.action:
            short = short_ids((promise.id for promise in promises), network.follow_ups)
            say_columns(
                (
                    short[promise.id],
                    _("done")
                    if promise.done
                    else short_day(promise.due, today)
                    if promise.due
                    else _("some day"),
                    network.name_of(promise.contact),
                    promise.text,
                )
                for promise in promises
            )
            if not promises:
                tell(_("nothing is promised; `!send CV fri` in a log line promises something"))
    finally:
        store.close()
    return 0


def _follow_up_id(network: Network, id: str) -> str:
    return whole_id(
        id,
        network.follow_ups,
        nothing=_("there is no follow-up {id}").format(id=id),
        hint=_("`netcrm follow-ups` lists them"),
    )
