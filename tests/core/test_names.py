"""The directory of names: who is called what, kept as one text and searched where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.names import Directory, Person
from netcrm.core.text import clean, same
from tests.evil import EVIL
from tests.known_people import (
    ANNA,
    ANNALISE,
    BECH,
    BO,
    DIRECTORY,
    JAN,
    JAN_HOLM,
    JENS_A,
    JENS_B,
    KAREN,
    METTE,
    MOR,
    PEOPLE,
    PER,
    SOREN,
    ZOOM,
)

readings = st.lists(st.text(min_size=1), min_size=1, max_size=2)


def words(text: str) -> list[list[str]]:
    """Return words in the form that `longest` takes: each with itself as its only reading."""
    return [[same(word)] for word in text.split()]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Mette Holm", (METTE,)),
        ("mette  HOLM", (METTE,)),
        ("Søren A\u030aga\u030ard", (SOREN,)),
        ("Kaz", (KAREN,)),
        ("karen fra koret", (KAREN,)),
        ("Jens Hansen", (JENS_A, JENS_B)),
        ("Mor", (MOR,)),
        ("Mette", ()),
        ("Soren Agard", ()),
        ("", ()),
    ],
)
def test_exactly_is_a_full_name_or_a_nickname_whatever_the_case(name, people):
    """Only the whole name counts, spelled with its letters."""
    assert DIRECTORY.exactly(name) == people


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Mette Holm", (METTE,)),
        ("Store Per", (PER,)),
        ("Mette H", (METTE,)),
        ("mette h.", (METTE,)),
        ("Mette B", (BECH,)),
        ("Mette M", (BECH,)),
        ("Mette Bech", (BECH,)),
        ("Mette", (METTE, BECH)),
        ("Jan", (JAN_HOLM, JAN)),
        ("Anna", (ANNA,)),
        ("anna-lise", (ANNALISE,)),
        ("Anna B", (ANNA,)),
        ("Soren", (SOREN,)),
        ("søren agard", (SOREN,)),
        ("Mette Hansen", ()),
        ("Ann", ()),
        ("Holm", ()),
        ("Mettes", ()),
        ("", ()),
        ("Store", ()),
    ],
)
def test_called_is_the_best_kind_of_match_only(name, people):
    """Whole names before first name and initial, before first names, before spelling without ø."""
    assert DIRECTORY.called(name) == people


def test_a_contact_of_one_name_is_before_the_first_names():
    """`Jan` is the contact who has no other name, not everybody called Jan."""
    only = Person("99", "Jan")
    assert DIRECTORY.with_person(only, ["Jan"]).called("jan") == (only,)


def test_the_longest_name_is_found():
    """A longer name wins; of no name nothing is found."""
    assert DIRECTORY.longest(words("mette marie bech kom forbi")) == (3, 0, (BECH,))
    assert DIRECTORY.longest(words("mor ringede")) == (1, 0, (MOR,))
    assert DIRECTORY.longest(words("mor ringede"), least=2) == (0, 0, ())
    assert DIRECTORY.longest(words("karen fra koret"), least=2) == (3, 0, (KAREN,))
    assert DIRECTORY.longest(words("mette holmgaard")) == (0, 0, ())
    assert DIRECTORY.longest([]) == (0, 0, ())


def test_only_the_last_word_of_a_name_may_be_read_in_another_way():
    """`Holm,` ends a name, `Mette, Holm` is two."""
    assert DIRECTORY.longest([["mette"], ["holm,", "holm"]]) == (2, 1, (METTE,))
    assert DIRECTORY.longest([["mette,", "mette"], ["holm"]]) == (0, 0, ())


def test_the_beginning_of_a_name_is_completed():
    """What is typed so far gives the first few who have such a name, each once."""
    assert DIRECTORY.beginning("met", 5) == (METTE, BECH)
    assert DIRECTORY.beginning("met", 1) == (METTE,)
    assert DIRECTORY.beginning("ka", 5) == (ZOOM, KAREN)
    assert DIRECTORY.beginning("xyz", 5) == ()


def test_organisations_keep_their_spelling():
    """Case does not matter for finding one; the longest counts, the first spelling stays."""
    assert DIRECTORY.organisation("novo NORDISK") == "Novo Nordisk"
    assert DIRECTORY.organisation("Nordisk") == ""
    assert DIRECTORY.longest_organisation(words("novo nordisk søger")) == (2, 0, "Novo Nordisk")
    assert DIRECTORY.longest_organisation(words("novo søger")) == (1, 0, "Novo")
    assert DIRECTORY.longest_organisation(words("nokia søger")) == (0, 0, "")
    assert Directory.of([], ["LEGO", "Lego"]).organisation("lego") == "LEGO"


def test_everybody_is_found_by_id():
    """An id gives its person; an unknown one, or a name, gives nobody."""
    for person in PEOPLE:
        assert DIRECTORY.person(person.id) == person
    for unknown in ("", "1", "99", "Mette Holm"):
        assert DIRECTORY.person(unknown) is None
    assert Directory.of([(Person("5", "f6"), ["f6"])], []).person("6") is None


def test_a_person_keeps_medium_and_snooze():
    """What a capture needs of a person comes back from the text."""
    writes = ("00000000000000000001.0", "00000000000000000002.3")
    person = Person("7", "Ib Ny", "call", writes, {"until": "2026-12-01", "note": "a\tb\n\u2028å"})
    directory = Directory.load(Directory.of([(person, ["Ib Ny", "Ibber"])], []).text)
    assert directory.person("7") == person
    assert directory.exactly("ib ny") == directory.exactly("ibber") == (person,)
    assert directory.person("7").snooze == person.snooze
    assert directory.person("7") != Person("7", "Ib Ny", "call", writes)


def test_a_damaged_snooze_is_none():
    """Who has a snooze that can't be read is found, with no value to go back to."""
    person = Person("7", "Ib Ny", "", ("00000000000000000001.0",), {"until": "2026-12-01"})
    text = Directory.of([(person, ["Ib Ny"])], []).text.replace('"until"', "until")
    (found,) = Directory.load(text).exactly("Ib Ny")
    assert (found.snoozed, found.snooze) == (person.snoozed, None)


def test_changes_make_another_directory():
    """A person added, renamed or removed counts at once; the directory before stays as it was."""
    new = Person("30", "Zoe Ny")
    added = DIRECTORY.with_person(new, ["Zoe Ny", "Zo"])
    assert added.called("zoe") == added.exactly("zo") == (new,)
    assert DIRECTORY.called("zoe") == ()
    renamed = added.with_person(Person("11", "Mette Krog"), ["Mette Krog"])
    assert renamed.exactly("Mette Holm") == ()
    assert renamed.person("11") == Person("11", "Mette Krog")
    assert [person.name for person in renamed.called("Mette")] == ["Mette Krog", "Mette Marie Bech"]
    removed = renamed.without("11").without("30")
    assert removed.called("Mette") == (BECH,)
    assert removed.person("30") is removed.person("11") is None
    assert removed.with_person(METTE, ["Mette Holm"]).text == DIRECTORY.text


def test_an_organisation_is_added_once():
    """A new organisation is known at once, a known one keeps its spelling."""
    more = DIRECTORY.with_organisation("Ørsted\tA/S")
    assert more.organisation("ørsted a/s") == "Ørsted A/S"
    assert more.with_organisation("NOVO") is more
    assert more.with_organisation(" ") is more
    assert Directory.load(more.text).organisation("Ørsted A/S") == "Ørsted A/S"


def test_changes_are_folded_into_the_text():
    """The text of a changed directory is that of one made whole."""
    changed = DIRECTORY.without("11").with_person(BO, ["Bo Dahl", "Bosse"]).with_organisation("B&O")
    again = Directory.load(changed.text)
    assert again.text == changed.text
    assert again.exactly("bosse") == (BO,)
    assert again.called("Mette") == (BECH,)
    assert again.organisation("b&o") == "B&O"
    made = [(p, (p.name,)) for p in PEOPLE if p.id not in {"11", "16", "17", "22"}]
    nicks = [(BO, ("Bosse",)), (KAREN, ("Kaz", "Karen fra koret")), (PER, ("Store Per",))]
    known = ["Novo", "Novo Nordisk", "DR", "Mærsk", "B&O"]
    assert changed.text == Directory.of([*made, *nicks], known).text


@pytest.mark.parametrize("text", ["", "netcrm names 1\n", "\x1d\n", "names\n\x1d\n", *EVIL])
def test_another_text_is_not_loaded(text):
    """A text that is no directory is refused instead of finding nobody."""
    with pytest.raises(ValueError, match="not a directory"):
        Directory.load(text)


def test_damaged_lines_are_nobody():
    """A line that lacks its parts names nobody, and finding goes on."""
    text = DIRECTORY.text.replace("mette holm\tf11\tMette Holm\tmet\t\t\n", "mette holm\n")
    damaged = Directory.load(text)
    assert damaged.exactly("Mette Holm") == ()
    assert damaged.called("Mette") == (BECH,)


@pytest.mark.parametrize("evil", EVIL)
def test_an_evil_name_breaks_no_other(evil):
    """Tabs, line ends and escapes in a name leave the others findable and the name cleaned."""
    person = Person("77", evil)
    directory = DIRECTORY.with_person(person, [evil]).with_organisation(evil)
    directory = Directory.load(directory.text)
    assert directory.exactly("Mette Holm") == (METTE,)
    assert directory.organisation("dr") == "DR"
    if same(clean(evil)):
        assert Person("77", clean(evil)) in directory.exactly(clean(evil))
        assert directory.person("77") == Person("77", clean(evil))


def test_an_id_that_is_no_id_is_left_out():
    """A foreign id that would break the lines takes part in nothing."""
    people = [(Person(bad, "Ib Ny"), ["Ib Ny"]) for bad in ("", "1\t2", "1\n2")]
    assert Directory.of(people, []).exactly("Ib Ny") == ()


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=8), st.text())
def test_whatever_the_names_the_text_comes_back_and_nothing_raises(rows, asked):
    """Any names make a directory that is its text, finds each by its name and answers any question."""
    people = [(Person(str(n), name), (name, nick)) for n, (name, nick) in enumerate(rows)]
    directory = Directory.of(people, [name for name, _nick in rows])
    assert Directory.load(directory.text).text == directory.text
    for person, names in people:
        for name in map(clean, names):
            if same(name):
                assert person.id in {found.id for found in directory.exactly(name)}
        if same(clean(person.name)):
            assert directory.without(person.id).person(person.id) is None
            assert directory.person(person.id) == Person(person.id, clean(person.name))
    directory.called(asked)
    directory.exactly(asked)
    directory.beginning(asked, 3)
    directory.organisation(asked)
    directory.person(asked)


@given(st.lists(readings, max_size=6))
def test_longest_takes_any_words(some):
    """No words make the search raise; what it finds lies within them."""
    count, reading, people = DIRECTORY.longest(some)
    assert bool(count) == bool(people)
    assert count <= len(some)
    assert not count or reading < len(some[count - 1])


def test_ten_thousand_people_are_loaded_and_found():
    """Each by the full name."""
    firsts = ("Mette", "Jens", "Søren", "Åse", "Ole")
    people = [
        (person, (person.name,))
        for n in range(10_000)
        if (person := Person(str(10**18 + n), f"{firsts[n % 5]} Nr{n:05} Holm", "met"))
    ]
    directory = Directory.load(Directory.of(people, []).text)
    found = [directory.exactly(f"{firsts[n % 5]} Nr{n:05} Holm") for n in range(0, 10_000, 500)]
    assert [person.id for (person,) in found] == [str(10**18 + n) for n in range(0, 10_000, 500)]
