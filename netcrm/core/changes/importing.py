"""Bring people of other programs in: drafts against the network → one change. Opens no file.

Who is the same person: the same entry of the same source; or the same name with the same mail
address, number or profile; or a name without anything else, which only one contact has. All others
are added, and told where they may be doubles. Nothing is merged unasked.

What an import last brought is kept in the field `brought`, by entry of a source. A field is changed
only where the source has news and nobody has changed it by hand since; sets only grow, and what was
taken out of one by hand stays out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from netcrm.core.changes.import_match import Known, Person, folded
from netcrm.core.contact import TABLE, as_text
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.person_draft import PersonDraft
from netcrm.core.record import Change, new
from netcrm.core.workplaces import aliases


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import does: the change (None where all is known), and how many people it concerns.

    `doubles` are pairs of names: somebody who is added, and a contact who may be the same person. `moved`
    are who is at another organisation than before: the name, and the two organisations.
    """

    change: Change | None
    added: int
    updated: int
    unchanged: int
    doubles: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str, str], ...] = ()


def plan(
    network: Network, people: Sequence[PersonDraft], today: date, origin: str = ""
) -> ImportPlan:
    """Return what bringing PEOPLE in would do; ORIGIN names the files, for the history.

    Each of PEOPLE is counted once; one who comes twice is added once, and unchanged the second time.
    """
    key_of = aliases(network).key_of
    known = Known(network.contacts.values(), key_of)
    added: list[Person] = []
    met: dict[str, Person] = {}
    doubles: list[tuple[str, str]] = []
    for draft in folded(people):
        person = known.find(draft)
        if person is None:
            doubles += ((draft.name, other) for other in known.doubles(draft))
            person = Person.made(network.new_id(), draft, today, key_of)
            known.add(person)
            added.append(person)
        elif person.take(draft):
            known.add(person)
            if not person.is_new:
                met[person.id] = person
    changes = [ops for person in met.values() if (ops := person.ops())]
    ops = [new(TABLE, person.id, person.fields) for person in added]
    ops += [op for one in changes for op in one]
    return ImportPlan(
        change=Change(_label(len(added), len(changes), origin), ops) if ops else None,
        added=len(added),
        updated=len(changes),
        unchanged=len(people) - len(added) - len(changes),
        doubles=tuple(doubles),
        moved=tuple((p.name, p.left, as_text(p.fields.get("org"))) for p in met.values() if p.left),
    )


def _label(added: int, updated: int, origin: str) -> str:
    """Return the words for the history: `imported 47 people from Connections.csv`."""
    where = origin or _("a file")
    if not added:
        return ngettext(
            "updated {n} person from {origin}", "updated {n} people from {origin}", updated
        ).format(n=updated, origin=where)
    label = ngettext(
        "imported {n} person from {origin}", "imported {n} people from {origin}", added
    ).format(n=added, origin=where)
    return label + (_(" ({n} updated)").format(n=updated) if updated else "")
