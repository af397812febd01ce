"""What two machines wrote apart: several values of one field, or a deletion of somebody written about since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from json import dumps
from typing import Protocol

from netcrm.core.contact import Contact
from netcrm.core.dates import minute
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Record

QUIET = frozenset(
    {
        *("added", "brought", "discovered", "done", "imported", "snooze", "sorted_on"),
        *("source", "source_id"),
    }
)
"""Fields of which the latest value is shown and nobody is asked."""


class Written(Protocol):
    """When (UTC) and on which device a line was written."""

    @property
    def time(self) -> datetime:
        """When, by the clock of that device."""

    @property
    def device(self) -> str:
        """The name of the device."""


@dataclass(frozen=True, slots=True)
class Value:
    """One of several values of a field, and the id of the line that wrote it."""

    value: JSON
    line: str


@dataclass(frozen=True, slots=True)
class Question:
    """A field with several values, the one that is shown first."""

    field: str
    values: tuple[Value, ...]


def questions(record: Record) -> tuple[Question, ...]:
    """Return the fields of a record of which somebody has to choose a value; of equal values the latest."""
    found = []
    for field, rivals in record.rivals.items():
        if field in QUIET or isinstance(record.fields.get(field), list):
            continue
        shown = record.fields.get(field)
        values = [Value(shown, _line(record.seen(field)[-1]))]
        for write, value in reversed(rivals):
            if all(value != other.value for other in values):
                values.append(Value(value, _line(write)))
        if len(values) > 1:
            found.append(Question(field, tuple(values)))
    return tuple(found)


def deletions(record: Record) -> tuple[str, ...]:
    """Return the ids of the lines that deleted a record which is shown: something was written since."""
    return tuple(dict.fromkeys(map(_line, record.gone_by)))


def decide(network: Network, id: str, field: str, value: JSON) -> Change:
    """Return the change that gives a field of a contact one value over all that it has.

    Raises KeyError for an unknown id.
    """
    record = network.contacts[id]
    label = _("chose {field} of {name}").format(field=field, name=Contact(record).name)
    return Change(label, [record.put(field, value)])


def told(written: Mapping[str, Written], lines: Iterable[str]) -> str:
    """Return when and where LINES were written, in words; empty where that is not known."""
    known = [written[line] for line in lines if line in written]
    return ", ".join(f"{minute(w.time)} · {w.device}" for w in known)


def value_word(network: Network, field: str, value: JSON) -> str:
    """Return a value of a contact's field in words."""
    if value is None:
        return _("(nothing)")
    if field == "via" and isinstance(value, str):
        return network.name_of(value) or value
    return value if isinstance(value, str) else dumps(value, ensure_ascii=False)


def _line(write: str) -> str:
    return write.partition(".")[0]
