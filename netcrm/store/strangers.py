"""Journals of other stores in the folder: what needs no question is done, the rest is told.

Two machines that each began a store before they were connected meet this way. No line is ever changed:
a store is taken in by writing its lines, as they are, to a journal of this one.
"""

import os
from collections.abc import Iterable
from typing import NamedTuple

from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.core.record import JSON
from netcrm.core.strict_json import dumps_text
from netcrm.core.text import safe
from netcrm.store.archive import ARCHIVE
from netcrm.store.balance import Lines, lines_of
from netcrm.store.fold import Fold
from netcrm.store.folder import headed
from netcrm.store.gate import strict_loads
from netcrm.store.journal import Journal
from netcrm.store.line import decode
from netcrm.store.pack import fast_loads
from netcrm.store.place import Place
from netcrm.store.seam import Files, read_at, replace_file, slurp
from netcrm.store.tails import Tails

NAME = "strangers.json"


class Stranger(NamedTuple):
    """Another store that lies in the folder: its id, and how many journals, changes and people it has."""

    store: str
    journals: int
    changes: int
    people: int

    def say(self) -> str:
        """Return a sentence about it, and what to do."""
        people = ngettext("{n} person", "{n} people", self.people).format(n=self.people)
        text = ngettext(
            "{n} journal in the folder is of another store ({people}) and is not shown; "
            "`netcrm doctor --join {store}` takes it in",
            "{n} journals in the folder are of another store ({people}) and are not shown; "
            "`netcrm doctor --join {store}` takes them in",
            self.journals,
        )
        return text.format(n=self.journals, people=people, store=safe(self.store))


class Strangers:
    """The other stores in the folder of a place. `found` are those about which somebody has to be asked."""

    def __init__(self, place: Place, files: Files, journal: Journal) -> None:
        self.found: list[Stranger] = []
        self._place = place
        self._files = files
        self._journal = journal

    def meet(self, tails: Tails, fold: Fold) -> bool:
        """Do what needs no question; return whether the journals have to be read again. Raises OSError, StoreError."""
        stamps = tails.foreign_stamps()
        self.found = []
        if not stamps or self._remembers(tails, stamps):
            return False
        ours = Ours(self._place, tails)
        for store, (journals, lines) in sorted(self._read(stamps).items()):
            if self._come_together(store, lines, ours, tails, fold):
                return True
            if not self._is_settled(lines, ours):
                people, records = _shown(lines)
                if records:
                    self.found.append(Stranger(store, journals, len(lines), people))
        self._remember(tails, stamps)
        return False

    def join(self, store: str, tails: Tails) -> int:
        """Take in the store of this id and return how many changes that brought.

        Raises BadInputError where no journal of such a store is there, StoreError where it can't be written.
        """
        found = self._read(tails.foreign_stamps()).get(store)
        if found is None:
            raise BadInputError(
                _("there is no journal of a store “{id}” in the folder").format(id=store),
                _("`netcrm doctor` shows what is there"),
            )
        lines = _without(found[1], Ours(self._place, tails).ids)
        if lines:
            self._journal.put_back(_raws(lines))
        self._journal.joins(store)
        return len(lines)

    def _come_together(
        self, store: str, theirs: Lines, ours: "Ours", tails: Tails, fold: Fold
    ) -> bool:
        """Let one of two stores go over into the other where nobody need be asked; return whether this happened."""
        identity = self._journal.identity
        if identity is None:
            return False
        same = theirs.keys() == ours.ids
        if same and store < identity.store:
            self._journal.become(store, identity.dev)
            return True
        if self._is_settled(theirs, ours):
            return False
        is_empty = ours.is_all_there and not any(
            len(shelf.lend()) for shelf in fold.shelves.values()
        )
        if ours.ids <= theirs.keys() or (is_empty and _shown(theirs)[1]):
            left = ours.lines(tails, theirs)
            self._journal.become(store, identity.dev)
            self._journal.joins(identity.store)
            if left:
                self._journal.put_back(_raws(left))
            return True
        if store in identity.joined:
            self._journal.put_back(_raws(_without(theirs, ours.ids)))
            return True
        return False

    def _is_settled(self, theirs: Lines, ours: "Ours") -> bool:
        return theirs.keys() <= ours.ids

    def _read(self, names: Iterable[str]) -> dict[str, tuple[int, Lines]]:
        """Return, by store, how many of these journals it has and their lines."""
        found: dict[str, tuple[int, Lines]] = {}
        for _name, header, fd in headed(self._place.journal_path, names):
            if header is not None:
                data = read_at(fd, 0, os.fstat(fd).st_size)
                journals, lines = found.get(header.store, (0, {}))
                lines.update({id: (dev, raw) for id, dev, raw in lines_of(data)})
                found[header.store] = journals + 1, lines
        return found

    def _remembers(self, tails: Tails, stamps: dict[str, tuple[int, ...]]) -> bool:
        """Return whether these very journals were looked at before, and take over what was found."""
        try:
            kept = strict_loads(slurp(self._place.state_file(NAME)))
            if not isinstance(kept, dict) or kept["stamps"] != _rows(stamps):
                return False
            if kept["store"] != tails.store or (kept["found"] and kept["size"] != tails.size()):
                return False
            self.found = [Stranger(*row) for row in kept["found"]]  # type: ignore[union-attr,misc]  # anything else is refused below
        except (OSError, KeyError, TypeError, ValueError):
            return False
        return True

    def _remember(self, tails: Tails, stamps: dict[str, tuple[int, ...]]) -> None:
        rows: list[JSON] = [[s.store, s.journals, s.changes, s.people] for s in self.found]
        kept: JSON = {
            "store": tails.store,
            "size": tails.size(),
            "stamps": _rows(stamps),
            "found": rows,
        }
        try:
            data = dumps_text(kept).encode()
            replace_file(self._files, self._place.state_file(NAME), data, wait=False)
        except (OSError, UnicodeEncodeError):
            return


class Ours:
    """The lines of this store: those of the journals and those of the archive."""

    def __init__(self, place: Place, tails: Tails) -> None:
        known = tails.known_ids()
        try:
            archived = {id for id, _dev, _raw in lines_of(slurp(place.state_file(ARCHIVE)))}
        except OSError:
            archived = set()
        self.ids = known | archived
        self.is_all_there = archived <= known
        tails.forget_ids()

    def lines(self, tails: Tails, without: Lines) -> Lines:
        """Return the lines of the journals but for those in WITHOUT."""
        found: Lines = {}
        for name in tails.files():
            data = slurp(os.path.join(tails.folder, name))
            found.update({id: (dev, raw) for id, dev, raw in lines_of(data) if id not in without})
        return found


def _shown(lines: Lines) -> tuple[int, int]:
    """Return how many people, and how many records in all, LINES show."""
    fold = Fold()
    fold.take(decode(raw[:-1], fast_loads) for _dev, raw in lines.values())
    counts = {table: len(shelf.lend()) for table, shelf in fold.shelves.items()}
    return counts["contacts"], sum(counts.values())


def _without(lines: Lines, ids: set[str]) -> Lines:
    return {id: line for id, line in lines.items() if id not in ids}


def _raws(lines: Lines) -> list[bytes]:
    return [lines[id][1] for id in sorted(lines)]


def _rows(stamps: dict[str, tuple[int, ...]]) -> dict[str, JSON]:
    return {name: [*stamp] for name, stamp in stamps.items()}
