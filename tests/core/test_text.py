"""Foreign text is cleaned on the way in, harmless on the way out, and folded for search."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.text import by_letters, clean, fold, safe, same
from tests.evil import EVIL


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]52;c;cm0gLXJm\x07name", "name"),
        ("\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\", "y"),
        ("\x9b31mred", "red"),
        ("\x1bP1$r\x1b\\q", "q"),
        ("a\tb\nc", "a b c"),
        ("a\r\nb", "a b"),
        ("\ud800x\ufdd0\uffff\U0001fffe\U0010ffff", "x"),
        ("don\x90t lose this", "dont lose this"),
        ("\x1b]0;no end", "0;no end"),
        ("\x9d\x9d0;a\x9cb", "b"),
        ("\x00\x01Anna\x7f", "Anna"),
        ("  two  blanks ", "two blanks"),
        ("Åse Ærø", "Åse Ærø"),
    ],
)
def test_cleaning_takes_out_what_no_name_has(raw: str, cleaned: str) -> None:
    """Escape sequences go whole, control characters too, and one line stays one line."""
    assert clean(raw) == cleaned


def test_cleaning_keeps_the_lines_of_a_note() -> None:
    """A note of several lines keeps them, whatever its line ends were."""
    assert clean("one\r\ntwo\rthree\u2028four", one_line=False) == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\u202eabc", "\u2039202E\u203aabc"),
        ("a\u200bb\ufeffc", "abc"),
        ("e" + "\u0301" * 40, "e" + "\u0301" * 4),
        ("x" + "\u20dd" * 40, "x" + "\u20dd" * 4),
        ("e" + "\u200d\u0301" * 40 + "x", "e" + "\u200d\u0301" * 2 + "x"),
        ("a" + "\u200d" * 5000 + "b", "a" + "\u200d" * 4 + "b"),
        ("a\u2028b", "a\u20392028\u203ab"),
        ("\U0001f469\u200d\U0001f467", "\U0001f469\u200d\U0001f467"),
        ("\x1b[31mred", "red"),
    ],
)
def test_showing_leaves_nothing_invisible(raw: str, shown: str) -> None:
    """Bidi controls show as their code point, other invisible characters go, marks are capped."""
    assert safe(raw) == shown


@given(st.text())
def test_shown_text_has_no_control_character(text: str) -> None:
    """Whatever comes in, no escape, no C1, no surrogate and no bidi control comes out."""
    for character in safe(text):
        assert character in "\t\n" or unicodedata.category(character) not in ("Cc", "Cs")
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Cleaning has nothing left to do the second time."""
    once = clean(text)
    assert clean(once) == once


@pytest.mark.parametrize("evil", EVIL)
def test_clean_text_is_one_printable_line(evil: str) -> None:
    """No evil text keeps a line break or a control character."""
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in clean(evil))


def test_names_compare_without_case_and_composition() -> None:
    """Spelling differs in case and composition only: still the same name."""
    assert same("ÅSE  holm") == same("A\u030ase Holm")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Søren", "soren"),
        ("Ærø", "aero"),
        ("Åse", "ase"),
        ("Müller", "muller"),
        ("Straße", "strasse"),
    ],
)
def test_search_ignores_diacritics(text: str, folded: str) -> None:
    """Somebody on a foreign keyboard finds Danish names."""
    assert fold(text) == folded


NAMES = ["Åse Holm", "Zita", "ægir", "Anna", "Ørum", "bo", "Aagaard", "Ole", "Änne", "Yrsa", "Ülle"]


@pytest.mark.parametrize(
    ("danish", "order"),
    [
        (False, "Aagaard ægir Anna Änne Åse bo Ole Ørum Ülle Yrsa Zita"),
        (True, "Anna bo Ole Ülle Yrsa Zita ægir Änne Ørum Aagaard Åse"),
    ],
)
def test_names_are_in_the_order_of_the_language(danish: bool, order: str) -> None:
    """In Danish æ, ø and å come last and aa is å; elsewhere a letter stands with its plain form."""
    names = sorted(NAMES, key=lambda name: by_letters(name, danish=danish))
    assert [name.partition(" ")[0] for name in names] == order.split()
