"""The numbers behind everybody's standing, in one tight loop over records and rows; makes no words.

With 10,000 contacts there is no time for an object each: the loop gives plain tuples in the order
of `Figures`, which names them for whoever asks about one.
"""

from collections.abc import Collection, Container, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from netcrm.core.birthdays import DAYS_AHEAD, FORMS, coming_up
from netcrm.core.cadence import cadence as cadence_of
from netcrm.core.circle import Circle
from netcrm.core.contact import State, as_texts
from netcrm.core.heat import (
    DORMANT,
    DUE,
    NEVER_DRIFTING,
    clock_start,
    folded,
    is_drifting,
    rhythm_of,
    silence_of_row,
)
from netcrm.core.medium import HALF, UNANSWERED
from netcrm.core.organisation import key
from netcrm.core.record import JSON, Record
from netcrm.core.rules import Rules
from netcrm.core.stored_days import Days, is_paused, is_snoozed, pauses_of
from netcrm.core.touches import (
    FULL_GAPS,
    FULL_LN,
    LAST_DAY,
    LAST_FULL,
    PLANNED,
    SINCE,
    STRONG_GAPS,
    STRONG_LN,
    Row,
    empty_row,
)

PATIENCE = 7  # days a reply is awaited before a nudge is suggested
MOST = 3.0  # heat above this makes nobody more urgent
_APART = ("deceased", "unsorted")  # no cadence any more, or only in triage


class Figures(NamedTuple):
    """How one contact stands, in numbers; days are ordinals, silence and cadence are days.

    The first four put figures in the order of the review.
    """

    less_score: float
    """The score, negated."""
    less_heat: float
    """The heat, negated; 0 where there is none."""
    name: str
    """The name as it is sorted by."""
    id: str
    listed: bool
    """Whether the contact may be in a list at all: alive and sorted, has a cadence or calls."""
    calling: bool
    hidden: bool
    state: State
    cadence: int | None
    circles: tuple[Circle, ...]
    tags: tuple[str, ...]
    """The tags in the order they were given."""
    silence: float | None
    dormant: bool
    planned: int | None
    """The day of the next entry still to come that is more than a note."""
    birthday_in: int | None
    """Days to a birthday that came up with no touch since, 0 to 7."""
    awaiting: tuple[int, int] | None
    """The days of the first and the latest touch that got no reply."""
    nudge: bool
    promised: bool
    opportunity: bool
    drifting: bool
    """Whether the contact drifts from its rhythm; somebody never contacted has none."""

    @property
    def score(self) -> float:
        """How far up the review the contact belongs."""
        return -self.less_score

    @property
    def heat(self) -> float | None:
        """Silence / cadence; None where there is no cadence."""
        return None if self.cadence is None else -self.less_heat


_, LESS_HEAT, NAME, ID, LISTED, CALLING, HIDDEN, STATE, CADENCE, CIRCLES, TAGS = range(11)
DRIFTING = len(Figures._fields) - 1


class Kinds(dict[tuple[JSON, ...], tuple[tuple[Circle, ...], int | None]]):
    """Circles in their order and the cadence they give, by what a contact's field holds."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, given: tuple[JSON, ...]) -> tuple[tuple[Circle, ...], int | None]:
        """Work out a combination of circles for the first time."""
        circles = tuple(circle for circle in Circle if circle in given)
        self[given] = kind = (circles, cadence_of(circles, (), None, self._rules))
        return kind


def score(heat: float, birthday: bool, promised: bool, nudge: bool, opportunity: bool) -> float:
    """Return how far up the review somebody belongs."""
    return min(heat, MOST) + birthday + promised + 0.5 * nudge + 0.5 * opportunity


def awaited(since: Row) -> tuple[int, int] | None:
    """Return the first and the latest day of touches without a reply since the last of 0.5."""
    first = latest = 0
    for at in range(len(since) - 1, 0, -2):
        if since[at] >= HALF:
            break
        if since[at] == UNANSWERED:
            first = since[at - 1]
            latest = latest or first
    return (first, latest) if first else None


def next_planned(planned: list[Row]) -> int | None:
    """Return the day of the next entry still to come that is more than a note."""
    return next((kept[0] for kept in planned if kept[2] > 0), None)


def start_of(record: Record, cadence: int, today: int, days: Days) -> int:
    """Return the day a contact's clock starts: today for one of whom no day at all is known."""
    get = record.fields.get
    start = clock_start(
        record.id,
        cadence,
        known_since=days.of(get("known_since")),
        added=days.of(get("added")),
        imported=get("imported") is True,
        sorted_on=days.of(get("sorted_on")),
    )
    return start or today


def measure(
    records: Iterable[Record],
    rows: Mapping[str, Row],
    rules: Rules,
    today: date,
    *,
    promised: Container[str] = (),
    hiring: Collection[str] = (),
) -> list[tuple[Any, ...]]:
    """Return the figures of each contact as tuples in the order of `Figures`.

    PROMISED holds the ids of contacts with a follow-up that is due, HIRING the organisations (by
    their `key`) with an open opportunity. ROWS are those of a ledger as of TODAY.
    One long loop on purpose: a call for each contact would double its time.
    """
    now = today.toordinal()
    days, kinds, born = Days(), Kinds(rules), coming_up(today)
    by_tag, order = bool(rules.tags), rules.by_name
    only_professional = (Circle.PROFESSIONAL,)
    nobody = empty_row()
    found: list[tuple[Any, ...]] = []
    append = found.append
    for record in records:
        id, get = record.id, record.fields.get
        row = rows.get(id, nobody)

        value = get("circles")
        try:
            circles, cadence = kinds[tuple(value) if isinstance(value, list) else ()]
        except TypeError:  # something in the list that can't be a circle
            circles, cadence = kinds[as_texts(value)]
        tags = as_texts(value) if (value := get("tags")) else ()
        if (every := get("every")) is not None or (tags and by_tag):
            cadence = cadence_of(circles, tags, every, rules)

        pause = get("pause")
        pauses = pauses_of(pause, days) if pause else ()
        state: State = "active"
        if (value := get("deceased")) and days.of(value):
            state, cadence = "deceased", None
        elif (value := get("let_go")) and days.of(value):
            state = "let-go"
        elif pause and is_paused(pause, days, now):
            state = "paused"
        elif not circles:
            state = "unsorted"
        elif (value := get("snooze")) and is_snoozed(value, days, now):
            state = "snoozed"

        full_only = get("full_only") is True
        since = row[SINCE]
        silence, heat, dormant, drifting = None, 0.0, False, False
        if cadence is not None:
            last_full = row[LAST_FULL]
            if last_full is None or pauses:
                start = last_full or start_of(record, cadence, now, days)
                silence = silence_of_row(row, start, cadence, now, full_only, pauses)
            elif since and not full_only:
                touches = iter(since)  # days and weights in turn, as `pairs` gives them
                silence = folded(zip(touches, touches), last_full, cadence, now)  # noqa: B905  strict costs a third of the time
            else:
                silence = float(now - last_full)
            heat = silence / cadence
            dormant = heat >= DORMANT and circles == only_professional and not rules.job_search
            if silence > NEVER_DRIFTING and row[LAST_DAY]:
                if full_only:
                    usual = rhythm_of(row[FULL_GAPS], row[FULL_LN], cadence)
                else:
                    usual = rhythm_of(row[STRONG_GAPS], row[STRONG_LN], cadence)
                drifting = is_drifting(usual, silence)

        birthday = None
        if (value := get("birthday")) and isinstance(value, str) and len(value) in FORMS:
            birthday = born.get(value[-5:])
            if birthday is not None and state == "deceased":
                birthday = None
            elif birthday is not None:
                touched = row[LAST_FULL] if full_only else row[LAST_DAY]
                if touched and touched >= now + birthday - DAYS_AHEAD:
                    birthday = None

        awaiting, nudge = None, False
        if since and since[-1] < HALF and (awaiting := awaited(since)):
            nudge = now - awaiting[0] > PATIENCE and awaiting[1] - awaiting[0] < PATIENCE
        planned = next_planned(row[PLANNED]) if row[PLANNED] else None
        promise = record.id in promised
        hires = bool(hiring) and isinstance(org := get("org"), str) and key(org) in hiring

        calling = birthday is not None or promise or nudge
        points = min(heat, MOST)
        if calling or hires:
            points = score(heat, birthday is not None, promise, nudge, hires)
        if heat >= DUE:
            calling = True
        listed = (calling or cadence is not None) and state not in _APART
        append(
            (
                -points,
                -heat,
                order(name) if isinstance(name := get("name"), str) else "",
                record.id,
                listed,
                calling,
                state != "active" or (dormant and not promise) or planned is not None,
                state,
                cadence,
                circles,
                tags,
                silence,
                dormant,
                planned,
                birthday,
                awaiting,
                nudge,
                promise,
                hires,
                drifting,
            )
        )
    return found
