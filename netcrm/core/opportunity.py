"""A job, or a chance of one: a typed view of one record of the table `opportunities`.

Fields of the record: org, role, source (empty, or `advert`), via (the id of the contact or acquaintance who
brought it), link, note, next (the next step, in words), lead, applied, interview, offer, won, lost (days),
added (a day).
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from netcrm.core import life
from netcrm.core.contact import as_text
from netcrm.core.record import Record

TABLE = "opportunities"


class Stage(StrEnum):
    """How far it has come."""

    LEAD = "lead"
    APPLIED = "applied"
    INTERVIEW = "interview"
    OFFER = "offer"
    WON = "won"
    LOST = "lost"


CLOSED = frozenset({Stage.WON, Stage.LOST})


class Opportunity(NamedTuple):
    """A role at an organisation."""

    record: Record

    @property
    def id(self) -> str:
        """The id: the decimal string of 63 random bits."""
        return self.record.id

    @property
    def org(self) -> str:
        """The organisation."""
        return as_text(self.record.fields.get("org"))

    @property
    def role(self) -> str:
        """What the job is."""
        return as_text(self.record.fields.get("role"))

    @property
    def source(self) -> str:
        """Where it came from where nobody brought it, such as `advert`; or empty."""
        return as_text(self.record.fields.get("source"))

    @property
    def via(self) -> str:
        """The id of who brought it, or empty."""
        return as_text(self.record.fields.get("via"))

    @property
    def link(self) -> str:
        """An address on the web, or empty."""
        return as_text(self.record.fields.get("link"))

    @property
    def note(self) -> str:
        """Free text, may have several lines."""
        return as_text(self.record.fields.get("note"))

    @property
    def next(self) -> str:
        """The next step, in words, or empty."""
        return as_text(self.record.fields.get("next"))

    def on(self, stage: Stage) -> date | None:
        """Return the local day a stage was reached, or None."""
        return life.reached(self.record, stage)

    @property
    def history(self) -> tuple[tuple[Stage, date], ...]:
        """The stages it came to, each with its local day, in order of days."""
        return life.history(self.record, Stage)

    @property
    def stage(self) -> Stage:
        """The stage it is in: lost where it was lost, else the furthest one reached."""
        return life.furthest(self.record, Stage)

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost."""
        return self.stage not in CLOSED
