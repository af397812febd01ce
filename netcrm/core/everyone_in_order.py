"""The order in which a filter looks through everybody: those in the heat list as ranked, the others by name. Pure."""

from datetime import date

from netcrm.core.network import Network


def everyone_in_order(network: Network, today: date) -> tuple[str, ...]:
    """Return the ids of all contacts as they are shown on the day TODAY; worked out once a snapshot and day."""
    made = network.once(_Days)
    if today not in made:
        made.clear()
        made[today] = _in_order(network, today)
    return made[today]


class _Days(dict[date, tuple[str, ...]]):
    """The order of one snapshot by the day it holds for."""

    def __init__(self, _network: Network) -> None:
        super().__init__()


def _in_order(network: Network, today: date) -> tuple[str, ...]:
    listed = network.standings(today).listed
    there = frozenset(listed)
    others = [id for id in network.contacts if id not in there]
    by_name = network.rules.by_name
    return (*listed, *sorted(others, key=lambda id: (by_name(network.name_of(id)), id)))
