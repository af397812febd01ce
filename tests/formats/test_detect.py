"""Which format a file is in: by content first, by name second, by what the user says where both fail."""

import io
import json
import zipfile

import pytest

from netcrm.core.errors import BadInputError
from netcrm.formats.detect import FORMATS, LARGEST, read
from netcrm.formats.guess import guess
from tests.formats.cards_in_bytes import framed

CARD = framed("FN:Anna")
TABLE = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBo,Dahl,,,,,\n"


@pytest.mark.parametrize("name", ["people.vcf", "people.txt", "PEOPLE.VCARD", "people", "x.csv"])
def test_a_vcard_is_known_by_its_content(name: str) -> None:
    """Whatever the file is called."""
    found = read(b"hello\r\n" + CARD, name)
    assert (found.format, [p.name for p in found.people]) == ("vcard", ["Anna"])


@pytest.mark.parametrize("name", ["Connections.csv", "linkedin.txt", "x"])
def test_connections_are_known_by_their_header(name: str) -> None:
    """Whatever the file is called."""
    found = read(TABLE, name)
    assert (found.format, [p.name for p in found.people]) == ("linkedin", ["Bo Dahl"])


def test_a_card_far_down_is_found() -> None:
    """A long text may precede it."""
    assert len(read(b"words words\n" * 20_000 + CARD, "mail.txt").people) == 1


def test_the_words_of_a_card_inside_a_line_are_no_card() -> None:
    """A text about vCards is a text."""
    with pytest.raises(BadInputError, match="a text file"):
        read(b"a card says BEGIN:VCARD first\n", "notes.txt")


def test_what_the_user_says_counts() -> None:
    """`--from linkedin` reads a table that has first and last names and little else."""
    data = b"First Name,Last Name,Town\nAnna,Berg,Aarhus\n"
    with pytest.raises(BadInputError, match="table with the columns First Name, Last Name, Town"):
        read(data, "x.csv")
    assert [p.name for p in read(data, "x.csv", "linkedin").people] == ["Anna Berg"]
    assert read(CARD, "x", "vcard").format == "vcard"
    for wrong in ((CARD, "linkedin"), (TABLE, "vcard")):
        with pytest.raises(BadInputError):
            read(wrong[0], "x", wrong[1])


def test_an_unknown_format_is_bad_input() -> None:
    """The hint names the known ones."""
    with pytest.raises(BadInputError, match="gopher") as error:
        read(CARD, "x.vcf", "gopher")
    assert all(name in error.value.hint for name in FORMATS)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\n"])
def test_an_empty_file_is_told(data: bytes) -> None:
    """An empty vCard file holds nobody and says so; an empty file of no format is bad input."""
    found = read(data, "Empty.vcf")
    assert found.people == ()
    assert [one.line for one in found.skipped] == [1]
    with pytest.raises(BadInputError, match=r"notes\.txt is empty"):
        read(data, "notes.txt")


def zipped(name: str) -> bytes:
    """Return an archive with one file."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(name, "x")
    return memory.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a JPEG picture"),
        (b"%PDF-1.7\n%\xe2", "a PDF document"),
        (zipped("Connections.csv"), "a zip archive"),
        (zipped("[Content_Types].xml"), "office file"),
        (b"SQLite format 3\0" + bytes(80), "an SQLite database"),
        (b"<!DOCTYPE html>\n<html>", "a web page"),
        (b"<?xml version='1.0'?><vcards xmlns='urn:ietf:params:xml:ns:vcard-4.0'/>", "an xCard"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "a calendar"),
        (json.dumps(["vcard", [["fn", {}, "text", "A"]]]).encode(), "a jCard"),
        (b'{"a": 1}', "a JSON file"),
        (b'{"a": ', "a text file"),
        (bytes(range(32)) * 9, "a binary file"),
        (b"Name,Given Name,Group Membership,E-mail 1 - Value\n", "a Google Contacts CSV"),
        (b"Title,First Name,Middle Name,Last Name,Suffix,Company\n", "an Outlook CSV"),
        (b"alpha;beta;gamma\n1;2;3\n", "a table with the columns alpha, beta, gamma"),
        ("Kære Mor\nvi ses".encode("cp1252"), "a text file"),
    ],
)
@pytest.mark.parametrize("name", ["thing.vcf", "thing.csv", "thing"])
def test_a_file_that_is_neither_is_told_by_what_it_seems_to_be(
    data: bytes, words: str, name: str
) -> None:
    """In one sentence that names the file, with what to do next."""
    with pytest.raises(BadInputError) as error:
        read(data, name)
    assert error.value.message.startswith(f"{name} looks like ")
    assert words in error.value.message
    assert "Connections.csv" in error.value.hint


def test_a_file_that_is_too_large_is_refused() -> None:
    """32 MiB are read, more is not."""
    assert read(CARD + b"\n" * (LARGEST - len(CARD)), "x.vcf").people
    with pytest.raises(BadInputError, match="32 MiB"):
        read(CARD + b"\n" * (LARGEST - len(CARD) + 1), "x.vcf")


def test_western_text_is_never_taken_for_another() -> None:
    """In doubt the encoding is Windows-1252, also for one letter and for capitals."""
    for text in ("Ø", "Søren", "ÅSE ÆGIR", "José Núñez", "Größe “x” – 5 €", "Þórður Ólafsson"):
        assert guess(text.encode("cp1252")) == "cp1252"
