"""Insights: what is counted, who is within their cadence on days gone by, and who began."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.changes import states
from netcrm.core.coverage import Replay, stretches
from netcrm.core.heat import silence
from netcrm.core.insight_words import beginnings_words, coverage_words, percent, touches_words
from netcrm.core.insights import Beginnings, insights
from netcrm.core.rules import Rules
from tests.core.test_heat import cadences, pauses, starts, touches
from tests.tui.made_up import TODAY, Network, five

DAYS = [TODAY.toordinal() - 7 * n for n in range(30, -1, -1)]
NEAR = 1e-9


def strongest(of: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return the strongest touch of each day, in order."""
    found: dict[int, float] = {}
    for day, weight in of:
        found[day] = max(weight, found.get(day, 0.0))
    return sorted(found.items())


@given(touches, starts, cadences)
def test_the_day_heat_reaches_one_is_that_of_the_formula(
    given_touches: list[tuple[int, float]], start: int, cadence: int
) -> None:
    """On each day the replay and the silence worked out for that day alone say the same."""
    found = [*stretches(strongest(given_touches), start, cadence)]
    for day in range(start - 130, start + 130):
        reaches = next(limit for since, limit in reversed(found) if since <= day)
        passed = silence(given_touches, start=start, cadence=cadence, today=day)
        if abs(passed - cadence) > NEAR:
            assert (day < reaches) == (passed < cadence)


@given(touches, starts, cadences, pauses(), st.booleans(), st.integers(0, 60))
def test_a_replay_counts_who_is_there_and_within(
    given_touches: list[tuple[int, float]],
    start: int,
    cadence: int,
    still: list[tuple[int, int | None]],
    full_only: bool,
    there: int,
) -> None:
    """With pauses, full touches only and days of coming and going, it is the formula for each day."""
    days = [start - 40 + 9 * n for n in range(25)]
    since, until = start - 40 + there, start + 100 + there
    replay = Replay(days)
    replay.add(
        strongest(given_touches),
        start=start,
        cadence=cadence,
        since=since,
        until=until,
        full_only=full_only,
        pauses=still,
    )
    for day, (within, people) in zip(days, replay.counts(), strict=True):
        assert people == (since <= day < until)
        passed = silence(
            given_touches,
            start=start,
            cadence=cadence,
            today=day,
            full_only=full_only,
            pauses=still,
        )
        if people and abs(passed - cadence) > NEAR:
            assert within == (passed < cadence)


def test_coverage_is_what_the_circles_showed_on_each_day() -> None:
    """The end of each week agrees with the bands of the network as it was looked at on that day."""
    made = five()
    made.log("2026-03-01: @Karen =email?")
    made.log("2026-06-10: @Jan =email about the boat")
    facts = insights(made.network, TODAY)
    assert len(facts.weeks) == 52
    assert facts.weeks[-1].ends == TODAY
    for week in facts.weeks:
        bands = made.network.standings(week.ends).bands(None)
        assert (week.within, week.people) == (sum(bands[:3]), sum(bands))
    assert len({week.within for week in facts.weeks}) > 1


def test_who_was_not_there_yet_or_was_let_go_does_not_count() -> None:
    """A contact counts from the day added or the first touch on, until the day it was let go."""
    made = Network(TODAY)
    made.add("Anna Berg", "friends", known=100)
    made.add("Bo Dahl", "friends", known=30)
    made.add("Ida Friis", known=400)
    day = TODAY - timedelta(60)
    made.write(states.let_go(made.network, [made.id_of("Anna")], today=day))
    people = {week.ends: week.people for week in insights(made.network, TODAY).weeks}
    assert people[TODAY] == 1
    assert {n for ends, n in people.items() if ends < TODAY - timedelta(100)} == {0}
    assert {n for ends, n in people.items() if day <= ends < TODAY - timedelta(30)} == {0}
    assert {n for ends, n in people.items() if TODAY - timedelta(100) <= ends < day} == {1}


def test_touches_are_counted_by_week_and_circle() -> None:
    """An entry with two people is two touches; notes, and what is to come, are none."""
    made = five()
    made.log("2026-11-23: lunch with @Anna and @Bo")
    made.log("2026-11-23: note about @Anna =note")
    made.log("2026-12-03: lunch with @Anna")
    made.log("2026-11-20: met @Ida")
    facts = insights(made.network, TODAY, 2)
    assert [week.name for week in facts.weeks] == ["2026-W47", "2026-W48"]
    before, last = ({**week.touches} for week in facts.weeks)
    assert last == {"family": 1, "friends": 1, "professional": 0, "unsorted": 0}
    assert before == {"family": 1, "friends": 0, "professional": 0, "unsorted": 1}
    assert [(str(use.medium), use.entries) for use in facts.media] == [("met", 3)]
    assert facts.touches == 4
    assert "4 touches in 2 weeks: 2.0 a week" in touches_words(facts)


def test_who_is_in_several_circles_counts_in_the_first() -> None:
    """Nobody is counted twice."""
    made = Network(TODAY)
    made.add("Anna Berg", "professional", "family")
    made.log("2026-11-24: met @Anna")
    assert insights(made.network, TODAY, 1).weeks[0].touches["family"] == 1
    assert insights(made.network, TODAY, 1).touches == 1


def test_a_beginning_is_the_first_touch_after_a_silence() -> None:
    """What follows within two weeks began already; a meeting is nobody's beginning."""
    made = Network(TODAY)
    anna = made.add("Anna Berg", "friends")
    bo = made.add("Bo Dahl", "friends")
    made.log("2026-06-01: @Anna =email?")
    made.log("2026-06-14: @Anna =message?")
    made.log("2026-06-29: got a mail from @Anna")
    made.log("2026-09-01: lunch with @Anna")
    made.log("2026-10-01: got a mail from @Bo")
    facts = insights(made.network, TODAY)
    assert facts.beginnings == Beginnings(1, 2, 1)
    assert {**dict(facts.begun)} == {anna: Beginnings(1, 1, 1), bo: Beginnings(0, 1, 0)}
    words = beginnings_words(facts)
    assert "you wrote first 1 ×, they 2 ×" in words
    assert "1 × you met" in words


def test_who_drifts_is_who_drifts_in_the_review() -> None:
    """The list holds those the first screen counts, with what is usual and what is now."""
    made = Network(TODAY)
    made.add("Anna Berg", "friends")
    for day in range(300, 60, -7):
        made.log(f"{(TODAY - timedelta(day)).isoformat()}: call with @Anna")
    facts = insights(made.network, TODAY)
    assert len(facts.drifting) == made.network.standings(TODAY).drifting == 1
    assert facts.drifting[0].silence > 2 * facts.drifting[0].rhythm


def test_nothing_at_all_is_told_without_a_number() -> None:
    """An empty network has weeks without touches and nobody to speak of; the first days of all do too."""
    for today in (TODAY, date(1, 1, 3), date.max):
        facts = insights(Network(today).network, today)
        assert facts.touches == 0
        assert facts.weeks[-1].ends == today
        assert coverage_words(facts) == "Nobody has a cadence yet."
        assert "nothing began" in beginnings_words(facts)


def test_a_share_is_whole_or_nothing_only_where_it_is() -> None:
    """999 of 1,000 is not all of them."""
    assert [percent(n, 1000) for n in (0, 1, 500, 999, 1000)] == [
        "0 %",
        "1 %",
        "50 %",
        "99 %",
        "100 %",
    ]


def test_the_rules_of_today_hold_for_the_whole_year() -> None:
    """With a longer cadence more were within it; the log alone does not tell earlier settings."""
    short, long = (
        insights(five(Rules(circles=dict.fromkeys(Rules().circles, days))).network, TODAY)
        for days in (20, 200)
    )
    assert sum(week.within for week in short.weeks) < sum(week.within for week in long.weeks)
