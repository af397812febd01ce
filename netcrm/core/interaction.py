"""An entry of the outreach log: a typed view of one record of the table `interactions`.

Fields of the record: date, medium, answered (false for `message?` and the like), direction, purpose,
place, org (an organisation), via (who brought you together, an id), text (as typed), words (the text
without the day and the symbols, for showing); and the sets contacts (ids), tags.
"""

from datetime import date
from typing import NamedTuple

from netcrm.core import medium as media
from netcrm.core.contact import as_day, as_text, as_texts
from netcrm.core.i18n import _
from netcrm.core.medium import Direction, Medium
from netcrm.core.purpose import purpose_word
from netcrm.core.record import Record

TABLE = "interactions"


class Interaction(NamedTuple):
    """One entry; its date is a local day and may lie in the future (a planned meeting)."""

    record: Record

    @property
    def id(self) -> str:
        """The id: the decimal string of 63 random bits."""
        return self.record.id

    @property
    def date(self) -> date:
        """The day; the first day of the calendar where a foreign record has none."""
        return as_day(self.record.fields.get("date")) or date.min

    @property
    def medium(self) -> Medium:
        """How; `note` where a foreign record has an unknown medium."""
        try:
            return Medium(as_text(self.record.fields.get("medium")))
        except ValueError:
            return Medium.NOTE

    @property
    def answered(self) -> bool:
        """Whether the other side took part; false for a call not taken or a message without a reply."""
        return self.record.fields.get("answered") is not False

    @property
    def weight(self) -> float:
        """How much this touch counts, 0 to 1."""
        return media.weight(self.medium, answered=self.answered)

    @property
    def direction(self) -> Direction | None:
        """Who reached out, where that is known."""
        try:
            return Direction(as_text(self.record.fields.get("direction")))
        except ValueError:
            return None

    @property
    def purpose(self) -> str:
        """What it was for, or empty."""
        return as_text(self.record.fields.get("purpose"))

    @property
    def place(self) -> str:
        """Where, or empty."""
        return as_text(self.record.fields.get("place"))

    @property
    def org(self) -> str:
        """The organisation it was about, or empty."""
        return as_text(self.record.fields.get("org"))

    @property
    def via(self) -> str:
        """Who brought you together: the id of a contact, or empty."""
        return as_text(self.record.fields.get("via"))

    @property
    def circumstances(self) -> tuple[str, ...]:
        """Where and what for, in words; organisation and who brought you together stand in `words`."""
        place = _("place: {value}").format(value=self.place) if self.place else ""
        purpose = self.purpose and _("purpose: {value}").format(value=purpose_word(self.purpose))
        return tuple(filter(None, (place, purpose)))

    @property
    def text(self) -> str:
        """What was typed, every character of it."""
        return as_text(self.record.fields.get("text"))

    @property
    def words(self) -> str:
        """The text for showing: without the day at its head and the symbols."""
        return as_text(self.record.fields.get("words")) or self.text

    @property
    def contacts(self) -> tuple[str, ...]:
        """The ids of the contacts who took part, in the order they were named."""
        return as_texts(self.record.fields.get("contacts"))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, without `#`."""
        return as_texts(self.record.fields.get("tags"))
