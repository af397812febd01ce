"""Which backups stay: the newest of 14 days, 8 weeks and 12 months, and all of the last two days."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netcrm.store.rotation import DAYS, MONTHS, RECENT, WEEKS, keep

START = datetime(2024, 1, 1, 9, tzinfo=UTC)
times = st.integers(0, 900 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
many = st.lists(times, max_size=60, unique=True)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def at_work(made: list[datetime]) -> set[datetime]:
    """Return what is left when backups are made one after the other, and thinned out each time."""
    left: set[datetime] = set()
    for time in sorted(made):
        left = keep({*left, time}, time.date())
    return left


@given(many)
def test_thinning_out_each_time_is_as_thinning_out_at_the_end(made: list[datetime]) -> None:
    """What is dropped today would not be wanted later: no day, week or month is lost on the way."""
    assert at_work(made) == (keep(made, max(made).date()) if made else set())


@given(many, times)
def test_it_keeps_what_it_kept(made: list[datetime], now: datetime) -> None:
    """Thinning out twice is thinning out once; nothing is made up."""
    kept = keep(made, now.date())
    assert kept <= {*made}
    assert keep(kept, now.date()) == kept


@given(many, times)
def test_the_newest_of_each_span_is_kept(made: list[datetime], now: datetime) -> None:
    """Of each of the last days, weeks and months that had a backup the last one is there."""
    past = sorted(time for time in made if time <= now)
    kept = keep(past, now.date())
    for span, most in (
        (lambda t: t.date(), DAYS),
        (lambda t: t.isocalendar()[:2], WEEKS),
        (lambda t: (t.year, t.month), MONTHS),
    ):
        newest = {span(time): time for time in past}
        assert {newest[key] for key in sorted(newest)[-most:]} <= kept


@given(many, times)
def test_there_are_never_many(made: list[datetime], now: datetime) -> None:
    """However many are made, the past takes only so much room."""
    assert len(keep([time for time in made if time <= now], now.date())) <= (
        RECENT + DAYS + WEEKS + MONTHS
    )


def test_two_years_of_a_backup_a_day() -> None:
    """14 days, then back to the week's and the month's last."""
    days = [START + timedelta(days=n) for n in range(730)]
    left = sorted(at_work(days), reverse=True)
    assert left[:DAYS] == days[: -DAYS - 1 : -1]
    assert (left[0] - left[-1]).days > 330
    assert DAYS < len(left) <= DAYS + WEEKS + MONTHS


def test_today_and_yesterday_stay_whole_and_the_future_is_left_alone() -> None:
    """Three imports in a day: each has its backup; a wrong clock's backup crowds nobody out."""
    today = date(2026, 11, 24)
    of_today = [at(24, hour) for hour in (8, 9, 10)]
    of_yesterday = [at(23, hour) for hour in (8, 9)]
    before = [at(20, hour) for hour in (8, 9)]
    later = [datetime(2099, 1, day, tzinfo=UTC) for day in range(1, 30)]
    assert keep([*of_today, *of_yesterday, *before, *later], today) == {
        *of_today,
        *of_yesterday,
        before[1],
        *later,
    }
    assert len(keep([at(24, 8, n) for n in range(50)], today)) == RECENT
