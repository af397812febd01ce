"""People as a reader of a format gives them back, and what it does to their data; opens no file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import unquote

from netcrm.core.i18n import ngettext
from netcrm.core.person_draft import PersonDraft
from netcrm.core.text import clean

__all__ = ["PersonDraft", "Reading", "Skipped", "few", "made_id", "mail_address", "tidy", "unlike"]

_MOST_REMARKS = 20


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of the file that became no person: its line, from 1, and why, in a sentence."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds; `format` is `vcard` or `linkedin`, remarks are sentences for the user."""

    format: str
    people: tuple[PersonDraft, ...]
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[str, ...] = ()


def few(remarks: list[str]) -> list[str]:
    """Return the first 20 of REMARKS and how many more there are."""
    more = len(remarks) - _MOST_REMARKS
    if more <= 0:
        return remarks
    rest = ngettext("and {n} more like this", "and {n} more like these", more).format(n=more)
    return [*remarks[:_MOST_REMARKS], rest]


def tidy(text: str) -> str:
    """Return TEXT as `clean` would, on one line; quick where there is nothing to clean."""
    return " ".join(text.split()) if text.isprintable() else clean(text)


def mail_address(text: str) -> str:
    """Return TEXT's mail address without `mailto:`, a name before it, and blanks; clean."""
    if text[:7].casefold() == "mailto:":
        text = unquote(text[7:]).partition("?")[0]
    address = text.rpartition("<")[2].rstrip()
    if "@" in address and address.endswith(">"):
        text = address.rstrip(">")
    return "".join(tidy(text).split())


def unlike(texts: Iterable[str], key: Callable[[str], str]) -> tuple[str, ...]:
    """Return TEXTS without empty ones and those whose KEY has come before."""
    given = [text for text in texts if text]
    if len(given) < 2:
        return tuple(given)
    found: dict[str, str] = {}
    for text in given:
        found.setdefault(key(text), text)
    return tuple(found.values())


def made_id(parts: Iterable[str]) -> str:
    """Return a short hash of PARTS, the same on every machine and at every reading."""
    return blake2b("\x1f".join(parts).encode(), digest_size=9).hexdigest()
