"""`netcrm organisations`: where people work and have worked, and whom you know there."""

from argparse import ArgumentParser, Namespace

from netcrm.cli.acquaintances import link_document, person_line
from netcrm.cli.output import line_width, say, say_columns, say_json, tell
from netcrm.cli.session import open_store
from netcrm.core.changes import organisations as changes
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change
from netcrm.core.who_knows_whom import who_knows_whom
from netcrm.core.workplaces import Workplace, workplaces
from netcrm.store.store import Store


def organisations_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm organisations` takes."""
    parser.add_argument("name", nargs="*", metavar="NAME", help=_("who is known there"))
    parser.add_argument("--alias", metavar="OTHER", help=_("OTHER is another name of NAME"))
    parser.add_argument("--no-alias", metavar="OTHER", help=_("OTHER is not a name of NAME"))
    parser.epilog = _("example: netcrm organisations 'Novo Nordisk' --alias Novo")


def organisations(arguments: Namespace) -> int:
    """List organisations by how many are known there; or say who is, or what else one is called."""
    name = " ".join(arguments.name)
    if not name and (arguments.alias or arguments.no_alias):
        raise BadInputError(
            _("which organisation is it another name of?"),
            _("say both: netcrm organisations 'Novo Nordisk' --alias Novo"),
        )
    store = open_store(arguments)
    try:
        if arguments.alias:
            _write(store, changes.alias(store.network, name, arguments.alias))
        if arguments.no_alias:
            _write(store, changes.part(store.network, name, arguments.no_alias))
        network = store.network
        if name:
            place = workplaces(network).known(name) or changes.find(network, name)
            _say(network, place, as_json=arguments.json)
        else:
            _list(network, as_json=arguments.json)
    finally:
        store.close()
    return 0


def _write(store: Store, change: Change) -> None:
    if not change:
        tell(_("it is so already: {what}").format(what=change.what))
        return
    store.write(change)
    tell(change.what)
    tell(_("`netcrm undo` takes it back"))


def _list(network: Network, *, as_json: bool) -> None:
    places = workplaces(network).listed()
    if as_json:
        say_json(
            [
                {
                    "organisation": place.name,
                    "names": [*place.names],
                    "contacts": len(place.now),
                    "past": len(place.past),
                    "second": len(place.second),
                }
                for place in places
            ]
        )
    elif places:
        say_columns(((place.name, _counted(place)) for place in places), most=line_width())
    else:
        tell(_("no organisation yet: `netcrm edit NAME org=…` says where somebody works"))


def _counted(place: Workplace) -> str:
    numbers = (
        (len(place.now), _("{n} there now")),
        (len(place.past), _("{n} before")),
        (len(place.second), _("{n} through others")),
    )
    return " · ".join(words.format(n=n) for n, words in numbers if n)


def _say(network: Network, place: Workplace, *, as_json: bool) -> None:
    if as_json:
        say_json(_document(network, place))
        return
    also = ", ".join(place.names[1:])
    say(place.name + (_(" (also {names})").format(names=also) if also else ""))
    known = who_knows_whom(network)
    for title, ids in (
        (_("there now"), place.now),
        (_("there before"), place.past),
        (_("through others"), place.second),
    ):
        if not ids:
            continue
        say()
        say(title)
        rows = []
        for id in network.by_name(ids):
            through = ", ".join(network.name_of(link.other) for link in known.through(id))
            words = _("through {names}").format(names=through)
            rows.append(
                (
                    "  " + network.name_of(id),
                    person_line(network, id, with_org=ids is place.past),
                    words if ids is place.second and through else "",
                )
            )
        say_columns(rows, most=line_width())
    if not place.people:
        n = len(place.names)
        tell(ngettext("nobody is known there", "nobody is known there", n))


def _document(network: Network, place: Workplace) -> dict[str, JSON]:
    known = who_knows_whom(network)

    def people(ids: tuple[str, ...], *, second: bool = False) -> list[JSON]:
        found: list[JSON] = []
        for id in ids:
            record = (network.acquaintances if second else network.contacts)[id]
            one: dict[str, JSON] = {
                "id": id,
                "name": network.name_of(id),
                "title": record.fields.get("title"),
            }
            if second:
                one["known_through"] = [
                    link_document(network, id, link) for link in known.through(id)
                ]
            found.append(one)
        return found

    return {
        "organisation": place.name,
        "names": [*place.names],
        "now": people(place.now),
        "past": people(place.past),
        "second": people(place.second, second=True),
    }
