"""Ask for introductions and take them through their life: asked, agreed, introduced, met, thanked.

Each step has its day and makes the next one a follow-up; the one before is ticked off. A step may be
jumped over, which fills nothing in, but none goes back: `undo` is the way back.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.changes.next_step import close_steps, drop_steps, next_step
from netcrm.core.contact import TABLE as CONTACTS
from netcrm.core.contact import Contact
from netcrm.core.dates import ago, days_later, full_day
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.core.introduction import ENDED, LIFE, TABLE, Introduction, Stage
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, new
from netcrm.core.text import clean

FIELD = "introduction"
"""The field of a follow-up that names the introduction whose next step it is."""

IN_TOUCH_DAYS = 365
"""Whoever you were in touch with in so many days needs no introduction."""

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
    CannotBeDoneError for somebody who is to introduce themself, who was introduced by the other, whom you
    are in touch with, or who was asked already; BadInputError for a day to come, KeyError for an unknown id.
    """
    connector = network.contact(connector_id)
    connector_id, to_id = connector.id, network.heads.get(to_id, to_id)
    to = _somebody(network, to_id)
    if opportunity:
        network.opportunities[opportunity]  # raises KeyError
    asked = _day(day, today, None)
    _check_people(network, connector, to)
    _check_open(network, connector, to, today)
    note = _check_touch(network, to_id, to.name, today)
    id = network.new_id()
    fields: dict[str, JSON] = {
        "connector": connector_id,
        "to": to_id,
        "about": clean(about) or None,
        "opportunity": opportunity or None,
        Stage.ASKED.value: asked.isoformat(),
        "added": today.isoformat(),
    }
    text = _("asked {connector} for an introduction to {to}")
    label = text.format(connector=connector.name, to=to.name)
    ops = [
        new(TABLE, id, fields),
        *_next(network, id, connector_id, to_id, Stage.ASKED, asked),
    ]
    return Asked(Change(label, ops), id, note)


def move(network: Network, id: str, stage: str, *, today: date, day: date | None = None) -> Change:
    """Return the change that brings an introduction to a stage, today or on an earlier local DAY.

    Meeting makes a contact of an acquaintance, via the connector. Raises BadInputError for an unknown
    stage and a day that can't be, CannotBeDoneError for a stage out of order, KeyError for an unknown id.
    """
    record = network.introductions[id]
    introduction = Introduction(record)
    reached = stage_called(stage)
    _check_order(introduction, reached, today)
    history = introduction.history
    on = _day(day, today, history[-1] if history else None)
    connector, to = introduction.connector, introduction.to
    ops = record.become({reached.value: on.isoformat()})
    ops += close_steps(network, FIELD, id, on)
    if reached in (Stage.MET, Stage.THANKED):
        ops += _promoted(network, to, connector, on, today)
    ops += _next(network, id, connector, to, reached, on)
    return Change(_label(network, introduction, reached), ops)


def remove(network: Network, ids: Iterable[str]) -> Change:
    """Return the change that deletes introductions with their open next steps; KeyError for an unknown id."""
    ops: list[Op] = []
    names = []
    for id in dict.fromkeys(ids):
        record = network.introductions[id]
        ops += [record.gone(), *drop_steps(network, FIELD, id)]
        names.append(network.name_of(Introduction(record).to))
    label = _("deleted the introduction to {names}").format(names=", ".join(names))
    return Change(label, ops)


def next_stages(introduction: Introduction) -> tuple[Stage, ...]:
    """Return the stages it may come to, the next one first and the two early ends last; none at its end."""
    stage = introduction.stage
    if stage in ENDED or stage is Stage.THANKED:
        return ()
    return (*LIFE[LIFE.index(stage) + 1 :], *(end for end in Stage if end in ENDED))


def stage_called(word: str) -> Stage:
    """Return the stage of a name in English, whatever its case; raises BadInputError for another word."""
    stage = clean(word).casefold()
    if stage in [*Stage]:
        return Stage(stage)
    raise BadInputError(
        _("an introduction has no stage “{stage}”").format(stage=clean(word)),
        _("the stages are {stages}").format(stages=", ".join(Stage)),
    )


def stage_word(stage: Stage) -> str:
    """Return a stage in the user's language."""
    return {
        Stage.ASKED: _("asked"),
        Stage.AGREED: _("agreed"),
        Stage.INTRODUCED: _("introduced"),
        Stage.MET: _("met"),
        Stage.THANKED: _("thanked"),
        Stage.DECLINED: _("declined"),
        Stage.FADED: _("faded"),
    }[stage]


def _somebody(network: Network, id: str) -> Contact | Acquaintance:
    if id in network.contacts:
        return network.contact(id)
    return Acquaintance(network.acquaintances[id])


def _day(day: date | None, today: date, before: tuple[Stage, date] | None) -> date:
    """Return the day of a step: not after today, and not before that of the step BEFORE."""
    on = today if day is None else day
    if on > today and day is not None:
        raise BadInputError(
            _("{day} is still to come").format(day=full_day(on, today)),
            _("a step has the day on which it was done"),
        )
    if before is None or on >= before[1]:
        return on
    raise BadInputError(
        _("it was {stage} on {day} only").format(
            stage=stage_word(before[0]), day=full_day(before[1], today)
        ),
        _("the next step can't lie before that"),
    )


def _check_people(network: Network, connector: Contact, to: Contact | Acquaintance) -> None:
    """Raise CannotBeDoneError where the connector can't introduce the other."""
    if connector.id == to.id:
        raise CannotBeDoneError(
            _("{name} can't introduce you to themself").format(name=connector.name),
            _("name somebody who knows them"),
        )
    for one in (connector, to):
        if isinstance(one, Contact) and one.deceased:
            raise CannotBeDoneError(_("{name} is deceased").format(name=one.name))
    chain = _brought(network, to.id, connector.id)
    if chain:
        raise CannotBeDoneError(
            _("that goes round in a circle: {chain}").format(
                chain=" → ".join(map(network.name_of, (*chain, to.id)))
            ),
            _("each of them is introduced by the one before; ask somebody else"),
        )


def _brought(network: Network, first: str, last: str) -> list[str]:
    """Return the ids of a chain in which each introduced you to the next one, or none."""
    onward: dict[str, set[str]] = {}
    for contact in network.people():
        if via := contact.via:
            onward.setdefault(network.heads.get(via, via), set()).add(contact.id)
    for introduction in map(Introduction, network.introductions.values()):
        if introduction.stage not in ENDED:
            onward.setdefault(introduction.connector, set()).add(introduction.to)
    came_from = {first: ""}
    waiting = [first]
    for id in waiting:
        for other in sorted(onward.get(id, ())):
            if other not in came_from:
                came_from[other] = id
                waiting.append(other)
    if last not in came_from:
        return []
    chain = [last]
    while came_from[chain[-1]]:
        chain.append(came_from[chain[-1]])
    return chain[::-1]


def _check_open(
    network: Network, connector: Contact, to: Contact | Acquaintance, today: date
) -> None:
    """Raise CannotBeDoneError where the connector was asked already and it is not over."""
    for introduction in map(Introduction, network.introductions.values()):
        if (introduction.connector, introduction.to) != (connector.id, to.id):
            continue
        if not next_stages(introduction):
            continue
        asked = introduction.on(Stage.ASKED)
        raise CannotBeDoneError(
            _("{connector} was asked for an introduction to {to} already ({day})").format(
                connector=connector.name,
                to=to.name,
                day=full_day(asked, today) if asked else stage_word(introduction.stage),
            ),
            _("`netcrm introductions` lists it; move it on, or let it be faded"),
        )


def _check_touch(network: Network, id: str, name: str, today: date) -> str:
    """Return what is to be said of somebody who is a contact already; empty for others.

    Raises CannotBeDoneError where you are in touch with them.
    """
    if id not in network.contacts:
        return ""
    last = network.ledger.at(today, network.interactions.values).of(id).strong.last
    since = None if last is None else today.toordinal() - last
    if since is None:
        return _("{name} is a contact of yours already, but you were never in touch").format(
            name=name
        )
    if since <= IN_TOUCH_DAYS:
        raise CannotBeDoneError(
            _("{name} is a contact of yours already: last in touch {ago} ago").format(
                name=name, ago=ago(since)
            ),
            _("no introduction is needed; write to them"),
        )
    return _("{name} is a contact of yours already: last in touch {ago} ago").format(
        name=name, ago=ago(since)
    )


def _check_order(introduction: Introduction, wanted: Stage, today: date) -> None:
    """Raise CannotBeDoneError where an introduction can't come to a stage any more."""
    stage = introduction.stage
    possible = next_stages(introduction)
    if wanted in possible:
        return
    day = introduction.on(stage)
    since = f" ({full_day(day, today)})" if day else ""
    if wanted is stage:
        text = _("it is {stage} already{since}")
    elif not possible:
        text = _("it is {stage}{since}: that is its end")
    else:
        text = _("it is {stage} already{since} and does not go back to {wanted}")
    words = {"stage": stage_word(stage), "since": since, "wanted": stage_word(wanted)}
    hint = _("from here it goes on to {stages}").format(stages=", ".join(possible))
    end = _("`netcrm undo` takes the last step back; asking again makes a new one")
    raise CannotBeDoneError(text.format_map(words), hint if possible else end)


def _next(
    network: Network, id: str, connector: str, to: str, stage: Stage, day: date
) -> Iterator[Op]:
    """Yield the operation that promises what follows a stage; none follows an end."""
    if stage not in _NEXT_IN:
        return
    names = {"connector": network.name_of(connector), "to": network.name_of(to)}
    text = {
        Stage.ASKED: _("ask {connector} again how it goes with {to}"),
        Stage.AGREED: _("see that {connector} introduces you to {to}"),
        Stage.INTRODUCED: _("meet {to}"),
        Stage.MET: _("thank {connector} and report back about {to}"),
    }[stage].format_map(names)
    about = to if stage is Stage.INTRODUCED and to in network.contacts else connector
    due = days_later(day, _NEXT_IN[stage])
    yield next_step(network, FIELD, id, text, contact=about, due=due)


def _promoted(network: Network, id: str, via: str, met: date, today: date) -> list[Op]:
    """Return the operations that make a contact, of the same id, of an acquaintance you met."""
    record = network.acquaintances.get(id)
    if record is None or id in network.contacts:
        return []
    known = Acquaintance(record)
    fields: dict[str, JSON] = {
        "name": known.name,
        "org": known.org or None,
        "title": known.title or None,
        "note": known.note or None,
        "via": via if via in network.contacts else None,
        "known_since": met.isoformat(),
        "added": today.isoformat(),
    }
    return [new(CONTACTS, id, fields), record.gone()]


def _label(network: Network, introduction: Introduction, stage: Stage) -> str:
    text = {
        Stage.ASKED: _("asked {connector} for an introduction to {to}"),
        Stage.AGREED: _("{connector} agreed to introduce you to {to}"),
        Stage.INTRODUCED: _("{connector} introduced you to {to}"),
        Stage.MET: _("met {to} through {connector}"),
        Stage.THANKED: _("thanked {connector} for the introduction to {to}"),
        Stage.DECLINED: _("{connector} declined to introduce you to {to}"),
        Stage.FADED: _("the introduction to {to} by {connector} faded"),
    }[stage]
    connector = network.name_of(introduction.connector) or _("somebody")
    to = network.name_of(introduction.to) or _("somebody")
    return text.format(connector=connector, to=to)
