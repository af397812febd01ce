"""Say that you look for a job, or no longer do, and set the goals."""

from datetime import date

from netcrm.core.errors import BadInputError
from netcrm.core.goals import FIELDS, MOST, mode_of
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.profile import Mode
from netcrm.core.record import JSON, Change


def change(
    network: Network,
    mode: Mode | None,
    *,
    today: date,
    conversations: int | None = None,
    new_people: int | None = None,
) -> Change:
    """Return the change that chooses a mode from TODAY and sets goals of it; None leaves each as it is.

    The goals are those of the mode chosen, else of the one there is: conversations a week, new people a
    month, 0 for none. Raises BadInputError for a goal that is none. A change without operations means that
    everything was so already.
    """
    values: dict[str, JSON] = {}
    if mode is not None and network.profile.mode is not mode:
        values = {"mode": str(mode), "mode_since": today.isoformat()}
    for field, goal in zip(
        FIELDS[mode or mode_of(network)], (conversations, new_people), strict=True
    ):
        if goal is None:
            continue
        if not 0 <= goal <= MOST:
            raise BadInputError(
                _("{n} is no goal").format(n=goal),
                _("a goal is 0, for none, to {most}").format(most=MOST),
            )
        if network.profile.goal(field) != goal:
            values[field] = goal
    ops = network.profile.become(values) if values else []
    label = _("goals set") if "mode" not in values else mode_changed(mode)
    return Change(label, ops)


def mode_changed(mode: Mode | None) -> str:
    """Return the words for having chosen a mode."""
    return _("job-search mode") if mode is Mode.JOB_SEARCH else _("peacetime mode")
