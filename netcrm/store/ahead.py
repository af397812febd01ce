"""Reads files in a thread while the caller is busy: reading and hashing need no interpreter. Writes nothing."""

import os
from collections.abc import Callable
from threading import Event, Thread
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


class Ahead(Generic[T]):
    """What is read by a thread: it is waited for when it is asked for."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._is_done = Event()
        self._found: list[T] = []
        self._error: Exception | None = None

    def run(self) -> None:
        """Read it, or remember why it could not be."""
        try:
            self._found.append(self._read())
        except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
            self._error = error
        finally:
            self._is_done.set()

    def result(self) -> T:
        """Wait for it and return it; raises what went wrong."""
        self._is_done.wait()
        if not self._found:
            raise self._error or ValueError("not read")
        return self._found[0]


class Reader(Thread):
    """Reads one after the other, in a thread of its own: more of them would wait for each other and for the caller."""

    def __init__(self, *found: Ahead[Loaded] | Ahead[Body]) -> None:
        super().__init__(daemon=True)
        self._found = found
        self.start()

    def run(self) -> None:
        """Read all."""
        for each in self._found:
            each.run()


class ReadAhead:
    """What is being read of a store: `tables` by name, and by name the `files` beside them in the state folder."""

    __slots__ = ("files", "tables")

    def __init__(self) -> None:
        self.tables: dict[str, Ahead[Loaded]] = {}
        self.files: dict[str, Ahead[Body]] = {}


def read_ahead(place: Place) -> ReadAhead:
    """Begin to read the largest files of the store in PLACE, for whoever opens it soon."""
    begun = ReadAhead()
    begun.tables = {table: _table(place, table) for table in MOST_OF_A_STORE}
    begun.files = {name: _file(place, name) for name in (LEDGER, FORECAST)}
    Reader(*begun.tables.values(), *begun.files.values())
    return begun


def table_ahead(place: Place, table: str) -> Ahead[Loaded]:
    """Begin to read the file of a table."""
    begun = _table(place, table)
    Reader(begun)
    return begun


def _table(place: Place, table: str) -> Ahead[Loaded]:
    return Ahead(lambda: load(place, table))


def _file(place: Place, name: str) -> Ahead[Body]:
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
