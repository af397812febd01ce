"""The mode you are in and its goals: conversations a week and new people a month. Pure; never a streak."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcrm.core.contact import Contact
from netcrm.core.i18n import ngettext
from netcrm.core.medium import FULL
from netcrm.core.profile import Mode
from netcrm.core.table import in_full

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcrm.core.network import Network

MOST = 100
"""The highest goal that makes sense: what is above it is a slip."""


class Goals(NamedTuple):
    """How many conversations a week, and how many new people a month; 0 is no goal."""

    conversations: int
    new_people: int


DEFAULTS: "Mapping[Mode, Goals]" = {Mode.PEACETIME: Goals(2, 2), Mode.JOB_SEARCH: Goals(5, 4)}

FIELDS = {
    Mode.PEACETIME: ("conversations", "new_people"),
    Mode.JOB_SEARCH: ("search_conversations", "search_new_people"),
}
"""The fields of the profile that hold what was set: each mode has its own goals."""


class Progress(NamedTuple):
    """The mode, since when where that was said, its goals, and what there is of them so far."""

    mode: Mode
    since: date | None
    goals: Goals
    conversations: int
    """Of this week, which begins on the day that the settings say."""
    new_people: int
    """Of this month."""


def mode_of(network: "Network") -> Mode:
    """Return the mode: as it was chosen in the network, else as the settings have it."""
    return Mode.JOB_SEARCH if network.rules.job_search else Mode.PEACETIME


def goals(network: "Network", mode: Mode | None = None) -> Goals:
    """Return the goals of a mode, or of the one there is: those that were set, else the defaults."""
    mode = mode or mode_of(network)
    said = zip(FIELDS[mode], DEFAULTS[mode], strict=True)
    found = [(network.profile.goal(field), default) for field, default in said]
    return Goals(*(default if value is None else value for value, default in found))


def progress(network: "Network", today: date) -> Progress:
    """Return the mode and how far along its goals are on the local day TODAY."""
    profile, mode = network.profile, mode_of(network)
    since = profile.mode_since if profile.mode is mode else None
    return Progress(
        mode, since, goals(network, mode), conversations(network, today), new_people(network, today)
    )


def conversations(network: "Network", today: date) -> int:
    """Return how many entries of the week up to TODAY are of people who spoke: met, a call, a video call."""
    first = date.fromordinal(max(1, network.rules.week_of(today)))
    return sum(
        entry.weight >= FULL and first <= entry.date <= today for entry in network.since(first)
    )


def new_people(network: "Network", today: date) -> int:
    """Return how many contacts were met in the month of TODAY.

    It is said that they are known since a day in it; or they were added in it, by no import, and the log has
    a meeting or a call with them: an import, the discovery and a list of friends bring people one knows.
    """
    found = 0
    for contact in map(Contact, in_full(network.contacts).values()):
        met = contact.known_since or contact.added
        if met and (met.year, met.month) == (today.year, today.month) and met <= today:
            spoke = not contact.imported and network.ledger.of(contact.id).last_full is not None
            found += bool(contact.known_since) or spoke
    return found


def week_words(network: "Network", today: date) -> str:
    """Return how the week goes in a few quiet words; empty where there is no goal."""
    goal = goals(network).conversations
    if not goal:
        return ""
    return conversation_words(conversations(network, today), goal)


def conversation_words(count: int, goal: int) -> str:
    """Return how many of the conversations of a week there were; nothing is said of what is missing."""
    return ngettext(
        "{n} of {goal} conversation this week", "{n} of {goal} conversations this week", goal
    ).format(n=count, goal=goal)


def people_words(count: int, goal: int) -> str:
    """Return how many of the new people of a month there are."""
    return ngettext(
        "{n} of {goal} new person this month", "{n} of {goal} new people this month", goal
    ).format(n=count, goal=goal)
