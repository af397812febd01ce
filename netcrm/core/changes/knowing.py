"""Say who knows whom, and what is said of acquaintances."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from netcrm.core import acquaintance, contact, relation
from netcrm.core.acquaintance import Acquaintance
from netcrm.core.anyone import acquaintances_named, meant, several, somebody_else
from netcrm.core.changes.leaving import coming_back, going_along, lines_of, told_of_no_more
from netcrm.core.changes.people import some
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, Record, back, new
from netcrm.core.relation_words import goes_for
from netcrm.core.text import clean, fold
from netcrm.core.who_knows_whom import who_knows_whom
from netcrm.core.workplaces import may_be_at

FIELDS = ("name", "org", "title", "note")
"""What can be said of an acquaintance."""


class Known(NamedTuple):
    """What was said of two people: the change, the id of the other, whether that one is new, and what is odd."""

    change: Change
    other: str
    is_new: bool
    note: str = ""


def knows(
    network: Network,
    id: str,
    other: str,
    *,
    today: date,
    hows: Iterable[str] = (),
    values: Mapping[str, JSON] | None = None,
) -> Known:
    """Return the change that says that the contact of ID knows OTHER: an id, or a name.

    HOWS are what the other is to the contact.
    A name is that of a contact (the first name will do), else of an acquaintance, neither at another
    organisation than the VALUES say; else of a new acquaintance. VALUES (org, title, note) are also said
    of somebody known of whom nothing of the kind was said yet. A change without operations means that
    everything was so already.
    Raises BadInputError where nobody is named, several may be meant, or both are one person; KeyError
    for an unknown id.
    """
    person = network.contact(network.heads.get(id, id))
    fields = checked(values or {})
    hows = [how for how in map(clean, hows) if how]
    found, note = _whom(network, person.id, clean(other), fields)
    if found == person.id:
        raise BadInputError(
            _("{name} can’t be said to know themself").format(name=person.name),
            _("name two people; an id tells namesakes apart"),
        )
    ops: list[Op] = []
    if not found:
        made = {"name": clean(other), **fields, "added": today.isoformat()}
        if not made["name"]:
            raise BadInputError(_("whom do they know? An acquaintance needs a name"))
        found = network.new_id()
        ops.append(new(acquaintance.TABLE, found, made))
    else:
        ops += _filled(network.contacts.get(found) or network.acquaintances[found], fields)
    is_new = bool(ops) and ops[0][0] == "new"
    ops += link(network, person.id, found, hows, today=today)
    name = clean(other) if is_new else network.name_of(found)
    label = _("{name} knows {other}").format(name=person.name, other=name)
    return Known(
        Change(label + (f" ({', '.join(hows)})" if hows else ""), ops), found, is_new, note
    )


def link(network: Network, id: str, other: str, hows: Iterable[str], *, today: date) -> list[Op]:
    """Return the operations that say how two people know each other; none for what is said already.

    That they do is said also where HOWS are none.
    """
    links = who_knows_whom(network).between(id, other)
    free = [one for one in links if not one.how and one.person == id]
    said = {fold(one.how) for one in links if goes_for(one, id)}
    ops: list[Op] = []
    for how in filter(None, map(clean, hows)):
        if fold(how) in said:
            continue
        said.add(fold(how))
        if free:
            ops.append(free.pop().record.put("how", how))
        else:
            ops.append(_relation(network, id, other, how, today))
    return ops or ([] if links else [_relation(network, id, other, "", today)])


def _relation(network: Network, id: str, other: str, how: str, today: date) -> Op:
    fields: dict[str, JSON] = {
        "person": id,
        "other": other,
        "how": how or None,
        "added": today.isoformat(),
    }
    return new(relation.TABLE, network.new_id(), fields)


def ways(network: Network, id: str, other: str, hows: Iterable[str], *, today: date) -> Change:
    """Return the change that says what OTHER is to a contact: just HOWS, as far as it was said from this side.

    That the two know each other stays said, also where HOWS are none.
    """
    links = who_knows_whom(network).between(id, other)
    mine = [one for one in links if one.person == id]
    wanted = {fold(how): how for how in map(clean, hows) if how}
    kept = [one for one in mine if fold(one.how) in wanted]
    free = [one for one in mine if one not in kept]
    ops: list[Op] = []
    said = {fold(one.how) for one in links if goes_for(one, id)}
    for folded, how in wanted.items():
        if folded in said:
            continue
        if free:
            ops.append(free.pop(0).record.put("how", how))
        else:
            ops.append(_relation(network, id, other, how, today))
    if not wanted and len(free) == len(links):
        ops += [one.record.put("how", None) for one in free[:1] if one.how]
        free = free[1:]
    ops += [one.record.gone() for one in free]
    names = {"name": network.name_of(id), "other": network.name_of(other)}
    return Change(_("{name} knows {other}").format(**names), ops)


def parts(network: Network, id: str, other: str, how: str = "") -> Change:
    """Return the change that takes back that two people know each other, or only one way HOW they do.

    An acquaintance who is known through nobody else, and of whom nothing else tells, goes too.
    Raises BadInputError where nothing of the kind was said.
    """
    name, name_other = network.name_of(id), network.name_of(other)
    links = who_knows_whom(network).between(id, other)
    going = [one for one in links if not how or fold(one.how) == fold(how)]
    if not going:
        ways = ", ".join(dict.fromkeys(one.how for one in links if one.how))
        raise BadInputError(
            _("it was not said that {name} knows {other}").format(name=name, other=name_other)
            + (f" ({how})" if how else ""),
            _("it was said: {ways}").format(ways=ways) if ways else "",
        )
    ops = [one.record.gone() for one in going]
    leaving = told_of_no_more(network, [one.record for one in going])
    ops += [network.acquaintances[one].gone() for one in leaving]
    what = _("{name} does not know {other}").format(name=name, other=name_other)
    if len(going) < len(links):
        what = _("{name} does not know {other} as {how}").format(
            name=name, other=name_other, how=how
        )
    elif leaving:
        gone = some([network.name_of(one) for one in leaving])
        what += _(", and nobody else knows {names}: gone too").format(names=gone)
    return Change(what, ops)


def edit(network: Network, id: str, values: Mapping[str, JSON]) -> Change:
    """Return the change that gives fields of an acquaintance new values; None clears one.

    Raises BadInputError for an empty name, KeyError for an unknown id.
    """
    record = network.acquaintances[id]
    ops = record.become(checked(values))
    return Change(_("edited {name}").format(name=Acquaintance(record).name), ops)


def remove(network: Network, ids: Iterable[str]) -> Change:
    """Return the change that deletes acquaintances, and what links them to others; opportunities stay.

    Raises KeyError for an unknown id.
    """
    leaving = list(dict.fromkeys(ids))
    records = [network.acquaintances[id] for id in leaving]
    ops = [record.gone() for record in (*going_along(network, leaving), *records)]
    names = [Acquaintance(record).name for record in records]
    return Change(_("deleted {names}").format(names=some(names)), ops)


def restore(network: Network, id: str) -> Change:
    """Return the change that takes the deletion of an acquaintance back, with what went along.

    Raises KeyError where they were not deleted.
    """
    record = network.deleted[acquaintance.TABLE, id]
    ops = [back(acquaintance.TABLE, id, record.gone_by)]
    ops += coming_back(network, {id: lines_of(record)})
    name = Acquaintance(record).name
    return Change(_("took back {names}").format(names=name), ops)


def checked(values: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return VALUES cleaned; raises BadInputError for what an acquaintance can't have."""
    result: dict[str, JSON] = {}
    for field, value in values.items():
        if field not in FIELDS:
            raise BadInputError(
                _("of an acquaintance there is no {field}").format(field=field),
                _("they have a name, an organisation, a title and a note; a contact has more"),
            )
        text = clean(value, one_line=field != "note") if isinstance(value, str) else ""
        result[field] = text or None
    if "name" in result and not result["name"]:
        raise BadInputError(_("an acquaintance needs a name"))
    return result


def _filled(record: Record, fields: Mapping[str, JSON]) -> list[Op]:
    """Return the operations that say of somebody what nothing was said of; notes are added up."""
    was = Acquaintance(record)  # a contact has these fields too
    wanted = {field: value for field, value in fields.items() if value and not getattr(was, field)}
    note = contact.as_text(fields.get("note"))
    if note and was.note and note not in was.note:
        wanted["note"] = f"{was.note}\n{note}"
    return record.become(wanted)


def _whom(network: Network, id: str, other: str, fields: Mapping[str, JSON]) -> tuple[str, str]:
    """Return the id of whom OTHER, known to the contact of ID, means, empty for somebody new; and a remark.

    Raises BadInputError where several may be meant.
    """
    if (whole := network.heads.get(other, other)) in network.contacts:
        return whole, ""
    if whole in network.acquaintances:
        return whole, ""
    note = ""
    org = contact.as_text(fields.get("org"))
    contacts = [network.contact(person.id) for person in network.directory.called(other)]
    if contacts:
        fitting = [one for one in contacts if may_be_at(network, one.org, org)]
        if len(fitting) > 1:
            raise several(network, other, fitting)
        if fitting:
            return fitting[0].id, ""
        namesake = contacts[0]
        note = _(
            "somebody else than your contact {name} ({org}); if they are one: netcrm knows {first} {id}"
        ).format(name=namesake.name, org=namesake.org, first=id, id=namesake.id)
    found, remark = acquaintance_of(network, id, other, org)
    return found, note or remark


def acquaintance_of(network: Network, id: str, name: str, org: str = "") -> tuple[str, str]:
    """Return the id of the acquaintance called NAME, empty for somebody new; and a remark about a namesake.

    Of several it is the one whom the person of ID knows already, or who is at ORG for certain. A namesake
    is somebody of the name at another organisation, or with more of a name. Raises BadInputError where that
    leaves several.
    """
    namesakes = meant(network, name, org=org)
    known = namesakes.found
    theirs = meant(network, name, org=org, via=id).found
    for choice in (theirs, known):
        if len(choice) == 1:
            return choice[0].id, ""
    if known:
        raise several(network, name, known)
    others = [*namesakes.others, *acquaintances_named(network, name)]
    return "", somebody_else(network, others[0]) if others else ""
