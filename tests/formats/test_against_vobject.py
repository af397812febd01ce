"""A second opinion: what vobject reads in well-formed cards is what we read."""

import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.cards_in_bytes import people

# Letters of several alphabets and what needs an escape, without what either side trims or folds.
WORDS = st.text("abcÅøß日本 ,;\\-.'\"", min_size=1, max_size=60).map(
    lambda text: " ".join(text.split())
)
TEXTS = WORDS.filter(lambda text: any(letter.isalpha() for letter in text))
ADDRESSES = st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.(dk|com)", fullmatch=True)
NUMBERS = st.from_regex(r"\+45 [0-9]{4} [0-9]{4}", fullmatch=True)
PEOPLE = st.fixed_dictionaries(
    {
        "family": TEXTS,
        "given": TEXTS,
        "org": TEXTS,
        "note": TEXTS,
        "emails": st.lists(ADDRESSES, max_size=3, unique=True),
        "phones": st.lists(NUMBERS, max_size=3, unique=True),
    }
)


def escaped(text: str) -> str:
    """Return TEXT with the escapes of RFC 2426."""
    for mark in ("\\", ",", ";"):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return LINE folded so that no physical line is longer than 60 characters."""
    return "\r\n ".join(line[n : n + 60] for n in range(0, len(line), 60))


def card(person: dict, version: str) -> str:
    """Return a well-formed card."""
    name = f"{person['given']} {person['family']}"
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"N:{escaped(person['family'])};{escaped(person['given'])};;;",
        f"FN:{escaped(name)}",
        f"ORG:{escaped(person['org'])};Unit",
        f"NOTE:{escaped(person['note'])}",
        *(f"EMAIL;TYPE=INTERNET:{email}" for email in person["emails"]),
        *(f"TEL;TYPE=CELL,VOICE:{phone}" for phone in person["phones"]),
        "END:VCARD",
    ]
    return "".join(folded(line) + "\r\n" for line in lines)


@given(st.lists(PEOPLE, min_size=1, max_size=4), st.sampled_from(["3.0", "4.0"]))
@settings(max_examples=60, deadline=None)
def test_well_formed_cards_are_read_alike(drafts: list[dict], version: str) -> None:
    """Names, organisations, notes, mail addresses and numbers are the same."""
    text = "".join(card(draft, version) for draft in drafts)
    theirs = [
        (
            component.fn.value,
            component.org.value[0],
            component.note.value,
            tuple(email.value for email in component.contents.get("email", [])),
            tuple(phone.value for phone in component.contents.get("tel", [])),
        )
        for component in vobject.readComponents(text)
    ]
    ours = [(p.name, p.org, p.note, p.emails, p.phones) for p in people(text.encode())]
    assert ours == theirs
