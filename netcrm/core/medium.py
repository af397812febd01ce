"""The media of the outreach log and how much a touch through each of them weighs."""

from enum import StrEnum

from netcrm.core.i18n import _


class Medium(StrEnum):
    """How people were in touch."""

    MET = "met"
    CALL = "call"
    VIDEO = "video"
    MESSAGE = "message"
    EMAIL = "email"
    LETTER = "letter"
    SOCIAL = "social"
    NOTE = "note"


class Direction(StrEnum):
    """Who reached out; two-way where both did."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


FULL = 1.0
HALF = 0.5
UNANSWERED = 0.2
SOCIAL = 0.1

MAY_BE_UNANSWERED = frozenset({Medium.CALL, Medium.VIDEO, Medium.MESSAGE, Medium.EMAIL})


def medium_word(medium: Medium, *, answered: bool = True) -> str:
    """Return the word for a medium in the user's language, with `?` where nobody answered."""
    word = {
        Medium.MET: _("met"),
        Medium.CALL: _("call"),
        Medium.VIDEO: _("video"),
        Medium.MESSAGE: _("message"),
        Medium.EMAIL: _("email"),
        Medium.LETTER: _("letter"),
        Medium.SOCIAL: _("social"),
        Medium.NOTE: _("note"),
    }[medium]
    return word if answered else word + "?"


_WEIGHTS = {
    Medium.MET: FULL,
    Medium.CALL: FULL,
    Medium.VIDEO: FULL,
    Medium.MESSAGE: HALF,
    Medium.EMAIL: HALF,
    Medium.LETTER: HALF,
    Medium.SOCIAL: SOCIAL,
    Medium.NOTE: 0.0,
}


def weight(medium: Medium, *, answered: bool = True) -> float:
    """Return how much a touch counts, 0 to 1; an unanswered call, video, message or mail counts 0.2."""
    if not answered and medium in MAY_BE_UNANSWERED:
        return UNANSWERED
    return _WEIGHTS[medium]
