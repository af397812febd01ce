"""Snooze, skip, pause, let go and take back: the states of a contact, each distinct from the others."""

from collections.abc import Iterable
from datetime import date

from netcrm.core.changes.people import some
from netcrm.core.circle import Circle
from netcrm.core.contact import Contact
from netcrm.core.dates import days_later, long_day
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op


def snooze(network: Network, ids: Iterable[str], until: date, *, today: date) -> Change:
    """Return the change that hides contacts until the day UNTIL; their clock runs on.

    Raises BadInputError where the day is not after TODAY, KeyError for an unknown id.
    """
    if until <= today:
        raise BadInputError(
            _("{day} is not a day to come").format(day=long_day(until)),
            _("snooze until a later day, such as 1w or next monday"),
        )
    value: JSON = {"until": until.isoformat()}
    people = _people(network, ids)
    label = _("snoozed {names} until {day}").format(names=_names(people), day=long_day(until))
    return Change(label, [person.record.put("snooze", value) for person in people])


def skip(network: Network, ids: Iterable[str], *, today: date) -> Change:
    """Return the change that lets this round pass: hidden for one cadence, no touch written.

    Raises CannotBeDoneError for a contact without a cadence, BadInputError where no day is left,
    KeyError for an unknown id.
    """
    people = _people(network, ids)
    ops: list[Op] = []
    for person in people:
        cadence = network.standings(today).of(person.id).cadence
        if cadence is None:
            raise CannotBeDoneError(
                _("no round to skip: {name} has no cadence").format(name=person.name),
                _("snooze hides somebody until a day"),
            )
        until = days_later(today, cadence)
        if until <= today:
            raise BadInputError(_("the calendar ends here: {day}").format(day=today.isoformat()))
        ops.append(person.record.put("snooze", {"until": until.isoformat(), "skipped": True}))
    return Change(_("skipped this round: {names}").format(names=_names(people)), ops)


def pause(
    network: Network, ids: Iterable[str], *, today: date, until: date | None = None
) -> Change:
    """Return the change that stops the clock of contacts from TODAY, until a day or until resumed.

    Raises BadInputError where the day is not after TODAY, KeyError for an unknown id.
    """
    if until is not None and until <= today:
        raise BadInputError(_("{day} is not a day to come").format(day=long_day(until)))
    value: dict[str, JSON] = {"since": today.isoformat()}
    if until:
        value["until"] = until.isoformat()
    people = _people(network, ids)
    ops = [person.record.put("pause", {**value, **_earlier(person, today)}) for person in people]
    return Change(_("paused {names}").format(names=_names(people)), ops)


def resume(network: Network, ids: Iterable[str], *, today: date) -> Change:
    """Return the change that lets the clock of paused contacts run again from TODAY.

    Raises KeyError for an unknown id.
    """
    people = [p for p in _people(network, ids) if p.state(today) == "paused"]
    ops = []
    for person in people:
        value = person.record.fields["pause"]
        assert isinstance(value, dict)  # noqa: S101  a paused contact has a pause
        ops.append(person.record.put("pause", {**value, "until": today.isoformat()}))
    return Change(_("resumed {names}").format(names=_names(people)), ops)


def _earlier(person: Contact, today: date) -> dict[str, JSON]:
    """Return the earlier pauses of a contact, so that days that stood still then still do."""
    spans: list[JSON] = [
        [span.since.isoformat(), min(span.until or today, today).isoformat()]
        for span in person.pauses
    ]
    return {"earlier": spans} if spans else {}


def let_go(network: Network, ids: Iterable[str], *, today: date) -> Change:
    """Return the change that lets contacts go: kept and searchable, but never due.

    Raises CannotBeDoneError for family, KeyError for an unknown id.
    """
    people = _people(network, ids)
    for person in people:
        if Circle.FAMILY in person.circles:
            raise CannotBeDoneError(
                _("family is not let go, and {name} is family").format(name=person.name),
                _("`pause` stops the clock for a time; a longer cadence gives it room"),
            )
    ops = [person.record.put("let_go", today.isoformat()) for person in people]
    return Change(_("let go: {names}").format(names=_names(people)), ops)


def take_back(network: Network, ids: Iterable[str], *, today: date) -> Change:
    """Return the change that takes contacts back into what they were before: let go, paused or snoozed.

    Raises KeyError for an unknown id.
    """
    people = _people(network, ids)
    ops: list[Op] = []
    for person in people:
        if person.let_go:
            ops.append(person.record.put("let_go", None))
        if person.snooze and person.snooze.until > today:
            ops.append(person.record.put("snooze", None))
        if person.state(today) == "paused" or (person.pause and person.let_go):
            ops += resume(network, [person.id], today=today).ops
    return Change(_("took back {names}").format(names=_names(people)), ops)


def deceased(network: Network, id: str, day: date | None) -> Change:
    """Return the change that sets (or, with None, clears) the memorial day of a contact.

    Raises KeyError for an unknown id.
    """
    person = network.contact(id)
    label = _("in memory of {name}") if day else _("no longer marked deceased: {name}")
    op = person.record.put("deceased", day.isoformat() if day else None)
    return Change(label.format(name=person.name), [op])


def answered(network: Network, id: str, *, today: date) -> Change:
    """Return the change that says the unanswered touches since the last strong one were answered after all.

    Raises CannotBeDoneError where no reply is awaited, KeyError for an unknown id.
    """
    person = network.contact(id)
    if network.standings(today).of(id).awaiting is None:
        raise CannotBeDoneError(_("no reply from {name} is awaited").format(name=person.name))
    for entry in network.log_of(id):
        if not entry.answered and entry.date <= today:
            ops = [entry.record.put("answered", None), entry.record.put("direction", "both")]
            return Change(_("answered: {name}").format(name=person.name), ops)
    raise CannotBeDoneError(_("no reply from {name} is awaited").format(name=person.name))


def cadence(network: Network, ids: Iterable[str], days: int | None) -> Change:
    """Return the change that sets the own cadence of contacts in days; 0 for none, None for their circles'.

    Raises KeyError for an unknown id.
    """
    people = _people(network, ids)
    ops = [op for person in people for op in person.record.become({"every": days})]
    if days is None:
        label = _("cadence of {names}: as their circles have it").format(names=_names(people))
    elif days == 0:
        label = _("cadence of {names}: none").format(names=_names(people))
    else:
        label = _("cadence of {names}: {days} d").format(names=_names(people), days=days)
    return Change(label, ops)


def _people(network: Network, ids: Iterable[str]) -> list[Contact]:
    return [network.contact(id) for id in dict.fromkeys(ids)]


def _names(people: list[Contact]) -> str:
    return some([person.name for person in people])
