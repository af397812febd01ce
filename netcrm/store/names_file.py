"""The file of names in the state folder: whom `netcrm log` may mean, without reading contacts or the log.

Its first line is JSON: how far into the journals it reaches, and a checksum. Then comes a row of 40 bytes
a person in order of their ids (id, day of the last touch, where in the text the line of their full name
stands), then the text of the directory. On the way of `netcrm log`.
"""

from binascii import crc32
from collections.abc import Iterable, Mapping

from netcrm.core.name_lines import entry
from netcrm.core.names import Directory, Person
from netcrm.core.strict_json import dumps_text
from netcrm.store.gate import strict_loads
from netcrm.store.place import Place
from netcrm.store.position import Position
from netcrm.store.seam import Files, make_folders, replace_file, slurp
from netcrm.store.tails import Tails

NAME = "names"

_VERSION = 2
_ROW = 40
_LONGEST_ID = 19
_NO_DAY = " " * 10


class NamesFile:
    """The file as it was read: the directory, and who is who in it by id."""

    __slots__ = ("_rows", "_text", "directory", "rows", "tails", "void")

    def __init__(self, data: bytes, store: str, place: Place) -> None:
        """Take the file apart; raises ValueError where it is damaged or of another store."""
        first, _end, body = data.partition(b"\n")
        head = strict_loads(first)
        if (
            not isinstance(head, dict)
            or head.get("names") != _VERSION
            or head.get("store") != store
        ):
            raise ValueError("not these names")
        void = head.get("void")
        if not isinstance(void, list):
            raise ValueError("damaged names")
        self.void = {str(id) for id in void}
        """The ids of contacts that are purged or merged: what a line says of them is not for us to tell."""
        rows, journals, newest = head.get("rows"), head.get("journals"), head.get("newest")
        if head.get("crc") != crc32(body) or not isinstance(rows, int) or len(body) < rows * _ROW:
            raise ValueError("damaged names")
        if not isinstance(journals, dict) or not isinstance(newest, dict):
            raise ValueError("damaged names")
        trusted = {}
        for name, row in journals.items():
            if not isinstance(row, list) or not isinstance(row[-1], list):
                raise ValueError("damaged names")
            stamp = tuple(part for part in row[-1] if isinstance(part, int))
            trusted[name] = Position.of_row(row[:-1]), stamp
        self.tails = Tails(place, store)
        self.tails.trust(trusted, {dev: str(id) for dev, id in newest.items()})
        self.rows = rows
        self._rows = body[: rows * _ROW]
        self._text = body[rows * _ROW :].decode()
        self.directory = Directory.load(self._text)

    def person(self, id: str) -> tuple[Person, str] | None:
        """Return the person of this id and the ISO day of their last touch (empty without one), or None."""
        row = self._row(id)
        if row is None:
            return None
        start = int(row[30:])
        kept = entry(self._text[start : self._text.index("\n", start)])[2]
        return kept, row[20:30].decode().strip()

    def nicknames(self, id: str) -> list[str]:
        """Return the nicknames of a person in the form they are compared in; reads the whole text."""
        found = []
        at = -1
        while (at := self._text.find(f"\tn{id}\t", at + 1)) >= 0:
            found.append(self._text[self._text.rfind("\n", 0, at) + 1 : at])
        return found

    def days(self) -> dict[str, str]:
        """Return the day of the last touch of everybody who has one, by id."""
        rows = (self._rows[at : at + _ROW].decode() for at in range(0, len(self._rows), _ROW))
        return {row[:20].strip(): row[20:30] for row in rows if row[20] != " "}

    def _row(self, id: str) -> bytes | None:
        wanted = id.rjust(20).encode("utf-8", "replace")
        low, high = 0, self.rows
        while low < high:
            middle = (low + high) // 2
            if self._rows[middle * _ROW : middle * _ROW + 20] < wanted:
                low = middle + 1
            else:
                high = middle
        row = self._rows[low * _ROW : (low + 1) * _ROW]
        return row if row.startswith(wanted) else None


def load_names(place: Place, store: str) -> NamesFile | None:
    """Return the file of names of this place, or None where there is none that can be used."""
    try:
        return NamesFile(slurp(place.state_file(NAME)), store, place)
    except (OSError, ValueError, IndexError):
        return None


def save_names(
    files: Files,
    place: Place,
    tails: Tails,
    directory: Directory,
    days: Mapping[str, str],
    void: Iterable[str],
) -> None:
    """Keep DIRECTORY as what the journals say as far as TAILS has read; DAYS are ISO days by id.

    VOID are the ids of contacts that are purged or merged. Raises OSError.
    """
    text = directory.text
    rows = []
    at = 0
    for line in text.split("\n"):
        _key, kind, person = entry(line)
        if kind == "f" and len(person.id) <= _LONGEST_ID and person.id.isascii():
            rows.append(f"{person.id:>20}{days.get(person.id) or _NO_DAY}{at:9}\n")
        at += len(line) + 1
    body = "".join(sorted(rows)).encode() + text.encode()
    stamps = tails.stamps()
    head = dumps_text(
        {
            "names": _VERSION,
            "store": tails.store,
            "rows": len(rows),
            "crc": crc32(body),
            "newest": {**tails.newest},
            "void": sorted(void),
            "journals": {
                name: [*position.row(), [*stamps[name]]]
                for name, position in tails.positions().items()
            },
        }
    )
    make_folders(files, place.state_path)
    replace_file(files, place.state_file(NAME), f"{head}\n".encode() + body)
