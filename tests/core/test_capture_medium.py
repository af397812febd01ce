"""The medium a line speaks of where none is given: the verbs, the last time, or a meeting."""

import pytest

from netcrm.core.capture import Capture, capture, describe
from netcrm.core.medium import Direction, Medium
from netcrm.core.names import Person
from tests.known_people import ANNA, DIRECTORY, WEDNESDAY


def read(text: str, **options) -> Capture:
    """Capture TEXT on a Wednesday, with the small directory."""
    return capture(text, today=WEDNESDAY, directory=DIRECTORY, **options)


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("ringede til @Anna", Medium.CALL),
        ("Called @Anna", Medium.CALL),
        ("blev ringet op af @Anna", Medium.CALL),
        ("Call with @Anna: yes", Medium.CALL),
        ("mødtes med @Anna", Medium.MET),
        ("met @Anna", Medium.MET),
        ("mødte @Anna", Medium.MET),
        ("frokost med @Anna", Medium.MET),
        ("Lunch, @Anna", Medium.MET),
        ("kaffe per mail @Anna", Medium.MET),
        ("coffee with @Anna", Medium.MET),
        ("middag hos @Anna", Medium.MET),
        ("dinner at @Anna", Medium.MET),
        ("kaffe/kage med @Anna", Medium.MET),
        ("zoom med @Anna", Medium.VIDEO),
        ("Teams-møde med @Anna", Medium.VIDEO),
        ("møde på Teams med @Anna", Medium.VIDEO),
        ("call over Zoom with @Anna", Medium.VIDEO),
        ("mødtes (på Teams) med @Anna", Medium.VIDEO),
        ("ringede og aftalte frokost @Anna", Medium.CALL),
        ("lunch with @Anna about her teams", Medium.MET),
    ],
)
def test_verbs_tell_what_both_took_part_in(text, medium):
    """The first word of the list counts; a meeting on Teams is a video call."""
    found = read(text)
    assert (found.medium, found.medium_from) == (medium, "verb")
    assert found.answered
    assert (found.weight, found.direction) == (1.0, Direction.BOTH)


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("skrev til @Anna", Medium.MESSAGE),
        ("wrote to @Anna", Medium.MESSAGE),
        ("texted @Anna", Medium.MESSAGE),
        ("SMS til @Anna", Medium.MESSAGE),
        ("mailede @Anna", Medium.EMAIL),
        ("emailed @Anna", Medium.EMAIL),
        ("e-mailed @Anna", Medium.EMAIL),
        ("left @Anna a voicemail", Medium.CALL),
    ],
)
def test_what_was_only_sent_is_unanswered(text, medium):
    """Writing is not yet being answered."""
    found = read(text)
    assert (found.medium, found.medium_from) == (medium, "verb")
    assert not found.answered
    assert (found.weight, found.direction) == (0.2, Direction.OUT)


@pytest.mark.parametrize("text", ["fik en lang mail fra @Anna", "got an email from @Anna"])
def test_what_was_received_came_in(text):
    """A mail somebody sent needs no reply from them."""
    found = read(text)
    assert found.answered
    assert (found.medium, found.direction) == (Medium.EMAIL, Direction.IN)


@pytest.mark.parametrize(
    "text",
    [
        "@Kaffe Zoom kom forbi",
        "Kaffe Zoom kom forbi @Anna",
        "/Kaffe @Anna",
        "@Anna !ring til frokost",
        "#kaffe @Anna",
        "place:kaffe @Anna",
        "@Anna kaffekop metal caller frokostpausens",
    ],
)
def test_only_whole_words_of_the_text_tell_the_medium(text):
    """Words in names, tags, places, organisations and promises say nothing, nor parts of words."""
    assert read(text).medium_from in {"last", "default"}


def test_with_no_clue_it_is_as_last_time():
    """The last medium with the first person is taken, answered."""
    found = read("hyggeligt, @Anna og @Mor")
    assert (found.medium, found.medium_from) == (Medium.MESSAGE, "last")
    assert (found.answered, found.weight, found.direction) == (True, 0.5, Direction.BOTH)


@pytest.mark.parametrize("last", ["", "note", "fax"])
def test_with_no_last_time_it_is_a_meeting(last):
    """Without a medium used before, or with one that is no touch, it was a meeting."""
    found = read("hyggeligt", assumed=Person("1", "Ib Ny", last))
    assert (found.medium, found.medium_from) == (Medium.MET, "default")
    assert read('@"Ny Person"').medium_from == "default"


@pytest.mark.parametrize(
    ("given", "direction"),
    [
        ("=met", Direction.BOTH),
        ("=call", Direction.BOTH),
        ("=video", Direction.BOTH),
        ("=message", Direction.BOTH),
        ("=email", Direction.BOTH),
        ("=letter", Direction.OUT),
        ("=social", Direction.OUT),
        ("=note", None),
    ],
)
def test_who_reached_out_follows_from_the_medium(given, direction):
    """Both where both took part; a letter and a like go out, a note goes nowhere."""
    assert read(f"@Anna {given}").direction is direction


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("i går: frokost med @Mette Holm #job !send CV fre",
         "met (full) · Mette Holm · yesterday · #job · promise: send CV (Fri)"),
        ("@Anna hej", "message (half), as last time · Anna Berg · today"),
        ("@Anna =call?", "call (weak, no reply yet) · Anna Berg · today"),
        ("@Anna =social", "social (weak) · Anna Berg · today"),
        ("@Anna =note", "note (no touch) · Anna Berg · today"),
        ("3/12: kaffe @Anna /DR", "met (full) · Anna Berg · planned for Thu 3 Dec · /DR"),
        ("mandag: kaffe @Anna", "met (full) · Anna Berg · Mon 23 Nov"),
        ('kaffe @"Ny Person" via @Karen !ring',
         "met (full) · Ny Person (new) · today · via Karen Lund · promise: ring"),
        ('kaffe @Anna via @"Ib Ny" place:Kbh purpose:råd circle:venner',
         "met (full) · Anna Berg · today · place: Kbh · purpose: råd · circle: friends · via Ib Ny (new)"),
        ("kaffe", "nobody is named: write @ and a name · met (full) · today"),
        ("kaffe @Jan",
         "“Jan” may be Jan Holm · Jan Sørensen: write which · met (full) · today"),
    ],
)  # fmt: skip
def test_the_preview_says_what_will_be_written(text, words):
    """Medium and weight, people, day and all the rest in one line; problems first."""
    assert describe(read(text), WEDNESDAY) == words


def test_the_preview_is_safe_for_a_screen():
    """Nothing of the text turns the line around or reaches the terminal as a command."""
    shown = describe(read('@"Ny \u202eperson" #a\x1b[31m !x\x07 place:"a\nb"'), WEDNESDAY)
    assert shown.isprintable()
    assert "\u202e" not in shown
    assert ANNA.name in describe(read("@Anna"), WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "medium", "direction"),
    [
        ("@Anna svarede", Medium.MESSAGE, Direction.BOTH),
        ("@Anna replied", Medium.MESSAGE, Direction.BOTH),
        ("@Anna svarede på min mail", Medium.EMAIL, Direction.BOTH),
        ("wrote to @Anna, she replied", Medium.MESSAGE, Direction.BOTH),
        ("@Anna wrote back", Medium.MESSAGE, Direction.BOTH),
        ("@Anna skrev tilbage", Medium.MESSAGE, Direction.BOTH),
        ("mailede @Anna, fik svar", Medium.EMAIL, Direction.BOTH),
        ("got a reply from @Anna", Medium.MESSAGE, Direction.BOTH),
        ("@Anna har svaret", Medium.MESSAGE, Direction.BOTH),
        ("@Anna skrev til mig", Medium.MESSAGE, Direction.IN),
        ("@Anna wrote me", Medium.MESSAGE, Direction.IN),
        ("@Anna texted me", Medium.MESSAGE, Direction.IN),
        ("@Anna emailed us", Medium.EMAIL, Direction.IN),
        ("@Anna sendte mig en mail", Medium.EMAIL, Direction.IN),
        ("@Anna skrev en besked til mig", Medium.MESSAGE, Direction.IN),
        ("@Anna skrev til mig, har ikke svaret", Medium.MESSAGE, Direction.IN),
        ("@Anna ringede til mig", Medium.CALL, Direction.BOTH),
        ("@Anna called me", Medium.CALL, Direction.BOTH),
        ("ringede til @Anna, hun svarede", Medium.CALL, Direction.BOTH),
    ],
)
def test_what_was_answered_or_came_from_them_is_no_waiting(text, medium, direction):
    """A reply makes it two-way, and what somebody wrote to you needs none."""
    found = read(text)
    assert (found.medium, found.answered, found.direction) == (medium, True, direction)
    assert found.medium_from == "verb"


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("ringede forgæves til @Anna", Medium.CALL),
        ("called @Anna in vain", Medium.CALL),
        ("called @Anna, no answer", Medium.CALL),
        ("no answer from @Anna", Medium.CALL),
        ("fik ikke fat i @Anna", Medium.CALL),
        ("couldn’t reach @Anna", Medium.CALL),
        ("@Anna svarede ikke", Medium.CALL),
        ("@Anna tog ikke telefonen", Medium.CALL),
        ("ringede til @Anna, intet svar", Medium.CALL),
        ("fik ikke fat på @Anna per mail", Medium.EMAIL),
        ("wrote to @Anna, no reply", Medium.MESSAGE),
        ("@Anna never replied", Medium.MESSAGE),
        ("@Anna har ikke svaret på min mail", Medium.EMAIL),
        ("@Anna didn't reply", Medium.MESSAGE),
        ("skrev til @Anna, og skrev til mig selv", Medium.MESSAGE),
    ],
)
def test_what_was_in_vain_is_unanswered(text, medium):
    """Trying is not reaching."""
    found = read(text)
    assert (found.medium, found.answered, found.direction) == (medium, False, Direction.OUT)
    assert (found.weight, found.medium_from) == (0.2, "verb")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("fik et kort fra @Anna", Direction.IN),
        ("got a card from @Anna", Direction.IN),
        ("fik et smukt håndskrevet brev fra @Anna", Direction.IN),
        ("sendte @Anna et julekort", Direction.OUT),
        ("skrev et brev til @Anna", Direction.OUT),
        ("sent a postcard to @Anna, then called Bo", Direction.OUT),
    ],
)
def test_a_card_is_a_letter(text, direction):
    """Whoever sent it."""
    found = read(text)
    assert (found.medium, found.answered, found.direction) == (Medium.LETTER, True, direction)
    assert (found.weight, found.medium_from) == (0.5, "verb")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("liked @Anna's post", Direction.OUT),
        ("likede et opslag af @Anna", Direction.OUT),
        ("@Anna liked my post", Direction.IN),
    ],
)
def test_a_like_is_social(text, direction):
    """It counts next to nothing, as DESIGN has it."""
    found = read(text)
    assert (found.medium, found.direction, found.weight) == (Medium.SOCIAL, direction, 0.1)


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("liked the photo and called @Anna", Medium.CALL),
        ("lunch with @Anna, no answer yet on the job", Medium.MET),
        ("frokost med @Anna, fik et kort fra Bo", Medium.MET),
        ("fik et kort svar fra @Anna", Medium.MESSAGE),
        ("skrev kort til @Anna", Medium.MESSAGE),
        ("wrote a letter of recommendation for @Anna", Medium.MESSAGE),
    ],
)
def test_words_that_mean_something_else_there_do_not_count(text, medium):
    """A meeting is no try, a short reply no card."""
    assert read(text).medium is medium


def test_talking_is_not_trying():
    """“No answer” of somebody one talked with is about something else."""
    assert read("talked with @Anna, no answer on the job").medium_from == "last"


@pytest.mark.parametrize(
    "text", ["=cal? @Anna", "=vidoe @Anna", "@Anna =foo", "@Anna !ring =Møde."]
)
def test_a_medium_that_there_is_not_is_no_reason_to_guess(text):
    """It is no clue that can be read, so the line is not as last time: it waits, and the list is told."""
    found = read(text)
    assert not found.resolved
    assert (found.medium_from, found.weight) == ("unknown", 0)
    assert "is no medium: write one of =met, =call" in found.problems[0].message
    assert "as last time" not in describe(found, WEDNESDAY)


def test_beside_a_clue_a_medium_that_there_is_not_is_told():
    """The verb counts, the word stays text, and both can be seen."""
    found = read("kaffe med @Anna =vidoe")
    assert (found.resolved, found.medium, found.words) == (
        True,
        Medium.MET,
        "kaffe med Anna =vidoe",
    )
    assert found.notes[0].startswith("“=vidoe” is no medium")
    assert read("@Anna =met x =y").notes == ()


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("man: kaffe med @Anna", ["“man” is read as a word; the day is “mandag”"]),
        ("sidste tor: kaffe med @Anna", ["“tor” is read as a word; the day is “torsdag”"]),
        ("Sun: coffee with @Anna", ["“sun” is read as a word; the day is “sunday”"]),
        ("kaffe med @Anna !send CV man", ["“man” is read as a word; the day is “mandag”"]),
        ('kaffe med @Anna !"send CV" søn.', ["“søn” is read as a word; the day is “søndag”"]),
        (
            "kaffe med @Anna !send CV man !ring fre",
            ["“man” is read as a word; the day is “mandag”"],
        ),
        ("kaffe med @Anna !send man CV fre", []),
        ("Call with Jan: yes @Anna", []),
        ("mandag: kaffe med @Anna !send CV fre", []),
    ],
)
def test_a_short_weekday_that_is_read_as_a_word_is_told(text, notes):
    """The day is not taken, and nobody has to find that out later."""
    found = read(text)
    assert found.resolved
    assert [*found.notes] == notes
