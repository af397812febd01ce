"""Reads files in threads while the caller is busy: reading and hashing need no interpreter. Writes nothing."""

import os
from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from netcrm.store import stamped
from netcrm.store.place import Place
from netcrm.store.seam import slurp
from netcrm.store.stamped import FORECAST, LEDGER, Body
from netcrm.store.table_file import TableFile, file_name

Signature = tuple[int, int, int]
"""By what a file is known to be the one that was read."""

Loaded = tuple[TableFile, Signature]

MOST_OF_A_STORE = ("contacts", "interactions")

T = TypeVar("T")


class Ahead(Thread, Generic[T]):
    """Reads one file, from now on."""

    def __init__(self, read: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._read = read
        self._found: list[T] = []
        self._error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Read the file, or remember why it could not be."""
        try:
            self._found.append(self._read())
        except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
            self._error = error

    def result(self) -> T:
        """Wait for the file and return it; raises what went wrong."""
        self.join()
        if not self._found:
            raise self._error or ValueError("not read")
        return self._found[0]


class ReadAhead:
    """What is being read of a store: `tables` by name, and by name those of the `files` that tables lead to."""

    __slots__ = ("files", "tables")

    def __init__(self) -> None:
        self.tables: dict[str, Ahead[Loaded]] = {}
        self.files: dict[str, Ahead[Body]] = {}


def read_ahead(place: Place) -> ReadAhead:
    """Begin to read the largest files of the store in PLACE, for whoever opens it soon."""
    begun = ReadAhead()
    for table in MOST_OF_A_STORE:
        begun.tables[table] = table_ahead(place, table)
    for name in (FORECAST, LEDGER):
        begun.files[name] = _file_ahead(place, name)
    return begun


def table_ahead(place: Place, table: str) -> Ahead[Loaded]:
    """Begin to read the file of a table."""
    return Ahead(lambda: load(place, table))


def _file_ahead(place: Place, name: str) -> Ahead[Body]:
    return Ahead(lambda: stamped.read(place, name))


def load(place: Place, table: str) -> Loaded:
    """Return the file of a table and its signature.

    Raises OSError where it can't be read, KeyError, TypeError, ValueError or AttributeError where it is not ours.
    """
    path = place.file(file_name(table))
    known_by = signature(path)
    return TableFile(table, slurp(path)), known_by


def signature(path: str) -> Signature:
    """Return the signature of a file. Raises OSError."""
    status = os.stat(path)
    return (status.st_ino, status.st_size, status.st_mtime_ns)
