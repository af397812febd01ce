"""Contacts that were merged: who stands for whom, and what their live writes add up to. Pure.

An *alias* says that a contact is the same person as another one, and which of its writes its author
had seen: those were carried over by hand. All other writes of the merged contact, also those still to
come, count as writes of the one who stands for both.
"""

from collections.abc import Callable, Iterable, Mapping

from netcrm.store.cell import Aliases, Cell, order


def heads_of(aliases: Mapping[str, Aliases], is_made: Callable[[str], bool]) -> dict[str, str]:
    """Return whom each merged contact leads to in the end.

    Of several aliases of one contact the greatest counts, and none to a contact that has no beginning.
    Of contacts that were merged in a ring the smallest id stands for all.
    """
    steps: dict[str, str] = {}
    for id, live in aliases.items():
        into = live[max(live, key=order)][0] if live else id
        if into != id and is_made(into):
            steps[id] = into
    ends: dict[str, str] = {}
    for start in steps:
        path: dict[str, None] = {}
        id = start
        while id in steps and id not in path and id not in ends:
            path[id] = None
            id = steps[id]
        if id in path:
            way = [*path]
            end = min(way[way.index(id) :], key=lambda one: (len(one), one))
        else:
            end = ends.get(id, id)
        ends.update(dict.fromkeys(path, end))
    return {id: end for id, end in ends.items() if id != end}


def combined(head: Cell, others: Iterable[Cell]) -> Cell:
    """Return the live writes of HEAD and those of OTHERS that were not seen by whoever merged these."""
    others = [*others]
    seen = {name for cell in others for _into, names in cell.aliases.values() for name in names}
    dead: dict[tuple[str, str | None], set[str]] = {}
    for cell in (head, *others):
        for slot, names in cell.dead.items():
            dead.setdefault(slot, set()).update(names)
    whole = Cell(head.table, head.id)
    whole.origin = head.origin
    whole.gones = dict(head.gones)
    for cell in (head, *others):
        skip = set() if cell is head else seen
        for field, values in cell.puts.items():
            left = dead.get((field, None), set()) | skip
            for write, value in values.items():
                if write not in left:
                    whole.puts.setdefault(field, {})[write] = value
        for field, keys in cell.items.items():
            for key, (item, writes) in keys.items():
                left = dead.get((field, key), set()) | skip
                for write, place in writes.items():
                    if write not in left:
                        kept = whole.items.setdefault(field, {}).setdefault(key, (item, {}))
                        kept[1][write] = place
    return whole
