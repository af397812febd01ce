"""Back to a backup: what would change, as one change that undo takes back; or a store made anew from it.

Nothing here writes a line of the journal itself: a store is changed through `Store.write`.
"""

from collections.abc import Iterable

from netcrm.core.contact import TABLE as CONTACTS
from netcrm.core.dates import minute
from netcrm.core.errors import CannotBeDoneError
from netcrm.core.i18n import _, ngettext
from netcrm.core.record import JSON, Change, Record
from netcrm.store import identity as who
from netcrm.store import line as lines
from netcrm.store.archive import ARCHIVE
from netcrm.store.backup import Backup, other_store
from netcrm.store.backup_file import BackupFile
from netcrm.store.difference import Difference, Part, documents
from netcrm.store.fold import Fold
from netcrm.store.folder import stores_in
from netcrm.store.gate import BadLineError
from netcrm.store.identity import Identity
from netcrm.store.line import OWN, Line
from netcrm.store.pack import fast_loads
from netcrm.store.place import Place
from netcrm.store.seam import Files, cannot_write, slurp
from netcrm.store.undo import describe
from netcrm.store.whole_journal import write_journal

_FEW = 5


class Restoring:
    """What restoring a backup does: the change, what it does by table, and what it can't bring about."""

    __slots__ = ("backup", "change", "missed", "parts")

    def __init__(
        self, backup: Backup, change: Change, parts: dict[str, Part], missed: list[str]
    ) -> None:
        self.backup = backup
        self.change = change
        self.parts = parts
        self.missed = missed

    def words(self) -> list[str]:
        """Return what changes in sentences: how many, and of people the first names."""
        said = []
        for table, part in sorted(self.parts.items(), key=lambda entry: entry[0] != CONTACTS):
            said += [
                _told(text, table, records)
                for text, records in (
                    (_("{what} would come back"), part.added),
                    (_("{what} would be as before"), part.changed),
                    (_("{what} would go"), part.removed),
                )
                if records
            ]
        said += [_("{what} stays as it is").format(what=name) for name in self.missed]
        return said

    def counts(self) -> dict[str, JSON]:
        """Return how many records come, change and go, by table."""
        return {
            table: {
                "added": len(part.added),
                "changed": len(part.changed),
                "removed": len(part.removed),
            }
            for table, part in self.parts.items()
        }


def plan(backup: Backup, kept: BackupFile, now: Fold) -> Restoring:
    """Return the way from NOW back to what a backup has KEPT."""
    then = Fold()
    then.take(good_lines(kept.body).values())
    wanted = documents(then)
    difference = Difference(now, wanted, whole=True)
    missed: list[str] = []
    if difference.ops:
        after = now.apart()
        after.take([Line(OWN, "", "", "", difference.ops)])
        left = Difference(after, wanted, whole=True)
        missed = [
            describe(record)
            for part in left.parts.values()
            for record in (*part.added, *part.changed, *part.removed)
        ]
    label = _("restored the backup of {when}").format(when=minute(backup.made))
    return Restoring(backup, Change(label, difference.ops), difference.parts, missed)


def good_lines(body: bytes) -> dict[str, Line]:
    """Return the good lines of journals by id, each once."""
    return {line.id: line for _raw, line in _raw_lines(body)}


def count_people(kept: BackupFile) -> int:
    """Return how many people a backup has."""
    then = Fold()
    then.take(good_lines(kept.body).values())
    return len(then.shelf(CONTACTS).table_now())


def make_anew(place: Place, kept: BackupFile, files: Files | None = None) -> int:
    """Make a store that is not there from a backup and from what this machine has seen since.

    Return how many changes it has. Raises CannotBeDoneError where journals are there or the backup is of
    another store than the one this machine knows here, StoreError where it can't be written.
    """
    files = files or Files()
    known = who.load(place)
    if stores_in(place.journal_path):
        raise CannotBeDoneError(_("there is a store in {folder}").format(folder=place.data_path))
    if known is not None and known.store != kept.store:
        raise other_store(place)
    found = {line.id: raw for raw, line in _raw_lines(kept.body)}
    try:
        archive = slurp(place.state_file(ARCHIVE)) if known is not None else b""
    except OSError:
        archive = b""
    found |= {line.id: raw for raw, line in _raw_lines(archive)}
    mine = known or Identity.new(kept.store)
    try:
        name = write_journal(files, place, mine, found)
        who.save(files, place, mine.with_journal(name))
    except OSError as error:
        raise cannot_write(place.data_path, error) from error
    return len(found)


def _raw_lines(body: bytes) -> Iterable[tuple[bytes, Line]]:
    for raw in body.split(b"\n"):
        try:
            if raw and not lines.is_header(raw):
                yield raw, lines.decode(raw, fast_loads)
        except BadLineError:
            continue


def _told(text: str, table: str, records: list[Record]) -> str:
    n = len(records)
    what = {
        CONTACTS: ngettext("{n} person", "{n} people", n),
        "interactions": ngettext("{n} entry of the log", "{n} entries of the log", n),
        "follow_ups": ngettext("{n} follow-up", "{n} follow-ups", n),
        "drafts": ngettext("{n} draft", "{n} drafts", n),
        "acquaintances": ngettext("{n} acquaintance", "{n} acquaintances", n),
        "relations": ngettext("{n} relation", "{n} relations", n),
        "organisations": ngettext("{n} organisation", "{n} organisations", n),
        "introductions": ngettext("{n} introduction", "{n} introductions", n),
        "opportunities": ngettext("{n} opportunity", "{n} opportunities", n),
        "profile": _("what is said of you"),
    }.get(table) or ngettext("{n} record of {table}", "{n} records of {table}", n)
    words = text.format(what=what.format(n=n, table=table))
    if table != CONTACTS:
        return words
    names = ", ".join(describe(record) for record in records[:_FEW])
    return f"{words}: {names}{' …' if n > _FEW else ''}"
