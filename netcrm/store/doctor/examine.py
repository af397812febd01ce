"""The whole examination of a store, and the mending of what is safe to mend."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from netcrm.core.errors import NetcrmError
from netcrm.core.i18n import _
from netcrm.core.rules import Rules
from netcrm.store.archive import ARCHIVE
from netcrm.store.backup import Backups
from netcrm.store.collector import collector_off
from netcrm.store.doctor.derived import about_backups, about_machine, about_tables
from netcrm.store.doctor.disk import about_disk
from netcrm.store.doctor.finding import WRONG, Finding
from netcrm.store.doctor.lines import about_clocks, about_files, about_lines
from netcrm.store.doctor.records import about_records
from netcrm.store.doctor.scan import Scan, scan, scan_folder
from netcrm.store.fold import Fold
from netcrm.store.folder import biggest, missed_in, stores_in
from netcrm.store.identity import is_known, load
from netcrm.store.line import Line
from netcrm.store.place import Place
from netcrm.store.seam import Files, cannot_read, not_there
from netcrm.store.store import Store


class Examination:
    """What was found in a place, and how much was looked at."""

    __slots__ = ("findings", "journals", "lines", "people")

    def __init__(self, findings: list[Finding], journals: int, lines: int, people: int) -> None:
        self.findings = findings
        self.journals = journals
        self.lines = lines
        self.people = people

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong that was not mended."""
        return all(one.level != WRONG or one.mended for one in self.findings)


def examine(
    place: Place, *, files: Files | None = None, now: Callable[[], datetime] | None = None
) -> Examination:
    """Look at everything and change nothing.

    Raises StoreError where the journals are not there though this machine knows the store, or can't be read.
    """
    with collector_off():
        return _examined(place, files or Files(), now() if now else datetime.now(UTC))


def _examined(place: Place, files: Files, now: datetime) -> Examination:
    try:
        stores = stores_in(place.journal_path)
    except OSError as error:
        raise cannot_read(place.journal_path, error) from error
    if not stores and is_known(place):
        raise not_there(place.data_path)
    scans = scan_folder(place.journal_path)
    known = load(place)
    store = known.store if known else biggest(stores)
    mine = [one for one in scans if one.header is None or one.header.store == store]
    mine += [scan(os.path.basename(path), path) for path in missed_in(place.state_path)]
    good = good_spots([*mine, scan(ARCHIVE, place.state_file(ARCHIVE))])
    lines = {spot.id: spot.line for one in mine for spot in one.spots if spot.line is not None}
    fold = Fold()
    fold.take(lines.values())
    fold.forget_dead(lines.values())
    findings = [
        *about_machine(place, biggest(stores)),
        *about_files(scans, store, lines.keys()),
        *about_lines(mine, good),
        *about_clocks(mine, now),
        *about_records(fold, [*lines.values()]),
        *about_tables(place, files, fold, store, lambda: _anew(place)),
        *(about_backups(place) if lines else ()),
        *about_disk(place, files),
    ]
    people = len(fold.shelf("contacts").table_now())
    return Examination(findings, len(scans), len(lines), people)


def repair(place: Place, found: Sequence[Finding], *, files: Files | None = None) -> None:
    """Mend of what was FOUND all that can be mended, after a backup.

    Raises NetcrmError where there could be no backup; then nothing was mended.
    """
    mendable = [one for one in found if one.mend is not None]
    if not mendable:
        return
    if stores_in(place.journal_path):
        Backups(place, files).make("repair")
    for one in mendable:
        try:
            assert one.mend is not None  # noqa: S101  they were chosen so
            one.mend()
            one.mended = True
        except (OSError, NetcrmError) as error:
            why = getattr(error, "strerror", None) or error
            one.text += " " + _("(could not be mended: {why})").format(why=why)


def good_spots(scans: Sequence[Scan]) -> dict[str, bytes]:
    """Return the bytes of all good lines by id."""
    return {spot.id: spot.raw for one in scans for spot in one.spots if isinstance(spot.line, Line)}


def _anew(place: Place) -> None:
    store = Store.open(place, rules=Rules(), today=date.today())  # noqa: DTZ011  the day decides nothing here
    try:
        store.checkpoint()
    finally:
        store.close()
