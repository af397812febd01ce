"""What was done, and which of it can be taken back or done again; reads journals, writes nothing."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.store.fold import Fold
from netcrm.store.line import Line
from netcrm.store.lookup import Lines
from netcrm.store.tails import Tails


class HistoryLine(NamedTuple):
    """One change: the id of its line, when (UTC) and on which device it was made, what it did."""

    id: str
    time: datetime
    device: str
    label: str
    undone: bool


class Undone(NamedTuple):
    """What was taken back or done again, and what stays as it is because others wrote it since."""

    what: str
    kept: tuple[str, ...] = ()
    redone: bool = False
    """Whether it was done again: what was taken back was an undoing."""


class History:
    """The lines of a store, the newest first, and what undo and redo would take."""

    def __init__(self, tails: Tails, fold: Fold, dev: str) -> None:
        self._fold = fold
        self.journals = Lines(tails, dev)

    def lines(self, most: int | None = None) -> list[HistoryLine]:
        """Return the newest changes of all devices, at most MOST, the newest first."""
        undone = self._fold.undone()
        return [_told(line, undone) for line in islice(self.journals.all_back(), most)]

    def find(self, id: str) -> HistoryLine | None:
        """Return the change of this id, or None."""
        line = self.journals.find(id)
        return _told(line, self._fold.undone()) if line else None

    def undoable(self) -> Line | None:
        """Return the line that undo takes: the last of this device that is in force."""
        taken = set(self._fold.undoes.values())
        for line in self.journals.own_back():
            if line.id not in taken and not self.is_undo(line):
                return line
        return None

    def redoable(self) -> Line | None:
        """Return the line that redo takes: the last undoing of this device, if nothing new was done since."""
        taken = set(self._fold.undoes.values())
        for line in self.journals.own_back():
            if line.undoes:
                if line.id not in taken and self.is_undo(line):
                    return line
            else:
                return None
        return None

    def in_force(self, id: str) -> Line:
        """Return the line to take back so that the change of this id is undone: itself, or its last redoing.

        Raises BadInputError where there is no such change, CannotBeDoneError where it is undone already.
        """
        line = self.journals.find(id)
        if line is None:
            raise BadInputError(
                _("there is no change “{id}”").format(id=id),
                _("`netcrm history` shows the changes"),
            )
        if line.id in self._fold.undone():
            raise CannotBeDoneError(_("“{what}” is undone already").format(what=line.what))
        by = {target: undoing for undoing, target in self._fold.undoes.items()}
        last = _followed(line.id, by)[-1]
        return self.journals.find(last) or line

    def root(self, line: Line) -> Line:
        """Return the change that a chain of undoing and redoing began with."""
        id = self._fold.root(line.id)
        return line if id == line.id else self.journals.find(id) or line

    def is_undo(self, line: Line) -> bool:
        """Return whether a line takes something back, rather than doing something (again)."""
        return len(_followed(line.id, self._fold.undoes)) % 2 == 0


def _followed(start: str, steps: Mapping[str, str]) -> list[str]:
    """Return START and where STEPS lead from there; a foreign line may lead in a circle."""
    found = {start: None}
    while (start := steps.get(start, "")) and start not in found:
        found[start] = None
    return [*found]


def _told(line: Line, undone: Collection[str]) -> HistoryLine:
    return HistoryLine(line.id, _time(line.at), line.dev, line.what, line.id in undone)


def _time(at: str) -> datetime:
    try:
        return datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)
