"""Say that two names mean one organisation, and take it back."""

from netcrm.core.contact import as_text
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.nearest import nearest
from netcrm.core.network import Network
from netcrm.core.organisation import TABLE, Organisation, key
from netcrm.core.record import JSON, Change, Op, new
from netcrm.core.text import clean
from netcrm.core.workplaces import Workplace, aliases, workplaces


def find(network: Network, name: str) -> Workplace:
    """Return the organisation of a name at which somebody is known, or that an alias names.

    Raises BadInputError where there is none; the hint says the nearest names.
    """
    known = workplaces(network)
    place = known.known(name)
    if place is not None:
        return place
    near = nearest(name, known.names())
    raise BadInputError(
        _("nobody here is known at “{name}”").format(name=name),
        _("did you mean {names}?").format(names=" · ".join(near))
        if near
        else _("`netcrm organisations` lists those where somebody is known"),
    )


def alias(network: Network, name: str, other: str) -> Change:
    """Return the change that says that OTHER is another name of the organisation NAME.

    A change without operations means that both were one already. Raises BadInputError for what is no
    name, or where nobody is known at either.
    """
    name, other = clean(name), clean(other)
    for text in (name, other):
        if not key(text):
            raise BadInputError(_("“{name}” is no name of an organisation").format(name=text))
    known = workplaces(network)
    if known.known(name) is None and known.known(other) is None:
        find(network, name)
    of = aliases(network).key_of
    label = _("{name} is also called {other}").format(name=name, other=other)
    if of(name) == of(other):
        return Change(label, [])
    for record in sorted(network.organisations.values(), key=lambda r: (r.origin, r.id)):
        if of(as_text(record.fields.get("name"))) == of(name):
            return Change(label, [record.add("aliases", other)])
    place = known.known(name)
    shown = place.name if place else name
    more = [*dict.fromkeys(one for one in (name, other) if key(one) != key(shown))]
    fields: dict[str, JSON] = {"name": shown, "aliases": [*more]}
    return Change(label, [new(TABLE, network.new_id(), fields)])


def part(network: Network, name: str, other: str) -> Change:
    """Return the change that takes back that OTHER is another name of the organisation NAME.

    OTHER leaves NAME and all that is NAME without it; what is tied to OTHER alone stays with OTHER. Raises
    BadInputError where nobody said that the two are one.
    """
    wanted = key(other)
    stay = _tied(network, key(name), wanted)
    ops: list[Op] = []
    for record in network.organisations.values():
        said = Organisation(record)
        keys = _keys(said)
        if wanted not in keys or stay.isdisjoint(keys):
            continue
        if key(said.name) == wanted:
            rest = [one for one in said.aliases if key(one) != wanted]
            ops.append(record.gone())
            if len(rest) > 1:
                ops.append(new(TABLE, network.new_id(), {"name": rest[0], "aliases": [*rest[1:]]}))
        else:
            for one in said.aliases:
                ops += record.drops("aliases", one) if key(one) == wanted else []
    if not ops:
        raise BadInputError(
            _("it was not said that {name} is also called {other}").format(name=name, other=other)
        )
    return Change(_("{name} is not called {other}").format(name=name, other=other), ops)


def _keys(said: Organisation) -> set[str]:
    """Return the keys of all names that a record says are of one organisation."""
    return {of for one in (said.name, *said.aliases) if (of := key(one))}


def _tied(network: Network, of: str, without: str) -> set[str]:
    """Return the keys that mean the organisation of a key, as if nothing was said of the key WITHOUT."""
    found = {of} - {"", without}
    groups = [_keys(Organisation(one)) - {without} for one in network.organisations.values()]
    while more := [keys for keys in groups if not found.isdisjoint(keys) and not keys <= found]:
        found.update(*more)
    return found
