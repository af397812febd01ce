"""The folder of journals: which files, of which stores; reads first lines only. On the way of `netcrm log`."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping

from netcrm.store.gate import BadLineError
from netcrm.store.ids import month_of
from netcrm.store.line import Header, decode_header
from netcrm.store.seam import read_at

SUFFIX = ".jsonl"
MISSED = "missed-"
"""How the names of the files begin that stand in for journals lost from the folder, in the state folder."""

_HEAD = 4096


def journals_in(folder: str) -> list[str]:
    """Return the names of the journals in FOLDER, sorted; raises FileNotFoundError where it is gone.

    Hidden files are none: editors lock files with them, sync tools write into them first, and macOS
    puts one beside each file on disks of others.
    """
    names = os.listdir(folder)
    return sorted(name for name in names if name.endswith(SUFFIX) and name[0] != ".")


def missed_in(state: str) -> list[str]:
    """Return the paths of the files in the state folder that stand in for lost journals, the oldest first."""
    try:
        names = os.listdir(state)
    except OSError:
        return []
    return [
        os.path.join(state, name)
        for name in sorted(names)
        if name.startswith(MISSED) and name.endswith(SUFFIX)
    ]


def journal_name(dev: str, at: str, file: str) -> str:
    """Return what a journal is called: by its device, the month of a time as lines have it, and its file id."""
    return f"{dev}-{month_of(at)}-{file[-8:]}{SUFFIX}"


def biggest(stores: Mapping[str, int], default: str = "") -> str:
    """Return which of the stores that `stores_in` found has most bytes; journals without a header have no say."""
    known = [id for id in stores if id]
    return max(known, key=lambda id: stores[id], default=default)


def header_of(fd: int) -> Header | None:
    """Return the header of an open journal, or None where it has none that is whole."""
    first, end, _rest = read_at(fd, 0, _HEAD).partition(b"\n")
    try:
        return decode_header(first) if end else None
    except BadLineError:
        return None


def open_journal(path: str) -> int | None:
    """Open a journal for reading; None where it is no file, or not one that we may read.

    Raises FileNotFoundError where it is gone, OSError where the disk fails.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except PermissionError:
        return None
    except OSError:
        if os.path.islink(path):  # one that leads nowhere, or in a circle
            return None
        raise


def headed(folder: str, names: Iterable[str]) -> Iterator[tuple[str, Header | None, int]]:
    """Yield of journals that we may read the name, the header, and a descriptor that is open for this step.

    Raises FileNotFoundError where one is gone, OSError where the disk fails.
    """
    for name in names:
        fd = open_journal(os.path.join(folder, name))
        if fd is not None:
            try:
                yield name, header_of(fd), fd
            finally:
                os.close(fd)


def closed_to_us(path: str) -> PermissionError:
    """Return the error of a journal that was read before and may not be read any more.

    What it holds must not vanish in silence.
    """
    return PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)


def stores_in(folder: str) -> dict[str, int]:
    """Return the ids of the stores whose journals lie in FOLDER, with how many bytes each has.

    The id is empty for journals without a header that can be read.
    """
    found: dict[str, int] = {}
    try:
        names = journals_in(folder)
    except FileNotFoundError:
        return found
    for name in names:
        try:
            fd = open_journal(os.path.join(folder, name))
        except FileNotFoundError:
            continue  # a sync tool has just taken it away
        if fd is None:
            found.setdefault("", 0)
            continue
        try:
            header, size = header_of(fd), os.fstat(fd).st_size
        finally:
            os.close(fd)
        store = header.store if header else ""
        found[store] = found.get(store, 0) + size
    return found
