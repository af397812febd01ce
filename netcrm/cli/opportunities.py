"""`netcrm opportunities`: jobs and chances of one, how far each has come, and what brought them."""

from argparse import ArgumentParser, Namespace
from datetime import date

from netcrm.cli.introductions import tell_next
from netcrm.cli.output import line_width, say, say_columns, say_json, tell
from netcrm.cli.session import open_store, today_of
from netcrm.cli.stage_documents import opportunity_document
from netcrm.core.anyone import find_anyone
from netcrm.core.changes import opportunities as changes
from netcrm.core.changes.steps import OPPORTUNITY, open_steps
from netcrm.core.dates import parse_day, short_day
from netcrm.core.errors import BadInputError
from netcrm.core.follow_up import FollowUp
from netcrm.core.i18n import _
from netcrm.core.named_ones import find_opportunity
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity, Stage
from netcrm.core.opportunity_stages import in_order, stage_word, title_of
from netcrm.core.record import Change
from netcrm.core.short_ids import short_ids
from netcrm.core.stage_facts import opportunity_facts
from netcrm.core.text import same

_TAKES = {"add": 2, "move": 2, "edit": 2, "rm": 1, "show": 1, "report": 0}
_AT_LEAST = frozenset({"edit"})
KEYS = {field: field for field in changes.FIELDS} | {"organisation": "org"}
"""The keys of `edit` and the fields they mean."""


def opportunities_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm opportunities` takes."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=[*_TAKES],
        metavar="add ORG ROLE | move ID STAGE | edit ID KEY=VALUE… | rm ID | show ID | report",
        help=_("a new one; bring one to a stage; change, delete or show one; what brought them"),
    )
    parser.add_argument("words", nargs="*", metavar="", help="")
    parser.add_argument("--via", metavar="NAME", help=_("who brought it"))
    parser.add_argument(
        "--source", metavar="advert", help=_("where it is from if nobody brought it")
    )
    parser.add_argument("--link", metavar="URL")
    parser.add_argument("--next", metavar="TEXT", help=_("the next step, such as: send CV fri"))
    parser.add_argument("--note", metavar="TEXT")
    parser.add_argument("--on", metavar="DAY", help=_("the day it was done; today if not given"))
    parser.epilog = _(
        "stages: {stages}; ID is the beginning of an id, an organisation or a role; keys: {keys}"
    ).format(
        stages=" → ".join(map(str, Stage)).replace(" → lost", ", or lost"),
        keys=" ".join(changes.FIELDS),
    )


def opportunities(arguments: Namespace) -> int:
    """List the opportunities, the open ones first; add, move, edit or delete one; or report."""
    today = today_of(arguments)
    _check(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        if arguments.action == "report":
            _report(network, today, as_json=arguments.json)
            return 0
        if not arguments.action:
            _list(network, today, as_json=arguments.json)
            return 0
        if arguments.action == "show":
            _show(network, find_opportunity(network, arguments.words[0]), arguments, today)
            return 0
        change, id = _change(network, arguments, today)
        document = None if arguments.action != "rm" else opportunity_document(network, id)
        if change:
            store.write(change)
        if arguments.json:
            say_json(document or opportunity_document(store.network, id))
        if change:
            tell(change.what)
            tell_next(store.network, OPPORTUNITY, id, today)
            tell(_("`netcrm undo` takes it back"))
        else:
            tell(_("nothing changed: it was so already"))
    finally:
        store.close()
    return 0


def _check(arguments: Namespace) -> None:
    action, count = arguments.action or "", len(arguments.words)
    wanted = _TAKES.get(action, 0)
    if count == wanted or (count > wanted and action in _AT_LEAST):
        return
    raise BadInputError(
        {
            "add": _("which role, and at which organisation?"),
            "move": _("which opportunity, and to which stage?"),
            "edit": _("which opportunity, and what of it?"),
            "rm": _("which opportunity?"),
            "show": _("which opportunity?"),
            "report": _("the report takes nothing more"),
        }[action],
        {
            "add": _(
                'netcrm opportunities add "Novo Nordisk" "data analyst"; several words in quotes'
            ),
            "move": _("netcrm opportunities move ID applied"),
            "edit": _("netcrm opportunities edit ID next='send CV fri'"),
            "rm": _("netcrm opportunities rm ID"),
            "show": _("netcrm opportunities show ID"),
            "report": _("netcrm opportunities report"),
        }[action],
    )


def _change(network: Network, arguments: Namespace, today: date) -> tuple[Change, str]:
    day = parse_day(arguments.on, today, past=True) if arguments.on else None
    given = _given(network, arguments)
    words = arguments.words
    if arguments.action == "add":
        values = {"org": words[0], "role": words[1], **given}
        added = changes.add(network, values, today=today, day=day)
        return added.change, added.id
    id = find_opportunity(network, words[0])
    if arguments.action == "rm":
        return changes.remove(network, [id]), id
    if arguments.action == "edit":
        return changes.edit(network, id, {**_edits(network, words[1:]), **given}, today=today), id
    then = given.pop("next", "")
    moved = changes.move(network, id, words[1], today=today, day=day, then=then)
    return moved, id


def _given(network: Network, arguments: Namespace) -> dict[str, str]:
    """Return what the options say."""
    texts = {field: getattr(arguments, field) for field in ("source", "link", "next", "note")}
    given = {field: text for field, text in texts.items() if text is not None}
    if arguments.via is not None:
        given["via"] = find_anyone(network, arguments.via) if arguments.via else ""
    return given


def _edits(network: Network, words: list[str]) -> dict[str, str]:
    found = {}
    for word in words:
        name, sign, value = word.partition("=")
        field = KEYS.get(same(name))
        if not sign or field is None:
            raise BadInputError(
                _("“{word}” says no key=value").format(word=word),
                _("the keys are {keys}").format(keys=", ".join(changes.FIELDS)),
            )
        found[field] = find_anyone(network, value) if field == "via" and value else value
    return found


def _list(network: Network, today: date, *, as_json: bool) -> None:
    found = in_order(network)
    if as_json:
        say_json([opportunity_document(network, one.id) for one in found])
        return
    short = short_ids((one.id for one in found), network.opportunities)
    say_columns(
        (
            (
                short[one.id],
                stage_word(one.stage),
                short_day(one.history[-1][1], today) if one.history else "",
                one.org or "?",
                one.role,
                _from(network, one),
                _next(network, one, today),
            )
            for one in found
        ),
        most=line_width(),
    )
    if not found:
        tell(_("no opportunity yet; `netcrm opportunities add ORG ROLE` notes one"))


def _show(network: Network, id: str, arguments: Namespace, today: date) -> None:
    """Print all there is to say of one: its history, who brought it and who can help."""
    if arguments.json:
        say_json(opportunity_document(network, id))
        return
    one = Opportunity(network.opportunities[id])
    say(title_of(one))
    say_columns(
        (f"  {label}", text) for label, text in opportunity_facts(network, one, today) if text
    )
    say(_("  id {id}").format(id=id))


def _from(network: Network, one: Opportunity) -> str:
    name = network.name_of(one.via)
    return _("via {name}").format(name=name) if name else one.source


def _next(network: Network, one: Opportunity, today: date) -> str:
    steps = [FollowUp(record) for record in open_steps(network, OPPORTUNITY, one.id)]
    dues = [short_day(step.due, today) for step in steps if step.due]
    if one.next:
        return f"{one.next} ({dues[0]})" if dues else one.next
    return " · ".join(step.text for step in steps)


def _report(network: Network, today: date, *, as_json: bool) -> None:
    from netcrm.core.job_report import report, sentences

    made = report(network, today)
    if as_json:
        say_json(made.document())
        return
    for line in sentences(made):
        say(line)
