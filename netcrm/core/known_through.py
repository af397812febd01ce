"""Which of your contacts know somebody, and in which words, for looking at thousands at once; pure.

The same relations as in `who_knows_whom`, laid out for walking: no records, no order of days.
"""

from collections.abc import Mapping, Sequence

from netcrm.core.network import Network
from netcrm.core.table import in_full

Knowers = Mapping[str, list[str]]
"""Contacts by id, each with what is said of the two, in no order; an empty text where nothing is."""

_NOBODY: Knowers = {}


class KnownThrough:
    """The relations of one snapshot by whom contacts of yours know. Use `known_through`.

    A relation that leads to nobody, or from somebody to themself, counts for nothing.
    """

    def __init__(self, network: Network) -> None:
        contacts, others = in_full(network.contacts), in_full(network.acquaintances)
        self.all: dict[str, dict[str, list[str]]] = {}
        for record in in_full(network.relations).values():
            get = record.fields.get
            person, other, how = get("person"), get("other"), get("how")
            if not isinstance(person, str) or not isinstance(other, str) or person == other:
                continue
            said = how if isinstance(how, str) else ""
            for knower, known in ((person, other), (other, person)):
                if knower in contacts and (known in contacts or known in others):
                    self.all.setdefault(known, {}).setdefault(knower, []).append(said)

    def who_know(self, id: str) -> Knowers:
        """Return the contacts who know somebody; none for an unknown id."""
        return self.all.get(id, _NOBODY)


def known_through(network: Network) -> KnownThrough:
    """Return whom contacts of a snapshot know; it is worked out when first asked, and once."""
    return network.once(KnownThrough)


def words(said: Sequence[str]) -> tuple[str, ...]:
    """Return what is said of two people, each word once, in the order of letters."""
    return tuple(sorted({word for word in said if word}))
