"""Filters that were given a name: a set of texts `name: query` in the profile, the same on every machine. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Change
from netcrm.core.text import clean, fold, same

_BETWEEN = ": "
_LONGEST_NAME = 40


class SavedFilter(NamedTuple):
    """A query under a name."""

    name: str
    query: str

    @property
    def item(self) -> str:
        """The text it is kept as."""
        return f"{self.name}{_BETWEEN}{self.query}"


def saved_filters(network: Network) -> tuple[SavedFilter, ...]:
    """Return the saved filters by name; of several with one name the first of those kept."""
    found: dict[str, SavedFilter] = {}
    for name, between, query in (text.partition(_BETWEEN) for text in network.profile.filters):
        if between and name.strip() and query.strip():
            found.setdefault(same(name), SavedFilter(name.strip(), query.strip()))
    return tuple(sorted(found.values(), key=lambda each: network.rules.by_name(each.name)))


def save(network: Network, name: str, query: str) -> Change:
    """Return the change that saves QUERY under NAME, in the place of one of that name.

    Raises BadInputError for a name that is empty, too long or holds a colon and a blank.
    """
    name, query = clean(name).strip(), clean(query).strip()
    if not fold(name) or _BETWEEN in f"{name} " or len(name) > _LONGEST_NAME:
        raise BadInputError(
            _("“{name}” is no name for a filter").format(name=name),
            _("up to {n} characters without a colon").format(n=_LONGEST_NAME),
        )
    made = SavedFilter(name, query)
    others = [
        each for each in network.profile.filters if same(each.partition(_BETWEEN)[0]) != same(name)
    ]
    return _with(network, [*others, made.item], _("saved the filter {name}").format(name=name))


def forget(network: Network, name: str) -> Change:
    """Return the change that takes a saved filter away."""
    others = [
        each for each in network.profile.filters if same(each.partition(_BETWEEN)[0]) != same(name)
    ]
    return _with(network, others, _("forgot the filter {name}").format(name=name))


def _with(network: Network, items: Iterable[str], label: str) -> Change:
    return Change(label, network.profile.become({"filters": [*items]}))
