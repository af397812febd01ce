"""Encodings of vCard files: declared, declared falsely, declared elsewhere, not declared at all."""

import pytest

from netcrm.formats.vcard.charset import codec
from tests.formats.cards_in_bytes import framed, names, people, person


def test_the_declared_encoding_is_used() -> None:
    """CHARSET says how the bytes of its property are read."""
    line = b"FN;CHARSET=ISO-8859-1:S\xf8ren"
    assert person(line, version="2.1").name == "Søren"
    line = "FN;CHARSET=SHIFT_JIS:安藤".encode("shift_jis")
    assert person(line, version="2.1").name == "安藤"


def test_a_trail_byte_that_looks_like_a_backslash_escapes_nothing() -> None:
    """In Shift_JIS the second byte of ソ and 表 is a backslash."""
    line = "N;CHARSET=SHIFT_JIS:表;ソ;;;".encode("shift_jis")
    assert person(line, version="2.1").name == "表 ソ"
    line = b"N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=95\\;=83\\;;;"
    assert person(line, version="2.1").name == "表 ソ"


def test_utf_8_wins_over_a_false_declaration() -> None:
    """Bytes that are UTF-8 are UTF-8, whatever is said about them."""
    for said in ("ISO-8859-1", "Windows-1252", "SHIFT_JIS", "blabla"):
        assert person(f"FN;CHARSET={said}:Søren 安藤", version="2.1").name == "Søren 安藤"


def test_a_false_utf_8_is_read_as_what_it_is() -> None:
    """CHARSET=UTF-8 over bytes that are none does no harm."""
    assert person(b"FN;CHARSET=UTF-8:S\xf8ren", version="2.1").name == "Søren"
    assert person(b"FN;CHARSET=UTF-8:Andr\xe9", version="2.1").name == "André"


@pytest.mark.parametrize("said", ["blabla", "Murks", "", "hex", "rot13", "idna", "x" * 5000, "ø"])
def test_unknown_encodings_raise_nothing(said: str) -> None:
    """A name that Python doesn't know, or that is no encoding of text, is as good as none."""
    assert codec(said) == ""
    line = f"FN;CHARSET={said}:".encode("latin-1") + b"S\xf8ren"
    assert person(line, version="2.1").name == "Søren"


def test_one_property_tells_for_its_card() -> None:
    """An encoding named on any property is the best guess for the others."""
    card = framed(
        "FN:Віталій".encode("cp1251"), b"LABEL;CHARSET=Windows-1251;QUOTED-PRINTABLE:=CA",
        version="2.1",
    )  # fmt: skip
    assert names(card) == ["Віталій"]


def test_one_card_tells_for_its_file() -> None:
    """What most properties declare is the best guess for cards that declare nothing."""
    bare = framed("FN:Γεια".encode("cp1253"), version="2.1")
    said = framed(b"FN;CHARSET=Windows-1253:" + "Νίκος".encode("cp1253"), version="2.1")
    assert names(bare + said) == ["Γεια", "Νίκος"]


def test_the_own_card_counts_more_than_the_file() -> None:
    """Files put together have several encodings."""
    greek = framed(b"FN;CHARSET=Windows-1253:" + "Νίκος".encode("cp1253"), version="2.1") * 3
    danish = framed(b"FN:S\xf8ren", b"ORG;CHARSET=iso-8859-1:\xd8lsen", version="2.1")
    assert names(greek + danish)[-1] == "Søren"


def test_without_any_declaration_western_letters_are_western() -> None:
    """Outlook writes Windows code pages and says nothing."""
    found = person(b"FN:S\xf6ren T\xe4ve N\xfc\xdflebaum", b"ORG:\xc5rhus \x80", version="2.1")
    assert (found.name, found.org) == ("Sören Täve Nüßlebaum", "Århus €")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1251", "Володимир Кличко"),
        ("cp1253", "Γιώργος Παπαδόπουλος"),
        ("cp1255", "בנימין שלום"),
        ("cp932", "安藤ロイド さくら"),
        ("gbk", "张伟 陈晓东"),
        ("big5", "陳水扁 王小明"),
        ("cp949", "박지성 서울"),
    ],
)
def test_without_any_declaration_the_bytes_tell_the_alphabet(encoding: str, name: str) -> None:
    """Text without a plain letter is no western text."""
    assert person(b"FN:" + name.encode(encoding), version="2.1").name == name


def test_cards_in_several_encodings_are_each_read() -> None:
    """A file may be UTF-8 in one card and something else in the next."""
    assert names(framed("FN:Åse") + framed(b"FN:S\xf8ren")) == ["Åse", "Søren"]


def test_quoted_printable_without_a_declaration_is_western() -> None:
    """`=F8` alone is ø."""
    assert person("FN;ENCODING=QUOTED-PRINTABLE:S=F8ren", version="2.1").name == "Søren"


def test_seven_bit_japanese_is_decoded() -> None:
    """ISO-2022-JP is ASCII to look at."""
    line = b"FN;CHARSET=ISO-2022-JP:" + "安藤".encode("iso2022_jp")
    assert person(line, version="2.1").name == "安藤"


def test_one_bad_byte_spoils_one_character() -> None:
    """A text in UTF-8 with a damaged byte stays a text in UTF-8."""
    assert person("FN:Åse Æg".encode() + b"\xff" + "ør".encode()).name == "Åse Æg\ufffdør"


def test_a_character_cut_by_the_end_of_the_file_is_dropped() -> None:
    """It is no letter of another encoding."""
    whole = "BEGIN:VCARD\nFN:Åse".encode()
    assert names(whole + b"\xc3") == ["Åse"]
    assert names(b"BEGIN:VCARD\nFN:J\xc3") == ["J"]
    assert [
        p.note for p in people(whole + b"\nNOTE;CHARSET=utf-8;QUOTED-PRINTABLE:=C3=B8=C3=")
    ] == ["ø"]
