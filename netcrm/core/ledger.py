"""What the log adds up to, per contact, kept up without reading it all; touches no file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from netcrm.core.record import JSON, Record
from netcrm.core.table import layered
from netcrm.core.touches import (
    LAYOUT,
    NEWEST_DAY,
    PLANNED,
    Entry,
    Gaps,
    LastTouch,
    Row,
    Touches,
    empty_row,
    entry_of,
    fold,
    packed,
    takes,
    unfold_planned,
    unpacked,
)

__all__ = ["LAYOUT", "Gaps", "LastTouch", "Ledger", "Touches"]

_NOTHING = Touches()


class Ledger:
    """The sums of the log as of a day; immutable, a change makes another one.

    `raw` gives the rows as they are kept (see netcrm.core.touches), for whoever walks everybody.
    """

    __slots__ = ("_made", "_planned", "asof", "raw")

    def __init__(
        self, asof: date, rows: Mapping[str, Row], planned: Iterable[str] | None = None
    ) -> None:
        """Take the rows; PLANNED are the contacts with an entry still to come, where that is known."""
        self.asof = asof
        self.raw = rows
        self._planned = None if planned is None else frozenset(planned)
        self._made: dict[str, Touches] = {}

    @classmethod
    def build(cls, entries: Iterable[Record], asof: date) -> "Ledger":
        """Return the ledger of the whole log, in one pass; entries dated after ASOF are planned."""
        day = asof.toordinal()
        return cls(
            asof,
            {person: fold(empty_row(), found, day) for person, found in _grouped(entries).items()},
        )

    @classmethod
    def from_rows(
        cls, rows: Mapping[str, JSON], asof: date, planned: Iterable[str] | None = None
    ) -> "Ledger":
        """Return the ledger that `rows` and `planned` gave; rows are taken as they are, read when asked for."""
        return cls(asof, rows, planned)  # type: ignore[arg-type]  # the JSON edge

    def rows(self) -> dict[str, JSON]:
        """Return the compact JSON form; treat it as immutable."""
        return {person: packed(row) for person, row in self.raw.items()}

    @property
    def planned(self) -> frozenset[str]:
        """The contacts with an entry still to come."""
        if self._planned is None:
            rows = self.raw.items()
            self._planned = frozenset(person for person, row in rows if row[PLANNED])
        return self._planned

    def of(self, contact_id: str) -> Touches:
        """Return what the log says of a contact; nothing for somebody it does not name."""
        made = self._made.get(contact_id)
        if made is None:
            row = self.raw.get(contact_id)
            made = Touches.of_row(row) if row is not None else _NOTHING
            self._made[contact_id] = made
        return made

    def at(self, today: date, entries: Callable[[], Iterable[Record]]) -> "Ledger":
        """Return the ledger as of TODAY; ENTRIES, which gives the whole log, is for going back.

        Planned entries that have come by TODAY are folded in without reading the log.
        """
        if today == self.asof:
            return self
        day = today.toordinal()
        if today < self.asof:
            if all(unpacked(row)[NEWEST_DAY] <= day for row in self.raw.values()):
                return Ledger(today, self.raw, self._planned)
            return Ledger.build(entries(), today)
        rows: dict[str, Row | None] = {}
        for person in self.planned:
            row = self.raw[person]
            if row[PLANNED][0][0] <= day:
                rest, come = unfold_planned(row, day)
                rows[person] = fold(rest, come, day)
        return self._with(rows, today)

    def updated(
        self,
        pairs: Sequence[tuple[Record | None, Record | None]],
        entries_of: Callable[[AbstractSet[str]], Iterable[Record]],
    ) -> "Ledger":
        """Return the ledger after log records changed; each pair is a record before and after.

        New entries that come last are folded in. For all other changes ENTRIES_OF is asked, once,
        for the records (as they are now) that name any of the contacts concerned.
        """
        asof = self.asof.toordinal()
        fresh: list[Record] = []
        anew: set[str] = set()
        for before, after in pairs:
            if before is None and after is not None:
                fresh.append(after)
            elif before is not None and not (after and _means_the_same(before, after)):
                anew.update(_contacts(before))
                anew.update(_contacts(after) if after else ())
        grouped = _grouped(fresh)
        anew.update(
            person
            for person, found in grouped.items()
            if (row := self.raw.get(person)) is not None and not takes(row, found[0], asof)
        )
        if not anew and not grouped:
            return self
        rows: dict[str, Row | None] = {}
        for person, found in grouped.items():
            if person not in anew:
                rows[person] = fold(self.raw.get(person) or empty_row(), found, asof)
        if anew:
            again = _grouped(entries_of(anew))
            for person in anew:
                found_again = again.get(person)
                rows[person] = fold(empty_row(), found_again, asof) if found_again else None
        return self._with(rows, self.asof)

    def _with(self, rows: Mapping[str, Row | None], asof: date) -> "Ledger":
        """Return the ledger as of ASOF with other rows for some contacts; None for no row."""
        planned = {person for person, row in rows.items() if row and row[PLANNED]}
        return Ledger(asof, layered(self.raw, rows), self.planned.difference(rows) | planned)


def _contacts(record: Record) -> Iterable[str]:
    inside = record.fields.get("contacts")
    if not isinstance(inside, list):
        return ()
    return dict.fromkeys(person for person in inside if isinstance(person, str))


def _means_the_same(before: Record, after: Record) -> bool:
    days: dict[object, int] = {}
    return entry_of(before, days) == entry_of(after, days) and set(_contacts(before)) == set(
        _contacts(after)
    )


def _grouped(records: Iterable[Record]) -> dict[str, list[Entry]]:
    """Return the entries of each contact named, in the order of the log."""
    days: dict[object, int] = {}
    groups: dict[str, list[Entry]] = {}
    for record in records:
        entry = entry_of(record, days)
        for person in _contacts(record):
            group = groups.get(person)
            if group is None:
                groups[person] = [entry]
            else:
                group.append(entry)
    for group in groups.values():
        group.sort()
    return groups
