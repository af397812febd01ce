"""The settings that decide when somebody is due: cadences, the daily budget, the mode."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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

    def by_name(self, name: str) -> str:
        """Return the form of a name by which lists are put in order."""
        return by_letters(name, danish=self.danish)
