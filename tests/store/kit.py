"""What the tests of the store share: places to put one, changes to write, a seam that fails on demand."""

import errno
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from netcrm.core.record import JSON, Change, Record, new
from netcrm.core.rules import Rules
from netcrm.store.ids import new_record_id
from netcrm.store.place import Place
from netcrm.store.seam import Files
from netcrm.store.store import Store

TODAY = date(2026, 11, 24)


def place_in(folder: Path) -> Place:
    """Return a place for a store in FOLDER; nothing is made."""
    return Place(folder / "data", folder / "state")


def opened(place: Place, files: Files | None = None, **more) -> Store:
    """Return the open store of PLACE."""
    return Store(place, rules=Rules(), today=more.pop("today", TODAY), files=files, **more)


def contact(name: str, id: str = "", **fields: JSON) -> Change:
    """Return the change that makes a contact."""
    return Change(
        f"added {name}", [new("contacts", id or new_record_id(), {"name": name, **fields})]
    )


def entry(text: str, contacts: Iterable[str] = (), id: str = "", **fields: JSON) -> Change:
    """Return the change that writes a log entry."""
    record = {
        "date": "2026-11-20",
        "medium": "met",
        "text": text,
        "contacts": [*contacts],
        **fields,
    }
    return Change(f"met {text}", [new("interactions", id or new_record_id(), record)])


def add(store: Store, name: str, **fields: JSON) -> str:
    """Write a contact and return its id."""
    id = new_record_id()
    store.write(contact(name, id, **fields))
    return id


MORE = ("acquaintances", "relations", "organisations", "introductions", "opportunities")


def shown(store: Store) -> dict[str, dict[str, dict[str, JSON]]]:
    """Return the fields of all shown records, by table and id."""
    network = store.network
    more = {table: fields_of(getattr(network, table)) for table in MORE}
    return {
        "contacts": fields_of(network.contacts),
        "interactions": fields_of(network.interactions),
        "follow_ups": fields_of(network.follow_ups),
        "drafts": fields_of(network.drafts),
        **{table: records for table, records in more.items() if records},
    }


def fields_of(records: Mapping[str, Record]) -> dict[str, dict[str, JSON]]:
    """Return the fields of each record."""
    return {id: dict(record.fields) for id, record in records.items()}


def names(store: Store) -> set[str]:
    """Return the names of all contacts."""
    return {str(record.fields["name"]) for record in store.network.contacts.values()}


def journals(place: Place) -> list[Path]:
    """Return the files of the journal folder."""
    folder = Path(place.journal_path)
    return sorted(folder.iterdir()) if folder.exists() else []  # killed before the first line


def without_archive(place: Place) -> Place:
    """Return PLACE after its machine has lost what it keeps of the lines it has seen."""
    for path in Path(place.state_path).glob("archive.*"):
        path.unlink()
    return place


class CrashError(BaseException):
    """The machine stops: nothing after this call happens."""


class Fast(Files):
    """Everything but waiting for the disk."""

    def fsync(self, fd: int) -> None:
        pass


class Failing(Fast):
    """Counts the calls that change something; from number `k` on they fail as told.

    The k-th call raises CODE, after half of the bytes where it is a write; FOREVER, all after it too.
    With CRASH nothing happens any more. With SHORT writes put out only half of what they are given, and
    nothing fails.
    """

    def __init__(
        self,
        k: int = 0,
        *,
        code: int = errno.ENOSPC,
        forever: bool = False,
        crash: bool = False,
        short: bool = False,
    ) -> None:
        self.k = k
        self.code = code
        self.forever = forever
        self.crash = crash
        self.short = short
        self.calls: list[str] = []
        self.failed = 0
        self.descriptors: set[int] = set()

    @property
    def count(self) -> int:
        """How many calls there were."""
        return len(self.calls)

    def _pass(self, call: str, fd: int = -1, data: bytes = b"") -> bool:
        """Count a call; return whether it is one to be cut short."""
        self.calls.append(call)
        hit = self.k and (self.count == self.k or (self.forever and self.count > self.k))
        if hit and self.short:
            return True
        if hit:
            self.failed += 1
            if data:  # part of it goes out before it fails
                os.write(fd, data[: len(data) // 2])
            if self.crash:
                raise CrashError
            raise OSError(self.code, os.strerror(self.code))
        if self.crash and self.failed:
            raise CrashError
        return False

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        self._pass("open")
        fd = super().open(path, flags, mode)
        self.descriptors.add(fd)
        return fd

    def close(self, fd: int) -> None:
        self.descriptors.discard(fd)
        super().close(fd)

    def write(self, fd: int, data: bytes) -> int:
        short = self._pass("write", fd, data)
        return super().write(fd, data[: (len(data) + 1) // 2] if short else data)

    def fsync(self, fd: int) -> None:
        self._pass("fsync")

    def truncate(self, fd: int, size: int) -> None:
        self._pass("truncate")
        super().truncate(fd, size)

    def chmod(self, fd: int, mode: int) -> None:
        self._pass("chmod")
        super().chmod(fd, mode)

    def rename(self, old: str, new: str) -> None:
        self._pass("rename")
        super().rename(old, new)

    def unlink(self, path: str) -> None:
        self._pass("unlink")
        super().unlink(path)

    def mkdir(self, path: str) -> None:
        self._pass("mkdir")
        super().mkdir(path)

    def lock(self, fd: int, *, wait: bool = True) -> None:
        self._pass("lock")
        super().lock(fd, wait=wait)

    def unlock(self, fd: int) -> None:
        self._pass("unlock")
        super().unlock(fd)


class Dribbling(Files):
    """Writes a byte or a few at a time, as a pipe or a nearly full disk may."""

    def write(self, fd: int, data: bytes) -> int:
        return super().write(fd, data[:7])
