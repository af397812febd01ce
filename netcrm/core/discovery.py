"""The discovery: which questions there are, which are done, what a line answers, what was found. Pure.

Everybody is part of several networks already; asked for one sphere of life at a time, people remember many
more than when they are asked for everybody at once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from netcrm.core import organisation
from netcrm.core.account import THANKS, account
from netcrm.core.circle import Circle
from netcrm.core.contact import Contact, as_day, as_text, as_texts
from netcrm.core.discovery_prompts import JOB, SPHERES, WORKPLACES, Words
from netcrm.core.errors import BadInputError
from netcrm.core.follow_up import HELPED, FollowUp
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.record import Record
from netcrm.core.table import in_full
from netcrm.core.text import clean, fold, same
from netcrm.core.workplaces import aliases, workplaces

LANGUAGES = ("da", "en")
MINUTES = 10
"""How long it takes."""

_JOB = "job:"
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"(?:^|[\s,(])\(?(?:(?:fra|siden|from|since)\s+)?"
    rf"({_YEAR}(?:\s*[-–—/]\s*(?:{_YEAR}|\d\d|nu|now)?)?)\)?$",
    re.IGNORECASE,
)
_ID = 10  # digits; fewer are no id, as the answer to "say which" may be
_HELP = frozenset({"?", "help", "hjælp", "hjaelp"})
_SLASH = re.compile(r"(?:^|\s)/(?=[^\s/])")
_CIRCLES = {
    **dict.fromkeys(("1", "family", "familie"), Circle.FAMILY),
    **dict.fromkeys(("2", "friends", "friend", "venner", "ven"), Circle.FRIENDS),
    **dict.fromkeys(
        ("3", "professional", "work", "professionel", "fagligt", "arbejde"), Circle.PROFESSIONAL
    ),
}
_UNSORTED = frozenset({"0", "unsorted", "none", "ingen", "usorteret"})
KEYS: Mapping[str, Circle | None] = {
    "1": Circle.FAMILY,
    "2": Circle.FRIENDS,
    "3": Circle.PROFESSIONAL,
    "0": None,
}
"""The circle that each key stands for; none is *unsorted*."""


class Prompt(NamedTuple):
    """One question: `circle` is where those named go, `workplace` where they were colleagues, or empty."""

    id: str
    circle: Circle | None
    words: Words
    workplace: str = ""

    @property
    def asks_for_workplaces(self) -> bool:
        """Whether the answers are workplaces, not people."""
        return self.id == WORKPLACES

    @property
    def asks_for_thanks(self) -> bool:
        """Whether those named are still to be thanked."""
        return self.id == HELPED


class Answer(NamedTuple):
    """What a line says: somebody's name, where they work, and the circle where `placed` says that one was named.

    `years` are those of the workplace, as they were typed.
    """

    name: str
    org: str = ""
    circle: Circle | None = None
    placed: bool = False
    years: str = ""


def prompts(network: Network, language: str) -> tuple[Prompt, ...]:
    """Return all questions in their order, one for each past workplace too; LANGUAGE is `da` or `en`."""
    found: list[Prompt] = []
    for sphere in SPHERES:
        words = sphere.da if language == "da" else sphere.en
        found.append(Prompt(sphere.id, sphere.circle, words))
        if sphere.id == WORKPLACES:
            found += _jobs(network.profile.workplaces, language)
    return tuple(found)


def _jobs(names: Iterable[str], language: str) -> list[Prompt]:
    by_key: dict[str, str] = {}
    for name in names:
        if of := organisation.key(name):
            by_key.setdefault(of, name)
    asked = JOB["da" if language == "da" else "en"]
    return [
        Prompt(
            _JOB + of,
            Circle.PROFESSIONAL,
            Words(*(text.replace("{workplace}", clean(name)) for text in asked)),
            name,
        )
        for of, name in by_key.items()
    ]


def left(network: Network, language: str) -> tuple[Prompt, ...]:
    """Return the questions that are not done, in their order."""
    done = frozenset(network.profile.discovered)
    return tuple(prompt for prompt in prompts(network, language) if prompt.id not in done)


def find(network: Network, name: str, language: str) -> Prompt:
    """Return the question NAME means: its id, its title, or any name of a past workplace. Raises BadInputError."""
    known = prompts(network, language)
    of, key_of = organisation.key(name), aliases(network).key_of
    for prompt in known:
        titles = (prompt.id, prompt.words.title)
        if same(name) in map(same, titles) or (prompt.workplace and prompt.id == _JOB + of):
            return prompt
    other = {p.id for lang in LANGUAGES for p in prompts(network, lang) if _titled(p, name)}
    for prompt in known:
        if prompt.id in other:
            return prompt
    for prompt in known:
        if of and prompt.workplace and key_of(prompt.workplace) == key_of(name):
            return prompt
    raise BadInputError(
        _("there is no question “{name}”").format(name=name),
        _("`netcrm discover --list` shows them"),
    )


def _titled(prompt: Prompt, name: str) -> bool:
    return fold(prompt.words.title) == fold(name)


def read(line: str) -> Answer:
    """Return what LINE says: `Anna Berg`, `Anna Berg, Novo`, `Anna Berg /Novo`, each also with `: friends`.

    Circles go by their names in English and Danish or by their keys. Years at the end of the workplace are no part
    of its name. Raises BadInputError where there is no name, and for a cry for help.
    """
    text = clean(line)
    check_help(text)
    before, colon, word = text.rpartition(":")
    placed = colon != "" and (same(word) in _CIRCLES or same(word) in _UNSORTED)
    circle = _CIRCLES.get(same(word)) if placed else None
    if placed:
        text = before
    name, org = text, ""
    if match := _SLASH.search(text):
        name, org = text[: match.start()], text[match.end() :]
    elif "," in text:
        name, _comma, org = text.partition(",")
    name, org = name.strip(" ,:@\"'"), org.strip(" ,\"'")
    years = ""
    if (match := _YEARS.search(org)) and "(" not in org[: match.start()]:
        org, years = org[: match.start()].rstrip(" ,"), match.group(1)
    if not any(map(str.isalpha, name)) and len(name) < _ID:
        raise BadInputError(
            _("there is no name in “{line}”").format(line=text),
            _("say it like: Anna Berg, Novo"),
        )
    return Answer(name, org, circle, placed, years)


def check_help(line: str) -> None:
    """Raise BadInputError, which says what can be typed, where a line asks for that: `?`, help, hjælp."""
    if same(line) in _HELP:
        raise BadInputError(
            _("a name a line, with the workplace if you like: Anna Berg, Novo"),
            _(
                "“: friends” at the end is the circle; 1 2 3 0 alone is the circle of the one before; "
                "an empty line goes on to the next question"
            ),
        )


def known_as(network: Network, answer: Answer) -> Contact | None:
    """Return the contact that an answer names, by full name or nickname; None for somebody new.

    Where several are called so the workplace decides. Raises BadInputError where it can't.
    """
    if (id := network.heads.get(answer.name, answer.name)) in network.contacts:
        return network.contact(id)
    wanted = same(answer.name)
    found = [
        Contact(record)
        for record in in_full(network.contacts).values()
        if wanted in map(same, _names(record))
    ]
    if len(found) > 1 and answer.org:
        key_of = aliases(network).key_of
        of = key_of(answer.org)
        there = [c for c in found if of in map(key_of, (c.org, *c.past_orgs))]
        if not there:
            return None
        found = there
    if len(found) > 1:
        names = " · ".join(
            f"{c.name}{', ' + c.org if c.org else ''} (id {c.id})" for c in found[:8]
        )
        raise BadInputError(
            _("“{name}” may mean several people").format(name=answer.name),
            _("say the workplace, or an id: {names}").format(names=names),
        )
    return found[0] if found else None


def _names(record: Record) -> tuple[str, ...]:
    """Return the name and the nicknames of a contact."""
    return (as_text(record.fields.get("name")), *as_texts(record.fields.get("nicknames")))


def named_under(network: Network, prompt: Prompt) -> tuple[str, ...]:
    """Return the ids of those whom a question brought, the latest first."""
    found = [
        record
        for record in in_full(network.contacts).values()
        if record.fields.get("discovered") == prompt.id
    ]
    return tuple(record.id for record in sorted(found, key=lambda r: r.origin, reverse=True))


class Findings(NamedTuple):
    """What there is in the network: people, their workplaces, how many in each circle and in none."""

    people: int
    workplaces: int
    circles: Mapping[Circle, int]
    unsorted: int

    @property
    def sentence(self) -> str:
        """What it comes to: you know 47 people at 19 workplaces."""
        people = ngettext("{n} person", "{n} people", self.people).format(n=self.people)
        if not self.workplaces:
            return _("you know {people}").format(people=people)
        places = ngettext("{n} workplace", "{n} workplaces", self.workplaces)
        return _("you know {people} at {workplaces}").format(
            people=people, workplaces=places.format(n=self.workplaces)
        )


def findings(network: Network) -> Findings:
    """Return what is known, worked out once a snapshot; the dead are not counted."""
    return network.once(_counted)


def _counted(network: Network) -> Findings:
    living = _living(network)
    circles = dict.fromkeys(Circle, 0)
    unsorted = 0
    groups = Counter(as_texts(record.fields.get("circles")) for record in living)
    for words, count in groups.items():
        inside = [circle for circle in Circle if circle in words]
        unsorted += 0 if inside else count
        for circle in inside:
            circles[circle] += count
    here = frozenset(record.id for record in living)
    places = sum(
        not here.isdisjoint((*place.now, *place.past)) for place in workplaces(network).listed()
    )
    return Findings(len(living), places, circles, unsorted)


def never_thanked(network: Network, today: date) -> tuple[str, ...]:
    """Return the ids of those who helped by the day TODAY and were never thanked, by name; reads the whole log."""
    owed = {
        follow_up.contact
        for follow_up in map(FollowUp, network.follow_ups.values())
        if follow_up.record.fields.get("discovered") == HELPED and not follow_up.done
    }
    given = account(network, today)
    for id in given.people:
        acts = given.of(id).acts
        if any(act.had and not act.deposit for act in acts) and all(
            act.kind != THANKS for act in acts
        ):
            owed.add(id)
    known = owed.intersection(record.id for record in _living(network))
    return tuple(network.by_name(known))


def _living(network: Network) -> list[Record]:
    records = in_full(network.contacts).values()
    return [record for record in records if not as_day(record.fields.get("deceased"))]
