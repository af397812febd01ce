"""How strong a tie is, over years: apart from heat, which says how things are now. Pure; today is an argument.

What netcrm can know of a tie is how often you were in touch, for how long, and which circle you put somebody
into. Of the four parts that Granovetter names (time, emotional intensity, intimacy, services both ways; The
Strength of Weak Ties, American Journal of Sociology 78, 1973) this measures the first, and lets the circle
stand for the next two. It is a guess to rank by, not a measurement of a friendship.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from netcrm.core.circle import Circle
from netcrm.core.i18n import _
from netcrm.core.medium import HALF
from netcrm.core.touches import FIRST_STRONG, FULL_GAPS, LAST_FULL, SINCE, STRONG_GAPS, Row

YEAR = 365
DORMANT_YEARS = 3
"""Years without a touch after which a tie that was more than weak is dormant."""

STRONG = 0.6
MODERATE = 0.3

_TOUCHES, _YEARS, _CLOSE = 0.4, 0.25, 0.35  # what each part can give, 1 in all
_HALF_TOUCHES = 10  # so many full touches give half of their part
_HALF_YEARS = 3 * YEAR  # and so long a time half of its
_FADING = 5 * YEAR  # silence beyond a year halves both in so many days
_CLOSENESS = {Circle.FAMILY: 1.0, Circle.FRIENDS: 0.8, Circle.PROFESSIONAL: 0.3}


class Strength(StrEnum):
    """The word for a tie."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    DORMANT = "dormant"


class Tie(NamedTuple):
    """A tie: its strength from 0 to 1, and the word for it."""

    strength: float
    word: Strength


def tie(row: Row, circles: Collection[Circle], today: int) -> Tie:
    """Return the tie to a contact of whom the ledger as of TODAY (an ordinal) keeps ROW.

    `0.4 n / (n + 10)` for n touches, those of a message or a letter counted half, plus `0.25 y / (y + 3)` for
    y years between the first and the last; both halved by each five years of silence beyond the first one.
    Plus 0.35 for family, 0.28 for friends, 0.105 for professional. Only touches of 0.5 or more count, one a
    day. The numbers are a choice, not a finding. A tie without a touch for three years is dormant where it
    was more than weak: when people in an executive course took such ties up again for advice on a project,
    it compared favourably with that of current ones, and those that had been strong had kept their trust
    (Levin, Walter, Murnighan: Dormant Ties, Organization Science 22, 2011).

    A touch more never makes a tie weaker.
    """
    first, last_full, since = row[FIRST_STRONG], row[LAST_FULL], row[SINCE]
    last = last_full
    if since:
        for at in range(len(since) - 1, 0, -2):
            if since[at] >= HALF:
                last = since[at - 1]
                break
    close = _CLOSE * max((_CLOSENESS[circle] for circle in circles), default=0.0)
    if first is None or last is None:
        return Tie(close, _word(close))
    days = row[STRONG_GAPS] + 1
    full = row[FULL_GAPS] + 1 if last_full is not None else 0
    touches = (days + full) / 2
    span = last - first
    kept = _TOUCHES * touches / (touches + _HALF_TOUCHES) + _YEARS * span / (span + _HALF_YEARS)
    silent = today - last
    if silent <= YEAR:
        return Tie(close + kept, _word(close + kept))
    strength = close + kept * 0.5 ** ((silent - YEAR) / _FADING)
    if silent > DORMANT_YEARS * YEAR and close + kept >= MODERATE:
        return Tie(strength, Strength.DORMANT)
    return Tie(strength, _word(strength))


def _word(strength: float) -> Strength:
    if strength >= STRONG:
        return Strength.STRONG
    return Strength.MODERATE if strength >= MODERATE else Strength.WEAK


def tie_words(word: Strength) -> str:
    """Return the word for a tie in the user's language, as a reason has it."""
    return {
        Strength.STRONG: _("a strong tie"),
        Strength.MODERATE: _("a moderate tie"),
        Strength.WEAK: _("a weak tie"),
        Strength.DORMANT: _("a dormant tie"),
    }[word]
