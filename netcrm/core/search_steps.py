"""What the search for a job asks for today beside people: steps that are promised to nobody. Pure."""

from datetime import date
from typing import TYPE_CHECKING

from netcrm.core.changes.steps import FIELDS, OPPORTUNITY
from netcrm.core.contact import as_text
from netcrm.core.dates import short_day
from netcrm.core.goals import mode_of
from netcrm.core.i18n import _, ngettext
from netcrm.core.opportunity import Opportunity
from netcrm.core.profile import Mode

if TYPE_CHECKING:
    from netcrm.core.network import Network

_MOST = 5


def search_steps(network: "Network", today: date) -> list[str]:
    """Return, in job-search mode, the steps of the search that are due and that no person of the review tells.

    A contact in the review tells what was promised to them; one who is snoozed, paused or gone tells nothing.
    Last comes how many open opportunities have no next step.
    """
    if mode_of(network) is not Mode.JOB_SEARCH:
        return []
    of_search = [
        promise
        for promise in network.promises()
        if any(promise.record.fields.get(field) for field in FIELDS)
    ]
    told = frozenset(network.standings(today).queue)
    due = [
        promise
        for promise in of_search
        if promise.due and promise.due <= today and promise.contact not in told
    ]
    words = [
        _("{text} ({day})").format(text=promise.text, day=short_day(promise.due, today))
        for promise in due[:_MOST]
        if promise.due
    ]
    if more := len(due) - len(words):
        words.append(ngettext("{n} more step", "{n} more steps", more).format(n=more))
    cared_for = {as_text(promise.record.fields.get(OPPORTUNITY)) for promise in of_search}
    idle = sum(
        opportunity.is_open and opportunity.id not in cared_for
        for opportunity in map(Opportunity, network.opportunities.values())
    )
    if idle:
        words.append(
            ngettext(
                "{n} open opportunity has no next step",
                "{n} open opportunities have no next step",
                idle,
            ).format(n=idle)
        )
    return words
