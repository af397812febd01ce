"""A table as it stands in its TinyDB file: bytes in which single records are found and read; opens no file.

All are read only when somebody walks the whole table.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from netcrm.core.errors import StoreError
from netcrm.core.i18n import _
from netcrm.core.record import Record
from netcrm.store.collector import collector_off
from netcrm.store.id_lines import IdLines
from netcrm.store.pack import Kept, unpack

_MALFORMED = (ValueError, KeyError, TypeError, AttributeError)


class TableBase(IdLines):
    """The records of the file: DATA from BEGIN to END holds COUNT lines `"id":{…},`."""

    def __init__(
        self, table: str, data: bytes = b"", begin: int = 0, end: int = 0, count: int = 0
    ) -> None:
        super().__init__(data, begin, end)
        self.table = table
        self.count = count
        self._all: dict[str, Record] | None = None
        self._found: dict[str, Kept] = {}

    def find(self, id: str) -> Kept | None:
        """Return the record of this id with all that is kept of it, or None."""
        kept = self._found.get(id)
        if kept is None and (start := self.start(id)) >= 0:
            kept = self._found[id] = self._entry(start, self.data.find(b"\n", start, self.end))
        return kept

    def record(self, id: str) -> Record | None:
        """Return the record of this id, or None: always the same object."""
        if self._all is not None:
            return self._all.get(id)
        kept = self.find(id)
        return kept.record if kept else None

    def all(self) -> dict[str, Record]:
        """Return every record by id, in the order of the file; kept once it was read."""
        if self._all is None:
            try:
                with collector_off():
                    self._all = self._everyone()
            except _MALFORMED as error:
                raise self._forged() from error
        return self._all

    def _everyone(self) -> dict[str, Record]:
        table, found = self.table, self._found
        documents: dict[str, dict[str, Any]] = orjson.loads(self.whole())
        everyone: dict[str, Record] = {}
        for id, document in documents.items():
            mark = document["_"]
            if id in found:
                everyone[id] = found[id].record
            elif type(mark) is str:  # nearly all: a call for each would cost a third more
                del document["_"]
                everyone[id] = Record(table, id, document, mark)
            else:
                everyone[id] = unpack(table, id, document).record
        return everyone

    def _entry(self, start: int, stop: int) -> Kept:
        try:
            (pair,) = orjson.loads(b"{%b}" % self.data[start:stop].removesuffix(b",")).items()
            return unpack(self.table, pair[0], pair[1])
        except _MALFORMED as error:
            raise self._forged() from error

    def _forged(self) -> StoreError:
        """Return the failure told to the user: only somebody who computed the file's sum anew can be the cause."""
        return StoreError(
            _("the table of {table} has the right sum, but was not written by netcrm").format(
                table=self.table
            ),
            _("remove the .json files beside the journal: they are made anew from it"),
        )

    def merged(self, over: Mapping[str, Kept | None]) -> list[bytes | memoryview]:
        """Return the lines of the file after the records in OVER took the place of those of their ids.

        None takes a record out. What is not in OVER is copied as it stands, unread. Every line, also
        the last, ends with a comma.
        """
        view = memoryview(self.data)
        cuts: list[tuple[int, int, bytes]] = []  # from, to, what comes there
        for id in over:
            start = self.start(id)
            if start >= 0:
                cuts.append((start, self.stop(start), b""))
        cuts += self._placed([kept for kept in over.values() if kept])
        # of those at one place the later made come first: they were put in from the end
        cuts = [cut for _at, _n, cut in sorted((cut[0], -n, cut) for n, cut in enumerate(cuts))]
        parts: list[bytes | memoryview] = []
        done = self.begin
        for start, stop, line in [*cuts, (self.end, self.end, b"")]:
            if start > done:
                parts.append(view[done:start])
                if start == self.end and self.data[start - 2 : start] != b",\n":
                    parts[-1:] = [view[done : start - 1], b",\n"]
            parts.append(line)
            done = max(done, stop)
        return parts

    def _placed(self, fresh: list[Kept]) -> list[tuple[int, int, bytes]]:
        """Return where the lines of new and changed records go, from the end on."""
        return [(self.end, self.end, kept.line()) for kept in reversed(fresh)]
