"""Why somebody is in the review, in words: short, warm, never a reproach. Knows no screen."""

from datetime import date
from typing import TYPE_CHECKING

from netcrm.core.birthdays import DAYS_AHEAD, next_birthday
from netcrm.core.dates import days_later, short_day
from netcrm.core.heat import Band
from netcrm.core.i18n import _
from netcrm.core.medium import FULL, HALF, UNANSWERED, Medium, medium_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netcrm.core.follow_up import FollowUp
    from netcrm.core.standing import Standing


def words(standing: "Standing", *, known_gaps: int) -> tuple[str, ...]:
    """Return all reasons, the calling ones first; KNOWN_GAPS says how well the rhythm is known."""
    return (
        *_calling(standing),
        *_state(standing),
        *_explaining(standing, known_gaps),
    )


def explain(standing: "Standing") -> str:
    """Return the heat and the last touch in words: `42 d of 30 · last: email 12 Oct (half)`."""
    if standing.silence is None or standing.cadence is None:
        heat = _("no cadence")
    else:
        heat = _("{silence} d of {cadence}").format(
            silence=int(standing.silence), cadence=standing.cadence
        )
    last = standing.last
    if standing.estimated:
        return _("{heat}, estimated · no touch yet").format(heat=heat)
    if last is None:
        return _("{heat} · no touch yet").format(heat=heat)
    return _("{heat} · last: {medium} {day} ({weight})").format(
        heat=heat,
        medium=medium_word(Medium(last.medium)),
        day=short_day(last.date, standing.today),
        weight=weight_word(last.weight),
    )


def band_word(band: Band) -> str:
    """Return the word for a band of heat."""
    return {
        Band.FRESH: _("fresh"),
        Band.WARM: _("warm"),
        Band.SOON: _("soon"),
        Band.DUE: _("due"),
        Band.OVERDUE: _("overdue"),
        Band.COLD: _("cold"),
    }[band]


def weight_word(weight: float) -> str:
    """Return the word for how much a touch counts."""
    if weight >= FULL:
        return _("full")
    if weight >= HALF:
        return _("half")
    return _("no reply") if weight >= UNANSWERED else _("light")


def on(day: date, today: date) -> str:
    """Return a day as it follows a thing: `today`, `tomorrow`, `on Wed`, `on 3 Dec`."""
    text = short_day(day, today)
    return text if abs((day - today).days) <= 1 else _("on {day}").format(day=text)


def _calling(standing: "Standing") -> "Iterator[str]":
    today = standing.today
    if standing.heat is not None and standing.heat >= 1:
        yield _due(standing)
    if standing.birthday_in is not None:
        birthday = days_later(today, standing.birthday_in)
        yield _("birthday {on_day}").format(on_day=on(birthday, today))
    for follow_up in standing.follow_ups:
        if follow_up.due and follow_up.due <= today:
            yield _promised(follow_up, today)
    if standing.nudge and standing.awaiting_latest:
        days = (today - standing.awaiting_latest).days
        yield _("no reply for {days} d: nudge once?").format(days=days)


def _due(standing: "Standing") -> str:
    """Say the cadence and the last touch, and of one that did not count in full how much it did."""
    cadence, last, today = standing.cadence, standing.last, standing.today
    if last is None:
        return _("due every {cadence} d, no touch yet").format(cadence=cadence)
    if standing.contact.full_only and last.weight < FULL:
        if standing.last_full is None:
            return _("due every {cadence} d, not met or called yet").format(cadence=cadence)
        return _("due every {cadence} d, last met or called {days} d ago").format(
            cadence=cadence, days=(today - standing.last_full).days
        )
    if last.weight < FULL:
        return _("due every {cadence} d, last {days} d ago ({medium}, {weight})").format(
            cadence=cadence,
            days=(today - last.date).days,
            medium=medium_word(Medium(last.medium)),
            weight=weight_word(last.weight),
        )
    return _("due every {cadence} d, last {days} d ago").format(
        cadence=cadence, days=(today - last.date).days
    )


def _promised(promise: "FollowUp", today: date) -> str:
    text = promise.what
    if promise.due:
        day = short_day(promise.due, today)
        words = (
            _("they promised: {text} ({day})") if promise.theirs else _("promised: {text} ({day})")
        )
        return words.format(text=text, day=day)
    words = _("they promised: {text}") if promise.theirs else _("promised: {text}")
    return words.format(text=text)


def _state(standing: "Standing") -> "Iterator[str]":
    """Say why somebody is not in the review."""
    contact, today = standing.contact, standing.today
    if standing.state == "deceased" and contact.deceased:
        yield _("in memory, {day}").format(day=short_day(contact.deceased, today))
    elif standing.state == "let-go" and contact.let_go:
        yield _("let go {on_day}").format(on_day=on(contact.let_go, today))
    elif standing.state == "paused" and contact.pause:
        if contact.pause.until:
            yield _("paused until {day}").format(day=short_day(contact.pause.until, today))
        else:
            yield _("paused")
    elif standing.state == "snoozed" and contact.snooze:
        text = _("skipped until {day}") if contact.snooze.skipped else _("snoozed until {day}")
        yield text.format(day=short_day(contact.snooze.until, today))
    elif standing.state == "unsorted":
        yield _("not in a circle yet")
    if standing.dormant:
        yield _("dormant: may rest until you want to revive it")


def _greeted(standing: "Standing") -> date | None:
    """Return the day of a birthday that has come up but calls nobody, since there was a touch."""
    if standing.birthday_in is not None or standing.state == "deceased":
        return None
    birthday = next_birthday(standing.contact.birthday, standing.today)
    return birthday if birthday and (birthday - standing.today).days <= DAYS_AHEAD else None


def _planned(medium: str) -> str:
    return {
        Medium.MET: _("meeting {on_day}"),
        Medium.CALL: _("call {on_day}"),
        Medium.VIDEO: _("video call {on_day}"),
    }.get(Medium(medium), _("planned {on_day}"))


def _explaining(standing: "Standing", known_gaps: int) -> "Iterator[str]":
    today = standing.today
    if standing.planned:
        yield _planned(standing.planned_medium).format(on_day=on(standing.planned, today))
    if birthday := _greeted(standing):
        yield _("birthday {on_day}, in touch since it came up").format(on_day=on(birthday, today))
    for follow_up in standing.follow_ups:
        if not follow_up.due or follow_up.due > today:
            yield _promised(follow_up, today)
    if standing.awaiting and not standing.nudge:
        yield _("reply awaited since {day}").format(day=short_day(standing.awaiting, today))
    if standing.opportunity:
        yield _("open opportunity at {org}").format(org=standing.contact.org)
    if standing.at_risk:
        yield _("at risk: a good time to reconnect")
    if standing.drifting and standing.rhythm:
        if known_gaps:
            yield _("drifting: usually every {days} d").format(days=round(standing.rhythm))
        else:
            yield _("drifting: it has been a while")
    if standing.estimated:
        yield _("estimated: never contacted")
    if standing.offer:
        yield _("you meet every ~{days} d; make that the cadence?").format(days=standing.offer)
