"""The network: an immutable snapshot of everything known, and the one place to ask it.

Actions are functions of `netcrm.core.changes`: each takes a network and returns a `Change`; whoever
keeps the network writes the change and hands out the next snapshot. Nothing here reads a file or a
clock: the tables are mappings that somebody gives (the log's may load itself when it is first walked),
today is an argument.
"""

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import is_
from typing import TYPE_CHECKING, TypeVar, cast

from netcrm.core.contact import Contact, as_text
from netcrm.core.draft import Draft
from netcrm.core.errors import BadInputError
from netcrm.core.follow_up import FollowUp
from netcrm.core.forecast import Forecast
from netcrm.core.i18n import _
from netcrm.core.interaction import Interaction
from netcrm.core.ledger import Ledger
from netcrm.core.record import Record
from netcrm.core.rules import Rules
from netcrm.core.standings import Standings
from netcrm.core.table import Table
from netcrm.core.text import fold, same

if TYPE_CHECKING:
    from netcrm.core.names import Directory, Person
    from netcrm.core.profile import Profile

Made = TypeVar("Made")

_AT_ONCE = 64  # how many entries of the log are read first; then four times as many
_NO_HEADS: Mapping[str, str] = {}
_NOTHING: Mapping[str, Record] = {}
_NO_TABLES: Mapping[str, Mapping[str, Record]] = {}


class LogTable(Table[Record]):
    """The table of interactions: a mapping by id that can also give its newest without reading all."""

    @abstractmethod
    def newest(self, most: int) -> Sequence[Record]:
        """Return at most MOST records, the latest day first, of one day the last written first."""

    @abstractmethod
    def naming(self, ids: Collection[str]) -> Sequence[Record]:
        """Return the entries that name any of these contacts, in no order, without reading the others."""


class Network:
    """Everything known at one moment. Equal to itself only; a change makes another one."""

    def __init__(
        self,
        *,
        contacts: Mapping[str, Record],
        interactions: LogTable,
        follow_ups: Mapping[str, Record],
        drafts: Mapping[str, Record],
        deleted: Mapping[tuple[str, str], Record],
        ledger: Ledger,
        rules: Rules,
        new_id: Callable[[], str],
        heads: Mapping[str, str] = _NO_HEADS,
        more: Mapping[str, Mapping[str, Record]] = _NO_TABLES,
        before: "Network | None" = None,
        forecast: Forecast | None = None,
        changed: Collection[str] = frozenset(),
    ) -> None:
        """Take the tables; HEADS says which contact stands for each that was merged into another one.

        MORE are the other tables by name: acquaintances, relations, organisations and what else there is.
        BEFORE is the snapshot this one follows, whose standings it may use.
        FORECAST, made with the same rules, holds for all contacts but those in CHANGED.
        """
        self.contacts = contacts
        self.interactions = interactions
        self.follow_ups = follow_ups
        self.drafts = drafts
        self._more = more
        self.deleted = deleted
        self.ledger = ledger
        self.rules = rules
        self.new_id = new_id
        self.forecast = forecast
        self.changed = changed
        self.heads = heads
        self._standings: Standings | None = None
        self._earlier: Standings | None = None if before is None else before.latest_standings
        self._directory: Directory | None = None
        self._entry_haystacks: dict[str, str] = {}
        self._log: tuple[Interaction, ...] | None = None
        self._made: dict[Callable[..., object], object] = {}
        self.lasting: dict[Callable[..., object], tuple[Rules, tuple[object, ...], object]] = (
            {} if before is None else before.lasting
        )
        """What was made of tables by `once_per`: the rules, those tables, and it."""
        self._log_of: dict[str, list[Interaction]] | None = None

    def once(self, make: Callable[["Network"], Made]) -> Made:
        """Return what MAKE makes of this snapshot; it is made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    def once_per(self, make: Callable[["Network"], Made], *tables: str) -> Made:
        """Return what MAKE makes of TABLES and nothing else: while they stay the same, of one snapshot for all."""
        of = (self.heads, *(getattr(self, table) for table in tables))
        kept = self.lasting.get(make)
        if kept is None or kept[0] != self.rules or not all(map(is_, kept[1], of)):
            kept = self.lasting[make] = (self.rules, of, make(self))
        return cast("Made", kept[2])

    # -- people ---------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.contacts)

    def contact(self, id: str) -> Contact:
        """Return the contact with this id; raises KeyError where there is none."""
        return Contact(self.contacts[id])

    def people(self) -> Iterator[Contact]:
        """Yield every contact, in no order."""
        return map(Contact, self.contacts.values())

    def name_of(self, id: str) -> str:
        """Return the name of a contact or an acquaintance, also of a deleted one; empty where it is unknown."""
        id = self.heads.get(id, id)
        record = self.contacts.get(id) or self.acquaintances.get(id)
        gone = ((table, id) for table in ("contacts", "acquaintances"))
        record = record or next(filter(None, map(self.deleted.get, gone)), None)
        return Contact(record).name if record else ""

    def by_name(self, ids: Iterable[str]) -> list[str]:
        """Return ids of people by name."""
        return sorted(ids, key=lambda id: (self.rules.by_name(self.name_of(id)), id))

    def find(self, name: str) -> Contact:
        """Return the one contact NAME means: an id, a name, a nickname or an unambiguous part of one.

        Raises BadInputError where nobody is meant, or several are (the hint names them).
        """
        if (id := self.heads.get(name, name)) in self.contacts:
            return self.contact(id)
        found = self.candidates(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise BadInputError(
                _("nobody here is called “{name}”").format(name=name), self._near(name)
            )
        names = [f"{c.name} (id {c.id})" if _doubled(c, found) else c.name for c in found[:8]]
        more = f" … (+{len(found) - 8})" if len(found) > 8 else ""
        raise BadInputError(
            _("“{name}” may mean several people").format(name=name),
            _("say which: {names}").format(names=" · ".join(names) + more),
        )

    def _near(self, name: str) -> str:
        """Return what to do about a name that nobody has: the nearest names, if there are any."""
        from netcrm.core.nearest import nearest

        records = (*self.contacts.values(), *self.acquaintances.values())
        if near := nearest(name, (Contact(record).name for record in records)):
            return _("the nearest names: {names}").format(names=" · ".join(near))
        return _("`netcrm list` shows everybody; `netcrm add` makes a contact")

    def candidates(self, name: str) -> list[Contact]:
        """Return who NAME may mean, best kind of match only.

        In this order: full name or nickname, first name (also with an initial or another of their names) of
        one alone, start of a word, part.
        """
        wanted = same(name)
        if not wanted:
            return []
        exact = [self.contact(person.id) for person in self.directory.exactly(name)]
        if exact:
            return sorted(exact, key=self._by_name)
        if len(called := self.directory.called(name)) == 1:
            return [self.contact(called[0].id)]
        folded = fold(name)
        people = [(c, fold(" \n".join((c.name, *c.nicknames)))) for c in self.people()]
        starts = [c for c, hay in people if f" {folded}" in f" {hay}"]
        return sorted(starts or [c for c, hay in people if folded in hay], key=self._by_name)

    def _by_name(self, contact: Contact) -> tuple[str, str]:
        return (self.rules.by_name(contact.name), contact.id)

    @property
    def directory(self) -> "Directory":
        """The names that a capture may use, with each person's last medium."""
        if self._directory is None:
            from netcrm.core.names import Directory

            rows = [(self.person(c), (c.name, *c.nicknames)) for c in self.people()]
            orgs = sorted({c.org for c in self.people() if c.org})
            self._directory = Directory.of(rows, orgs)
        return self._directory

    def person(self, contact: Contact) -> "Person":
        """Return what a capture needs to know of a contact."""
        from netcrm.core.names import Person

        touches = self.ledger.of(contact.id)
        snoozed = contact.record.seen("snooze") if contact.snooze else []
        snooze = contact.record.fields.get("snooze") if snoozed else None
        return Person(contact.id, contact.name, touches.last_medium, tuple(snoozed), snooze)

    @property
    def haystacks(self) -> Mapping[str, str]:
        """The folded texts in which a filter looks for contacts, by id."""
        return self.once_per(_haystacks, "contacts")

    def haystack(self, id: str) -> str:
        """Return the folded text in which a filter looks for this contact; empty where there is none."""
        return self.haystacks.get(id, "")

    def entry_haystack(self, entry: Interaction) -> str:
        """Return the folded text in which a filter looks for this log entry."""
        found = self._entry_haystacks.get(entry.id)
        if found is None:
            names = map(self.name_of, entry.contacts)
            parts = (entry.words, *names, *entry.tags, entry.medium, entry.place, entry.purpose)
            found = self._entry_haystacks[entry.id] = fold(" \n ".join(parts))
        return found

    def standings(self, today: date) -> Standings:
        """Return how everybody stands on the day TODAY (worked out once a day and snapshot)."""
        if self._standings is None or self._standings.today != today:
            self._standings = Standings(self, today, hiring=self._hiring(), before=self._earlier)
            self._earlier = None
        return self._standings

    def _hiring(self) -> Collection[str]:
        """Return the organisations with an open opportunity, by key; needs nothing where there is none."""
        if not self.opportunities:
            return ()
        from netcrm.core.hiring import hiring

        return hiring(self)

    @property
    def latest_standings(self) -> Standings | None:
        """The standings worked out last, here or in a snapshot before; None where there are none."""
        return self._standings or self._earlier

    # -- the network's network, and the way to a job ---------------------------------------------

    @property
    def acquaintances(self) -> Mapping[str, Record]:
        """The people known only through contacts."""
        return self._more.get("acquaintances", _NOTHING)

    @property
    def relations(self) -> Mapping[str, Record]:
        """Who knows whom."""
        return self._more.get("relations", _NOTHING)

    @property
    def organisations(self) -> Mapping[str, Record]:
        """What organisations are called besides."""
        return self._more.get("organisations", _NOTHING)

    @property
    def introductions(self) -> Mapping[str, Record]:
        """The introductions that were asked for or made."""
        return self._more.get("introductions", _NOTHING)

    @property
    def opportunities(self) -> Mapping[str, Record]:
        """The jobs in sight."""
        return self._more.get("opportunities", _NOTHING)

    @property
    def profile(self) -> "Profile":
        """What was said of you."""
        from netcrm.core.profile import profile_of

        return profile_of(self._more.get("profile", _NOTHING))

    # -- the log and the promises ---------------------------------------------------------------

    def interaction(self, id: str) -> Interaction:
        """Return the log entry with this id; raises KeyError where there is none."""
        return Interaction(self.interactions[id])

    def newest(self, most: int) -> tuple[Interaction, ...]:
        """Return at most MOST entries, the latest first, without reading the whole log."""
        if self._log is not None:
            return self._log[:most]
        return tuple(map(Interaction, self.interactions.newest(most)))

    def since(self, day: date) -> Iterator[Interaction]:
        """Yield the entries from DAY on, the latest first, and perhaps some before; reads no more than it must."""
        first = day.isoformat()
        read, most = 0, _AT_ONCE
        while True:
            found = self.newest(most)
            yield from found[read:]
            if len(found) < most or as_text(found[-1].record.fields.get("date")) < first:
                return
            read, most = most, most * 4

    def log(self) -> tuple[Interaction, ...]:
        """Return the whole log, the latest day first, of one day the last written first."""
        if self._log is None:
            entries = map(Interaction, self.interactions.values())
            self._log = tuple(sorted(entries, key=log_order, reverse=True))
        return self._log

    def log_of(self, id: str) -> tuple[Interaction, ...]:
        """Return the entries of one contact, the latest first."""
        if self._log_of is None:
            log_of: dict[str, list[Interaction]] = {}
            for entry in self.log():
                for contact in entry.contacts:
                    log_of.setdefault(contact, []).append(entry)
            self._log_of = log_of  # whole: other threads ask too
        return tuple(self._log_of.get(id, ()))

    def promises(self, id: str = "", *, done: bool = False) -> tuple[FollowUp, ...]:
        """Return the follow-ups (of one contact, where an id is given), the earliest due first.

        Open ones; with `done` the others too.
        """
        found = [
            follow_up
            for follow_up in map(FollowUp, self.follow_ups.values())
            if (not id or follow_up.contact == id) and (done or not follow_up.done)
        ]
        return tuple(sorted(found, key=lambda f: (f.due or date.max, f.text, f.id)))

    def pending(self) -> tuple[Draft, ...]:
        """Return the drafts, the oldest first."""
        return tuple(sorted(map(Draft, self.drafts.values()), key=lambda d: d.record.origin))


def log_order(entry: Interaction) -> tuple[str, str]:
    """Return the key that puts entries in order of day, of one day in order of writing."""
    return (entry.date.isoformat(), entry.record.origin)


def _doubled(contact: Contact, among: Iterable[Contact]) -> bool:
    return sum(same(other.name) == same(contact.name) for other in among) > 1


def _haystacks(network: Network) -> dict[str, str]:
    return {contact.id: _haystack(contact) for contact in network.people()}


def _haystack(contact: Contact) -> str:
    return fold(
        " \n ".join(
            (
                contact.name,
                *contact.nicknames,
                contact.org,
                contact.title,
                *contact.tags,
                *contact.emails,
            )
        )
    )
