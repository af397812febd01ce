"""Tie strength: what it adds up, that touches only add to it, and when a tie is dormant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.circle import Circle
from netcrm.core.ledger import Ledger
from netcrm.core.medium import Medium
from netcrm.core.record import Record
from netcrm.core.ties import Strength, Tie, tie, tie_words
from netcrm.core.touches import empty_row

TODAY = date(2026, 11, 24)
FAMILY, FRIENDS, PROFESSIONAL = Circle
TOUCHES = st.tuples(
    st.integers(-40, 9000), st.sampled_from([m.value for m in Medium]), st.booleans()
)


def tie_of(touches, *circles: Circle, today: date = TODAY) -> Tie:
    """Return the tie after touches, given as days ago, medium and whether there was an answer."""
    log = [
        Record(
            "interactions",
            str(n),
            {
                "date": str(today - timedelta(ago)),
                "medium": medium,
                "contacts": ["1"],
                "answered": answered,
            },
            f"{n:020d}.0",
        )
        for n, (ago, medium, answered) in enumerate(touches)
    ]
    row = Ledger.build(log, today).raw.get("1", empty_row())
    return tie(row, circles, today.toordinal())


def met(*days_ago: int):
    """Return meetings so many days ago."""
    return [(ago, "met", True) for ago in days_ago]


def test_without_touches_the_circle_alone_speaks() -> None:
    """Somebody just added to no circle is a weak tie; a mother is more than that."""
    assert tie_of([]) == (0.0, Strength.WEAK)
    assert tie_of([], PROFESSIONAL) == (pytest.approx(0.105), Strength.WEAK)
    assert tie_of([], FRIENDS, PROFESSIONAL) == (pytest.approx(0.28), Strength.WEAK)
    assert tie_of([], FAMILY, FRIENDS) == (pytest.approx(0.35), Strength.MODERATE)


def test_the_formula() -> None:
    """Two meetings a year apart: 0.4 · 2/12 + 0.25 · 365/1460."""
    assert tie_of(met(0, 365)).strength == pytest.approx(0.4 / 6 + 0.25 / 4)
    letters = [(0, "letter", True), (365, "letter", True)]
    assert tie_of(letters).strength == pytest.approx(0.4 / 11 + 0.25 / 4)


def test_silence_beyond_a_year_fades_slowly() -> None:
    """Not at all in the first year, then by half in five."""
    now = tie_of(met(0, 1000)).strength
    assert tie_of(met(365, 1365)).strength == pytest.approx(now)
    assert tie_of(met(365 * 6, 365 * 6 + 1000)).strength == pytest.approx(now / 2)


def test_the_words() -> None:
    """Years of lunches make a strong tie, a few a moderate one, one coffee a weak one."""
    assert tie_of(met(*range(0, 3000, 40)), PROFESSIONAL).word is Strength.STRONG
    assert tie_of(met(*range(0, 2000, 180)), PROFESSIONAL).word is Strength.MODERATE
    assert tie_of(met(30), PROFESSIONAL).word is Strength.WEAK


def test_only_what_was_more_than_weak_lies_dormant() -> None:
    """After three years without a touch; a like or a call nobody took doesn't wake it."""
    lunches = met(*range(1500, 4000, 90))
    noise = [(10, "social", True), (5, "call", False), (3, "note", True)]
    assert tie_of(lunches, PROFESSIONAL).word is Strength.DORMANT
    assert tie_of([*lunches, *noise], PROFESSIONAL).word is Strength.DORMANT
    assert tie_of([*lunches, *met(3)], PROFESSIONAL).word is not Strength.DORMANT
    assert tie_of(met(1500), PROFESSIONAL).word is Strength.WEAK
    assert tie_of(met(3 * 365, 2000, 2500), FRIENDS).word is not Strength.DORMANT
    assert tie_of(met(3 * 365 + 1, 2000, 2500), FRIENDS).word is Strength.DORMANT


@given(st.lists(TOUCHES, max_size=12), TOUCHES, st.sets(st.sampled_from(Circle)))
def test_a_touch_more_never_makes_a_tie_weaker(touches, more, circles) -> None:
    """Whatever its day and medium, also one to come."""
    before, after = tie_of(touches, *circles), tie_of([*touches, more], *circles)
    assert after.strength >= before.strength - 1e-12
    assert 0 <= before.strength < 1


@given(
    st.lists(TOUCHES, max_size=12),
    st.integers(0, 4000),
    st.sets(st.sampled_from(Circle), min_size=1),
)
def test_silence_never_makes_a_tie_stronger(touches, days, circles) -> None:
    """The same log, read later."""
    log = [(max(ago, 0), medium, answered) for ago, medium, answered in touches]
    later = [(ago + days, medium, answered) for ago, medium, answered in log]
    assert tie_of(later, *circles).strength <= tie_of(log, *circles).strength + 1e-12


def test_each_word_can_be_said() -> None:
    """In a reason."""
    assert [tie_words(word) for word in Strength] == [
        "a strong tie",
        "a moderate tie",
        "a weak tie",
        "a dormant tie",
    ]
