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
