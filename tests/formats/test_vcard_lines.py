"""Lines of vCard files: ends, folds, soft breaks, frames; damage in one card costs no other."""

import pytest

from netcrm.formats.vcard.lexer import LONGEST_LINE, MOST_PROPERTIES
from tests.formats.cards_in_bytes import framed, names, people, person, reading

TWO = framed("FN:Åse Ægir", "TEL:1") + framed("FN:Bo Dahl", "NOTE:x\\ny")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r\r\n", b"\r"])
def test_every_kind_of_line_end_is_one(end: bytes) -> None:
    """LF, CRLF, CRCRLF and CR end a line."""
    data = TWO.replace(b"\r\n", end)
    assert [(p.name, p.phones, p.note) for p in people(data)] == [
        ("Åse Ægir", ("1",), ""),
        ("Bo Dahl", (), "x\ny"),
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8"]
)
def test_every_kind_of_unicode_is_read(encoding: str) -> None:
    """UTF-8, UTF-16 and UTF-32 are read, with or without byte order mark."""
    assert names(TWO.decode().encode(encoding)) == ["Åse Ægir", "Bo Dahl"]


def test_files_put_together_are_read_with_a_mark_before_each() -> None:
    """A byte order mark may stand before any card."""
    marked = b"\xef\xbb\xbf" + framed("FN:Åse")
    assert names(marked + marked) == ["Åse", "Åse"]


def test_the_last_line_needs_no_end() -> None:
    """A file may end right after END:VCARD."""
    assert names(TWO.rstrip()) == ["Åse Ægir", "Bo Dahl"]


def test_case_and_blanks_of_the_frame_do_not_matter() -> None:
    """`begin:vcard` and `BEGIN:VCARD ` begin a card, text between cards is passed over."""
    data = b"hello\n\n  BEGIN:VCARD \nfn:Anna\nend:vCard\t\n--\nBEGIN:vcard\nFN:Bo\nEND:VCARD\nbye: now\n"
    assert names(data) == ["Anna", "Bo"]


def test_blank_lines_and_comments_are_passed_over() -> None:
    """Neither an empty line nor one that begins with # belongs to a card."""
    found = person("", "FN:Anna", "# TEL:9", "", "TEL:1", "")
    assert (found.name, found.phones) == ("Anna", ("1",))


def test_a_fold_may_lie_inside_a_character() -> None:
    """Lines are unfolded before anything is decoded."""
    assert person(b"FN:S\xc3", b" \xb8ren", b"\tSkov").name == "SørenSkov"


def test_a_fold_may_lie_inside_the_name_and_the_parameters() -> None:
    """Lines are unfolded before they are taken apart."""
    found = person("FN:Anna", "EMA", ' IL;X-ID="a:', ' b";TYPE=HO', " ME:anna@exam", " ple.com")
    assert found.emails == ("anna@example.com",)


def test_a_fold_after_an_empty_line_still_goes_on() -> None:
    """An empty line does not end a value that goes on."""
    assert person("FN:Anna", "URL:https://a.", "", " example").urls == ("https://a.example",)


def test_a_fold_of_version_2_1_keeps_its_blank_unless_it_cuts_at_a_width() -> None:
    """2.1 folds where a blank is, later versions anywhere."""
    assert person("FN:A", "NOTE:met at the", " fair", version="2.1").note == "met at the fair"
    assert person("FN:A", "NOTE:met at the", " fair", version="3.0").note == "met at thefair"
    long = "NOTE:" + "x" * 70
    assert person("FN:A", long, " yz", version="2.1").note == "x" * 70 + "yz"


def test_soft_breaks_of_quoted_printable_are_undone() -> None:
    """The line after `=` goes on with the value, whatever it looks like."""
    note = "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A="
    found = person("FN:A", note, "TEL: two=", " three", "TEL:1", version="2.1")
    assert found.note == "one\nTEL: two three"
    assert found.phones == ("1",)


def test_a_soft_break_may_lie_inside_a_character() -> None:
    """Soft breaks are undone before anything is decoded."""
    head = "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    assert person(f"{head}S=C3=", "=B8ren", version="2.1").name == "Søren"


def test_soft_breaks_and_folds_together_are_undone() -> None:
    """Some programs indent every line after a soft break."""
    found = person("FN;QUOTED-PRINTABLE:An=", " na B=", " erg", version="2.1")
    assert found.name == "Anna Berg"


def test_an_empty_line_after_a_soft_break_is_the_end_if_a_property_follows() -> None:
    """A value that was cut at its soft break takes no other property with it."""
    found = person("ORG;QUOTED-PRINTABLE:Acme=", "", "FN:Anna", version="2.1")
    assert (found.name, found.org) == ("Anna", "Acme")
    found = person("FN;QUOTED-PRINTABLE:Anna=", "", "=20Berg", version="2.1")
    assert found.name == "Anna Berg"


def test_a_soft_break_never_takes_the_end_of_the_card() -> None:
    """A value cut off at a soft break costs no other card."""
    data = framed("FN:A", "NOTE;QUOTED-PRINTABLE:x=", version="2.1") + framed("FN:B")
    assert names(data) == ["A", "B"]


def test_a_fold_never_takes_the_end_of_the_card() -> None:
    """END:VCARD ends the card although it is indented."""
    data = b"BEGIN:VCARD\nFN:A\n END:VCARD\n" + framed("FN:B")
    assert names(data) == ["A", "B"]


def test_base64_blocks_are_passed_over() -> None:
    """Indented or not, ended by an empty line or not, with a colon inside or not."""
    block = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo"
    found = person(
        "PHOTO;ENCODING=BASE64;JPEG:", f"  {block}", f"  {block}=", "", "FN:Anna",
        "KEY;X509;ENCODING=BASE64:", block, f"{block[:9]}/+:{block}", "TEL:1",
        f"LOGO;ENCODING=b:{block}", f" {block}", "TEL:2", version="2.1",
    )  # fmt: skip
    assert (found.name, found.phones, found.emails) == ("Anna", ("1", "2"), ())


def test_a_data_address_as_a_picture_is_passed_over() -> None:
    """Its escaped comma, colon and equals sign mean nothing here."""
    found = person("FN:A", "PHOTO:data:image/png;base64\\,iVBORw0KGgo=", "TEL:1")
    assert (found.name, found.phones) == ("A", ("1",))


def test_a_note_with_bare_line_breaks_keeps_its_lines() -> None:
    """Lines after a NOTE that are no properties belong to it."""
    found = person("FN:A", "NOTE:first", "second line, and", "third. 12:30 sharp", "TEL:1")
    assert found.note == "first\nsecond line, and\nthird. 12:30 sharp"
    assert found.phones == ("1",)


def test_a_value_may_go_on_after_a_backslash() -> None:
    """Old phones end a line that goes on with a backslash."""
    assert person("FN:A", "ORG:Acme\\", "Nord", version="2.1").org == "Acme Nord"


def test_stray_lines_change_no_name_and_no_number() -> None:
    """A line that is no property is left out."""
    found = person("FN:Anna", "garbage", "=C3=B8", "TEL:12", "99 99", ";;;", ":", "no name:x")
    assert (found.name, found.phones, found.note) == ("Anna", ("12",), "")


def test_a_card_inside_a_card_is_a_person_too() -> None:
    """Nested cards come on their own, and the outer one keeps what follows."""
    inner = framed("FN:Inner", "TEL:2", end=b"\n").decode().strip().split("\n")
    data = framed("FN:Outer", *inner, "TEL:1")
    assert [(p.name, p.phones) for p in people(data)] == [("Outer", ("1",)), ("Inner", ("2",))]


@pytest.mark.parametrize("begin", [["AGENT:BEGIN:VCARD"], ["AGENT:", "BEGIN:VCARD"]])
def test_an_agent_is_part_of_the_note(begin: list[str]) -> None:
    """The card of an AGENT is the assistant of the person, and mixes nothing up."""
    data = framed(
        "FN:Outer", *begin, "FN:Agent", "TEL:2", "EMAIL:a@b.example", "END:VCARD", "TEL:1"
    )
    [found] = people(data)
    assert (found.name, found.phones) == ("Outer", ("1",))
    assert found.note == "Assistant: Agent, 2, a@b.example"


def test_an_agent_on_one_line_does_no_harm() -> None:
    """RFC 2426 writes the agent's card as one escaped value."""
    agent = "AGENT:BEGIN:VCARD\\nFN:Susan Thomas\\nTEL:+1\\nEND:VCARD\\n"
    assert names(framed("FN:Outer", agent)) == ["Outer"]
    assert names(framed("FN:Outer", "AGENT:just words", version="2.1")) == ["Outer"]


def test_a_card_that_is_cut_off_keeps_what_is_there() -> None:
    """At the end of the file, or where the next one begins; and it is said."""
    found = reading(framed("FN:A") + b"BEGIN:VCARD\nVERSION:3.0\nFN:B\nTEL:12")
    assert [(p.name, p.phones) for p in found.people] == [("A", ()), ("B", ("12",))]
    assert any("line 5" in remark and "cut off" in remark for remark in found.remarks)
    found = reading(b"BEGIN:VCARD\nFN:A\nTEL:1\n" + framed("FN:B") + framed("FN:C"))
    assert [(p.name, p.phones) for p in found.people] == [("A", ("1",)), ("B", ()), ("C", ())]


def test_many_cards_without_an_end_are_all_read() -> None:
    """A program that writes no END loses nobody."""
    data = b"".join(b"BEGIN:VCARD\nFN:P%d\nTEL:%d\n" % (n, n) for n in range(200))
    assert [(p.name, p.phones) for p in people(data)] == [(f"P{n}", (f"{n}",)) for n in range(200)]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """Empty lines, folds and soft breaks count; the first line is 1."""
    data = b"\n" + framed("FN:A", "NOTE:x", " y", "") + framed("FN:B")
    assert [p.line for p in people(data)] == [2, 9]


def test_a_card_of_too_many_lines_keeps_the_first_and_says_so() -> None:
    """2,000 properties of a card are read, and the next card is whole."""
    data = framed("FN:A", *(f"TEL:{n + 1000}" for n in range(MOST_PROPERTIES))) + framed("FN:B")
    found = reading(data)
    assert [p.name for p in found.people] == ["A", "B"]
    assert len(found.people[0].phones) == MOST_PROPERTIES - 2
    assert any("line 1" in remark for remark in found.remarks)


def test_a_line_that_is_too_long_is_left_out_and_said() -> None:
    """A line over 8 MiB costs neither its card nor the next, folded or not."""
    for long in (b"NOTE:" + b"x" * LONGEST_LINE, b"NOTE:" + b"\n ".join([b"x" * 65_536] * 129)):
        found = reading(framed("FN:A", long, "TEL:1") + framed("FN:B"))
        assert [(p.name, p.phones, p.note) for p in found.people] == [
            ("A", ("1",), ""),
            ("B", (), ""),
        ]
        assert any("line 1" in remark for remark in found.remarks)
