"""`netcrm list` and `netcrm show`."""

from argparse import ArgumentParser, Namespace

from netcrm.cli import acquaintances
from netcrm.cli.documents import entry_document, follow_up_document, person_document
from netcrm.cli.due import due_row
from netcrm.cli.output import line_width, say, say_columns, say_json, tell
from netcrm.cli.session import open_store, query_of, today_of
from netcrm.core.acquaintance import Acquaintance
from netcrm.core.anyone import find_person
from netcrm.core.changes.choosing import deletions, questions, told, value_word
from netcrm.core.circle import circle_word
from netcrm.core.contact import Contact
from netcrm.core.dates import short_day
from netcrm.core.heat import heat_word
from netcrm.core.i18n import _
from netcrm.core.interaction import Interaction
from netcrm.core.medium import medium_word
from netcrm.core.network import Network
from netcrm.core.reasons import band_word
from netcrm.core.record import JSON
from netcrm.core.short_ids import short_ids
from netcrm.core.standing import Standing
from netcrm.store.store import Store

SHOWN_ENTRIES = 10
KEYS = {"known_since": "known-since"}
"""What `netcrm edit` calls a field, where that is not its name."""


def list_people_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm list` takes."""
    parser.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help=_("words, and circle: tag: org: heat:>1 band:due since: for:sparring"),
    )


def list_people(arguments: Namespace) -> int:
    """Print everybody who matches, by name."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        query = query_of(arguments, today)
        ids = query.select(network, tuple(network.contacts))
        by_name = network.rules.by_name
        people = sorted(map(network.contact, ids), key=lambda c: (by_name(c.name), c.id))
        if arguments.json:
            documents = [person_document(network, contact, today) for contact in people]
            if query.tells_why:
                for document in documents:
                    document["good_for"] = [*query.why(network, str(document["id"]))]
            say_json([*documents])
        elif people:
            standings = network.standings(today)
            rows = (
                _list_row(standings.of(contact.id), query.why(network, contact.id))
                for contact in people
            )
            say_columns(rows, most=line_width())
        else:
            tell(
                _("nobody matches")
                if len(network)
                else _("nobody here yet: `netcrm add` or `netcrm import`")
            )
    finally:
        store.close()
    return 0


def _list_row(standing: Standing, why: tuple[str, ...]) -> tuple[str, ...]:
    name, circles, silence, band, heat, _due = due_row(standing)
    if why:
        return (name, circles, silence, band, heat, " · ".join(why))
    contact = standing.contact
    work = ", ".join(filter(None, (contact.title, contact.org)))
    return (name, circles, silence, band, heat, work or " ".join(f"#{tag}" for tag in contact.tags))


def show_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm show` takes."""
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help=_("a name, a nickname, a part of one, or an id")
    )


def show(arguments: Namespace) -> int:
    """Print all about one person."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        contact = find_person(network, " ".join(arguments.name))
        if isinstance(contact, Acquaintance):
            return acquaintances.show(network, contact, arguments)
        log = network.log_of(contact.id)
        promises = network.promises(contact.id, done=True)
        if arguments.json:
            document = person_document(network, contact, today)
            document["log"] = [entry_document(network, entry) for entry in log]
            document["follow_ups"] = [follow_up_document(network, promise) for promise in promises]
            document["notes"] = contact.note
            document["nicknames"] = [*contact.nicknames]
            document["urls"] = [*contact.urls]
            document["via"] = (
                {"id": contact.via, "name": network.name_of(contact.via)} if contact.via else None
            )
            document.update(acquaintances.network_document(network, contact.id))
            document["past_orgs"] = [*contact.past_orgs]
            document.update(_open_questions(store, contact))
            say_json(document)
            return 0
        for line in _about(network, contact, network.standings(today).of(contact.id)):
            say(line)
        _ask(store, contact)
        open_promises = [promise for promise in promises if not promise.done]
        if open_promises:
            say()
            say(_("promised"))
        short = short_ids((promise.id for promise in open_promises), network.follow_ups)
        say_columns(
            (
                "  " + short[promise.id],
                promise.text + (f" ({short_day(promise.due, today)})" if promise.due else ""),
            )
            for promise in open_promises
        )
        if log:
            say()
            say(_("log"))
            shown = log[:SHOWN_ENTRIES]
            short = short_ids((entry.id for entry in shown), network.interactions)
            say_columns(
                (
                    "  " + short[entry.id],
                    entry.date.isoformat(),
                    medium_word(entry.medium, answered=entry.answered),
                    _said(entry),
                )
                for entry in shown
            )
        if len(log) > SHOWN_ENTRIES:
            say(_("  … and {n} earlier (--json has all)").format(n=len(log) - SHOWN_ENTRIES))
    finally:
        store.close()
    return 0


def _open_questions(store: Store, contact: Contact) -> dict[str, JSON]:
    """Return what two devices wrote apart: the values of each field, and who deleted the contact."""
    asked = questions(contact.record)
    gone = deletions(contact.record)
    written = store.written([*(v.line for q in asked for v in q.values), *gone])

    def told(line: str) -> dict[str, JSON]:
        if line not in written:
            return {"time": None, "device": None}
        return {"time": written[line].time.isoformat(), "device": written[line].device}

    return {
        "rivals": {q.field: [{"value": v.value, **told(v.line)} for v in q.values] for q in asked},
        "deleted": [told(line) for line in gone],
    }


def _ask(store: Store, contact: Contact) -> None:
    """Say what two devices wrote apart, and how to decide."""
    network = store.network
    for question in questions(contact.record):
        say()
        say(
            _("{field} has several values; `netcrm edit NAME {field}=VALUE` decides").format(
                field=KEYS.get(question.field, question.field)
            )
        )
        written = store.written(value.line for value in question.values)
        say_columns(
            ("  " + value_word(network, question.field, value.value), told(written, [value.line]))
            for value in question.values
        )
    if gone := deletions(contact.record):
        say()
        say(
            _(
                "deleted, but written about since; `netcrm rm` deletes it again, `netcrm unrm` keeps it"
            )
        )
        say(f"  {told(store.written(gone), gone)}")


def _said(entry: Interaction) -> str:
    words = " ".join([entry.words, *(f"#{tag}" for tag in entry.tags)])
    return " · ".join([words, *entry.circumstances])


def _about(network: Network, contact: Contact, standing: Standing) -> list[str]:
    names = f" ({', '.join(contact.nicknames)})" if contact.nicknames else ""
    work = " · ".join(filter(None, (contact.title, contact.org)))
    circles = "/".join(map(circle_word, contact.circles)) or _("unsorted")
    lines = [f"{contact.name}{names}", "  " + " · ".join(filter(None, (circles, work)))]
    if contact.tags:
        lines.append("  " + " ".join(f"#{tag}" for tag in contact.tags))
    if standing.heat is not None and standing.band is not None:
        lines.append(
            f"  {band_word(standing.band)} {heat_word(standing.heat)} · {standing.explain}"
        )
    lines += [f"  {reason}" for reason in standing.reasons]
    lines += [f"  {address}" for address in (*contact.emails, *contact.phones, *contact.urls)]
    if contact.birthday:
        lines.append(_("  born {day}").format(day=contact.birthday))
    if contact.past_orgs:
        lines.append(_("  before at {names}").format(names=", ".join(contact.past_orgs)))
    lines += acquaintances.network_lines(network, contact.id)
    if contact.note:
        lines += ["", *(f"  {line}" for line in contact.note.split("\n"))]
    lines.append(f"  id {contact.id}")
    return lines
