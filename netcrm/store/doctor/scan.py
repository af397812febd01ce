"""Every line of every journal, good or bad, with where it stands; reads only."""

import os
from dataclasses import dataclass, field

from netcrm.store.folder import journals_in
from netcrm.store.gate import BadLineError
from netcrm.store.line import Header, Line, decode, decode_header, is_header
from netcrm.store.pack import fast_loads
from netcrm.store.seam import slurp

_ID = slice(len(b'{"id":"'), len(b'{"id":"') + 20)


@dataclass(slots=True)
class Spot:
    """A line where it stands: its number from 1, its bytes, and the line it is, or why it is none."""

    number: int
    raw: bytes
    line: Line | None
    why: str = ""

    @property
    def id(self) -> str:
        """The id of the line, or the one that damaged bytes begin with, or empty."""
        if self.line is not None:
            return self.line.id
        if self.raw.startswith(b'{"id":"'):
            return self.raw[_ID].decode("ascii", "replace")
        return ""


@dataclass(slots=True, eq=False)
class Scan:
    """A journal as it was read; `why` says why it could not be. `torn` is what stands after the last line end."""

    name: str
    path: str
    header: Header | None = None
    spots: list[Spot] = field(default_factory=list)
    torn: bytes = b""
    why: str = ""
    size: int = 0


def scan_folder(folder: str) -> list[Scan]:
    """Return all journals in FOLDER, by name; none where it is not there."""
    try:
        names = journals_in(folder)
    except OSError:
        return []
    return [scan(name, os.path.join(folder, name)) for name in names]


def scan(name: str, path: str) -> Scan:
    """Return one journal."""
    found = Scan(name, path)
    if not os.path.isfile(path):
        found.why = "not a file"
        return found
    try:
        data = slurp(path)
    except OSError as error:
        found.why = error.strerror or str(error)
        return found
    take(found, data)
    return found


def take(found: Scan, data: bytes) -> None:
    """Take the bytes of a journal apart."""
    found.size = len(data)
    *lines, found.torn = data.split(b"\n")
    for number, raw in enumerate(lines, 1):
        try:
            if is_header(raw):
                header = decode_header(raw)
                found.header = found.header or header
            else:
                found.spots.append(Spot(number, raw, decode(raw, fast_loads)))
        except BadLineError as error:
            found.spots.append(Spot(number, raw, None, str(error)))
