"""When two mail addresses, phone numbers or web addresses are the same, however they are written."""

from unicodedata import normalize
from urllib.parse import unquote

_EXTENSIONS = ("ext.", "ext", "x", "#")


def mail_key(address: str) -> str:
    """Return the form in which two spellings of one mail address are equal."""
    return "".join(address.split()).casefold()


def phone_key(number: str) -> str:
    """Return the form in which two spellings of one number are equal: digits, `+` for leading 00.

    An extension stays part of the number. What is no number ("ask the desk", 1-800-FLOWERS) is
    equal where its letters and digits are.
    """
    key = _digits(number)
    if key.isdecimal() or key[1:].isdecimal():
        return key
    text = number.casefold()
    for mark in _EXTENSIONS:
        main, found, extension = text.partition(mark)
        if found and extension.strip(" .:=").isdecimal():
            return f"{_digits(main)}x{extension.strip(' .:=')}"
    return key


def url_key(address: str) -> str:
    """Return the form in which two spellings of one web address are equal."""
    text = "".join(address.split()).casefold()
    return text.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def profile_key(address: str) -> str:
    """Return the part of a LinkedIn profile's address that names the person, or an empty text.

    `https://dk.linkedin.com/in/J%C3%B8rgen-1/?trk=x` gives `jørgen-1`; the old form
    `/pub/anna-berg/1/2/3` keeps its numbers, which tell people of one name apart.
    """
    host, found, path = url_key(address).partition("linkedin.com/")
    if not found or (host and not host.endswith(".")) or "/" in host:
        return ""
    path = path.partition("?")[0].partition("#")[0]
    parts = [part for part in normalize("NFC", unquote(path)).casefold().split("/") if part.strip()]
    if len(parts) < 2:
        return ""
    if parts[0] == "in":
        return parts[1].strip()
    return "/".join(parts) if parts[0] == "pub" else ""


def _digits(text: str) -> str:
    kept = "".join(filter(str.isalnum, text))
    if not kept.isdecimal():
        return kept.casefold()
    if text.lstrip(" (").startswith("+"):
        return f"+{kept}"
    return f"+{kept[2:]}" if kept.startswith("00") and len(kept) > 8 else kept
