"""The store: opens a place, hands out snapshots of the network, writes changes; the one door to all else here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from datetime import date
from typing import TYPE_CHECKING

from netcrm.core.errors import CannotBeDoneError, NetcrmError, StoreError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Change, Op, Record
from netcrm.core.rules import Rules
from netcrm.store import derived
from netcrm.store.ahead import ReadAhead
from netcrm.store.checkpoint import Checkpoint
from netcrm.store.collector import collector_off
from netcrm.store.complaints import about_journals, about_lines
from netcrm.store.contents import Contents
from netcrm.store.daily import is_due
from netcrm.store.fold import TARGET
from netcrm.store.history import History, HistoryLine, Undone
from netcrm.store.ids import now_ms
from netcrm.store.journal import Journal
from netcrm.store.line import Line
from netcrm.store.pack import fast_dumps, fast_loads
from netcrm.store.place import Place
from netcrm.store.seam import Files, cannot_write
from netcrm.store.strangers import Stranger
from netcrm.store.upkeep import Upkeep

if TYPE_CHECKING:  # what only few have need of is loaded then
    from netcrm.store.backup import Backup, Backups
    from netcrm.store.difference import Difference, Documents
    from netcrm.store.restore import Restoring
    from netcrm.store.tables import Database

LONG_TAIL = 1 << 20
WORTH_KEEPING = 1 << 16
_MANY = (
    1000  # operations, of which so much is made and stays that walking it would take as long again
)


class Store:
    """A store that is open. `network` is the snapshot of everything known; each write makes another one."""

    def __init__(
        self,
        place: Place,
        *,
        rules: Rules,
        today: date,
        files: Files | None = None,
        clock: Callable[[], int] = now_ms,
        ahead: ReadAhead | None = None,
    ) -> None:
        """Read the store in PLACE; an empty one where nothing is there yet, which the first write makes.

        AHEAD is what `read_ahead` has begun to read.
        Raises StoreError where it can't be read, or was here before and is not there any more.
        """
        self.place = place
        self._files = files or Files()
        self._clock = clock
        self._journal = Journal(
            place, files=self._files, clock=clock, loads=fast_loads, dumps=fast_dumps
        )
        ahead = ahead or ReadAhead()
        self._checkpoint = Checkpoint(place, self._files, ahead.tables)
        self._contents = Contents(place, self._checkpoint, rules, today, ahead.files)
        self.go_by = self._contents.go_by
        """Show the network by other rules from now on."""
        self._contents.load(self._journal.identity)
        self._upkeep = Upkeep(place, self._files, self._contents, self._journal, clock)
        self._upkeep.settle(copy=False)
        self._scrub_if_told()
        self._keep_if_long()

    @classmethod
    def open(
        cls, place: Place, *, rules: Rules, today: date, ahead: ReadAhead | None = None
    ) -> "Store":
        """Read the store in PLACE; see the constructor."""
        return cls(place, rules=rules, today=today, ahead=ahead)

    # -- reading --------------------------------------------------------------------------------

    @property
    def network(self) -> Network:
        """Everything known, as of the last write or poll."""
        return self._contents.network

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever written here."""
        return self._journal.identity is None and not self._contents.tails.files()

    @property
    def device(self) -> str:
        """The name of this machine in the journals; empty before its first write."""
        return self._journal.identity.dev if self._journal.identity else ""

    @property
    def warnings(self) -> list[str]:
        """What is wrong with the files, a sentence each; nothing of it keeps the store from working."""
        return [
            *about_journals(self._contents.tails),
            *about_lines(self._contents.fold),
            *self._checkpoint.warnings,
            *self._upkeep.warnings,
        ]

    def table(self, name: str) -> Mapping[str, Record]:
        """Return the records of any table, also of one this version knows nothing of."""
        return self._contents.fold.lend(name)

    def database(self) -> "Database":
        """Return the tables under TinyDB's own interface; each change through it is a line like any other."""
        from netcrm.store.tables import Database

        return Database(
            self.table, lambda: [*self._contents.fold.shelves], self.write, self._references
        )

    def poll(self, today: date) -> bool:
        """Take in what other processes and devices wrote; return whether `network` is another one now.

        Cheap where nothing happened. Raises StoreError where the store can't be read any more.
        """
        turned = today != self._contents.today
        self._contents.today = today
        changed = self._contents.look(self._journal.identity)
        changed = self._upkeep.look() or changed
        if turned and not changed:
            self._contents.show()
        self._scrub_if_told()
        self._keep_if_long()
        return changed or turned

    def strangers(self) -> list[Stranger]:
        """Return the other stores in the folder that are shown only once somebody has said so, by `join`."""
        return [*self._upkeep.strangers]

    def join(self, store: str) -> int:
        """Take in the store of this id, for all machines; return how many changes that brought.

        Raises BadInputError where there is none, StoreError where it can't be written.
        """
        return self._upkeep.join(store)

    # -- writing --------------------------------------------------------------------------------

    def write(self, change: Change) -> None:
        """Write a change, durable on return; `network` has it then.

        Raises StoreError where it could not be written; then nothing of it counts.
        """
        if change:
            self._append(change.what, change.ops)

    def purge(self, change: Change) -> tuple[str, ...]:
        """Write a change that purges, and take what it purges out of all files of this machine.

        Returns the names of other devices whose journals still tell of it: they take it out when
        they come to know. Raises StoreError where the change could not be written, and where it was
        but a file could not be rewritten: then the next start tries again.
        """
        with suppress(NetcrmError):
            self.backups.make("purge")
        self._append(change.what, change.ops)
        try:
            return self._scrub()
        except (OSError, StoreError) as error:
            from netcrm.store.scrub import not_rewritten

            raise not_rewritten(self.place.data_path, error) from error

    def take_over(self, device: str) -> int:
        """Move the lines of a device that is gone for good, without what is purged, to a journal of this one.

        Returns how many. Raises BadInputError for no other device, CannotBeDoneError for damage, StoreError.
        """
        from netcrm.store.dead_device import DeadDevice

        with suppress(NetcrmError):
            self.backups.make("purge")
        dead = DeadDevice(self._files, self.place, self._journal, self._contents.fold, device)
        dead.go_over()
        self._contents.load(self._journal.identity)
        self.checkpoint()
        return len(dead.raws)

    def undo(self, line_id: str | None = None) -> Undone:
        """Take back the last change of this machine, or the one of this id; to undo an undoing is to redo.

        Raises CannotBeDoneError where there is nothing to undo, BadInputError for an unknown id.
        """
        history = self._history()
        line = history.in_force(line_id) if line_id else history.undoable()
        if line is None:
            raise CannotBeDoneError(_("there is nothing to undo"))
        root = history.root(line)
        if history.is_undo(line):
            return self._take_back(history, line, root.what)._replace(redone=True)
        return self._take_back(history, line, _("undid: {what}").format(what=root.what))

    def redo(self) -> Undone:
        """Do again what was last undone. Raises CannotBeDoneError where nothing was, or something was done since."""
        history = self._history()
        line = history.redoable()
        if line is None:
            raise CannotBeDoneError(_("there is nothing to redo"))
        return self._take_back(history, line, history.root(line).what)

    @property
    def can_undo(self) -> str | None:
        """What `undo` would take back, in words, or None."""
        line = self._history().undoable()
        return line.what if line else None

    @property
    def can_redo(self) -> str | None:
        """What `redo` would do again, in words, or None."""
        history = self._history()
        line = history.redoable()
        return history.root(line).what if line else None

    def history(self, most: int | None = None) -> list[HistoryLine]:
        """Return the newest changes of all devices, at most MOST, the newest first."""
        return self._history().lines(most)

    def written(self, lines: Iterable[str]) -> dict[str, HistoryLine]:
        """Return when and where the changes of these ids were made, as far as they are known."""
        history = self._history()
        return {id: found for id in lines if (found := history.find(id)) is not None}

    # -- keeping --------------------------------------------------------------------------------

    def checkpoint(self) -> None:
        """Write the TinyDB files and what speeds up the next start. Raises StoreError."""
        if self.is_new:
            return
        contents = self._contents
        if contents.is_stale:
            contents.load(self._journal.identity)
        try:
            with collector_off():
                self._checkpoint.write(contents.fold, contents.tails)
                stamp = self._checkpoint.stamp
                for table, base in contents.fold.bases():
                    derived.save_index(self._files, self.place, stamp, table, base.index)
                derived.save_ledger(self._files, self.place, stamp, contents.ledger)
                forecast = contents.expect()
                derived.save_forecast(
                    self._files, self.place, stamp, contents.expected_by, forecast
                )
                contents.show()
                self.keep_names()
        except OSError as error:
            raise cannot_write(self.place.data_path, error) from error
        contents.kept = contents.tails.size()

    def keep_names(self) -> None:
        """Write the file from which `netcrm log` knows whom a line may mean; not being able to is no failure."""
        if self.is_new:
            return
        with suppress(OSError):  # `netcrm log` will add everything up by itself
            self._contents.keep_names(self._files)

    def close(self, *, with_files: bool = False) -> None:
        """Give the files back; keep what the next start would else have to add up again.

        WITH_FILES the TinyDB files are made where there are none yet, however little there is.
        """
        with suppress(StoreError):
            self._upkeep.settle(copy=True)
        self._scrub_if_told()
        much = self._contents.tails.size() - self._contents.kept > WORTH_KEEPING
        if much or (with_files and not self._checkpoint.stamp):
            with suppress(StoreError):  # it is derived: the journals have everything
                self.checkpoint()
        self._journal.close()

    @property
    def backups(self) -> "Backups":
        """The backups of this store, in the state folder."""
        from netcrm.store.backup import Backups

        return Backups(self.place, self._files, self._clock)

    def back_up_daily(self) -> None:
        """Make the backup of the day where it is due; not being able to is told another time."""
        if is_due(self.place):
            with suppress(NetcrmError):
                self.backups.make("daily")

    def back_up(self, why: str) -> "Backup":
        """Make a backup now and read it back. Raises CannotBeDoneError, StoreError."""
        return self.backups.make(why)

    def backups_made(self) -> "Sequence[Backup]":
        """Return the backups that there are, the newest first. Raises StoreError."""
        return self.backups.all()

    def plan_restore(self, name: str) -> "Restoring":
        """Return what going back to the backup of this name would change; `write` its change to do so.

        Raises BadInputError where there is none, CannotBeDoneError where it is damaged or of another
        store, StoreError.
        """
        from netcrm.store.restore import plan

        backup = self.backups.find(name)
        kept = self.backups.read(backup, of=self._contents.tails.store)
        with collector_off():
            return plan(backup, kept, self._contents.fold)

    def documents(self) -> "dict[str, Documents]":
        """Return the fields of all shown records by table and id, in the order in which they were made."""
        from netcrm.store.difference import documents

        with collector_off():
            return documents(self._contents.fold)

    def plan_taking(self, wanted: "Mapping[str, Documents]") -> "Difference":
        """Return what makes these records be here as they are given; nothing else is touched."""
        from netcrm.store.difference import Difference

        with collector_off():
            return Difference(self._contents.fold, wanted, whole=False)

    # -- inside ---------------------------------------------------------------------------------

    def _append(self, what: str, ops: tuple[Op, ...], undoes: str = "") -> None:
        with collector_off() if len(ops) > _MANY else nullcontext():
            self._append_line(what, ops, undoes)

    def _append_line(self, what: str, ops: tuple[Op, ...], undoes: str) -> None:
        try:
            written = self._journal.append(what, ops, undoes)
        except StoreError:
            with suppress(StoreError):  # what the files hold is what counts now
                self._contents.load(self._journal.identity)
            raise
        assert self._journal.identity is not None  # noqa: S101  the journal has written
        self._contents.absorb(written, self._journal.identity)
        self._keep_if_long()

    def _take_back(self, history: History, line: Line, label: str) -> Undone:
        from netcrm.store.undo import Inverse, refuse_purged

        root = history.root(line)
        refuse_purged(root)
        with collector_off():  # of a whole import every record is made anew
            inverse = Inverse(line, root, self._contents.fold, history.journals)
            self._append(label, tuple(inverse.ops), line.id)
        return Undone(root.what, tuple(inverse.kept))

    def _scrub_if_told(self) -> None:
        """Take what lines say is purged out of this machine's files; what fails is tried again next time."""
        with suppress(StoreError, OSError):
            self._scrub()

    def _scrub(self) -> tuple[str, ...]:
        """Take what is purged out of all files of this machine. Raises OSError, StoreError."""
        identity = self._journal.identity
        if not self._contents.fold.is_to_scrub or identity is None:
            return ()
        from netcrm.store.scrub import Scrubber

        self._journal.close()
        scrubber = Scrubber(self._files, self.place, identity, self._contents.fold.purged)
        scrubber.run()
        self._contents.load(identity)
        fold = self._contents.fold
        fold.is_to_scrub = False  # which the checkpoint keeps
        try:
            self.checkpoint()
        except StoreError:
            fold.is_to_scrub = True
            raise
        return tuple(scrubber.elsewhere)

    def _keep_if_long(self) -> None:
        contents = self._contents
        if contents.tails.size() - contents.kept > LONG_TAIL:
            try:
                self.checkpoint()
            except StoreError:
                contents.kept = contents.tails.size()  # again when as much has come again

    def _references(self, record: Record) -> list[str]:
        """Return the writes by which others refer to a record."""
        if record.table != TARGET:
            return []
        found = self._contents.fold.references_to({record.id}).get(record.id, ())
        return [write for _record, writes in found for write in writes]

    def _history(self) -> History:
        return History(self._contents.tails, self._contents.fold, self.device)
