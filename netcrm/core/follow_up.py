"""Something promised, with a due day: a typed view of one record of the table `follow_ups`.

Fields of the record: due, text, contact (an id), interaction (an id), done (a day), introduction,
opportunity (ids: what it is the next step of), discovered (set where the discovery promised thanks).
Whose promise it is stands in the text: `they: send the report` (`de: han: hun: he: she:`) is theirs.
"""

from datetime import date
from typing import NamedTuple

from netcrm.core.contact import as_day, as_text
from netcrm.core.record import Record

TABLE = "follow_ups"

_THEY = frozenset({"they", "he", "she", "de", "han", "hun"})
HELPED = "helped"
"""The sphere of the discovery of those to whom thanks are still owed; the field `discovered` names it."""


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
    def theirs(self) -> bool:
        """Whether it is theirs: the text says who promised, `they: send the report`."""
        who, colon, what = self.text.partition(": ")
        return bool(colon and what.strip()) and who.casefold() in _THEY

    @property
    def what(self) -> str:
        """What was promised, without the word for who did where that is them."""
        return self.text.partition(": ")[2].strip() if self.theirs else self.text

    @property
    def contact(self) -> str:
        """The id of the contact it was promised to, or empty."""
        return as_text(self.record.fields.get("contact"))

    @property
    def done(self) -> date | None:
        """The local day it was done, or None while it is open."""
        return as_day(self.record.fields.get("done"))
