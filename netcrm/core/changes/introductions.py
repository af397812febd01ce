"""Ask for introductions and take them through their life: asked, agreed, introduced, met, thanked.

Each step has its day and makes the next one a follow-up; the one before is ticked off. A step may be
jumped over, which fills nothing in, but none goes back: `undo` is the way back.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.changes import asking
from netcrm.core.changes.promoting import promoted
from netcrm.core.changes.steps import (
    INTRODUCTION,
    check_order,
    close_steps,
    drop_steps,
    next_step,
    stage_called,
    step_day,
)
from netcrm.core.dates import days_later
from netcrm.core.i18n import _
from netcrm.core.introduction import TABLE, Introduction, Stage
from netcrm.core.introduction_stages import next_stages, stage_word
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, new
from netcrm.core.text import clean

_NEXT_IN = {Stage.ASKED: 14, Stage.AGREED: 14, Stage.INTRODUCED: 7, Stage.MET: 0}
"""In how many days the step after each stage is due."""


class Asked(NamedTuple):
    """A new introduction: the change that makes it, its id, and what is to be said of it or nothing."""

    change: Change
    id: str
    note: str = ""


def ask(
    network: Network,
    connector_id: str,
    to_id: str,
    *,
    today: date,
    about: str = "",
    opportunity: str = "",
    day: date | None = None,
) -> Asked:
    """Return the change that asks a contact for an introduction to a contact or an acquaintance.

    ABOUT says what for, OPPORTUNITY is an id; it was asked today, or on an earlier local DAY. Raises
    CannotBeDoneError as `asking.check` does, BadInputError for a day to come, KeyError for an unknown id.
    """
    connector = network.contact(network.heads.get(connector_id, connector_id))
    to_id = network.heads.get(to_id, to_id)
    known = to_id in network.contacts
    to = network.contact(to_id) if known else Acquaintance(network.acquaintances[to_id])
    if opportunity:
        network.opportunities[opportunity]  # raises KeyError
    asked = step_day(day, today, (), stage_word)
    note = asking.check(network, connector, to, today)
    id = network.new_id()
    fields: dict[str, JSON] = {
        "connector": connector.id,
        "to": to.id,
        "about": clean(about) or None,
        "opportunity": opportunity or None,
        Stage.ASKED.value: asked.isoformat(),
        "added": today.isoformat(),
    }
    ops = [new(TABLE, id, fields), *_next(network, id, connector.id, to.id, Stage.ASKED, asked)]
    return Asked(Change(_told(network, Stage.ASKED, connector.id, to.id), ops), id, note)


def move(network: Network, id: str, stage: str, *, today: date, day: date | None = None) -> Change:
    """Return the change that brings an introduction to a stage, today or on an earlier local DAY.

    Meeting makes a contact of an acquaintance, via the connector. Raises BadInputError for an unknown
    stage and a day that can't be, CannotBeDoneError for a stage out of order, KeyError for an unknown id.
    """
    record = network.introductions[id]
    introduction = Introduction(record)
    now = introduction.stage
    wanted = stage_called(Stage, stage, _("an introduction has no stage “{stage}”"))
    possible = next_stages(introduction)
    check_order(wanted, now, possible, introduction.on(now), today, stage_word)
    on = step_day(day, today, introduction.history, stage_word)
    connector, to = introduction.connector, introduction.to
    ops = record.become({wanted.value: on.isoformat()})
    ops += close_steps(network, INTRODUCTION, id, on)
    if wanted in (Stage.MET, Stage.THANKED):
        via = connector if connector in network.contacts else None
        fields: dict[str, JSON] = {"via": via, "known_since": on.isoformat()}
        ops += promoted(network, to, fields, today=today)
    ops += _next(network, id, connector, to, wanted, on)
    return Change(_told(network, wanted, connector, to), ops)


def edit(network: Network, id: str, about: str) -> Change:
    """Return the change that says what an introduction is about; KeyError for an unknown id."""
    record = network.introductions[id]
    one = Introduction(record)
    label = _("the introduction to {to} by {connector}: {about}").format(
        **_names(network, one.connector, one.to), about=clean(about) or _("(nothing)")
    )
    return Change(label, record.become({"about": clean(about) or None}))


def remove(network: Network, ids: Iterable[str]) -> Change:
    """Return the change that deletes introductions with their open next steps; KeyError for an unknown id."""
    ops: list[Op] = []
    names = []
    for id in dict.fromkeys(ids):
        record = network.introductions[id]
        ops += [record.gone(), *drop_steps(network, INTRODUCTION, id)]
        names.append(network.name_of(Introduction(record).to) or _("somebody"))
    label = _("deleted the introduction to {names}").format(names=", ".join(names))
    return Change(label, ops)


def _next(
    network: Network, id: str, connector: str, to: str, stage: Stage, day: date
) -> Iterator[Op]:
    """Yield the operation that promises what follows a stage; none follows an end."""
    if stage not in _NEXT_IN:
        return
    text = {
        Stage.ASKED: _("ask {connector} again how it goes with {to}"),
        Stage.AGREED: _("see that {connector} introduces you to {to}"),
        Stage.INTRODUCED: _("meet {to}"),
        Stage.MET: _("thank {connector} and report back about {to}"),
    }[stage].format_map(_names(network, connector, to))
    about = to if stage is Stage.INTRODUCED and to in network.contacts else connector
    due = days_later(day, _NEXT_IN[stage])
    yield next_step(network, INTRODUCTION, id, text, contact=about, due=due)


def _told(network: Network, stage: Stage, connector: str, to: str) -> str:
    """Return a step in the words of the history."""
    return {
        Stage.ASKED: _("asked {connector} for an introduction to {to}"),
        Stage.AGREED: _("{connector} agreed to introduce you to {to}"),
        Stage.INTRODUCED: _("{connector} introduced you to {to}"),
        Stage.MET: _("met {to} through {connector}"),
        Stage.THANKED: _("thanked {connector} for the introduction to {to}"),
        Stage.DECLINED: _("{connector} declined to introduce you to {to}"),
        Stage.FADED: _("the introduction to {to} by {connector} faded"),
    }[stage].format_map(_names(network, connector, to))


def _names(network: Network, connector: str, to: str) -> dict[str, str]:
    names = {"connector": network.name_of(connector), "to": network.name_of(to)}
    return {field: name or _("somebody") for field, name in names.items()}
