"""The account: what counts as put in and taken out, per person, in all and by week."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netcrm.core import account
from netcrm.core.account import Act, Balance
from netcrm.core.changes import introductions
from netcrm.core.purpose import Purpose
from netcrm.core.record import JSON, Change, new
from tests.memory import Memory

TODAY = date(2026, 11, 24)
"""A Tuesday, in week 48."""


def ago(days: int) -> str:
    """Return the day so many days before today as ISO text."""
    return (TODAY - timedelta(days)).isoformat()


class Book(Memory):
    """A network of Anna (1) and Bo (2), and what was with them."""

    def __init__(self) -> None:
        super().__init__(TODAY)
        for id, name in (("a", "Anna"), ("b", "Bo")):
            self.put("contacts", id, name=name, circles=["friends"])

    def put(self, table: str, id: str = "", **fields: JSON) -> str:
        """Write a record as a foreign program might; return its id."""
        id = id or self.new_id()
        self.write(Change("", [new(table, id, fields)]))
        return id

    def log(self, days: int, *people: str, medium: str = "met", **fields: JSON) -> str:
        """Write an entry of so many days ago."""
        return self.put("interactions", date=ago(days), medium=medium, contacts=[*people], **fields)

    def of(self, id: str) -> Balance:
        """Return the account with one person, read alone; it must be as the whole account has it."""
        alone = account.balance(self._snapshot(), id, TODAY)
        whole = account.account(self.network, TODAY).of(id)
        assert alone.acts == whole.acts
        return alone


def test_touches_are_put_in() -> None:
    """A meeting and a two-way message count, an unanswered one, a like, a note and what came from them don't."""
    book = Book()
    book.log(9, "a", medium="met")
    book.log(8, "a", medium="email", direction="both")
    book.log(7, "a", medium="email", answered=False, direction="out")
    book.log(6, "a", medium="social")
    book.log(5, "a", medium="note")
    book.log(4, "a", medium="email", direction="in")
    book.log(-3, "a", medium="met")
    assert [act.kind for act in book.of("a").acts] == ["touch", "touch"]
    assert (book.of("a").deposits, book.of("a").withdrawals) == (2, 0)


def test_every_purpose_goes_its_way() -> None:
    """What was got is taken out, what was given is put in, a free purpose and thanks received are plain touches."""
    out = {"sparring", "feedback", "advice", "intro", "referral", "help-received"}
    for purpose in [*Purpose, "gossip"]:
        book = Book()
        book.log(1, "a", purpose=str(purpose))
        (act,) = book.of("a").acts
        assert act.deposit is (purpose not in out), purpose
    assert act.kind == "touch"


def test_an_ask_by_message_counts_though_nobody_answered() -> None:
    """An ask is an ask before it is answered, and is no touch besides."""
    book = Book()
    book.log(1, "a", medium="message", answered=False, purpose="feedback")
    assert book.of("a").acts == (Act((TODAY - timedelta(1)).toordinal(), False, "feedback"),)


def test_each_kind_counts_once_a_day() -> None:
    """Two calls of a day are one touch; a log entry and an introduction that say the same ask are one ask."""
    book = Book()
    book.log(3, "a", "b")
    book.log(3, "a", medium="call")
    book.log(2, "a", purpose="intro")
    book.put("introductions", connector="a", to="b", asked=ago(2))
    assert (book.of("a").deposits, book.of("a").withdrawals) == (1, 1)
    assert (book.of("b").deposits, book.of("b").withdrawals) == (1, 0)


def test_introductions_and_opportunities_are_on_the_account() -> None:
    """An introduction asked and an opportunity brought are taken out, thanks put in."""
    book = Book()
    book.put("introductions", connector="a", to="b", asked=ago(20), met=ago(9), thanked=ago(2))
    book.put("opportunities", org="Novo", role="lead", via="a", lead=ago(12), applied=ago(10))
    book.put("opportunities", org="DR", role="lead", via="a", added=ago(11))
    book.put("opportunities", org="Lego", role="lead", source="advert", lead=ago(12))
    balance = book.of("a")
    assert balance.kinds(deposit=False) == {"referral": 2, "intro": 1}
    assert balance.kinds(deposit=True) == {"thanks": 1}
    assert account.account(book.network, TODAY).everybody.withdrawals == 3


def test_who_is_not_there_is_not_on_the_account() -> None:
    """Ids of nobody, odd values and days to come are passed over; nothing is raised."""
    book = Book()
    book.log(1, "nobody")
    book.log(1, "a", purpose=["intro"])  # odd: a plain meeting
    odd: JSON = [1, None, "a"]
    book.put("interactions", date=7, medium="met", contacts=["a"])
    book.put("interactions", date=ago(1), medium=3, contacts=odd)
    book.put("interactions", date=ago(1), medium="met", contacts="a")
    book.put("introductions", connector=["a"], asked=ago(1))
    book.put("introductions", connector="a", asked="soon")
    book.put("introductions", connector="a", to="a", asked=ago(-5))
    book.put("opportunities", via={"a": 1}, lead=True)
    assert account.account(book.network, TODAY).people == ("a",)
    assert [act.kind for act in book.of("a").acts] == ["touch"]


def test_the_hint_comes_after_three_asks_in_a_row() -> None:
    """Three asks with nothing given between are told; thanks, a touch or a gift end the row; a lead is no ask."""
    book = Book()
    for days in (30, 20):
        book.log(days, "a", purpose="sparring")
    assert book.of("a").hint == ""
    book.log(10, "a", purpose="feedback")
    assert book.of("a").hint == "the last 3 touches were you asking"
    assert account.hint(book.network, "a", TODAY) == book.of("a").hint
    assert book.of("b").hint == ""
    book.log(10, "a", purpose="thanks")
    assert book.of("a").hint == ""
    book.log(5, "a", purpose="advice")
    book.log(4, "a", purpose="advice")
    book.log(3, "a", purpose="intro")
    assert book.of("a").asked_in_a_row == 3
    assert book.of("a").last_asked == TODAY - timedelta(3)
    book.put("opportunities", via="a", lead=ago(1))
    assert book.of("a").hint == ""


def test_thanks_are_owed_for_what_came_last() -> None:
    """What they did for you waits for thanks until some are noted."""
    book = Book()
    assert book.of("a").unthanked is None
    book.log(9, "a", purpose="help-received")
    assert book.of("a").unthanked == TODAY - timedelta(9)
    book.log(9, "a", purpose="thanks")
    assert book.of("a").unthanked is None


def test_nothing_is_owed_for_what_was_only_asked_for() -> None:
    """An introduction counts as taken out when it is asked for, and is owed for once you were introduced."""
    book = Book()
    book.log(4, "a", purpose="intro")
    book.put("introductions", connector="a", to="c", asked=ago(4))
    assert (book.of("a").deposits, book.of("a").withdrawals) == (0, 1)
    assert (book.of("a").unthanked, book.of("a").owes) == (None, False)
    assert book.of("a").asked_in_a_row == 1
    book.put("introductions", connector="a", to="d", asked=ago(4), introduced=ago(2))
    assert (book.of("a").unthanked, book.of("a").owes) == (TODAY - timedelta(4), True)
    assert book.of("a").withdrawals == 1


def test_weeks_run_from_monday_and_none_is_left_out() -> None:
    """The weeks are those up to today, an empty one is among them, earlier ones are not."""
    book = Book()
    book.log(1, "a")  # this Monday
    book.log(2, "a")  # last Sunday
    book.log(2, "b", purpose="intro")
    book.log(21, "a")
    weeks = book.of("a").weeks(TODAY, 3)
    assert [(week.name, week.deposits, week.withdrawals) for week in weeks] == [
        ("2026-W46", 0, 0),
        ("2026-W47", 1, 0),
        ("2026-W48", 1, 0),
    ]
    everybody = account.account(book.network, TODAY).everybody
    assert [week.withdrawals for week in everybody.weeks(TODAY, 3)] == [0, 1, 0]
    assert Balance(()).weeks(date(1, 1, 9), 5)[-1].name == "0001-W02"


def test_a_merged_contact_is_one() -> None:
    """Entries and introductions of a contact that was merged away are on the account of who stays."""
    book = Book()
    book.log(5, "a")
    book.put("introductions", connector="a", to="c", asked=ago(3))
    record = book.network.contacts["a"]
    book.write(Change("", [["alias", "contacts", record.id, "b", [], []]]))
    assert account.account(book.network, TODAY).people == ("b",)
    assert (book.of("b").deposits, book.of("b").withdrawals) == (1, 1)


ACTS = st.builds(
    Act,
    st.integers(1, 800_000),
    st.booleans(),
    st.sampled_from(["touch", "help", "intro", "referral", "thanks"]),
)


@given(st.lists(ACTS, max_size=30))
def test_the_sums_are_the_kinds_and_the_order_of_writing_does_not_matter(acts: list[Act]) -> None:
    """Deposits and withdrawals are the sums of their kinds; acts come back in order of day."""
    balance, other = Balance(acts), Balance(reversed(acts))
    assert balance.acts == other.acts
    assert sum(balance.kinds(deposit=True).values()) == balance.deposits
    assert sum(balance.kinds(deposit=False).values()) == balance.withdrawals
    assert balance.deposits + balance.withdrawals == len(acts)
    assert balance.asked_in_a_row <= balance.withdrawals


@given(st.lists(ACTS, max_size=30), ACTS)
def test_giving_something_today_never_leaves_a_hint(acts: list[Act], act: Act) -> None:
    """Whoever just gave is not told that they only ask."""
    last = max([act.day, *(one.day for one in acts)])
    assert Balance([*acts, Act(last, True, "thanks")]).hint == ""


def test_the_account_is_kept_for_a_snapshot_and_a_day() -> None:
    """It is worked out once; another day and another snapshot get their own."""
    book = Book()
    book.log(1, "a")
    network = book.network
    first = account.account(network, TODAY)
    assert account.account(network, TODAY) is first
    assert account.account(network, TODAY - timedelta(2)).people == ()
    book.log(0, "b")
    assert {*account.account(book.network, TODAY).people} == {"a", "b"}


def test_asking_for_an_introduction_says_the_hint() -> None:
    """Whoever asks a fourth time in a row is told so with the name, and the ask is made all the same."""
    book = Book()
    book.put("acquaintances", "k", name="Karen")
    book.put("acquaintances", "o", name="Ole")
    assert introductions.ask(book.network, "a", "k", today=TODAY).note == ""
    for days in (30, 20, 10):
        book.log(days, "a", purpose="sparring")
    asked = introductions.ask(book.network, "a", "k", today=TODAY)
    assert asked.note == "Anna: the last 3 touches were you asking"
    book.write(asked.change)
    assert book.of("a").asked_in_a_row == 4
    assert introductions.ask(book.network, "b", "o", today=TODAY).note == ""
