"""Which people a line's names mean, and what to ask where that is open; reads no text."""

from collections.abc import Callable, Mapping, Sequence

from netcrm.core.capture.model import Mention, Problem
from netcrm.core.i18n import _
from netcrm.core.names import Directory, Person
from netcrm.core.text import same

_MOST_NAMED = 8  # names in a question
_MOST_QUOTED = 40  # characters

Company = Callable[[Sequence[Person], Person], int]


def decide(
    mentions: Sequence[Mention],
    directory: Directory,
    choose: Mapping[str, str],
    ask_company: Company | None,
) -> tuple[Mention, ...]:
    """Return MENTIONS with the person each one means, where it is clear or was chosen.

    The candidates of the others are put in order: who was seen most with those that are clear, then
    by name.
    """
    clear: list[Mention] = []
    for mention in mentions:
        chosen = choose.get(same(mention.words))
        person = directory.person(chosen) if chosen else None
        if person is None and mention.known and len(mention.candidates) == 1:
            person = mention.candidates[0]
        clear.append(mention.decided(person, mention.candidates))
    company = tuple(dict.fromkeys(mention.person for mention in clear if mention.person))

    def place(candidate: Person) -> tuple[int, str, str]:
        others = tuple(person for person in company if person.id != candidate.id)
        seen = ask_company(others, candidate) if ask_company else 0
        return -seen, same(candidate.name), candidate.id

    return tuple(
        mention
        if len(mention.candidates) < 2
        else mention.decided(mention.person, tuple(sorted(mention.candidates, key=place)))
        for mention in clear
    )


def question(mention: Mention) -> Problem | None:
    """Return what has to be asked about a mention, or None where it is clear or makes a contact."""
    if mention.person or mention.new:
        return None
    names = named(mention.candidates)
    if mention.other and not mention.known and not mention.candidates:
        message = _(
            'nobody is called “{name}”: write @"{name}" for somebody whom you know only through them'
        ).format(name=short(mention.words))
    elif mention.known:
        message = _("“{name}” may be {names}: write which").format(
            name=short(mention.words), names=_listed(mention.candidates, names)
        )
    elif names:
        message = _(
            'nobody is called “{name}”: write @"{name}" for a new contact, or was it {names}?'
        ).format(name=short(mention.words), names=_listed(mention.candidates, names))
    else:
        message = _(
            'nobody is called “{name}”: write @"{name}" for a new contact, or `netcrm add` one'
        ).format(name=short(mention.words))
    return Problem(mention.start, mention.end, mention.words, message, names)


def named(people: Sequence[Person]) -> tuple[str, ...]:
    """Return the names of the first few people; with the id where two of them share a name."""
    keys = [same(person.name) for person in people]
    return tuple(
        f'{person.name} (@"{person.id}")' if keys.count(key) > 1 else person.name
        for person, key in zip(people[:_MOST_NAMED], keys, strict=False)
    )


def short(words: str) -> str:
    """Return WORDS as a sentence can quote them: one line of at most some forty characters."""
    words = " ".join(words.split())
    return words if len(words) <= _MOST_QUOTED else f"{words[:_MOST_QUOTED]}…"


def _listed(people: Sequence[Person], names: Sequence[str]) -> str:
    more = len(people) - len(names)
    return " · ".join(names) + (f" … (+{more})" if more else "")
