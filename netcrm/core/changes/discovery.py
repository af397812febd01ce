"""Answer the questions of the discovery: a line a name, a line a change, so that nothing waits to be saved."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from netcrm.core import organisation
from netcrm.core.anyone import meant, several
from netcrm.core.changes import circles, people
from netcrm.core.changes.log import FOLLOW_UPS, promise_fields
from netcrm.core.changes.promoting import promote
from netcrm.core.circle import Circle
from netcrm.core.contact import Contact, as_texts
from netcrm.core.discovery import Answer, Prompt, check_help, known_as, read
from netcrm.core.errors import BadInputError
from netcrm.core.follow_up import HELPED
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, new
from netcrm.core.table import in_full
from netcrm.core.text import clean, same, tag_word

_EX = "ex-"
_WORD = re.compile(r"[^\W_]+")


class Named(NamedTuple):
    """What a line does: the change, who it is, whether they were there `before`, and a word on that."""

    change: Change
    id: str
    before: bool
    note: str = ""


def name_somebody(network: Network, line: str, prompt: Prompt | None, *, today: date) -> Named:
    """Return the change that notes who a line names, as an answer to a question or to none.

    Somebody who is there already is not added again: what is missing is filled in, nothing is replaced.
    Raises BadInputError where the line has no name, or one that may mean several people.
    """
    answer = read(line)
    contact = known_as(network, answer)
    if contact is not None:
        return _again(network, contact, answer, prompt, today)
    found = meant(network, answer.name, org=answer.org)
    if len(found.found) > 1:
        raise several(network, answer.name, found.found)
    second = found.one
    circle = answer.circle if answer.placed or prompt is None else prompt.circle
    fields: dict[str, JSON] = {
        "circles": [str(circle)] if circle else [],
        "discovered": prompt.id if prompt else None,
    }
    org = answer.org or (second.org if second else "")
    fields["org"] = org or None
    fields["note"] = _years(answer) or (second.note if second else "") or None
    if prompt and prompt.workplace:
        fields["tags"] = [ex_tag(prompt.workplace, _tags(network))]
        if organisation.key(org) != organisation.key(prompt.workplace):
            fields["past_orgs"] = [prompt.workplace]
    if second is None:
        made = people.add(network, answer.name, fields, today=today)
    else:
        made = people.Added(promote(network, second.id, fields, today=today), second.id)
    ops = [*made.change.ops, *_thanks(network, made.id, prompt)]
    return Named(Change(made.change.what, ops), made.id, before=False)


def _again(
    network: Network, contact: Contact, answer: Answer, prompt: Prompt | None, today: date
) -> Named:
    """Return the change that fills in what is not known yet of somebody who is there already."""
    ops: list[Op] = []
    record = contact.record
    note = _("{name} is there already").format(name=contact.name)
    if answer.org and not contact.org:
        ops.append(record.put("org", answer.org))
    elif answer.org and organisation.key(answer.org) not in map(
        organisation.key, (contact.org, *contact.past_orgs)
    ):
        note = _("{name} is there already, at {org}; that was not changed").format(
            name=contact.name, org=contact.org
        )
    if (years := _years(answer)) and not contact.note:
        ops.append(record.put("note", years))
    circle = answer.circle if answer.placed or prompt is None else prompt.circle
    if circle and circle not in contact.circles and (answer.placed or not contact.circles):
        ops += circles.give(contact, [circle], today)
        words = (
            _("{note}; now in {circle} too") if contact.circles else _("{note}; now in {circle}")
        )
        note = words.format(note=note, circle=circle)
    if prompt and prompt.workplace:
        of = organisation.key(prompt.workplace)
        if of not in map(organisation.key, (contact.org or answer.org, *contact.past_orgs)):
            ops.append(record.add("past_orgs", prompt.workplace))
        if (tag := ex_tag(prompt.workplace, _tags(network))) not in contact.tags:
            ops.append(record.add("tags", tag))
    ops += _thanks(network, contact.id, prompt)
    label = _("noted more of {name}").format(name=contact.name)
    return Named(Change(label, ops), contact.id, before=True, note=note)


def _years(answer: Answer) -> str:
    """Return when they were at the workplace, as a note has it; empty where that was not said."""
    return f"{answer.org} {answer.years}".strip() if answer.years else ""


def _thanks(network: Network, id: str, prompt: Prompt | None) -> list[Op]:
    """Return the operation that promises thanks where the question was who is to be thanked."""
    if prompt is None or not prompt.asks_for_thanks:
        return []
    for record in network.follow_ups.values():
        fields = record.fields
        if (
            fields.get("discovered") == HELPED
            and fields.get("contact") == id
            and not fields.get("done")
        ):
            return []
    fields = promise_fields(_("thank them for their help"), None, [id])
    return [new(FOLLOW_UPS, network.new_id(), {**fields, "discovered": HELPED})]


def place(network: Network, id: str, circle: Circle | None, *, before: bool, today: date) -> Change:
    """Return the change that puts whoever was named last into a circle, or into none.

    Somebody who was there BEFORE keeps the circles they are in. Raises KeyError for an unknown id.
    """
    contact = network.contact(id)
    wanted = [str(circle)] if circle else []
    ops = circles.give(contact, wanted, today) if before else circles.become(contact, wanted, today)
    label = _("sorted {names} → {circle}").format(
        names=contact.name, circle=circle or _("unsorted")
    )
    return Change(label, ops)


def work_at(network: Network, line: str) -> Change:
    """Return the change that notes a workplace of one's own; one that is noted already changes nothing.

    Raises BadInputError for a line without a name.
    """
    check_help(line)
    name = clean(line).strip(" ,/\"'")
    of = organisation.key(name)
    if not any(map(str.isalpha, of)):
        raise BadInputError(
            _("there is no workplace in “{line}”").format(line=clean(line)),
            _("say it like: Novo Nordisk"),
        )
    label = _("worked at {name}").format(name=name)
    own = network.profile
    if of in map(organisation.key, own.workplaces):
        return Change(label, [])
    return Change(label, own.become({"workplaces": [*own.workplaces, name]}))


def finish(network: Network, prompt: Prompt) -> Change:
    """Return the change that marks a question as done; none where it is already."""
    own = network.profile
    label = finished(prompt)
    if prompt.id in own.discovered:
        return Change(label, [])
    return Change(label, own.become({"discovered": [*own.discovered, prompt.id]}))


def finished(prompt: Prompt) -> str:
    """Return the words of the change that marks a question as done."""
    return _("answered “{question}”").format(question=prompt.words.title)


def again(network: Network) -> Change:
    """Return the change that lets all questions be asked again; nobody who was named is lost."""
    own = network.profile
    ops = own.become({"discovered": []}) if own.discovered else []
    return Change(_("began the discovery again"), ops)


def ex_tag(workplace: str, tags: Iterable[str]) -> str:
    """Return the tag of old colleagues from a workplace: one of TAGS that says so, else a new one."""
    of = organisation.key(workplace)
    for tag in sorted(tags):
        if tag[:3].casefold() == _EX and organisation.key(tag[3:].replace("-", " ")) == of:
            return tag
    words = _WORD.findall(same(workplace))
    shorter = (" ".join(words[:count]) for count in range(1, len(words) + 1))
    name = next((text for text in shorter if organisation.key(text) == of), " ".join(words))
    return tag_word(_EX + name)


def _tags(network: Network) -> set[str]:
    """Return the tags of old colleagues."""
    return {
        tag
        for record in in_full(network.contacts).values()
        for tag in as_texts(record.fields.get("tags"))
        if tag[:3].casefold() == _EX
    }
