"""Put somebody into circles: one way for all. On the way of `netcrm log`: imports stay light."""

from collections.abc import Iterable
from datetime import date

from netcrm.core.circle import Circle
from netcrm.core.record import Op

TYPE_CHECKING = False
if TYPE_CHECKING:
    from netcrm.core.contact import Contact


def give(contact: "Contact", circles: Iterable[str], today: date) -> list[Op]:
    """Return the operations that put a contact into CIRCLES too, with all that goes along.

    The first circle starts the clock of an imported contact TODAY; family is not let go.
    """
    given = [*dict.fromkeys(map(str, circles))]
    ops = [contact.record.add("circles", c) for c in given if c not in contact.circles]
    if ops and contact.imported and not contact.circles and not contact.sorted_on:
        ops.append(contact.record.put("sorted_on", today.isoformat()))
    if Circle.FAMILY in given and contact.let_go:
        ops.append(contact.record.put("let_go", None))
    return ops


def become(contact: "Contact", circles: Iterable[str], today: date) -> list[Op]:
    """Return the operations that put a contact into CIRCLES and no others."""
    given = [*map(str, circles)]
    inside = contact.record.fields.get("circles")
    old = inside if isinstance(inside, list) else []
    drops = [contact.record.drop("circles", circle) for circle in old if circle not in given]
    return drops + give(contact, given, today)
