"""Which names of a captured line are acquaintances, and what it writes of them.

Not on the way of `netcrm log` where a line makes nobody: it needs the whole network.
"""

from datetime import date

from netcrm.core import acquaintance
from netcrm.core.anyone import meant, several, somebody_else
from netcrm.core.capture.model import Capture, Knows, Problem, Promoted
from netcrm.core.changes import knowing, promoting
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Op, new
from netcrm.core.text import same
from netcrm.core.workplaces import may_be_at

Said = tuple[tuple[str, str], tuple[str, str], str, str]
"""Who knows whom, each by id and name, how, and where the other works."""


def with_acquaintances(capture: Capture, network: Network) -> Capture:
    """Return CAPTURE with the acquaintances that its names mean, and what has to be asked about them.

    Who is met becomes a contact; who is known by one more gets one more relation.
    """
    problems: list[Problem] = []
    notes = [*capture.notes]
    promoted: list[Promoted] = []
    for name in dict.fromkeys([*capture.new, *filter(None, [capture.via_new])]):
        try:
            id, note = _met(network, name, capture.organisation)
        except BadInputError as error:
            problems.append(_asked(capture, name, error))
            continue
        notes += [note] if note else []
        if id:
            via = "" if capture.via or capture.via_new else promoting.via_of(network, id)
            promoted.append(Promoted(name, id, network.name_of(id), network.name_of(via)))
    knows: list[Knows] = []
    for one in capture.knows:
        found = ""
        if not isinstance(one.other, str) and (note := _elsewhere(network, one)):
            notes.append(note)
        if isinstance(one.other, str) and same(one.other) not in map(same, capture.new):
            person = "" if isinstance(one.person, str) else one.person.id
            try:
                found, note = _known(network, person, one.other, one.organisation)
                notes += [note] if note else []
            except BadInputError as error:
                problems.append(_asked(capture, one.other, error))
        knows.append(one.meaning(found, network.name_of(found)))
    return capture.but(
        problems=(*capture.problems, *problems),
        notes=tuple(dict.fromkeys(notes)),
        promoted=tuple(promoted),
        knows=tuple(knows),
    )


def relations(
    network: Network, capture: Capture, made: dict[str, str], *, today: date
) -> tuple[list[Op], tuple[Said, ...]]:
    """Return the operations that say who knows whom, and the same in words.

    MADE are the ids of the contacts that the line makes, by name.
    """
    ops: list[Op] = []
    said: list[Said] = []
    others: dict[str, str] = {}
    met = {same(name): id for name, id in made.items()}
    for one in capture.knows:
        person = (
            (made[one.person], one.person)
            if isinstance(one.person, str)
            else (one.person.id, one.person.name)
        )
        if not isinstance(one.other, str):
            other = (one.other.id, one.other.name)
            contact = network.contacts.get(one.other.id)
            if contact and one.organisation and not contact.fields.get("org"):
                ops.append(contact.put("org", one.organisation))
        else:
            name = one.other
            id = met.get(same(name)) or one.found or others.get(same(name))
            if id is None:
                id = others[same(name)] = network.new_id()
                fields = {"name": name, "org": one.organisation or None, "added": today.isoformat()}
                ops.append(new(acquaintance.TABLE, id, fields))
            other = (id, network.name_of(id) or name)
        if person[0] == other[0]:
            continue
        record = network.acquaintances.get(other[0])
        if (
            record
            and one.organisation
            and not record.fields.get("org")
            and other[0] not in made.values()
        ):
            ops.append(record.put("org", one.organisation))
        ops += knowing.link(network, person[0], other[0], [one.how], today=today)
        said.append((person, other, one.how, one.organisation))
    return ops, tuple(said)


def words(said: tuple[Said, ...]) -> str:
    """Return who knows whom in the few words of the history."""
    return "".join(
        _(", {name} knows {other}").format(name=person[1], other=other[1])
        for person, other, _how, _org in said
    )


def _elsewhere(network: Network, known: Knows) -> str:
    """Return the remark that a contact who is known is noted at another organisation than the line says."""
    other = known.other
    if isinstance(other, str) or not known.organisation or other.id not in network.contacts:
        return ""
    org = network.contact(other.id).org
    if may_be_at(network, org, known.organisation):
        return ""
    return _(
        "{name} is at {org}, and stays so: {other} is not noted (`netcrm edit` changes it; "
        "somebody else needs more of a name)"
    ).format(name=other.name, org=org, other=known.organisation)


def _known(network: Network, person: str, name: str, organisation: str) -> tuple[str, str]:
    if name.isdecimal() and name in network.acquaintances:
        return name, ""
    return knowing.acquaintance_of(network, person, name, organisation)


def _met(network: Network, name: str, organisation: str) -> tuple[str, str]:
    """Return the id of the acquaintance of this name, empty where there is none, and a remark on a namesake.

    Raises BadInputError for several.
    """
    if name.isdecimal() and name in network.acquaintances and name not in network.contacts:
        return name, ""
    found = meant(network, name, org=organisation)
    if len(found.found) > 1:
        raise several(network, name, found.found)
    if found.one:
        return found.one.id, ""
    return "", somebody_else(network, found.others[0]) if found.others else ""


def _asked(capture: Capture, name: str, error: BadInputError) -> Problem:
    mention = next(m for m in capture.mentions if same(m.words) == same(name))
    message = f"{error.message} ({error.hint})" if error.hint else error.message
    return Problem(mention.start, mention.end, mention.words, message)
