"""Who knows whom: a typed view of one record of the table `relations`.

Fields of the record: person (the id of a contact), other (the id of a contact or an acquaintance), how (such
as sister or ex-colleague), added (a day). Of two people there may be several: ex-colleague *and* friend.
"""

from datetime import date
from typing import NamedTuple

from netcrm.core.contact import as_day, as_text
from netcrm.core.record import Record

TABLE = "relations"


class Relation(NamedTuple):
    """One thing that links two people; it goes both ways."""

    record: Record

    @property
    def id(self) -> str:
        """The id: the decimal string of 63 random bits."""
        return self.record.id

    @property
    def person(self) -> str:
        """The id of the contact."""
        return as_text(self.record.fields.get("person"))

    @property
    def other(self) -> str:
        """The id of whom they know."""
        return as_text(self.record.fields.get("other"))

    @property
    def how(self) -> str:
        """What the other is to the person, such as sister; may be empty."""
        return as_text(self.record.fields.get("how"))

    @property
    def added(self) -> date | None:
        """The local day it was said."""
        return as_day(self.record.fields.get("added"))
