"""How one contact stands on a day: the numbers of `netcrm.core.figures` as the screens use them."""

from datetime import date
from typing import NamedTuple

from netcrm.core import reasons
from netcrm.core.circle import Circle
from netcrm.core.contact import Contact, State
from netcrm.core.dates import CADENCE_MAX
from netcrm.core.figures import Figures
from netcrm.core.follow_up import FollowUp
from netcrm.core.heat import AT_RISK, Band, band, due_day, is_drifting, rhythm
from netcrm.core.stored_days import Days, pauses_of
from netcrm.core.touches import LastTouch, Touches

_DIFFERENT = 2.0  # a rhythm this many times the cadence, or its inverse, differs much
_ENOUGH_GAPS = 3


class Standing(NamedTuple):
    """How a contact stands; silence, cadence and rhythm are days, days are local."""

    contact: Contact
    today: date
    state: State
    cadence: int | None
    silence: float | None
    heat: float | None
    """Silence / cadence, not rounded; None where there is no cadence."""
    band: Band | None
    last: LastTouch | None
    last_full: date | None
    rhythm: float | None
    """The days they really leave between touches."""
    offer: int | None
    """The cadence, in days, that their rhythm suggests where it differs much from the one set."""
    estimated: bool
    """Never contacted: the clock runs from the day known, sorted or added."""
    drifting: bool
    at_risk: bool
    dormant: bool
    awaiting: date | None
    """The day since which a reply is awaited."""
    awaiting_latest: date | None
    """The day of the latest touch that got no reply: the same, or of a nudge."""
    nudge: bool
    """Whether to suggest one: the reply is awaited for more than a week and nobody nudged yet."""
    planned: date | None
    planned_medium: str
    birthday_in: int | None
    """Days to a birthday that came up with no touch since, 0 to 7."""
    opportunity: bool
    """Whether there is an open opportunity at their workplace."""
    follow_ups: tuple[FollowUp, ...]
    """The open ones, the earliest due first."""
    calling: bool
    hidden: bool
    score: float
    due_on: date | None
    """The day heat reaches, or has reached, 1; None without a cadence or while paused for good."""
    reasons: tuple[str, ...] = ()
    """Why, in words, those first that put the contact into the review."""

    @property
    def explain(self) -> str:
        """The heat in words: `42 d of 30 · last: email 12 Oct (half)`."""
        return reasons.explain(self)


def stand(
    contact: Contact,
    figures: Figures,
    touches: Touches,
    follow_ups: tuple[FollowUp, ...],
    today: date,
) -> Standing:
    """Return the standing of a contact with its reasons in words."""
    cadence, silence, heat = figures.cadence, figures.silence, figures.heat
    gaps = touches.full if contact.full_only else touches.strong
    usual = rhythm(gaps, cadence) if cadence else None
    awaiting = figures.awaiting
    standing = Standing(
        contact=contact,
        today=today,
        state=figures.state,
        cadence=cadence,
        silence=silence,
        heat=heat,
        band=None if heat is None else band(heat),
        last=touches.last,
        last_full=_day(touches.last_full),
        rhythm=usual,
        offer=_offer(usual, cadence, gaps.n),
        estimated=cadence is not None and touches.last is None,
        drifting=is_adrift(usual, silence, touches),
        at_risk=is_at_risk(figures),
        dormant=figures.dormant,
        awaiting=_day(awaiting and awaiting[0]),
        awaiting_latest=_day(awaiting and awaiting[1]),
        nudge=figures.nudge,
        planned=_day(figures.planned),
        planned_medium=next((medium for _, medium, w, _ in touches.planned if w > 0), ""),
        birthday_in=figures.birthday_in,
        opportunity=figures.opportunity,
        follow_ups=follow_ups,
        calling=figures.calling,
        hidden=figures.hidden,
        score=figures.score,
        due_on=_day(due_on(contact, figures, today.toordinal())),
    )
    return standing._replace(reasons=reasons.words(standing, known_gaps=gaps.n))


def due_on(contact: Contact, figures: Figures, today: int) -> int | None:
    """Return the day (ordinal) heat reaches 1 without another touch, None if it never will."""
    if figures.silence is None or figures.cadence is None:
        return None
    pauses = pauses_of(contact.record.fields.get("pause"), Days())
    return due_day(figures.silence, figures.cadence, today, pauses)


def is_adrift(usual: float | None, silence: float | None, touches: Touches) -> bool:
    """Return whether a contact drifts from its rhythm; somebody never contacted has none."""
    if usual is None or silence is None or touches.last is None:
        return False
    return is_drifting(usual, silence)


def is_at_risk(figures: Figures) -> bool:
    """Return whether a friend has missed two cadences and wasn't let go."""
    return (
        figures.heat is not None
        and figures.heat >= AT_RISK
        and Circle.FRIENDS in figures.circles
        and figures.state != "let-go"
    )


def _offer(usual: float | None, cadence: int | None, gaps: int) -> int | None:
    if usual is None or cadence is None or gaps < _ENOUGH_GAPS:
        return None
    if cadence / _DIFFERENT < usual < cadence * _DIFFERENT:
        return None
    return max(1, min(round(usual), CADENCE_MAX))


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(min(ordinal, date.max.toordinal()))
