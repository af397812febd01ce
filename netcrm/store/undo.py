"""The operations that take a line back: what the lines would add up to without it is what they bring about.

Lines that undo others count for nothing in that: the lines in force are those that did something and are
not undone. What others wrote over since is among them, so it stays. Looks at the fold and the journals,
changes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from netcrm.core.errors import CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.core.record import JSON, Op, Record, item_key
from netcrm.core.references import NAMING_EITHER, Heads, named_by
from netcrm.store.cell import Aliases, Cell, line_of, order
from netcrm.store.fold import TARGET, UNDER, Fold, Key, is_gone
from netcrm.store.group import combined, heads_of
from netcrm.store.line import OWN, Line
from netcrm.store.lookup import Lines

_Written = tuple[Line, int, Op]
_NAMES_AT = {"put": (5,), "del": (5,), "gone": (3,), "back": (3,), "alias": (4, 5)}
"""Where operations name the writes that their authors had seen."""


class Inverse:
    """The way back from a line: OPS to write, and KEPT, what stays because of others, in words."""

    def __init__(self, line: Line, root: Line, fold: Fold, lines: Lines) -> None:
        """Find the way back from LINE, which is ROOT or the last that undoes or redoes it."""
        self.ops: list[Op] = []
        self.kept: list[str] = []
        self._fold = fold
        self._root = root
        self._undone = fold.undone() ^ {root.id}  # as it will be
        ops = [
            op for op in (*root.ops, *line.ops) if op is not None and _key(op) not in fold.purged
        ]
        self._aliases = self._aliases_wanted({str(op[2]) for op in ops if op[0] == "alias"}, lines)
        self._heads = self._heads_wanted() if self._aliases else fold.target.heads
        keys = dict.fromkeys(map(self._key_of, ops))
        groups = {key: self._group(key) for key in keys}
        every = lines.touching({id for group in groups.values() for _table, id in group})
        written = _by_record(every)
        wanted = {key: self._wanted(group, written) for key, group in groups.items()}
        self._leaving = {key for key, cell in wanted.items() if not cell.origin}
        self._returning = {
            key
            for key, cell in wanted.items()
            if cell.origin and not is_gone(cell.record(), cell.gones)
        }
        self._references = fold.references_to({id for table, id in keys if table == TARGET})
        chain = {root.id, *fold.undoes, *(self._undone if self.merges else ())}
        mine: dict[Key, list[Op]] = {}
        for op in ops:
            mine.setdefault(self._key_of(op), []).append(op)
        stays = {key[1] for key in self._leaving if self._is_needed(key, wanted[key])}
        for key, cell in wanted.items():
            if cell.origin and key[0] == UNDER and key[1] in stays:
                continue  # who was promoted stays a contact
            if cell.origin:
                _Change(self, key, cell, chain).find(mine[key])
            elif len(groups[key]) > 1:
                self.keep(key)
            else:
                self._hide(key, cell)
        self._see_own_references()
        self._leave_hidden(wanted)
        if root.id in self._undone:
            self._say_what_is_kept()

    def now(self, key: Key) -> Cell:
        """Return the live writes of a record as they are."""
        cells = [self._fold.own_cell(one) for one in self._group(key)]
        for cell in cells:
            if cell.table == TARGET and cell.id in self._aliases:
                cell.aliases = dict(self._aliases[cell.id])
        whole = combined(cells[0], cells[1:]) if len(cells) > 1 else cells[0]
        whole.dead = {}
        return whole

    @property
    def merges(self) -> bool:
        """Whether the line merged contacts."""
        return bool(self._aliases)

    def _aliases_wanted(self, ids: Collection[str], lines: Lines) -> dict[str, Aliases]:
        """Return into whom these contacts are to be merged; add the operations for that."""
        found: dict[str, Aliases] = {}
        for id in sorted(ids):
            key = (TARGET, id)
            wanted = found[id] = self._wanted([key], _by_record(lines.touching({id}))).aliases
            now = self._fold.own_cell(key).aliases
            chain = {self._root.id, *self._fold.undoes}
            if out := [n for n in now if n not in wanted and line_of(n) in chain]:
                self.ops.append(["back", *key, [*out]])
            for name in sorted(wanted.keys() - now.keys(), key=order):
                into, seen = wanted[name]
                self.ops.append(["alias", *key, into, [], [*seen]])
        return found

    def _heads_wanted(self) -> Heads:
        """Return who stands for whom once these are merged as they are to be."""
        aliases = {**self._fold.target.aliases, **self._aliases}
        return heads_of(aliases, self._fold.is_made)

    def _key_of(self, op: Op) -> Key:
        """Return which record an operation is about: of one merged into another it is that one."""
        table, id = _key(op)
        return (table, self._heads.get(id, id) if table == TARGET else id)

    def _group(self, key: Key) -> list[Key]:
        """Return a record and those that were merged into it."""
        table, head = key
        others = [id for id, into in self._heads.items() if into == head and table == TARGET]
        return [key, *((table, id) for id in others)]

    def seen_references(self, key: Key) -> set[str]:
        """Return the writes naming a contact that no deletion need be afraid of: they leave, or only repeat."""
        return {
            write
            for other, writes in self._references.get(key[1], ())
            if key[0] == TARGET
            for write in writes
            if (other.table, other.id) in self._leaving or line_of(write) in self._fold.undoes
        }

    def _see_own_references(self) -> None:
        """Let deletions see the writes of this line that name who is deleted; they would bring them back."""
        named: dict[str, list[str]] = {}
        for index, op in enumerate(self.ops):
            for id in named_by(op) if op[0] != "new" else ():
                head = self._fold.target.heads.get(id, id)
                named.setdefault(head, []).append(f"{OWN}.{index}")
        for index, op in enumerate(self.ops):
            if op[0] == "gone" and op[1] == TARGET and (writes := named.get(str(op[2]))):
                self.ops[index] = [*op[:3], [*op[3], *writes]]  # type: ignore[misc]  # a list of names, made here

    def _wanted(self, group: list[Key], written: Mapping[Key, list[_Written]]) -> Cell:
        """Return what a record would be if only the lines in force had been written.

        GROUP are the record and those that were merged into it, WRITTEN all operations by record.
        """
        found = [one for key in group for one in written.get(key, ())]
        found.sort(key=lambda one: (one[0].id, one[1]))
        makers = {(line.id, _key(op)) for line, _index, op in found if op[0] == "new"}
        ops = [
            (f"{line.id}.{index}", op)
            for line, index, op in found
            if self._counts(line, op, makers)
        ]
        writes = [write for write, _op in ops]
        cells = {key: Cell(*key) for key in group}
        for write, op in ops:
            cells[_key(op)].apply(self._as_seen(op, writes), write)
        head, *others = cells.values()
        return combined(head, others) if others else head

    def _as_seen(self, op: Op, writes: Iterable[str]) -> Op:
        """Return an operation that names all of WRITES that its author had seen, or seen replaced."""
        seen = [*op]
        for at in _NAMES_AT.get(str(op[0]), ()):
            names = [str(name) for name in op[at]]  # type: ignore[union-attr]  # shapes were checked
            # who saw a write that does not count had also seen, or seen replaced, what was before it
            last = max((line_of(name) for name in names if self.is_void(line_of(name))), default="")
            seen[at] = [*names, *(other for other in writes if line_of(other) < last)]
        return seen

    def _counts(self, line: Line, op: Op, makers: Collection[tuple[str, Key]]) -> bool:
        """Return whether an operation is in force; MAKERS are the lines that made records, and which.

        Of a line that is undone the making of records is, and of the line that undid it their deletion:
        others may have brought them back.
        """
        if not self.is_void(line.id):
            return True
        if line.id == self._root.id or self._fold.root(line.id) == self._root.id:
            return False
        if line.undoes:
            made = (self._fold.root(line.id), _key(op)) in makers
            return made and op[0] == "gone" and line.id not in self._undone
        return op[0] == "new"

    def is_void(self, id: str) -> bool:
        """Return whether a line counts for nothing: it is undone, or only undoes or redoes another one."""
        return id in self._undone or id in self._fold.undoes

    def _hide(self, key: Key, wanted: Cell) -> None:
        """Mark a record deleted whose making is undone, unless others have written to it or name it."""
        record = self._fold.shelf(key[0]).shown(key[1])
        if record is None:
            return
        if self._is_needed(key, wanted):
            self.keep(key)
            return
        seen = {*record.all_seen(), *self.seen_references(key)}
        self.ops.append(["gone", *key, [*sorted(seen)]])

    def _is_needed(self, key: Key, wanted: Cell) -> bool:
        """Return whether others have written to a record whose making is undone, or tell of it.

        What may name an acquaintance goes on to name the one who returns; what was told of a contact does not.
        """
        returns = (UNDER, key[1]) in self._returning
        named = (
            line_of(write) != self._root.id
            for other, writes in self._references.get(key[1], ())
            if key[0] == TARGET and not (returns and other.table in NAMING_EITHER)
            for write in writes
            if (other.table, other.id) not in self._leaving
        )
        return any(wanted.puts.values()) or any(wanted.items.values()) or any(named)

    def _leave_hidden(self, wanted: Mapping[Key, Cell]) -> None:
        """Let a contact that is hidden stay so, where this line only names it again as its deleters had seen."""
        marked = {op[2] for op in self.ops if op[0] == "gone" and op[1] == TARGET}
        again: dict[str, list[str]] = {}
        for index, op in enumerate(self.ops):
            if op[0] == "new" or not named_by(op):
                continue
            id, field, cell = str(op[4]), str(op[3]), wanted[_key(op)]
            item = cell.items.get(field, {}).get(id, (None, {}))[1]
            before = {*item, *(n for n, value in cell.puts.get(field, {}).items() if value == id)}
            head = self._fold.target.heads.get(id, id)
            there = wanted.get((TARGET, head))
            gones = there.gones if there else self._fold.target.gones_of(head)
            seen = {name for names in gones.values() for name in names}
            if head not in marked and gones and before <= seen:
                again.setdefault(head, []).append(f"{OWN}.{index}")
        self.ops += [["gone", TARGET, id, [*writes]] for id, writes in again.items()]

    def _say_what_is_kept(self) -> None:
        changed = {(_key(op), op[3] if len(op) > 4 else "") for op in self.ops}
        for op in self._root.ops:
            if op is None or (key := self._key_of(op)) in self._leaving:
                continue
            if op[0] == "new" and key != _key(op):
                self.keep(key)  # it was merged into another one, which stays
            elif op[0] in ("put", "add") and (key, op[3]) not in changed:
                self.keep(key, str(op[3]))

    def keep(self, key: Key, field: str = "") -> None:
        """Say that something stays as it is."""
        record = self._fold.shelf(key[0]).find(key[1])
        name = describe(record) if record else key[1]
        words = _("{field} of {name}").format(field=field, name=name) if field else name
        if words not in self.kept:
            self.kept.append(words)


def refuse_purged(root: Line) -> None:
    """Raise CannotBeDoneError where a change purged somebody: nothing is left to take back."""
    if any(op is not None and op[0] == "purge" for op in root.ops):
        raise CannotBeDoneError(
            _("what was purged is gone for good"),
            _("`netcrm undo ID` takes an earlier change back; `netcrm history` has the ids"),
        )


class _Change:
    """The operations that make one record what it is WANTED to be; only writes of CHAIN are replaced."""

    def __init__(self, inverse: Inverse, key: Key, wanted: Cell, chain: Collection[str]) -> None:
        self._inverse = inverse
        self._key = key
        self._wanted = wanted
        self._chain = chain
        self._cell = inverse.now(key)

    def find(self, ops: Iterable[Op]) -> None:
        """Add the operations to those of the inverse; OPS say which parts of the record are concerned."""
        places = dict.fromkeys((str(op[0]), str(op[3]), _item(op)) for op in ops)
        if self._inverse.merges:
            places |= dict.fromkeys(self._left_by_others())
        for kind, field, item in sorted(places, key=self._standing):
            if kind == "put":
                self._put(field)
            elif kind in ("add", "del"):
                self._item(field, item)
        self._gones()

    def _standing(self, place: tuple[str, str, str]) -> tuple[tuple[str, int], int]:
        """Return the key that puts the items of a set in the order in which they are to stand."""
        writes = self._wanted.items.get(place[1], {}).get(place[2], (None, {}))[1]
        return min(((order(write), at) for write, at in writes.items()), default=(("", 0), 0))

    def _left_by_others(self) -> Iterator[tuple[str, str, str]]:
        """Yield where a write is live that counts for nothing: it was undone on whoever stood for this one."""
        for field, values in self._cell.puts.items():
            if self._is_left(values, self._wanted.puts.get(field, {})):
                yield "put", field, ""
        for field, keys in self._cell.items.items():
            for key, (_item, writes) in keys.items():
                wanted = self._wanted.items.get(field, {}).get(key, (None, {}))[1]
                if self._is_left(writes, wanted):
                    yield "del", field, key

    def _is_left(self, live: Iterable[str], wanted: Collection[str]) -> bool:
        return any(n not in wanted and self._inverse.is_void(line_of(n)) for n in live)

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

    def _item(self, field: str, key: str) -> None:
        item, live = self._cell.items.get(field, {}).get(key, (None, {}))
        wanted_item, wanted = self._wanted.items.get(field, {}).get(key, (item, {}))
        if out := self._out(live, wanted):
            self._add("del", field, item, [*out])
        if not wanted.keys() <= live.keys():
            self._add("add", field, wanted_item)

    def _gones(self) -> None:
        wanted = self._wanted.gones
        if out := self._out(self._cell.gones, wanted):
            self._add("back", [*out])
        for name in sorted(wanted.keys() - self._cell.gones.keys(), key=order):
            self._add("gone", [*sorted({*wanted[name], *self._inverse.seen_references(self._key)})])
        hidden, is_hidden = (
            is_gone(cell.record(), cell.gones) for cell in (self._wanted, self._cell)
        )
        if hidden and not is_hidden:
            self._add("gone", [*sorted(_writes(self._cell))])
        elif is_hidden and not hidden:
            self._add("back", [*self._cell.gones])

    def _out(self, live: Iterable[str], wanted: Collection[str]) -> list[str]:
        return [name for name in live if name not in wanted and line_of(name) in self._chain]

    def _add(self, kind: str, *rest: JSON) -> None:
        op: Op = [kind, *self._key, *rest]
        self._cell.apply(op, f"{OWN}.{len(self._inverse.ops)}")
        self._inverse.ops.append(op)


def _by_record(every: Iterable[Line]) -> dict[Key, list[_Written]]:
    """Return all operations of these lines by the record they are about, in the order of the lines."""
    found: dict[Key, list[_Written]] = {}
    for line in every:
        for index, op in enumerate(line.ops):
            if op is not None:
                found.setdefault(_key(op), []).append((line, index, op))
    return found


def _item(op: Op) -> str:
    return item_key(op[4]) if op[0] in ("add", "del") else ""


def _writes(cell: Cell) -> set[str]:
    record = cell.record()
    return set(record.all_seen()) if record else set()


def describe(record: Record) -> str:
    """Return a few words by which a user knows a record."""
    for field in ("name", "words", "text", "role", "how"):
        value = record.fields.get(field)
        if isinstance(value, str) and value:
            return value if len(value) <= 40 else f"{value[:39]}…"
    return record.id


def _key(op: Op) -> Key:
    return (str(op[1]), str(op[2]))
