"""An introduction, asked for or made: a typed view of one record of the table `introductions`.

Fields of the record: connector (the id of the contact who introduces), to (the id of a contact or an
acquaintance), about (what for), opportunity (an id), asked, agreed, introduced, met, thanked, declined,
faded (days), added (a day).
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from netcrm.core import life
from netcrm.core.contact import as_text
from netcrm.core.record import Record

TABLE = "introductions"


class Stage(StrEnum):
    """How far an introduction has come; the last two end it early."""

    ASKED = "asked"
    AGREED = "agreed"
    INTRODUCED = "introduced"
    MET = "met"
    THANKED = "thanked"
    DECLINED = "declined"
    FADED = "faded"


LIFE = (Stage.ASKED, Stage.AGREED, Stage.INTRODUCED, Stage.MET, Stage.THANKED)
"""The stages in their order."""

ENDED = frozenset({Stage.DECLINED, Stage.FADED})


class Introduction(NamedTuple):
    """Somebody who brings you together with somebody."""

    record: Record

    @property
    def id(self) -> str:
        """The id: the decimal string of 63 random bits."""
        return self.record.id

    @property
    def connector(self) -> str:
        """The id of the contact who introduces."""
        return as_text(self.record.fields.get("connector"))

    @property
    def to(self) -> str:
        """The id of whom you are introduced to."""
        return as_text(self.record.fields.get("to"))

    @property
    def is_of_one(self) -> bool:
        """Whether both are one person, as they are once two contacts were merged: it leads nowhere."""
        return bool(self.to) and self.connector == self.to

    @property
    def about(self) -> str:
        """What it is for, or empty."""
        return as_text(self.record.fields.get("about"))

    @property
    def opportunity(self) -> str:
        """The id of the opportunity it belongs to, or empty."""
        return as_text(self.record.fields.get("opportunity"))

    def on(self, stage: Stage) -> date | None:
        """Return the local day a stage was reached, or None."""
        return life.reached(self.record, stage)

    @property
    def history(self) -> tuple[tuple[Stage, date], ...]:
        """The stages it came to, each with its local day, in order of days."""
        return life.history(self.record, Stage)

    @property
    def stage(self) -> Stage:
        """The stage it is in: the end where it ended early, else the furthest one reached."""
        return life.furthest(self.record, Stage)
