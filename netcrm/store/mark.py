"""How far archive and journals are known to hold the same lines, in the state folder. On the way of `netcrm log`."""

import os

from netcrm.core.strict_json import dumps_text
from netcrm.store.gate import strict_loads
from netcrm.store.place import Place
from netcrm.store.position import Position
from netcrm.store.seam import Files, replace_file, slurp

NAME = "archive.json"

Stamp = tuple[int, ...]
"""By what a journal is known to be unchanged."""


class Mark:
    """Each line of the archive up to `archive` is in the journals up to `journals`, and the other way round."""

    __slots__ = ("archive", "bad", "journals", "newest", "store", "whole")

    def __init__(self, store: str) -> None:
        self.store = store
        self.archive = Position()
        self.journals: dict[str, tuple[Position, Stamp]] = {}
        """How far each was read; not at all where it is of another store or has no good line."""
        self.bad = 0
        """How many lines were damaged."""
        self.newest: dict[str, str] = {}
        """The greatest line id of each device."""
        self.whole = 0
        """When everything was compared last, in milliseconds since 1970."""

    def copy(self) -> "Mark":
        """Return another one that says the same."""
        mark = Mark(self.store)
        mark.archive, mark.journals = self.archive, dict(self.journals)
        mark.newest, mark.bad, mark.whole = dict(self.newest), self.bad, self.whole
        return mark

    def save(self, files: Files, place: Place) -> None:
        """Keep it; not waited for. Raises OSError."""
        text = dumps_text(
            {
                "store": self.store,
                "archive": self.archive.row(),
                "bad": self.bad,
                "whole": self.whole,
                "journals": {
                    name: [*position.row(), [*stamp]]
                    for name, (position, stamp) in self.journals.items()
                },
                "newest": {**self.newest},
            }
        )
        replace_file(files, place.state_file(NAME), f"{text}\n".encode(), wait=False)

    @classmethod
    def load(cls, place: Place, store: str) -> "Mark | None":
        """Return what was kept, or None where that is nothing, damaged, or of another store."""
        try:
            value = strict_loads(slurp(place.state_file(NAME)))
            if not isinstance(value, dict) or value["store"] != store:
                return None
            mark = cls(store)
            mark.archive = Position.of_row(value["archive"])
            journals, newest, bad = value["journals"], value["newest"], value["bad"]
            if not isinstance(journals, dict) or not isinstance(newest, dict):
                return None
            mark.bad = bad if isinstance(bad, int) else 0
            mark.whole = whole if isinstance(whole := value.get("whole"), int) else 0
            for name, row in journals.items():
                if not isinstance(row, list) or not isinstance(row[-1], list):
                    return None
                position = Position.of_row(row[:-1]) if row[0] else Position()
                stamp = tuple(part for part in row[-1] if isinstance(part, int))
                mark.journals[name] = position, stamp
            mark.newest = {dev: str(id) for dev, id in newest.items()}
        except (OSError, KeyError, IndexError, ValueError):
            return None
        return mark


def kept_store(place: Place) -> str:
    """Return the id of the store whose lines this machine has archived, or an empty text."""
    try:
        value = strict_loads(slurp(place.state_file(NAME)))
    except (OSError, ValueError):
        return ""
    store = value.get("store") if isinstance(value, dict) else None
    return store if isinstance(store, str) else ""


def stamp_of(status: os.stat_result) -> Stamp:
    """Return by what a journal is known to be unchanged."""
    return (status.st_ino, status.st_size, status.st_mtime_ns)
