"""What is kept in the state folder so that the log need not be read: its index and its sums per contact.

Both belong to one checkpoint, whose stamp they name; with any other they count for nothing.
"""

from datetime import date
from hashlib import sha256

import orjson

from netcrm.core.ledger import LAYOUT, Ledger
from netcrm.store.log_base import LogIndex
from netcrm.store.place import Place
from netcrm.store.seam import Files, make_folders, replace_file, slurp

INDEX = "log.index"
LEDGER = "ledger.json"


def load_index(place: Place, stamp: str) -> LogIndex | None:
    """Return the index of the log as the checkpoint STAMP has it, or None."""
    body = _load(place, INDEX, [stamp])
    try:
        return LogIndex.load(body) if body is not None else None
    except ValueError:
        return None


def save_index(files: Files, place: Place, stamp: str, index: LogIndex) -> None:
    """Keep the index of the log. Raises OSError."""
    _save(files, place, INDEX, [stamp], index.dump())


def load_ledger(place: Place, stamp: str) -> Ledger | None:
    """Return what the log adds up to as the checkpoint STAMP has it, or None."""
    body = _load(place, LEDGER, [stamp, LAYOUT])
    if body is None:
        return None
    try:
        kept = orjson.loads(body)
        return Ledger.from_rows(kept["rows"], date.fromisoformat(kept["asof"]))
    except (KeyError, TypeError, ValueError):
        return None


def save_ledger(files: Files, place: Place, stamp: str, ledger: Ledger) -> None:
    """Keep what the log adds up to. Raises OSError."""
    body = orjson.dumps({"asof": ledger.asof.isoformat(), "rows": ledger.rows()})
    _save(files, place, LEDGER, [stamp, LAYOUT], body)


def _load(place: Place, name: str, belongs_to: list[str | int]) -> bytes | None:
    try:
        data = slurp(place.state_file(name))
    except OSError:
        return None
    first, _end, body = data.partition(b"\n")
    return body if first == _first(belongs_to, body) else None


def _save(files: Files, place: Place, name: str, belongs_to: list[str | int], body: bytes) -> None:
    make_folders(files, place.state_path)
    replace_file(files, place.state_file(name), _first(belongs_to, body) + b"\n" + body)


def _first(belongs_to: list[str | int], body: bytes) -> bytes:
    return orjson.dumps([*belongs_to, sha256(body).hexdigest()[:16]])
