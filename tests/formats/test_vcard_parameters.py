"""Parameters of a vCard line: quoted, bare, repeated, empty, escaped, far too many."""

import pytest

from netcrm.formats.vcard.params import MOST_PARAMETERS, UNRANKED, Head, parted
from tests.formats.cards_in_bytes import person


def head(line: str) -> Head:
    """Return the head of LINE."""
    found, _value = parted(line.encode())
    assert found is not None
    return found


def test_the_group_is_no_part_of_the_name() -> None:
    """`item1.TEL` is a TEL; names have no case."""
    assert head("item1.tel;type=Home:1").name == "TEL"


def test_bare_types_are_types() -> None:
    """Version 2.1 writes TEL;CELL;PREF."""
    found = head("TEL;CELL;PREF:1")
    assert found.types == {"CELL", "PREF"}
    assert found.rank == 1


@pytest.mark.parametrize(
    "line", ['TEL;TYPE="voice,home":1', "TEL;TYPE=voice,home:1", "TEL;TYPE=VOICE;TYPE=HOME:1"]
)
def test_types_in_a_list_are_several(line: str) -> None:
    """A quoted list, a bare list and a repeated TYPE mean the same."""
    assert head(line).types == {"VOICE", "HOME"}


def test_a_quoted_value_may_hold_anything() -> None:
    """Colons, semicolons and commas inside quotes end nothing."""
    found, value = parted(b'ADR;LABEL="a: b; c, d";TYPE=HOME:;;x')
    assert found is not None
    assert found.param("LABEL") == "a: b; c, d"
    assert found.types == {"HOME"}
    assert value == b";;x"


def test_a_quote_that_is_never_closed_ends_at_the_first_colon() -> None:
    """Damage in a parameter leaves the value readable."""
    assert parted(b'TEL;TYPE="home:123')[1] == b"123"


def test_empty_parameters_do_no_harm() -> None:
    """`ADR;HOME;PREF;:` has been seen."""
    assert "HOME" in head("ADR;HOME;PREF;:x").types


def test_carets_escape_in_parameters() -> None:
    """RFC 6868: ^n, ^^ and ^' stand for a line end, a caret and a quote."""
    assert head("ADR;LABEL=a^nb^^n^'c:x").param("LABEL") == 'a\nb^n"c'


def test_encodings_are_found_bare_and_named() -> None:
    """QUOTED-PRINTABLE and BASE64 come with and without ENCODING=."""
    assert head("FN;QUOTED-PRINTABLE:x").encoding == "qp"
    assert head("FN;ENCODING=quoted-printable:x").encoding == "qp"
    assert head("PHOTO;BASE64:x").encoding == "b64"
    assert head("PHOTO;ENCODING=b;TYPE=JPEG:x").encoding == "b64"
    assert head("FN;ENCODING=8BIT:x").encoding == ""


def test_ranks_tell_what_is_preferred() -> None:
    """PREF=1 to 100 in version 4.0, type=pref before, nothing at all."""
    assert head("TEL;PREF=3:1").rank == 3
    assert head("TEL;type=pref:1").rank == 1
    assert head("TEL:1").rank == UNRANKED
    assert head("TEL;PREF=x:1").rank == UNRANKED


@pytest.mark.parametrize("line", [b"no property", b"two words:x", b":x", b"S\xc3\xb8:x", b""])
def test_what_has_no_name_is_no_property(line: bytes) -> None:
    """A property begins with letters, digits and hyphens and has a colon."""
    assert parted(line)[0] is None


def test_parameters_beyond_the_limit_are_left_out() -> None:
    """64 parameters are read, the value is whole."""
    many = "".join(f";X-{n}={n}" for n in range(MOST_PARAMETERS * 3))
    found = head(f"TEL{many}:1")
    assert len(found.params) == MOST_PARAMETERS
    assert person("FN:A", f"TEL{many}:12").phones == ("12",)
