"""Everybody's standing: order, lists and counts, and that a change re-places only who changed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.circle import Circle
from netcrm.core.heat import Band
from netcrm.core.ledger import Ledger
from netcrm.core.network import Network
from netcrm.core.record import JSON, Record
from netcrm.core.rules import Rules
from netcrm.core.standings import Standings
from netcrm.core.text import by_letters
from tests.memory import MemoryLog

TODAY = date(2026, 11, 8)
BANDS = [*Band]


def ago(days: int) -> str:
    """Return the day so many days before today as ISO text."""
    return (TODAY - timedelta(days)).isoformat()


def person(number: int, name: str = "Anna", **fields: JSON) -> Record:
    """Make a contact, a friend added long ago unless told otherwise."""
    facts = {"name": name, "circles": ["friends"], "added": ago(900), **fields}
    return Record("contacts", str(number), facts, "0.0")


def entry(number: int, days: int, people: list[str], medium: str = "met", **fields: JSON) -> Record:
    """Make a log record."""
    facts = {"date": ago(days), "medium": medium, "contacts": people, **fields}
    return Record("interactions", f"e{number}", facts, f"{number:05}.0")


def promise(number: int, contact: str, days: int) -> Record:
    """Make a follow-up, due so many days ago."""
    facts = {"contact": contact, "due": ago(days), "text": "send CV"}
    return Record("follow_ups", f"f{number}", facts, "0.0")


def network(
    people: list[Record],
    log: list[Record] | None = None,
    promises: list[Record] | None = None,
    *,
    rules: Rules | None = None,
    ledger: Ledger | None = None,
    before: Network | None = None,
) -> Network:
    """Make a snapshot."""
    entries = MemoryLog({record.id: record for record in log or ()})
    return Network(
        contacts={record.id: record for record in people},
        interactions=entries,
        follow_ups={record.id: record for record in promises or ()},
        drafts={},
        deleted={},
        ledger=ledger or Ledger.build(entries.values(), TODAY),
        rules=rules or Rules(),
        new_id=lambda: "0",
        before=before,
    )


IDS = ("1", "2", "3", "4", "5")
RARE: dict[str, JSON] = {
    "every": 20,
    "snooze": {"until": ago(-3)},
    "pause": {"since": ago(9)},
    "let_go": ago(3),
    "deceased": ago(3),
    "full_only": True,
    "birthday": "--11-10",
}
CIRCLES = st.lists(st.sampled_from([*Circle]), unique=True)


@st.composite
def people(draw: st.DrawFn, ids: tuple[str, ...] = IDS) -> list[Record]:
    """Give contacts in all states."""
    found = []
    for id in ids:
        fields: dict[str, JSON] = {
            "name": draw(st.sampled_from(["Anna", "bo", "Åse", ""])),
            "circles": [str(circle) for circle in draw(CIRCLES)],
            "added": ago(draw(st.integers(0, 500))),
            "tags": draw(st.lists(st.sampled_from(["x", "y"]), unique=True)),
        }
        rare = draw(st.sets(st.sampled_from([*RARE]), max_size=2))
        fields |= {name: RARE[name] for name in sorted(rare)}
        found.append(Record("contacts", id, fields, "0.0"))
    return found


@st.composite
def logs(draw: st.DrawFn, first: int = 0) -> list[Record]:
    """Give log records, some of them to come."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(-5, 400),
                st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True),
                st.sampled_from(["met", "email", "social", "note"]),
                st.booleans(),
            ),
            max_size=8,
        )
    )
    return [
        entry(first + number, days, who, medium, answered=answered)
        for number, (days, who, medium, answered) in enumerate(rows)
    ]


PROMISES = st.lists(
    st.builds(promise, st.integers(0, 9), st.sampled_from(IDS), st.integers(-9, 9)),
    unique_by=lambda record: record.id,
    max_size=3,
)


@given(people(), logs(), PROMISES)
def test_everybody_is_in_the_lists_they_belong_to(
    folk: list[Record], log: list[Record], promises: list[Record]
) -> None:
    """Lists, counts and bands agree with what each standing says."""
    net = network(folk, log, promises)
    now = net.standings(TODAY)
    each = {id: now.of(id) for id in IDS}
    tracked = {id for id, s in each.items() if s.cadence is not None and s.state != "unsorted"}
    assert set(now.everyone) == tracked
    assert set(now.ranked) == {id for id in tracked if not each[id].hidden}
    assert set(now.queue) == {id for id, s in each.items() if s.calling and not s.hidden}
    assert now.due == len(now.queue)
    assert set(now.triage) == {id for id, s in each.items() if s.state == "unsorted"}
    assert now.drifting == sum(each[id].drifting for id in now.ranked)
    alive = [s for s in each.values() if s.state not in ("deceased", "let-go")]
    assert now.counts.everyone == len(alive)
    assert now.counts.unsorted == len(now.triage)
    for circle in Circle:
        inside = [s for s in alive if circle in s.contact.circles]
        assert now.counts.circles[circle] == len(inside)
        words = [s.band for s in inside if s.band and s.state != "unsorted"]
        assert now.bands(circle) == tuple(words.count(band) for band in BANDS)
    for tag in "xy":
        inside = [s for s in alive if tag in s.contact.tags]
        assert now.counts.tags.get(tag, 0) == len(inside)
        words = [s.band for s in inside if s.band and s.state != "unsorted"]
        assert now.bands(None, tag) == tuple(words.count(band) for band in BANDS)
    assert sum(now.bands(None)) == sum(s.band is not None and s.state != "unsorted" for s in alive)


@given(people(), logs(), PROMISES)
def test_lists_are_in_the_order_of_the_review(
    folk: list[Record], log: list[Record], promises: list[Record]
) -> None:
    """Score first, then heat, then name, then id; the score is the sum of the design."""
    now = Standings(network(folk, log, promises), TODAY)
    for listed in (now.everyone, now.ranked, now.queue):
        keys = []
        for id in listed:
            s = now.of(id)
            promised = any(f.due and f.due <= TODAY for f in s.follow_ups)
            score = min(s.heat or 0, 3) + (s.birthday_in is not None) + promised + 0.5 * s.nudge
            assert s.score == score
            keys.append((-score, -(s.heat or 0), by_letters(s.contact.name), id))
        assert keys == sorted(keys)


def test_ties_go_by_name_then_id() -> None:
    """Equal heat is listed by name, equal names by id."""
    folk = [person(3, "bo"), person(2, "Anna"), person(1, "Carl"), person(4, "Anna")]
    assert Standings(network(folk), TODAY).ranked == ("2", "4", "3", "1")


def test_beyond_a_heat_of_3_others_reasons_weigh_more() -> None:
    """Somebody cold for years does not stand above a promise; of equals the hotter goes first."""
    log = [entry(1, 400, ["1"]), entry(2, 140, ["2"]), entry(3, 800, ["3"])]
    folk = [person(1), person(2), person(3)]
    now = Standings(network(folk, log, [promise(1, "2", 0)]), TODAY)
    assert now.queue == ("2", "3", "1")


@given(people(), logs(), PROMISES, people(IDS[1:4]), logs(100), PROMISES, st.data())
def test_a_change_gives_what_working_all_out_again_would(
    folk: list[Record],
    log: list[Record],
    promises: list[Record],
    edited: list[Record],
    more: list[Record],
    promises_then: list[Record],
    data: st.DataObject,
) -> None:
    """Taking over from the snapshot before never shows: people edited, gone and new, new entries."""
    before = network(folk, log, promises)
    before.standings(TODAY)
    if data.draw(st.booleans()):
        _ = before.standings(TODAY).ranked
    gone = data.draw(st.sets(st.sampled_from(IDS)))
    swapped = {record.id: record for record in edited} if data.draw(st.booleans()) else {}
    then = [swapped.get(record.id, record) for record in folk if record.id not in gone]
    then += [person(9, "New")] if data.draw(st.booleans()) else []
    entries = [*log, *more]
    ledger = before.ledger.updated(
        [(None, record) for record in more],
        lambda ids: [r for r in entries if ids & set(r.fields["contacts"])],
    )
    today = TODAY + timedelta(data.draw(st.sampled_from([0, 0, 0, 1])))
    kept = network(then, entries, promises_then, ledger=ledger, before=before).standings(today)
    anew = Standings(network(then, entries, promises_then), today)
    assert kept.everyone == anew.everyone
    assert kept.ranked == anew.ranked
    assert kept.queue == anew.queue
    assert kept.triage == anew.triage
    assert kept.counts == anew.counts
    for record in then:
        assert kept.of(record.id).score == anew.of(record.id).score
        assert kept.of(record.id).reasons == anew.of(record.id).reasons


def test_other_rules_are_not_taken_over() -> None:
    """After the mode was switched everybody is measured anew."""
    folk = [person(1, circles=["professional"])]
    log = [entry(1, 60, ["1"])]
    before = network(folk, log)
    assert before.standings(TODAY).queue == ()
    rules = Rules(job_search=True)
    after = network(folk, log, rules=rules, ledger=before.ledger, before=before)
    assert after.standings(TODAY).queue == ("1",)


def test_snapshots_do_not_keep_those_before_them_alive() -> None:
    """However many changes are made, no chain of old snapshots stays in memory."""
    import gc
    import weakref

    first = network([person(1)])
    _ = first.standings(TODAY).ranked
    watched = [weakref.ref(kept) for kept in (first, first.standings(TODAY).everybody)]
    second = network([person(1), person(2)], before=first)
    third = network([person(1), person(3)], before=second)
    _ = third.standings(TODAY).ranked
    fourth = network([person(1)], before=third)
    _ = fourth.standings(TODAY).ranked
    del first, second, third
    gc.collect()
    assert [kept() for kept in watched] == [None, None]


def test_who_drifts_is_counted_by_the_touches_that_count() -> None:
    """With full touches only, frequent messages are no rhythm to drift from."""
    log = [entry(n, 40 + 3 * n, ["1"], "message") for n in range(60)]
    log += [entry(n, 40 + 90 * (n - 100), ["1"], "call") for n in range(100, 105)]
    for full_only in (True, False):
        now = Standings(network([person(1, every=90, full_only=full_only)], log), TODAY)
        assert now.of("1").drifting is not full_only
        assert now.drifting == (not full_only)


def test_standings_of_another_day_use_the_ledger_of_that_day() -> None:
    """Looking back, what happened later is not known; looking ahead, planned meetings have come."""
    log = [entry(1, 50, ["1"]), entry(2, 5, ["1"]), entry(3, -10, ["1"])]
    net = network([person(1)], log)
    assert net.standings(TODAY - timedelta(20)).of("1").silence == 30
    assert net.standings(TODAY).of("1").silence == 5
    assert net.standings(TODAY + timedelta(12)).of("1").silence == 2


def test_800_people_sorted_on_one_day_are_no_red_wall() -> None:
    """A day's share of them is due each day, the first on the day itself, none overdue for long."""
    folk = [
        person(n * 11529215046068469, f"P{n}", imported=True, sorted_on=ago(0), added=ago(3))
        for n in range(1, 801)
    ]
    net = network(folk)
    share = 800 / 45
    for days in (0, 10, 20, 44):
        due = Standings(net, TODAY + timedelta(days)).due
        assert share * (days + 1) * 0.7 - 5 <= due <= share * (days + 1) * 1.3 + 9


def test_nobody_at_all() -> None:
    """An empty network has empty lists."""
    now = Standings(network([]), TODAY)
    assert (now.everyone, now.ranked, now.queue, now.triage) == ((), (), (), ())
    assert (now.due, now.drifting, now.counts.everyone) == (0, 0, 0)
    assert now.bands(None) == now.bands(Circle.FAMILY, "x") == (0,) * 6
    assert now.next_due() is None


def test_triage_is_by_name() -> None:
    """Unsorted people come in the order of their names."""
    folk = [
        person(1, "bo", circles=[]),
        person(2, "Carl", circles=[]),
        person(3, "Anna", circles=[]),
    ]
    assert Standings(network(folk), TODAY).triage == ("3", "1", "2")


@given(people(), logs(), PROMISES)
def test_next_is_whoever_comes_into_the_review_first(
    folk: list[Record], log: list[Record], promises: list[Record]
) -> None:
    """Nobody new is called before the day that is said, and somebody is on it."""
    log = [record for record in log if record.fields["date"] <= ago(0)]
    net = network(folk, log, promises)
    now = Standings(net, TODAY)
    found = now.next_due()
    horizon = 40
    first = next(
        (
            (day, set(queue) - set(now.queue))
            for day in range(1, horizon)
            if set(queue := Standings(net, TODAY + timedelta(day)).queue) - set(now.queue)
        ),
        None,
    )
    if first is None:
        assert found is None or found[1] >= TODAY + timedelta(horizon)
    else:
        assert found is not None
        assert found[1] == TODAY + timedelta(first[0])
        assert found[0] in first[1]


def test_what_was_answered_does_not_come_next() -> None:
    """A birthday with a touch since it came up, and a reply nudged for already, are over."""
    log = [entry(1, 1, ["1"])]
    folk = [person(1, birthday="--11-10")]
    assert Standings(network(folk, log), TODAY).next_due() == ("1", TODAY + timedelta(44))
    log = [entry(1, 40, ["1"])]
    log += [entry(n, days, ["1"], "message", answered=False) for n, days in ((2, 30), (3, 20))]
    now = Standings(network([person(1)], log), TODAY)
    assert now.queue == ()
    assert now.next_due() == ("1", TODAY + timedelta(9))
    log = [entry(1, 1, ["1"])]
    now = Standings(network([person(1, every=0, birthday="--11-10")], log), TODAY)
    assert now.next_due() == ("1", date(2027, 11, 3))


def test_who_will_be_over_or_dormant_when_back_is_not_next() -> None:
    """A birthday during a snooze passes; somebody cold enough on the day they are back may rest."""
    snooze: JSON = {"until": ago(-10)}
    folk = [person(1, every=0, birthday="--11-12", snooze=snooze)]
    assert Standings(network(folk), TODAY).next_due() == ("1", date(2027, 11, 5))
    folk = [person(1, circles=["professional"], snooze=snooze)]
    log = [entry(1, 355, ["1"])]
    assert Standings(network(folk, log), TODAY).next_due() is None
    searching = network([person(1, every=90, snooze=snooze)], log)
    assert Standings(searching, TODAY).next_due() == ("1", TODAY + timedelta(10))


def test_the_ends_of_the_calendar() -> None:
    """On the first and the last day there is, nothing breaks."""
    fields: dict[str, JSON] = {"birthday": "--01-03", "snooze": {"until": "9999-12-31"}}
    for today in (date.min, date.max):
        folk = [person(1, **fields), person(2, pause={"since": ago(9), "until": "9999-12-31"})]
        now = Standings(network(folk, [entry(1, 50, ["1"])]), today)
        now.next_due()
        assert now.of("1").reasons is not None
        assert now.of("2").reasons is not None


@pytest.mark.parametrize("danish", [False, True])
def test_lists_are_in_the_order_of_the_rules(danish: bool) -> None:
    """The unsorted, and those with the same heat, stand in the order of names of the language."""
    names = ["Åse", "Zita", "Anna", "Øjvind"]
    wanted = ["Anna", "Zita", "Øjvind", "Åse"] if danish else ["Anna", "Åse", "Øjvind", "Zita"]
    for circles in (["friends"], []):
        folk = [person(at, name, circles=circles) for at, name in enumerate(names, 1)]
        net = network(folk, rules=Rules(danish=danish))
        now = Standings(net, TODAY)
        assert [names[int(id) - 1] for id in (now.ranked or now.triage)] == wanted
