"""Dormant ties worth taking up again: who, why, and what to begin with. Pure; today is an argument.

Dormant are ties of the professional circle alone that are silent for four cadences and more. They are put
in order of how strong the tie was at its last touch, for people who had been close kept their trust (see
`ties`). Somebody never in touch is among them only where you share a workplace.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcrm.core.circle import Circle
from netcrm.core.contact import Contact
from netcrm.core.dates import ago, short_day
from netcrm.core.figures import CADENCE, CIRCLES, LESS_HEAT, STATE, Figures
from netcrm.core.heat import DORMANT
from netcrm.core.i18n import _, ngettext
from netcrm.core.medium import Medium, medium_word
from netcrm.core.organisation import key
from netcrm.core.standing import Standing
from netcrm.core.ties import Strength, Tie, tie
from netcrm.core.touches import COUNT, LAST_DAY, empty_row, unpacked
from netcrm.core.workplaces import former_words, workplaces

if TYPE_CHECKING:
    from netcrm.core.network import Network

_ONLY_PROFESSIONAL = (Circle.PROFESSIONAL,)


class Revival(NamedTuple):
    """Somebody to reconnect with, the tie as it was, why, and the workplaces you share, as you name them."""

    id: str
    tie: Tie
    why: tuple[str, ...]
    shared: tuple[str, ...]
    opener: str
    """What to begin with: `you both worked at Nokia`; empty where nothing is known."""


def revivals(network: "Network", today: date) -> tuple[Revival, ...]:
    """Return the dormant ties as of the local day TODAY, the strongest first.

    Who is let go, paused, snoozed or to be met soon is not among them.
    """
    standings = network.standings(today)
    rows = standings.everybody.rows
    key_of = workplaces(network).key_of
    places = {of: place for place in network.profile.workplaces if (of := key_of(place))}
    found: list[tuple[float, str, Revival]] = []
    for id, figures in standings.everybody.figures.items():
        if (
            figures[CADENCE] is None
            or -figures[LESS_HEAT] < DORMANT
            or figures[CIRCLES] != _ONLY_PROFESSIONAL
            or figures[STATE] != "active"
            or Figures._make(figures).planned is not None
        ):
            continue
        row = rows.get(id) or empty_row()
        shared = shared_workplaces(network.contact(id), places, key_of)
        last = row[LAST_DAY]
        if not last and not shared:
            continue
        was = tie(row, figures[CIRCLES], last or today.toordinal())
        why = _why(standings.of(id), was, unpacked(row)[COUNT], today)
        revival = Revival(id, was, why, shared, opener(network.contact(id), shared, key_of))
        found.append((-was.strength, figures[2], revival))
    return tuple(revival for _strength, _name, revival in sorted(found))


def shared_workplaces(
    contact: Contact, places: dict[str, str], key_of: Callable[[str], str] = key
) -> tuple[str, ...]:
    """Return those of PLACES (by key) where a contact works or worked, by their jobs or a tag such as ex-nokia."""
    named = (contact.org, *contact.past_orgs, *former_words(contact.tags))
    theirs = dict.fromkeys(map(key_of, named))
    return tuple(places[place] for place in theirs if place in places)


def opener(contact: Contact, shared: tuple[str, ...], key_of: Callable[[str], str] = key) -> str:
    """Return what you have in common, for the first sentence; empty where nothing is known."""
    if not shared:
        return ""
    if key_of(shared[0]) == key_of(contact.org):
        return _("you worked at {org}, where {name} is now").format(
            org=shared[0], name=contact.name
        )
    return _("you both worked at {org}").format(org=shared[0])


def was_words(word: Strength) -> str:
    """Return the word for a tie as it was."""
    return {
        Strength.STRONG: _("was a strong tie"),
        Strength.MODERATE: _("was a moderate tie"),
        Strength.WEAK: _("was a weak tie"),
        Strength.DORMANT: _("was a dormant tie"),
    }[word]


def _why(standing: Standing, was: Tie, entries: int, today: date) -> tuple[str, ...]:
    last = standing.last
    if last is None:
        return (_("never in touch yet"),)
    words = [
        was_words(was.word),
        ngettext("{n} entry in the log", "{n} entries in the log", entries).format(n=entries),
        _("last: {medium} {day}, {ago} ago").format(
            medium=medium_word(Medium(last.medium)),
            day=short_day(last.date, today),
            ago=ago((today - last.date).days),
        ),
    ]
    if standing.opportunity:
        words.append(_("open opportunity at {org}").format(org=standing.contact.org))
    return tuple(words)
