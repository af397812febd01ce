"""A capture that could not be resolved yet: a typed view of one record of the table `drafts`.

Fields of the record: text (as typed), why (a sentence), written (a day), corrects (the id of the entry that
the line was to correct); and the set candidates (names).
"""

from typing import NamedTuple

from netcrm.core.contact import as_text, as_texts
from netcrm.core.record import Record

TABLE = "drafts"


class Draft(NamedTuple):
    """A line that is kept until somebody says what it means."""

    record: Record

    @property
    def id(self) -> str:
        """The id: the decimal string of 63 random bits."""
        return self.record.id

    @property
    def text(self) -> str:
        """What was typed, every character of it."""
        return as_text(self.record.fields.get("text"))

    @property
    def why(self) -> str:
        """Why it could not be resolved."""
        return as_text(self.record.fields.get("why"))

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names it might have meant."""
        return as_texts(self.record.fields.get("candidates"))

    @property
    def corrects(self) -> str:
        """The id of the log entry that the line was to correct, or empty."""
        return as_text(self.record.fields.get("corrects"))
