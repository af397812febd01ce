"""`netcrm snooze`, `skip`, `pause`, `let-go` and `take-back`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from netcrm.cli.documents import person_document
from netcrm.cli.output import say_json, tell
from netcrm.cli.session import open_store, today_of
from netcrm.core.anyone import find_contact
from netcrm.core.changes import states
from netcrm.core.dates import parse_day
from netcrm.core.day_order import in_digits
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Change


def _name_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", help=_("a name, a nickname, a part of one, or an id")
    )


def snooze_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm snooze` takes."""
    _name_argument(parser)
    parser.add_argument(
        "when",
        nargs="+",
        metavar="WHEN",
        help=_("until when: 1w, monday, {day}, 2026-12-03").format(day=in_digits(3, 12)),
    )


def snooze(arguments: Namespace) -> int:
    """Hide somebody until a day."""
    today = today_of(arguments)
    until = parse_day(" ".join(arguments.when), today)
    return _do(arguments, lambda network, id: states.snooze(network, [id], until, today=today))


skip_arguments = let_go_arguments = take_back_arguments = _name_argument


def skip(arguments: Namespace) -> int:
    """Let this round pass: hidden for one cadence, no touch written."""
    return _do(arguments, lambda network, id: states.skip(network, [id], today=today_of(arguments)))


def pause_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm pause` takes."""
    _name_argument(parser)
    parser.add_argument(
        "until", nargs="*", metavar="UNTIL", help=_("until when; else until `take-back`")
    )


def pause(arguments: Namespace) -> int:
    """Stop the clock of somebody."""
    today = today_of(arguments)
    text = " ".join(arguments.until)
    until = parse_day(text, today) if text else None
    return _do(arguments, lambda network, id: states.pause(network, [id], today=today, until=until))


def let_go(arguments: Namespace) -> int:
    """Keep somebody, searchable, but never call; family is not let go."""
    return _do(
        arguments, lambda network, id: states.let_go(network, [id], today=today_of(arguments))
    )


def take_back(arguments: Namespace) -> int:
    """Take somebody back from let go, paused or snoozed."""
    return _do(
        arguments, lambda network, id: states.take_back(network, [id], today=today_of(arguments))
    )


def _do(arguments: Namespace, action: Callable[[Network, str], Change]) -> int:
    store = open_store(arguments)
    try:
        network = store.network
        contact = network.contact(find_contact(network, arguments.name))
        change = action(network, contact.id)
        if change:
            store.write(change)
            network = store.network
        if arguments.json:
            say_json(person_document(network, network.contact(contact.id), today_of(arguments)))
        if change:
            tell(change.what)
            tell(_("`netcrm undo` takes it back"))
        else:
            tell(_("{name} is so already").format(name=contact.name))
    finally:
        store.close()
    return 0
