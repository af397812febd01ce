"""What brought leads, interviews and offers: which circle, how strong a tie, and how long each stage took.

Pure. What it says rests on few cases, so it counts them and calls nothing a cause. An opportunity counts as
an interview once it has come that far or farther, so a stage that was jumped over is not missing.
"""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from netcrm.core.circle import Circle
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity, Stage
from netcrm.core.opportunity_stages import stage_word
from netcrm.core.record import JSON
from netcrm.core.ties import Strength, tie
from netcrm.core.touches import empty_row

COUNTED = (Stage.LEAD, Stage.INTERVIEW, Stage.OFFER)

ACQUAINTANCE = "acquaintance"
ADVERT = "advert"
UNKNOWN = "unknown"

_ORDER = [*Stage]
_ADVERTS = frozenset({"advert", "ad", "annonce", "opslag", "stillingsopslag"})


class Brought(NamedTuple):
    """How many leads, interviews and offers there were."""

    leads: int = 0
    interviews: int = 0
    offers: int = 0

    def plus(self, opportunity: Opportunity) -> "Brought":
        """Return the numbers with one opportunity more."""
        far = [_came_to(opportunity, stage) for stage in COUNTED]
        return Brought(*(count + came for count, came in zip(self, far, strict=True)))


class Report(NamedTuple):
    """The numbers; by circle (a contact in two counts in both), by tie strength, and days by stage."""

    total: Brought
    open: int
    won: int
    circles: Mapping[str, Brought]
    """By circle, or `unsorted`, `acquaintance`, `advert`, another source, `unknown`."""
    ties: Mapping[str, Brought]
    """By the strength, today, of the tie to the contact who brought it."""
    days: Mapping[Stage, tuple[float, int]]
    """Of each stage that was left: the median of the days in it, and of how many opportunities."""

    def document(self) -> dict[str, JSON]:
        """Return the report as JSON."""
        return {
            "total": {**self.total._asdict()},
            "open": self.open,
            "won": self.won,
            "circles": {name: {**count._asdict()} for name, count in self.circles.items()},
            "ties": {name: {**count._asdict()} for name, count in self.ties.items()},
            "median_days": {str(stage): days for stage, (days, _count) in self.days.items()},
        }


def report(network: Network, today: date) -> Report:
    """Return the report on all opportunities; strengths are those of TODAY."""
    total, still_open, won = Brought(), 0, 0
    circles: dict[str, Brought] = {}
    ties: dict[str, Brought] = {}
    spans: dict[Stage, list[int]] = {}
    rows = network.ledger.at(today, network.interactions.values).raw
    for record in network.opportunities.values():
        one = Opportunity(record)
        total = total.plus(one)
        still_open += one.is_open
        won += one.stage is Stage.WON
        for name in _sources(network, one):
            circles[name] = circles.get(name, Brought()).plus(one)
        if one.via in network.contacts:
            inside = network.contact(one.via).circles
            word = tie(rows.get(one.via, empty_row()), inside, today.toordinal()).word
            ties[word] = ties.get(word, Brought()).plus(one)
        for (stage, since), (_next, until) in pairwise(one.history):
            spans.setdefault(stage, []).append((until - since).days)
    return Report(
        total,
        still_open,
        won,
        dict(sorted(circles.items(), key=lambda pair: (*(-n for n in pair[1]), pair[0]))),
        {word: ties[word] for word in Strength if word in ties},
        {stage: (median(spans[stage]), len(spans[stage])) for stage in Stage if stage in spans},
    )


def sentences(made: Report) -> list[str]:
    """Return the report in words, a line each."""
    if not made.total.leads:
        return [_("no opportunity yet, so there is nothing to report")]
    lines = [
        _("{brought}; {open} open, {won} won").format(
            brought=_counted(made.total), open=made.open, won=made.won
        ),
        "",
        _("Who brought them:"),
        *(f"  {_source_word(name)}: {_counted(count)}" for name, count in made.circles.items()),
    ]
    if made.ties:
        lines += ["", _("How strong the ties are, as of today, to the contacts who did:")]
        lines += [f"  {_tie_word(name)}: {_counted(count)}" for name, count in made.ties.items()]
    if made.days:
        lines += ["", _("Half of them were in a stage for so many days or fewer:")]
        lines += [
            "  "
            + _("{stage}: {days} d (of {n})").format(stage=stage_word(stage), days=f"{days:g}", n=n)
            for stage, (days, n) in made.days.items()
        ]
    return lines


def _came_to(opportunity: Opportunity, stage: Stage) -> bool:
    """Return whether it came to a stage or beyond it; being lost says nothing of that."""
    at = _ORDER.index(stage)
    return stage is Stage.LEAD or any(
        _ORDER.index(reached) >= at and reached is not Stage.LOST
        for reached, _day in opportunity.history
    )


def _sources(network: Network, opportunity: Opportunity) -> tuple[str, ...]:
    if opportunity.via in network.contacts:
        return tuple(map(str, network.contact(opportunity.via).circles)) or ("unsorted",)
    if opportunity.via in network.acquaintances:
        return (ACQUAINTANCE,)
    source = opportunity.source.casefold()
    return (ADVERT if source in _ADVERTS else source or UNKNOWN,)


def _source_word(name: str) -> str:
    return {
        Circle.FAMILY.value: _("family"),
        Circle.FRIENDS.value: _("friends"),
        Circle.PROFESSIONAL.value: _("professional"),
        "unsorted": _("in no circle yet"),
        ACQUAINTANCE: _("whom a contact knows"),
        ADVERT: _("an advert"),
        UNKNOWN: _("not said"),
    }.get(name, name)


def _tie_word(name: str) -> str:
    return {
        Strength.STRONG.value: _("strong"),
        Strength.MODERATE.value: _("moderate"),
        Strength.WEAK.value: _("weak"),
        Strength.DORMANT.value: _("dormant"),
    }.get(name, name)


def _counted(brought: Brought) -> str:
    return ", ".join(
        (
            ngettext("{n} lead", "{n} leads", brought.leads).format(n=brought.leads),
            ngettext("{n} interview", "{n} interviews", brought.interviews).format(
                n=brought.interviews
            ),
            ngettext("{n} offer", "{n} offers", brought.offers).format(n=brought.offers),
        )
    )
