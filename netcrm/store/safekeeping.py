"""Sees that the archive gets each line that the journals have, and that the journals get back what they lost."""

import os
import time
from collections.abc import Callable, Mapping

from netcrm.core.errors import StoreError
from netcrm.core.i18n import _, ngettext
from netcrm.store import identity as who
from netcrm.store.archive import ARCHIVE
from netcrm.store.balance import Balance, Lines, end_of
from netcrm.store.folder import MISSED, SUFFIX, journals_in, missed_in
from netcrm.store.ids import new_id, time_in
from netcrm.store.journal import Journal
from netcrm.store.mark import Mark, stamp_of
from netcrm.store.place import Place
from netcrm.store.seam import FILE_MODE, Files, has_no_locks, make_folders, replace_file, slurp

LOCK = "archive.lock"
PATIENCE_MS = 24 * 3600 * 1000
"""How long lines of other machines may be missing before this one writes them to its own journal."""

_LOCK_TRIES = 40
_LOCK_SECONDS = 0.025


class Safekeeping:
    """The archive of a store and its journals, held together. Never a reason to fail."""

    def __init__(
        self, place: Place, files: Files, journal: Journal, clock: Callable[[], int]
    ) -> None:
        self._place = place
        self._files = files
        self._journal = journal
        self._clock = clock
        self.is_busy = False
        """Whether another process of this machine was at it the last time: then it is to be tried again."""
        self.has_compared = False
        """Whether archive and journals were compared the last time, perhaps after another process was done."""
        self.copied = b""
        """What was added to the archive the last time."""
        self._mark: Mark | None = None
        self._said: list[str] = []

    @property
    def warnings(self) -> list[str]:
        """What was put back, and what is missing."""
        said = [*self._said]
        waiting = 0
        for path in missed_in(self._place.state_path):
            try:
                waiting += slurp(path).count(b"\n")
            except OSError:
                continue
        if waiting:
            text = ngettext(
                "{n} change of other devices is missing in the folder; it is kept and shown, "
                "and put back after a day",
                "{n} changes of other devices are missing in the folder; they are kept and shown, "
                "and put back after a day",
                waiting,
            )
            said.append(text.format(n=waiting))
        return said

    def settle(self, store: str, bad: Mapping[str, list[int]], *, copy: bool) -> bool:
        """Put back what the journals have lost; return whether they have to be read again.

        BAD are the lines that were found damaged. With COPY the archive gets what it lacks. Cheap where
        nothing happened since the last time.
        """
        self.is_busy = self.has_compared = False
        self.copied = b""
        if not store:
            return False
        try:
            return self._settle(store, sum(map(len, bad.values())), copy=copy)
        except BlockingIOError:
            self.is_busy = True
            return False
        except (OSError, StoreError):
            return False

    def _settle(self, store: str, bad: int, *, copy: bool) -> bool:
        if self._mark is None or self._mark.store != store:
            self._mark = Mark.load(self._place, store)
        if self._mark is not None and bad > self._mark.bad:
            self._mark = None
        if copy and self._mark is not None and self._is_old(self._mark):
            self._mark = None  # damage behind what is read each time would else be found by nobody
        is_archived = os.path.exists(self._place.state_file(ARCHIVE))
        if not is_archived and self._journal.identity is None and not copy:
            return False  # a machine that comes to a store: that has time until it is shown
        if self._mark is not None and self._is_settled(self._mark):
            return False
        self._journal.archive.settle()
        lock = self._lock(_LOCK_TRIES if not copy else 1)
        try:
            self.has_compared = True
            balance, is_strange = self._compared(store)
            balance.mark.bad = bad
            if balance.is_whole:
                balance.mark.whole = self._clock()
            changed = self._put_right(balance, is_strange=is_strange and is_archived)
            if not changed and (copy or not is_archived):
                self._copy(balance)
            return changed
        finally:
            if lock >= 0:
                self._files.close(lock)

    def _is_settled(self, mark: Mark) -> bool:
        """Return whether all files are as they were when archive and journals had the same lines."""
        if self._size() != mark.archive.offset:
            return False
        folder = self._place.journal_path
        names = journals_in(folder)
        if len(names) != len(mark.journals):
            return False
        for name in names:
            try:
                if stamp_of(os.stat(os.path.join(folder, name))) != mark.journals[name][1]:
                    return False
            except (OSError, KeyError):
                return False
        return not any(map(self._is_ripe, missed_in(self._place.state_path)))

    def _is_old(self, mark: Mark) -> bool:
        """Return whether it is time to compare everything again: once a day, as a store is closed."""
        return not 0 <= self._clock() - mark.whole < PATIENCE_MS

    def _is_ripe(self, path: str) -> bool:
        """Return whether the lines of a file that stands in for lost journals were missing for long enough."""
        id = os.path.basename(path)[len(MISSED) : -len(SUFFIX)]
        try:
            age = self._clock() - time_in(id)
        except ValueError:
            return True
        return not 0 <= age < PATIENCE_MS

    def _compared(self, store: str) -> tuple[Balance, bool]:
        """Return the balance, and whether another machine has written under the name of this one.

        No process of this machine is just between writing a line and copying it: its journal is locked.
        """
        while True:
            name = self._own_name()
            fd = -1
            try:
                fd, is_locked = self._lock_journal(name)
                balance = Balance(self._place, store, self._mark)
            finally:
                if fd >= 0:
                    self._files.close(fd)
            dev = self._journal.identity.dev if self._journal.identity else ""
            announced = self._journal.archive.announced()
            unknown = any(
                dev == other and id.encode() not in announced
                for id, (other, _raw) in balance.unarchived.items()
            )
            if not unknown or self._own_name() == name:
                return balance, unknown and is_locked

    def _own_name(self) -> str:
        kept = who.load(self._place)
        return kept.journal if kept else ""

    def _lock_journal(self, name: str) -> tuple[int, bool]:
        """Keep this machine's processes from writing; return the descriptor and whether that worked."""
        if not name:
            return -1, False
        try:
            path = os.path.join(self._place.journal_path, name)
            fd = self._files.open(path, os.O_RDWR | os.O_NOFOLLOW)
        except FileNotFoundError:
            return -1, True
        except OSError:
            return -1, False
        try:
            self._wait_for(fd, _LOCK_TRIES)
        except OSError as error:
            if not has_no_locks(error):
                self._files.close(fd)
                raise
            return fd, False
        return fd, True

    def _put_right(self, balance: Balance, *, is_strange: bool) -> bool:
        if not balance.ours:
            return False  # another store lies in the place of ours: that is not to be mixed
        identity = self._journal.identity
        dev = identity.dev if identity else ""
        mine = {id: line for id, line in balance.missing.items() if line[0] == dev}
        others = {id: line for id, line in balance.missing.items() if id not in mine}
        ripe: Lines = {}
        done = []
        for path, lines in balance.waiting.items():
            if not lines or self._is_ripe(path):
                ripe.update(lines)
                done.append(path)
        if is_strange:
            self._journal.become()
            text = _("another machine goes by the name {device}: this one has taken a new name")
            self._said.append(text.format(device=dev))
        if put := mine | ripe:
            try:
                self._journal.put_back([put[id][1] for id in sorted(put)])
            except StoreError:
                others.update(mine)
                done = [path for path in done if not balance.waiting[path]]
            else:
                self._say_put_back(len(put))
        if others:
            id = new_id(self._clock())
            data = b"".join(others[id][1] for id in sorted(others))
            replace_file(self._files, self._place.state_file(f"{MISSED}{id}{SUFFIX}"), data)
        for path in done:
            self._files.unlink(path)
        return bool(is_strange or put or others or done)

    def _say_put_back(self, n: int) -> None:
        text = ngettext(
            "{n} change was missing in the folder; it was put back from what this machine had kept",
            "{n} changes were missing in the folder; they were put back from what this machine had kept",
            n,
        )
        self._said.append(text.format(n=n))

    def _copy(self, balance: Balance) -> None:
        """Add to the archive what it lacks, and remember that it lacks nothing."""
        mark = balance.mark
        if balance.unarchived:
            make_folders(self._files, self._place.state_path)
            data = b"".join(raw for _dev, raw in balance.unarchived.values())
            before = self._size()
            self.copied = data
            if not self._journal.archive.add(data):
                return
            if (before, self._size()) != (mark.archive.offset, mark.archive.offset + len(data)):
                return  # others were at it too: the next time is soon enough
            mark.archive = end_of(data, mark.archive)
        mark.save(self._files, self._place)
        self._mark = mark

    def _size(self) -> int:
        try:
            return os.stat(self._place.state_file(ARCHIVE)).st_size
        except FileNotFoundError:
            return 0

    def _lock(self, tries: int) -> int:
        """Let no other process of this machine do the same meanwhile; -1 where locks can't be had.

        Raises BlockingIOError where another one does.
        """
        fd = -1
        try:
            fd = self._files.open(self._place.state_file(LOCK), os.O_RDWR | os.O_CREAT)
            self._files.chmod(fd, FILE_MODE)
            self._wait_for(fd, tries)
        except BlockingIOError:
            self._files.close(fd)
            raise
        except OSError:
            if fd >= 0:
                self._files.close(fd)
            return -1
        return fd

    def _wait_for(self, fd: int, tries: int) -> None:
        """Lock an open file; whoever holds it may have been stopped, so not for ever. Raises OSError."""
        for left in range(tries - 1, -1, -1):
            try:
                self._files.lock(fd, wait=False)
            except BlockingIOError:
                if not left:
                    raise
                time.sleep(_LOCK_SECONDS)
            else:
                return
