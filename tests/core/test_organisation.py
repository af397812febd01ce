"""Which spellings mean one organisation."""

import pytest

from netcrm.core.organisation import key


@pytest.mark.parametrize(
    "names",
    [
        [
            "Novo Nordisk",
            "NOVO NORDISK A/S",
            "Novo Nordisk a/s",
            "novo-nordisk AS",
            "Novo  Nordisk, A/S.",
        ],
        ["Ørsted", "Orsted A/S", "ØRSTED"],
        ["A/S Storebælt", "Storebælt", "Storebaelt A/S"],
        ["Johnson & Johnson", "Johnson and Johnson Inc.", "Johnson og Johnson, Inc"],
        ["A.P. Møller", "AP Møller", "A. P. Moller A/S"],
        ["IKEA", "Ikea AB"],
        ["Robert Bosch GmbH", "Robert Bosch"],
        ["The Coca-Cola Company", "Coca Cola Co.", "COCA-COLA"],
        ["Danske Bank", "Danske Bank A/S", "danske bank a / s"],
        ["Philips NV", "Philips N.V."],
    ],
)
def test_spellings_of_one_organisation_have_one_key(names) -> None:
    """Case, diacritics, punctuation and legal form tell nothing apart."""
    assert len({key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Novo Nordisk", "Novo Holdings"),
        ("Novo", "Novo Nordisk"),
        ("DR", "DRC"),
        ("Danske Bank", "Danske Spil"),
        ("Bank", "Banken"),
        ("ATP", "A"),
    ],
)
def test_other_organisations_have_other_keys(one, other) -> None:
    """A part of a name is another name."""
    assert key(one) != key(other)


@pytest.mark.parametrize("name", ["AB", "A/S", "Co", "The", "&", "SE", "IS"])
def test_a_name_of_nothing_but_a_legal_form_is_a_name(name) -> None:
    """Somebody may be called so."""
    assert key(name)


@pytest.mark.parametrize("name", ["", "  ", "…", "---"])
def test_no_name_has_no_key(name) -> None:
    """Nobody works at nowhere together."""
    assert key(name) == ""
