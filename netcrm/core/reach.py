"""How somebody can be reached: mails, phone numbers and links, to be copied and to be opened. Pure."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from netcrm.core.contact import Contact
from netcrm.core.text import clean, safe_line

MOST = 9
"""So many can be chosen by a digit."""

_LONGEST = 2000
_IN_NOTE = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)
_ENDS = ".,;:!?)]}"
_MAIL = re.compile(r"[^\s@<>(),;:\"\\]+@[^\s@<>(),;:\"\\]+")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?")
_WEB = frozenset({"http", "https"})
_KEPT = "!#$&'()*+,/:;=?@[]~%"
"""What stays of an address as it is; all else but letters, digits and -._ becomes a percent and two digits."""


class Kind(StrEnum):
    """What kind of way it is."""

    MAIL = "mail"
    PHONE = "phone"
    LINK = "link"


class Way(NamedTuple):
    """One way: its text, harmless and on one line, and the address that may be opened; empty where none may."""

    kind: Kind
    text: str
    address: str


def ways(contact: Contact) -> list[Way]:
    """Return the ways to reach a contact, MOST at most: mails, phones, links, and links in the note."""
    found = [Way(kind, text, address(kind, text)) for kind, text in _texts(contact) if text]
    return list(dict.fromkeys(found))[:MOST]


def _texts(contact: Contact) -> Iterator[tuple[Kind, str]]:
    for kind, values in (
        (Kind.MAIL, contact.emails),
        (Kind.PHONE, contact.phones),
        (Kind.LINK, contact.urls),
        (Kind.LINK, [found.rstrip(_ENDS) for found in _IN_NOTE.findall(contact.note)]),
    ):
        for value in values:
            yield kind, safe_line(clean(value))


def address(kind: Kind, text: str) -> str:
    """Return the address by which TEXT may be opened: http, https, mailto or tel, in ASCII, and nothing else.

    Empty where it is none of these; a web address without its scheme is taken for https.
    """
    text = safe_line(clean(text))
    if len(text) > _LONGEST:
        return ""
    if kind is Kind.MAIL:
        return f"mailto:{quote(text, safe='@')}" if _MAIL.fullmatch(text) else ""
    if kind is Kind.PHONE:
        return _telephone(text)
    scheme, colon, rest = text.partition(":")
    if colon and scheme.lower() == "mailto" and _MAIL.fullmatch(rest):
        return address(Kind.MAIL, rest)
    if colon and scheme.lower() == "tel":
        return _telephone(rest)
    return _web(text)


def _telephone(text: str) -> str:
    digits = re.sub(r"[\s().\-/]", "", text)
    return f"tel:{digits}" if re.fullmatch(r"\+?[0-9]{3,20}", digits) else ""


def _web(text: str) -> str:
    if "://" not in text and _HOST.fullmatch(text.partition("/")[0]):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
        if parts.scheme not in _WEB or not host or "@" in parts.netloc:
            return ""
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return ""
    if not re.fullmatch(r"[A-Za-z0-9._\-\[\]:]+", host):
        return ""
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port else ""
    path, query, tail = (quote(part, safe=_KEPT) for part in parts[2:])
    found = urlunsplit((parts.scheme, place, path, query, tail))
    # Browsers are started by templates in which this word stands for something else.
    return found.replace("%action", "%25action")
