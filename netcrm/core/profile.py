"""You, as far as the network needs to know: a typed view of the one record of the table `profile`.

Fields of the record: mode (`job-search` or `peacetime`), mode_since (a day), conversations (a goal a week)
and new_people (a goal a month), search_conversations and search_new_people (those of job-search mode); and
the sets workplaces (where you have worked), discovered (the prompts of the discovery that are done with),
and filters (see `netcrm.core.saved_filter`).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from netcrm.core.contact import as_day, as_text, as_texts
from netcrm.core.record import JSON, Op, Record, new

TABLE = "profile"
ID = "me"


class Mode(StrEnum):
    """Whether you look for a job."""

    PEACETIME = "peacetime"
    JOB_SEARCH = "job-search"


class Profile(NamedTuple):
    """What was said of you; nothing at first."""

    record: Record | None

    @property
    def _said(self) -> Mapping[str, JSON]:
        return self.record.fields if self.record else {}

    @property
    def mode(self) -> Mode | None:
        """The mode that was chosen, or None where none was yet."""
        chosen = as_text(self._said.get("mode"))
        return Mode(chosen) if chosen in [*Mode] else None

    @property
    def mode_since(self) -> date | None:
        """The local day the mode was chosen."""
        return as_day(self._said.get("mode_since"))

    def goal(self, name: str) -> int | None:
        """Return a goal that was set: `conversations` a week, `new_people` a month, or those of the search."""
        value = self._said.get(name)
        return value if type(value) is int and 0 <= value <= 1000 else None

    @property
    def workplaces(self) -> tuple[str, ...]:
        """Where you have worked."""
        return as_texts(self._said.get("workplaces"))

    @property
    def discovered(self) -> tuple[str, ...]:
        """The prompts of the discovery that are done with."""
        return as_texts(self._said.get("discovered"))

    @property
    def filters(self) -> tuple[str, ...]:
        """The filters that were given a name, as they are kept."""
        return as_texts(self._said.get("filters"))

    def become(self, values: Mapping[str, JSON]) -> list[Op]:
        """Return the operations that give fields their values; None clears one, a list is a set."""
        if self.record is None:
            return [new(TABLE, ID, values)]
        return self.record.become(values)


def profile_of(records: Mapping[str, Record]) -> Profile:
    """Return the profile among the records of its table."""
    return Profile(records.get(ID))
