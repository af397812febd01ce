"""Whoever keeps the network, as the app sees it: the store, or a test's memory. Knows no files."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from netcrm.core.network import Network
from netcrm.core.record import Change
from netcrm.core.rules import Rules

if TYPE_CHECKING:
    from netcrm.core.changes.choosing import Written


class Undone(Protocol):
    """What an undo or redo did."""

    @property
    def what(self) -> str:
        """The words of the change that was taken back or done again."""

    @property
    def kept(self) -> tuple[str, ...]:
        """What was left as it is, since somebody changed it meanwhile."""


class Backup(Protocol):
    """A backup that there is."""

    name: str
    path: str
    made: datetime

    @property
    def reason(self) -> str:
        """Why it was made, in words."""


class Restoring(Protocol):
    """What going back to a backup would do."""

    change: Change

    def words(self) -> list[str]:
        """Return what would change, in sentences."""


class Stranger(Protocol):
    """Another network that lies in the same folder."""

    @property
    def store(self) -> str:
        """The id of its store."""

    @property
    def people(self) -> int:
        """How many people it has."""


class Keeper(Protocol):
    """Whoever keeps the network."""

    @property
    def network(self) -> Network:
        """The snapshot of now."""

    @property
    def can_undo(self) -> str | None:
        """The words of what undo would take back, or None."""

    @property
    def can_redo(self) -> str | None:
        """The words of what redo would do again, or None."""

    def write(self, change: Change) -> None:
        """Write CHANGE; it is durable on return, and `network` has it. Raises StoreError where it is not."""

    def go_by(self, rules: Rules) -> None:
        """Show the network by other rules from now on."""

    def poll(self, today: date) -> bool:
        """Take in what others wrote, and the day; return whether there is a new snapshot."""

    def undo(self) -> Undone:
        """Take the last change back."""

    def redo(self) -> Undone:
        """Do again what was undone last."""

    def written(self, lines: Iterable[str]) -> "Mapping[str, Written]":
        """Return when and where lines were written, by their ids, as far as that is known."""

    def back_up(self, why: str) -> Backup:
        """Make a backup; may be called in a thread. Raises NetcrmError."""

    def back_up_daily(self) -> None:
        """Make the backup of the day where it is due; may be called in a thread."""

    def backups_made(self) -> Sequence[Backup]:
        """Return the backups, the newest first. Raises NetcrmError."""

    def plan_restore(self, name: str) -> Restoring:
        """Return what going back to the backup of this name would do. Raises NetcrmError."""

    def strangers(self) -> Sequence[Stranger]:
        """Return the other networks in the folder about which nobody has decided yet."""

    def join(self, store: str) -> int:
        """Make one network of this and another; return how many changes that brought. Raises NetcrmError."""

    def close(self, *, with_files: bool = False) -> None:
        """Let go of the files; WITH_FILES that others can read, where there are none yet."""
