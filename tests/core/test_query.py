"""The filter language: words and terms, never an error for plain words, always one for a bad term."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.errors import BadInputError
from netcrm.core.network import Network
from netcrm.core.query import Query, hint
from netcrm.core.record import JSON, Change, new
from tests.evil import EVIL
from tests.memory import Memory

TODAY = date(2026, 11, 8)


def ago(days: int) -> str:
    """Return the day so many days before today as ISO text."""
    return (TODAY - timedelta(days)).isoformat()


PEOPLE: dict[str, dict[str, JSON]] = {
    "1": {
        "name": "Anna Bergström",
        "nicknames": ["Annika"],
        "circles": ["friends", "professional"],
        "org": "Novo Nordisk",
        "title": "Designer",
        "tags": ["ex-nokia", "Choir"],
        "emails": ["anna@example.com"],
    },
    "2": {"name": "Bo Ødegård", "circles": ["professional"], "org": "DR", "every": 60},
    "3": {"name": "Mor", "circles": ["family"], "every": 0},
    "4": {"name": "Carl Novo", "circles": [], "tags": ["ex nokia"]},
    "5": {"name": "Dorte", "circles": ["friends"], "snooze": {"until": ago(-5)}},
    "6": {"name": "Egon", "circles": ["friends"], "let_go": ago(5)},
}
LOG: dict[str, dict[str, JSON]] = {
    "a": {"date": ago(100), "medium": "met", "contacts": ["1"], "text": "Lunch in Århus"},
    "b": {"date": ago(45), "medium": "call", "contacts": ["2", "3"], "text": "x", "tags": ["Move"]},
    "c": {"date": ago(3), "medium": "note", "contacts": ["2"], "text": "new job", "place": "Vejle"},
    "d": {"date": ago(2), "medium": "email", "contacts": ["5"], "text": "hi", "purpose": "advice"},
    "e": {"date": ago(1), "medium": "met", "contacts": ["gone"], "text": "somebody deleted"},
}


@pytest.fixture(scope="module")
def network() -> Network:
    """Give six people in all kinds of places, and a short log."""
    ops = [new("contacts", id, {"added": ago(200), **fields}) for id, fields in PEOPLE.items()]
    ops += [new("interactions", id, fields) for id, fields in LOG.items()]
    return Memory(TODAY).write(Change("set up", ops))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", "123456"),
        ("   ", "123456"),
        ("anna", "1"),
        ("ANNA berg", "1"),
        ("berg anna", "1"),
        ("bergstrom", "1"),
        ("odegard", "2"),
        ("ødegård", "2"),
        ("annika", "1"),
        ("designer", "1"),
        ("example.com", "1"),
        ("choir", "1"),
        ("novo", "14"),
        ("novo carl", "4"),
        ('"novo nordisk"', "1"),
        ('"nordisk novo"', ""),
        ('"novo nord', "1"),
        ("nobody", ""),
        ("circle:friends", "156"),
        ("circle:fri", "156"),
        ("CIRCLE:Family", "3"),
        ("circle:unsorted", "4"),
        ("circle:friends circle:professional", "1"),
        ("circle:friends anna", "1"),
        ("tag:ex-nokia", "14"),
        ("#ex-nokia", "14"),
        ("#CHOIR", "1"),
        ('tag:"ex nokia"', "14"),
        ('tag:"#choir"', "1"),
        ("tag:ex", ""),
        ("org:novo", "1"),
        ("org:nor", "1"),
        ('org:"Novo Nordisk"', "1"),
        ("org:novo carl", ""),
        ("heat:>2", "16"),
        ("heat:>=0.75", "126"),
        ("heat:0.75", "126"),
        ("heat:>0.75", "16"),
        ("heat:<0.75", "5"),
        ("heat:<=0.75", "25"),
        ("heat:0.7..0.8", "2"),
        ("heat:0,7..0,8", "2"),
        ("heat:..0.8", "25"),
        ("heat:2..", "16"),
        ("heat:>.5", "1256"),
        ("band:warm", "25"),
        ("band:overdue", "1"),
        ("band:c", "6"),
        ("state:snoozed", "5"),
        ("state:active", "123"),
        ("state:let-go", "6"),
        ("state:unsorted", "4"),
        (f"since:{ago(45)}", "235"),
        ("since:44d", "5"),
        ("since:2m", "235"),
        ("since:yesterday", ""),
    ],
)
def test_who_is_found(network: Network, text: str, ids: str) -> None:
    """Each word and each term narrows the list, and its order is kept."""
    query = Query.parse(text, TODAY)
    assert "".join(query.select(network, PEOPLE)) == ids
    assert "".join(id for id in PEOPLE if query.matches(network, id)) == ids
    assert "".join(query.select(network, [*PEOPLE][::-1])) == ids[::-1]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", "abcde"),
        ("lunch", "a"),
        ("arhus", "a"),
        ("anna", "a"),
        ("anna lunch", "a"),
        ("bo", "bce"),
        ("vejle", "c"),
        ("advice", "d"),
        ("email", "d"),
        ("move", "b"),
        ("#move", "b"),
        ("tag:choir", ""),
        ("circle:family", "b"),
        ("circle:professional", "abc"),
        ("org:dr", "bc"),
        ("state:snoozed", "d"),
        ("heat:>1", "a"),
        ("since:3d", "cde"),
        ("since:3d email", "d"),
    ],
)
def test_which_entries_are_found(network: Network, text: str, ids: str) -> None:
    """In the log, words look at text and names, terms at who took part."""
    query = Query.parse(text, TODAY)
    assert "".join(i for i in LOG if query.matches_entry(network, network.interaction(i))) == ids


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("anna circle:foes", "circle:foes"),
        ("circle:", "circle:"),
        ("circle:f", "circle:f"),
        ("tag:", "tag:"),
        ("tag:#", "tag:#"),
        ("org:", "org:"),
        ("heat:", "heat:"),
        ("heat:hot", "heat:hot"),
        ("heat:>", "heat:>"),
        ("heat:..", "heat:.."),
        ("heat:nan", "heat:nan"),
        ("heat:-1", "heat:-1"),
        ("band:hot", "band:hot"),
        ("state:gone", "state:gone"),
        ("since:", "since:"),
        ("since:whenever", "since:whenever"),
        ('since:"some day"', 'since:"some day"'),
    ],
)
def test_a_term_that_makes_no_sense_is_named(text: str, word: str) -> None:
    """The message holds the term at fault, the hint what to type instead; exit code 2."""
    with pytest.raises(BadInputError) as caught:
        Query.parse(text, TODAY)
    assert word in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_an_organisation_is_found_by_its_other_names() -> None:
    """As everywhere else; only of the organisation the contact is at."""
    ops = [
        new("contacts", "1", {"name": "Anna", "org": "DR"}),
        new("contacts", "2", {"name": "Bo", "org": "Danmarks Radio A/S"}),
        new("contacts", "3", {"name": "Carl", "org": "TV 2"}),
        new("organisations", "4", {"name": "DR", "aliases": ["Danmarks Radio"]}),
    ]
    network = Memory(TODAY).write(Change("all", ops))
    assert Query.parse("org:radio", TODAY).select(network, "123") == ("1", "2")
    assert Query.parse("org:dr", TODAY).select(network, "123") == ("1", "2")
    assert Query.parse("org:tv", TODAY).select(network, "123") == ("3",)


@pytest.mark.parametrize(
    "text", ["10:30", "http://x.dk", "a:b", "#", ":", "::", '"', '""', "+45 2020", "<3", "og/eller"]
)
def test_plain_words_are_never_an_error(network: Network, text: str) -> None:
    """A colon or a symbol in a word makes no term of it."""
    query = Query.parse(text, TODAY)
    assert query.terms == ()
    query.select(network, PEOPLE)


@pytest.mark.parametrize("evil", EVIL)
def test_any_text_can_be_looked_for(network: Network, evil: str) -> None:
    """Whatever is typed, something is found or nothing is."""
    query = Query.parse(evil, TODAY)
    assert set(query.select(network, PEOPLE)) <= set(PEOPLE)
    for id in LOG:
        query.matches_entry(network, network.interaction(id))


KEYS = ("circle", "tag", "org", "heat", "band", "state", "since")
TYPED = st.text() | st.lists(
    st.sampled_from([*KEYS, ":", '"', "#", " ", ">", "1", ".", "x"]), max_size=9
).map("".join)


@given(TYPED)
def test_no_text_breaks_the_filter(text: str) -> None:
    """Reading a query either gives one or says which term is wrong."""
    try:
        query = Query.parse(text, TODAY)
    except BadInputError as error:
        wrong = error.message
    else:
        wrong = ""
        assert bool(query) == bool(query.text)
    said = "no filter called" in wrong or any(f"{key}:" in wrong for key in KEYS)
    assert not wrong or said


TERMS = ["circle:family", "#x", 'tag:"a b"', "org:dr", "heat:>1", "band:due", "state:paused"]
PIECES = st.sampled_from(
    [*TERMS, "since:3m", "anna", '"anna berg"', "10:30", '"tag:x"', '"#x"', 'a"b']
)


@given(st.lists(PIECES, max_size=4))
def test_the_plain_spelling_means_the_same(pieces: list[str]) -> None:
    """Read again, the canonical text gives the same words and terms and is spelled as it was."""
    query = Query.parse(" ".join(pieces), TODAY)
    again = Query.parse(query.text, TODAY + timedelta(3))
    assert again.words == query.words
    assert [term.text for term in again.terms] == [term.text for term in query.terms]
    assert again.text == query.text


def test_the_plain_spelling() -> None:
    """Words first, then terms; days as dates, names in full, quotes where there are blanks."""
    query = Query.parse('since:1w #x anna circle:fam org:"novo n"', TODAY)
    assert query.text == 'anna since:2026-11-01 tag:x circle:family org:"novo n"'


def test_an_empty_query_is_false() -> None:
    """A filter that filters nothing can be told from one that does."""
    assert not Query.parse("  ", TODAY)
    assert Query.parse("x", TODAY)
    assert Query.parse("#x", TODAY)


def test_ids_that_are_gone_are_not_found_by_words(network: Network) -> None:
    """Somebody deleted meanwhile is no match and no error."""
    assert Query.parse("anna", TODAY).select(network, ["1", "99"]) == ("1",)


@pytest.mark.parametrize(
    ("text", "key", "meant"),
    [
        ("circl:friends", "circl", "circle"),
        ("Cirlce:friends", "Cirlce", "circle"),
        ("tags:chess", "tags", "tag"),
        ('ogr:"Novo Nordisk"', "ogr", ""),
        ('orgs:"Novo Nordisk"', "orgs", "org"),
        ("heta:>1", "heta", "heat"),
        ("bo sinse:3m", "sinse", "since"),
    ],
)
def test_a_misspelt_filter_is_said(text: str, key: str, meant: str) -> None:
    """What is nearly a filter's name before a colon is taken for one, not for a word."""
    if not meant:
        assert Query.parse(text, TODAY).words
        return
    with pytest.raises(BadInputError, match=f"no filter called “{key}”") as caught:
        Query.parse(text, TODAY)
    assert f"{meant}:" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("bo foo:bar", "foo"),
        ("navn:anna tag:x", "navn"),
        ('foo:"bar baz"', "foo"),
        ("tag:x org:novo bo", ""),
        ('"foo:bar"', ""),
        ("http://x.dk 10:30 : foo: :bar", ""),
    ],
)
def test_what_looks_like_a_filter_and_is_none_is_said(text: str, key: str) -> None:
    """It is looked for as it stands."""
    said = hint(text)
    assert said.startswith(f"“{key}:” is no filter") if key else said == ""


@pytest.mark.parametrize(
    "text", ['"circl:friends"', "http://x.dk", "10:30", "mailto:a@b.dk", "re:cv", ":", "note:x"]
)
def test_other_words_with_a_colon_are_words(text: str) -> None:
    """In quotes all is just looked for."""
    assert Query.parse(text, TODAY).words or text == ":"
