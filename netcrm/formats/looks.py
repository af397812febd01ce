"""What a file that can't be imported seems to be, in words for the user; reads only its beginning."""

import json
from collections.abc import Sequence

from netcrm.core.i18n import _
from netcrm.formats.linkedin_header import DELIMITERS, LOOKED_AT, cells
from netcrm.formats.person import tidy

_START = 4096
_SHOWN = 4
_LONGEST_WORD = 30
_LONGEST_COLUMN = 60


def seems(data: bytes, text: str) -> str:
    """Return what DATA (as TEXT, where it is text) seems to be: a noun with its article."""
    return _by_first_bytes(data) or (_binary(data) or _by_markup(text) or _by_lines(text))


def _by_first_bytes(data: bytes) -> str:
    """Return what the first bytes stand for; they are registered or documented by each format."""
    if data.startswith(b"PK\x03\x04"):
        office = b"[Content_Types].xml" in data[:_START] or b"xl/" in data[:_START]
        return _("an Excel workbook or another office file") if office else _("a zip archive")
    for start, words in (
        (b"\x89PNG\r\n\x1a\n", _("a PNG picture")),
        (b"\xff\xd8\xff", _("a JPEG picture")),
        (b"GIF8", _("a GIF picture")),
        (b"%PDF-", _("a PDF document")),
        (b"\x1f\x8b", _("a gzip archive")),
        (b"7z\xbc\xaf\x27\x1c", _("a 7-Zip archive")),
        (b"Rar!", _("a RAR archive")),
        (b"SQLite format 3\0", _("an SQLite database")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _("an old Excel, Word or Outlook file")),
        (b"!BDN", _("an Outlook data file (PST)")),
        (b"{\\rtf", _("a rich text document")),
    ):
        if data.startswith(start):
            return words
    return ""


def _binary(data: bytes) -> str:
    start = data[:_START]
    strange = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start)
    return _("a binary file") if strange * 20 > len(start) else ""


def _by_markup(text: str) -> str:
    start = text[:_START].lstrip()
    folded = start.casefold()
    if folded.startswith(("<!doctype html", "<html")):
        return _("a web page")
    if folded.startswith("<"):
        return _("an xCard (XML)") if "vcard" in folded else _("an XML file")
    if folded.startswith("begin:vcalendar"):
        return _("a calendar (iCalendar)")
    if start.startswith(("{", "[")) and _is_json(text):
        if '"vcard"' in folded:
            return _("a jCard (JSON)")
        if '"app_version"' in folded and '"account"' in text.casefold():
            return _("a Monica export")
        return _("a JSON file")
    return ""


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _by_lines(text: str) -> str:
    lines = text[: 16 * _START].splitlines()[:LOOKED_AT]
    start = "\n".join(lines)
    if "### Activities:" in start or "### Friends:" in start:
        return _("a friends.md file")
    if start.startswith(";;") and ("file-format:" in start or "bbdb" in start.casefold()):
        return _("a BBDB file of Emacs")
    if "# abook addressbook file" in start:
        return _("an abook address book")
    if any(line.startswith("alias ") for line in lines):
        return _("a file of mutt aliases")
    if table := _table(lines):
        return table
    return _("a text file")


def _table(lines: Sequence[str]) -> str:
    """Return which table the first line with several cells heads, or an empty text."""
    for line in lines:
        for delimiter in DELIMITERS:
            if line.count(delimiter) < 2:
                continue
            header = [tidy(cell) for cell in cells(line, delimiter)]
            if max(map(len, header)) > _LONGEST_COLUMN:
                continue
            words = {word.casefold() for word in header}
            shown = [word[:_LONGEST_WORD] for word in header if word][:_SHOWN]
            if len(shown) > 1:
                return _known_table(words) or _("a table with the columns {names}").format(
                    names=", ".join(shown) + (" …" if len(header) > _SHOWN else "")
                )
    return ""


def _known_table(words: set[str]) -> str:
    for columns, name in (
        ({"e-mail 1 - value"}, _("a Google Contacts CSV")),
        ({"phone 1 - value"}, _("a Google Contacts CSV")),
        ({"group membership", "given name"}, _("a Google Contacts CSV")),
        ({"labels", "organization name"}, _("a Google Contacts CSV")),
        ({"first name", "middle name", "last name", "suffix"}, _("an Outlook CSV")),
        ({"anzeigename", "nachname"}, _("a Thunderbird CSV")),
        ({"display name", "primary email"}, _("a Thunderbird CSV")),
        ({"conversation id", "sender profile url"}, _("LinkedIn's file of messages")),
        ({"sent at", "direction", "message"}, _("LinkedIn's file of invitations")),
        ({"application date", "job title"}, _("LinkedIn's file of job applications")),
        ({"saved date", "job url"}, _("LinkedIn's file of saved jobs")),
        ({"creation date", "job title", "text"}, _("LinkedIn's file of recommendations")),
        ({"organization", "followed on"}, _("LinkedIn's file of followed companies")),
        ({"company name", "started on"}, _("LinkedIn's file of positions")),
    ):
        if columns <= words:
            return name
    return ""
