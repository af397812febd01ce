"""What ticking off a next step does beside: thanks end an introduction, an opportunity has no next step any more."""

from collections.abc import Iterable
from datetime import date

from netcrm.core.changes.steps import INTRODUCTION, OPPORTUNITY
from netcrm.core.contact import as_text
from netcrm.core.introduction import Introduction, Stage
from netcrm.core.introduction_stages import is_owed
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.record import Op, Record


def after_steps(network: Network, steps: Iterable[Record], today: date) -> list[Op]:
    """Return the operations that belong to ticking off STEPS today; none for other follow-ups."""
    ops: list[Op] = []
    seen: set[str] = set()
    for step in steps:
        id = as_text(step.fields.get(INTRODUCTION))
        record = network.introductions.get(id)
        if record is not None and id not in seen and is_owed(Introduction(record)):
            ops += record.become({Stage.THANKED.value: today.isoformat()})
            seen.add(id)
        id = as_text(step.fields.get(OPPORTUNITY))
        record = network.opportunities.get(id)
        if record is not None and id not in seen and _is_next(Opportunity(record), step):
            ops += record.become({"next": None})
            seen.add(id)
    return ops


def _is_next(opportunity: Opportunity, step: Record) -> bool:
    return bool(opportunity.next) and as_text(step.fields.get("text")).startswith(opportunity.next)
