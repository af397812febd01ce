"""Give unsorted people a circle."""

from collections.abc import Iterable
from datetime import date

from netcrm.core.changes import circles
from netcrm.core.changes.people import some
from netcrm.core.circle import Circle
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Change, Op


def sort_into(network: Network, ids: Iterable[str], circle: Circle, *, today: date) -> Change:
    """Return the change that adds contacts to a circle; an imported one's clock starts today.

    Raises KeyError for an unknown id.
    """
    ops: list[Op] = []
    names = []
    for id in dict.fromkeys(ids):
        person = network.contact(id)
        names.append(person.name)
        ops += circles.give(person, [circle], today)
    label = _("sorted {names} → {circle}").format(names=some(names), circle=circle)
    return Change(label, ops)
