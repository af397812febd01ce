"""How somebody can be reached: what may be copied is harmless, what may be opened is one of four kinds."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.contact import Contact
from netcrm.core.reach import Kind, address, ways
from netcrm.core.record import Record
from tests.evil import PAYLOADS

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
OPENED = {"http", "https", "mailto", "tel"}


@pytest.mark.parametrize(
    ("kind", "text", "opened"),
    [
        (Kind.MAIL, "anna@example.org", "mailto:anna@example.org"),
        (Kind.MAIL, "a+b@example.org", "mailto:a%2Bb@example.org"),
        (Kind.MAIL, "a@example.org?bcc=x@y.org", ""),
        (Kind.MAIL, "a?bcc=x@y.org", "mailto:a%3Fbcc%3Dx@y.org"),
        (Kind.MAIL, "anna", ""),
        (Kind.PHONE, "+45 20 20 20-20", "tel:+4520202020"),
        (Kind.PHONE, "(020) 2020/2020", "tel:02020202020"),
        (Kind.PHONE, "ask at the desk", ""),
        (Kind.PHONE, "20;phone-context=x", ""),
        (Kind.LINK, "https://example.org/å b?q=1#x", "https://example.org/%C3%A5%20b?q=1#x"),
        (Kind.LINK, "linkedin.com/in/anna", "https://linkedin.com/in/anna"),
        (Kind.LINK, "HTTP://Example.org", "http://example.org"),
        (Kind.LINK, "http://[::1]:80/x", "http://[::1]:80/x"),
        (Kind.LINK, "https://bücher.example", "https://xn--bcher-kva.example"),
        (Kind.LINK, "tel:+4520202020", "tel:+4520202020"),
        (Kind.LINK, "mailto:anna@example.org", "mailto:anna@example.org"),
        (Kind.LINK, "https://x.org/%action", "https://x.org/%25action"),
        (Kind.LINK, "https://bank.example@evil.example", ""),
        (Kind.LINK, "file:///etc/passwd", ""),
        (Kind.LINK, "javascript:alert(1)", ""),
        (Kind.LINK, "-https://x.org", ""),
        (Kind.LINK, "https://", ""),
        (Kind.LINK, "https://x.org:port/", ""),
        (Kind.LINK, "http://[::1", ""),
        (Kind.LINK, "https://x.org/" + "a" * 3000, ""),
    ],
)
def test_what_may_be_opened(kind: Kind, text: str, opened: str) -> None:
    """The web, mail and telephone, as one word of ASCII; all else can only be copied."""
    assert address(kind, text) == opened


@given(st.sampled_from(Kind), st.one_of(st.text(), st.sampled_from([*PAYLOADS.values()])))
def test_nothing_else_is_ever_opened(kind: Kind, text: str) -> None:
    """Whatever the text: no other scheme, no blank, no control character, no leading dash."""
    for tried in (
        text,
        f"https://{text}",
        f"https://x.org/{text}",
        f"mailto:{text}",
        f"{text}@x.org",
    ):
        found = address(kind, tried)
        if found:
            assert urlsplit(found).scheme in OPENED
            assert found.isascii()
            assert found.isprintable()
            assert not set(found) & set(' "<>\\^`{|}')


@given(st.lists(st.sampled_from([*PAYLOADS.values()]), max_size=4))
def test_what_may_be_copied_is_one_harmless_line(texts: list[str]) -> None:
    """No control character and no line end reaches the clipboard; at most nine, each once."""
    fields = {"emails": dict.fromkeys(texts, True), "phones": dict.fromkeys(texts, True)}
    note = "see https://example.org/a, and (http://x.org/b)."
    found = ways(Contact(Record("contacts", "1", {**fields, "note": note}, "")))
    assert len(found) == len({*found}) <= 9
    assert all(way.text and not CONTROL.search(way.text) for way in found)
    if not texts:
        assert [way.text for way in found] == ["https://example.org/a", "http://x.org/b"]
