"""Thanks that are logged settle what was owed: introductions are thanked for, promised thanks are ticked off.

Not on the way of `netcrm log` where a line thanks nobody: it needs the whole network.
"""

from datetime import date

from netcrm.core.capture.model import Capture
from netcrm.core.changes.steps import INTRODUCTION, close_steps
from netcrm.core.follow_up import FollowUp
from netcrm.core.i18n import _
from netcrm.core.introduction import Introduction, Stage
from netcrm.core.network import Network
from netcrm.core.record import JSON, Op
from netcrm.core.thanks import Owed, in_passing, owed


def settled_by(network: Network, capture: Capture, today: date) -> Owed:
    """Return the thanks owed that CAPTURE says were given; none where it is planned or no thanks."""
    if not capture.thanks or capture.date > today or in_passing(capture.words):
        return Owed()
    return owed(network, [person.id for person in capture.people], capture.date)


def with_thanks(capture: Capture, network: Network, today: date) -> Capture:
    """Return CAPTURE with a note for each of the thanks owed that it settles."""
    found = settled_by(network, capture, today)
    thanked = _("with it {name} is thanked for the introduction to {to}")
    done = _("with it is done what was promised: {text}")
    notes = [
        *capture.notes,
        *(
            thanked.format(name=network.name_of(one.connector), to=network.name_of(one.to))
            for one in map(Introduction, found.introductions)
        ),
        *(done.format(text=one.text) for one in map(FollowUp, found.promises)),
    ]
    return capture.but(notes=tuple(dict.fromkeys(notes)))


def settle(network: Network, capture: Capture, today: date) -> list[Op]:
    """Return the operations that settle them, each on the day of the entry."""
    found = settled_by(network, capture, today)
    on = capture.date.isoformat()
    ops: list[Op] = []
    for record in found.introductions:
        ops += record.become({Stage.THANKED.value: on})
        ops += close_steps(network, INTRODUCTION, record.id, capture.date)
    done: dict[str, JSON] = {"done": on}
    for record in found.promises:
        ops += record.become(done)
    return ops
