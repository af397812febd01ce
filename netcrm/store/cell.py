"""One record as the set of its live writes: a multi-value register a field, an observed-remove set a list.

Pure: what comes out depends on which operations came in, never on their order (Shapiro et al. 2011).
"""

from collections.abc import Iterable, Mapping

from netcrm.core.record import JSON, Op, Record, item_key

Slot = tuple[str, str | None]
"""Where a write is live: a field, or a field and the key of an item in it."""

Places = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Where items stood in their writes: by field, by the item's key, by write."""

Aliases = Mapping[str, tuple[str, list[str]]]
"""The live writes that say that a record is another one: which, and what their authors had seen of it."""

GONE: Slot = ("", None)
"""Where deletions and aliases are live."""

MERGED = "contacts"
"""The table whose records can be merged."""

_NO_ALIASES: Aliases = {}
_LINE = 20


def line_of(write: str) -> str:
    """Return the id of the line that a write stands in."""
    return write[:_LINE]


def order(write: str) -> tuple[str, int]:
    """Return the key by which writes are ordered: the line, then the place in it."""
    return (write[:_LINE], int(write[_LINE + 1 :] or 0))


class Cell:
    """The live writes of one record; `dead` names writes that were replaced before they came.

    An item of a set keeps with each of its writes where in that write it stood: a list written whole
    shows in its order, whatever came earlier.
    """

    __slots__ = ("aliases", "dead", "gones", "id", "items", "origin", "puts", "table")

    def __init__(self, table: str, id: str) -> None:
        self.table = table
        self.id = id
        self.origin = ""
        self.puts: dict[str, dict[str, JSON]] = {}
        self.items: dict[str, dict[str, tuple[JSON, dict[str, int]]]] = {}
        self.gones: dict[str, list[str]] = {}
        self.aliases: dict[str, tuple[str, list[str]]] = {}
        self.dead: dict[Slot, set[str]] = {}

    # -- operations -----------------------------------------------------------------------------

    def apply(self, op: Op, write: str) -> bool:
        """Take in an operation of this record; return False where its kind is not known."""
        kind = op[0]
        if kind == "new":
            self._new(op[3], write)  # type: ignore[arg-type]  # shapes were checked as the line was read
        elif kind == "put":
            self._kill((str(op[3]), None), op[5])
            self._put(str(op[3]), op[4], write)
        elif kind == "add":
            self._add(str(op[3]), op[4], write)
        elif kind == "del":
            self._kill((str(op[3]), item_key(op[4])), op[5])
        elif kind == "gone":
            if not self._is_dead(GONE, write):
                self.gones[write] = op[3]  # type: ignore[assignment]  # `check_op` has seen to it
        elif kind == "back":
            self._kill(GONE, op[3])
        elif kind == "alias" and self.table == MERGED:
            self._kill(GONE, op[4])
            if not self._is_dead(GONE, write):
                self.aliases[write] = (str(op[3]), op[5])  # type: ignore[assignment]  # `check_op` has seen to it
        else:
            return False
        return True

    def _new(self, fields: Mapping[str, JSON], write: str) -> None:
        if not self.origin or order(write) < order(self.origin):
            self.origin = write
        for field, value in fields.items():
            if isinstance(value, list):
                once = {
                    item_key(item): (item, place) for place, item in reversed([*enumerate(value)])
                }
                for item, place in once.values():
                    self._add(field, item, write, place)
            elif value is not None:
                self._put(field, value, write)

    def _put(self, field: str, value: JSON, write: str) -> None:
        if not self._is_dead((field, None), write):
            self.puts.setdefault(field, {})[write] = value

    def _add(self, field: str, item: JSON, write: str, place: int = 0) -> None:
        key = item_key(item)
        if not self._is_dead((field, key), write):
            writes = self.items.setdefault(field, {}).setdefault(key, (item, {}))[1]
            writes.setdefault(write, place)

    def _is_dead(self, slot: Slot, write: str) -> bool:
        names = self.dead.get(slot)
        if names is None or write not in names:
            return False
        if len(names) == 1:
            del self.dead[slot]
        else:
            names.remove(write)
        return True

    def _kill(self, slot: Slot, names: JSON) -> None:
        field, key = slot
        for name in names:  # type: ignore[union-attr]  # a list of texts
            if slot == GONE:
                known = name in self.gones or name in self.aliases
                self.gones.pop(name, None)  # type: ignore[arg-type]  # a list of texts
                self.aliases.pop(name, None)  # type: ignore[arg-type]  # a list of texts
            elif key is None:
                known = name in self.puts.get(field, ())
                if known:
                    del self.puts[field][name]  # type: ignore[arg-type]  # a list of texts
            else:
                live = self.items.get(field, {}).get(key)
                known = live is not None and name in live[1]
                if live is not None and known:
                    del live[1][name]  # type: ignore[arg-type]  # a list of texts
                    if not live[1]:
                        del self.items[field][key]
            if not known:
                self.dead.setdefault(slot, set()).add(name)  # type: ignore[arg-type]  # a list of texts

    # -- from and to records --------------------------------------------------------------------

    @classmethod
    def of(
        cls,
        record: Record | None,
        table: str,
        id: str,
        gones: Mapping[str, list[str]],
        dead: Mapping[Slot, Iterable[str]],
        places: Places,
        aliases: Aliases = _NO_ALIASES,
    ) -> "Cell":
        """Return the live writes behind a record."""
        cell = cls(table, id)
        cell.gones = dict(gones)
        cell.aliases = dict(aliases)
        cell.dead = {slot: set(names) for slot, names in dead.items()}
        if record is None:
            return cell
        cell.origin = record.origin
        origin = [record.origin]
        for field, value in record.fields.items():
            if isinstance(value, list) and (field not in record.puts or field in record.items):
                cell.items[field] = keys = {}
                for place, item in enumerate(value):
                    key = item_key(item)
                    names = record.items.get(field, {}).get(key, origin)
                    kept = places.get(field, {}).get(key)
                    keys[key] = item, {n: kept.get(n, 0) if kept else place for n in names}
            elif field not in record.puts:
                cell.puts[field] = {record.origin: value}
        for field, names in record.puts.items():
            shown = None if field in cell.items else record.fields.get(field)
            cell.puts[field] = dict.fromkeys(names, shown)
            cell.puts[field].update(record.rivals.get(field, ()))
        return cell

    def record(self) -> Record | None:
        """Return the record that the live writes add up to; None where there are none.

        A field with items shows these; values put there by others are then its rivals.
        """
        fields: dict[str, JSON] = {}
        puts: dict[str, list[str]] = {}
        items: dict[str, dict[str, list[str]]] = {}
        rivals: dict[str, list[tuple[str, JSON]]] = {}
        origin = {self.origin}
        for field, keys in self.items.items():
            if not keys:
                continue
            mixed = bool(self.puts.get(field))
            live = sorted(keys.items(), key=lambda entry: _first(entry[1][1]))
            fields[field] = [item for _key, (item, _writes) in live]
            names = {
                key: sorted(writes) for key, (_, writes) in live if mixed or writes.keys() != origin
            }
            if names:
                items[field] = names
        for field, values in self.puts.items():
            if not values:
                continue
            names_of = sorted(values, key=order)
            if field in fields:
                puts[field] = names_of
                rivals[field] = [(write, values[write]) for write in names_of]
                continue
            winner = values[names_of[-1]]
            if winner is not None:
                fields[field] = winner
            if names_of != [self.origin] or isinstance(winner, list):
                puts[field] = names_of
            others = [
                (write, values[write]) for write in names_of if not _equal(values[write], winner)
            ]
            if others:
                rivals[field] = others
        if not (self.origin or fields or puts or self.gones or self.aliases):
            return None
        gone_by = sorted(self.gones, key=order)
        return Record(
            self.table,
            self.id,
            fields,
            self.origin,
            puts=puts,
            items=items,
            rivals=rivals,
            gone_by=gone_by,
        )

    def places(self) -> dict[str, dict[str, dict[str, int]]]:
        """Return where items stood in their writes, for fields whose order does not tell it."""
        return {
            field: {key: dict(writes) for key, (_item, writes) in keys.items()}
            for field, keys in self.items.items()
            if any(len(writes) > 1 for _item, writes in keys.values())
        }


def _first(writes: Mapping[str, int]) -> tuple[tuple[str, int], int]:
    """Return the key that orders the items of a set: the first of their writes, and the place in it."""
    first = min(writes, key=order)
    return order(first), writes[first]


def _equal(one: JSON, other: JSON) -> bool:
    """Return whether two values are the same JSON; Python takes True for 1."""
    return one == other and type(one) is type(other)
