"""What holds for every captured line, whatever is typed."""

import subprocess
import sys

from hypothesis import example, given
from hypothesis import strategies as st

from netcrm.core.capture import Capture, capture, describe
from netcrm.core.text import clean
from tests.evil import EVIL
from tests.known_people import BO, DIRECTORY, WEDNESDAY

PIECES = [
    *(
        "@",
        "#",
        "/",
        "!",
        "=",
        "~",
        '"',
        "“",
        "”",
        "»",
        "«",
        ":",
        ": ",
        " ",
        "  ",
        "\t",
        "\n",
        "(",
        ")",
    ),
    *(
        ",",
        ".",
        "?",
        "'s",
        "-",
        "'",
        "@Mette",
        "@Mette Holm",
        "@Jan",
        "Anna Berg",
        "Bo Dahl",
        "@Bo,",
    ),
    *('@"Ny Person"', '@"', "via", "via @Karen", "via:", "place:", "circle:venner", "purpose:x"),
    *(
        "i går: ",
        "3/12: ",
        "30/2: ",
        "next mon: ",
        "fre",
        "om 2 uger",
        "9999999d",
        "=met",
        "=call?",
    ),
    *(
        "/Novo Nordisk",
        "#karriere",
        "!send CV",
        "frokost",
        "skrev",
        "på Teams",
        "\u0301",
        "İ",
        "ß",
        "ǅ",
    ),
]
lines = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*PIECES, *EVIL]), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
)


def read(text: str) -> Capture:
    """Capture TEXT on a Wednesday, with the small directory."""
    return capture(text, today=WEDNESDAY, directory=DIRECTORY)


@given(lines)
@example("@Mette\u0301 Holm")
@example("i går:")
@example('!"a"')
def test_capture_loses_no_character(text):
    """The text is kept as it is, and every word outside the symbols is shown."""
    found = read(text)
    assert found.text == text
    at = 0
    for span in found.spans:
        for word in text[at : span.start].split():
            assert word.strip(",;.!?") in found.words
        at = span.end
    for word in text[at:].split():
        assert word.strip(",;.!?") in found.words
    for mention in found.mentions:
        assert " ".join(mention.words.split()) in found.words


@given(lines)
def test_the_parts_lie_within_the_text_in_order(text):
    """Spans ascend without overlap; mentions and problems lie within the line."""
    found = read(text)
    at = 0
    for span in found.spans:
        assert at <= span.start < span.end <= len(text)
        at = span.end
    for part in (*found.mentions, *found.problems):
        assert 0 <= part.start <= part.end <= len(text)
    kinds = "day person new ambiguous unknown tag medium organisation promise key"
    assert all(f" {span.kind} " in f" {kinds} " for span in found.spans)


@given(lines)
def test_a_line_is_resolved_or_says_why_not(text):
    """What can be written names somebody; what can't has a sentence for it."""
    found = read(text)
    assert found.resolved == (not found.problems)
    if found.resolved:
        assert found.people or found.new
    assert all(problem.message for problem in found.problems)
    assert found.planned == (found.date > WEDNESDAY)
    assert all(name == clean(name) for name in found.new)
    assert 0 <= found.weight <= 1


@given(lines)
def test_the_preview_is_one_safe_line(text):
    """Whatever was typed, the preview can be shown."""
    shown = describe(read(text), WEDNESDAY)
    assert shown
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)


@given(lines)
def test_reading_again_reads_the_same(text):
    """The same line on the same day says the same."""
    assert read(text) == read(text)
    assert hash(read(text).spans) == hash(read(text).spans)
    assert repr(read(text)).startswith("Capture(")


@given(lines)
def test_the_contact_at_hand_never_takes_the_place_of_one_who_is_named(text):
    """Assuming somebody changes who took part only where nobody is named."""
    alone = read(text)
    assumed = capture(text, today=WEDNESDAY, directory=DIRECTORY, assumed=BO)
    if any(not mention.via for mention in alone.mentions):
        assert assumed.people == alone.people
    else:
        assert assumed.people == (BO,)


def test_capture_is_imported_without_what_is_slow_to_import():
    """A command that logs one line pays for no dataclass, typing, dateutil or store."""
    slow = ("dataclasses", "typing", "inspect", "dateutil", "tinydb", "orjson", "textual", "json")
    script = (
        "import sys, netcrm.core.capture as c, netcrm.core.names as n, datetime as d\n"
        "c.capture('i går: kaffe @Bo !x fre', today=d.date(2026, 1, 1), directory=n.Directory.of([], []))\n"
        f"print([name for name in {slow!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
