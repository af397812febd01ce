"""How two people know each other, in words, as seen from either of them; pure."""

from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.relation import Relation
from netcrm.core.text import fold
from netcrm.core.who_knows_whom import Link

_BOTH_WAYS = frozenset(
    {
        *("friend", "colleague", "ex-colleague", "neighbour", "neighbor", "classmate", "cousin"),
        *("partner", "ex-partner", "spouse", "roommate", "flatmate", "twin", "teammate"),
        *("business partner", "old friend", "best friend", "schoolmate", "co-founder"),
        *("ven", "veninde", "kollega", "ekskollega", "eks-kollega", "tidligere kollega", "nabo"),
        *("klassekammerat", "studiekammerat", "faetter", "kusine", "kaereste", "aegtefaelle"),
        *("samlever", "barndomsven", "medstifter", "tvilling", "makker"),
    }
)
"""What two people are to each other; folded. Whoever is somebody's sister has them for something else."""


def how_words(link: Link, id: str) -> tuple[str, ...]:
    """Return what the other of LINK is to the person of ID, each once: sister; sister of, from the other side."""
    found = []
    for relation in link.relations:
        if not relation.how:
            continue
        if goes_for(relation, id):
            found.append(relation.how)
        else:
            found.append(_("{how} of").format(how=relation.how))
    return tuple(dict.fromkeys(found))


def goes_for(relation: Relation, id: str) -> bool:
    """Return whether a relation says what the other is to the person of ID: it does, or goes both ways."""
    return relation.person == id or fold(relation.how) in _BOTH_WAYS


def link_words(network: Network, id: str, link: Link) -> str:
    """Return whom somebody knows in a few words: Karen Holm (Novo, sister)."""
    record = network.contacts.get(link.other) or network.acquaintances.get(link.other)
    org = record.fields.get("org") if record else None
    parts = [org if isinstance(org, str) else "", *how_words(link, id)]
    about = ", ".join(filter(None, parts))
    return network.name_of(link.other) + (f" ({about})" if about else "")
