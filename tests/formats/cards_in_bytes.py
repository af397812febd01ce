"""vCards for tests, written as bytes: a frame around some lines, and what is read from them."""

from netcrm.core.person_draft import PersonDraft
from netcrm.formats.detect import read
from netcrm.formats.person import Reading


def framed(*lines: str | bytes, version: str = "3.0", end: bytes = b"\r\n") -> bytes:
    """Return a card of LINES."""
    inside = [line.encode() if isinstance(line, str) else line for line in lines]
    frame = [b"BEGIN:VCARD", f"VERSION:{version}".encode(), *inside, b"END:VCARD"]
    return b"".join(line + end for line in frame)


def reading(data: bytes) -> Reading:
    """Read DATA as a file of vCards."""
    return read(data, "people.vcf")


def people(data: bytes) -> tuple[PersonDraft, ...]:
    """Return the people of DATA."""
    return reading(data).people


def person(*lines: str | bytes, version: str = "3.0") -> PersonDraft:
    """Return the person that one card of LINES describes."""
    [found] = people(framed(*lines, version=version))
    return found


def names(data: bytes) -> list[str]:
    """Return the names in DATA, in order."""
    return [found.name for found in people(data)]
