"""Which of your contacts know somebody, and in which words, for looking at thousands at once; pure.

The same relations as in `who_knows_whom`, laid out for walking: no records, no order of days.
"""

from collections.abc import Mapping, Sequence

from netcrm.core.network import Network
from netcrm.core.table import in_full
from netcrm.core.who_knows_whom import linked

Knowers = Mapping[str, list[str]]
"""Contacts by id, each with what is said of the two, in no order; an empty text where nothing is."""

_NOBODY: Knowers = {}


class KnownThrough:
    """The relations of one snapshot by whom contacts of yours know. Use `known_through`."""

    def __init__(self, network: Network) -> None:
        contacts = in_full(network.contacts)
        self.all: dict[str, dict[str, list[str]]] = {}
        for person, other, record in linked(network):
            how = record.fields.get("how")
            said = how if isinstance(how, str) else ""
            for knower, known in ((person, other), (other, person)):
                if knower not in contacts:
                    continue
                knowers = self.all.get(known)
                if knowers is None:
                    self.all[known] = {knower: [said]}
                else:
                    knowers.setdefault(knower, []).append(said)

    def who_know(self, id: str) -> Knowers:
        """Return the contacts who know somebody; none for an unknown id."""
        return self.all.get(id, _NOBODY)


def known_through(network: Network) -> KnownThrough:
    """Return whom contacts of a snapshot know; it is worked out when first asked."""
    return network.once_per(KnownThrough, "contacts", "acquaintances", "relations")


def words(said: Sequence[str]) -> tuple[str, ...]:
    """Return what is said of two people, each word once, in the order of letters."""
    return tuple(sorted({word for word in said if word}))
