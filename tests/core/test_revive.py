"""Dormant ties to take up again: who is among them, in which order, why, and with what opener."""

from datetime import date, timedelta

import pytest

from netcrm.core.changes import follow_ups, mode, states
from netcrm.core.profile import Mode
from netcrm.core.record import JSON, Change, new
from netcrm.core.review import queue
from netcrm.core.revive import revivals
from tests.memory import Memory

TODAY = date(2026, 11, 24)


def ago(days: int) -> str:
    """Return the day so many days before today as ISO text."""
    return (TODAY - timedelta(days)).isoformat()


class Book(Memory):
    """A network whose people are dormant unless told otherwise."""

    def __init__(self) -> None:
        super().__init__(TODAY)

    def person(self, id: str, *met: int, **fields: JSON) -> str:
        """Add a professional contact, met so many days ago."""
        facts = {"name": id.title(), "circles": ["professional"], "added": ago(4000), **fields}
        self.write(Change("", [new("contacts", id, facts)]))
        for days in met:
            entry = {"date": ago(days), "medium": "met", "contacts": [id]}
            self.write(Change("", [new("interactions", self.new_id(), entry)]))
        return id

    def worked_at(self, *places: str) -> None:
        """Say where you have worked."""
        self.write(Change("", self.network.profile.become({"workplaces": [*places]})))

    def ids(self) -> list[str]:
        """Return the ids of the list."""
        return [one.id for one in revivals(self.network, TODAY)]


def test_the_strongest_tie_comes_first() -> None:
    """Many meetings over years go before one; silence since does not matter."""
    book = Book()
    book.person("anna", 500)
    book.person("bo", *range(900, 2900, 50))
    book.person("ida", *range(1000, 1800, 100))
    assert book.ids() == ["bo", "ida", "anna"]
    first = revivals(book.network, TODAY)[0]
    assert first.why[0] == "was a moderate tie"
    assert "40 entries in the log" in first.why
    assert any("900" not in words and "ago" in words for words in first.why)


@pytest.mark.parametrize(
    ("fields", "met"),
    [
        ({"circles": ["friends"]}, 900),
        ({"circles": ["professional", "friends"]}, 900),
        ({}, 359),
        ({"let_go": ago(3)}, 900),
        ({"deceased": ago(3)}, 900),
        ({"pause": {"since": ago(3)}}, 900),
        ({"snooze": {"until": ago(-3)}}, 900),
        ({"every": 0}, 900),
    ],
)
def test_who_is_not_dormant_is_not_listed(fields: dict[str, JSON], met: int) -> None:
    """Friends, people lately met, let go, paused, snoozed or without a cadence are left in peace."""
    book = Book()
    book.person("anna", met, **fields)
    assert book.ids() == []
    book.person("bo", 360)
    assert book.ids() == ["bo"]


def test_a_meeting_to_come_takes_somebody_off_the_list() -> None:
    """Who is to be met soon needs no reviving."""
    book = Book()
    book.person("anna", 900, -5)
    assert book.ids() == []


def test_the_shared_workplace_makes_the_opener() -> None:
    """By job, by past job and by tag, whatever the spelling; an unrelated name is not taken for one."""
    book = Book()
    book.worked_at("Nokia", "Maersk A/S")
    book.person("anna", 900, past_orgs=["NOKIA Oy"], org="Novo")
    book.person("bo", 900, tags=["ex-nokia"])
    book.person("ida", 900, org="Mærsk")
    book.person("jan", 900, org="Nokia Siemens Networks", tags=["nokia"])
    found = {one.id: one for one in revivals(book.network, TODAY)}
    assert found["anna"].opener == found["bo"].opener == "you both worked at Nokia"
    assert found["ida"].opener == "you worked at Maersk A/S, where Ida is now"
    assert (found["jan"].opener, found["jan"].shared) == ("", ())


def test_another_name_of_a_workplace_is_the_same_workplace() -> None:
    """What an organisation is called besides counts as its name."""
    book = Book()
    book.worked_at("Danmarks Radio")
    book.person("anna", 900, org="DR")
    assert revivals(book.network, TODAY)[0].opener == ""
    names = {"name": "DR", "aliases": ["Danmarks Radio"]}
    book.write(Change("", [new("organisations", "o", names)]))
    assert (
        revivals(book.network, TODAY)[0].opener == "you worked at Danmarks Radio, where Anna is now"
    )


def test_never_in_touch_is_listed_only_with_a_workplace_in_common() -> None:
    """An import of hundreds of strangers does not fill the list."""
    book = Book()
    book.person("anna")
    book.person("bo", org="Nokia")
    assert book.ids() == []
    book.worked_at("Nokia")
    assert book.ids() == ["bo"]
    assert revivals(book.network, TODAY)[0].why == ("never in touch yet",)


def test_odd_records_harm_nothing() -> None:
    """Fields of the wrong kind are passed over."""
    book = Book()
    book.worked_at("", "Nokia")
    book.person("anna", 900, past_orgs="Nokia", tags=[1, "ex-", "EX-Nokia"], org=7, name=["x"])
    assert revivals(book.network, TODAY)[0].opener == "you both worked at Nokia"


def test_dormant_ties_come_back_into_the_review_in_job_search_mode() -> None:
    """In peacetime they rest without being due; job search calls them; the list has them in both."""
    book = Book()
    book.person("anna", 900)
    assert queue(book.network, TODAY).total == 0
    assert book.ids() == ["anna"]
    book.write(mode.change(book.network, Mode.JOB_SEARCH, today=TODAY))
    assert queue(book.network, TODAY).items == ("anna",)
    assert book.ids() == ["anna"]
    book.undo()
    assert queue(book.network, TODAY).total == 0


def test_skipping_takes_somebody_off_for_a_round() -> None:
    """What the page's x does."""
    book = Book()
    book.person("anna", 900)
    book.write(states.skip(book.network, ["anna"], today=TODAY))
    assert book.ids() == []


def test_a_promise_to_somebody_dormant_calls() -> None:
    """A promise that is due brings a dormant tie into the review, one to come does not."""
    book = Book()
    book.person("anna", 900)
    book.write(follow_ups.promise(book.network, ["anna"], "send CV", TODAY + timedelta(1)))
    assert queue(book.network, TODAY).total == 0
    book.write(follow_ups.promise(book.network, ["anna"], "call", TODAY))
    assert queue(book.network, TODAY).items == ("anna",)


def test_a_promise_to_somebody_dormant_is_what_comes_next() -> None:
    """The empty review says when the promise calls; without one somebody dormant never comes."""
    book = Book()
    book.person("anna", 900)
    assert book.network.standings(TODAY).next_due() is None
    due = TODAY + timedelta(5)
    book.write(follow_ups.promise(book.network, ["anna"], "send CV", due))
    assert book.network.standings(TODAY).next_due() == ("anna", due)
    assert queue(book.network, due).items == ("anna",)
