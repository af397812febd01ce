"""When two addresses, numbers or profiles are the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.sameness import mail_key, phone_key, profile_key, url_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+45 12 34 56 78", "0045-12345678"),
        ("(650) 555-1212", "650.555.1212"),
        ("+1-555-555-5555 ext. 12", "+15555555555 x12"),
        ("Ask  the desk", "ask the desk"),
        ("1-800-FLOWERS", "1800flowers"),
    ],
)
def test_a_number_is_the_same_in_every_spelling(one: str, other: str) -> None:
    """Blanks, brackets, dots, hyphens, a leading 00 and case don't count."""
    assert phone_key(one) == phone_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12345678", "12345679"),
        ("+4512345678", "4512345678"),
        ("12 ext. 1", "12 ext. 2"),
        ("Fax", "Pager"),
    ],
)
def test_different_numbers_are_different(one: str, other: str) -> None:
    """A country's code, an extension and words count."""
    assert phone_key(one) != phone_key(other)


def test_mail_and_web_addresses_have_no_case() -> None:
    """Nor a scheme, `www.` or a slash at the end."""
    assert mail_key(" Anna@Example.com ") == mail_key("anna@example.com")
    assert url_key("HTTPS://www.Example.com/") == url_key("example.com")
    assert url_key("http://a.example/x") != url_key("http://a.example/y")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.linkedin.com/in/anna-berg", "anna-berg"),
        ("linkedin.com/in/Anna-Berg/?trk=x", "anna-berg"),
        ("https://dk.linkedin.com/in/j%C3%B8rgen/da", "jørgen"),
        ("https://www.linkedin.com/in/jo\u0308rn", "jörn"),
        ("https://www.linkedin.com/pub/anna-berg/1/2/3", "pub/anna-berg/1/2/3"),
        ("https://www.linkedin.com/company/vestas", ""),
        ("https://www.linkedin.com/in/", ""),
        ("https://www.linkedin.com/", ""),
        ("https://evil.example/linkedin.com/in/anna", ""),
        ("https://notlinkedin.com/in/anna", ""),
        ("", ""),
    ],
)
def test_a_profile_is_named_by_its_last_part(address: str, key: str) -> None:
    """Only an address of LinkedIn's that names a person has one."""
    assert profile_key(address) == key


@given(st.text())
def test_any_text_has_keys(text: str) -> None:
    """Keys of keys are the same, so it does not matter who normalises first."""
    assert mail_key(mail_key(text)) == mail_key(text)
    assert isinstance(phone_key(text) + profile_key(text) + url_key(text), str)
