"""Every side effect of the store passes here, so that tests count, fail and record it; knows no format."""

import errno
import os

from netcrm.core.errors import StoreError
from netcrm.core.i18n import _

try:
    import fcntl
except (
    ImportError
):  # pragma: no cover  a platform without flock: every process keeps a journal of its own
    fcntl = None  # type: ignore[assignment]  # no locks on this platform

FILE_MODE = 0o600
FOLDER_MODE = 0o700

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})


class Files:
    """The calls that change something on disk, or hold a descriptor; each raises OSError."""

    __slots__ = ()

    def open(self, path: str, flags: int, mode: int = FILE_MODE) -> int:
        """Open PATH and return the descriptor, which no child process inherits."""
        return os.open(path, flags | os.O_CLOEXEC, mode)

    def close(self, fd: int) -> None:
        """Give a descriptor back."""
        os.close(fd)

    def write(self, fd: int, data: bytes) -> int:
        """Write and return how many bytes went out, which may be fewer than DATA has."""
        return os.write(fd, data)

    def fsync(self, fd: int) -> None:
        """Wait until what was written is on the disk itself."""
        if full := getattr(
            fcntl, "F_FULLFSYNC", None
        ):  # macOS: fsync alone stops at the drive's cache
            try:
                fcntl.fcntl(fd, full)
            except OSError:
                pass
            else:
                return
        os.fsync(fd)

    def truncate(self, fd: int, size: int) -> None:
        """Cut an open file to SIZE bytes."""
        os.ftruncate(fd, size)

    def chmod(self, fd: int, mode: int) -> None:
        """Set the mode of an open file whatever the umask is."""
        os.fchmod(fd, mode)

    def rename(self, old: str, new: str) -> None:
        """Put OLD in the place of NEW, atomically."""
        os.replace(old, new)

    def unlink(self, path: str) -> None:
        """Remove a file's name."""
        os.unlink(path)

    def mkdir(self, path: str) -> None:
        """Make one folder that only its owner may enter, whatever the umask is."""
        os.mkdir(path, FOLDER_MODE)
        os.chmod(path, FOLDER_MODE)

    def lock(self, fd: int, *, wait: bool = True) -> None:
        """Lock an open file for this process alone; raises BlockingIOError where WAIT is false and it is taken."""
        if fcntl is None:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
        fcntl.flock(fd, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(self, fd: int) -> None:
        """Let others lock the file."""
        fcntl.flock(fd, fcntl.LOCK_UN)


def has_no_locks(error: OSError) -> bool:
    """Return whether ERROR says that this file system or platform knows no locks."""
    return error.errno in _NO_LOCKS


def write_all(files: Files, fd: int, data: bytes) -> None:
    """Write every byte of DATA, however little goes out at a time."""
    done = files.write(fd, data)
    while done < len(data):
        more = files.write(fd, data[done:])
        if more <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        done += more


def sync_folder(files: Files, folder: str) -> None:
    """Wait until the names in FOLDER are on the disk."""
    fd = files.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        files.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        files.close(fd)


def make_folders(files: Files, folder: str) -> None:
    """Make FOLDER and what is missing above it, each durable; leaves those that are there as they are."""
    missing = []
    while not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for path in reversed(missing):
        try:
            files.mkdir(path)
        except FileExistsError:  # another process was faster
            if not os.path.isdir(path):
                raise
        sync_folder(files, os.path.dirname(path))


def create(files: Files, path: str, flags: int = os.O_WRONLY) -> int:
    """Make the file PATH, which must not be there yet, not even as a link; mode 0600 under any umask."""
    fd = files.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | flags)
    try:
        files.chmod(fd, FILE_MODE)
    except BaseException:
        files.close(fd)
        raise
    return fd


def replace_file(
    files: Files, path: str, data: bytes, *, temporary: str = "", wait: bool = True
) -> None:
    """Put a whole file in the place of PATH: it holds either all the old bytes or all of DATA.

    Without WAIT it may be lost or damaged where the machine stops; for what is easily made again.
    """
    temporary = temporary or f"{path}.{os.urandom(6).hex()}.tmp"
    fd = create(files, temporary)
    try:
        try:
            write_all(files, fd, data)
            if wait:
                files.fsync(fd)
        finally:
            files.close(fd)
        files.rename(temporary, path)
    except BaseException:
        try:  # noqa: SIM105  contextlib is dear to import
            files.unlink(temporary)
        except OSError:
            pass
        raise
    if wait:
        sync_folder(files, os.path.dirname(path))


def slurp(path: str) -> bytes:
    """Return all bytes of a file; raises OSError."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return read_at(fd, 0, os.fstat(fd).st_size)
    finally:
        os.close(fd)


def read_at(fd: int, start: int, size: int) -> bytes:
    """Return SIZE bytes from START on, fewer only where the file ends."""
    data = os.pread(fd, size, start)
    if len(data) == size or not data:
        return data
    parts = [data]
    got = len(data)
    while got < size and (data := os.pread(fd, size - got, start + got)):
        parts.append(data)
        got += len(data)
    return b"".join(parts)


def cannot_write(path: str, error: OSError) -> StoreError:
    """Return the failure told to the user when PATH could not be written."""
    return StoreError(
        _("{path} can't be written: {reason}; nothing was changed").format(
            path=path, reason=error.strerror or error
        ),
        _("free some space or make the folder writable, then try again"),
    )


def cannot_read(path: str, error: OSError) -> StoreError:
    """Return the failure told to the user when PATH could not be read."""
    return StoreError(
        _("{path} can't be read: {reason}").format(path=path, reason=error.strerror or error),
        _("check who may read the folder; `netcrm locate` shows where things are"),
    )


def not_there(folder: str) -> StoreError:
    """Return the failure told to the user when a store that was here before has vanished."""
    return StoreError(
        _("the store in {folder} is not there").format(folder=folder),
        _(
            "mount or plug in the disk it lies on; nothing was created in its place"
            " (`netcrm restore` makes it anew from a backup)"
        ),
    )
