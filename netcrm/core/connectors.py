"""How well each contact could introduce you to somebody: warm now, tied over years, not asked lately. Pure.

Warm is heat (`netcrm.core.heat`), the tie is `netcrm.core.ties`. Whoever has died or was let go is no
connector.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from netcrm.core.account import Balance, account, balance
from netcrm.core.asks import Asks
from netcrm.core.figures import CADENCE, CIRCLES, ID, LESS_HEAT, STATE, measure
from netcrm.core.heat import BANDS, Band, band
from netcrm.core.network import Network
from netcrm.core.table import in_full
from netcrm.core.ties import STRONG, Strength, Tie, tie
from netcrm.core.touches import LAST_DAY, empty_row

ASKED_LATELY = 0.5
"""What is left of a connector who was asked within the last weeks (`asks.WEEKS_APART`)."""

_WARMTH = dict(zip(BANDS, (1.0, 0.95, 0.85, 0.7, 0.45, 0.2), strict=True))
_NEVER_IN_TOUCH = 0.3
_NO_CADENCE = 90  # days by which those without a cadence are measured, here only
_MANY = 200  # from here on reading all rows at once is faster than one by one
_MANY_ACCOUNTS = 40
_NO_CONNECTORS = ("deceased", "let-go")


class Connector(NamedTuple):
    """A contact who could be asked: `score` from 0 to 1, and what it is made of.

    Band and heat are None where there is no cadence, or no touch yet.
    """

    id: str
    score: float
    band: Band | None
    heat: float | None
    tie: Tie
    in_touch: bool
    """Whether there was a touch at all."""
    last_day: int
    """The day (ordinal) of the last touch, 0 for none."""
    asked: date | None
    """The day they were asked, where that is too lately to ask again."""

    @property
    def is_fresh_to_you(self) -> bool:
        """Whether they are likely to know of what you don't: not the closest, not the most distant."""
        return self.tie.word in (Strength.MODERATE, Strength.DORMANT)


class Connectors:
    """The connectors of one snapshot as of the local day TODAY; each is worked out once."""

    def __init__(self, network: Network, today: date) -> None:
        self.asks = Asks(network, today)
        self._network = network
        self._today = today
        self._rows = network.standings(today).everybody.rows
        self._made: dict[str, Connector | None] = {}
        self._balances: dict[str, Balance] = {}

    def get(self, id: str) -> Connector | None:
        """Return a connector; None for who is no contact, has died or was let go."""
        if id not in self._made:
            self.prepare((id,))
        return self._made.get(id)

    def balance(self, id: str) -> Balance:
        """Return the account with a contact; each is read from the log once."""
        if id not in self._balances:
            self._balances[id] = balance(self._network, id, self._today)
        return self._balances[id]

    def prepare_balances(self, ids: Collection[str]) -> None:
        """Read the accounts with many at once, which is faster than one by one."""
        if len(ids) > _MANY_ACCOUNTS:
            account(self._network, self._today)

    def prepare(self, ids: Iterable[str]) -> None:
        """Work many out at once, which is faster than one by one."""
        contacts, made = self._network.contacts, self._made
        wanted = [id for id in dict.fromkeys(ids) if id not in made]
        records = [record for id in wanted if (record := contacts.get(id)) is not None]
        made.update(dict.fromkeys(wanted))
        rows, nobody = self._rows, empty_row()
        if len(wanted) > _MANY:
            rows = self._rows = in_full(rows)
        now, lately = self._today.toordinal(), self.asks.lately
        for figures in measure(records, rows, self._network.rules, self._today):
            if figures[STATE] in _NO_CONNECTORS:
                continue
            id = figures[ID]
            row = rows.get(id, nobody)
            in_touch = bool(row[LAST_DAY])
            heat = -figures[LESS_HEAT] if figures[CADENCE] is not None and in_touch else None
            word = None if heat is None else band(heat)
            tied = tie(row, figures[CIRCLES], now)
            asked = lately(id)
            score = connector_score(
                band((now - row[LAST_DAY]) / _NO_CADENCE) if in_touch and word is None else word,
                tied.strength,
            )
            made[id] = Connector(
                id,
                score * ASKED_LATELY if asked else score,
                word,
                heat,
                tied,
                in_touch,
                row[LAST_DAY],
                asked,
            )


def connector_score(word: Band | None, strength: float) -> float:
    """Return how well somebody could introduce you (0 to 1): half how warm they are now, half the tie.

    WORD is the band of their heat, None where there was no touch yet. A strong tie gives all of its half.
    """
    warmth = _NEVER_IN_TOUCH if word is None else _WARMTH[word]
    return (warmth + min(strength / STRONG, 1.0)) / 2
