"""The closed list of days, in Danish and English, and how days and cadences are read and shown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.dates import (
    ago,
    full_day,
    head_day,
    is_no_day,
    match_day,
    parse_birthday,
    parse_day,
    parse_every,
    short_day,
    trailing_day,
)
from netcrm.core.errors import BadInputError
from tests.evil import EVIL

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", 0),
        ("i dag", 0),
        ("I dag", 0),
        ("yesterday", -1),
        ("i går", -1),
        ("I GÅR", -1),
        ("i ga\u030ar", -1),
        ("igår", -1),
        ("i forgårs", -2),
        ("day before yesterday", -2),
        ("tomorrow", 1),
        ("i morgen", 1),
        ("i  morgen", 1),
        ("day after tomorrow", 2),
        ("3d ago", -3),
        ("3d siden", -3),
        ("3 days ago", -3),
        ("for 3 dage siden", -3),
        ("in 3d", 3),
        ("om 3d", 3),
        ("om tre dage", 3),
        ("in two weeks", 14),
        ("om 2 uger", 14),
        ("2w siden", -14),
        ("next week", 7),
        ("sidste uge", -7),
    ],
)
def test_a_day_named_from_today_is_the_same_whether_past_or_future_is_asked(text, days):
    """Words that say their direction mean one day, at the head of an entry and elsewhere."""
    expected = WEDNESDAY + timedelta(days=days)
    assert match_day(text, WEDNESDAY) == expected
    assert match_day(text, WEDNESDAY, past=True) == expected
    assert head_day(text, WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("names", "last", "following"),
    [
        (("monday", "mon", "mandag"), 23, 30),
        (("tuesday", "tue", "tirsdag", "tir"), 24, 31),
        (("thursday", "thu", "torsdag"), 19, 26),
        (("friday", "fri", "fredag", "fre", "Fredag"), 20, 27),
        (("saturday", "lørdag", "lør"), 21, 28),
        (("sunday", "søndag"), 22, 29),
    ],
)
def test_a_weekday_is_the_last_such_day_at_the_head_and_the_next_elsewhere(names, last, following):
    """Full names and the short ones that are no words are weekdays in both languages."""
    for name in names:
        assert head_day(name, WEDNESDAY) == date(2026, 11, last)
        assert match_day(name, WEDNESDAY, past=True) == date(2026, 11, last)
        expected = date(2026, 12, 1) if following == 31 else date(2026, 11, following)
        assert match_day(name, WEDNESDAY) == expected


@pytest.mark.parametrize("name", ["wednesday", "wed", "onsdag", "ons"])
def test_todays_weekday_is_today_at_the_head_and_in_a_week_elsewhere(name):
    """Whoever writes Wednesday on a Wednesday logs today, but promises for the week after."""
    assert head_day(name, WEDNESDAY) == WEDNESDAY
    assert match_day(name, WEDNESDAY) == WEDNESDAY + timedelta(days=7)


@pytest.mark.parametrize("text", ["last wednesday", "sidste onsdag", "i onsdags"])
def test_last_is_before_today(text):
    """`last Wednesday` on a Wednesday is a week ago."""
    assert head_day(text, WEDNESDAY) == match_day(text, WEDNESDAY) == date(2026, 11, 18)


@pytest.mark.parametrize("text", ["next friday", "næste fredag", "på fredag", "by friday"])
def test_next_lies_ahead_also_at_the_head(text):
    """`next Friday` at the head plans an entry."""
    assert head_day(text, WEDNESDAY) == match_day(text, WEDNESDAY) == date(2026, 11, 27)


@pytest.mark.parametrize("word", ["man", "tor", "søn", "sat", "sun", "next sun", "sidste man"])
def test_short_weekdays_that_are_words_or_names_are_no_days(word):
    """`man`, `tor`, `søn`, `sat` and `sun` are days only in full."""
    assert head_day(word, WEDNESDAY) is None
    assert match_day(word, WEDNESDAY) is None
    assert trailing_day(f"x {word}", WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("man", "mandag"),
        ("Tor.", "torsdag"),
        ("søn", "søndag"),
        ("next sat", "next saturday"),
        ("på sun", "på sunday"),
    ],
)
def test_where_a_day_is_wanted_short_weekdays_are_days(text, full):
    """Nothing else can be meant there."""
    for past in (False, True):
        assert parse_day(text, WEDNESDAY, past=past) == parse_day(full, WEDNESDAY, past=past)


@pytest.mark.parametrize(
    "text", ["", " ", "Call with Jan", "may", "10:30", "3", "3.12", "24-7", "d", "3x", "to uger"]
)
def test_other_words_are_no_days(text):
    """The list is closed: what is not on it stays text."""
    assert head_day(text, WEDNESDAY) is None
    assert match_day(text, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        ("3/12", date(2026, 12, 3)),
        ("03/12", date(2026, 12, 3)),
        ("3/12/2027", date(2027, 12, 3)),
        ("3/12 2027", date(2027, 12, 3)),
        ("3/12/27", date(2027, 12, 3)),
        ("3/12-27", date(2027, 12, 3)),
        ("3/12/98", date(1998, 12, 3)),
        ("3-12-2027", date(2027, 12, 3)),
        ("3.12.2027", date(2027, 12, 3)),
        ("3 dec", date(2026, 12, 3)),
        ("3. december", date(2026, 12, 3)),
        ("den 3. december 2027", date(2027, 12, 3)),
        ("25/11", WEDNESDAY),
    ],
)
def test_days_in_digits_put_the_day_first(text, day):
    """3/12 is the third of December; without a year it is the next such day, today included."""
    assert match_day(text, WEDNESDAY) == day


def test_days_in_digits_put_the_month_first_where_the_locale_does():
    """With the month first 3/12 is the twelfth of March; ISO stays as it is."""
    assert match_day("3/12", WEDNESDAY, day_first=False) == date(2027, 3, 12)
    assert match_day("2026-12-03", WEDNESDAY, day_first=False) == date(2026, 12, 3)
    assert match_day("25/12", WEDNESDAY, day_first=False) is None


def test_a_day_without_a_year_is_the_last_such_day_unless_at_the_head_it_is_soon():
    """A known-since day has been; an entry's may be planned, within 90 days."""
    assert match_day("3/12", WEDNESDAY, past=True) == date(2025, 12, 3)
    assert head_day("3/12", WEDNESDAY) == date(2026, 12, 3)
    assert head_day("23/2", WEDNESDAY) == date(2027, 2, 23)
    assert head_day("24/2", WEDNESDAY) == date(2026, 2, 24)
    assert head_day("24/10", WEDNESDAY) == date(2026, 10, 24)
    assert head_day("24/12", date(2026, 1, 5)) == date(2025, 12, 24)
    assert head_day("25/11", WEDNESDAY) == WEDNESDAY


@pytest.mark.parametrize(
    ("today", "past", "ahead"),
    [
        (date(2026, 11, 25), date(2024, 2, 29), date(2028, 2, 29)),
        (date(1899, 6, 1), date(1896, 2, 29), date(1904, 2, 29)),
        (date(2024, 2, 29), date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_29_february_is_the_last_or_next_one_the_calendar_has(today, past, ahead):
    """A leap day without a year is found, over the eight years without one too."""
    assert match_day("29/2", today, past=True) == past
    assert match_day("29/2", today) == ahead


@pytest.mark.parametrize("text", ["30/2", "31/11", "2026-02-30", "2026-13-01", "29/2 2027", "0/1"])
def test_days_the_calendar_does_not_have_are_no_days(text):
    """The thirtieth of February is no day, and nothing is raised."""
    assert head_day(text, WEDNESDAY) is None


def test_days_in_digits_that_no_calendar_has_are_told_from_text():
    """30/2 was meant as a day, 10:30, 24-7 and 50/50 were not, 3/12 is one."""
    assert is_no_day("30/2", WEDNESDAY)
    assert is_no_day("2026-02-30", WEDNESDAY)
    assert is_no_day("12/31", WEDNESDAY)
    assert not is_no_day("12/31", WEDNESDAY, day_first=False)
    for text in ("3/12", "10:30", "24-7", "50/50", "og/eller", "1/2/3/4", "", "+45 2020"):
        assert not is_no_day(text, WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3d", date(2026, 11, 28)),
        ("2w", date(2026, 12, 9)),
        ("1m", date(2026, 12, 25)),
        ("om en måned", date(2026, 12, 25)),
        ("1y", date(2027, 11, 25)),
    ],
)
def test_spans_lie_ahead(text, day):
    """A bare span counts from today on; months and years keep the day of the month."""
    assert match_day(text, WEDNESDAY) == day


def test_a_bare_span_lies_behind_where_the_past_is_asked():
    """`3d` at the head of an entry, or as a since-day, is three days ago."""
    assert head_day("3d", WEDNESDAY) == date(2026, 11, 22)
    assert match_day("3m", WEDNESDAY, past=True) == date(2026, 8, 25)


def test_months_end_where_the_month_ends():
    """A month after 31 January is the last of February, a year after 29 February the 28th."""
    assert match_day("1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert match_day("1y", date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize("unit", ["d", "w", "m", "y"])
@pytest.mark.parametrize("count", ["9999999", "9" * 30])
def test_spans_beyond_the_calendar_end_with_it(count, unit):
    """However long a span, it gives the calendar's last or first day."""
    assert match_day(f"in {count}{unit}", WEDNESDAY) == date.max
    assert match_day(f"{count}{unit} ago", WEDNESDAY) == date.min


def test_parse_day_takes_what_commands_are_given():
    """A command takes spelled-out spans without a direction too, and blanks around."""
    assert parse_day(" 2 weeks ", WEDNESDAY) == date(2026, 12, 9)
    assert parse_day("en uge", WEDNESDAY) == date(2026, 12, 2)
    assert parse_day("fri", WEDNESDAY) == date(2026, 11, 27)
    assert parse_day("fri", WEDNESDAY, past=True) == date(2026, 11, 20)


@pytest.mark.parametrize("text", ["", "someday", "30/2", "99999999999999999999", *EVIL])
def test_parse_day_says_what_is_no_day_and_how_days_look(text):
    """What is no day is refused with the text and with examples, never otherwise."""
    with pytest.raises(BadInputError) as caught:
        parse_day(text, WEDNESDAY)
    assert text in caught.value.message
    assert "2026-12-03" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "rest", "day"),
    [
        ("send CV fre", "send CV", 27),
        ("send CV fre.", "send CV", 27),
        ("send CV, friday", "send CV", 27),
        ("send CV next friday", "send CV", 27),
        ("send CV senest på fredag", "send CV senest", 27),
        ("ring til Bo om 2 dage", "ring til Bo", 27),
        ("ring i morgen", "ring", 26),
        ("friday", "", 27),
        ("næste fredag", "", 27),
    ],
)
def test_the_last_words_may_be_a_day(text, rest, day):
    """The longest ending that is a day is taken off."""
    assert trailing_day(text, WEDNESDAY) == (rest, date(2026, 11, day))


@pytest.mark.parametrize(
    "text", ["", "send CV", "fre send CV", "book to uger", "spørg om hun har fri", "see the man"]
)
def test_last_words_that_are_no_day_stay(text):
    """No day, no cut; `har fri` is a day off."""
    assert trailing_day(text, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30d", 30),
        ("30", 30),
        ("6w", 42),
        ("6 uger", 42),
        ("3m", 90),
        ("1y", 365),
        ("18m", 545),
        ("10y", 3650),
        ("every 2 weeks", 14),
        ("hver uge", 7),
        ("none", 0),
        ("ingen", 0),
        ("default", None),
        ("", None),
    ],
)
def test_cadences_are_days(text, days):
    """Weeks are 7 days, months 30, years 365; none is 0 and the default None."""
    assert parse_every(text) == days


@pytest.mark.parametrize("text", ["0", "0d", "3651", "11y", "-3d", "x", "every", "3d ago", *EVIL])
def test_other_cadences_are_refused(text):
    """A cadence is one to 3650 days; everything else is told to the user."""
    with pytest.raises(BadInputError):
        parse_every(text)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1980-04-16", "1980-04-16"),
        ("16/4 1980", "1980-04-16"),
        ("16/4/1980", "1980-04-16"),
        ("16.4.1980", "1980-04-16"),
        ("16 Apr 1980", "1980-04-16"),
        ("16. april 1980", "1980-04-16"),
        ("--04-16", "--04-16"),
        ("--0416", "--04-16"),
        ("16/4", "--04-16"),
        ("16.4.", "--04-16"),
        ("16 april", "--04-16"),
        ("29/2", "--02-29"),
        ("29/2 2000", "2000-02-29"),
    ],
)
def test_birthdays_with_and_without_a_year(text, birthday):
    """The year may be missing; 29 February is a birthday."""
    assert parse_birthday(text) == birthday


def test_birthdays_put_the_month_first_where_the_locale_does():
    """4/16 is the sixteenth of April for those who write it so."""
    assert parse_birthday("4/16", day_first=False) == "--04-16"


@pytest.mark.parametrize(
    "text",
    ["", "today", "30/2", "--02-30", "29/2 1999", "16/4/80", "1980", "--", "--04-16 1980", *EVIL],
)
def test_other_birthdays_are_refused(text):
    """What is no day of the calendar, or has a year of two digits, is told to the user."""
    with pytest.raises(BadInputError):
        parse_birthday(text)


@pytest.mark.parametrize(
    ("day", "short", "full"),
    [
        (date(2026, 11, 25), "today", "today"),
        (date(2026, 11, 24), "yesterday", "yesterday"),
        (date(2026, 11, 26), "tomorrow", "tomorrow"),
        (date(2026, 11, 27), "Fri", "Fri 27 Nov"),
        (date(2026, 12, 1), "Tue", "Tue 1 Dec"),
        (date(2026, 12, 2), "2 Dec", "Wed 2 Dec"),
        (date(2026, 11, 23), "23 Nov", "Mon 23 Nov"),
        (date(2025, 10, 14), "14 Oct 2025", "Tue 14 Oct 2025"),
        (date(2027, 1, 1), "1 Jan 2027", "Fri 1 Jan 2027"),
    ],
)
def test_days_are_shown_in_few_words(day, short, full):
    """Near days in words, the next six as weekdays, the year only where it is another."""
    assert short_day(day, WEDNESDAY) == short
    assert full_day(day, WEDNESDAY) == full


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "0 d"),
        (0, "0 d"),
        (13, "13 d"),
        (14, "2 w"),
        (35, "5 w"),
        (60, "8 w"),
        (61, "2 mo"),
        (139, "4 mo"),
        (729, "23 mo"),
        (730, "2 y"),
        (3652, "10 y"),
    ],
)
def test_a_number_of_days_is_shown_in_one_unit(days, words):
    """Days, weeks, months and years, rounded down."""
    assert ago(days) == words


anything = st.one_of(st.text(), st.sampled_from(EVIL), st.text("0123456789/-. dwmy", max_size=20))
days = st.dates()


@given(anything, days, st.booleans())
def test_no_text_and_no_day_makes_a_reader_raise(text, today, day_first):
    """Whatever is typed, whatever the date, a day comes out or none."""
    for found in (
        match_day(text, today, day_first=day_first),
        match_day(text, today, past=True, day_first=day_first),
        head_day(text, today, day_first=day_first),
    ):
        assert found is None or isinstance(found, date)
    ending = trailing_day(text, today, day_first=day_first)
    assert ending is None or isinstance(ending[1], date)
    assert is_no_day(text, today, day_first=day_first) in {True, False}


@given(st.dates(min_value=date(1000, 1, 1)), days)
def test_what_is_shown_is_read_back(day, today):
    """A day shown beyond the next week, and an ISO day, can be typed as they are."""
    assert match_day(day.isoformat(), today) == day
    if day.year != today.year and abs((day - today).days) > 6:
        assert match_day(short_day(day, today), today) == day


@given(days, st.integers(0, 400))
def test_going_back_and_ahead_is_symmetrical(today, count):
    """As many days ago as ahead, until the calendar ends."""
    ahead, behind = match_day(f"in {count}d", today), match_day(f"{count}d ago", today)
    if behind > date.min and ahead < date.max:
        assert ahead - today == today - behind == timedelta(days=count)
