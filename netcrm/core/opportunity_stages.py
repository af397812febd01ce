"""How opportunities go on and are told of: the stages ahead, their words, the order of the list. Pure."""

from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.opportunity import CLOSED, Opportunity, Stage

BOARD = (Stage.LEAD, Stage.APPLIED, Stage.INTERVIEW, Stage.OFFER)
"""The stages in which it is open, in their order."""


def next_stages(opportunity: Opportunity) -> tuple[Stage, ...]:
    """Return the stages it may come to, the next one first, lost last; none where it is closed."""
    stage = opportunity.stage
    if stage in CLOSED:
        return ()
    stages = [*Stage]
    return tuple(stages[stages.index(stage) + 1 :])


def stage_word(stage: Stage) -> str:
    """Return a stage in the user's language."""
    return {
        Stage.LEAD: _("lead"),
        Stage.APPLIED: _("applied"),
        Stage.INTERVIEW: _("interview"),
        Stage.OFFER: _("offer"),
        Stage.WON: _("won"),
        Stage.LOST: _("lost"),
    }[stage]


def title_of(opportunity: Opportunity) -> str:
    """Return the role and the organisation in a few words."""
    if not opportunity.role:
        return opportunity.org or "?"
    return _("{role} at {org}").format(role=opportunity.role, org=opportunity.org or "?")


def in_order(network: Network) -> tuple[Opportunity, ...]:
    """Return all opportunities, the open ones first: the furthest first, then the latest step."""
    found = [*map(Opportunity, network.opportunities.values())]
    found.sort(key=lambda one: (one.record.origin, one.id))
    found.sort(key=last_day, reverse=True)
    stages = [*Stage]
    found.sort(key=lambda one: -stages.index(one.stage) if one.is_open else 1)
    return tuple(found)


def last_day(opportunity: Opportunity) -> int:
    """Return the day of its last step as an ordinal; 0 where none is known."""
    history = opportunity.history
    return history[-1][1].toordinal() if history else 0
