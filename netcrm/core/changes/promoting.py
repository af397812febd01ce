"""Make a contact of an acquaintance: whoever is met keeps their id, so that all that was said of them stays."""

from collections.abc import Mapping
from datetime import date

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.changes.people import checked
from netcrm.core.contact import TABLE
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, new
from netcrm.core.who_knows_whom import who_knows_whom

_KEPT = ("org", "title", "note")
_NO_FIELDS: Mapping[str, JSON] = {}


def promote(
    network: Network, id: str, fields: Mapping[str, JSON] = _NO_FIELDS, *, today: date
) -> Change:
    """Return the change that makes a contact of an acquaintance, with FIELDS as `people.add` takes them.

    Raises KeyError for an unknown id, BadInputError as `people.add` does.
    """
    name = Acquaintance(network.acquaintances[id]).name
    ops = promoted(network, id, checked(fields), today=today)
    return Change(_("made {name} a contact").format(name=name), ops)


def promoted(
    network: Network, id: str, fields: Mapping[str, JSON] = _NO_FIELDS, *, today: date
) -> list[Op]:
    """Return the operations that make a contact of an acquaintance; none where no acquaintance has the id.

    What is known of them is kept where FIELDS say nothing of it; without `via` it is the first contact
    through whom they are known.
    """
    record = network.acquaintances.get(id)
    if record is None or id in network.contacts:
        return []
    known = Acquaintance(record)
    through = who_knows_whom(network).through(id)
    values: dict[str, JSON] = {
        "name": known.name,
        **{field: record.fields.get(field) for field in _KEPT},
        "via": through[0].other if through else None,
        **{field: value for field, value in fields.items() if value is not None and value != []},
        "added": today.isoformat(),
    }
    return [new(TABLE, id, values), record.gone()]
