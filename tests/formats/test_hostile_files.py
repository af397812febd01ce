"""Files that were cut, damaged or made to harm: never a traceback, never another person's loss."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcrm.core.errors import NetcrmError
from netcrm.core.text import clean
from netcrm.formats.detect import read
from netcrm.formats.person import tidy
from tests.formats.cards_in_bytes import framed, names

PIECES = [
    b"BEGIN:VCARD", b"END:VCARD", b"VERSION:2.1", b"VERSION:4.0", b"FN:", b"N:", b"NOTE", b"TEL",
    b"BDAY:--0416", b"AGENT:", b"ENCODING=QUOTED-PRINTABLE", b"CHARSET=", b"SHIFT_JIS", b"BASE64",
    b"TYPE=", b"=C3=", b"=", b"\\", b"\\;", b'"', b":", b";", b",", b"^n", b"\n", b"\r\n", b"\r",
    b"\n ", b"\t", b"#", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xc3", b"\xb8", b"\x83\\", b"A",
    b"First Name,Last Name,Connected On", b"First Name;Last Name;URL", b"Notes:", b"15 Nov 2023",
    b"X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname", b"KIND:group", b"tel:", b"mailto:%",
]  # fmt: skip
FILES = st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=40).map(b"".join)
NAMES = st.sampled_from(["x.vcf", "Connections.csv", "x"])


@given(FILES | st.binary(max_size=300), NAMES, st.sampled_from([None, "vcard", "linkedin"]))
def test_any_bytes_raise_nothing_but_an_error_for_the_user(
    data: bytes, name: str, hint: str | None
) -> None:
    """Whatever a file holds, it is read or refused in words."""
    with contextlib.suppress(NetcrmError):
        for person in read(data, name, hint).people:
            assert person.name == clean(person.name) != ""


@given(FILES)
def test_any_damage_inside_a_card_costs_no_other(damage: bytes) -> None:
    """As long as it neither begins nor ends a card, the cards around it are whole."""
    lines = damage.replace(b"\xff\xfe", b"").replace(b"\x00", b"").split(b"\n")
    lines = [line for line in lines if b"VCARD" not in line.upper()]
    data = framed("FN:Before", "TEL:1") + framed(*lines) + framed("FN:After", "TEL:2")
    found = {p.name: p.phones for p in read(data, "x.vcf").people}
    assert (found["Before"], found["After"]) == (("1",), ("2",))


WHOLE = (
    framed("FN:Åse Ægir", 'TEL;TYPE="cell,voice":+45 12', "EMAIL:aase@example.com")
    + framed("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=", "=B8ren", "ORG:Å;B", version="2.1")
    + framed("N:Berg;Anna", "NOTE:x\\n", " y", "PHOTO;ENCODING=b:QUJD", " REVG", "UID:urn:uuid:x")
)
ENDS = [n + len(b"END:VCARD") for n in range(len(WHOLE)) if WHOLE.startswith(b"END:VCARD", n)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_vcard_file_cut_anywhere_keeps_the_cards_before(encoding: str) -> None:
    """Cut at every byte: nothing is raised, and each card that is complete is read."""
    everybody = ["Åse Ægir", "Søren", "Anna Berg"]
    data = WHOLE.decode().encode(encoding)
    ends = [len(WHOLE[:end].decode().encode(encoding)) for end in ENDS]
    for cut in range(len(data)):
        complete = sum(end <= cut for end in ends)
        try:
            found = names(data[:cut])
        except NetcrmError:
            found = []
        assert found[:complete] == everybody[:complete]


def test_connections_cut_anywhere_keep_the_rows_before() -> None:
    """Cut at every byte: nothing is raised, and each row that is complete is read."""
    rows = (
        "Notes:",
        '"a, b"',
        "",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Åse,Ægir,https://www.linkedin.com/in/a,,,,15 Nov 2023",
        'Bo,"Dahl, ""x""",https://www.linkedin.com/in/b,,"A\nB",,5 Mar 2019',
        "",
    )
    data = "\r\n".join(rows).encode()
    first = data.index(b"15 Nov 2023") + len(b"15 Nov 2023")
    for cut in range(len(data)):
        try:
            found = [person.name for person in read(data[:cut], "Connections.csv").people]
        except NetcrmError:
            found = []
        if cut >= first:
            assert found[:1] == ["Åse Ægir"]


@given(st.text())
@settings(max_examples=300)
def test_quick_cleaning_is_cleaning(text: str) -> None:
    """The short cut for harmless text gives what `clean` gives."""
    assert tidy(text) == clean(text)


@given(st.lists(st.binary(max_size=20), max_size=20), st.integers(1, 12))
def test_folding_anywhere_changes_nothing(values: list[bytes], width: int) -> None:
    """A file that is folded at any width is the same file."""
    harmless = [v.translate(None, b"\r\n\x00") for v in values]
    lines = [b"FN:Anna \xc3\x85ge", *(b"NOTE:x" + value for value in harmless)]
    plain = framed(*lines)
    folded = framed(
        *(b"\r\n ".join(line[n : n + width] for n in range(0, len(line), width)) for line in lines)
    )
    one, other = (read(data, "x.vcf").people for data in (plain, folded))
    assert [(p.name, p.note) for p in one] == [(p.name, p.note) for p in other]
