"""Reads tables in threads while the caller is busy: reading and hashing need no interpreter. Writes nothing."""

import os
from threading import Thread

from netcrm.store.place import Place
from netcrm.store.seam import slurp
from netcrm.store.table_file import TableFile, file_name

Signature = tuple[int, int, int]
"""By what a file is known to be the one that was read."""

Loaded = tuple[TableFile, Signature]

MOST_OF_A_STORE = ("contacts", "interactions")


class Ahead(Thread):
    """Reads the file of one table, from now on."""

    def __init__(self, place: Place, table: str) -> None:
        super().__init__(daemon=True)
        self._place = place
        self._table = table
        self._loaded: Loaded | None = None
        self._error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Load the file, or remember why it could not be."""
        try:
            self._loaded = load(self._place, self._table)
        except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
            self._error = error

    def result(self) -> Loaded:
        """Wait for the file and return it; raises what went wrong."""
        self.join()
        if self._loaded is None:
            raise self._error or ValueError("not read")
        return self._loaded


def read_ahead(place: Place) -> dict[str, Ahead]:
    """Begin to read the largest tables of the store in PLACE, for whoever opens it soon."""
    return {table: Ahead(place, table) for table in MOST_OF_A_STORE}


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
