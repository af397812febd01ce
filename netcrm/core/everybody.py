"""The figures and the order of everybody in one snapshot; what did not change is taken over."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from netcrm.core.figures import ID, LISTED, Figures, measure
from netcrm.core.forecast import Forecast
from netcrm.core.lists import Lists, lists_of
from netcrm.core.record import Record
from netcrm.core.rules import Rules
from netcrm.core.table import in_full
from netcrm.core.touches import Row


class Everybody:
    """What the figures of all contacts are worked out from, and the figures, worked out once.

    BEFORE are those of an earlier snapshot: who is the same in both is not measured again. FORECAST
    holds for all but those in CHANGED: with it the lists need nobody else's figures.
    """

    def __init__(
        self,
        contacts: Mapping[str, Record],
        rows: Mapping[str, Row],
        rules: Rules,
        today: date,
        *,
        promised: Collection[str] = frozenset(),
        hiring: Collection[str] = frozenset(),
        before: "Everybody | None" = None,
        forecast: Forecast | None = None,
        changed: Collection[str] = frozenset(),
    ) -> None:
        self.contacts = contacts
        self.rows = rows
        self.rules = rules
        self.today = today
        self.promised = frozenset(promised)
        self.hiring = frozenset(hiring)
        self._forecast = forecast if forecast and forecast.asof <= today else None
        self._changed = changed
        if before and (self._forecast is None or before.is_worked_out):
            self._kept = before if self._is_comparable(before) else None
        else:
            self._kept = None

    @property
    def is_worked_out(self) -> bool:
        """Whether the figures of everybody are there."""
        return "_worked_out" in self.__dict__

    def one(self, person: str) -> Figures:
        """Return the figures of one contact, alone if the others were not asked for yet."""
        if self.is_worked_out:
            return Figures._make(self.figures[person])
        return Figures._make(self._measured([self.contacts[person]])[0])

    @property
    def figures(self) -> dict[str, tuple[Any, ...]]:
        """The figures of everybody by id, as tuples in the order of `Figures`."""
        return self._worked_out[0]

    @property
    def listed(self) -> list[tuple[Any, ...]]:
        """The figures of all who may be in a list, in the order of the review."""
        return self._worked_out[1]

    @cached_property
    def lists(self) -> Lists:
        """Whom the lists show."""
        if self._forecast is None or self._kept is not None or self.is_worked_out:
            return lists_of(self.figures.values(), self.listed)
        return self._forecast.lists(
            self.rules,
            self.today,
            changed=(*self._changed, *self.promised),
            hiring=self.hiring,
            measured=lambda ids: self._measured(
                [record for id in ids if (record := self.contacts.get(id)) is not None]
            ),
        )

    @cached_property
    def _worked_out(self) -> tuple[dict[str, tuple[Any, ...]], list[tuple[Any, ...]]]:
        before, self._kept = self._kept, None
        if before is None:
            self.rows = in_full(self.rows)
            found = self._measured(in_full(self.contacts).values())
            listed = [figures for figures in found if figures[LISTED]]
            listed.sort()
            return {figures[ID]: figures for figures in found}, listed
        changed = self._changed_since(before)
        anew = self._measured([self.contacts[person] for person in changed])
        contacts = in_full(self.contacts)
        all_figures = {
            person: figures
            for person, figures in before.figures.items()
            if person in contacts and person not in changed
        }
        all_figures.update((figures[ID], figures) for figures in anew)
        gone = changed | (in_full(before.contacts).keys() - contacts.keys())
        listed = [figures for figures in before.listed if figures[ID] not in gone]
        listed += [figures for figures in anew if figures[LISTED]]
        listed.sort()
        return all_figures, listed

    def _is_comparable(self, before: "Everybody") -> bool:
        return (self.today, self.rules, self.hiring) == (before.today, before.rules, before.hiring)

    def _changed_since(self, before: "Everybody") -> set[str]:
        contacts, old_contacts = in_full(self.contacts), in_full(before.contacts)
        rows, old_rows = in_full(self.rows), in_full(before.rows)
        changed = {
            person
            for person, record in contacts.items()
            if old_contacts.get(person) is not record
            or old_rows.get(person) is not rows.get(person)
        }
        return changed | (contacts.keys() & (self.promised ^ before.promised))

    def _measured(self, records: Iterable[Record]) -> list[tuple[Any, ...]]:
        return measure(
            records,
            self.rows,
            self.rules,
            self.today,
            promised=self.promised,
            hiring=self.hiring,
        )
