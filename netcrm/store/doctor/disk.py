"""The doctor on files and folders: modes, leftovers, links, room, locks, the kind of file system."""

import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from netcrm.core.i18n import _
from netcrm.core.text import safe
from netcrm.store.doctor.finding import NOTE, Finding
from netcrm.store.doctor.lines import is_conflict
from netcrm.store.folder import SUFFIX, journals_in
from netcrm.store.place import Place
from netcrm.store.seam import FILE_MODE, FOLDER_MODE, Files, has_no_locks

ROOM = 64 << 20
"""How many bytes have to be free for the doctor not to worry."""

_OLD_SECONDS = 3600
_FOREIGN = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "vboxsf", "drvfs"}
)
_DEVICE = 5


def about_disk(place: Place, files: Files) -> Iterator[Finding]:
    """Yield what is to be said of the folders of a store and all in them."""
    for folder in (place.data_path, place.state_path):
        yield from _tree(folder, files)
    if os.path.islink(place.journal_path):
        text = _("{folder} is a link and no folder; nothing is written there")
        yield Finding("link", text.format(folder=place.journal_path), file=place.journal_path)
    yield from _room(place)
    yield from _locks(place, files)


def _tree(folder: str, files: Files) -> Iterator[Finding]:
    for path, names, inside in os.walk(folder):
        if os.path.basename(path) == ".git":
            names.clear()
            continue
        yield from _mode(path, FOLDER_MODE, files)
        for name in sorted(inside):
            file = os.path.join(path, name)
            yield from _mode(file, FILE_MODE, files)
            if name.endswith(".tmp"):
                yield from _leftover(file, files)
            elif is_conflict(name) and not name.endswith(SUFFIX):
                text = _("{file} is a conflict copy of a file that is made anew; it is not read")
                yield Finding("conflict", text.format(file=safe(file)), level=NOTE, file=file)


def _mode(path: str, wanted: int, files: Files) -> Iterator[Finding]:
    try:
        status = os.lstat(path)
    except OSError:
        return
    if stat.S_ISLNK(status.st_mode) or not status.st_mode & 0o077:
        return

    def mend() -> None:
        fd = files.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            files.chmod(fd, status.st_mode & wanted)
        finally:
            files.close(fd)

    text = _("others may read or change {file} (mode {mode:o})")
    text = text.format(file=safe(path), mode=stat.S_IMODE(status.st_mode))
    yield Finding("mode", text, file=path, mend=mend)


def _leftover(path: str, files: Files) -> Iterator[Finding]:
    try:
        old = time.time() - os.lstat(path).st_mtime > _OLD_SECONDS
    except OSError:
        return
    if old:
        text = _("{file} was left half-written by a process that was stopped").format(
            file=safe(path)
        )
        yield Finding("leftover", text, file=path, mend=_unlinked(files, path))


def _unlinked(files: Files, path: str) -> Callable[[], None]:
    return lambda: files.unlink(path)


def _room(place: Place) -> Iterator[Finding]:
    for folder in (place.data_path, place.state_path):
        try:
            room = os.statvfs(folder)
        except OSError:
            continue
        if room.f_flag & os.ST_RDONLY or not os.access(folder, os.W_OK | os.X_OK):
            text = _("{folder} can't be written").format(folder=folder)
            yield Finding("read-only", text, file=folder)
        elif room.f_bavail * room.f_frsize < ROOM:
            text = _("there is little room left for {folder}: {n} MiB")
            text = text.format(folder=folder, n=room.f_bavail * room.f_frsize >> 20)
            yield Finding("room", text, file=folder)
    kind = file_system(place.data_path)
    if kind in _FOREIGN or kind.startswith("fuse."):
        text = _("{folder} lies on a file system of the network or of another program ({kind})")
        text = text.format(folder=place.data_path, kind=kind)
        yield Finding("file-system", text, level=NOTE, file=place.data_path)


def file_system(path: str, table: str = "/proc/self/mountinfo") -> str:
    """Return the kind of file system that PATH lies on, or an empty text where that can't be told."""
    try:
        rows = Path(table).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    found, longest = "", -1
    for row in rows:
        mount, _dash, about = row.partition(" - ")
        parts = mount.split()
        if len(parts) < 5 or not about:
            continue
        point = parts[4].replace("\\040", " ")
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= longest:
            found, longest = about.split()[0], len(point)
    return found


def _locks(place: Place, files: Files) -> Iterator[Finding]:
    """Yield who writes just now, and whether files can be locked here at all."""
    try:
        names = journals_in(place.journal_path)
    except OSError:
        return
    for name in names:
        path = os.path.join(place.journal_path, name)
        try:
            fd = files.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            continue
        try:
            files.lock(fd, wait=False)
            files.unlock(fd)
        except BlockingIOError:
            who = holder(os.fstat(fd).st_ino) or _("another process")
            text = _("journal/{file} is locked by {who}: something is being written just now")
            text = text.format(file=safe(name), who=who)
            yield Finding("locked", text, level=NOTE, file=f"journal/{safe(name)}")
        except OSError as error:
            if has_no_locks(error):
                text = _("files can't be locked here: each process writes a journal of its own")
                yield Finding("no-locks", text, level=NOTE, file=place.journal_path)
                return
        finally:
            files.close(fd)


def holder(inode: int, table: str = "/proc/locks") -> str:
    """Return which process holds the lock of the file with this INODE, or an empty text."""
    try:
        rows = Path(table).read_text("ascii", "replace").splitlines()
    except OSError:
        return ""
    for row in rows:
        parts = row.split()
        if len(parts) > _DEVICE and parts[_DEVICE].rpartition(":")[2] == str(inode):
            pid = parts[4]
            try:
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            except OSError:
                words = []
            command = safe(b" ".join(words[:4]).decode("utf-8", "replace")).strip()
            return _("process {pid} ({command})").format(pid=pid, command=command[:80])
    return ""
