"""The account: what you put into the network and what you took out, per person, in all and by week. Pure.

Put in: touches of half weight and more that you took part in, help, sparring, feedback, advice and
introductions given, thanks (logged, for an introduction, or promised and done), congratulations. Taken out:
what you asked for (by the purpose of a log entry, or an introduction asked) and what came to you through
somebody (a referral, an opportunity they brought).
An entry that was an ask is not a touch put in besides; of one person and day each kind counts once, however
often it was written. It is a picture, not a score: nothing here weighs one against the other.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from netcrm.core.calendar_week import week_name
from netcrm.core.contact import as_day, as_text
from netcrm.core.i18n import ngettext
from netcrm.core.introduction import Introduction, Stage
from netcrm.core.medium import HALF, Direction
from netcrm.core.opportunity import Opportunity
from netcrm.core.purpose import flow
from netcrm.core.record import Record
from netcrm.core.rules import Rules
from netcrm.core.thanks import is_thanks
from netcrm.core.touches import entry_of

if TYPE_CHECKING:
    from netcrm.core.network import Network

TOUCH = "touch"
THANKS = "thanks"
INTRO = "intro"
ASKED = frozenset({"sparring", "feedback", "advice", "intro", "help"})
"""The kinds of what is asked for; a referral may come unasked."""

ASKING_MUCH = 3
"""So many asks in a row, with nothing given between, are worth a word before the next."""


class Act(NamedTuple):
    """Something given or got; `day` is an ordinal, `kind` is touch, help, intro, sparring, thanks and so on.

    `had` is false for an introduction that was only asked for: nobody owes thanks for that.
    """

    day: int
    deposit: bool
    kind: str
    had: bool = True

    @property
    def date(self) -> date:
        """The local day."""
        return date.fromordinal(self.day)


class Week(NamedTuple):
    """A week by its first day, and what was put in and taken out in it."""

    first: date
    deposits: int
    withdrawals: int

    @property
    def name(self) -> str:
        """The week as ISO 8601 has it: 2026-W48."""
        return week_name(self.first)

    @property
    def number(self) -> int:
        """The number of the week in its year, as ISO 8601 has it."""
        return int(self.name.rpartition("W")[2])


class Balance:
    """The account with one person, or with all: its acts, the earliest first."""

    def __init__(self, acts: Iterable[Act]) -> None:
        # Of one day what was given stands after what was asked: the ask was not the last word.
        self.acts = tuple(sorted(acts))

    @cached_property
    def deposits(self) -> int:
        """How often something was put in."""
        return sum(act.deposit for act in self.acts)

    @property
    def withdrawals(self) -> int:
        """How often something was taken out."""
        return len(self.acts) - self.deposits

    def kinds(self, *, deposit: bool) -> dict[str, int]:
        """Return how often each kind was put in, or taken out, the most frequent first."""
        counted: dict[str, int] = {}
        for act in self.acts:
            if act.deposit is deposit:
                counted[act.kind] = counted.get(act.kind, 0) + 1
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def weeks(self, today: date, most: int, rules: Rules | None = None) -> list[Week]:
        """Return the last MOST weeks to the one of TODAY, the earliest first, also those with nothing in them.

        They begin on the day that RULES say, else on Monday.
        """
        this = (rules or Rules()).week_of(today)
        first = this - 7 * (most - 1)
        counts = [[0, 0] for _ in range(most)]
        for act in self.acts:
            if act.day >= first and (at := (act.day - first) // 7) < most:
                counts[at][0 if act.deposit else 1] += 1
        return [
            Week(date.fromordinal(day), *counts[at])
            for at in range(most)
            if (day := first + 7 * at) > 0
        ]

    @property
    def last_asked(self) -> date | None:
        """The local day of the last ask."""
        days = [act.day for act in self.acts if is_ask(act)]
        return date.fromordinal(max(days)) if days else None

    @property
    def owes(self) -> bool:
        """Whether more was taken out than put in, and something of it was had, not only asked for."""
        out = self.withdrawals
        return out > self.deposits and any(act.had for act in self.acts if not act.deposit)

    @property
    def unthanked(self) -> date | None:
        """The local day of the last thing they did for you, where no thanks are noted since."""
        got = max((act.day for act in self.acts if act.had and not act.deposit), default=0)
        thanked = max((act.day for act in self.acts if act.kind == THANKS), default=0)
        return date.fromordinal(got) if got > thanked else None

    @property
    def asked_in_a_row(self) -> int:
        """How many of the last acts were asks, with nothing put in since the first of them."""
        count = 0
        for act in reversed(self.acts):
            if not is_ask(act):
                break
            count += 1
        return count

    @property
    def hint(self) -> str:
        """A word before the next ask, or empty; it says what was, and judges nothing."""
        count = self.asked_in_a_row
        if count < ASKING_MUCH:
            return ""
        return ngettext(
            "the last touch was you asking", "the last {n} touches were you asking", count
        ).format(n=count)


class Account:
    """The account with everybody there is something to say of, by id."""

    def __init__(self, people: Mapping[str, Collection[Act]]) -> None:
        self._acts = people
        self._balances: dict[str, Balance] = {}

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of all with whom anything went either way, in no order."""
        return tuple(self._acts)

    def of(self, id: str) -> Balance:
        """Return the account with one person; an empty one where nothing went either way."""
        made = self._balances.get(id)
        if made is None:
            made = self._balances[id] = Balance(self._acts.get(id, ()))
        return made

    @cached_property
    def everybody(self) -> Balance:
        """The account with all of them together."""
        return Balance(act for acts in self._acts.values() for act in acts)


def account(network: "Network", today: date) -> Account:
    """Return the account as of the local day TODAY, worked out once a day and snapshot; reads the whole log."""
    kept = network.once(_by_day)
    found = kept.get(today)
    if found is None:
        found = kept[today] = Account(acts(network, today))
    return found


def in_order(network: "Network", today: date) -> list[str]:
    """Return the ids of all on the account, with most on it first, then by name: it is no ranking of anybody."""
    book = account(network, today)
    return sorted(network.by_name(book.people), key=lambda id: -len(book.of(id).acts))


def _by_day(_network: "Network") -> dict[date, Account]:
    return {}


def balance(network: "Network", id: str, today: date) -> Balance:
    """Return the account with one person as of TODAY, without reading what others were in."""
    return balances(network, [id], today)[id]


def balances(network: "Network", ids: Collection[str], today: date) -> dict[str, Balance]:
    """Return the account with each of a few people as of TODAY, without reading what others were in."""
    if (kept := network.once(_by_day).get(today)) is not None:
        return {id: kept.of(id) for id in ids}
    found = acts(network, today, only=ids)
    return {id: Balance(found.get(id, ())) for id in ids}


def hint(network: "Network", id: str, today: date) -> str:
    """Return a word before asking a person for something, or empty: the last three touches were you asking."""
    return balance(network, id, today).hint


def is_ask(act: Act) -> bool:
    """Return whether an act was you asking."""
    return not act.deposit and act.kind in ASKED


def acts(
    network: "Network", today: date, only: Collection[str] | None = None
) -> dict[str, set[Act]]:
    """Return what went either way up to TODAY with each contact, or with ONLY those of some ids."""
    people: Collection[str] = network.contacts if only is None else set(only)
    log = network.interactions
    records = log.values() if only is None else log.naming([*people])
    found: dict[str, set[Act]] = {}
    now = today.toordinal()
    _of_log(records, people, now, found)
    for introduction in map(Introduction, network.introductions.values()):
        if introduction.is_of_one:
            continue
        for stage, deposit, kind in (
            (Stage.ASKED, False, INTRO),
            (Stage.THANKED, True, THANKS),
        ):
            had = deposit or introduction.on(Stage.INTRODUCED) or introduction.on(Stage.MET)
            act = _act(introduction.on(stage), deposit, kind, had=bool(had))
            _count(found, people, introduction.connector, act, now)
    for opportunity in map(Opportunity, network.opportunities.values()):
        days = [day for _stage, day in opportunity.history]
        day = min(days) if days else as_day(opportunity.record.fields.get("added"))
        _count(found, people, opportunity.via, _act(day, False, "referral"), now)
    for record in network.follow_ups.values():
        done, contact = as_day(record.fields.get("done")), as_text(record.fields.get("contact"))
        if done and is_thanks(network, record):
            _count(found, people, contact, _act(done, True, THANKS), now)
    return found


def _of_log(
    records: Iterable[Record], people: Collection[str], now: int, found: dict[str, set[Act]]
) -> None:
    """Put into FOUND what entries of the log say; one loop over what may be 100,000 of them."""
    days: dict[object, int] = {}
    acts: dict[tuple[int, bool, str], Act] = {}
    for record in records:
        fields = record.fields
        named = fields.get("contacts")
        if not isinstance(named, list):
            continue
        day, _origin, _medium, weight, _id = entry_of(record, days)
        if not 0 < day <= now:
            continue
        purpose = fields.get("purpose")
        went = flow(as_text(purpose)) if purpose else None
        if went is not None:
            key = (day, went[1], went[0])
        elif weight >= HALF and fields.get("direction") != Direction.IN:
            key = (day, True, TOUCH)
        else:
            continue
        act = acts.get(key)
        if act is None:
            act = acts[key] = Act(*key, had=key[1] or key[2] != INTRO)
        for person in named:
            if isinstance(person, str) and person in people:
                if person in found:
                    found[person].add(act)
                else:
                    found[person] = {act}


def _act(day: date | None, deposit: bool, kind: str, *, had: bool = True) -> Act | None:
    return Act(day.toordinal(), deposit, kind, had) if day else None


def _count(
    found: dict[str, set[Act]], people: Collection[str], person: str, act: Act | None, now: int
) -> None:
    """Put an act with a person into FOUND; one that was had takes the place of the asking for it on that day."""
    if act is None or act.day > now or person not in people:
        return
    acts = found.setdefault(person, set())
    if act.had:
        acts.discard(act._replace(had=False))
        acts.add(act)
    elif act._replace(had=True) not in acts:
        acts.add(act)
