"""What lines add up to, straight from the definition and as slow as it likes: a second opinion on the fold.

A write is live unless some line names it in `over` at the same place. A field shows the live write with
the greatest name. A record is hidden while deletions are live that have seen all its live writes, and,
of a contact, all live references to it from records that are not hidden: relations, introductions and
opportunities name the acquaintance of the same id where that one is shown.

A contact with a live alias is not shown: the one it leads to shows also those of its writes that no alias
has seen, and is who is named where it is named. Of several aliases the greatest counts, and none to
a contact that was not made; in a ring the smallest id stands for all.
"""

from collections.abc import Iterable
from typing import Any

from netcrm.core.record import item_key
from netcrm.store.line import Line

REFERENCES = {
    "interactions": ["contacts"],
    "follow_ups": ["contact"],
    "relations": ["person", "other"],
    "introductions": ["connector", "to"],
    "opportunities": ["via"],
}


def order(write: str) -> tuple[str, int]:
    """Return the key by which writes are ordered."""
    line, _, index = write.partition(".")
    return line, int(index)


class Oracle:
    """The shown records of a set of lines, and the rivals of their fields."""

    def __init__(self, lines: Iterable[Line]) -> None:
        once = {line.id: line for line in lines}
        self.writes: list[tuple[str, list[Any]]] = [
            (f"{line.id}.{index}", op)
            for line in once.values()
            for index, op in enumerate(line.ops)
            if op
        ]
        self.ids = sorted({(op[1], op[2]) for _, op in self.writes})
        self.heads = self._heads()
        self.records = {key: self._record(*key) for key in self.ids}
        self.hidden = {key for key in self.ids if self._own_seen(key)}
        self.shown: dict[str, dict[str, dict[str, Any]]] = {}
        self.rivals: dict[tuple[str, str], dict[str, set[str]]] = {}
        for table, id in self.ids:
            merged = table == "contacts" and id in self.heads
            if self._is_made(table, id) and not merged and not self._is_hidden((table, id)):
                fields, _, rivals = self.records[table, id]
                self.shown.setdefault(table, {})[id] = self._resolved(table, fields)
                self.rivals[table, id] = rivals

    def _of(self, table: str, id: str, *kinds: str) -> list[tuple[str, list[Any]]]:
        return [
            (w, op) for w, op in self.writes if op[1] == table and op[2] == id and op[0] in kinds
        ]

    def _is_made(self, table: str, id: str) -> bool:
        return bool(self._of(table, id, "new"))

    def _aliases(self, id: str) -> dict[str, list[Any]]:
        aliases = dict(self._of("contacts", id, "alias"))
        for _, op in self._of("contacts", id, "alias"):
            for name in op[4]:
                aliases.pop(name, None)
        for _, op in self._of("contacts", id, "back"):
            for name in op[3]:
                aliases.pop(name, None)
        return aliases

    def _heads(self) -> dict[str, str]:
        steps = {}
        for table, id in self.ids:
            aliases = self._aliases(id) if table == "contacts" else {}
            if aliases:
                into = aliases[max(aliases, key=order)][3]
                if into != id and self._is_made("contacts", into):
                    steps[id] = into
        heads = {}
        for id in steps:
            way = [id]
            while way[-1] in steps and steps[way[-1]] not in way:
                way.append(steps[way[-1]])
            head = way[-1]
            if head in steps:  # the way leads back into itself
                head = min(way[way.index(steps[head]) :], key=lambda one: (len(one), one))
            if head != id:
                heads[id] = head
        return heads

    def _resolved(self, table: str, fields: dict[str, Any]) -> dict[str, Any]:
        for field in REFERENCES.get(table, ()):
            value = fields.get(field)
            if isinstance(value, str):
                fields = {**fields, field: self.heads.get(value, value)}
            if isinstance(value, list) and all(isinstance(id, str) for id in value):
                people = dict.fromkeys(self.heads.get(id, id) for id in value)
                fields = {**fields, field: [*people]}
        return fields

    def _live(self, table: str, id: str) -> tuple[Any, Any]:
        """Return the live writes of one record alone: of fields, and of items of sets."""
        puts: dict[str, dict[str, Any]] = {}
        items: dict[str, dict[str, dict[str, tuple[Any, int]]]] = {}
        for write, op in self._of(table, id, "new"):
            for field, value in op[3].items():
                if isinstance(value, list):
                    for at, item in enumerate(value):
                        live = items.setdefault(field, {}).setdefault(item_key(item), {})
                        live.setdefault(write, (item, at))
                elif value is not None:
                    puts.setdefault(field, {})[write] = value
        for write, op in self._of(table, id, "put"):
            puts.setdefault(op[3], {})[write] = op[4]
        for write, op in self._of(table, id, "add"):
            items.setdefault(op[3], {}).setdefault(item_key(op[4]), {})[write] = (op[4], 0)
        return puts, items

    def _record(self, table: str, id: str) -> tuple[dict[str, Any], set[str], dict[str, set[str]]]:
        puts, items = self._live(table, id)
        group = [other for other, head in self.heads.items() if head == id]
        group = group if table == "contacts" else []
        seen = {w for other in group for op in self._aliases(other).values() for w in op[5]}
        for other in group:
            more_puts, more_items = self._live(table, other)
            for field, values in more_puts.items():
                unseen = {w: value for w, value in values.items() if w not in seen}
                puts.setdefault(field, {}).update(unseen)
            for field, keys in more_items.items():
                for key, writes in keys.items():
                    unseen = {w: value for w, value in writes.items() if w not in seen}
                    items.setdefault(field, {}).setdefault(key, {}).update(unseen)
        for one in (id, *group):
            for _, op in self._of(table, one, "put"):
                for name in op[5]:
                    puts.get(op[3], {}).pop(name, None)
            for _, op in self._of(table, one, "del"):
                for name in op[5]:
                    items.get(op[3], {}).get(item_key(op[4]), {}).pop(name, None)
        fields: dict[str, Any] = {}
        rivals: dict[str, set[str]] = {}
        live = {write for values in puts.values() for write in values}
        for field, values in puts.items():
            if values:
                winner = values[max(values, key=order)]
                if winner is not None:
                    fields[field] = winner
                rivals[field] = {write for write, value in values.items() if value != winner}
        for field, keys in items.items():
            there = [(min(w, key=order), w) for w in keys.values() if w]
            there.sort(key=lambda pair: (order(pair[0]), pair[1][pair[0]][1]))
            if there:
                fields[field] = [writes[first][0] for first, writes in there]
            live.update(write for _, writes in there for write in writes)
        made = [write for write, _ in self._of(table, id, "new")]
        live.update(made[:1] if len(made) == 1 else [min(made, key=order)] if made else [])
        return fields, live, rivals

    def _gones(self, key: tuple[str, str]) -> dict[str, list[str]]:
        gones = {write: op[3] for write, op in self._of(*key, "gone")}
        for _, op in self._of(*key, "back"):
            for name in op[3]:
                gones.pop(name, None)
        for _, op in self._of(*key, "alias") if key[0] == "contacts" else ():
            for name in op[4]:  # deletions and aliases are written over alike
                gones.pop(name, None)
        return gones

    def _own_seen(self, key: tuple[str, str]) -> bool:
        gones = self._gones(key)
        return bool(gones) and self.records[key][1] <= {w for seen in gones.values() for w in seen}

    def _is_hidden(self, key: tuple[str, str]) -> bool:
        if key not in self.hidden:
            return False
        if key[0] != "contacts":
            return True
        known = ("acquaintances", key[1])
        either = self._is_made(*known) and known not in self.hidden
        seen = {w for names in self._gones(key).values() for w in names}
        return all(
            write in seen
            for table, write in self._references(key[1])
            if not (either and table in ("relations", "introductions", "opportunities"))
        )

    def _references(self, id: str) -> Iterable[tuple[str, str]]:
        yield from self._references_to(id)
        for other, head in self.heads.items():
            if head == id:
                yield from self._references_to(other)

    def _references_to(self, id: str) -> Iterable[tuple[str, str]]:
        for other in self.ids:
            made = any(op[0] == "new" for _, op in self._of(*other, "new"))
            if other in self.hidden or not made:
                continue
            for field in REFERENCES.get(other[0], ()):
                value = self.records[other][0].get(field)
                if value == id:
                    yield from ((other[0], write) for write in self._live_puts(other, field))
                elif isinstance(value, list) and id in value:
                    yield from ((other[0], write) for write in self._live_items(other, field, id))

    def _live_puts(self, key: tuple[str, str], field: str) -> set[str]:
        live = {w for w, op in self._of(*key, "new") if op[3].get(field) is not None}
        live |= {w for w, op in self._of(*key, "put") if op[3] == field}
        return live - {n for _, op in self._of(*key, "put") if op[3] == field for n in op[5]}

    def _live_items(self, key: tuple[str, str], field: str, item: str) -> set[str]:
        live = {w for w, op in self._of(*key, "new") if item in (op[3].get(field) or [])}
        live |= {w for w, op in self._of(*key, "add") if op[3] == field and op[4] == item}
        return live - {
            n for _, op in self._of(*key, "del") if op[3] == field and op[4] == item for n in op[5]
        }
