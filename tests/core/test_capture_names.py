"""Whom a captured line names: with `@` and without, one or several, known, new and unknown."""

import pytest

from netcrm.core.capture import Capture, capture
from netcrm.core.names import Person
from tests.known_people import (
    ANNA,
    ANNALISE,
    BECH,
    BO,
    DIRECTORY,
    IDA,
    IVERSEN,
    JAN,
    JAN_HOLM,
    JENS_A,
    JENS_B,
    KAREN,
    METTE,
    MOR,
    PER,
    SOREN,
    WEDNESDAY,
)


def read(text: str, **options) -> Capture:
    """Capture TEXT on a Wednesday, with the small directory."""
    return capture(text, today=WEDNESDAY, directory=DIRECTORY, **options)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("@Mette Holm", METTE),
        ("@mette HOLM kom", METTE),
        ("@Mette Holm, og så", METTE),
        ("@Mette Holm's mor", METTE),
        ("@Mette H ringede", METTE),
        ("@mette h. ringede", METTE),
        ("@Mette Bech", BECH),
        ("@Mette Marie Bech", BECH),
        ("@Anna", ANNA),
        ("@Anna: hej", ANNA),
        ("@Anna/Bo", ANNA),
        ("@Anna's", ANNA),
        ("@Anna (ny)", ANNA),
        ("@Anna–lang pause", ANNA),
        ("@Anna-Lise", ANNALISE),
        ("@Kaz", KAREN),
        ("@Store Per", PER),
        ("@Soren", SOREN),
        ("@søren å.", SOREN),
        ("@So\u0308ren".replace("o\u0308", "ø"), SOREN),
        ("@Søren A\u030aga\u030ard", SOREN),
        ("@Mor", MOR),
    ],
)
def test_a_name_after_the_sign_is_the_longest_that_is_known(text, person):
    """Full name, nickname, first name with initial or first name, whatever the case."""
    found = read(text)
    assert found.people == (person,)
    assert found.resolved


def test_names_are_kept_in_the_words_as_typed():
    """The words show what was written, not what was found."""
    assert read("@mette h. og @KAZ").words == "mette h. og KAZ"


@pytest.mark.parametrize(
    "text", ["@Mettes fest", "@Annas", "@Bos mor", "@Ann", "@Mette_H", "@Bo-x"]
)
def test_a_name_ends_with_its_word(text):
    """A genitive or a longer word is another name."""
    found = read(text)
    assert found.people == ()
    assert not found.resolved


def test_one_letter_words_are_no_initials():
    """`@Ida i går` is not Ida Iversen; `@Ida I.` is."""
    for text in ("@Ida i går", "@Ida I told her", "@Ida å"):
        found = read(text)
        assert set(found.mentions[0].candidates) == {IDA, IVERSEN}
    assert read("@Ida I. kom").people == (IVERSEN,)
    assert read("@ida j kom").people == (IDA,)


@pytest.mark.parametrize("text", ["@Anna Bergman kom", "@Anna Hansen", "@anna Karlsen-Berg, ja"])
def test_another_surname_is_another_person(text):
    """Somebody with a known first name and an unknown surname is asked about, not mistaken."""
    found = read(text)
    assert found.people == ()
    (problem,) = found.problems
    assert f'@"{problem.words}"' in problem.message
    assert problem.candidates == ("Anna Berg",)
    assert not found.mentions[0].known


@pytest.mark.parametrize(
    "text",
    [
        "@Anna Hun skal giftes",
        "@Anna I'll call",
        "@Anna CV sendt",
        "@Anna Monday",
        "@Anna Lunch",
        "@Anna Bo Dahl",
        "@Anna Novo søger",
        "@Anna. Godt møde",
        "@Anna, Godt møde",
        "@Anna berg-og-dalbane",
        "@Anna B Hansen",
    ],
)
def test_a_capital_that_starts_something_else_is_no_surname(text):
    """Sentences, days, media, other people and organisations may follow a first name."""
    assert read(text).people[0] == ANNA
    assert read(text).resolved


def test_several_candidates_are_asked_about():
    """A first name that several have means nobody until it is said whom."""
    found = read("kaffe med @Jan")
    assert found.people == ()
    assert found.mentions[0].candidates == (JAN_HOLM, JAN)
    assert found.mentions[0].known
    (problem,) = found.problems
    assert problem.candidates == ("Jan Holm", "Jan Sørensen")
    assert found.text[problem.start : problem.end] == "@Jan"
    assert [span.kind for span in found.spans] == ["ambiguous"]


def test_who_was_seen_with_the_others_goes_first_but_is_asked_about():
    """The order follows the company of this line; the question stays."""
    seen = {(BO.id, JAN.id): 12, (BO.id, JAN_HOLM.id): 3}

    def company(others, candidate):
        return sum(seen.get((other.id, candidate.id), 0) for other in others)

    found = read("kaffe med @Jan og @Bo", ask_company=company)
    assert found.mentions[0].candidates == (JAN, JAN_HOLM)
    assert found.people == (BO,)
    assert not found.resolved
    seen.clear()
    assert read("@Jan og @Bo", ask_company=company).mentions[0].candidates == (JAN_HOLM, JAN)


def test_company_is_asked_with_nobody_where_nobody_is_clear():
    """Alone on the line, candidates are still counted."""
    asked = []

    def company(others, candidate):
        asked.append((others, candidate))
        return 1 if candidate == JAN else 0

    assert read("@Jan", ask_company=company).mentions[0].candidates == (JAN, JAN_HOLM)
    assert asked == [((), JAN_HOLM), ((), JAN)]


def test_a_choice_decides():
    """What was chosen for a name counts, for any spelling of it; an unknown id does not."""
    found = read("kaffe med @JAN", choose={"jan": JAN.id})
    assert found.people == (JAN,)
    assert found.resolved
    assert found.mentions[0].candidates == (JAN_HOLM, JAN)
    assert read("@jan", choose={"jan": "404"}).people == ()
    assert read("@Met", choose={"met": METTE.id}).people == (METTE,)


def test_people_of_one_name_are_told_by_their_ids():
    """Where even the full name is that of two, the id in quotes says which."""
    found = read("@Jens Hansen kom")
    assert found.mentions[0].candidates == (JENS_A, JENS_B)
    assert found.problems[0].candidates == ('Jens Hansen (@"19")', 'Jens Hansen (@"20")')
    found = read('@"20" kom')
    assert found.people == (JENS_B,)
    assert found.words == "Jens Hansen kom"


def test_a_long_list_of_candidates_is_cut():
    """The question names the first few and how many more there are."""
    directory = DIRECTORY
    for number in range(20):
        person = Person(f"{500 + number}", f"Kim Nr{number:02}")
        directory = directory.with_person(person, [person.name])
    (problem,) = capture("@Kim", today=WEDNESDAY, directory=directory).problems
    assert len(problem.candidates) == 8
    assert "(+12)" in problem.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@Ukendt kom", "Ukendt"),
        ("@Ny Person, ja", "Ny Person"),
        ("@Ny Person Hansen Skal vi", "Ny Person Hansen"),
        ("@ny person", "ny"),
        ("@Zoë", "Zoë"),
        ("@日本語", "日本語"),
    ],
)
def test_an_unknown_name_says_how_to_make_a_contact(text, words):
    """Nobody is made by a slip; the question says what to write."""
    found = read(text)
    assert found.new == ()
    (problem,) = found.problems
    assert problem.words == words
    assert f'@"{words}"' in problem.message
    assert "netcrm add" in problem.message
    assert [span.kind for span in found.spans] == ["unknown"]


def test_the_start_of_a_name_offers_who_begins_so():
    """While a name is typed its candidates are those it may become."""
    found = read("@Met")
    assert set(found.mentions[0].candidates) == {METTE, BECH}
    assert not found.mentions[0].known
    assert not found.resolved


def test_a_name_in_quotes_is_exactly_that_or_new():
    """Quotes take the whole name: the contact who has it, else a new one."""
    assert read('@"mette holm" kom').people == (METTE,)
    assert read('@"Kaz" kom').people == (KAREN,)
    found = read('@"Mette" og @"Ny  Person", @"ny person"')
    assert found.people == ()
    assert found.new == ("Mette", "Ny Person")
    assert found.words == "Mette og Ny Person, ny person"
    assert found.resolved
    assert found.mentions[0].new
    assert found.mentions[0].quoted
    assert [span.kind for span in found.spans] == ["new", "new", "new"]
    assert not read('@"Jens Hansen"').resolved


def test_a_new_name_is_cleaned():
    """A name that makes a contact is one line of harmless text."""
    assert read('@"Ny\x1b[31m\tPer\u2028son"').new == ("Ny Per son",)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("mødte Anna Berg og Bo Dahl", (ANNA, BO)),
        ("mødte ANNA BERG.", (ANNA,)),
        ("(Anna Berg) kom", (ANNA,)),
        ("mødte Store Per", (PER,)),
        ("sang med Karen fra koret", (KAREN,)),
        ("@Anna og Anna Berg", (ANNA,)),
        ("Mette Marie Bech", (BECH,)),
    ],
)
def test_without_the_sign_only_names_of_two_words_count(text, people):
    """A full name or a nickname of two words needs no sign."""
    found = read(text)
    assert found.people == people
    assert found.words == text.replace("@", "")
    assert found.resolved


@pytest.mark.parametrize(
    "text",
    [
        "kaffe per mail",
        "Mor ringede",
        "Kaz kom",
        "Mette kom",
        "Mette H kom",
        "Anna Bergs fest",
        "Anna Berg's new job",
        "Anna, Berg",
        "Anna Bergman",
        "xAnna Berg",
        "Mette Bech",
    ],
)
def test_without_the_sign_all_other_words_are_text(text):
    """Nobody wants "kaffe per mail" on Per's page."""
    assert read(text).people == ()
    assert read(text).mentions == ()


def test_names_within_a_promise_are_its_text():
    """Whom a promise is about took no part."""
    assert read("@Bo !skriv til Anna Berg").people == (BO,)


def test_the_name_of_two_is_asked_about_without_the_sign_too():
    """A full name that two people have is open, with a sign or without."""
    found = read("så Jens Hansen")
    assert found.mentions[0].candidates == (JENS_A, JENS_B)
    assert not found.resolved
    assert not found.mentions[0].symbol


def test_everybody_takes_part_once_in_the_order_named():
    """Named twice is one participant."""
    assert read("@Karen, @Bo og @Kaz").people == (KAREN, BO)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@Bo via @Karen", "Bo via Karen"),
        ("@Bo Via @Karen Lund, ja", "Bo via Karen Lund, ja"),
        ("@Bo via:Karen", "Bo via Karen"),
        ("@Bo via:Karen Lund", "Bo via Karen Lund"),
        ('@Bo via:"Karen Lund"', "Bo via Karen Lund"),
        ("@Bo via:@Karen", "Bo via Karen"),
        ('@Bo via @"Karen Lund"', "Bo via Karen Lund"),
        ("@Bo via Karen Lund", "Bo via Karen Lund"),
    ],
)
def test_who_introduced_somebody_took_no_part(text, words):
    """`via` names the one it came through."""
    found = read(text)
    assert found.via == KAREN
    assert found.people == (BO,)
    assert found.words == words
    assert found.resolved


def test_via_may_be_new_unknown_or_open():
    """The one it came through is made or asked about like everybody else."""
    assert read('@Bo via @"Ny Person"').via_new == "Ny Person"
    assert read('@Bo via @"Ny Person"').new == ()
    assert [problem.words for problem in read("@Bo via @Jan").problems] == ["Jan"]
    assert [problem.words for problem in read("@Bo via:Ukendt").problems] == ["Ukendt"]
    assert read("@Bo via mail").via is None


def test_who_is_named_beside_via_took_part():
    """Named on their own too, they were there."""
    assert read("@Karen og @Bo via @Karen").people == (KAREN, BO)
