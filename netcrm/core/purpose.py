"""What an entry of the log was for, and who gave whom. On the way of `netcrm log`: imports stay light.

The closed set has a word for what was got, and one with `-given` for what was given: `sparring` is an ask
of yours, `sparring-given` one of theirs. Any other purpose is free text and moves nothing on the account.
"""

from collections.abc import Mapping
from enum import StrEnum

from netcrm.core.i18n import _
from netcrm.core.text import same


class Purpose(StrEnum):
    """What an entry was for, seen from you."""

    SPARRING = "sparring"
    FEEDBACK = "feedback"
    ADVICE = "advice"
    INTRO = "intro"
    REFERRAL = "referral"
    HELP_RECEIVED = "help-received"
    SPARRING_GIVEN = "sparring-given"
    FEEDBACK_GIVEN = "feedback-given"
    ADVICE_GIVEN = "advice-given"
    INTRO_GIVEN = "intro-given"
    REFERRAL_GIVEN = "referral-given"
    HELP_GIVEN = "help-given"
    THANKS = "thanks"
    CONGRATULATION = "congratulation"
    THANKS_RECEIVED = "thanks-received"
    CONGRATULATION_RECEIVED = "congratulation-received"


NO_PURPOSE = frozenset({"none", "ingen"})
"""What is typed where a purpose was guessed and there is none."""

_GOT = frozenset(
    {
        *(Purpose.SPARRING, Purpose.FEEDBACK, Purpose.ADVICE, Purpose.INTRO),
        *(Purpose.REFERRAL, Purpose.HELP_RECEIVED),
    }
)
_KINDS = {
    purpose: str(purpose).removesuffix("-given").removesuffix("-received") for purpose in Purpose
}
_FLOWS: Mapping[str, tuple[str, bool]] = {
    str(purpose): (kind, purpose not in _GOT)
    for purpose, kind in _KINDS.items()
    if purpose not in {Purpose.THANKS_RECEIVED, Purpose.CONGRATULATION_RECEIVED}
}


def known(text: str) -> Purpose | None:
    """Return the purpose of the closed set that TEXT spells, or None."""
    try:
        return Purpose("-".join(same(text).split()))
    except ValueError:
        return None


def given(text: str) -> str:
    """Return a purpose as it is kept: one of the closed set in its one spelling, another as typed, none empty."""
    if same(text) in NO_PURPOSE:
        return ""
    found = known(text)
    return found.value if found else text


def kind(text: str) -> str:
    """Return what was given or got: `sparring` of `sparring-given`; empty for a free purpose."""
    found = known(text)
    return _KINDS[found] if found else ""


def flow(text: str) -> tuple[str, bool] | None:
    """Return the kind of a purpose and whether you gave it; None where it moves nothing on the account."""
    found = _FLOWS.get(text)
    if found is None and (purpose := known(text)):
        found = _FLOWS.get(purpose)
    return found


def purpose_word(text: str) -> str:
    """Return a purpose in the user's language; a free one is as it was typed."""
    purpose = known(text)
    if purpose is None:
        return text
    return {
        Purpose.SPARRING: _("sparring"),
        Purpose.FEEDBACK: _("feedback"),
        Purpose.ADVICE: _("advice"),
        Purpose.INTRO: _("intro"),
        Purpose.REFERRAL: _("referral"),
        Purpose.HELP_RECEIVED: _("help received"),
        Purpose.SPARRING_GIVEN: _("sparring given"),
        Purpose.FEEDBACK_GIVEN: _("feedback given"),
        Purpose.ADVICE_GIVEN: _("advice given"),
        Purpose.INTRO_GIVEN: _("intro given"),
        Purpose.REFERRAL_GIVEN: _("referral given"),
        Purpose.HELP_GIVEN: _("help given"),
        Purpose.THANKS: _("thanks"),
        Purpose.CONGRATULATION: _("congratulation"),
        Purpose.THANKS_RECEIVED: _("thanks received"),
        Purpose.CONGRATULATION_RECEIVED: _("congratulation received"),
    }[purpose]
