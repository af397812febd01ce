"""When a contact was last asked for an introduction, and whether that is too lately to ask again; pure.

Asked is who stands in an introduction with its day, and who is named by a log entry for an introduction or a
referral. Of the log the last weeks are read and the last entries of the contact, never all of it.
"""

from datetime import date

from netcrm.core.contact import as_day, as_text, as_texts
from netcrm.core.introduction import Introduction, Stage
from netcrm.core.network import Network
from netcrm.core.record import Record
from netcrm.core.table import in_full

WEEKS_APART = 8
"""Weeks within which the same connector is not proposed again without saying so and lowering it."""

PURPOSES = frozenset({"intro", "referral"})


class Asks:
    """The asks of one snapshot as of the local day TODAY."""

    def __init__(self, network: Network, today: date) -> None:
        self._network = network
        self._today = today
        self._from = date.fromordinal(max(1, today.toordinal() - 7 * WEEKS_APART + 1))
        self._last: dict[str, date] = {}
        for one in map(Introduction, in_full(network.introductions).values()):
            if not one.is_of_one:
                self._asked(one.connector, one.on(Stage.ASKED))
        for entry in network.since(self._from):
            self._entry(entry.record)

    def lately(self, id: str) -> date | None:
        """Return the day a contact was asked where that is less than `WEEKS_APART` weeks ago."""
        last = self._last.get(id)
        return last if last and last >= self._from else None

    def last(self, id: str) -> date | None:
        """Return the day a contact was last asked, None where that is not known."""
        for entry in self._network.ledger.of(id).recent:
            record = self._network.interactions.get(entry)
            if record is not None:
                self._entry(record)
        return self._last.get(id)

    def weeks_since(self, day: date) -> int:
        """Return how many whole weeks ago a day was."""
        return (self._today - day).days // 7

    def _entry(self, record: Record) -> None:
        if as_text(record.fields.get("purpose")) in PURPOSES:
            day = as_day(record.fields.get("date"))
            for id in as_texts(record.fields.get("contacts")):
                self._asked(id, day)

    def _asked(self, id: str, day: date | None) -> None:
        if day and day <= self._today and (id not in self._last or day > self._last[id]):
            self._last[id] = day
