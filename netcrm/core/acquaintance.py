"""Somebody known only through a contact: a typed view of one record of the table `acquaintances`.

Fields of the record: name, org, title, note, added (a day). Who knows them, and how, stands in the table
`relations`. They have no cadence and are never stale. Whoever is met becomes a contact of the same id, so
that all that was said of them stays said of them.
"""

from datetime import date
from typing import NamedTuple

from netcrm.core.contact import as_day, as_text
from netcrm.core.record import Record

TABLE = "acquaintances"


class Acquaintance(NamedTuple):
    """A person of the second degree."""

    record: Record

    @property
    def id(self) -> str:
        """The id: the decimal string of 63 random bits; as a contact they keep it."""
        return self.record.id

    @property
    def name(self) -> str:
        """The full name; never empty."""
        return as_text(self.record.fields.get("name")) or "?"

    @property
    def org(self) -> str:
        """The organisation they work at."""
        return as_text(self.record.fields.get("org"))

    @property
    def title(self) -> str:
        """The job title."""
        return as_text(self.record.fields.get("title"))

    @property
    def note(self) -> str:
        """Free text, may have several lines."""
        return as_text(self.record.fields.get("note"))

    @property
    def added(self) -> date | None:
        """The local day they were added."""
        return as_day(self.record.fields.get("added"))
