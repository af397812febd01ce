"""Heat on days gone by: the last point is today's, each other one what that day would have shown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.changes import states
from netcrm.core.heat_history import WEEKS, heat_history
from netcrm.core.medium import Medium
from netcrm.core.record import JSON, Change, new
from tests.core.test_heat import pauses
from tests.tui.made_up import TODAY, Network, five

NOW = TODAY.toordinal()
SHIFT = NOW - date(2026, 3, 1).toordinal()
"""From the day of the made-up pauses to this one."""

MEDIA = st.sampled_from(["met", "call", "call?", "email", "message?", "social", "note"])


def somebody(
    touches: list[tuple[int, str]],
    *,
    cadence: int,
    known: int,
    still: list[tuple[int, int | None]],
    full_only: bool,
) -> tuple[Network, str]:
    """Return a network with one contact: touches as (days ago, medium), pauses as ordinals."""
    made = Network(TODAY)
    fields: dict[str, JSON] = {"every": cadence}
    if full_only:
        fields["full_only"] = True
    if still:
        spans = [[_iso(since), _iso(until)] for since, until in still]
        since, until = spans.pop()
        fields["pause"] = {"since": since, "until": until, "earlier": [*spans]}
    id = made.add("Anna", "friends", known=known, **fields)
    for number, (ago, medium) in enumerate(touches):
        entry: dict[str, JSON] = {
            "date": _iso(NOW - ago),
            "medium": medium.rstrip("?"),
            "contacts": {id: True},
            "text": "x",
        }
        if medium.endswith("?"):
            entry["answered"] = False
        made.write(Change("touch", [new("interactions", str(9000 + number), entry)]))
    return made, id


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


@given(
    st.lists(st.tuples(st.integers(-20, 800), MEDIA), max_size=14),
    st.integers(1, 120),
    st.integers(0, 700),
    pauses(),
    st.booleans(),
)
def test_each_point_is_the_heat_of_that_day(
    touches: list[tuple[int, str]],
    cadence: int,
    known: int,
    still: list[tuple[int, int | None]],
    full_only: bool,
) -> None:
    """The last is today's; the others are what netcrm would have said then, with the touches up to then."""
    moved = [(since + SHIFT, until and until + SHIFT) for since, until in still]
    made, id = somebody(touches, cadence=cadence, known=known, still=moved, full_only=full_only)
    found = heat_history(made.network, id, TODAY)
    assert found is not None
    assert len(found.past) == WEEKS
    assert found.past[-1].day == NOW
    assert found.past[-1].heat == pytest.approx(made.network.standings(TODAY).of(id).heat)
    for week in found.past[::13]:
        then = made.network.standings(date.fromordinal(week.day)).of(id).heat
        assert (week.heat or 0.0) == pytest.approx(then)
    for week in found.ahead:
        assert week.heat is not None
        assert (week.heat >= 1 - 1e-9) == (found.due is not None and found.due <= week.day)


def test_touches_stand_in_their_week() -> None:
    """Each once, the planned ones ahead; a note is none."""
    made = five()
    made.log("2026-11-23: @Anna =call")
    made.log("2026-11-17: @Anna =met")
    made.log("2026-11-18: @Anna =note likes tea")
    made.log("2026-12-03: @Anna =met")
    found = heat_history(made.network, made.id_of("Anna"), TODAY)
    assert found is not None
    last, before = found.past[-1], found.past[-2]
    assert [mark.medium for mark in last.marks] == [Medium.CALL]
    assert [mark.medium for mark in before.marks] == [Medium.MET]
    assert sum(len(week.marks) for week in found.past) == 3
    assert found.past[0].heat is None
    assert found.due == NOW - 1 + 45
    assert [[m.medium for m in week.marks] for week in found.ahead[:2]] == [[], [Medium.MET]]


def test_a_pause_holds_the_heat_and_is_told() -> None:
    """The clock stands still on its days; with no end it is never due."""
    made = five()
    karen = made.id_of("Karen Lund")
    before = heat_history(made.network, karen, TODAY)
    since = TODAY - timedelta(28)
    made.write(states.pause(made.network, [karen], today=since, until=None))
    found = heat_history(made.network, karen, TODAY)
    assert before is not None
    assert found is not None
    assert [week.paused for week in found.past[-6:]] == [False, True, True, True, True, True]
    assert len({week.heat for week in found.past[-5:]}) == 1
    assert found.past[-6].heat == before.past[-6].heat
    assert not found.ahead


def test_nobody_without_a_cadence_has_one() -> None:
    """The unsorted, and those who have no cadence of their own choosing."""
    made = five()
    assert heat_history(made.network, made.id_of("Ida Friis"), TODAY) is None
    other = made.add("Ole", "friends", every=0)
    assert heat_history(made.network, other, TODAY) is None
