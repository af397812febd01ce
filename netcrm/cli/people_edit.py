"""`netcrm add`, `edit`, `rm` and `unrm`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from datetime import date

from netcrm.cli import acquaintances
from netcrm.cli.documents import person_document
from netcrm.cli.output import say_json, tell, warn
from netcrm.cli.session import open_store, today_of
from netcrm.core.acquaintance import Acquaintance
from netcrm.core.anyone import (
    find_contact,
    find_deleted_acquaintance,
    find_person,
    told_apart,
)
from netcrm.core.changes import people, promoting
from netcrm.core.circle import Circle
from netcrm.core.contact import TABLE, Contact
from netcrm.core.dates import parse_birthday, parse_day, parse_every
from netcrm.core.day_order import in_digits
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change
from netcrm.core.text import fold, same, tag_word
from netcrm.store.store import Store

SETS = {
    "circle": "circles",
    "tag": "tags",
    "email": "emails",
    "phone": "phones",
    "nickname": "nicknames",
    "url": "urls",
    "past": "past_orgs",
}
TEXTS = {"name": "name", "org": "org", "title": "title", "note": "note"}
KEYS = (
    "name",
    "circle",
    "tag",
    "org",
    "title",
    "email",
    "phone",
    "birthday",
    "every",
    "known-since",
    "note",
    "via",
    "nickname",
    "url",
    "past",
)


def add_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm add` takes."""
    parser.add_argument("name", nargs="+", metavar="NAME")
    parser.add_argument("--circle", action="append", default=[], choices=[*map(str, Circle)])
    parser.add_argument("--tag", action="append", default=[])
    parser.add_argument("--nickname", action="append", default=[])
    parser.add_argument("--org")
    parser.add_argument("--title")
    parser.add_argument("--email", action="append", default=[])
    parser.add_argument("--phone", action="append", default=[])
    parser.add_argument(
        "--birthday",
        metavar="DAY",
        help=_("1980-04-16, {day} 1980, or {day} without the year").format(day=in_digits(16, 4)),
    )
    parser.add_argument("--every", metavar="30d", help=_("how often: 30d, 6w, 3m, or none"))
    parser.add_argument("--known-since", metavar="DAY")
    parser.add_argument("--url", action="append", default=[])
    parser.add_argument(
        "--past", action="append", default=[], metavar="ORG", help=_("worked there before")
    )
    parser.add_argument("--note")
    parser.add_argument("--via", metavar="NAME", help=_("who introduced you"))


def add(arguments: Namespace) -> int:
    """Make a contact."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        name = " ".join(arguments.name)
        given = {
            "org": arguments.org,
            "title": arguments.title,
            "birthday": arguments.birthday,
            "every": arguments.every,
            "known-since": arguments.known_since,
            "note": arguments.note,
            "via": arguments.via,
        }
        values: dict[str, JSON] = {}
        for key, text in given.items():
            if text is not None:
                field, value = _value(network, key, text, today)
                values[field] = value
        for key, field in SETS.items():
            values[field] = list(getattr(arguments, key))
        twins = [c.name for c in network.people() if same(c.name) == same(name)]
        added = promoting.add(network, name, values, today=today)
        store.write(added.change)
        for namesake in added.namesakes:
            warn(_("somebody else than {name}").format(name=told_apart(network, namesake)))
        network = store.network
        if twins:
            warn(
                _("there was somebody called {name} already; ids tell them apart").format(
                    name=twins[0]
                )
            )
        return _report(network, added.id, added.change.what, arguments)
    finally:
        store.close()


def edit_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm edit` takes."""
    parser.add_argument("name", metavar="NAME")
    parser.add_argument(
        "changes",
        nargs="+",
        metavar="KEY=VALUE",
        help=_("keys: {keys}; lists take += and -=").format(keys=" ".join(KEYS)),
    )
    parser.epilog = _("example: netcrm edit 'Bo Dahl' org=Novo tag+=sailing every=6w")


def edit(arguments: Namespace) -> int:
    """Give a contact's fields new values, all of them or none."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        contact = find_person(network, arguments.name)
        if isinstance(contact, Acquaintance):
            return acquaintances.edit(store, contact, arguments)
        values = _changes(network, contact, arguments.changes, today)
        change = people.edit(network, contact.id, values, today=today, decides=True)
        if not change:
            tell(_("{name} is so already").format(name=contact.name))
        else:
            store.write(change)
            network = store.network
        return _report(network, contact.id, change.what if change else "", arguments)
    finally:
        store.close()


def _changes(
    network: Network, contact: Contact, changes: Iterable[str], today: date
) -> dict[str, JSON]:
    values: dict[str, JSON] = {}
    for change in changes:
        key, equals, text = change.partition("=")
        how = key[-1:] if key[-1:] in ("+", "-") else ""
        key = key.removesuffix(how) if how else key
        if not equals or key not in KEYS:
            raise BadInputError(
                _("“{change}” is not KEY=VALUE").format(change=change),
                _("keys: {keys}; lists take += and -=").format(keys=" ".join(KEYS)),
            )
        if key in SETS:
            field = SETS[key]
            current = values.get(field, contact.record.fields.get(field, []))
            values[field] = _set(current if isinstance(current, list) else [], how, key, text)
        elif how:
            raise BadInputError(
                _("“{key}” holds one value and takes no {how}=").format(key=key, how=how),
                _("lists are: {keys}").format(keys=" ".join(SETS)),
            )
        else:
            field, value = _value(network, key, text, today)
            values[field] = value
    return values


def _set(current: list[JSON], how: str, key: str, text: str) -> list[JSON]:
    parts = [text] if key == "url" else text.split(",")  # an address may hold a comma
    items = [tag_word(item) if key == "tag" else item.strip() for item in parts]
    items = [item for item in items if item]
    if key == "tag":
        current = [tag_word(tag) for tag in current if isinstance(tag, str)]
    if how == "+":
        return [*current, *(item for item in items if item not in current)]
    if how == "-":
        missing = [item for item in items if item not in current]
        if missing:
            raise BadInputError(
                _("there is no {key} “{item}” to take away").format(key=key, item=missing[0]),
                _("there are: {items}").format(items=", ".join(map(str, current)) or "–"),
            )
        return [item for item in current if item not in items]
    return [*items]


def _value(network: Network, key: str, text: str, today: date) -> tuple[str, JSON]:
    """Return the field that KEY means and the value that TEXT gives it; an empty TEXT clears the field."""
    if key in TEXTS:
        return TEXTS[key], text
    if not text.strip() and key != "every":
        return {"known-since": "known_since"}.get(key, key), None
    if key == "birthday":
        return "birthday", parse_birthday(text)
    if key == "every":
        return "every", parse_every(text) if text.strip() else None
    if key == "known-since":
        return "known_since", parse_day(text, today, past=True).isoformat()
    return "via", find_contact(network, text)


def rm_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm rm` takes."""
    parser.add_argument("name", nargs="+", metavar="NAME")


def rm(arguments: Namespace) -> int:
    """Delete a contact with its log; shared entries stay with the others."""
    store = open_store(arguments)
    try:
        contact = find_person(store.network, " ".join(arguments.name))
        if isinstance(contact, Acquaintance):
            return acquaintances.remove(store, contact, arguments)
        return _change(
            store, arguments, contact.id, lambda network: people.remove(network, [contact.id])
        )
    finally:
        store.close()


unrm_arguments = rm_arguments


def unrm(arguments: Namespace) -> int:
    """Bring a deleted contact back with its log."""
    store = open_store(arguments)
    try:
        network, name = store.network, " ".join(arguments.name)
        gone = find_deleted_acquaintance(network, name)
        if gone is not None and not _is_deleted_contact(network, name):
            return acquaintances.restore(store, gone, arguments)
        here = [c for c in network.candidates(name) if c.record.gone_by]
        id = here[0].id if len(here) == 1 else find_deleted(network, name)
        return _change(store, arguments, id, lambda network: people.restore(network, [id]))
    finally:
        store.close()


def _is_deleted_contact(network: Network, name: str) -> bool:
    try:
        find_deleted(network, name)
    except BadInputError:
        return any(c.record.gone_by for c in network.candidates(name))
    return True


def find_deleted(network: Network, name: str) -> str:
    """Return the id of the one deleted contact that NAME means. Raises BadInputError."""
    gone = [Contact(record) for (table, _id), record in network.deleted.items() if table == TABLE]
    found = [c for c in gone if c.id == name] or [c for c in gone if same(c.name) == same(name)]
    found = found or [c for c in gone if fold(name) and fold(name) in fold(c.name)]
    if len(found) == 1:
        return found[0].id
    if not found:
        raise BadInputError(
            _("no deleted contact is called “{name}”").format(name=name),
            _("`netcrm history` says what was deleted"),
        )
    names = " · ".join(f"{c.name} (id {c.id})" for c in found[:8])
    raise BadInputError(
        _("“{name}” may mean several people").format(name=name),
        _("say which: {names}").format(names=names),
    )


def _change(
    store: Store,
    arguments: Namespace,
    id: str,
    action: Callable[[Network], Change],
) -> int:
    change = action(store.network)
    document = None
    if arguments.json and id in store.network.contacts:
        document = person_document(store.network, store.network.contact(id), today_of(arguments))
    store.write(change)
    network = store.network
    if arguments.json:
        say_json(document or person_document(network, network.contact(id), today_of(arguments)))
    tell(change.what)
    tell(_("`netcrm undo` takes it back"))
    return 0


def _report(network: Network, id: str, what: str, arguments: Namespace) -> int:
    if arguments.json:
        say_json(person_document(network, network.contact(id), today_of(arguments)))
    if what:
        tell(what)
    return 0
