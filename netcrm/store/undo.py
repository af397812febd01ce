"""The operations that take a line back: each write that is still live is undone, what others wrote since stays.

Pure: looks at the fold, changes nothing.
"""

from netcrm.core.i18n import _
from netcrm.core.record import JSON, Op, Record, item_key
from netcrm.store.cell import Cell, order
from netcrm.store.fold import TARGET, Fold, Key
from netcrm.store.line import Line
from netcrm.store.lookup import Lines

_LINE = 20


class Inverse:
    """The way back from a line: OPS to write, and KEPT, what stays because of others, in words."""

    def __init__(self, line: Line, fold: Fold, lines: Lines) -> None:
        """Find the way back as things are in FOLD; LINES has the other lines."""
        self.ops: list[Op] = []
        self.kept: list[str] = []
        self._line = line
        self._fold = fold
        self._lines = lines
        self._cells: dict[Key, Cell] = {}
        self._puts: dict[tuple[Key, str], Op] = {}
        ops = [(index, op) for index, op in enumerate(line.ops) if op is not None]
        self._leaving = {_key(op) for _index, op in ops if op[0] in ("new", "back")}
        self._references = fold.references_to(
            {id for table, id in self._leaving if table == TARGET}
        )
        for index, op in reversed(ops):
            key = _key(op)
            if key in self._leaving and op[0] not in ("new", "back"):
                continue  # goes with its record
            getattr(self, f"_undo_{op[0]}", self._undo_unknown)(key, op, f"{line.id}.{index}")

    def _undo_unknown(self, key: Key, _op: Op, _write: str) -> None:
        self._keep(key)

    def _undo_new(self, key: Key, _op: Op, _write: str) -> None:
        self._hide(key)

    def _undo_back(self, key: Key, op: Op, _write: str) -> None:
        if op[3]:
            self._hide(key)

    def _undo_gone(self, key: Key, _op: Op, write: str) -> None:
        if write in self._cell(key).gones:
            self._add(key, ["back", *key, [write]])

    def _undo_put(self, key: Key, op: Op, write: str) -> None:
        field = str(op[3])
        live = self._cell(key).puts.get(field, {})
        if write in live:
            now = live[write]
            for n, value in enumerate(self._values_before(op, field, live, write)):
                over: list[JSON] = [] if n else [write]
                self._puts[key, field] = ["put", *key, field, value, over, [] if n else [now]]
                self._add(key, self._puts[key, field])
        elif (key, field) in self._puts:  # a later operation of this line replaced it: undone above
            self._puts[key, field][4] = _first(op[6])
        else:
            self._keep(key, field)

    def _values_before(self, op: Op, field: str, live: dict[str, JSON], write: str) -> list[JSON]:
        """Return what a field held before OP, the value that was shown last."""
        over = [str(name) for name in op[5]]  # type: ignore[union-attr]  # shapes were checked
        others = [name for name in live if name != write]
        if others and all(self._lines.replaced_by_others(name, self._line, op) for name in over):
            return [
                live[max(others, key=order)]
            ]  # they stood there before, not seen by who wrote OP
        if len(over) < 2:
            return [_first(op[6])]
        values: list[JSON] = []
        for value in (self._lines.value(name, field) for name in sorted(over, key=order)):
            if value in values:
                values.remove(value)
            values.append(value)
        return values

    def _undo_add(self, key: Key, op: Op, write: str) -> None:
        field, item = str(op[3]), op[4]
        live = self._writes(key, field, item)
        if write in live:
            theirs = live - {write}
            self._add(key, ["del", *key, field, item, [write]])
            if theirs:
                self._keep(key, field)

    def _undo_del(self, key: Key, op: Op, _write: str) -> None:
        field, item = str(op[3]), op[4]
        if op[5] and not self._writes(key, field, item):
            self._add(key, ["add", *key, field, item])

    def _hide(self, key: Key) -> None:
        """Mark a record deleted, unless others have written to it or name it."""
        record = self._cell(key).record()
        if record is None or self._fold.shelf(key[0]).shown(key[1]) is None:
            return
        seen = set(record.all_seen())
        theirs = any(not self._is_mine(write) for write in seen)
        for other, writes in self._references.get(key[1], ()) if key[0] == TARGET else ():
            if (other.table, other.id) in self._leaving:
                seen.update(writes)
            elif any(write[:_LINE] != self._line.id for write in writes):
                theirs = True
        if theirs:
            self._keep(key)
        else:
            self._add(key, ["gone", *key, [*sorted(seen)]])

    def _is_mine(self, write: str) -> bool:
        return write[:_LINE] == self._line.id or self._lines.is_ours(write[:_LINE])

    def _writes(self, key: Key, field: str, item: JSON) -> set[str]:
        found = self._cell(key).items.get(field, {}).get(item_key(item))
        return found[1] if found else set()

    def _cell(self, key: Key) -> Cell:
        if key not in self._cells:
            shelf = self._fold.shelf(key[0])
            found = shelf.find(key[1])
            self._cells[key] = Cell.of(found, *key, shelf.gones_of(key[1]), {})
        return self._cells[key]

    def _add(self, key: Key, op: Op) -> None:
        self._cell(key).apply(op, f"{'~' * _LINE}.{len(self.ops)}")
        self.ops.append(op)

    def _keep(self, key: Key, field: str = "") -> None:
        record = self._fold.shelf(key[0]).find(key[1])
        name = describe(record) if record else key[1]
        words = _("{field} of {name}").format(field=field, name=name) if field else name
        if words not in self.kept:
            self.kept.append(words)


def describe(record: Record) -> str:
    """Return a few words by which a user knows a record."""
    for field in ("name", "words", "text"):
        value = record.fields.get(field)
        if isinstance(value, str) and value:
            return value if len(value) <= 40 else f"{value[:39]}…"
    return record.id


def _key(op: Op) -> Key:
    return (str(op[1]), str(op[2]))


def _first(was: JSON) -> JSON:
    return was[0] if isinstance(was, list) and was else None
