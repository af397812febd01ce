"""Files of the state folder that belong to one checkpoint: the first line says to which, and gives a sum."""

from hashlib import sha256

import orjson

from netcrm.store.place import Place
from netcrm.store.seam import Files, make_folders, replace_file, slurp

LEDGER = "ledger.json"
FORECAST = "forecast.json"

Stamp = list[str | int]
"""To what a file belongs: the id of the checkpoint first."""

Body = tuple[bytes, bytes, str]
"""The first line of a file, what comes after it, and the sum of that."""


def read(place: Place, name: str) -> Body:
    """Return a file of the state folder of PLACE, taken apart and summed up. Raises OSError."""
    first, _end, body = slurp(place.state_file(name)).partition(b"\n")
    return first, body, _sum(body)


def fitting(found: Body, belongs_to: Stamp) -> bytes | None:
    """Return what comes after the first line, or None where the file belongs to something else or is damaged."""
    first, body, digest = found
    return body if first == _first(belongs_to, digest) else None


def load(place: Place, name: str, belongs_to: Stamp) -> bytes | None:
    """Return what a file holds, or None where it is not there or `fitting` says no."""
    try:
        return fitting(read(place, name), belongs_to)
    except OSError:
        return None


def save(files: Files, place: Place, name: str, belongs_to: Stamp, body: bytes) -> None:
    """Keep BODY. Raises OSError."""
    make_folders(files, place.state_path)
    first = _first(belongs_to, _sum(body))
    replace_file(files, place.state_file(name), first + b"\n" + body)


def _first(belongs_to: Stamp, digest: str) -> bytes:
    return orjson.dumps([*belongs_to, digest])


def _sum(body: bytes) -> str:
    return sha256(body).hexdigest()[:16]
