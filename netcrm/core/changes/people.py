"""Add, edit, delete and take back contacts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from netcrm.core.changes import circles
from netcrm.core.changes.leaving import coming_back, going_along, lines_of
from netcrm.core.changes.steps import OPPORTUNITY
from netcrm.core.circle import Circle
from netcrm.core.contact import TABLE, Contact, as_text, as_texts
from netcrm.core.dates import CADENCE_MAX
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, Record, back, new
from netcrm.core.references import named_in, writes_naming
from netcrm.core.text import clean, tag_word

TEXTS = ("name", "org", "title", "birthday", "known_since", "via")
SETS = ("nicknames", "circles", "tags", "emails", "phones", "urls", "past_orgs")


class Added(NamedTuple):
    """A new contact: the change that makes it, and its id."""

    change: Change
    id: str


def add(network: Network, name: str, fields: Mapping[str, JSON], *, today: date) -> Added:
    """Return the change that makes a contact.

    FIELDS are those of the record (see `netcrm.core.contact`); days are ISO text, `every` is days.
    Raises BadInputError for an empty name, an unknown circle or a cadence outside 1 to 3650 days.
    """
    values = checked({**fields, "name": name})
    values["added"] = today.isoformat()
    id = network.new_id()
    label = _("added {name}").format(name=values["name"])
    return Added(Change(label, [new(TABLE, id, values)]), id)


def edit(
    network: Network, id: str, values: Mapping[str, JSON], *, today: date, decides: bool = False
) -> Change:
    """Return the change that gives fields of a contact new values; None clears one, a list is a set.

    Where a field has several values, set apart on two devices, naming the one that is shown DECIDES.
    Raises KeyError for an unknown id, BadInputError as `add` does. A change without operations
    means that everything was so already.
    """
    record = network.contacts[id]
    wanted = checked(values)
    left = left_behind(network, record, wanted)
    if left:
        wanted["past_orgs"] = [*as_texts(record.fields.get("past_orgs")), left]
    ops = record.become({field: value for field, value in wanted.items() if field != "circles"})
    if decides:
        same_again = [f for f, value in wanted.items() if value == record.fields.get(f)]
        ops += [
            record.put(field, wanted[field]) for field in same_again if record.rivals.get(field)
        ]
    contact = Contact(record)
    if "circles" in wanted:
        ops += circles.become(contact, as_texts(wanted["circles"]), today)
    label = _("edited {name}").format(name=contact.name)
    if left:
        label += _("; {org} is a past workplace now").format(org=left)
    return Change(label, ops)


def left_behind(network: Network, record: Record, wanted: Mapping[str, JSON]) -> str:
    """Return the organisation that a contact is no longer at after WANTED, to be kept as a past one; or nothing.

    Not where it is only spelled otherwise, is past already, or where WANTED says itself what is past or
    chooses between what two devices wrote.
    """
    org = as_text(record.fields.get("org"))
    if not org or "org" not in wanted or "past_orgs" in wanted or wanted["org"] == org:
        return ""
    if any(value == wanted["org"] for _write, value in record.rivals.get("org", ())):
        return ""
    from netcrm.core.workplaces import aliases  # seldom needed

    key_of = aliases(network).key_of
    past = {key_of(name) for name in as_texts(record.fields.get("past_orgs"))}
    return "" if key_of(org) in {"", key_of(as_text(wanted["org"])), *past} else org


def remove(network: Network, ids: Iterable[str]) -> Change:
    """Return the change that deletes contacts with their log and promises; shared entries stay for the others.

    What links them to others goes too, and acquaintances of whom nothing else tells; opportunities they
    brought stay, with their next steps.
    Raises KeyError for an unknown id.
    """
    leaving = list(dict.fromkeys(ids))
    names = [network.contact(id).name for id in leaving]
    ops: list[Op] = []
    seen: dict[str, list[str]] = {id: [] for id in leaving}
    for entry in {entry.id: entry for id in leaving for entry in network.log_of(id)}.values():
        for id in leaving:
            seen[id] += entry.record.seen_item("contacts", id)
        if set(entry.contacts) <= set(leaving):
            ops.append(entry.record.gone())
    along = {(record.table, record.id): record for record in going_along(network, leaving)}
    for record in network.follow_ups.values():
        if (id := as_text(record.fields.get("contact"))) in seen:
            seen[id] += record.seen("contact")
            if not record.fields.get(OPPORTUNITY):  # its next step is yours, whoever brought it
                along[record.table, record.id] = record
    ops += [record.gone() for record in along.values()]
    for record in (*along.values(), *network.opportunities.values()):
        for id in seen.keys() & {*named_in(record)}:
            seen[id] += writes_naming(record, id)
    ops += [network.contacts[id].gone(also_seen=seen[id]) for id in leaving]
    return Change(_("deleted {names}").format(names=some(names)), ops)


def restore(network: Network, ids: Iterable[str]) -> Change:
    """Return the change that takes the deletion of contacts back, with the log and promises that went along.

    Also of somebody who is there, since a note came that the deleter had not seen.
    Raises CannotBeDoneError where one was not deleted.
    """
    coming = list(dict.fromkeys(ids))
    gone = {id: network.deleted.get((TABLE, id)) or network.contacts.get(id) for id in coming}
    records = [record for record in gone.values() if record is not None and record.gone_by]
    if len(records) < len(coming):
        raise CannotBeDoneError(_("that contact was not deleted"))
    ops = [back(TABLE, record.id, record.gone_by) for record in records]
    ops += coming_back(network, {record.id: lines_of(record) for record in records})
    names = [Contact(record).name for record in records]
    return Change(_("took back {names}").format(names=some(names)), ops)


def checked(values: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return VALUES cleaned; raises BadInputError for what a contact can't have."""
    result: dict[str, JSON] = {}
    for field, value in values.items():
        if field in TEXTS:
            result[field] = clean(value) or None if isinstance(value, str) else None
        elif field == "note":
            result[field] = clean(value, one_line=False) or None if isinstance(value, str) else None
        elif field in SETS:
            texts = value if isinstance(value, list) else []
            cleaned = [clean(text) for text in texts if isinstance(text, str)]
            if field == "tags":
                cleaned = [*map(tag_word, cleaned)]
            result[field] = [*dict.fromkeys(filter(None, cleaned))]
        else:
            result[field] = value
    if "name" in result and not result["name"]:
        raise BadInputError(_("a contact needs a name"))
    for circle in result.get("circles") or ():  # type: ignore[union-attr]  # a set is a list
        if circle not in list(Circle):
            raise BadInputError(
                _("there is no circle “{circle}”").format(circle=circle),
                _("the circles are family, friends and professional"),
            )
    every = result.get("every")
    if every is not None and not (isinstance(every, int) and 0 <= every <= CADENCE_MAX):
        raise BadInputError(_("a cadence is 1 to 3650 days"), _("say it like 30d, 6w, 3m, or none"))
    return result


def some(names: list[str], most: int = 3) -> str:
    """Return NAMES for a sentence: the first few and how many more."""
    if len(names) <= most:
        return ", ".join(names)
    more = len(names) - most + 1
    rest = ngettext("{n} more", "{n} more", more).format(n=more)
    return f"{', '.join(names[: most - 1])} + {rest}"
