"""How everybody will stand on any later day while nothing happens: the input of heat, in columns.

Between two touches silence grows by a day a day, so what a touch left of it is known when it is
logged; heat itself is worked out on the day. Whoever time alone changes in another way (a pause
that ends, a birthday, a promise, something planned) is measured anew, like those that were edited.
"""

import sys
from array import array
from bisect import bisect, bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any

from netcrm.core.birthdays import FORMS, coming_up
from netcrm.core.circle import Circle
from netcrm.core.figures import (
    CADENCE,
    CALLING,
    DRIFTING,
    HIDDEN,
    ID,
    LISTED,
    MOST,
    NAME,
    PATIENCE,
    STATE,
    Figures,
    measure,
    start_of,
)
from netcrm.core.heat import DORMANT, DUE, LIMITS, drifting_between, left_of_row, rhythm_of
from netcrm.core.lists import GONE, Lists, alike
from netcrm.core.organisation import key
from netcrm.core.record import JSON, Record
from netcrm.core.rules import Rules
from netcrm.core.stored_days import Days, pauses_of
from netcrm.core.touches import (
    FULL_GAPS,
    FULL_LN,
    LAST_DAY,
    LAST_FULL,
    PLANNED,
    STRONG_GAPS,
    STRONG_LN,
    Row,
    empty_row,
)

LAYOUT = (
    5  # to be raised when a column means something else: forecasts of another layout are made anew
)

TEXTS = ("id", "name", "birthday")  # MM-DD
"""The columns of texts, in the order of names."""

NUMBERS = (
    "place",  # in the order of names
    "kind",  # circles, tags and state; -1 for those who are measured on the day
    "cadence",  # 0 for none
    "then",  # with the next two: silence = passed + (today - then - best)
    "passed",
    "best",
    "low",  # drifting while low < silence <= high
    "high",
    "until",  # snoozed
    "nudge",  # the day to suggest one, 0 for never
    "org",  # its key
)
"""The columns of numbers, in the order in which people stood in the review."""

_FLOATS = ("passed", "best", "low", "high")
_CODES = {name: "d" if name in _FLOATS else "q" for name in NUMBERS}

_MEASURED = -1
_NO_HEAT = len(LIMITS) + 1
_STEPS = _NO_HEAT + 1  # of a kind: the bands, and those without

Measured = Callable[[Collection[str]], list[tuple[Any, ...]]]


class Forecast:
    """A row of each contact, in the order of the review then; days are ordinals, silence and cadence are days.

    Of that order most is left days later, so that sorting by heat anew is quick.
    """

    def __init__(
        self,
        asof: date,
        kinds: list[tuple[tuple[Circle, ...], tuple[str, ...], str]],
        orgs: list[str],
        columns: Mapping[str, Sequence[Any]],
    ) -> None:
        self.asof = asof
        self._kinds = kinds
        self._orgs = orgs
        self._columns = columns
        self._by_name: Sequence[str] = columns["id"]
        self._names: Sequence[str] = columns["name"]
        self._ids = [self._by_name[place] for place in columns["place"]]

    @classmethod
    def of(
        cls, records: Collection[Record], rows: Mapping[str, Row], rules: Rules, asof: date
    ) -> "Forecast":
        """Return what is to be expected from the day ASOF on, which is that of the ledger's ROWS."""
        maker = _Maker(asof)
        nobody = empty_row()
        figures = measure(records, rows, rules, asof)
        made = [
            (known[:2], *maker.row(record, rows.get(record.id, nobody), Figures._make(known)))
            for record, known in zip(records, figures, strict=True)
        ]
        made.sort(key=lambda row: (row[1][1], row[1][0]))
        texts = zip(*(row[1] for row in made), strict=True) if made else repeat((), len(TEXTS))
        listed = sorted((known, place, *row) for place, (known, _texts, row) in enumerate(made))
        numbers = (
            zip(*(row[1:] for row in listed), strict=True) if made else repeat((), len(NUMBERS))
        )
        columns: dict[str, Sequence[Any]] = dict(zip(TEXTS, texts, strict=True))
        columns.update(zip(NUMBERS, numbers, strict=True))
        return cls(asof, list(maker.kinds), list(maker.orgs), columns)

    def dump(self) -> tuple[dict[str, JSON], bytes]:
        """Return the JSON form of all but the numbers, and the bytes of those, in this machine's order."""
        kinds: list[JSON] = [[[*circles], [*tags], state] for circles, tags, state in self._kinds]
        head: dict[str, JSON] = {
            "asof": self.asof.isoformat(),
            "order": sys.byteorder,
            "kinds": kinds,
            "orgs": [*self._orgs],
            "texts": {name: [*self._columns[name]] for name in TEXTS},
        }
        return head, b"".join(array(code, self._columns[name]) for name, code in _CODES.items())

    @classmethod
    def load(cls, kept: Mapping[str, Any], numbers: bytes | memoryview) -> "Forecast":
        """Return what `dump` gave; raises KeyError, TypeError or ValueError for anything else."""
        columns: dict[str, Sequence[Any]] = {name: kept["texts"][name] for name in TEXTS}
        many = len(columns["id"])
        size = many * array("q").itemsize
        if kept["order"] != sys.byteorder or len(numbers) != size * len(NUMBERS):
            raise ValueError("not a forecast of this machine")
        for place, (name, code) in enumerate(_CODES.items()):
            column: array[float] = array(code)
            column.frombytes(numbers[place * size : (place + 1) * size])
            columns[name] = column
        places = columns["place"]
        if any(len(column) != many for column in columns.values()) or (
            many and not 0 <= min(places) <= max(places) < many
        ):
            raise ValueError("not a forecast")
        kinds = [
            (tuple(Circle(circle) for circle in circles), tuple(tags), state)
            for circles, tags, state in kept["kinds"]
        ]
        return cls(date.fromisoformat(kept["asof"]), kinds, kept["orgs"], columns)

    def lists(
        self,
        rules: Rules,
        today: date,
        *,
        changed: Iterable[str] = (),
        hiring: Collection[str] = (),
        measured: Measured,
    ) -> Lists:
        """Return whom the lists show TODAY, which must not be before `asof`.

        CHANGED are the contacts that are not as they were, also new and deleted ones, and those with
        a promise that is due; MEASURED gives the figures of the ones among them that are there.
        """
        anew = self._to_measure(today, changed, hiring)
        lists = Lists()
        order, unsorted = self._expected(rules, today, anew, lists)
        for figures in measured(anew):
            state = figures[STATE]
            id, name = figures[ID], figures[NAME]
            place = self._place(name, id)
            if state not in GONE:
                lists.count(alike(figures))
            if state == "unsorted":
                unsorted.append((place, name, id))
            if figures[LISTED]:
                flags = (
                    figures[CALLING],
                    figures[HIDDEN],
                    figures[CADENCE] is not None,
                    figures[DRIFTING],
                )
                order.append((*figures[:2], place, name, id, *flags))
        order.sort()
        shown = [row for row in order if not row[6]]
        lists.everyone = [row[4] for row in order if row[7]]
        lists.ranked = [row[4] for row in shown if row[7]]
        lists.queue = [row[4] for row in shown if row[5]]
        lists.drifting = sum([row[8] for row in shown if row[7]])
        lists.triage = [id for _place, _name, id in sorted(unsorted)]
        return lists

    def _to_measure(self, today: date, changed: Iterable[str], hiring: Collection[str]) -> set[str]:
        """Return the ids of those whose row does not hold today."""
        ids = self._ids
        anew = {*changed}
        kinds, born = self._columns["kind"], self._columns["birthday"]
        if _MEASURED in kinds:
            anew.update([id for id, kind in zip(ids, kinds, strict=True) if kind == _MEASURED])
        days = coming_up(today)
        anew.update([id for id, day in zip(self._by_name, born, strict=True) if day in days])
        if hiring:
            wanted = {place for place, org in enumerate(self._orgs) if org in hiring}
            orgs = zip(ids, self._columns["org"], strict=True)
            anew.update([id for id, org in orgs if org in wanted])
        return anew

    def _expected(
        self, rules: Rules, today: date, but: Collection[str], lists: Lists
    ) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        """Return the listed and the unsorted of all BUT some, and count them all in LISTS.

        Of the listed: the score and the heat (negated), where in the order of names, a name, the id,
        whether calling, hidden, with a cadence, drifting. Of the unsorted: the place, a name, the id.
        """
        now = today.toordinal()
        kinds = [
            (
                (circles, tags, state != "unsorted"),
                state,
                circles == (Circle.PROFESSIONAL,) and not rules.job_search,
            )
            for circles, tags, state in self._kinds
        ]
        counts = [0] * (len(kinds) * _STEPS)
        order: list[tuple[Any, ...]] = []
        unsorted: list[tuple[Any, ...]] = []
        append = order.append
        columns = [self._columns[name] for name in NUMBERS[:-1]]
        for id, place, kind, cadence, then, passed, best, low, high, until, nudge in zip(
            self._ids, *columns, strict=True
        ):
            if id in but:
                continue
            _alike, state, rests = kinds[kind]
            step = _NO_HEAT
            silence = heat = points = 0.0
            if cadence:
                silence = passed + (now - then - best)
                if silence > 0:
                    heat = points = silence / cadence
                step = bisect(LIMITS, heat)
                if points > MOST:
                    points = MOST
            counts[kind * _STEPS + step] += 1
            calling = heat >= DUE
            if nudge and now >= nudge:
                calling = True
                points += 0.5
            if state == "unsorted":
                unsorted.append((place, "", id))
            elif (calling or cadence) and state != "deceased":
                hidden = state != "active" or until > now or (rests and heat >= DORMANT)
                drifts = low < silence <= high
                append((-points, -heat, place, "", id, calling, hidden, cadence > 0, drifts))
        for at, count in enumerate(counts):
            kind, step = divmod(at, _STEPS)
            shared, state, _ = kinds[kind]
            if count and state not in GONE:
                lists.count((*shared, None if step == _NO_HEAT else step), count)
        return order, unsorted

    def _place(self, name: str, id: str) -> float:
        """Return where in the order of names somebody belongs: between two rows of others."""
        first = bisect_left(self._names, name)
        last = bisect(self._names, name, lo=first)
        return bisect_left(self._by_name, id, first, last) - 0.5


class _Maker:
    """Makes the rows; `kinds` and `orgs` are what they refer to."""

    def __init__(self, asof: date) -> None:
        self.kinds: dict[tuple[tuple[Circle, ...], tuple[str, ...], str], int] = {}
        self.orgs: dict[str, int] = {}
        self._days = Days()
        self._now = asof.toordinal()

    def row(
        self, record: Record, row: Row, figures: Figures
    ) -> tuple[tuple[str, str, str], tuple[Any, ...]]:
        """Return the texts and the numbers of a contact, all but the place."""
        get = record.fields.get
        org, birthday = get("org"), get("birthday")
        born = birthday[-5:] if isinstance(birthday, str) and len(birthday) in FORMS else ""
        place = self.orgs.setdefault(key(org), len(self.orgs)) if isinstance(org, str) else -1
        texts = (record.id, figures.name, born)
        left = self._left(record, row, figures)
        if left is None or figures.state == "paused" or row[PLANNED]:
            return texts, (_MEASURED, 0, 0, 0.0, 0.0, 0.0, 0.0, 0, 0, place)
        passed, then, best = left
        low, high = 0.0, 0.0
        if figures.cadence and row[LAST_DAY]:
            gaps = (FULL_GAPS, FULL_LN) if get("full_only") is True else (STRONG_GAPS, STRONG_LN)
            low, high = drifting_between(rhythm_of(row[gaps[0]], row[gaps[1]], figures.cadence))
        until = 0
        state = figures.state
        if state == "snoozed":
            snooze = get("snooze")
            until = self._days.of(snooze.get("until")) if isinstance(snooze, dict) else 0
            state = "active"
        kind = (figures.circles, figures.tags, state)
        numbers = (
            self.kinds.setdefault(kind, len(self.kinds)),
            figures.cadence or 0,
            then,
            passed,
            best,
            low,
            high,
            until,
            _nudge(figures),
            place,
        )
        return texts, numbers

    def _left(self, record: Record, row: Row, figures: Figures) -> tuple[float, int, float] | None:
        """Return what the touches so far left of the silence; None where time alone may change that."""
        get = record.fields.get
        pauses = pauses_of(pause, self._days) if (pause := get("pause")) else ()
        if any(until is None or until > self._now for _since, until in pauses):
            return None
        if figures.cadence is None:
            return 0.0, 0, 0.0
        start = row[LAST_FULL]
        if start is None:
            start = start_of(record, figures.cadence, 0, self._days)
            if not start:
                return None
        passed, then, best = left_of_row(
            row, start, figures.cadence, get("full_only") is True, pauses
        )
        stood_still = sum(until - since for since, until in pauses if until is not None)
        return passed, then + stood_still, best


def _nudge(figures: Figures) -> int:
    if figures.awaiting is None:
        return 0
    first, latest = figures.awaiting
    return first + PATIENCE + 1 if latest - first < PATIENCE else 0
