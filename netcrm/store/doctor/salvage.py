"""A damaged store into a new one: every good line there is, and every record that only the tables have."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from netcrm.core.errors import CannotBeDoneError, NetcrmError
from netcrm.core.i18n import _
from netcrm.core.record import Op, new
from netcrm.core.strict_json import decode_json, measure
from netcrm.core.text import safe
from netcrm.store.archive import ARCHIVE
from netcrm.store.backup import Backups
from netcrm.store.doctor.examine import good_spots
from netcrm.store.doctor.scan import Scan, Spot, scan, scan_folder, take
from netcrm.store.fold import Fold
from netcrm.store.folder import biggest, missed_in, stores_in
from netcrm.store.gate import BadLineError, check_op
from netcrm.store.identity import Identity, load
from netcrm.store.ids import new_id, now_ms, time_of
from netcrm.store.line import Line
from netcrm.store.place import Place
from netcrm.store.seam import Files, cannot_write, slurp
from netcrm.store.whole_journal import write_journal


class Lost:
    """What could not be saved: the file, the line (0 for the whole file), and why."""

    __slots__ = ("file", "line", "why")

    def __init__(self, file: str, line: int, why: str) -> None:
        self.file = file
        self.line = line
        self.why = why


class Salvage:
    """What was saved and what was LOST.

    So many lines, of which so many only ELSEWHERE (in archive and backups), and RECORDS that only the
    tables had.
    """

    __slots__ = ("elsewhere", "lines", "lost", "records")

    def __init__(self, lines: int, elsewhere: int, records: int, lost: list[Lost]) -> None:
        self.lines = lines
        self.elsewhere = elsewhere
        self.records = records
        self.lost = lost


def salvage(place: Place, target: Place, files: Files | None = None) -> Salvage:
    """Write all that can be read of the store in PLACE into a new one in TARGET; PLACE stays as it is.

    Raises CannotBeDoneError where TARGET is not empty or nothing can be read, StoreError.
    """
    files = files or Files()
    if os.path.lexists(target.data_path) and not _is_empty(target.data_path):
        raise CannotBeDoneError(
            _("{folder} is not empty").format(folder=target.data_path),
            _("name a folder that is not there yet"),
        )
    scans = scan_folder(place.journal_path)
    store = _store(place)
    mine = [one for one in scans if one.header is None or one.header.store == store]
    mine += [scan(os.path.basename(path), path) for path in missed_in(place.state_path)]
    lost: list[Lost] = []
    others = [scan(ARCHIVE, place.state_file(ARCHIVE)), *_backups(place, store, lost)]
    good = good_spots(mine)
    everywhere = {**good_spots(others), **good}
    fold = Fold()
    fold.take(spot.line for spot in _spots([*others, *mine]).values() if spot.line is not None)
    found = [*_only_in_tables(place, fold, lost)]
    if not everywhere and not found:
        raise CannotBeDoneError(_("nothing in {folder} can be read").format(folder=place.data_path))
    lost += _lost(scans, mine, everywhere)
    _write(files, target, store, everywhere, found)
    return Salvage(len(everywhere), len(everywhere.keys() - good.keys()), len(found), lost)


def _is_empty(folder: str) -> bool:
    try:
        return not os.listdir(folder)
    except OSError:
        return False


def _store(place: Place) -> str:
    """Return the id of the store: as this machine knows it, else the one of most bytes."""
    if known := load(place):
        return known.store
    return biggest(stores_in(place.journal_path))


def _backups(place: Place, store: str, lost: list[Lost]) -> Iterator[Scan]:
    """Yield the backups as journals; those that can't be read are lost."""
    backups = Backups(place)
    for one in backups.all():
        try:
            kept = backups.read(one)
        except NetcrmError as error:
            lost.append(Lost(one.path, 0, error.message))
            continue
        if kept.store == store or not store:
            found = Scan(one.name, one.path)
            take(found, kept.body)
            yield found


def _spots(scans: Sequence[Scan]) -> dict[str, Spot]:
    return {spot.id: spot for one in scans for spot in one.spots if spot.line is not None}


def _lost(
    scans: Sequence[Scan], mine: Sequence[Scan], saved: Mapping[str, bytes]
) -> Iterator[Lost]:
    for one in scans:
        name = f"journal/{safe(one.name)}"
        if one.why:
            yield Lost(name, 0, one.why)
        elif one not in mine:
            yield Lost(name, 0, _("it belongs to another store"))
            continue
        for spot in one.spots:
            if spot.line is None and spot.id not in saved:
                yield Lost(name, spot.number, spot.why)
        if one.torn and Spot(0, one.torn, None).id not in saved:
            yield Lost(name, one.spots[-1].number + 1 if one.spots else 1, _("it was cut off"))


def _only_in_tables(place: Place, fold: Fold, lost: list[Lost]) -> Iterator[Op]:
    """Yield what makes the records that the TinyDB files have, but no line."""
    try:
        names = sorted(name for name in os.listdir(place.data_path) if name.endswith(".json"))
    except OSError:
        return
    made: set[tuple[str, str]] = set()
    for name in names:
        try:
            tables = decode_json(slurp(place.file(name)).decode())
            measure([tables])
        except (OSError, ValueError, RecursionError) as error:
            why = getattr(error, "strerror", None) or _("it is damaged")
            lost.append(Lost(name, 0, why))
            continue
        for table, records in tables.items() if isinstance(tables, dict) else ():
            if table[:1] == "_" or not isinstance(records, dict):
                continue
            for id, fields in records.items():
                if (table, id) in made or not fold.shelf(table).is_unknown(id):
                    continue
                op = _maker(table, id, fields)
                if op is None:
                    lost.append(Lost(name, 0, _("“{id}” is not a record").format(id=safe(id)[:64])))
                else:
                    made.add((table, id))
                    yield op


def _maker(table: str, id: str, fields: Any) -> Op | None:
    if not isinstance(fields, dict):
        return None
    op = new(table, id, {field: value for field, value in fields.items() if field != "_"})
    try:
        check_op(op)
    except BadLineError:
        return None
    return op


def _write(
    files: Files, target: Place, store: str, saved: Mapping[str, bytes], found: list[Op]
) -> None:
    mine = Identity.new(store)
    now = now_ms()
    id = new_id(now, max(saved, default=""))
    line = Line(id, mine.dev, time_of(now), _("salvaged what only the tables had"), found)
    try:
        write_journal(files, target, mine, saved, [line] if found else ())
    except OSError as error:
        raise cannot_write(target.data_path, error) from error
