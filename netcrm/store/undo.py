"""The operations that take a line back: what the lines would add up to without it is what they bring about.

Lines that undo others count for nothing in that: the lines in force are those that did something and are
not undone. What others wrote over since is among them, so it stays. Looks at the fold and the journals,
changes nothing.
"""

from collections.abc import Collection, Iterable, Mapping

from netcrm.core.i18n import _
from netcrm.core.record import JSON, Op, Record
from netcrm.store.cell import Cell, order
from netcrm.store.fold import TARGET, Fold, Key
from netcrm.store.line import OWN, Line
from netcrm.store.lookup import Lines

_LINE = 20


class Inverse:
    """The way back from a line: OPS to write, and KEPT, what stays because of others, in words."""

    def __init__(self, line: Line, root: Line, fold: Fold, lines: Lines) -> None:
        """Find the way back from LINE, which is ROOT or the last that undoes or redoes it."""
        self.ops: list[Op] = []
        self.kept: list[str] = []
        self._fold = fold
        undone = fold.undone()
        keys = dict.fromkeys(_key(op) for op in (*root.ops, *line.ops) if op is not None)
        chain = {root.id, *fold.undoes}  # writes of these lines may be replaced, all others stay
        in_force = {
            one.id: one
            for one in lines.touching({id for _table, id in keys})
            if not one.undoes and (one.id in undone) == (one.id == root.id and root.id in undone)
        }
        if root.id not in undone:
            in_force.pop(root.id, None)
        wanted = {key: self._wanted(key, in_force) for key in keys}
        self._leaving = {key for key, cell in wanted.items() if not cell.origin}
        self._references = fold.references_to({id for table, id in keys if table == TARGET})
        for key, cell in wanted.items():
            if cell.origin:
                _Change(self, key, cell, chain).find()
            else:
                self._hide(key, cell, root)
        if root.id not in undone:
            self._say_what_is_kept(root)

    def now(self, key: Key) -> Cell:
        """Return the live writes of a record as they are."""
        shelf, id = self._fold.shelf(key[0]), key[1]
        return Cell.of(shelf.find(id), *key, shelf.gones_of(id), {}, shelf.places_of(id))

    def seen_references(self, key: Key) -> set[str]:
        """Return the writes naming a contact that no deletion need be afraid of: they leave, or only repeat."""
        return {
            write
            for other, writes in self._references.get(key[1], ())
            if key[0] == TARGET
            for write in writes
            if (other.table, other.id) in self._leaving or write[:_LINE] in self._fold.undoes
        }

    def _wanted(self, key: Key, in_force: Mapping[str, Line]) -> Cell:
        """Return what a record would be if only these lines had been written."""
        cell = Cell(*key)
        ops = [
            (f"{line.id}.{index}", op)
            for line in in_force.values()
            for index, op in enumerate(line.ops)
            if op is not None and _key(op) == key
        ]
        for write, op in ops:
            at = {"put": 5, "del": 5, "gone": 3, "back": 3}.get(str(op[0]))
            if at is None:
                cell.apply(op, write)
                continue
            names = [str(name) for name in op[at]]  # type: ignore[union-attr]  # shapes were checked
            # who saw a write that does not count had also seen, or seen replaced, what was before it
            last = max((n[:_LINE] for n in names if n[:_LINE] not in in_force), default="")
            earlier = [other for other, _op in ops if other[:_LINE] < last]
            cell.apply([*op[:at], [*names, *earlier], *op[at + 1 :]], write)
        return cell

    def _hide(self, key: Key, wanted: Cell, root: Line) -> None:
        """Mark a record deleted whose making is undone, unless others have written to it or name it."""
        record = self._fold.shelf(key[0]).shown(key[1])
        if record is None:
            return
        named = [
            write
            for other, writes in self._references.get(key[1], ())
            if key[0] == TARGET
            for write in writes
            if (other.table, other.id) not in self._leaving and write[:_LINE] != root.id
        ]
        if any(wanted.puts.values()) or any(wanted.items.values()) or named:
            self.keep(key)
            return
        self.ops.append(["gone", *key, [*sorted({*record.all_seen(), *self.seen_references(key)})]])

    def _say_what_is_kept(self, root: Line) -> None:
        changed = {(_key(op), op[3] if len(op) > 4 else "") for op in self.ops}
        for op in root.ops:
            writes = op is not None and op[0] in ("put", "add") and _key(op) not in self._leaving
            if op is not None and writes and (_key(op), op[3]) not in changed:
                self.keep(_key(op), str(op[3]))

    def keep(self, key: Key, field: str = "") -> None:
        """Say that something stays as it is."""
        record = self._fold.shelf(key[0]).find(key[1])
        name = describe(record) if record else key[1]
        words = _("{field} of {name}").format(field=field, name=name) if field else name
        if words not in self.kept:
            self.kept.append(words)


class _Change:
    """The operations that make one record what it is WANTED to be; only writes of CHAIN are replaced."""

    def __init__(self, inverse: Inverse, key: Key, wanted: Cell, chain: Collection[str]) -> None:
        self._inverse = inverse
        self._key = key
        self._wanted = wanted
        self._chain = chain
        self._cell = inverse.now(key)

    def find(self) -> None:
        """Add the operations to those of the inverse."""
        for field in {**self._cell.puts, **self._wanted.puts}:
            self._put(field)
        for field in {**self._cell.items, **self._wanted.items}:
            self._items(field)
        self._gones()

    def _put(self, field: str) -> None:
        live, wanted = self._cell.puts.get(field, {}), self._wanted.puts.get(field, {})
        out = self._out(live, wanted)
        missing = sorted((name for name in wanted if name not in live), key=order)
        if not out and not missing:
            return
        stay = {**{name: live[name] for name in live if name not in out}, **wanted}
        shown = stay[max(stay, key=order)] if stay else None
        values = [wanted[name] for name in missing]
        if not values or values[-1] != shown:
            values.append(shown)
        now = live[max(live, key=order)] if live else None
        for n, value in enumerate(values):
            if value not in values[n + 1 :]:
                self._add("put", field, value, [*out], [now])
                out = []

    def _items(self, field: str) -> None:
        live, wanted = self._cell.items.get(field, {}), self._wanted.items.get(field, {})
        for key in [*live]:
            item, writes = live[key]
            if out := self._out(writes, wanted.get(key, (None, {}))[1]):
                self._add("del", field, item, [*out])
        for key, (item, writes) in wanted.items():
            if writes and key not in self._cell.items.get(field, {}):
                self._add("add", field, item)

    def _gones(self) -> None:
        wanted = self._wanted.gones
        if out := self._out(self._cell.gones, wanted):
            self._add("back", [*out])
        for name in sorted(wanted.keys() - self._cell.gones.keys(), key=order):
            self._add("gone", [*sorted({*wanted[name], *self._inverse.seen_references(self._key)})])
        hidden, is_hidden = _is_hidden(self._wanted), _is_hidden(self._cell)
        if hidden and not is_hidden:
            self._add("gone", [*sorted(_writes(self._cell))])
        elif is_hidden and not hidden:
            self._add("back", [*self._cell.gones])

    def _out(self, live: Iterable[str], wanted: Collection[str]) -> list[str]:
        return [name for name in live if name not in wanted and name[:_LINE] in self._chain]

    def _add(self, kind: str, *rest: JSON) -> None:
        op: Op = [kind, *self._key, *rest]
        self._cell.apply(op, f"{OWN}.{len(self._inverse.ops)}")
        self._inverse.ops.append(op)


def _is_hidden(cell: Cell) -> bool:
    seen = {write for names in cell.gones.values() for write in names}
    return bool(cell.gones) and _writes(cell) <= seen


def _writes(cell: Cell) -> set[str]:
    record = cell.record()
    return set(record.all_seen()) if record else set()


def describe(record: Record) -> str:
    """Return a few words by which a user knows a record."""
    for field in ("name", "words", "text"):
        value = record.fields.get(field)
        if isinstance(value, str) and value:
            return value if len(value) <= 40 else f"{value[:39]}…"
    return record.id


def _key(op: Op) -> Key:
    return (str(op[1]), str(op[2]))
