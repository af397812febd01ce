"""Where there is an open opportunity: organisations by the keys that all their names have. Pure."""

from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.organisation import Organisation, key


def hiring(network: Network) -> frozenset[str]:
    """Return the keys of the organisations with an open opportunity, those of their other names too."""
    found = {
        key(opportunity.org)
        for opportunity in map(Opportunity, network.opportunities.values())
        if opportunity.is_open
    }
    for record in network.organisations.values() if found else ():
        said = Organisation(record)
        names = {key(name) for name in (said.name, *said.aliases)}
        if not found.isdisjoint(names):
            found |= names
    return frozenset(found - {""})
