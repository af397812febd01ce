"""How introductions go on and are told of: the stages ahead, their words, whom you owe thanks. Pure."""

from netcrm.core.i18n import _
from netcrm.core.introduction import ENDED, LIFE, Introduction, Stage
from netcrm.core.network import Network


def next_stages(introduction: Introduction) -> tuple[Stage, ...]:
    """Return the stages it may come to, the next one first and the two early ends last; none at its end."""
    stage = introduction.stage
    if stage in ENDED or stage is Stage.THANKED:
        return ()
    return (*LIFE[LIFE.index(stage) + 1 :], *(end for end in Stage if end in ENDED))


def stage_word(stage: Stage) -> str:
    """Return a stage in the user's language."""
    return {
        Stage.ASKED: _("asked"),
        Stage.AGREED: _("agreed"),
        Stage.INTRODUCED: _("introduced"),
        Stage.MET: _("met"),
        Stage.THANKED: _("thanked"),
        Stage.DECLINED: _("declined"),
        Stage.FADED: _("faded"),
    }[stage]


def is_owed(introduction: Introduction) -> bool:
    """Return whether you owe the connector thanks."""
    return introduction.stage is Stage.MET


def in_order(network: Network) -> tuple[Introduction, ...]:
    """Return all introductions: where you owe thanks first, then those under way, then those at their end.

    Of a kind those first in which nothing was done for the longest; of the ended ones the latest. Left out is
    one from somebody to themself, as it is once two people were merged.
    """
    every = map(Introduction, network.introductions.values())
    found = [one for one in every if not one.is_of_one]
    found.sort(key=lambda one: (one.record.origin, one.id))
    owed = [one for one in found if is_owed(one)]
    under_way = [one for one in found if next_stages(one) and not is_owed(one)]
    ended = [one for one in found if not next_stages(one)]
    return (
        *sorted(owed, key=_last_day),
        *sorted(under_way, key=_last_day),
        *sorted(ended, key=_last_day, reverse=True),
    )


def _last_day(introduction: Introduction) -> int:
    """Return the day of its last step as an ordinal."""
    history = introduction.history
    return history[-1][1].toordinal() if history else 0
