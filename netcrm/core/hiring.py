"""Where there is an open opportunity: organisations by the keys that all their names have. Pure."""

from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.organisation import key
from netcrm.core.workplaces import aliases


def hiring(network: Network) -> frozenset[str]:
    """Return the keys of the organisations with an open opportunity, those of their other names too."""
    known = aliases(network)
    found = {
        known.key_of(opportunity.org)
        for opportunity in map(Opportunity, network.opportunities.values())
        if opportunity.is_open
    }
    names = {key(name) for of in found for name in known.said.get(of, ())}
    return frozenset((found | names) - {""})
