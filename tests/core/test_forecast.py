"""The forecast: on any later day its lists are those of everybody's figures, whatever has changed since."""

import json
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from netcrm.core.circle import Circle
from netcrm.core.forecast import Forecast
from netcrm.core.ledger import Ledger
from netcrm.core.lists import Lists
from netcrm.core.network import Network
from netcrm.core.record import JSON, Record
from netcrm.core.rules import Rules
from netcrm.core.standings import Standings
from tests.memory import MemoryLog

TODAY = date(2026, 11, 8)
IDS = ("1", "2", "3")
DAYS = st.integers(-12, 30)  # near enough for every limit to be met
RULES = st.sampled_from([Rules(), Rules(tags={"x": 20}), Rules(job_search=True)])


def ago(days: int) -> str:
    """Return the day so many days before today as ISO text."""
    return (TODAY - timedelta(days)).isoformat()


def day() -> st.SearchStrategy[JSON]:
    """Any day around today as ISO text."""
    return DAYS.map(ago)


RARE: dict[str, st.SearchStrategy[JSON]] = {
    "every": st.sampled_from([0, 2, 4, 8, 8, 20]),
    "snooze": st.builds(lambda until: {"until": until}, day()),
    "pause": st.builds(
        lambda since, until, earlier: {"since": since, "until": until, "earlier": earlier},
        day(),
        st.none() | day(),
        st.lists(st.tuples(day(), day()).map(list), max_size=2),
    ),
    "let_go": day(),
    "deceased": day(),
    "full_only": st.just(True),
    "birthday": st.sampled_from(["--11-10", "1990-11-20", "--02-29", "2001-06-01", "soon"]),
    "imported": st.just(True),
    "known_since": day(),
    "sorted_on": day(),
    "org": st.sampled_from(["Novo A/S", "NOVO", "DR"]),
}


@st.composite
def contacts(draw: st.DrawFn, ids: tuple[str, ...] = IDS) -> list[Record]:
    """Contacts in every state there is."""
    made = []
    for id in ids:
        fields: dict[str, JSON] = {
            "name": draw(st.sampled_from(["Anna", "bo", "Åse", ""])),
            "circles": draw(st.sampled_from([[], *([circle] for circle in Circle), [*Circle]])),
            "every": draw(RARE["every"]),
            "tags": draw(st.lists(st.sampled_from(["x", "y"]), unique=True)),
        }
        if draw(st.booleans()):
            fields["added"] = draw(day())
        for field in draw(st.sets(st.sampled_from([*RARE]), max_size=3)):
            fields[field] = draw(RARE[field])
        made.append(Record("contacts", id, fields, "0.0"))
    return made


@st.composite
def log(draw: st.DrawFn, first: int = 0) -> list[Record]:
    """A log of touches of every weight, some still to come."""
    given = draw(
        st.lists(
            st.tuples(
                day(),
                st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True),
                st.sampled_from(["met", "email", "email", "social", "note"]),
                st.booleans(),
            ),
            max_size=8,
        )
    )
    return [
        Record(
            "interactions",
            f"e{first + number}",
            {"date": when, "contacts": people, "medium": medium, "answered": answered},
            f"{first + number:05}.0",
        )
        for number, (when, people, medium, answered) in enumerate(given)
    ]


PROMISES = st.lists(
    st.builds(
        lambda id, who, due: Record(
            "follow_ups", f"f{id}", {"contact": who, "due": due, "text": "CV"}, "0.0"
        ),
        st.integers(0, 9),
        st.sampled_from(IDS),
        day(),
    ),
    max_size=2,
)


def network(
    people: list[Record],
    entries: list[Record],
    promises: list[Record],
    ledger: Ledger,
    rules: Rules,
    forecast: Forecast | None = None,
    changed: frozenset[str] = frozenset(),
) -> Network:
    """Make a snapshot."""
    return Network(
        contacts={record.id: record for record in people},
        interactions=MemoryLog({record.id: record for record in entries}),
        follow_ups={record.id: record for record in promises},
        drafts={},
        deleted={},
        ledger=ledger,
        rules=rules,
        new_id=lambda: "0",
        forecast=forecast,
        changed=changed,
    )


@settings(max_examples=200)
@given(
    contacts(),
    log(),
    PROMISES,
    contacts(("3", "7")),
    log(100),
    st.sets(st.sampled_from(IDS)),
    st.integers(0, 40),
    st.sets(st.sampled_from(["novo", "dr"])),
    RULES,
)
def test_the_lists_are_those_of_everybodys_figures(
    folk: list[Record],
    entries: list[Record],
    promises: list[Record],
    edited: list[Record],
    more: list[Record],
    gone: set[str],
    later: int,
    hiring: set[str],
    rules: Rules,
) -> None:
    """On the day it was made and on any later one, with people edited, gone and new, and entries added."""
    ledger = Ledger.build(entries, TODAY)
    made = Forecast.of(folk, ledger.raw, rules, TODAY)
    head, numbers = made.dump()
    forecast = Forecast.load(json.loads(json.dumps(head)), numbers)
    then = {record.id: record for record in (*folk, *edited) if record.id not in gone}
    changed = {record.id for record in edited} | gone
    changed.update(str(id) for record in more for id in record.fields["contacts"])
    everything = [*entries, *more]
    ledger = Ledger.build(everything, TODAY)
    kept = network(
        [*then.values()], everything, promises, ledger, rules, forecast, frozenset(changed)
    )
    plain = network([*then.values()], everything, promises, ledger, rules)
    today = TODAY + timedelta(later)
    got, wanted = (Standings(each, today, hiring=hiring) for each in (kept, plain))
    assert got.everyone == wanted.everyone
    assert got.ranked == wanted.ranked
    assert got.queue == wanted.queue
    assert got.drifting == wanted.drifting
    assert got.triage == wanted.triage
    assert got.counts == wanted.counts
    for circle in (None, *Circle):
        assert got.bands(circle) == wanted.bands(circle)
    assert "_worked_out" not in vars(got.everybody)
    assert "_worked_out" in vars(wanted.everybody)


def test_a_forecast_says_nothing_of_days_before_it() -> None:
    """Whoever asks for an earlier day has everybody measured."""
    record = Record("contacts", "1", {"name": "Anna", "circles": ["friends"]}, "0.0")
    ledger = Ledger.build((), TODAY)
    forecast = Forecast.of([record], ledger.raw, Rules(), TODAY)
    kept = network([record], [], [], ledger, Rules(), forecast)
    standings = Standings(kept, TODAY - timedelta(1))
    assert standings.everyone == ("1",)
    assert "_worked_out" in vars(standings.everybody)


def test_every_limit_is_met_to_the_day() -> None:
    """Day by day for half a year: a nudge, a snooze that ends, somebody who comes to rest, each band."""
    every: dict[str, JSON] = {"added": ago(3), "circles": ["professional"], "every": 20}
    facts: list[dict[str, JSON]] = [
        {"name": "nudged", **every},
        {"name": "snoozed", **every, "snooze": {"until": ago(-30)}},
        {"name": "at rest", **every},
        {"name": "asleep", "added": ago(3), "snooze": {"until": ago(-9)}},
    ]
    folk = [Record("contacts", f"{n}", fields, "0.0") for n, fields in enumerate(facts)]
    unanswered: dict[str, JSON] = {"contacts": ["0"], "medium": "email", "answered": False}
    entries = [Record("interactions", "e1", {"date": ago(1), **unanswered}, "1.0")]
    ledger = Ledger.build(entries, TODAY)
    forecast = Forecast.of(folk, ledger.raw, Rules(), TODAY)
    kept = network(folk, entries, [], ledger, Rules(), forecast)
    plain = network(folk, entries, [], ledger, Rules())
    seen = set()
    for later in range(180):
        today = TODAY + timedelta(later)
        got, wanted = Standings(kept, today), Standings(plain, today)
        for name in Lists.__slots__:
            lists = got.everybody.lists, wanted.everybody.lists
            assert getattr(lists[0], name) == getattr(lists[1], name), (later, name)
        seen.add((wanted.queue, wanted.ranked, wanted.bands(None)))
    assert len(seen) > 8
