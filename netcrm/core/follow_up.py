"""Something promised, with a due day: a typed view of one record of the table `follow_ups`.

Fields of the record: due, text, contact (an id), interaction (an id), done (a day), introduction,
opportunity (ids: what it is the next step of), discovered (set where the discovery promised thanks).
"""

from datetime import date
from typing import NamedTuple

from netcrm.core.contact import as_day, as_text
from netcrm.core.record import Record

TABLE = "follow_ups"


class FollowUp(NamedTuple):
    """A promise; without a due day it waits in the list and never calls."""

    record: Record

    @property
    def id(self) -> str:
        """The id: the decimal string of 63 random bits."""
        return self.record.id

    @property
    def due(self) -> date | None:
        """The local day it is due."""
        return as_day(self.record.fields.get("due"))

    @property
    def text(self) -> str:
        """What was promised."""
        return as_text(self.record.fields.get("text"))

    @property
    def contact(self) -> str:
        """The id of the contact it was promised to, or empty."""
        return as_text(self.record.fields.get("contact"))

    @property
    def done(self) -> date | None:
        """The local day it was done, or None while it is open."""
        return as_day(self.record.fields.get("done"))
