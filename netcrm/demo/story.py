"""Two years of the demo's outreach log: captures as typed on their days. Writes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from netcrm.core.capture import Capture, capture
from netcrm.core.changes.drafts import keep
from netcrm.core.changes.log import FOLLOW_UPS, fields_of, log
from netcrm.core.contact import TABLE as CONTACTS
from netcrm.core.i18n import _
from netcrm.core.names import Directory, Person
from netcrm.core.record import Change, Op, Record, new
from netcrm.demo.doors import Doors
from netcrm.demo.people import Somebody, cast, lines_of

_DIARIES = ("family.txt", "friends.txt", "work.txt")
_LAST_THINGS = (
    # Typed today: the changes that undo takes back first, the last one before the others.
    "om 9d: fernisering hos @Freja Lund =met !tag blomster med om 9d",
    "i går: @Anna Berg vil gerne præsenteres for Karen =message #jobhunt !send CV i morgen",
    "@Mor: fødselsdagsplaner =message",
)
_SNOOZED = ("Troels Bæk", 9)
_UNRESOLVED = (
    "i går: kaffe med @Jan, han kender en på havnen #jobhunt",
    "ringede til @Gunvor om lokalet til træf !send dagsorden om 1w",
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a diary: when it was typed, and when its promise was kept, in days before today."""

    typed: int
    kept: int | None
    text: str


def demo_changes(today: date, new_id: Callable[[], str]) -> list[Change]:
    """Return the changes that make the demo's network as of TODAY.

    The first holds all but the latest actions, so that undo has something to take back without
    taking everything. The same day and the same ids give the same changes.
    """
    people = cast()
    ids = {person.name: new_id() for person in people}
    by_any_name = {name: ids[person.name] for person in people for name in person.names}
    directory = _directory(people, ids)

    first_met: dict[str, date] = {}
    entries: list[Op] = []
    for line in _diary():
        day = today - timedelta(line.typed)
        said = capture(line.text, today=day, directory=directory)
        for person in _everybody(said):
            first_met.setdefault(person.id, said.date)
        ops = log(said, today=day, new_id=new_id).change.ops
        for fields in fields_of(ops, FOLLOW_UPS).values():
            if line.kept is not None and isinstance(fields, dict):
                fields["done"] = (today - timedelta(line.kept)).isoformat()
        entries += ops

    contacts = {
        person.name: new(
            CONTACTS,
            ids[person.name],
            person.fields(today, first_met=first_met.get(ids[person.name]), ids=by_any_name),
        )
        for person in people
    }
    doors = Doors(today, by_any_name, new_id).ops()
    return [
        Change(_("made the demo network"), [*contacts.values(), *entries, *doors]),
        *(_draft(text, today, directory, new_id) for text in _UNRESOLVED),
        _snooze(contacts[_SNOOZED[0]], today + timedelta(_SNOOZED[1])),
        *(
            log(capture(text, today=today, directory=directory), today=today, new_id=new_id).change
            for text in _LAST_THINGS
        ),
    ]


def _diary() -> list[_Line]:
    """Return all lines, the oldest first."""
    lines = [_line(text) for name in _DIARIES for text in lines_of("diary", name)]
    return sorted(lines, key=lambda line: -line.typed)


def _line(text: str) -> _Line:
    days, _blank, said = text.partition(" ")
    typed, _slash, kept = days.partition("/")
    return _Line(int(typed), int(kept) if kept else None, said)


def _directory(people: list[Somebody], ids: dict[str, str]) -> Directory:
    rows = [(Person(ids[person.name], person.name), person.names) for person in people]
    return Directory.of(rows, {org for person in people for org in person.said.get("org", ())})


def _everybody(said: Capture) -> Iterator[Person]:
    yield from said.people
    if said.via:
        yield said.via


def _draft(text: str, today: date, directory: Directory, new_id: Callable[[], str]) -> Change:
    problem = capture(text, today=today, directory=directory).problems[0]
    return keep(
        text, why=problem.message, candidates=problem.candidates, today=today, new_id=new_id
    ).change


def _snooze(made: Op, until: date) -> Change:
    """Return the change of `netcrm.core.changes.states.snooze`, which needs a network."""
    fields = made[3]
    assert isinstance(fields, dict)  # noqa: S101  what `new` makes
    record = Record(CONTACTS, str(made[2]), fields, "")
    label = _("snoozed {names} until {day}").format(names=fields["name"], day=until.isoformat())
    return Change(label, [record.put("snooze", {"until": until.isoformat()})])
