"""Acquaintances in the shell: shown, edited, deleted, brought back; and whom somebody knows, as text and JSON."""

from argparse import Namespace
from collections.abc import Iterable

from netcrm.cli.output import say, say_json, tell
from netcrm.core.acquaintance import Acquaintance
from netcrm.core.changes import knowing
from netcrm.core.contact import as_text
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change
from netcrm.core.relation_words import how_words, link_words
from netcrm.core.who_knows_whom import Link, who_knows_whom
from netcrm.store.store import Store


def link_document(network: Network, id: str, link: Link) -> dict[str, JSON]:
    """Return whom somebody knows; `contact` tells contacts from acquaintances, `how` is what they are to them."""
    record = network.contacts.get(link.other) or network.acquaintances.get(link.other)
    fields = record.fields if record else {}
    return {
        "id": link.other,
        "name": network.name_of(link.other),
        "contact": link.other in network.contacts,
        "org": fields.get("org"),
        "title": fields.get("title"),
        "how": [*how_words(link, id)],
    }


def acquaintance_document(network: Network, person: Acquaintance) -> dict[str, JSON]:
    """Return an acquaintance with the keys of a contact; what only contacts have is null or empty."""
    known = who_knows_whom(network)
    links: list[JSON] = [link_document(network, person.id, link) for link in known.links(person.id)]
    through: list[JSON] = [
        link_document(network, person.id, link) for link in known.through(person.id)
    ]
    empty: list[str] = ["circles", "tags", "emails", "phones", "reasons", "log", "follow_ups"]
    empty += ["nicknames", "urls", "introduced", "via_chain", "deleted"]
    nothing = ["birthday", "known_since", "heat", "band", "silence_days", "cadence_days", "last"]
    nothing += ["snoozed_until", "via"]
    return {
        "id": person.id,
        "name": person.name,
        "state": "acquaintance",
        "org": person.org or None,
        "title": person.title or None,
        "notes": person.note,
        "knows": links,
        "known_through": through,
        "rivals": {},
        **dict.fromkeys(nothing),
        **{key: [] for key in empty},
    }


def network_document(network: Network, id: str) -> dict[str, JSON]:
    """Return whom a contact knows, who led you to them, and to whom they led you."""
    known = who_knows_whom(network)

    def named(ids: Iterable[str]) -> list[JSON]:
        return [{"id": one, "name": network.name_of(one)} for one in ids]

    return {
        "knows": [link_document(network, id, link) for link in known.links(id)],
        "known_through": [],
        "via_chain": named(known.chain(id)[:-1]),
        "introduced": named(known.introduced(id)),
    }


def network_lines(network: Network, id: str) -> list[str]:
    """Return the same in words; nothing where there is nothing to say."""
    known = who_knows_whom(network)
    lines = []
    if len(chain := known.chain(id)) > 1:
        names = " → ".join([_("you"), *map(network.name_of, chain)])
        lines.append(_("  introduced: {names}").format(names=names))
    if introduced := known.introduced(id):
        names = ", ".join(map(network.name_of, introduced))
        lines.append(_("  introduced you to {names}").format(names=names))
    if links := known.links(id):
        names = ", ".join(link_words(network, id, link) for link in links)
        lines.append(_("  knows: {names}").format(names=names))
    return lines


def person_line(network: Network, id: str, *, with_org: bool) -> str:
    """Return what somebody does, in a few words."""
    record = network.contacts.get(id) or network.acquaintances.get(id)
    fields = record.fields if record else {}
    parts = [as_text(fields.get("title")), as_text(fields.get("org")) if with_org else ""]
    return " · ".join(filter(None, parts))


def show(network: Network, person: Acquaintance, arguments: Namespace) -> int:
    """Print all about an acquaintance."""
    if arguments.json:
        say_json(acquaintance_document(network, person))
        return 0
    say(person.name)
    known = who_knows_whom(network)
    through = ", ".join(link_words(network, person.id, link) for link in known.through(person.id))
    words = (
        _("known through {names}").format(names=through) if through else _("known through nobody")
    )
    say("  " + words)
    if work := " · ".join(filter(None, (person.title, person.org))):
        say("  " + work)
    for line in ("", *person.note.split("\n")) if person.note else ():
        say(f"  {line}" if line else "")
    say(f"  id {person.id}")
    return 0


def edit(store: Store, person: Acquaintance, arguments: Namespace) -> int:
    """Give an acquaintance's fields new values, all of them or none."""
    values: dict[str, JSON] = {}
    for change in arguments.changes:
        key, equals, text = change.partition("=")
        if not equals or key not in knowing.FIELDS:
            raise BadInputError(
                _("“{change}” can’t be said of an acquaintance").format(change=change),
                _("keys: {keys}; `netcrm add {name}` makes a contact of {name}").format(
                    keys=" ".join(knowing.FIELDS), name=person.name
                ),
            )
        values[key] = text
    change = knowing.edit(store.network, person.id, values)
    return _write(store, person, change, arguments)


def remove(store: Store, person: Acquaintance, arguments: Namespace) -> int:
    """Delete an acquaintance."""
    document = acquaintance_document(store.network, person) if arguments.json else None
    store.write(change := knowing.remove(store.network, [person.id]))
    if document is not None:
        say_json(document)
    tell(change.what)
    tell(_("`netcrm undo` takes it back"))
    return 0


def restore(store: Store, person: Acquaintance, arguments: Namespace) -> int:
    """Bring a deleted acquaintance back."""
    return _write(store, person, knowing.restore(store.network, person.id), arguments)


def _write(store: Store, person: Acquaintance, change: Change, arguments: Namespace) -> int:
    if change:
        store.write(change)
        tell(change.what)
        tell(_("`netcrm undo` takes it back"))
    else:
        tell(_("{name} is so already").format(name=person.name))
    if arguments.json:
        now = Acquaintance(store.network.acquaintances[person.id])
        say_json(acquaintance_document(store.network, now))
    return 0
