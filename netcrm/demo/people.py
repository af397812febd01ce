"""The cast of the demo: made-up people, told from the day it is shown. Asks no clock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from netcrm.core.record import JSON

_YEAR = 365
_PLAIN = ("org", "title", "note")
_LISTS = {
    "nickname": "nicknames",
    "circle": "circles",
    "tag": "tags",
    "email": "emails",
    "past": "past_orgs",
}
_STATES = {"deceased": "deceased", "let-go": "let_go", "sorted": "sorted_on"}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A made-up person: the name, and what is said of them by key, once or more often."""

    name: str
    said: Mapping[str, Sequence[str]]
    number: int
    """The position in the cast, which gives a telephone number that nobody has."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the nicknames."""
        return (self.name, *self.said.get("nickname", ()))

    def fields(
        self, today: date, *, first_met: date | None, ids: Mapping[str, str]
    ) -> dict[str, JSON]:
        """Return the fields of the record, as of TODAY.

        FIRST_MET is the day of the first log entry about them, IDS gives ids by name or nickname.
        """
        fields: dict[str, JSON] = {"name": self.name}
        for key, field in _LISTS.items():
            fields[field] = [*dict.fromkeys(self.said.get(key, ()))]
        for key in _PLAIN:
            fields[key] = self._text(key)
        for key, field in _STATES.items():
            fields[field] = self._days_ago(key, today)
        if "phone" in self.said:
            fields["phones"] = [f"+45 20 00 00 {self.number:02}"]
        if via := self._text("via"):
            fields["via"] = ids[via]
        if every := self._text("every"):
            fields["every"] = int(every)
        fields["full_only"] = True if "full-only" in self.said else None
        fields["imported"] = True if "imported" in self.said else None
        fields["birthday"] = self._birthday(today)
        fields["known_since"] = self._known_since(today)
        fields["added"] = self._days_ago("added", today) or _iso(first_met or today)
        fields.update(self._hidden(today))
        return fields

    def _hidden(self, today: date) -> dict[str, JSON]:
        until = _iso(today + timedelta(int(self._text("until") or 0)))
        if since := self._days_ago("paused", today):
            return {
                "pause": {"since": since, "until": until}
                if "until" in self.said
                else {"since": since}
            }
        if "skipped" in self.said:
            return {"snooze": {"until": until, "skipped": True}}
        return {}

    def _birthday(self, today: date) -> str | None:
        text = self._text("birthday")
        if text is None:
            return None
        ahead, _blank, age = text.partition(" ")
        day = today + timedelta(int(ahead))
        month_day = f"{day:%m-%d}"
        if not age:
            return f"--{month_day}"
        year = day.year - int(age)
        return f"{year - year % 4 if month_day == '02-29' else year:04}-{month_day}"

    def _known_since(self, today: date) -> str | None:
        years = self._text("known")
        return _iso(today - timedelta(int(years) * _YEAR + self.number)) if years else None

    def _days_ago(self, key: str, today: date) -> str | None:
        days = self._text(key)
        return _iso(today - timedelta(int(days))) if days else None

    def _text(self, key: str) -> str | None:
        values = self.said.get(key)
        return values[-1] if values else None


def cast() -> list[Somebody]:
    """Return everybody, always in the same order."""
    return [
        Somebody(name, said, number)
        for number, (name, said) in enumerate(read(lines_of("cast.txt")), 1)
    ]


def lines_of(*path: str) -> list[str]:
    """Return the lines of a file of this package but for blank ones and comments."""
    text = Path(__file__).parent.joinpath(*path).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def read(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield the name of each of LINES and what is said of it by key; a line in brackets holds for all below it."""
    common: list[str] = []
    for line in lines:
        if line.startswith("["):
            common = line.strip("[]").split()
            continue
        name, *parts = line.split("; ")
        said: dict[str, list[str]] = {}
        for part in (*common, *parts):
            key, _equals, value = part.partition("=")
            said.setdefault(key, []).append(value)
        yield name, said


def _iso(day: date) -> str:
    return day.isoformat()
