"""Which format a file is in, by its content first and its name second; opens no file."""

from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.formats import linkedin, vcard
from netcrm.formats.encoding import decoded, unwrapped
from netcrm.formats.linkedin_header import LOOKED_AT, Header, find
from netcrm.formats.looks import seems
from netcrm.formats.person import Reading, Skipped

FORMATS = (vcard.SOURCE, linkedin.SOURCE)
LARGEST = 32 * 1024 * 1024
_ENDINGS = {".vcf": vcard.SOURCE, ".vcard": vcard.SOURCE}
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"7z", b"Rar!")
_BEGIN = b"BEGIN:VCARD"
_START = 65_536
# Room for a byte order mark and some blanks before it.
_BEFORE = 8


def read(data: bytes, filename: str, hint: str | None = None) -> Reading:
    """Return the people of a file; FILENAME is for its ending and for words, HINT one of `FORMATS`.

    Raises BadInputError for a file of more than 32 MiB, an unknown hint, and a file that is neither
    a vCard nor LinkedIn's Connections.csv (the message says what it seems to be).
    """
    if hint is not None and hint not in FORMATS:
        raise BadInputError(
            _("there is no format “{format}”").format(format=hint),
            _("the formats are {formats}").format(formats=", ".join(FORMATS)),
        )
    if len(data) > LARGEST:
        raise BadInputError(
            _("{file} is larger than {most} MiB").format(file=filename, most=LARGEST >> 20),
            _("export it in several files"),
        )
    data = unwrapped(data)
    wanted = hint or next((f for e, f in _ENDINGS.items() if filename.casefold().endswith(e)), "")
    if not data.strip(b" \t\r\n\0"):
        if wanted:
            return Reading(wanted, (), (Skipped(1, _("the file is empty")),))
        raise BadInputError(_("{file} is empty").format(file=filename))
    if wanted != linkedin.SOURCE and _has_card(data):
        return vcard.read(data)
    text = decoded(data)
    if wanted != vcard.SOURCE and (header := _header(text, sure=bool(hint))):
        return linkedin.read(text, header)
    raise BadInputError(
        _("{file} looks like {kind}, which can't be imported yet").format(
            file=filename, kind=seems(data, text)
        ),
        _("unpack it: netcrm imports vCards (.vcf) and LinkedIn's Connections.csv")
        if data.startswith(_ARCHIVES)
        else _("netcrm imports vCards (.vcf) and LinkedIn's Connections.csv"),
    )


def _has_card(data: bytes) -> bool:
    """Return whether a line of DATA begins a vCard."""
    return _begins(data[:_START]) or (len(data) > _START and _begins(data))


def _begins(data: bytes) -> bool:
    upper = data.upper()
    at = upper.find(_BEGIN)
    while at >= 0:
        before = upper[max(at - _BEFORE, 0) : at].rstrip(b" \t\xef\xbb\xbf")
        if not before or before.endswith((b"\n", b"\r")):
            return True
        at = upper.find(_BEGIN, at + 1)
    return False


def _header(text: str, *, sure: bool) -> Header | None:
    # Twice as many lines: what heads the table may be told by the rows that follow it.
    start = text[:_START].replace("\r\n", "\n").replace("\r", "\n")
    return find(start.split("\n")[: 2 * LOOKED_AT + 1], sure=sure)
