"""Silence and heat: the formula word for word, and what must hold whatever the log says."""

from datetime import date
from math import exp, log

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netcrm.core.heat import (
    Band,
    band,
    clock_start,
    due_day,
    heat_word,
    is_drifting,
    rhythm,
    silence,
    silence_of_row,
    stagger,
)
from netcrm.core.ledger import Ledger
from netcrm.core.record import Record
from netcrm.core.touches import Gaps, empty_row

TODAY = date(2026, 3, 1).toordinal()
MEDIA = {1.0: ("met", True), 0.5: ("email", True), 0.2: ("email", False), 0.1: ("social", True)}

days = st.integers(TODAY - 120, TODAY + 5)
touches = st.lists(st.tuples(days, st.sampled_from([*MEDIA])), max_size=12)
starts = st.integers(TODAY - 100, TODAY)
cadences = st.integers(1, 90)


@st.composite
def pauses(draw: st.DrawFn) -> list[tuple[int, int | None]]:
    """Give up to three pauses, in order and apart, the last one perhaps without an end."""
    edges = sorted(draw(st.sets(st.integers(TODAY - 110, TODAY + 20), max_size=6)))
    found: list[tuple[int, int | None]] = list(zip(edges[::2], edges[1::2], strict=False))
    if len(edges) % 2:
        found.append((edges[-1], None))
    return found


def literal(
    given_touches: list[tuple[int, float]],
    *,
    start: int,
    cadence: int,
    today: int,
    full_only: bool,
    pauses: list[tuple[int, int | None]],
) -> float:
    """Work silence out with the words of the design, nothing shortened."""

    def passed(since: int, until: int) -> int:
        """Count the days on which the clock ran."""
        still = sum(
            any(a <= day and (b is None or day < b) for a, b in pauses)
            for day in range(since, until)
        )
        return until - since - still

    counted = [(d, w) for d, w in given_touches if d <= today and (w == 1.0 or not full_only)]
    for d, w in counted:
        if w >= 0.5 and d < start:
            start = d
    strongest: dict[int, float] = {}
    for d, w in counted:
        if d > start:
            strongest[d] = max(w, strongest.get(d, 0.0))
    s, best, then = 0.0, 0.0, start
    for d in sorted(strongest):
        w = strongest[d]
        s += passed(then, d)
        then = d
        if w >= 0.5:
            s = (1 - w) * min(s - best, cadence)
            best = 0
        else:
            best = max(best, w * s)
    return s - best + passed(then, today)


@given(touches, starts, cadences, st.booleans(), st.just([]) | pauses())
def test_silence_is_the_formula(
    given_touches: list[tuple[int, float]],
    start: int,
    cadence: int,
    full_only: bool,
    paused: list[tuple[int, int | None]],
) -> None:
    """Silence is what the formula of the design gives, to the letter."""
    rules = {"cadence": cadence, "today": TODAY, "full_only": full_only, "pauses": paused}
    found = silence(given_touches, start=start, **rules)
    assert found == pytest.approx(literal(given_touches, start=start, **rules))
    assert found >= 0


@given(touches, starts, cadences, st.booleans(), pauses())
def test_what_the_ledger_keeps_gives_the_same_silence(
    given_touches: list[tuple[int, float]],
    start: int,
    cadence: int,
    full_only: bool,
    paused: list[tuple[int, int | None]],
) -> None:
    """Folding only what the ledger keeps of a contact gives the silence of the whole log."""
    records = []
    for number, (day, w) in enumerate(given_touches):
        medium, answered = MEDIA[w]
        fields = {"date": str(date.fromordinal(day)), "medium": medium, "contacts": ["1"]}
        fields |= {} if answered else {"answered": False}
        records.append(Record("interactions", f"e{number}", fields, f"{number:03}"))
    row = Ledger.build(records, date.fromordinal(TODAY)).raw.get("1", empty_row())
    assert silence_of_row(row, start, cadence, TODAY, full_only, paused) == pytest.approx(
        silence(
            given_touches,
            start=start,
            cadence=cadence,
            today=TODAY,
            full_only=full_only,
            pauses=paused,
        )
    )


@given(touches, starts, cadences, st.booleans(), pauses(), st.data())
def test_a_touch_on_or_after_the_clock_start_never_raises_heat(
    given_touches: list[tuple[int, float]],
    start: int,
    cadence: int,
    full_only: bool,
    paused: list[tuple[int, int | None]],
    data: st.DataObject,
) -> None:
    """One more touch, of any weight, makes nobody more silent."""
    start = min([start, *(d for d, w in given_touches if w >= 0.5 and d <= TODAY)])
    more = data.draw(st.tuples(st.integers(start, TODAY + 3), st.sampled_from([*MEDIA, 0.0])))
    rules = {"cadence": cadence, "today": TODAY, "full_only": full_only, "pauses": paused}
    before = silence(given_touches, start=start, **rules)
    after = silence([*given_touches, more], start=start, **rules)
    assert after <= before + 1e-9


@given(touches, starts, cadences, st.booleans(), pauses(), st.integers(0, 60))
def test_silence_never_lowers_heat(
    given_touches: list[tuple[int, float]],
    start: int,
    cadence: int,
    full_only: bool,
    paused: list[tuple[int, int | None]],
    later: int,
) -> None:
    """As days pass without a touch, silence grows or, while paused, stands still."""
    past = [(d, w) for d, w in given_touches if d <= TODAY]
    rules = {"start": start, "cadence": cadence, "full_only": full_only, "pauses": paused}
    now = silence(past, today=TODAY, **rules)
    then = silence(past, today=TODAY + later, **rules)
    assert now <= then + 1e-9
    assert then <= now + later + 1e-9
    if not paused:
        assert then == pytest.approx(now + later)


@given(touches, starts, cadences, st.randoms())
def test_the_order_of_typing_does_not_matter(
    given_touches: list[tuple[int, float]], start: int, cadence: int, random: object
) -> None:
    """Touches may be written down in any order."""
    shuffled = [*given_touches]
    random.shuffle(shuffled)
    rules = {"start": start, "cadence": cadence, "today": TODAY}
    assert silence(shuffled, **rules) == silence(given_touches, **rules)


@given(touches, starts, cadences, pauses(), st.integers(1, 30))
def test_the_clock_stands_still_while_paused(
    given_touches: list[tuple[int, float]],
    start: int,
    cadence: int,
    earlier: list[tuple[int, int | None]],
    length: int,
) -> None:
    """In a pause silence does not grow; after it, it grows a day a day as if nothing had been."""
    past = [(d, w) for d, w in given_touches if d <= TODAY]
    kept = [(since, until) for since, until in earlier if until is not None and until < TODAY]
    rules = {"start": start, "cadence": cadence}
    before = silence(past, today=TODAY, pauses=kept, **rules)
    for until in (TODAY + length, None):
        paused = [*kept, (TODAY, until)]
        for day in range(length + 1):
            assert silence(past, today=TODAY + day, pauses=paused, **rules) == before
    paused = [*kept, (TODAY, TODAY + length)]
    for day in range(5):
        after = silence(past, today=TODAY + length + day, pauses=paused, **rules)
        assert after == pytest.approx(before + day)


@given(touches, starts, cadences, pauses())
@example([], TODAY - 10, 30, [(TODAY, TODAY + 5)])
def test_the_due_day_is_the_first_with_a_heat_of_one(
    given_touches: list[tuple[int, float]],
    start: int,
    cadence: int,
    paused: list[tuple[int, int | None]],
) -> None:
    """On the day that is said heat has reached 1, and on none before."""
    past = [(d, w) for d, w in given_touches if d <= TODAY]
    rules = {"start": start, "cadence": cadence, "pauses": paused}
    now = silence(past, today=TODAY, **rules)
    due = due_day(now, cadence, TODAY, paused)
    if now >= cadence:
        assert due is not None
        assert due <= TODAY
    elif due is None:
        assert paused[-1][1] is None
        assert silence(past, today=TODAY + 10_000, **rules) < cadence
    else:
        assert silence(past, today=due, **rules) >= cadence - 1e-9
        assert silence(past, today=due - 1, **rules) < cadence


@pytest.mark.parametrize(
    ("given_touches", "wanted"),
    [
        ([], 100),
        ([(10, 1.0)], 10),
        ([(10, 0.0)], 100),
        ([(40, 0.5)], 15 + 40),
        ([(90, 0.5)], 5 + 90),
        ([(40, 0.2)], 100 - 0.2 * 60),
        ([(40, 0.2), (39, 0.2), (38, 0.2), (37, 0.1)], 100 - 0.2 * 62),
        ([(40, 0.2), (20, 0.5)], 15 + 20),
        ([(95, 0.2), (94, 0.5)], 0.5 * (6 - 0.2 * 5) + 94),
        ([(20, 1.0), (10, 0.2)], 20 - 0.2 * 10),
        ([(20, 1.0), (20, 0.5), (20, 0.1)], 20),
        ([(-1, 1.0)], 100),
        ([(150, 1.0)], 150),
        ([(150, 0.5)], 150),
        ([(150, 0.2)], 100),
        ([(150, 0.5), (120, 0.2)], 150 - 0.2 * 30),
        ([(0, 1.0)], 0),
    ],
)
def test_silence_by_hand(given_touches: list[tuple[int, float]], wanted: float) -> None:
    """Worked out by hand: known for 100 days, cadence 30, touches so many days ago."""
    found = silence(
        [(TODAY - ago, w) for ago, w in given_touches], start=TODAY - 100, cadence=30, today=TODAY
    )
    assert found == pytest.approx(wanted)


def test_pestering_somebody_silent_makes_nobody_fresh() -> None:
    """A message without a reply each day takes off a fifth at most."""
    pestered = [(day, 0.2) for day in range(TODAY - 99, TODAY + 1)]
    assert silence(pestered, start=TODAY - 100, cadence=30, today=TODAY) == pytest.approx(80)


def test_with_full_touches_only_messages_do_not_count() -> None:
    """Somebody to be called is not written fresh, and half touches move no clock."""
    given_touches = [(TODAY - 200, 0.5), (TODAY - 60, 1.0), (TODAY - 5, 0.5), (TODAY - 1, 0.2)]
    rules = {"start": TODAY - 100, "cadence": 30, "today": TODAY, "full_only": True}
    assert silence(given_touches, **rules) == 60
    assert silence(given_touches[:1], **rules) == 100


def test_a_start_to_come_is_no_silence() -> None:
    """Somebody known since tomorrow is not less than fresh."""
    assert silence([], start=TODAY + 5, cadence=30, today=TODAY) == 0


@pytest.mark.parametrize(
    ("heat", "word"),
    [
        (0, "fresh"),
        (0.4999, "fresh"),
        (0.5, "warm"),
        (0.7999, "warm"),
        (0.8, "soon"),
        (0.9999, "soon"),
        (1, "due"),
        (1.4999, "due"),
        (1.5, "overdue"),
        (2.4999, "overdue"),
        (2.5, "cold"),
        (40, "cold"),
    ],
)
def test_each_band_begins_at_its_lower_limit(heat: float, word: str) -> None:
    """Fresh < .5 ≤ warm < .8 ≤ soon < 1 ≤ due < 1.5 ≤ overdue < 2.5 ≤ cold."""
    assert band(heat) is Band(word)


@given(st.lists(st.integers(1, 400), max_size=10), st.integers(1, 3650))
def test_the_rhythm_is_the_formula(kept: list[int], cadence: int) -> None:
    """exp((Σ ln gap + 3 ln C) / (n + 3)): the cadence itself while nothing is known."""
    found = rhythm(Gaps(len(kept), sum(map(log, kept)), None), cadence)
    wanted = exp((sum(log(gap) for gap in kept) + 3 * log(cadence)) / (len(kept) + 3))
    assert found == pytest.approx(wanted)
    if not kept:
        assert found == pytest.approx(cadence)


@pytest.mark.parametrize(
    ("usual", "silent", "drifts"),
    [
        (20, 40, False),
        (20, 40.1, True),
        (20, 240, True),
        (20, 240.1, False),
        (5, 19, False),
        (5, 19.1, True),
        (5, 95, True),
        (5, 95.1, False),
        (14, 28, False),
        (14, 28.1, True),
    ],
)
def test_drifting_lies_between_its_limits(usual: float, silent: float, drifts: bool) -> None:
    """max(2·rhythm, rhythm + 14) < silence ≤ max(12·rhythm, rhythm + 90)."""
    assert is_drifting(usual, silent) is drifts


FACTS = {"known_since": None, "added": None, "imported": False, "sorted_on": None}


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"added": 500}, 500),
        ({"added": 500, "known_since": 100}, 100),
        ({"added": 500, "known_since": 600}, 600),
        ({"known_since": 100}, 100),
        ({}, None),
        ({"imported": True}, None),
        ({"added": 500, "sorted_on": 700}, 500),
    ],
)
def test_the_clock_starts_on_the_day_known_since(facts: dict[str, int], wanted: int | None) -> None:
    """The day met if given, else the day added."""
    assert clock_start("7", 30, **{**FACTS, **facts}) == wanted


@given(st.integers(0, 2**63), cadences, st.booleans())
def test_imported_people_start_when_they_are_sorted(number: int, cadence: int, met: bool) -> None:
    """As if touched 1 to C days before: due at the earliest on the day itself, at the latest C - 1 on."""
    facts = {**FACTS, "imported": True, "added": TODAY - 300, "sorted_on": TODAY}
    facts["known_since"] = TODAY - 4000 if met else None
    start = clock_start(str(number), cadence, **facts)
    assert start == TODAY - (cadence - stagger(str(number), cadence))
    assert TODAY <= start + cadence < TODAY + cadence


@given(st.integers(0, 2**63), st.integers(1, 3650))
def test_the_stagger_is_the_same_on_every_machine(number: int, cadence: int) -> None:
    """It depends on the id alone and stays under the cadence."""
    assert 0 <= stagger(str(number), cadence) < cadence
    assert stagger(str(number), cadence) == stagger(str(number), cadence)


def test_the_stagger_never_changes() -> None:
    """A start day once given must not move with a version of Python or of netcrm."""
    check_value_of_crc_32 = 0xCBF43926
    assert stagger("123456789", 90) == check_value_of_crc_32 % 90


@pytest.mark.parametrize("cadence", [30, 45, 90])
@pytest.mark.parametrize("ids", ["random", "counted"])
def test_new_people_never_are_a_red_wall(cadence: int, ids: str) -> None:
    """The first due days of 800 people sorted on one day are spread evenly over a cadence."""
    step = 11529215046068469 if ids == "random" else 1
    facts = {**FACTS, "imported": True, "sorted_on": TODAY}
    due = [clock_start(str(n * step), cadence, **facts) + cadence - TODAY for n in range(1, 801)]
    share = 800 / cadence
    assert set(due) == set(range(cadence))
    assert max(map(due.count, set(due))) < share * 2 + 5
    for part in range(4):
        quarter = [day for day in due if part * cadence / 4 <= day < (part + 1) * cadence / 4]
        assert len(quarter) == pytest.approx(200, rel=0.25)


def test_a_pause_of_the_calendar_s_length_is_no_error() -> None:
    """A pause up to the last day there is only makes the due day later."""
    last = date.max.toordinal()
    assert due_day(5, 30, TODAY, [(TODAY, last)]) == last + 25
    assert due_day(5, 30, TODAY, [(TODAY, None)]) is None
    assert due_day(5, 30, TODAY) == TODAY + 25
    assert due_day(35, 30, TODAY) == TODAY - 5


@given(st.floats(0, 1000))
@example(0.97)
@example(0.7999999999999999)
@example(0.8)
@example(1.4999999)
@example(2.5)
def test_the_number_never_contradicts_the_word(heat: float) -> None:
    """Rounded down to one decimal a heat is still in its band: 0.97 is `soon 0.9`, never `soon 1.0`."""
    shown = float(heat_word(heat))
    assert band(shown) is band(heat)
    assert heat - 0.1 - 1e-9 < shown <= heat + 1e-9
