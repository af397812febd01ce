"""How one person stands: states, reasons to call, and what only explains."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.contact import Contact
from netcrm.core.heat import Band
from netcrm.core.record import JSON, Change, Record, new
from netcrm.core.rules import Rules
from netcrm.core.standing import Standing
from netcrm.core.standings import Standings
from tests.memory import Memory

TODAY = date(2026, 11, 8)


def ago(days: int) -> str:
    """Return the day so many days before today as ISO text."""
    return (TODAY - timedelta(days)).isoformat()


class Book:
    """One person in a network, built up a fact at a time."""

    def __init__(self, rules: Rules | None = None, **fields: JSON) -> None:
        self.memory = Memory(TODAY, rules)
        self.id = self.memory.new_id()
        facts = {"name": "Anna Berg", "circles": ["friends"], "added": ago(1000), **fields}
        self.memory.write(Change("added", [new("contacts", self.id, facts)]))

    def touch(self, days: int, medium: str = "met", **fields: JSON) -> "Book":
        """Log an entry so many days ago."""
        fields = {"date": ago(days), "medium": medium, "contacts": [self.id], **fields}
        self.memory.write(Change("logged", [new("interactions", self.memory.new_id(), fields)]))
        return self

    def promise(self, due: str | None, text: str = "send CV", done: str | None = None) -> "Book":
        """Write a follow-up down."""
        fields = {"contact": self.id, "due": due, "text": text, "done": done}
        self.memory.write(Change("promised", [new("follow_ups", self.memory.new_id(), fields)]))
        return self

    def on(self, day: date = TODAY, **options: object) -> Standing:
        """Return how the person stands on a day."""
        return Standings(self.memory.network, day, **options).of(self.id)

    @property
    def now(self) -> Standing:
        """How the person stands today."""
        return self.on()

    def queued(self, day: date = TODAY) -> bool:
        """Return whether the review is for the person."""
        return self.id in Standings(self.memory.network, day).queue


def test_full_touches_alone_count_days() -> None:
    """Silence is days since, heat is days by cadence, the band its word."""
    now = Book().touch(200).touch(36).now
    assert (now.cadence, now.silence, now.heat, now.band) == (45, 36, 0.8, Band.SOON)
    assert now.due_on == TODAY + timedelta(9)
    assert not now.calling
    assert not now.hidden


def test_the_row_explains_the_number() -> None:
    """The row says days of cadence, and the last touch with its weight."""
    now = Book(circles=["family"]).touch(27, "email").now
    assert now.explain == "42 d of 30 · last: email 12 Oct (half)"


def test_somebody_without_a_cadence_has_no_heat() -> None:
    """`every` set to none makes a contact untracked; it never falls due."""
    now = Book(every=0).touch(900).now
    assert (now.cadence, now.silence, now.heat, now.band, now.due_on) == (None,) * 5
    assert now.score == 0
    assert not now.calling
    assert now.state == "active"


def test_who_has_no_cadence_is_still_called_for_a_promise() -> None:
    """What was promised is due whether or not silence is counted."""
    book = Book(every=0).promise(ago(0))
    assert book.now.calling
    assert book.queued()
    assert book.now.score == 1


def test_the_clock_starts_on_the_day_known_since() -> None:
    """The day met counts before the day added, for those not imported."""
    assert Book(added=ago(10)).now.silence == 10
    assert Book(added=ago(10), known_since=ago(70)).now.silence == 70


def test_an_earlier_strong_touch_moves_the_start_back() -> None:
    """An entry before the day added counts, a weak one or a note does not."""
    assert Book(added=ago(10)).touch(70).now.silence == 70
    assert Book(added=ago(10)).touch(70, "email").now.silence == 70
    assert Book(added=ago(10)).touch(70, "social").now.silence == 10
    assert Book(added=ago(10)).touch(70, "note").now.silence == 10


def test_imported_people_start_within_one_cadence_of_being_sorted() -> None:
    """When they were met long ago does not make them overdue on the day they get a circle."""
    now = Book(imported=True, added=ago(300), known_since=ago(4000), sorted_on=ago(0)).now
    assert 1 <= now.silence <= 45
    assert now.estimated


def test_never_contacted_people_are_in_the_list_as_estimated() -> None:
    """They fall due like all others, and the row says what the number rests on."""
    book = Book(added=ago(60))
    assert book.queued()
    assert book.now.estimated
    assert "estimated: never contacted" in book.now.reasons
    assert not book.touch(3).now.estimated


def test_snooze_hides_but_the_clock_runs() -> None:
    """Until its day somebody snoozed is hidden; on that day they are back, hotter."""
    book = Book(snooze={"until": ago(-5)}).touch(50)
    assert (book.now.state, book.now.hidden, book.now.silence) == ("snoozed", True, 50)
    assert not book.queued()
    later = TODAY + timedelta(5)
    assert (book.on(later).state, book.on(later).hidden, book.on(later).silence) == (
        "active",
        False,
        55,
    )
    assert book.queued(later)
    assert book.now.reasons[-1] == "snoozed until Fri"


def test_skip_is_a_snooze_for_a_cadence() -> None:
    """It hides in the same way, and is said to be a skip."""
    book = Book(snooze={"until": ago(-45), "skipped": True}).touch(50)
    assert (book.now.state, book.now.hidden) == ("snoozed", True)
    assert "skipped until 23 Dec" in book.now.reasons


def test_a_pause_stops_the_clock() -> None:
    """Silence stands still while paused, grows on after, and the person is hidden meanwhile."""
    book = Book(pause={"since": ago(20), "until": ago(-10)}).touch(50)
    assert (book.now.state, book.now.hidden, book.now.silence) == ("paused", True, 30)
    assert book.on(TODAY + timedelta(9)).silence == 30
    assert book.on(TODAY + timedelta(10)).state == "active"
    assert book.on(TODAY + timedelta(12)).silence == 32
    assert book.now.due_on == TODAY + timedelta(10 + 15)


def test_a_pause_without_an_end_lasts() -> None:
    """Nobody paused for good falls due."""
    book = Book(pause={"since": ago(20)}).touch(50)
    assert book.on(TODAY + timedelta(5000)).silence == 30
    assert book.on(TODAY + timedelta(5000)).state == "paused"
    assert book.now.due_on is None
    assert "paused" in book.now.reasons


def test_earlier_pauses_still_count() -> None:
    """Days that stood still in a pause before the last one do not come back."""
    earlier: JSON = [[ago(45), ago(40)], [ago(42), ago(30)]]
    book = Book(pause={"since": ago(20), "until": ago(10), "earlier": earlier}).touch(50)
    assert (book.now.state, book.now.silence) == ("active", 50 - 15 - 10)


def test_a_planned_meeting_hides_until_its_day() -> None:
    """Who is to be met is not called for; the row says when, and on the day the meeting counts."""
    book = Book().touch(50).touch(-25)
    assert (book.now.hidden, book.now.planned) == (True, date(2026, 12, 3))
    assert "meeting on 3 Dec" in book.now.reasons
    assert not book.queued()
    then = book.on(date(2026, 12, 3))
    assert (then.hidden, then.silence, then.planned) == (False, 0, None)


def test_a_note_for_a_day_to_come_plans_nothing() -> None:
    """Only what will be a touch hides somebody."""
    book = Book().touch(50).touch(-25, "note")
    assert (book.now.hidden, book.now.planned) == (False, None)


def test_let_go_hides_until_taken_back() -> None:
    """A friend let go is never called for, and no longer said to be at risk."""
    book = Book(let_go=ago(3)).touch(100)
    assert (book.now.state, book.now.hidden, book.now.at_risk) == ("let-go", True, False)
    assert "let go on 5 Nov" in book.now.reasons


def test_the_deceased_have_no_cadence() -> None:
    """Neither heat nor birthday calls; the memorial day stays."""
    book = Book(deceased=ago(30), birthday="1950-11-09", every=10).touch(100)
    now = book.now
    assert (now.state, now.cadence, now.heat, now.birthday_in) == ("deceased", None, None, None)
    assert (now.calling, now.hidden) == (False, True)
    assert now.contact.deceased == TODAY - timedelta(30)


def test_unsorted_people_are_hidden() -> None:
    """Somebody in no circle is only in triage."""
    book = Book(circles=[], every=10).touch(100)
    assert (book.now.state, book.now.hidden) == ("unsorted", True)
    assert not book.queued()


def test_dormant_is_for_the_professional_circle_alone() -> None:
    """From a heat of 4 they leave the review without guilt; friends and family don't."""
    assert Book(circles=["professional"]).touch(359).now.dormant is False
    dormant = Book(circles=["professional"]).touch(360)
    assert (dormant.now.dormant, dormant.now.hidden, dormant.now.state) == (True, True, "active")
    assert not dormant.queued()
    for circles in (["friends"], ["family"], ["friends", "professional"]):
        other = Book(circles=circles).touch(900)
        assert other.now.dormant is False
        assert other.queued()


def test_job_search_brings_the_dormant_back() -> None:
    """In job-search mode they are in the review again, at half the cadence."""
    book = Book(Rules(job_search=True), circles=["professional"]).touch(400)
    assert (book.now.cadence, book.now.dormant) == (45, False)
    assert book.queued()


def test_friends_are_at_risk_after_two_missed_cadences() -> None:
    """From a heat of 2; other circles are not."""
    assert Book().touch(89).now.at_risk is False
    assert Book().touch(90).now.at_risk is True
    assert "at risk: a good time to reconnect" in Book().touch(90).now.reasons
    assert Book(circles=["professional"]).touch(200).now.at_risk is False
    assert Book(circles=["professional", "friends"]).touch(200).now.at_risk is True


def test_a_reply_is_awaited_until_they_are_in_touch() -> None:
    """An unanswered message makes one wait; a touch of half a weight or more ends that."""
    book = Book().touch(20).touch(3, "message", answered=False)
    assert book.now.awaiting == TODAY - timedelta(3)
    assert Book().touch(3, "social").now.awaiting is None
    assert book.touch(2, "social").now.awaiting == TODAY - timedelta(3)
    assert book.touch(2, "email").now.awaiting is None


def test_a_reply_in_between_begins_the_waiting_anew() -> None:
    """What was unanswered before the last exchange is over."""
    book = Book().touch(30, "message", answered=False).touch(20, "email")
    book.touch(4, "message", answered=False)
    assert (book.now.awaiting, book.now.nudge) == (TODAY - timedelta(4), False)


@pytest.mark.parametrize("medium", ["message", "email", "call", "video"])
def test_after_a_week_without_reply_a_nudge_is_suggested(medium: str) -> None:
    """More than 7 days of waiting call, whatever the medium was."""
    assert Book().touch(20).touch(7, medium, answered=False).now.calling is False
    book = Book().touch(20).touch(8, medium, answered=False)
    assert (book.now.calling, book.now.nudge, book.queued()) == (True, True, True)
    assert "no reply for 8 d: nudge once?" in book.now.reasons


def test_one_nudge_is_enough() -> None:
    """Whoever was nudged after a week is waited for, without another suggestion."""
    book = Book().touch(60).touch(30, "message", answered=False)
    book.touch(20, "message", answered=False)
    assert (book.now.awaiting, book.now.nudge) == (TODAY - timedelta(30), False)
    assert "reply awaited since 9 Oct" in book.now.reasons


def test_two_tries_in_a_row_are_one() -> None:
    """A call not taken and a message the day after don't count as a nudge."""
    book = Book().touch(60).touch(12, "call", answered=False)
    book.touch(11, "message", answered=False)
    assert "no reply for 11 d: nudge once?" in book.now.reasons


@pytest.mark.parametrize(
    ("birthday", "ahead"),
    [
        ("1980-11-08", 0),
        ("--11-09", 1),
        ("1980-11-15", 7),
        ("1980-11-16", None),
        ("1980-11-07", None),
        ("11-09", None),
        ("nonsense", None),
    ],
)
def test_a_birthday_calls_within_a_week(birthday: str, ahead: int | None) -> None:
    """It calls from 7 days before to the day itself, fresh or not."""
    now = Book(birthday=birthday).touch(30).now
    assert now.birthday_in == ahead
    assert now.calling == (ahead is not None)


def test_a_touch_since_it_came_up_answers_a_birthday() -> None:
    """In touch on the day it came up or later: done; the day before: not."""
    assert Book(birthday="1980-11-12").touch(4).now.birthday_in == 4
    assert Book(birthday="1980-11-12").touch(3).now.birthday_in is None
    assert Book(birthday="1980-11-12").touch(0, "message", answered=False).now.birthday_in is None
    assert Book(birthday="1980-11-12").touch(0, "note").now.birthday_in == 4


def test_who_is_to_be_called_is_not_written_off_by_a_message() -> None:
    """With full touches only a birthday wants one, and so does the clock."""
    book = Book(full_only=True, birthday="1950-11-12").touch(40).touch(1, "message")
    assert (book.now.birthday_in, book.now.silence) == (4, 40)
    assert book.touch(0, "call").now.birthday_in is None


@pytest.mark.parametrize(
    ("today", "ahead"),
    [
        ("2027-02-21", 7),
        ("2027-02-28", 0),
        ("2027-03-01", None),
        ("2028-02-28", 1),
        ("2028-02-29", 0),
    ],
)
def test_born_on_29_february(today: str, ahead: int | None) -> None:
    """It is the 28th in years without a 29th."""
    assert Book(birthday="2000-02-29").on(date.fromisoformat(today)).birthday_in == ahead


def test_birthdays_of_january_come_up_in_december() -> None:
    """The week goes over the turn of the year."""
    assert Book(birthday="1980-01-02").on(date(2026, 12, 28)).birthday_in == 5


def test_promises_call_on_their_day() -> None:
    """A follow-up due today or earlier calls; one to come, done or without a day does not."""
    assert Book().touch(1).promise(ago(0)).now.calling
    assert Book().touch(1).promise(ago(9)).now.calling
    assert not Book().touch(1).promise(ago(-1)).now.calling
    assert not Book().touch(1).promise(None).now.calling
    assert not Book().touch(1).promise(ago(9), done=ago(3)).now.calling


def test_open_promises_are_given_the_earliest_due_first() -> None:
    """Those without a day come last, those done not at all."""
    book = Book().promise(None, "a").promise(ago(-9), "b").promise(ago(2), "c")
    book.promise(ago(5), "d", done=ago(1))
    assert [follow_up.text for follow_up in book.now.follow_ups] == ["c", "b", "a"]
    assert [r for r in book.now.reasons if r.startswith("promised")] == [
        "promised: c (6 Nov)",
        "promised: b (17 Nov)",
        "promised: a",
    ]


def test_an_open_opportunity_explains_and_orders_but_does_not_call() -> None:
    """A job at their workplace moves them up; by itself it puts nobody into the review."""
    now = Book(org="Novo Nordisk").touch(9).on(hiring={"novo nordisk"})
    assert (now.opportunity, now.calling, now.score) == (True, False, 0.2 + 0.5)
    assert "open opportunity at Novo Nordisk" in now.reasons


def test_the_score_adds_up() -> None:
    """min(r, 3) + 1 birthday + 1 follow-up + 0.5 reply + 0.5 opportunity."""
    book = Book(org="DR", birthday="1980-11-09").touch(900).touch(100, "message", answered=False)
    book.promise(ago(3)).promise(ago(1))
    assert book.on(hiring={"dr"}).score == 3 + 1 + 1 + 0.5 + 0.5
    assert book.on(hiring={"dr"}).heat > 10


def test_drifting_is_told_before_somebody_is_due() -> None:
    """Who was met every week and then not for a month drifts, though the cadence is not over."""
    book = Book(circles=["professional"])
    for days in range(35, 140, 7):
        book.touch(days)
    now = book.now
    assert (now.drifting, now.calling) == (True, False)
    assert now.rhythm == pytest.approx(7 * (90 / 7) ** (3 / 17))
    assert f"drifting: usually every {round(now.rhythm)} d" in now.reasons


def test_nobody_drifts_from_a_rhythm_there_never_was() -> None:
    """Somebody never contacted is estimated, not drifting."""
    assert Book(added=ago(100)).now.drifting is False
    assert Book(added=ago(100)).touch(100).now.drifting is True


def test_a_rhythm_that_differs_much_is_offered_as_cadence() -> None:
    """Met every half year at a cadence of 45 days: the row asks; with thin data it does not."""
    book = Book()
    for days in (10, 190, 370):
        book.touch(days)
    assert book.now.offer is None
    for days in (550, 730, 910):
        book.touch(days)
    offer = book.now.offer
    assert offer == round(180 * (45 / 180) ** (3 / 8))
    assert f"you meet every ~{offer} d; make that the cadence?" in book.now.reasons


def test_two_gaps_make_no_rhythm_yet() -> None:
    """However long they were, nothing is offered on two gaps."""
    assert Book().touch(10).touch(1010).touch(2010).now.offer is None
    assert Book().touch(10).touch(1010).touch(2010).touch(3010).now.offer is not None


def test_a_much_faster_rhythm_is_offered_too() -> None:
    """Met every week at a cadence of 90 days: the row asks."""
    book = Book(circles=["professional"])
    for days in range(0, 100, 7):
        book.touch(days)
    assert book.now.offer is not None
    assert book.now.offer < 45


def test_a_rhythm_near_the_cadence_is_not_offered() -> None:
    """A little more or less than the cadence changes nothing."""
    book = Book()
    for days in range(0, 600, 60):
        book.touch(days)
    assert book.now.offer is None


def test_with_full_touches_only_the_rhythm_is_theirs() -> None:
    """Messages in between make no rhythm for somebody who is to be called."""
    book = Book(full_only=True, circles=["family"])
    for days in range(0, 300, 30):
        book.touch(days, "call")
    for days in range(1, 300, 3):
        book.touch(days, "message")
    assert book.now.rhythm == pytest.approx(30)


ANYTHING: st.SearchStrategy[JSON] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5000) | st.text(max_size=5) | st.just(ago(4)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
DAY: st.SearchStrategy[JSON] = st.sampled_from([ago(50), ago(4), ago(0), ago(-4), None])


def field(plain: st.SearchStrategy[JSON]) -> st.SearchStrategy[JSON]:
    """Give a field's value, now and then one that is no such thing."""
    return st.one_of(plain, plain, plain, ANYTHING)


FIELDS = st.fixed_dictionaries(
    {"name": field(st.just("Anna"))},
    optional={
        "circles": field(st.lists(st.sampled_from(["family", "friends", "professional", "x"]))),
        "tags": field(st.lists(st.sampled_from(["a", "b"]))),
        "added": field(DAY),
        "known_since": field(DAY),
        "sorted_on": field(DAY),
        "imported": field(st.booleans()),
        "every": field(st.sampled_from([None, 0, 7, 3650])),
        "full_only": field(st.booleans()),
        "birthday": field(st.sampled_from(["1980-11-10", "--11-30", "--02-29"])),
        "deceased": field(DAY),
        "let_go": field(DAY),
        "snooze": field(st.fixed_dictionaries({"until": field(DAY)})),
        "pause": field(
            st.fixed_dictionaries(
                {"since": field(DAY)},
                optional={
                    "until": field(DAY),
                    "earlier": field(st.lists(st.lists(field(DAY), max_size=3), max_size=2)),
                },
            )
        ),
        "org": ANYTHING,
        "note": ANYTHING,
    },
)


@given(FIELDS, st.booleans())
def test_any_record_has_a_standing(fields: dict[str, JSON], job_search: bool) -> None:
    """Whatever a record holds, the state is the contact's and the numbers fit together."""
    rules = Rules(job_search=job_search, tags={"a": 20})
    memory = Memory(TODAY, rules)
    memory.tables["contacts"]["7"] = Record("contacts", "7", fields, "0.0")
    memory.write(Change("nothing", []))
    standings = Standings(memory.network, TODAY, hiring={"x"})
    now = standings.of("7")
    assert now.state == Contact(memory.network.contacts["7"]).state(TODAY)
    assert (now.heat is None) == (now.cadence is None) == (now.silence is None)
    assert now.heat is None or now.heat == now.silence / now.cadence >= 0
    assert now.hidden == (now.state != "active" or now.dormant or now.planned is not None)
    assert ("7" in standings.queue) == (now.calling and not now.hidden)
    assert ("7" in standings.triage) == (now.state == "unsorted")
    assert isinstance(now.explain, str)
    standings.next_due()
