"""How a record stands in a TinyDB file: its fields, and in `_` the names of its live writes. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson

from netcrm.core.record import JSON, Record
from netcrm.store.cell import Aliases, Places
from netcrm.store.gate import plain_dumps, strict_loads

Gones = Mapping[str, list[str]]
"""The live deletions of a record, each with the writes its author had seen."""

_NO_ALIASES: Aliases = {}


class Kept:
    """A record with all that is kept of it."""

    __slots__ = ("aliases", "gones", "is_own", "places", "record")

    def __init__(
        self, record: Record, gones: Gones, places: Places, aliases: Aliases = _NO_ALIASES
    ) -> None:
        self.record = record
        self.gones = gones
        self.places = places
        self.aliases = aliases
        self.is_own = False
        """Whether the record is one of a group that was merged, without the others of it."""

    def line(self) -> bytes:
        """Return the line it stands in, with its comma and newline."""
        record = self.record
        parts = (
            ("p", record.puts),
            ("i", record.items),
            ("r", record.rivals),
            ("g", self.gones),
            ("n", self.places),
            ("a", self.aliases),
            ("m", self.is_own),
        )
        more = {key: part for key, part in parts if part}
        mark = {"o": record.origin, **more} if more else record.origin
        document: dict[str, Any] = {**record.fields, "_": mark}
        try:
            data = orjson.dumps(document)
        except TypeError:
            data = orjson.dumps(_as_text(document, record.origin))
        return b"%b:%b,\n" % (orjson.dumps(record.id), data)


def _as_text(document: dict[str, Any], origin: str) -> dict[str, Any]:
    """Return a document with a whole number over 64 bits, which orjson can't hold: it stands in a text in `_`.

    Fields without such a number are beside it, for whoever reads the file.
    """
    text = plain_dumps(document).decode()
    plain = {key: value for key, value in document.items() if key != "_" and _is_plain(value)}
    return {**plain, "_": {"o": origin, "t": text}}


def _is_plain(value: JSON) -> bool:
    try:
        orjson.dumps(value)
    except TypeError:
        return False
    return True


def unpack(table: str, id: str, document: dict[str, Any]) -> Kept:
    """Return what DOCUMENT, which is taken apart, keeps of a record.

    Raises KeyError, TypeError or ValueError for anything that `Kept.line` did not make.
    """
    mark = document.pop("_")
    if type(mark) is dict and "t" in mark:
        document = strict_loads(mark["t"].encode())  # type: ignore[assignment]  # refused below where it is none
        mark = document.pop("_")
    if type(mark) is str:
        return Kept(Record(table, id, document, mark), {}, {})
    gones = mark.get("g", {})
    rivals = {
        field: [(write, value) for write, value in values]
        for field, values in mark.get("r", {}).items()
    }
    record = Record(
        table,
        id,
        document,
        mark["o"],
        puts=mark.get("p"),
        items=mark.get("i"),
        rivals=rivals,
        gone_by=sorted(gones),
    )
    aliases = {write: (into, seen) for write, (into, seen) in mark.get("a", {}).items()}
    kept = Kept(record, gones, mark.get("n", {}), aliases)
    kept.is_own = mark.get("m", False) is True
    return kept


def day_of(record: Record) -> str:
    """Return the ISO day of a log entry, the first day of the calendar where it has none."""
    try:
        return date.fromisoformat(record.fields["date"]).isoformat()  # type: ignore[arg-type]  # anything else is refused below
    except (KeyError, TypeError, ValueError):
        return "0001-01-01"


def log_key(record: Record) -> tuple[str, str]:
    """Return the key that puts log entries in order of day, of one day in order of writing."""
    return (day_of(record), record.origin)


def fast_loads(data: bytes) -> JSON:
    """Return what JSON says, refusing what `strict_loads` refuses.

    What orjson writes back byte by byte had no key twice, no NaN and no number it can't hold.
    """
    try:
        value: JSON = orjson.loads(data)
        if orjson.dumps(value) == data:
            return value
    except ValueError:
        pass
    return strict_loads(data)


def fast_dumps(value: JSON) -> bytes:
    """Return JSON as UTF-8, refusing what `plain_dumps` refuses."""
    try:
        data = orjson.dumps(value)
    except TypeError:
        return plain_dumps(value)
    return data if b"null" not in data else plain_dumps(value)  # orjson writes NaN as null
