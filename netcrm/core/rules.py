"""The settings that decide when somebody is due: cadences, the daily budget, the mode."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from netcrm.core.circle import Circle
from netcrm.core.text import by_letters

DEFAULT_CADENCES: Mapping[Circle, int] = {
    Circle.FAMILY: 30,
    Circle.FRIENDS: 45,
    Circle.PROFESSIONAL: 90,
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Cadences in days (1 to 3650) by circle and by tag, and how many people a review shows."""

    circles: Mapping[Circle, int] = field(default_factory=lambda: dict(DEFAULT_CADENCES))
    tags: Mapping[str, int] = field(default_factory=dict)
    budget: int = 7
    job_search: bool = False
    danish: bool = False
    """Whether names are put in the Danish order."""

    week_start: int = 0
    """The first day of a week: 0 Monday, 6 Sunday."""

    def week_of(self, day: date) -> int:
        """Return the ordinal of the day on which the week of DAY begins; it may be below 1."""
        return day.toordinal() - (day.weekday() - self.week_start) % 7

    def by_name(self, name: str) -> str:
        """Return the form of a name by which lists are put in order."""
        return by_letters(name, danish=self.danish)
