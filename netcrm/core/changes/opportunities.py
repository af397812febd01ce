"""Add opportunities, take them from lead to the end, edit and delete them.

Each step has its day. What is to be done next is a follow-up; a step ticks off the one before it. A step may
be jumped over, which fills nothing in, but none goes back: `undo` is the way back.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from netcrm.core.changes import follow_ups
from netcrm.core.changes.steps import (
    OPPORTUNITY,
    check_order,
    close_steps,
    drop_steps,
    next_step,
    open_steps,
    stage_called,
    step_day,
)
from netcrm.core.contact import as_text
from netcrm.core.dates import days_later, trailing_day
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.introduction import Introduction
from netcrm.core.network import Network
from netcrm.core.opportunity import TABLE, Opportunity, Stage
from netcrm.core.opportunity_people import who_helped
from netcrm.core.opportunity_stages import next_stages, stage_word, title_of
from netcrm.core.record import JSON, Change, Op, Record, new
from netcrm.core.text import clean

FIELDS = ("org", "role", "source", "via", "link", "note", "next")
"""What can be said of an opportunity and edited, all of it text."""

_NEXT_IN = {Stage.APPLIED: 14, Stage.INTERVIEW: 7, Stage.OFFER: 7}
"""In how many days the step that comes by itself after each stage is due."""


class Added(NamedTuple):
    """A new opportunity: the change that makes it, and its id."""

    change: Change
    id: str


def add(
    network: Network,
    values: Mapping[str, str],
    *,
    today: date,
    day: date | None = None,
) -> Added:
    """Return the change that makes an opportunity of VALUES (see FIELDS; `via` is an id).

    It is a lead since today, or an earlier local DAY. The last words of `next` may be its due day. Raises
    BadInputError where the organisation or the role is empty and for a day to come, KeyError for an unknown id.
    """
    said = _checked(network, {**dict.fromkeys(("org", "role"), ""), **values})
    text, due = _next_and_due(said.get("next") or "", today)
    id = network.new_id()
    fields: dict[str, JSON] = {
        **{field: value or None for field, value in said.items()},
        "next": text or None,
        Stage.LEAD.value: step_day(day, today, (), stage_word).isoformat(),
        "added": today.isoformat(),
    }
    ops = [new(TABLE, id, fields)]
    title = _("{role} at {org}").format(role=said["role"], org=said["org"])
    if text:
        ops.append(_promise(network, id, text, title, said.get("via", ""), due))
    return Added(Change(_("added the opportunity {title}").format(title=title), ops), id)


def move(
    network: Network,
    id: str,
    stage: str,
    *,
    today: date,
    day: date | None = None,
    then: str = "",
) -> Change:
    """Return the change that brings an opportunity to a stage, today or on an earlier local DAY.

    THEN is the next step, its last words may be a day; else a step comes by itself, at the end
    one of thanks for each who helped. Raises BadInputError for an unknown stage and a day that can't be,
    CannotBeDoneError for a stage out of order, KeyError for an unknown id.
    """
    record = network.opportunities[id]
    opportunity = Opportunity(record)
    now = opportunity.stage
    wanted = stage_called(Stage, stage, _("an opportunity has no stage “{stage}”"))
    check_order(wanted, now, next_stages(opportunity), opportunity.on(now), today, stage_word)
    on = step_day(day, today, opportunity.history, stage_word)
    text, due = _next_and_due(clean(then), today)
    if not text:
        text, due = _usual_next(wanted, on)
    ops = record.become({wanted.value: on.isoformat(), "next": text or None})
    ops += close_steps(network, OPPORTUNITY, id, on)
    title = title_of(opportunity)
    if text:
        ops.append(_promise(network, id, text, title, opportunity.via, due))
    if wanted in (Stage.WON, Stage.LOST):
        ops += _thanks(network, opportunity, wanted, on)
    label = _("{title}: {stage}").format(title=title, stage=stage_word(wanted))
    return Change(label, ops)


def edit(network: Network, id: str, values: Mapping[str, str], *, today: date) -> Change:
    """Return the change that gives an opportunity other VALUES (see FIELDS); an empty text clears one.

    Another `next` step takes the place of the open one, which else follows the edit: its words have the new
    title, and it is promised to who brought it. Thanks stay as they are. Raises BadInputError where the
    organisation or the role would be empty, KeyError for an unknown id.
    """
    record = network.opportunities[id]
    opportunity = Opportunity(record)
    said: dict[str, JSON] = {**_checked(network, values)}
    text, due = opportunity.next, None
    if "next" in said:
        text, due = _next_and_due(str(said["next"]), today)
        said["next"] = text
    changed = {field: value or None for field, value in said.items()}
    edited = Opportunity(Record(TABLE, id, {**record.fields, **changed}, record.origin))
    ops = record.become(changed)
    if text == opportunity.next and due is None:
        ops += _following(network, opportunity, edited)
    else:
        steps = open_steps(network, OPPORTUNITY, id)
        ops += [step.gone() for step in steps if opportunity.is_open or _is_next(opportunity, step)]
        if text:
            ops.append(_promise(network, id, text, title_of(edited), edited.via, due))
    return Change(_("edited the opportunity {title}").format(title=title_of(opportunity)), ops)


def done(network: Network, id: str, *, today: date) -> Change:
    """Return the change that ticks the next step of an opportunity off; no operations where none is noted.

    Raises KeyError for an unknown id.
    """
    record = network.opportunities[id]
    if steps := open_steps(network, OPPORTUNITY, id):
        return follow_ups.done(network, [steps[0].id], today=today)
    text = Opportunity(record).next
    return Change(_("done: {texts}").format(texts=text), record.become({"next": None}))


def remove(network: Network, ids: Iterable[str]) -> Change:
    """Return the change that deletes opportunities with their open next steps; KeyError for an unknown id."""
    ops: list[Op] = []
    titles = []
    leaving = list(dict.fromkeys(ids))
    for id in leaving:
        record = network.opportunities[id]
        ops += [record.gone(), *drop_steps(network, OPPORTUNITY, id)]
        titles.append(title_of(Opportunity(record)))
    ops += [
        record.put("opportunity", None)
        for record in network.introductions.values()
        if Introduction(record).opportunity in leaving
    ]
    label = _("deleted the opportunity {titles}").format(titles=", ".join(titles))
    return Change(label, ops)


def _checked(network: Network, values: Mapping[str, str]) -> dict[str, str]:
    """Return VALUES cleaned; raises BadInputError for what an opportunity can't have, KeyError for nobody."""
    said = {
        field: clean(value, one_line=field != "note")
        for field, value in values.items()
        if field in FIELDS
    }
    if said.get("org") == "":
        raise BadInputError(
            _("an opportunity needs an organisation"), _('such as: "Novo Nordisk" "data analyst"')
        )
    if said.get("role") == "":
        raise BadInputError(
            _("an opportunity needs a role"), _('such as: "Novo Nordisk" "data analyst"')
        )
    if via := said.get("via"):
        said["via"] = via = network.heads.get(via, via)
        if via not in network.contacts:
            network.acquaintances[via]  # raises KeyError
    return said


def _next_and_due(text: str, today: date) -> tuple[str, date | None]:
    """Return a next step without the day that its last words name, and that day."""
    return trailing_day(text, today) or (text, None)


def _usual_next(stage: Stage, day: date) -> tuple[str, date | None]:
    """Return the step that comes by itself after a stage, or an empty text."""
    text = {
        Stage.APPLIED: _("ask how it goes"),
        Stage.INTERVIEW: _("thank for the interview, ask how it goes"),
        Stage.OFFER: _("answer the offer"),
    }.get(stage, "")
    return text, days_later(day, _NEXT_IN[stage]) if text else None


def _promise(network: Network, id: str, text: str, title: str, via: str, due: date | None) -> Op:
    return next_step(network, OPPORTUNITY, id, _told(text, title), contact=via, due=due)


def _told(text: str, title: str) -> str:
    """Return a next step in the words of the follow-up."""
    return _("{next} ({title})").format(next=text, title=title)


def _is_next(opportunity: Opportunity, step: Record) -> bool:
    """Return whether an open step is the next one that is noted, and no thanks."""
    text = as_text(step.fields.get("text"))
    return bool(opportunity.next) and f"{text} (".startswith(f"{opportunity.next} (")


def _following(network: Network, before: Opportunity, now: Opportunity) -> Iterator[Op]:
    """Yield the operations by which the open next step follows an edit; words changed by hand stay."""
    for step in open_steps(network, OPPORTUNITY, before.id):
        if not _is_next(before, step):
            continue
        values: dict[str, JSON] = {}
        if step.fields.get("text") == _told(before.next, title_of(before)):
            values["text"] = _told(now.next, title_of(now))
        promised = as_text(step.fields.get("contact"))
        if now.via != before.via and promised in ("", before.via):
            values["contact"] = now.via if now.via in network.contacts else None
        yield from step.become(values)


def _thanks(network: Network, opportunity: Opportunity, stage: Stage, day: date) -> Iterator[Op]:
    """Yield the operations that promise thanks at once, or the news, to each contact who helped."""
    text = (
        _("thank {name}: {title} is won")
        if stage is Stage.WON
        else _("tell {name} how it ended, and thank: {title}")
    )
    for id in who_helped(network, opportunity):
        told = text.format(name=network.name_of(id), title=title_of(opportunity))
        yield next_step(network, OPPORTUNITY, opportunity.id, told, contact=id, due=day)
