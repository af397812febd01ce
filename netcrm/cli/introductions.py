"""`netcrm introductions`: who was asked to introduce you to whom, and how far it has come."""

from argparse import ArgumentParser, Namespace
from datetime import date

from netcrm.cli.output import line_width, say_columns, say_json, tell, warn
from netcrm.cli.session import open_store, today_of
from netcrm.cli.stage_documents import introduction_document
from netcrm.core.anyone import find_anyone, find_contact
from netcrm.core.changes import introductions as changes
from netcrm.core.changes.steps import INTRODUCTION, open_steps
from netcrm.core.dates import parse_day, short_day
from netcrm.core.errors import BadInputError
from netcrm.core.follow_up import FollowUp
from netcrm.core.i18n import _
from netcrm.core.introduction import Introduction, Stage
from netcrm.core.introduction_stages import in_order, is_owed, stage_word
from netcrm.core.named_ones import find_introduction, find_opportunity
from netcrm.core.network import Network
from netcrm.core.record import Change
from netcrm.core.short_ids import short_ids

_TAKES = {"ask": 2, "move": 2, "rm": 1}


def introductions_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm introductions` takes."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=[*_TAKES],
        metavar="ask CONNECTOR TO | move ID STAGE | rm ID",
        help=_("ask somebody to introduce you to somebody; bring one to a stage; delete one"),
    )
    parser.add_argument("words", nargs="*", metavar="", help="")
    parser.add_argument("--about", metavar="TEXT", default="", help=_("what it is for"))
    parser.add_argument(
        "--for", dest="opportunity", metavar="OPPORTUNITY", default="", help=_("what it belongs to")
    )
    parser.add_argument("--on", metavar="DAY", help=_("the day it was done; today if not given"))
    parser.epilog = _(
        "stages: {stages}; ID is the beginning of an id, or the name of whom it leads to"
    ).format(stages=" → ".join(map(str, Stage)).replace(" → declined → ", ", or declined, "))


def introductions(arguments: Namespace) -> int:
    """List the introductions, those for which you owe thanks first; ask for one, move or delete one."""
    today = today_of(arguments)
    _check(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        if not arguments.action:
            _list(network, today, as_json=arguments.json)
            return 0
        change, id = _change(network, arguments, today)
        document = None if arguments.action != "rm" else introduction_document(network, id)
        store.write(change)
        if arguments.json:
            say_json(document or introduction_document(store.network, id))
        tell(change.what)
        tell_next(store.network, INTRODUCTION, id, today)
        tell(_("`netcrm undo` takes it back"))
    finally:
        store.close()
    return 0


def tell_next(network: Network, field: str, id: str, today: date) -> None:
    """Print the open next steps of an introduction or an opportunity."""
    for record in open_steps(network, field, id):
        step = FollowUp(record)
        due = short_day(step.due, today) if step.due else _("some day")
        tell(_("next: {text} ({due})").format(text=step.text, due=due))


def _check(arguments: Namespace) -> None:
    wanted = _TAKES.get(arguments.action or "", 0)
    if len(arguments.words) == wanted:
        return
    raise BadInputError(
        {
            "ask": _("who is to introduce you to whom?"),
            "move": _("which introduction, and to which stage?"),
            "rm": _("which introduction?"),
        }[arguments.action],
        {
            "ask": _(
                'netcrm introductions ask "Bo Dahl" "Karen Holm"; names of several words in quotes'
            ),
            "move": _("netcrm introductions move ID agreed"),
            "rm": _("netcrm introductions rm ID"),
        }[arguments.action],
    )


def _change(network: Network, arguments: Namespace, today: date) -> tuple[Change, str]:
    day = parse_day(arguments.on, today, past=True) if arguments.on else None
    if arguments.action == "ask":
        connector, to = arguments.words
        opportunity = arguments.opportunity
        asked = changes.ask(
            network,
            find_contact(network, connector),
            find_anyone(network, to),
            today=today,
            about=arguments.about,
            opportunity=find_opportunity(network, opportunity) if opportunity else "",
            day=day,
        )
        if asked.note:
            warn(asked.note)
        return asked.change, asked.id
    id = find_introduction(network, arguments.words[0])
    if arguments.action == "rm":
        return changes.remove(network, [id]), id
    return changes.move(network, id, arguments.words[1], today=today, day=day), id


def _list(network: Network, today: date, *, as_json: bool) -> None:
    found = in_order(network)
    if as_json:
        say_json([introduction_document(network, one.id) for one in found])
        return
    short = short_ids((one.id for one in found), network.introductions)
    say_columns(
        (
            (
                short[one.id],
                _stage(one),
                _last_day(one, today),
                *_who(network, one),
                _rest(network, one, today),
            )
            for one in found
        ),
        most=line_width(),
    )
    if not found:
        tell(_("nobody was asked; `netcrm introductions ask CONNECTOR TO` notes that somebody was"))


def _stage(one: Introduction) -> str:
    return _("you owe thanks") if is_owed(one) else stage_word(one.stage)


def _last_day(one: Introduction, today: date) -> str:
    return short_day(one.history[-1][1], today) if one.history else ""


def _who(network: Network, one: Introduction) -> tuple[str, str]:
    connector, to = network.name_of(one.connector), network.name_of(one.to)
    return (connector or "?", "→ " + (to or "?"))


def _rest(network: Network, one: Introduction, today: date) -> str:
    """Return what it is about, and what is to be done next."""
    parts = [one.about] if one.about else []
    for record in open_steps(network, INTRODUCTION, one.id):
        step = FollowUp(record)
        due = short_day(step.due, today) if step.due else _("some day")
        parts.append(_("{text} ({due})").format(text=step.text, due=due))
    return " · ".join(parts)
