"""`netcrm knows`: whom somebody knows, and to say so."""

from argparse import ArgumentParser, Namespace

from netcrm.cli.acquaintances import link_document
from netcrm.cli.output import line_width, say_columns, say_json, tell, warn
from netcrm.cli.session import open_store, today_of
from netcrm.core.acquaintance import Acquaintance
from netcrm.core.anyone import find_person
from netcrm.core.changes import knowing as changes
from netcrm.core.contact import as_text
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON
from netcrm.core.relation_words import how_words
from netcrm.core.who_knows_whom import Link, who_knows_whom
from netcrm.store.store import Store


def knows_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm knows` takes."""
    parser.add_argument("name", metavar="NAME")
    parser.add_argument(
        "other",
        nargs="?",
        metavar="OTHER",
        help=_("a contact, or somebody you know only through NAME; without it: whom NAME knows"),
    )
    parser.add_argument("--org", help=_("where OTHER works"))
    parser.add_argument("--how", metavar="TEXT", help=_("what OTHER is to NAME, such as sister"))
    parser.add_argument("--title", help=_("as what OTHER works"))
    parser.add_argument("--note", help=_("what else is known of OTHER"))
    parser.add_argument(
        "--remove", action="store_true", help=_("they don't know each other (or not as --how says)")
    )
    parser.epilog = _("example: netcrm knows 'Bo Dahl' 'Karen Holm' --org Novo --how sister")


def knows(arguments: Namespace) -> int:
    """Say that somebody knows somebody, or list whom they know."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        person = find_person(network, arguments.name)
        given = {"org": arguments.org, "title": arguments.title, "note": arguments.note}
        if arguments.other is None:
            if arguments.remove or arguments.how or any(given.values()):
                raise BadInputError(
                    _("whom does {name} know?").format(name=person.name),
                    _("say it: netcrm knows 'Bo Dahl' 'Karen Holm' --org Novo --how sister"),
                )
            return _list(network, person.id, as_json=arguments.json)
        if arguments.remove:
            other = find_person(network, arguments.other)
            change = changes.parts(network, person.id, other.id, arguments.how or "")
            store.write(change)
            tell(change.what)
            tell(_("`netcrm undo` takes it back"))
            if arguments.json:
                say_json(_links(store.network, person.id))
            return 0
        if isinstance(person, Acquaintance):
            raise BadInputError(
                _("{name} is no contact, and only contacts are said to know others").format(
                    name=person.name
                ),
                _("`netcrm add {name}` makes a contact of somebody you met").format(
                    name=f"'{person.name}'"
                ),
            )
        values: dict[str, JSON] = {field: text for field, text in given.items() if text is not None}
        known = changes.knows(
            network,
            person.id,
            arguments.other,
            today=today,
            hows=[arguments.how] if arguments.how else (),
            values=values,
        )
        return _written(store, person.id, known, arguments)
    finally:
        store.close()


def _written(store: Store, id: str, known: changes.Known, arguments: Namespace) -> int:
    change = known.change
    if known.note:
        warn(known.note)
    if change:
        store.write(change)
    network = store.network
    what = change.what if change else _("it is known already: {what}").format(what=change.what)
    tell(what + _an_acquaintance(network, known))
    if change:
        tell(_("`netcrm undo` takes it back"))
    if arguments.json:
        link = next(link for link in who_knows_whom(network).links(id) if link.other == known.other)
        say_json(
            {
                "id": id,
                "name": network.name_of(id),
                "knows": {**link_document(network, id, link), "new": known.is_new},
            }
        )
    return 0


def _an_acquaintance(network: Network, known: changes.Known) -> str:
    if known.is_new:
        return ""
    if known.other in network.contacts:
        return _(" · {name} is a contact of yours").format(name=network.name_of(known.other))
    return _(" · {name} was known before").format(name=network.name_of(known.other))


def _list(network: Network, id: str, *, as_json: bool) -> int:
    links = who_knows_whom(network).links(id)
    if as_json:
        say_json(_links(network, id))
    elif links:
        say_columns((_row(network, id, link) for link in links), most=line_width())
    else:
        tell(
            _("{name} knows nobody yet, as far as was said: netcrm knows '{name}' OTHER").format(
                name=network.name_of(id)
            )
        )
    return 0


def _links(network: Network, id: str) -> list[JSON]:
    return [link_document(network, id, link) for link in who_knows_whom(network).links(id)]


def _row(network: Network, id: str, link: Link) -> tuple[str, ...]:
    record = network.contacts.get(link.other) or network.acquaintances.get(link.other)
    fields = record.fields if record else {}
    kind = _("contact") if link.other in network.contacts else ""
    return (
        network.name_of(link.other),
        ", ".join(how_words(link, id)),
        " · ".join(filter(None, map(as_text, (fields.get("title"), fields.get("org"))))),
        kind,
    )
