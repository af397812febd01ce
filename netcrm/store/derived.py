"""What is kept in the state folder so that tables need not be read: indices, the sums of the log, the forecast.

All belong to one checkpoint, whose stamp they name; with any other they count for nothing.
"""

from datetime import date

import orjson

from netcrm.core.forecast import LAYOUT as EXPECTED
from netcrm.core.forecast import Forecast
from netcrm.core.ledger import LAYOUT as TOUCHES
from netcrm.core.ledger import Ledger
from netcrm.core.rules import Rules
from netcrm.core.table import Table
from netcrm.core.touches import Row
from netcrm.store import stamped
from netcrm.store.ahead import Ahead
from netcrm.store.id_lines import IdLines, LineIndex
from netcrm.store.place import Place
from netcrm.store.seam import Files
from netcrm.store.stamped import FORECAST, LEDGER, Body, Stamp


class _Rows(IdLines, Table[Row]):
    """The rows of the ledger as they stand in their file."""

    _rows: dict[str, Row] | None = None

    def __getitem__(self, id: str) -> Row:
        start = self.start(id)
        if start < 0:
            raise KeyError(id)
        stop = self.stop(start)
        row: Row = orjson.loads(b"{%b}" % self.data[start : stop - len(b",\n")])[id]
        return row

    def __len__(self) -> int:
        return len(self.in_full())

    def in_full(self) -> dict[str, Row]:
        """Return all rows by id."""
        if self._rows is None:
            self._rows = orjson.loads(self.whole())
        return self._rows


def load_index(place: Place, stamp: str, table: str) -> LineIndex | None:
    """Return the index of a table's file as the checkpoint STAMP has it, or None."""
    body = stamped.load(place, f"{table}.index", [stamp])
    try:
        return LineIndex.load(body) if body is not None else None
    except ValueError:
        return None


def save_index(files: Files, place: Place, stamp: str, table: str, index: LineIndex) -> None:
    """Keep the index of a table's file. Raises OSError."""
    stamped.save(files, place, f"{table}.index", [stamp], index.dump())


def load_ledger(place: Place, stamp: str, ahead: Ahead[Body] | None = None) -> Ledger | None:
    """Return what the log adds up to as the checkpoint STAMP has it, or None; AHEAD reads its file already."""
    body = _load(place, LEDGER, [stamp, TOUCHES], ahead)
    if body is None:
        return None
    try:
        begin = body.index(b"\n") + 1
        head = orjson.loads(body[:begin])
        rows = _Rows(body, begin, len(body))
        rows.use(lambda: load_index(place, stamp, LEDGER))
        return Ledger.from_rows(rows, date.fromisoformat(head["asof"]), head["planned"])
    except (KeyError, TypeError, ValueError):
        return None


def save_ledger(files: Files, place: Place, stamp: str, ledger: Ledger) -> None:
    """Keep what the log adds up to. Raises OSError."""
    head = orjson.dumps({"asof": ledger.asof.isoformat(), "planned": sorted(ledger.planned)})
    lines = [b"%b:%b,\n" % (orjson.dumps(k), orjson.dumps(row)) for k, row in ledger.rows().items()]
    begin = len(head) + 1
    body = b"".join([head, b"\n", *lines])
    stamped.save(files, place, LEDGER, [stamp, TOUCHES], body)
    save_index(files, place, stamp, LEDGER, LineIndex.of(body, begin, len(body)))


def load_forecast(
    place: Place, stamp: str, rules: Rules, ahead: Ahead[Body] | None = None
) -> Forecast | None:
    """Return what was to be expected by these rules when the checkpoint STAMP was made, or None.

    AHEAD reads its file already.
    """
    body = _load(place, FORECAST, [stamp, EXPECTED, _key(rules)], ahead)
    if body is None:
        return None
    head, _end, numbers = body.partition(b"\n")
    try:
        return Forecast.load(orjson.loads(head), numbers)
    except (KeyError, TypeError, ValueError):
        return None


def save_forecast(files: Files, place: Place, stamp: str, rules: Rules, forecast: Forecast) -> None:
    """Keep what is to be expected by these rules. Raises OSError."""
    head, numbers = forecast.dump()
    belongs_to: Stamp = [stamp, EXPECTED, _key(rules)]
    stamped.save(files, place, FORECAST, belongs_to, orjson.dumps(head) + b"\n" + numbers)


def _key(rules: Rules) -> str:
    """Return what tells one set of rules from another."""
    circles = sorted((circle.value, days) for circle, days in rules.circles.items())
    return repr((circles, sorted(rules.tags.items()), rules.job_search, rules.danish))


def _load(place: Place, name: str, belongs_to: Stamp, ahead: Ahead[Body] | None) -> bytes | None:
    if ahead is None:
        return stamped.load(place, name, belongs_to)
    try:
        return stamped.fitting(ahead.result(), belongs_to)
    except (OSError, ValueError):
        return None
