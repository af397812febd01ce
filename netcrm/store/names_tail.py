"""Lays the lines written since over the file of names, as far as that can be done without adding everything up.

Touches nothing but what it is given. On the way of `netcrm log`.
"""

import time
from collections.abc import Iterable

from netcrm.core.medium import Medium, weight
from netcrm.core.names import Directory, Person
from netcrm.core.record import JSON, Op
from netcrm.core.text import same
from netcrm.store.line import Line
from netcrm.store.names_file import NamesFile

_CONTACTS = "contacts"
_LOG = "interactions"


class UnclearError(Exception):
    """What the lines add up to can't be told from them alone."""


class _Known:
    """What is known of one contact, for as long as it is being changed."""

    __slots__ = ("day", "gone", "medium", "name", "nicknames", "snooze", "snoozed")

    def __init__(
        self, name: str, medium: str, snoozed: Iterable[str], nicknames: list[str], day: str
    ) -> None:
        self.name = name
        self.medium = medium
        self.snoozed = [*snoozed]
        self.nicknames = nicknames
        self.day = day
        self.gone = False
        self.snooze: JSON = None


class NamesTail:
    """The names of a file and what came since: `directory`, and `days` of the last touches that changed."""

    def __init__(self, file: NamesFile) -> None:
        self.directory: Directory = file.directory
        self.days: dict[str, str] = {}
        self._file = file
        self._known: dict[str, _Known] = {}

    def take(self, lines: Iterable[Line]) -> None:
        """Lay LINES over the names. Raises UnclearError where only the whole store can tell."""
        today = time.strftime("%Y-%m-%d")
        changed: dict[str, None] = {}
        organisations: dict[str, None] = {}
        for line in sorted(lines, key=lambda line: line.id):
            deletes = any(op is not None and op[:2] == ["gone", _CONTACTS] for op in line.ops)
            for index, op in enumerate(line.ops):
                if op is None:
                    continue
                if op[1] == _CONTACTS:
                    self._contact(op, f"{line.id}.{index}", organisations)
                    changed[str(op[2])] = None
                elif op[1] == _LOG and op[0] == "new":
                    for id in self._touched(op[3], today):
                        changed[id] = None
                elif op[1] == _LOG and not (deletes and op[0] == "gone"):
                    raise UnclearError  # an entry changed: which is the last one now?
        for id in changed:
            known = self._known[id]
            if known.gone:
                self.directory = self.directory.without(id)
                continue
            person = Person(id, known.name, known.medium, tuple(known.snoozed), known.snooze)
            self.directory = self.directory.with_person(person, [known.name, *known.nicknames])
            if known.day:
                self.days[id] = known.day
        for name in organisations:
            self.directory = self.directory.with_organisation(name)

    def _contact(self, op: Op, write: str, organisations: dict[str, None]) -> None:
        kind, id = op[0], str(op[2])
        if kind == "new":
            fields = op[3]
            assert isinstance(fields, dict)  # noqa: S101  shapes were checked as the line was read
            if id in self._known or id in self._file.void or self._file.person(id):
                raise UnclearError
            nicknames = fields.get("nicknames")
            known = _Known(_text(fields.get("name")) or "?", "", (), _texts(nicknames), "")
            known.snooze = fields.get("snooze")
            known.snoozed = [write] if known.snooze else []
            self._known[id] = known
            if org := _text(fields.get("org")):
                organisations[org] = None
            return
        known = self._find(id)
        if kind == "gone":
            known.gone = True
        elif kind == "put":
            self._put(known, str(op[3]), op[4], write, op[5], organisations)
        elif kind in ("add", "del"):
            if op[3] == "nicknames":
                known.nicknames = [
                    name for name in known.nicknames if same(name) != same(_text(op[4]))
                ]
                if kind == "add":
                    known.nicknames.append(_text(op[4]))
        else:
            raise UnclearError

    def _put(
        self,
        known: _Known,
        field: str,
        value: JSON,
        write: str,
        over: JSON,
        organisations: dict[str, None],
    ) -> None:
        if field == "name":
            known.name = _text(value) or "?"
        elif field == "org" and value:
            organisations[_text(value)] = None
        elif field == "snooze":
            left = [name for name in known.snoozed if name not in over]  # type: ignore[operator]  # a list of texts
            if left:
                raise UnclearError  # two devices snoozed the same person
            known.snooze = value
            known.snoozed = [write] if value else []

    def _touched(self, fields: JSON, today: str) -> Iterable[str]:
        """Learn the medium of a new log entry; yield the contacts of whom it is the last one now."""
        assert isinstance(fields, dict)  # noqa: S101  shapes were checked as the line was read
        day, medium = _text(fields.get("date")), _text(fields.get("medium"))
        answered = fields.get("answered") is not False
        counts = _weight(medium, answered=answered)
        has_come = day <= today and len(day) == len(today)
        for id in _texts(fields.get("contacts")):
            known = self._find(id)
            before = (known.day, _weight(known.medium) if known.day else 0)
            if counts and has_come and (day, counts) >= before:
                known.day, known.medium = day, medium
                yield id

    def _find(self, id: str) -> _Known:
        """Return what is known of a contact. Raises UnclearError where they are not known, or were deleted."""
        known = self._known.get(id)
        if known is None:
            found = self._file.person(id)
            if found is None:
                raise UnclearError
            person, day = found
            known = _Known(
                person.name, person.medium, person.snoozed, self._file.nicknames(id), day
            )
            known.snooze = person.snooze
            self._known[id] = known
        if known.gone:
            raise UnclearError
        return known


def _weight(medium: str, *, answered: bool = True) -> float:
    try:
        return weight(Medium(medium), answered=answered)
    except ValueError:
        return 0


def _text(value: JSON) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: JSON) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
