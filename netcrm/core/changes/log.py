"""Write to the outreach log and take from it. On the way of `netcrm log`: imports stay light."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from netcrm.core.changes.circles import give
from netcrm.core.i18n import _
from netcrm.core.record import JSON, Change, Op, Record, new
from netcrm.core.text import tag_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from netcrm.core.capture import Capture
    from netcrm.core.changes.second_degree import Said
    from netcrm.core.contact import Contact
    from netcrm.core.names import Person
    from netcrm.core.network import Network

INTERACTIONS = "interactions"
FOLLOW_UPS = "follow_ups"
CONTACTS = "contacts"


class Logged:
    """What a capture writes: the change, the new entry, the people it makes, its follow-ups.

    And the acquaintances who are contacts now, and who is said to know whom (see `Who`).
    """

    __slots__ = ("change", "created", "entry", "entry_id", "follow_ups", "knows", "promoted")

    def __init__(
        self,
        change: Change,
        entry_id: str,
        entry: dict[str, JSON],
        follow_ups: tuple[tuple[str, dict[str, JSON]], ...],
        who: "Who",
    ) -> None:
        self.change = change
        self.entry_id = entry_id
        self.entry = entry
        self.created = who.created
        self.follow_ups = follow_ups
        self.promoted = who.promoted
        self.knows = who.knows


class Who:
    """Whom a capture names: ids and names in order, who brought them, and `ops` that make the new ones.

    `created` are (id, name) of those, `promoted` of the acquaintances who become contacts, `knows` who is
    said to know whom (see `second_degree`).
    """

    __slots__ = ("created", "ids", "knows", "names", "ops", "promoted", "via")

    def __init__(
        self,
        capture: "Capture",
        *,
        today: date,
        new_id: Callable[[], str],
        network: "Callable[[], Network] | None" = None,
    ) -> None:
        """Look at CAPTURE; NETWORK is asked only where it names acquaintances, and must be given there."""
        named = dict.fromkeys([*capture.new, *filter(None, [capture.via_new])])
        known = {one.words: one for one in capture.promoted}
        made = {name: known[name].id if name in known else new_id() for name in named}
        self.via = capture.via.id if capture.via else made.get(capture.via_new, "")
        self.ops: list[Op] = []
        for name, id in made.items():
            fields: dict[str, JSON] = {"name": name, "added": today.isoformat()}
            if name in capture.new:
                fields["circles"] = [str(capture.circle)] if capture.circle else []
                fields["org"] = capture.organisation or None
                fields["via"] = self.via or None
                if capture.date < today:
                    fields["known_since"] = capture.date.isoformat()
            if name in known:
                self.ops += _promotion(network, id, fields, today)
            else:
                self.ops.append(new(CONTACTS, id, fields))
        self.created = tuple((id, name) for name, id in made.items() if name not in known)
        self.promoted = tuple((one.id, one.name) for one in known.values())
        self.knows: tuple[Said, ...] = ()
        if capture.knows:
            from netcrm.core.changes.second_degree import relations

            assert network is not None  # noqa: S101  the line needs it
            ops, self.knows = relations(network(), capture, made, today=today)
            self.ops += ops
        self.ids = [made[one] if isinstance(one, str) else one.id for one in capture.named]
        self.names = [one if isinstance(one, str) else one.name for one in capture.named]


def _promotion(
    network: "Callable[[], Network] | None", id: str, fields: dict[str, JSON], today: date
) -> list[Op]:
    from netcrm.core.changes.promoting import promoted

    assert network is not None  # noqa: S101  whoever found the acquaintance has it
    return promoted(network(), id, {**fields, "name": None}, today=today)


def _nobody(id: str) -> "Contact":
    """Know no contact: enough where no circle is given."""
    raise KeyError(id)


def log(
    capture: "Capture",
    *,
    today: date,
    new_id: Callable[[], str],
    contact: Callable[[str], "Contact"] = _nobody,
    instead_of: Record | None = None,
    network: "Callable[[], Network] | None" = None,
) -> Logged:
    """Return the change that writes a resolved capture; INSTEAD_OF is the draft it came from.

    CONTACT gives the contact of an id; it is asked only where the capture gives somebody a circle. NETWORK
    gives the network; it is asked only where the capture promotes an acquaintance, says who knows whom, or
    says thanks: these settle what was owed.
    """
    who = Who(capture, today=today, new_id=new_id, network=network)
    ops = [*who.ops]
    entry_id = new_id()
    entry = entry_fields(capture, who.ids, who.via)
    ops.append(new(INTERACTIONS, entry_id, entry))
    promised: list[tuple[str, dict[str, JSON]]] = []
    for promise in capture.promises:
        fields = promise_fields(promise.text, promise.due, who.ids, entry_id)
        promised.append((new_id(), fields))
        ops.append(new(FOLLOW_UPS, promised[-1][0], fields))
    for person in capture.people:
        if capture.circle:
            ops += give(contact(person.id), [capture.circle], today)
        if capture.weight > 0:
            ops += wake(person)
    if capture.thanks and capture.people and network is not None:
        from netcrm.core.changes.thanks import settle

        ops += settle(network(), capture, today)
    if instead_of is not None:
        ops.append(instead_of.gone())
    change = Change(label(capture, who.names, who.knows), ops)
    return Logged(change, entry_id, entry, tuple(promised), who)


def wake(person: "Person") -> list[Op]:
    """Return the operations that end the snooze of somebody who was just in touch; none where none is set."""
    if not person.snoozed:
        return []
    return [["put", CONTACTS, person.id, "snooze", None, [*person.snoozed], [person.snooze]]]


def entry_fields(capture: "Capture", people: Iterable[str], via: str) -> dict[str, JSON]:
    """Return the fields of the log entry that a capture says."""
    return {
        "date": capture.date.isoformat(),
        "medium": str(capture.medium),
        "answered": None if capture.answered else False,
        "direction": str(capture.direction) if capture.direction else None,
        "purpose": capture.purpose or None,
        "place": capture.place or None,
        "org": capture.organisation or None,
        "via": via or None,
        "text": capture.text,
        "words": capture.words,
        "contacts": [*dict.fromkeys(people)],
        "tags": [*dict.fromkeys(map(tag_word, capture.tags))],
    }


def promise_fields(
    text: str, due: date | None, people: Iterable[str], entry_id: str = ""
) -> dict[str, JSON]:
    """Return the fields of a follow-up, promised to the first of PEOPLE."""
    return {
        "text": text,
        "due": due.isoformat() if due else None,
        "contact": next(iter(people), None),
        "interaction": entry_id or None,
    }


def remove(network: "Network", ids: Iterable[str]) -> Change:
    """Return the change that takes entries out of the log, with the open promises they brought.

    Raises KeyError where there is no such entry.
    """
    gone = {id: network.interactions[id] for id in dict.fromkeys(ids)}
    ops = [record.gone() for record in gone.values()]
    ops += [
        record.gone()
        for record in network.follow_ups.values()
        if str(record.fields.get("interaction")) in gone and not record.fields.get("done")
    ]
    entries = [network.interaction(id) for id in gone]
    what = ", ".join(
        f"{e.medium} {', '.join(map(network.name_of, e.contacts))}" for e in entries[:3]
    )
    return Change(_("removed from the log: {entries}").format(entries=what), ops)


def label(capture: "Capture", names: list[str], knows: "tuple[Said, ...]" = ()) -> str:
    """Return a capture in the few words of the history."""
    medium = str(capture.medium) + ("" if capture.answered else "?")
    told = f"{medium} {', '.join(names)}"
    if knows:
        from netcrm.core.changes.second_degree import words

        told += words(knows)
    return told


def fields_of(ops: Iterable[Op], table: str) -> Mapping[str, JSON]:
    """Return id → fields of the records that OPS make in TABLE."""
    return {str(op[2]): op[3] for op in ops if op[0] == "new" and op[1] == table}
