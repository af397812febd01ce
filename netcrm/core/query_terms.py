"""The terms of the filter language: `circle: tag: org: heat: band: state: since: for:`. Pure."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from math import inf
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, NamedTuple, get_args

from netcrm.core.circle import Circle
from netcrm.core.contact import State, as_text, as_texts
from netcrm.core.dates import parse_day
from netcrm.core.errors import BadInputError
from netcrm.core.figures import CADENCE, LESS_HEAT, STATE
from netcrm.core.heat import Band, band
from netcrm.core.i18n import _
from netcrm.core.text import fold, tag_word
from netcrm.core.touches import LAST_DAY

if TYPE_CHECKING:
    from netcrm.core.interaction import Interaction
    from netcrm.core.network import Network

PersonTest = Callable[["Network", str], bool]
EntryTest = Callable[["Network", "Interaction"], bool]
Why = Callable[["Network", str], tuple[str, ...]]

_ALIKE = 0.75  # from which share of equal letters on a word is taken for a slip
_UNSORTED = "unsorted"
_NUMBER = r"\d+(?:[.,]\d+)?|[.,]\d+"
_BOUND = re.compile(rf"(>=|<=|>|<)?({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER})?\.\.({_NUMBER})?")
_COMPARE: dict[str, Callable[[float, float], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le, "": ge}


class Term(NamedTuple):
    """One condition: its plain spelling, and whether it holds for a contact and for a log entry.

    `why` says in words why it holds for a contact, where that does not show.
    """

    text: str
    person: PersonTest
    entry: EntryTest
    why: Why | None = None


def term(key: str, value: str, today: date) -> Term:
    """Return the term KEY:VALUE; raises BadInputError where the value can't be understood."""
    return _TERMS[key](value, today)


def is_key(word: str) -> bool:
    """Return whether WORD begins a term."""
    return word in _TERMS


def no_slip(word: str) -> str:
    """Return WORD, which stands before a colon; raises BadInputError where it is nearly a filter's name."""
    from difflib import get_close_matches  # seldom needed

    if near := get_close_matches(word.lower(), _TERMS, 1, _ALIKE):
        raise BadInputError(
            _("there is no filter called “{key}”").format(key=word),
            _("did you mean {key}: …? What stands in quotes is just looked for").format(
                key=near[0]
            ),
        )
    return word


def _of_people(key: str, value: str, test: PersonTest) -> Term:
    """Return a term about people; it holds for an entry if it does for anybody who took part."""

    def entry(network: "Network", entry: "Interaction") -> bool:
        return any(test(network, id) for id in entry.contacts if id in network.contacts)

    return Term(spelled(key, value), test, entry)


def spelled(key: str, value: str) -> str:
    """Return a term as it is typed: in quotes where it has blanks."""
    return f'{key}:"{value}"' if " " in value else f"{key}:{value}"


def _circle(value: str, _today: date) -> Term:
    name = _one_of("circle", value, [*Circle, _UNSORTED])

    def test(network: "Network", person: str) -> bool:
        inside = as_texts(network.contacts[person].fields.get("circles"))
        return name in inside if name != _UNSORTED else not any(c in inside for c in Circle)

    return _of_people("circle", name, test)


def _tag(value: str, _today: date) -> Term:
    wanted = fold(tag_word(value))
    if not wanted:
        raise _bad("tag", value, _("a tag follows, such as tag:ex-nokia"))

    def has(tags: Iterable[str]) -> bool:
        return any(fold(tag_word(tag)) == wanted for tag in tags)

    return Term(
        spelled("tag", value.removeprefix("#")),
        lambda network, person: has(as_texts(network.contacts[person].fields.get("tags"))),
        lambda _network, entry: has(entry.tags),
    )


def _org(value: str, _today: date) -> Term:
    """Return the term for whoever works at an organisation one of whose names has VALUE in it."""
    from netcrm.core.workplaces import aliases  # seldom needed

    wanted = fold(value)
    if not wanted:
        raise _bad("org", value, _("a part of an organisation's name follows, such as org:novo"))

    def test(network: "Network", person: str) -> bool:
        org = as_text(network.contacts[person].fields.get("org"))
        if not org or wanted in fold(org):
            return bool(org)
        known = aliases(network)
        names = known.said.get(known.key_of(org), ()) if known.said else ()
        return any(wanted in fold(name) for name in names)

    return _of_people("org", value, test)


def _heat(value: str, today: date) -> Term:
    if found := _BOUND.fullmatch(value):
        compare, limit = _COMPARE[found[1] or ""], _number(found[2])
        return _of_heat("heat", value, today, lambda heat: compare(heat, limit))
    if (found := _RANGE.fullmatch(value)) and (found[1] or found[2]):
        low, high = _number(found[1] or "0"), _number(found[2]) if found[2] else inf
        return _of_heat("heat", value, today, lambda heat: low <= heat <= high)
    raise _bad("heat", value, _("a number follows, such as heat:>1, heat:<0.5 or heat:1..2"))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _band(value: str, today: date) -> Term:
    wanted = Band(_one_of("band", value, [*Band]))
    return _of_heat("band", wanted, today, lambda heat: band(heat) is wanted)


def _of_heat(key: str, value: str, today: date, fits: Callable[[float], bool]) -> Term:
    """Return a term about heat; it never holds for somebody without one."""

    def test(network: "Network", person: str) -> bool:
        figures = network.standings(today).everybody.figures[person]
        return figures[CADENCE] is not None and fits(-figures[LESS_HEAT])

    return _of_people(key, value, test)


def _state(value: str, today: date) -> Term:
    wanted = _one_of("state", value, get_args(State))

    def test(network: "Network", person: str) -> bool:
        return bool(network.standings(today).everybody.figures[person][STATE] == wanted)

    return _of_people("state", wanted, test)


def _since(value: str, today: date) -> Term:
    """Return the term for whoever was in touch on or after a day, and for entries of that time."""
    try:
        day = parse_day(value, today, past=True)
    except BadInputError as error:
        raise _bad("since", value, error.hint or error.message) from None
    first = day.toordinal()

    def test(network: "Network", person: str) -> bool:
        row = network.standings(today).everybody.rows.get(person)
        return row is not None and bool(row[LAST_DAY] >= first)

    return Term(f"since:{day.isoformat()}", test, lambda _network, entry: entry.date >= day)


def _for(value: str, today: date) -> Term:
    """Return the term for people to ask for something: by tags, title, note and what they gave before."""
    from netcrm.core.good_for import Topic  # seldom needed

    topic = Topic(value)
    if not topic:
        raise _bad("for", value, _("what you want to ask for follows, such as for:sparring"))

    def why(network: "Network", person: str) -> tuple[str, ...]:
        return topic.reasons(network, person, today)

    made = _of_people("for", value, lambda network, person: bool(why(network, person)))
    return made._replace(why=why)


def _one_of(key: str, value: str, words: Iterable[str]) -> str:
    """Return the one of WORDS that VALUE is, or the only one that it begins."""
    names = [str(word) for word in words]
    typed = fold(value)
    found = [typed] if typed in names else [name for name in names if name.startswith(typed)]
    if len(found) != 1:
        raise _bad(key, value, _("one of these follows: {words}").format(words=" ".join(names)))
    return found[0]


def _bad(key: str, value: str, hint: str) -> BadInputError:
    message = _("“{word}” is no filter").format(word=spelled(key, value))
    return BadInputError(message, hint)


_TERMS: dict[str, Callable[[str, date], Term]] = {
    "circle": _circle,
    "tag": _tag,
    "org": _org,
    "heat": _heat,
    "band": _band,
    "state": _state,
    "since": _since,
    "for": _for,
}

KEYS = tuple(_TERMS)
"""What a term begins with, before the colon."""
