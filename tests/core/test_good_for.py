"""Who is good for what: tags, titles, notes and what somebody gave before; each with its reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.errors import BadInputError
from netcrm.core.good_for import Topic
from netcrm.core.query import Query
from netcrm.core.record import JSON, Change, new
from tests.memory import Memory

TODAY = date(2026, 11, 24)


def book() -> Memory:
    """Return Anna who gave sparring and advice on pay, Bo the Python man, Ida who took, and Jan."""
    made = Memory(TODAY)

    def put(table: str, id: str, **fields: JSON) -> None:
        made.write(Change("", [new(table, id, fields)]))

    put("contacts", "anna", name="Anna", title="designer", org="Vestas")
    put("contacts", "bo", name="Bo", tags=["python", "sparring"], note="knows pay well")
    put("contacts", "ida", name="Ida", title="Python developer", org="DR")
    put("contacts", "jan", name="Jan", org="Python A/S")
    for number, (day, who, purpose, words) in enumerate(
        [
            ("2026-10-03", "anna", "sparring", "about my pay talk"),
            ("2026-09-01", "anna", "advice", "the offer from Novo"),
            ("2026-12-03", "jan", "sparring", "to come"),
            ("2026-10-05", "ida", "sparring-given", "on her CV"),
            ("2026-10-06", "jan", "gossip", "pay"),
        ]
    ):
        put(
            "interactions",
            f"e{number}",
            date=day,
            medium="met",
            contacts=[who, "gone"],
            purpose=purpose,
            words=words,
        )
    return made


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("sparring", ["anna", "bo"]),
        ("SPARRING", ["anna", "bo"]),
        ("advice", ["anna"]),
        ("råd", ["anna"]),
        ("feedback", []),
        ("python", ["bo", "ida"]),
        ("pay", ["anna", "bo"]),
        ("sparring on pay", ["anna", "bo"]),
        ("sparring om python", ["bo", "ida"]),
        ("python developer", ["ida"]),
        ("help", []),
    ],
)
def test_who_could_be_asked(text: str, who: list[str]) -> None:
    """What they gave counts, not what they took, nor the name of their workplace, nor what is to come."""
    network = book().network
    query = Query.parse(f'for:"{text}"', TODAY)
    assert [*query.select(network, ("anna", "bo", "ida", "jan"))] == who
    assert all(query.why(network, id) for id in who)


def test_the_reasons_are_told() -> None:
    """A tag, the job, the note, and when they gave it before."""
    network = book().network
    assert Query.parse("for:sparring", TODAY).why(network, "anna") == (
        "sparring 3 Oct: about my pay talk",
    )
    assert Query.parse("for:python", TODAY).why(network, "bo") == ("#python",)
    assert Query.parse("for:python", TODAY).why(network, "ida") == ("Python developer at DR",)
    assert Query.parse("for:pay", TODAY).why(network, "bo") == ("knows pay well",)
    assert Query.parse("python", TODAY).why(network, "bo") == ()
    assert not Query.parse("python", TODAY).tells_why


def test_it_is_a_term_like_the_others() -> None:
    """It has a plain spelling, goes with other terms and finds entries by who took part."""
    network = book().network
    query = Query.parse('tag:python for:"sparring"', TODAY)
    assert query.select(network, network.contacts) == ("bo",)
    assert Query.parse(query.text, TODAY).text == query.text
    entries = [
        e.id for e in network.log() if Query.parse("for:sparring", TODAY).matches_entry(network, e)
    ]
    assert {*entries} == {"e0", "e1"}


@pytest.mark.parametrize("text", ["for:", 'for:"on the"', "for:…"])
def test_nothing_to_ask_for_is_told(text: str) -> None:
    """A term without a topic says what it takes."""
    with pytest.raises(BadInputError, match="no filter"):
        Query.parse(text, TODAY)


@given(st.text())
def test_any_topic_is_answered(text: str) -> None:
    """No text breaks it, and nobody is found by nothing."""
    topic = Topic(text)
    network = book().network
    for id in network.contacts:
        found = topic.reasons(network, id, TODAY) if topic else ()
        assert all(found)
