"""The TinyDB files of a store: what the journals add up to, so that it need not be added up at each start.

They are derived: a set of files that does not fit the journals to the byte is left aside and made anew.
What somebody else wrote in their place is kept in the state folder before it is replaced.
"""

import os
import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from netcrm.core.i18n import _
from netcrm.store import fold as folding
from netcrm.store import log_base
from netcrm.store.ahead import Ahead, Loaded, Signature, load, signature, table_ahead
from netcrm.store.daily import BACKUPS
from netcrm.store.first import explain
from netcrm.store.fold import Fold
from netcrm.store.ids import random_id
from netcrm.store.log_base import LogBase
from netcrm.store.pack import Kept, fast_loads, unpack
from netcrm.store.place import Place
from netcrm.store.position import Position
from netcrm.store.seam import Files, make_folders, replace_file, slurp
from netcrm.store.shelf import BaseShelf, Shelf
from netcrm.store.table_base import TableBase
from netcrm.store.table_file import TableFile, compose, file_name
from netcrm.store.tails import Tails

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT = 20
_OLD_SECONDS = 3600


class Checkpoint:
    """The files of one place; remembers which of them are as this program left them."""

    def __init__(
        self, place: Place, files: Files, ahead: dict[str, Ahead[Loaded]] | None = None
    ) -> None:
        self._place = place
        self._ahead = ahead or {}
        self._files = files
        self._ours: dict[str, Signature] = {}
        self.stamp = ""
        """The id of the set that was read or written last; files in the state folder name it."""
        self.warnings: list[str] = []

    # -- reading --------------------------------------------------------------------------------

    def read(self, store: str) -> tuple[Fold, Tails] | None:
        """Return what the files hold and the journals they belong to, or None where they don't fit."""
        try:
            return self._read(store)
        except (OSError, KeyError, TypeError, ValueError, AttributeError):
            return None  # not there, damaged, not ours, or the journals can't be read: they will say so

    def _read(self, store: str) -> tuple[Fold, Tails] | None:
        fold = Fold()
        log = fold.log.table
        if log not in self._ahead:
            self._ahead[log] = table_ahead(self._place, log)
        first, known_by = self._load("contacts")
        meta = first.meta
        if meta["fold"] != folding.VERSION or meta["store"] != store:
            return None
        tails = Tails(self._place, store, fast_loads)
        positions = {name: Position.of_row(row) for name, row in meta["journals"].items()}
        if not tails.resume(positions, meta["newest"]):
            return None
        tails.bad = {name: list(numbers) for name, numbers in meta["bad"].items()}
        tails.newer = {dev: list(ids) for dev, ids in meta["newer"].items()}
        fold.unknown = meta["unknown"]
        fold.undoes = dict(meta["undoes"])
        fold.purged = {(table, id) for table, id in meta["purged"]}
        fold.left_alone = {(table, id) for table, id in meta["alone"]}
        fold.is_to_scrub = meta["scrub"]
        ours = {}
        for table in meta["tables"]:
            if table == "contacts":
                kept = first
            else:
                kept, known_by = self._load(table)
            if not kept.is_whole or kept.meta["set"] != meta["set"]:
                return None
            fill(fold.shelf(table), kept)
            ours[file_name(table)] = known_by
        if not fold.shelves.keys() <= set(meta["tables"]):
            return None
        fold.regroup()
        self._ours, self.stamp = ours, meta["set"]
        return fold, tails

    def _load(self, table: str) -> Loaded:
        ahead = self._ahead.pop(table, None)
        return ahead.result() if ahead else load(self._place, table)

    # -- writing --------------------------------------------------------------------------------

    def write(self, fold: Fold, tails: Tails) -> None:
        """Write all files anew, each whole; the log then rests on the bytes written.

        Raises OSError; then each file is either the old or the new one.
        """
        self._sweep()
        explain(self._files, self._place)
        stamp = random_id()
        meta = {
            "fold": folding.VERSION,
            "store": tails.store,
            "set": stamp,
            "tables": sorted(fold.shelves),
            "journals": {name: position.row() for name, position in tails.positions().items()},
        }
        more = {
            "newest": tails.newest,
            "bad": tails.bad,
            "newer": tails.newer,
            "unknown": fold.unknown,
            "undoes": fold.undoes,
            "purged": sorted(fold.purged),
            "alone": sorted((one.table, one.id) for one in fold.about_nobody()),
            "scrub": fold.is_to_scrub,
        }
        bases: dict[str, TableBase] = {}
        for table, shelf in sorted(fold.shelves.items()):
            data, begin = composed(shelf, {**meta, **(more if table == "contacts" else {})})
            if isinstance(shelf, BaseShelf):
                bases[table] = _base(table, data, begin, len(data) - len(b"}}\n"), shelf.count)
            self._replace(table, data, tails)
        for table, base in bases.items():
            fold.rest_on(table, base)
        self.stamp = stamp

    def _replace(self, table: str, data: bytes, tails: Tails) -> None:
        name = file_name(table)
        path = self._place.file(name)
        if os.path.exists(path) and self._ours.get(name) != signature(path):
            self._keep_foreign(table, path, tails)
        self._ours.pop(name, None)
        replace_file(self._files, path, data)
        self._ours[name] = signature(path)

    def _keep_foreign(self, table: str, path: str, tails: Tails) -> None:
        """Copy a file to the state folder unless another process of this program made it from our journals."""
        try:
            data = slurp(path)
        except FileNotFoundError:
            return  # a link that leads nowhere
        try:
            kept = TableFile(table, data)
            if kept.is_whole and kept.meta["store"] == tails.store and self._fits(kept.meta):
                return
        except (KeyError, TypeError, ValueError, AttributeError):
            pass
        folder = self._place.state_file(BACKUPS)
        make_folders(self._files, folder)
        digest = sha256(data).hexdigest()[:12]
        kept_names = sorted(
            name for name in os.listdir(folder) if name.endswith(f"-{file_name(table)}")
        )
        if not any(digest in name for name in kept_names):
            when = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
            copy = os.path.join(folder, f"{when}-{digest}-{file_name(table)}")
            replace_file(self._files, copy, data)
            for name in kept_names[: max(0, len(kept_names) + 1 - _KEPT)]:
                self._files.unlink(os.path.join(folder, name))
            text = _(
                "{file} was not as netcrm had left it; it is made anew, what it held is in {copy}"
            )
            self.warnings.append(text.format(file=file_name(table), copy=copy))

    def _fits(self, meta: dict[str, Any]) -> bool:
        positions = {name: Position.of_row(row) for name, row in meta["journals"].items()}
        return Tails(self._place, meta["store"]).resume(positions, {})

    def _sweep(self) -> None:
        """Remove what a killed process left half-written; young files may still be at work."""
        for name in os.listdir(self._place.data_path):
            path = self._place.file(name)
            if name.endswith(".tmp") and name.partition(".json.")[1]:
                try:
                    if time.time() - os.lstat(path).st_mtime > _OLD_SECONDS:
                        self._files.unlink(path)
                except OSError:
                    continue


def composed(shelf: Shelf, about: dict[str, Any]) -> tuple[bytes, int]:
    """Return the bytes of a table's file with ABOUT in its meta document, and where its lines begin."""
    deleted = shelf.kept_aside()
    about = {**about, "pending": _pending(shelf)}
    if isinstance(shelf, BaseShelf):
        lines: Iterable[bytes | memoryview] = shelf.base.merged(shelf.changes())
        about["count"] = shelf.count
        about["gone"] = sorted(id for id in shelf.gones if shelf.shown(id) is not None)
        about["alias"] = sorted(id for id in shelf.aliases if shelf.shown(id) is not None)
    else:
        lines = [shelf.kept(record).line() for record in shelf.table_now().values()]
    return compose(shelf.table, about, deleted, lines)


def fill(shelf: Shelf, kept: TableFile) -> None:
    """Put what a table's file holds into an empty shelf.

    Raises KeyError, TypeError, ValueError or AttributeError where it does not hold that.
    """
    table = shelf.table
    if isinstance(shelf, BaseShelf):
        base = _base(table, kept.data, kept.begin, kept.end, kept.meta["count"])
        shelf.rest_on(base)
        shelf.gones.update((id, _found(base, id).gones) for id in kept.meta["gone"])
        shelf.aliases.update((id, _found(base, id).aliases) for id in kept.meta["alias"])
    else:
        for id, document in kept.documents().items():
            found = unpack(table, id, document)
            shelf.show(found.record)
            shelf.mark(id, found.gones, found.places, {}, found.aliases)
    for id, document in kept.deleted.items():
        found = unpack(table, id, document)
        if found.is_own:
            shelf.own[id] = found.record
        else:
            (shelf.hidden if found.record.origin else shelf.orphans)[id] = found.record
        shelf.mark(id, found.gones, found.places, {}, found.aliases)
    for id, field, key, names in kept.meta["pending"]:
        shelf.dead.setdefault(id, {})[field, key] = set(names)


def _base(table: str, data: bytes, begin: int, end: int, count: int) -> TableBase:
    if table == log_base.TABLE:
        return LogBase(data, begin, end, count)
    return TableBase(table, data, begin, end, count)


def _found(base: TableBase, id: str) -> Kept:
    found = base.find(id)
    if found is None:
        raise KeyError(id)
    return found


def _pending(shelf: Shelf) -> list[list[Any]]:
    return [
        [id, field, key, sorted(names)]
        for id, slots in shelf.dead.items()
        for (field, key), names in slots.items()
    ]
