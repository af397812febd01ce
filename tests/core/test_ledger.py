"""What the ledger keeps of the log must be what the log says, however it got there."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.ledger import Ledger, Touches
from netcrm.core.medium import Medium, weight
from netcrm.core.record import Record

TODAY = date(2026, 3, 1)
PEOPLE = ("1", "2", "3")


def entry(
    number: int,
    day: date | str,
    medium: str = "met",
    *,
    people: Iterable[str] = ("1",),
    answered: bool = True,
) -> Record:
    """Make a log record; NUMBER gives its id and its place in the order of writing."""
    fields = {"date": str(day), "medium": medium, "contacts": [*people], "text": "x"}
    if not answered:
        fields["answered"] = False
    return Record("interactions", f"e{number}", fields, f"{number:020d}.0")


def ago(days: int) -> date:
    """Return the day so many days before today; negative ones lie ahead."""
    return TODAY - timedelta(days)


@st.composite
def logs(draw: st.DrawFn, most: int = 14) -> list[Record]:
    """Give a log: entries in the order of writing, dated in any order, some to come."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(-6, 40),
                st.sampled_from([m.value for m in Medium]),
                st.booleans(),
                st.sets(st.sampled_from(PEOPLE), min_size=1),
            ),
            max_size=most,
        )
    )
    return [
        entry(number, ago(days), medium, people=sorted(people), answered=answered)
        for number, (days, medium, answered, people) in enumerate(rows)
    ]


def named(log: Iterable[Record], people: Iterable[str]) -> list[Record]:
    """Return the entries that name any of PEOPLE."""
    wanted = set(people)
    return [record for record in log if wanted & set(record.fields["contacts"])]


def never(_people: object = None) -> list[Record]:
    """Stand for a log that must not be read."""
    raise AssertionError("the log was read")


def expected(log: list[Record], person: str, asof: date) -> Touches:
    """Say from the definitions alone what the ledger must keep of a contact."""
    seen = []
    for record in named(log, [person]):
        fields = record.fields
        w = weight(Medium(fields["medium"]), answered=fields.get("answered") is not False)
        seen.append((fields["date"], record.origin, fields["medium"], w, record.id))
    seen.sort()
    come = [e for e in seen if e[0] <= str(asof)]
    strongest: dict[int, float] = {}
    for day, _, _, w, _ in come:
        ordinal = date.fromisoformat(day).toordinal()
        strongest[ordinal] = max(w, strongest.get(ordinal, 0.0))
    strong = sorted(day for day, w in strongest.items() if w >= 0.5)
    full = [day for day in strong if strongest[day] == 1.0]
    touches = [e for e in come if e[3] > 0]
    last = max(touches, key=lambda e: (e[0], e[3], e[1]), default=None)
    return Touches(
        count=len(seen),
        first_strong=min(strong, default=None),
        last_full=max(full, default=None),
        since=tuple(
            (day, w) for day, w in sorted(strongest.items()) if w > 0 and day > max(full, default=0)
        ),
        last=last and (date.fromisoformat(last[0]).toordinal(), *last[2:]),
        recent=tuple(e[4] for e in come[:-4:-1]),
        planned=tuple(
            (date.fromisoformat(e[0]).toordinal(), *e[2:]) for e in seen if e[0] > str(asof)
        ),
        strong=gaps(strong),
        full=gaps(full),
    )


def gaps(days: list[int]) -> tuple[int, float, int | None]:
    """Return number and sum of ln of the gaps between days, and the last day."""
    between = [later - earlier for earlier, later in pairwise(days)]
    return (len(between), sum(map(log, between)), max(days, default=None))


def plain(touches: Touches) -> dict[str, object]:
    """Return what is compared: the fields of the contract, sums of logarithms apart."""
    last = touches.last
    return {
        "count": touches.count,
        "first_strong": touches.first_strong,
        "last_full": touches.last_full,
        "since": touches.since,
        "last": last
        if last is None or isinstance(last, tuple)
        else (last.day, last.medium, last.weight, last.entry),
        "recent": touches.recent,
        "planned": touches.planned,
    }


@given(logs())
def test_the_ledger_says_what_the_log_says(log: list[Record]) -> None:
    """Everything kept of a contact follows from its entries by definition."""
    ledger = Ledger.build(log, TODAY)
    for person in PEOPLE:
        kept, wanted = ledger.of(person), expected(log, person, TODAY)
        assert plain(kept) == plain(wanted)
        for had, want in ((kept.strong, wanted.strong), (kept.full, wanted.full)):
            assert (had.n, had.last) == (want[0], want[2])
            assert isclose(had.ln_sum, want[1], abs_tol=1e-9)


@given(logs(), st.randoms())
def test_the_order_of_reading_does_not_matter(log: list[Record], random: object) -> None:
    """Records may be given in any order."""
    shuffled = [*log]
    random.shuffle(shuffled)
    assert Ledger.build(shuffled, TODAY).rows() == Ledger.build(log, TODAY).rows()


@given(logs())
def test_rows_survive_json(log: list[Record]) -> None:
    """A ledger written as JSON and read again is the same, and so is each row by itself."""
    ledger = Ledger.build(log, TODAY)
    again = Ledger.from_rows(json.loads(json.dumps(ledger.rows())), TODAY)
    assert again.rows() == ledger.rows()
    for person in PEOPLE:
        assert again.of(person) == ledger.of(person)
        assert person not in ledger.rows() or again.of(person).row() == ledger.rows()[person]
        assert Touches.of_row(json.loads(json.dumps(again.of(person).row()))) == ledger.of(person)


@given(logs(), st.lists(st.integers(0, 3), max_size=14))
def test_a_ledger_kept_up_equals_one_built_at_once(log: list[Record], sizes: list[int]) -> None:
    """Entries folded in a few at a time, in the order they were written, add up to the same."""
    ledger = Ledger.build([], TODAY)
    at = 0
    for size in [*sizes, len(log)]:
        now = log[: at + size]
        ledger = ledger.updated(
            [(None, record) for record in log[at : at + size]],
            lambda people, now=now: named(now, people),
        )
        at = min(at + size, len(log))
    assert ledger.rows() == Ledger.build(log, TODAY).rows()


@given(logs(), st.data())
def test_edits_and_removals_are_folded_in_too(log: list[Record], data: st.DataObject) -> None:
    """After any entries were changed or taken out the ledger is that of the log as it is now."""
    ledger = Ledger.build(log, TODAY)
    other = data.draw(logs(most=len(log)))
    kinds = data.draw(st.lists(st.sampled_from(["keep", "edit", "drop"]), min_size=len(log)))
    now, pairs = [], []
    for old, kind in zip(log, kinds, strict=False):
        number = int(old.id[1:])
        if kind == "drop":
            pairs.append((old, None))
        elif kind == "edit" and number < len(other):
            new = Record("interactions", old.id, other[number].fields, old.origin)
            pairs.append((old, new))
            now.append(new)
        else:
            now.append(old)
    late = data.draw(logs(most=3))
    added = [Record("interactions", f"late{r.id}", r.fields, f"9{r.origin[1:]}") for r in late]
    pairs += [(None, record) for record in added]
    now += added
    updated = ledger.updated(pairs, lambda people: named(now, people))
    assert updated.rows() == Ledger.build(now, TODAY).rows()


@given(logs(), st.integers(-8, 45), st.integers(-8, 45))
def test_another_day_gives_the_ledger_of_that_day(
    log: list[Record], first: int, second: int
) -> None:
    """Going on or back in time gives what building on that day would."""
    ledger = Ledger.build(log, ago(first)).at(ago(second), lambda: log)
    assert ledger.asof == ago(second)
    assert ledger.rows() == Ledger.build(log, ago(second)).rows()


def test_the_same_day_gives_the_same_ledger() -> None:
    """No work is done where the day is the one the ledger was made for."""
    ledger = Ledger.build([entry(1, ago(3))], TODAY)
    assert ledger.at(TODAY, never) is ledger


def test_a_planned_entry_comes_without_reading_the_log() -> None:
    """On its day a planned meeting becomes the last touch, from the ledger alone."""
    ledger = Ledger.build([entry(1, ago(30), "email"), entry(2, ago(-3), "met")], TODAY)
    assert ledger.of("1").last.medium == "email"
    assert [kept[:2] for kept in ledger.of("1").planned] == [(ago(-3).toordinal(), "met")]
    then = ledger.at(ago(-3), never)
    assert (then.of("1").last.medium, then.of("1").planned) == ("met", ())
    assert then.of("1").count == 2


def test_yesterday_does_not_read_the_log_where_nothing_happened_since() -> None:
    """A clock set back over a day without entries costs nothing."""
    ledger = Ledger.build([entry(1, ago(3)), entry(2, ago(-3))], TODAY)
    assert ledger.at(ago(2), never).rows() == ledger.rows()


def test_the_newest_entries_are_folded_in_without_reading_the_log() -> None:
    """New entries of today, several of one write, planned ones and new people cost no reading."""
    ledger = Ledger.build([entry(1, ago(3), people=["1", "2"])], TODAY)
    fresh = [
        entry(2, TODAY, "call"),
        entry(3, TODAY, "note", people=["1", "3"]),
        entry(4, ago(-5), "met", people=["2"]),
        entry(5, ago(-2), "met", people=["2"]),
    ]
    updated = ledger.updated([(None, record) for record in fresh], never)
    assert (
        updated.rows() == Ledger.build([entry(1, ago(3), people=["1", "2"]), *fresh], TODAY).rows()
    )
    assert ledger.of("1").count == 1


def test_an_entry_written_earlier_that_arrives_late_finds_its_place() -> None:
    """Of one day the entries stay in the order of writing, whichever was known first."""
    first, second = entry(1, ago(3), "call"), entry(2, ago(3), "met")
    ledger = Ledger.build([second], TODAY)
    updated = ledger.updated([(None, first)], lambda people: named([first, second], people))
    assert updated.of("1").recent == ("e2", "e1")
    assert updated.of("1").last.entry == "e2"


def test_an_edit_that_changes_no_touch_reads_nothing() -> None:
    """Another text, place or tag leaves the ledger as it is."""
    before = entry(1, ago(3))
    after = Record(
        "interactions", "e1", {**before.fields, "text": "y", "tags": ["a"]}, before.origin
    )
    ledger = Ledger.build([before], TODAY)
    assert ledger.updated([(before, after)], never) is ledger


def test_only_the_people_concerned_are_read_again() -> None:
    """A correction asks for the entries of those named before and after, in one go."""
    asked = []

    def entries_of(people: set[str]) -> list[Record]:
        asked.append(set(people))
        return [after]

    before, after = entry(1, ago(3), people=["1"]), entry(1, ago(3), people=["2"])
    Ledger.build([before], TODAY).updated([(before, after)], entries_of)
    assert asked == [{"1", "2"}]


@pytest.mark.parametrize(
    ("medium", "answered", "w"),
    [
        ("met", True, 1.0),
        ("call", True, 1.0),
        ("video", True, 1.0),
        ("message", True, 0.5),
        ("email", True, 0.5),
        ("letter", True, 0.5),
        ("message", False, 0.2),
        ("email", False, 0.2),
        ("call", False, 0.2),
        ("video", False, 0.2),
        ("social", True, 0.1),
    ],
)
def test_each_medium_has_its_weight(medium: str, answered: bool, w: float) -> None:
    """The weights are those of the table of touches."""
    ledger = Ledger.build([entry(1, ago(3), medium, answered=answered)], TODAY)
    assert ledger.of("1").last.weight == w
    assert ledger.of("1").last_medium == medium


def test_a_note_is_no_touch() -> None:
    """A note counts as an entry, and as nothing else."""
    touches = Ledger.build([entry(1, ago(3), "note")], TODAY).of("1")
    assert (touches.count, touches.recent) == (1, ("e1",))
    assert (touches.last, touches.since, touches.first_strong) == (None, (), None)
    assert touches.last_medium == ""


def test_of_one_day_the_strongest_touch_is_the_last() -> None:
    """A like in the evening does not hide the lunch of the same day."""
    log = [entry(1, ago(3), "met"), entry(2, ago(3), "social")]
    assert Ledger.build(log, TODAY).of("1").last.medium == "met"


def test_somebody_unknown_has_no_touches() -> None:
    """Asking for a contact the log does not name gives an empty answer."""
    assert Ledger.build([], TODAY).of("9") == Touches()


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "someday", "medium": "met", "contacts": ["1"]},
        {"date": None, "medium": "met", "contacts": ["1"]},
        {"date": ["2026-01-01"], "medium": "met", "contacts": ["1"]},
        {"medium": "met", "contacts": ["1"]},
        {"date": "2026-01-01", "medium": "pigeon", "contacts": ["1"]},
        {"date": "2026-01-01", "medium": ["met"], "contacts": ["1"]},
    ],
)
def test_a_damaged_entry_is_no_touch(fields: dict[str, object]) -> None:
    """An entry whose day or medium can't be read is listed, but moves no clock."""
    touches = Ledger.build([Record("interactions", "e1", fields, "0.0")], TODAY).of("1")
    assert (touches.count, touches.last, touches.recent) == (1, None, ("e1",))


@pytest.mark.parametrize("contacts", [None, "1", 5, {"1": 1}, [], [None, 5, {}]])
def test_an_entry_that_names_nobody_concerns_nobody(contacts: object) -> None:
    """Whatever stands where ids should be, nothing is made of it."""
    record = Record("interactions", "e1", {"date": "2026-01-01", "contacts": contacts}, "0.0")
    assert Ledger.build([record], TODAY).rows() == {}


def test_a_contact_named_twice_in_an_entry_is_counted_once() -> None:
    """Merging two people must not double their common meetings."""
    assert Ledger.build([entry(1, ago(3), people=["1", "1"])], TODAY).of("1").count == 1
