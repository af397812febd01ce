"""What `3/12` means where nobody says: one setting for all that reads or shows days in digits."""

from datetime import date

import pytest

from netcrm.core import day_order
from netcrm.core.capture import capture
from netcrm.core.dates import (
    head_day,
    is_no_day,
    match_day,
    parse_birthday,
    parse_day,
    trailing_day,
)
from netcrm.core.errors import BadInputError
from netcrm.core.names import Directory
from netcrm.core.query import Query

TODAY = date(2026, 11, 24)


@pytest.fixture
def _month_first() -> None:
    """Be where the month comes first."""
    day_order.install(day_first=False)


def test_the_day_comes_first_unless_told_otherwise() -> None:
    """Most of the world writes the day first."""
    assert parse_day("3/12", TODAY) == date(2026, 12, 3)
    assert day_order.in_digits(16, 4) == "16/4"


@pytest.mark.usefixtures("_month_first")
def test_every_reader_puts_the_month_first_once_it_is_told() -> None:
    """No reader of days has an order of its own."""
    assert parse_day("3/12", TODAY) == date(2027, 3, 12)
    assert match_day("3/12/27", TODAY) == date(2027, 3, 12)
    assert head_day("3/12", TODAY) == date(2026, 3, 12)
    assert trailing_day("send CV 3/12", TODAY) == ("send CV", date(2027, 3, 12))
    assert is_no_day("25/12", TODAY)
    assert parse_birthday("4/16 1980") == "1980-04-16"
    assert Query.parse("since:3/12", TODAY).text == "since:2026-03-12"
    taken = capture("3/11: lunch !send CV 12/3", today=TODAY, directory=Directory.of([], set()))
    assert taken.date == date(2026, 3, 11)
    assert taken.promises[0].due == date(2026, 12, 3)


@pytest.mark.usefixtures("_month_first")
def test_an_order_that_is_given_goes_before_the_setting() -> None:
    """Whoever knows better says so."""
    assert parse_day("3/12", TODAY, day_first=True) == date(2026, 12, 3)
    assert parse_birthday("16/4", day_first=True) == "--04-16"


@pytest.mark.usefixtures("_month_first")
def test_the_examples_are_days_that_are_read_here() -> None:
    """What a complaint shows as an example can be typed."""
    with pytest.raises(BadInputError) as day:
        parse_day("x", TODAY)
    with pytest.raises(BadInputError) as birthday:
        parse_birthday("x")
    assert "12/3" in day.value.hint
    assert "4/16 1980" in birthday.value.hint
    assert parse_birthday("4/16 1980") == "1980-04-16"
