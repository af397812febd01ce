"""Birthdays: the next one, and which have come up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.birthdays import age_on, coming_up, next_birthday

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("birthday", "today", "wanted"),
    [
        ("1980-04-16", "2026-04-10", "2026-04-16"),
        ("1980-04-16", "2026-04-16", "2026-04-16"),
        ("1980-04-16", "2026-04-17", "2027-04-16"),
        ("--04-16", "2026-04-10", "2026-04-16"),
        ("1980-01-02", "2026-12-28", "2027-01-02"),
        ("2000-02-29", "2026-02-01", "2026-02-28"),
        ("2000-02-29", "2028-02-01", "2028-02-29"),
        ("--02-29", "2027-03-01", "2028-02-29"),
        ("--02-29", "2026-03-01", "2027-02-28"),
        ("1980-02-30", "2026-02-01", None),
        ("1980", "2026-02-01", None),
        ("", "2026-02-01", None),
        ("0416", "2026-02-01", None),
    ],
)
def test_the_next_birthday(birthday: str, today: str, wanted: str | None) -> None:
    """It is today or later; one of 29 February is on the 28th in years without."""
    found = next_birthday(birthday, date.fromisoformat(today))
    assert found == (wanted and date.fromisoformat(wanted))


@given(DAYS, DAYS, st.booleans())
def test_what_has_come_up_is_at_most_a_week_off(born: date, today: date, year_known: bool) -> None:
    """A birthday is among those that came up when it is 0 to 7 days off, and only then."""
    birthday = born.isoformat() if year_known else f"--{born:%m-%d}"
    ahead = (next_birthday(birthday, today) - today).days
    assert coming_up(today).get(birthday[-5:]) == (ahead if ahead <= 7 else None)


@pytest.mark.parametrize("today", [date.min, date.max])
@pytest.mark.parametrize("birthday", ["--01-01", "--02-29", "--12-31"])
def test_the_ends_of_the_calendar(today: date, birthday: str) -> None:
    """On the first and the last day there is nothing breaks."""
    found = next_birthday(birthday, today)
    assert found is None or found >= today
    assert set(coming_up(today).values()) <= set(range(8))


def test_a_week_over_the_turn_of_the_year() -> None:
    """At the end of December those of early January come up."""
    found = coming_up(date(2026, 12, 28))
    assert found == {f"{date(2026, 12, 28) + timedelta(days):%m-%d}": days for days in range(8)}
    assert found["01-04"] == 7


@pytest.mark.parametrize(
    ("birthday", "day", "age"),
    [
        ("1980-11-24", "2026-11-24", 46),
        ("2000-02-29", "2027-02-28", 27),
        ("--12-03", "2026-12-03", 0),
    ],
)
def test_the_age_on_a_birthday(birthday: str, day: str, age: int) -> None:
    """It is 0 where the year is not known."""
    assert age_on(birthday, date.fromisoformat(day)) == age
