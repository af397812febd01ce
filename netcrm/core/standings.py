"""How everybody stands on a day: lists and numbers for all, words for those asked about."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from netcrm.core.circle import Circle
from netcrm.core.contact import Contact
from netcrm.core.everybody import Everybody
from netcrm.core.figures import Figures
from netcrm.core.follow_up import FollowUp
from netcrm.core.heat import BANDS
from netcrm.core.record import Record
from netcrm.core.standing import Standing, stand

if TYPE_CHECKING:
    from netcrm.core.network import Network

_NONE = (0,) * len(BANDS)


class Counts(NamedTuple):
    """How many contacts there are, without the deceased and those let go."""

    everyone: int
    circles: Mapping[Circle, int]
    tags: Mapping[str, int]
    unsorted: int


class Standings:
    """How everybody in a network stands on the day TODAY.

    HIRING holds organisations (by their `key`) with an open opportunity. BEFORE may be
    those of an earlier snapshot: who did not change since is not measured and placed again.
    """

    def __init__(
        self,
        network: "Network",
        today: date,
        *,
        hiring: Collection[str] = frozenset(),
        before: "Standings | None" = None,
    ) -> None:
        self.today = today
        self._ledger = network.ledger.at(today, network.interactions.values)
        self._promises = _open_promises(network.follow_ups.values())
        self._made: dict[str, Standing] = {}
        self._all = Everybody(
            network.contacts,
            self._ledger.raw,
            network.rules,
            today,
            promised=[
                person
                for person, promises in self._promises.items()
                if promises[0].due and promises[0].due <= today
            ],
            hiring=hiring,
            before=before.everybody if before else None,
            forecast=network.forecast,
            changed=network.changed,
        )

    @property
    def everybody(self) -> Everybody:
        """The figures behind the standings."""
        return self._all

    # -- one contact ----------------------------------------------------------------------------

    def of(self, contact_id: str) -> Standing:
        """Return how one contact stands; raises KeyError where there is none."""
        made = self._made.get(contact_id)
        if made is None:
            made = self._made[contact_id] = stand(
                Contact(self._all.contacts[contact_id]),
                self._all.one(contact_id),
                self._ledger.of(contact_id),
                self._promises.get(contact_id, ()),
                self.today,
            )
        return made

    def figures(self, contact_id: str) -> Figures:
        """Return the numbers of one contact, without words; raises KeyError where there is none."""
        return self._all.one(contact_id)

    # -- everybody ------------------------------------------------------------------------------

    @cached_property
    def everyone(self) -> tuple[str, ...]:
        """The ids of all with a cadence, also those hidden, in the order of the review."""
        return tuple(self._all.lists.everyone)

    @cached_property
    def ranked(self) -> tuple[str, ...]:
        """The ids of all with a cadence but those hidden, in the order of the review."""
        return tuple(self._all.lists.ranked)

    @cached_property
    def queue(self) -> tuple[str, ...]:
        """The ids of whom the review is for, in order: who calls and is not hidden."""
        return tuple(self._all.lists.queue)

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The ids of the queue, then of the others with a cadence but those hidden, as ranked."""
        waiting = frozenset(self.queue)
        return (*self.queue, *(id for id in self.ranked if id not in waiting))

    @property
    def due(self) -> int:
        """How many the review is for."""
        return len(self.queue)

    @property
    def drifting(self) -> int:
        """How many of those ranked drift from their rhythm."""
        return self._all.lists.drifting

    @cached_property
    def triage(self) -> tuple[str, ...]:
        """The ids of the unsorted, by name."""
        return tuple(self._all.lists.triage)

    @cached_property
    def counts(self) -> Counts:
        """How many contacts there are, in all and by circle and tag."""
        circles: dict[Circle, int] = dict.fromkeys(Circle, 0)
        tags: dict[str, int] = {}
        everyone = unsorted = 0
        for (inside, tagged, is_sorted, _step), count in self._all.lists.alike.items():
            everyone += count
            unsorted += 0 if is_sorted else count
            for circle in inside:
                circles[circle] += count
            for tag in tagged:
                tags[tag] = tags.get(tag, 0) + count
        return Counts(everyone, circles, tags, unsorted)

    def bands(self, circle: Circle | None, tag: str | None = None) -> tuple[int, ...]:
        """Return how many contacts are in each band, from fresh to cold.

        Of one circle or one tag or, with None for both, of all. Those let go are left out.
        """
        return tuple(self._bands.get(circle if tag is None else f"#{tag}", _NONE))

    def next_due(self) -> tuple[str, date] | None:
        """Return the id of who comes into the review next after today, and the day."""
        from netcrm.core.upcoming import next_due

        people = (
            (
                Contact(self._all.contacts[person]),
                Figures._make(figures),
                self._promises.get(person, ()),
            )
            for person, figures in self._all.figures.items()
        )
        return next_due(people, self.today, job_search=self._all.rules.job_search)

    @cached_property
    def _bands(self) -> dict[object, list[int]]:
        """The number of contacts in each band by circle and `#tag`; None stands for all."""
        found: dict[object, list[int]] = {}
        for (inside, tagged, is_sorted, step), count in self._all.lists.alike.items():
            if step is not None and is_sorted:
                for key in (None, *inside, *(f"#{tag}" for tag in tagged)):
                    found.setdefault(key, [0] * len(BANDS))[step] += count
        return found


def _open_promises(records: Iterable[Record]) -> dict[str, tuple[FollowUp, ...]]:
    """Return the follow-ups that are not done by contact, the earliest due first."""
    found: dict[str, list[FollowUp]] = {}
    for follow_up in map(FollowUp, records):
        if follow_up.contact and not follow_up.done:
            found.setdefault(follow_up.contact, []).append(follow_up)
    return {person: tuple(sorted(promises, key=_by_due)) for person, promises in found.items()}


def _by_due(follow_up: FollowUp) -> tuple[date, str, str]:
    return (follow_up.due or date.max, follow_up.text, follow_up.id)
