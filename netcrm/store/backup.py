"""The backups of a store, in the state folder: made, read back, listed, thinned out. Changes no line.

A backup holds the lines, not the tables: they are the truth, their format is frozen, the history comes
back with them, and a store of which nothing is left can be made anew from them byte for byte.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

from netcrm.core.errors import BadInputError, CannotBeDoneError, StoreError
from netcrm.core.i18n import _
from netcrm.store.backup_file import BackupFile, BadBackupError, decode, encode, sum_of
from netcrm.store.daily import BACKUPS, ENDING
from netcrm.store.folder import biggest, headed, journals_in, stores_in
from netcrm.store.identity import Identity, is_known, load
from netcrm.store.ids import now_ms, time_of
from netcrm.store.place import Place
from netcrm.store.rotation import keep
from netcrm.store.seam import (
    Files,
    cannot_read,
    cannot_write,
    make_folders,
    not_there,
    read_at,
    replace_file,
    slurp,
)

_STAMP = "%Y-%m-%dT%H%M%S"
_SHOWN = 4


class Backup:
    """A backup that is there: its name, where it is, when it was made (UTC), why, how many bytes it takes."""

    __slots__ = ("made", "name", "path", "size", "why")

    def __init__(self, path: str, made: datetime, why: str, size: int) -> None:
        self.name = os.path.basename(path).removesuffix(ENDING)
        self.path = path
        self.made = made
        self.why = why
        self.size = size

    @property
    def reason(self) -> str:
        """Why it was made, in words."""
        words = {
            "now": _("asked for"),
            "daily": _("daily"),
            "import": _("before an import"),
            "restore": _("before a restore"),
            "purge": _("before a purge"),
            "repair": _("before a repair"),
        }
        return words.get(self.why, self.why)


class Backups:
    """The backups of one place."""

    def __init__(
        self, place: Place, files: Files | None = None, clock: Callable[[], int] = now_ms
    ) -> None:
        self.folder = place.state_file(BACKUPS)
        self._place = place
        self._files = files or Files()
        self._clock = clock

    def all(self) -> list[Backup]:
        """Return the backups, the newest first. Raises StoreError."""
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise cannot_read(self.folder, error) from error
        found = [_backup(os.path.join(self.folder, name)) for name in names]
        return sorted(filter(None, found), key=lambda one: (one.made, one.name), reverse=True)

    def find(self, words: str) -> Backup:
        """Return the backup of this name, or whose name begins so, or at this path.

        Raises BadInputError where there is none, or several are meant.
        """
        if os.sep in words or os.path.isfile(words):
            if not os.path.isfile(words):
                raise BadInputError(_("{file}: there is no such file").format(file=words))
            path = os.path.realpath(words)
            status = os.stat(path)
            made = datetime.fromtimestamp(status.st_mtime, UTC)
            return _backup(path) or Backup(path, made, "", status.st_size)
        every = self.all()
        wanted = words.removesuffix(ENDING)
        found = [one for one in every if one.name == wanted]
        found = found or [one for one in every if wanted and one.name.startswith(wanted)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise BadInputError(
                _("there is no backup “{name}”").format(name=words),
                _("`netcrm restore` without a name lists them"),
            )
        raise BadInputError(
            _("“{name}” may mean several backups").format(name=words),
            _("say which: {names}").format(names=" · ".join(b.name for b in found[:_SHOWN])),
        )

    def read(self, backup: Backup, *, of: str = "") -> BackupFile:
        """Return what a backup holds.

        Raises CannotBeDoneError where it is damaged or of another store than OF, where one is given; StoreError.
        """
        try:
            kept = decode(slurp(backup.path))
            if of and kept.store != of:
                raise other_store(self._place)
            return kept
        except OSError as error:
            raise cannot_read(backup.path, error) from error
        except BadBackupError as error:
            raise CannotBeDoneError(
                _("the backup {file} can't be used: {why}").format(file=backup.path, why=error),
                _("take another one: `netcrm restore` lists them"),
            ) from error

    def make(self, why: str) -> Backup:
        """Make a backup, read it back, and let go of old ones; WHY is a word for its name.

        Where nothing was written since the last one, that one is read and returned.
        Raises CannotBeDoneError where there is nothing to keep, StoreError where it could not be made.
        """
        identity, body = self._journals()
        latest = next(iter(self.all()), None)
        try:
            if latest is not None and self._has(latest, body):
                return latest
            return self._write(identity, why, body)
        except OSError as error:
            raise cannot_write(self.folder, error) from error

    def rewrite(self, scrub: Callable[[bytes], bytes]) -> None:
        """Give all backups the lines that SCRUB makes of theirs; damaged ones are removed.

        For a purge: what was to be forgotten shall not stay here. Raises StoreError.
        """
        try:
            for backup in self.all():
                try:
                    kept = decode(slurp(backup.path))
                except BadBackupError:
                    self._files.unlink(backup.path)
                    continue
                body = scrub(kept.body)
                if body != kept.body:
                    identity = Identity(kept.store, kept.dev)
                    data = encode(identity, kept.at, kept.why, body)
                    replace_file(self._files, backup.path, data)
        except OSError as error:
            raise cannot_write(self.folder, error) from error

    def _journals(self) -> tuple[Identity, bytes]:
        """Return who this machine is and the whole lines of all journals of its store."""
        place = self._place
        try:
            stores = stores_in(place.journal_path)
            if not stores and is_known(place):
                raise not_there(place.data_path)
            if not stores:
                raise CannotBeDoneError(_("there is nothing to back up yet"))
            identity = load(place) or Identity(biggest(stores), "")
            found = []
            for name, header, fd in headed(place.journal_path, journals_in(place.journal_path)):
                if header is None or header.store == identity.store:
                    data = read_at(fd, 0, os.fstat(fd).st_size)
                    found.append((header.file if header else "", name, data))
        except OSError as error:
            raise cannot_read(error.filename or place.journal_path, error) from error
        # a line without its end is still being written
        bodies = [data[: data.rfind(b"\n") + 1] for _file, _name, data in sorted(found)]
        return identity, b"".join(bodies)

    def _has(self, backup: Backup, body: bytes) -> bool:
        """Return whether a backup has these lines and can be read."""
        try:
            data = slurp(backup.path)
            return sum_of(data) == sha256(body).hexdigest() and decode(data).body == body
        except (OSError, BadBackupError):
            return False

    def _write(self, identity: Identity, why: str, body: bytes) -> Backup:
        now = self._clock()
        stamp = f"{datetime.fromtimestamp(now / 1000, UTC):{_STAMP}}Z-{why}"
        path = os.path.join(self.folder, stamp + ENDING)
        number = 2
        while os.path.lexists(path):
            path = os.path.join(self.folder, f"{stamp}-{number}{ENDING}")
            number += 1
        make_folders(self._files, self.folder)
        replace_file(self._files, path, encode(identity, time_of(now), why, body))
        made = _backup(path)
        if made is None or not self._has(made, body):
            self._files.unlink(path)
            raise StoreError(
                _("the backup {file} could not be read back and was removed").format(file=path),
                _("the disk may be failing: copy {folder} to another one").format(
                    folder=self._place.data_path
                ),
            )
        self._thin_out(now)
        return made

    def _thin_out(self, now: int) -> None:
        """Remove the backups that are not to be kept; not being able to is no failure."""
        every = {one.path: one.made.astimezone() for one in self.all()}
        today = datetime.fromtimestamp(now / 1000, UTC).astimezone().date()
        kept = keep([*every.values()], today)
        for path, made in every.items():
            if made not in kept:
                try:
                    self._files.unlink(path)
                except OSError:
                    return


def other_store(place: Place) -> CannotBeDoneError:
    """Return the failure told to the user when a backup belongs to another store."""
    return CannotBeDoneError(
        _("this backup is not of the store in {folder}").format(folder=place.data_path),
        _("restore it into a folder of its own: `netcrm --store FOLDER restore FILE`"),
    )


def _backup(path: str) -> Backup | None:
    """Return the backup that a file is by its name, or None."""
    name = os.path.basename(path)
    if not name.endswith(ENDING):
        return None
    stamp, z, why = name.removesuffix(ENDING).partition("Z-")
    try:
        made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        size = os.stat(path).st_size
    except (OSError, ValueError):
        return None
    return Backup(path, made, why, size) if z else None
