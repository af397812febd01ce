"""The discovery: its questions in both languages, what a line says, what was found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.circle import Circle
from netcrm.core.discovery import (
    LANGUAGES,
    Answer,
    find,
    findings,
    known_as,
    left,
    named_under,
    never_thanked,
    prompts,
    read,
)
from netcrm.core.discovery_prompts import JOB, SPHERES
from netcrm.core.errors import BadInputError
from netcrm.core.record import Change, new
from tests.tui.made_up import TODAY, Network


def working_at(*names: str) -> Network:
    """Return a network of nobody, whose user has worked at these places."""
    made = Network(TODAY)
    made.write(Change("worked", made.network.profile.become({"workplaces": [*names]})))
    return made


def test_the_questions_are_all_there_in_both_languages() -> None:
    """Nothing is left in the other language, no id and no title comes twice."""
    assert len({sphere.id for sphere in SPHERES}) == len(SPHERES)
    for sphere in SPHERES:
        assert all((*sphere.da, *sphere.en))
        assert sphere.da.question != sphere.en.question
    for language in LANGUAGES:
        asked = prompts(Network(TODAY).network, language)
        assert len({prompt.words.title for prompt in asked}) == len(asked)
        assert all(prompt.words.question.endswith("?") for prompt in asked)
    assert JOB.keys() == {*LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_workplace_is_asked_about_after_the_question_for_workplaces(language: str) -> None:
    """Spellings of one organisation are one question; its braces are just text."""
    made = working_at("Nokia A/S", "nokia", "{workplace} & Co", "…")
    ids = [prompt.id for prompt in prompts(made.network, language)]
    at = ids.index("workplaces")
    assert ids[at + 1 : at + 4] == ["job:nokia", "job:workplace", "clients"]
    asked = prompts(made.network, language)[at + 2]
    assert "{workplace} & Co" in asked.words.question
    assert asked.words.question.count("{workplace}") == 1
    assert asked.circle is Circle.PROFESSIONAL


def test_done_questions_are_not_left_in_either_language() -> None:
    """What is done is kept by id."""
    made = working_at("DSB")
    ops = made.network.profile.become({"discovered": ["family", "job:dsb", "no such question"]})
    made.write(Change("answered", ops))
    for language in LANGUAGES:
        waiting = {prompt.id for prompt in left(made.network, language)}
        assert len(waiting) == len(SPHERES) - 1
        assert not waiting & {"family", "job:dsb"}


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("school", "school"),
        ("SKOLE", "school"),
        ("Svigerfamilie", "in-laws"),
        ("In-laws", "in-laws"),
        ("Novo Nordisk A/S", "job:novo nordisk"),
        ("job:novo nordisk", "job:novo nordisk"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_found_by_what_one_would_call_it(name: str, id: str, language: str) -> None:
    """Its id, its title in either language, or the workplace."""
    assert find(working_at("Novo Nordisk").network, name, language).id == id


def test_a_workplace_is_found_by_its_other_names() -> None:
    """The question of its very name goes before that of another name of it."""
    made = working_at("Novo Nordisk", "Novo")
    alias = {"name": "Novo Nordisk", "aliases": ["NN", "Novo"]}
    made.write(Change("alias", [new("organisations", "o", alias)]))
    assert find(made.network, "nn", "en").id == "job:novo nordisk"
    assert find(made.network, "novo", "en").id == "job:novo"


def test_an_unknown_question_is_told() -> None:
    """With where they are listed."""
    with pytest.raises(BadInputError, match="there is no question “golf”"):
        find(Network(TODAY).network, "golf", "en")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Anna Berg", Answer("Anna Berg")),
        ("Ole, Novo 2015-2019", Answer("Ole", "Novo", years="2015-2019")),
        ("Ole, Novo (2015–19): friends", Answer("Ole", "Novo", Circle.FRIENDS, True, "2015–19")),
        ("Ole, Novo, siden 2015", Answer("Ole", "Novo", years="2015")),
        ("Ole /Novo 2015-", Answer("Ole", "Novo", years="2015-")),
        ("Ole, 2015", Answer("Ole", years="2015")),
        ("Ole, Bryggeri 1664", Answer("Ole", "Bryggeri 1664")),
        ("  Anna   Berg , Novo ", Answer("Anna Berg", "Novo")),
        ("Anna Berg /Novo Nordisk", Answer("Anna Berg", "Novo Nordisk")),
        ("Anna Berg, Holm, Berg & Co", Answer("Anna Berg", "Holm, Berg & Co")),
        ("Anna Berg /A/S Storebælt", Answer("Anna Berg", "A/S Storebælt")),
        ("Anna Berg: friends", Answer("Anna Berg", "", Circle.FRIENDS, placed=True)),
        ("Anna Berg, Novo: 3", Answer("Anna Berg", "Novo", Circle.PROFESSIONAL, placed=True)),
        ("Mor:familie", Answer("Mor", "", Circle.FAMILY, placed=True)),
        ("Anna Berg: 0", Answer("Anna Berg", "", None, placed=True)),
        ("Anna: den fra kor", Answer("Anna: den fra kor")),
        ("og/eller Berg", Answer("og/eller Berg")),
        ("@Anna", Answer("Anna")),
        ('"Anna Berg"', Answer("Anna Berg")),
        ("佐藤 健, Kumo", Answer("佐藤 健", "Kumo")),
    ],
)
def test_a_line_is_a_name_a_workplace_and_a_circle(line: str, answer: Answer) -> None:
    """Each but the name can be left out."""
    assert read(line) == answer


@pytest.mark.parametrize(
    "line", ["", " ", ", Novo", "/Novo", ": friends", "…", "\x1b[2J", "7", "7, Novo"]
)
def test_a_line_without_a_name_is_refused(line: str) -> None:
    """In a sentence that says how to say it."""
    with pytest.raises(BadInputError, match="there is no name"):
        read(line)


@pytest.mark.parametrize("line", ["?", "help", "Hjælp", "HJÆLP "])
def test_a_cry_for_help_is_no_name(line: str) -> None:
    """It is answered with what can be typed."""
    with pytest.raises(BadInputError, match="a name a line") as found:
        read(line)
    assert "1 2 3 0" in str(found.value.hint)


@given(st.text())
def test_any_line_is_read_or_refused(line: str) -> None:
    """Whatever is typed; a name has a letter or is as long as an id, and no end of a line."""
    try:
        answer = read(line)
    except BadInputError:
        return
    assert any(map(str.isalpha, answer.name)) or len(answer.name) >= 10
    assert len(f"{answer.name}{answer.org}".splitlines()) == 1


def test_who_is_there_already_is_known_by_any_full_name() -> None:
    """By name, nickname or id, whatever the case; a first name alone is somebody new."""
    made = Network(TODAY)
    anna = made.add("Anna Berg", "friends", nicknames=["Berg"])
    for name in ("anna BERG", "berg", anna):
        found = known_as(made.network, Answer(name))
        assert found
        assert found.id == anna
    assert known_as(made.network, Answer("Anna")) is None


def test_of_two_with_one_name_the_workplace_decides() -> None:
    """Another workplace is another person; without one it is asked which."""
    made = Network(TODAY)
    made.add("Jens Hansen", org="DSB")
    there = made.add("Jens Hansen", past_orgs=["Novo Nordisk A/S"])
    found = known_as(made.network, Answer("Jens Hansen", "novo nordisk"))
    assert found
    assert found.id == there
    assert known_as(made.network, Answer("Jens Hansen", "Lego")) is None
    alias = {"name": "Novo Nordisk", "aliases": ["NN"]}
    made.write(Change("alias", [new("organisations", "o", alias)]))
    found = known_as(made.network, Answer("Jens Hansen", "NN"))
    assert found
    assert found.id == there
    with pytest.raises(BadInputError, match="may mean several") as raised:
        known_as(made.network, Answer("Jens Hansen"))
    assert "DSB" in raised.value.hint


def test_the_findings_count_people_their_workplaces_and_circles() -> None:
    """Spellings count once, past workplaces too; the dead are not counted, odd fields do no harm."""
    made = Network(TODAY)
    made.add("Mor", "family")
    made.add("Anna", "friends", "professional", org="Novo A/S", past_orgs=["DSB"])
    made.add("Bo", org="novo")
    made.add("Mormor", "family", deceased="2026-01-01", org="Post")
    made.write(Change("odd", [new("contacts", "odd", {"name": 3, "org": ["x"], "circles": "?"})]))
    found = findings(made.network)
    assert found.sentence == "you know 4 people at 2 workplaces"
    assert dict(found.circles) == {
        Circle.FAMILY: 1,
        Circle.FRIENDS: 1,
        Circle.PROFESSIONAL: 1,
    }
    assert found.unsorted == 2
    assert findings(Network(TODAY).network).sentence == "you know 0 people"
    other = {"name": "Novo Nordisk", "aliases": ["Novo"]}
    made.add("Eva", "friends", org="Novo Nordisk")
    assert findings(made.network).workplaces == 3
    made.write(Change("also called", [new("organisations", "novo", other)]))
    assert findings(made.network).workplaces == 2


def test_named_under_lists_a_questions_people_the_last_first() -> None:
    """Also on another machine: it is kept with the people."""
    made = Network(TODAY)
    first = made.add("Anna", discovered="school")
    made.add("Bo", discovered="sport")
    last = made.add("Carl", discovered="school")
    asked = find(made.network, "school", "en")
    assert named_under(made.network, asked) == (last, first)


def test_never_thanked_are_those_who_helped_and_of_whom_no_thanks_are_noted() -> None:
    """From the purposes of the log and from introductions; thanks at any time are thanks."""
    made = Network(TODAY)
    for name in ("Anna", "Bo", "Carl", "Dora"):
        made.add(name, "friends")
    made.log("2026-10-01: @Anna read my CV =met purpose:feedback")
    made.log("2026-10-01: @Bo read my CV =met purpose:feedback")
    made.log("2026-10-02: @Bo flowers =met purpose:thanks")
    made.log("2026-10-03: @Bo read it again =met purpose:feedback")
    made.log("2026-10-03: @Dora =met lunch")
    made.write(
        Change(
            "asked",
            [
                new(
                    "introductions",
                    "i",
                    {
                        "connector": made.id_of("Carl"),
                        "to": made.id_of("Dora"),
                        "asked": "2026-10-01",
                        "introduced": "2026-10-02",
                    },
                )
            ],
        )
    )
    assert [*map(made.network.name_of, never_thanked(made.network, TODAY))] == ["Anna", "Carl"]
    assert never_thanked(made.network, date(2026, 9, 1)) == ()
