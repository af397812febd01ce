"""What a captured line says, as plain values; nothing here reads a text."""

from datetime import date

from netcrm.core import medium as media
from netcrm.core.circle import Circle
from netcrm.core.medium import Direction, Medium
from netcrm.core.names import Person
from netcrm.core.purpose import Purpose
from netcrm.core.text import same


class Value:
    """A plain value: equal to another with the same parts. Cheaper to import than a dataclass."""

    __slots__: tuple[str, ...] = ()

    def _parts(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        parts = (f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({', '.join(parts)})"


class Span(Value):
    """A symbol of the line, from `start` to before `end`, for highlighting.

    Kinds: day person new ambiguous unknown tag medium organisation promise key.
    """

    __slots__ = ("end", "kind", "start")

    def __init__(self, start: int, end: int, kind: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind


class Mention(Value):
    """A name on the line. `words` is the name without symbol and quotes, `person` who it is.

    `candidates` are who it may be, the best first; where it is not `known` nobody has the name and
    they are only near. `new`: it was quoted and makes a contact. `symbol`: it was typed with `@` or
    after `via:`. `via`: this is who introduced the others. `other`: somebody who took part knows them.
    """

    __slots__ = (
        "candidates",
        "end",
        "known",
        "new",
        "other",
        "person",
        "quoted",
        "start",
        "symbol",
        "via",
        "words",
    )

    def __init__(
        self,
        words: str,
        start: int,
        end: int,
        *,
        candidates: tuple[Person, ...] = (),
        person: Person | None = None,
        known: bool = False,
        new: bool = False,
        quoted: bool = False,
        symbol: bool = True,
        via: bool = False,
        other: bool = False,
    ) -> None:
        self.words = words
        self.start = start
        self.end = end
        self.candidates = candidates
        self.person = person
        self.known = known
        self.new = new
        self.quoted = quoted
        self.symbol = symbol
        self.via = via
        self.other = other

    def as_other(self) -> "Mention":
        """Return this mention as one of somebody who took no part but is known."""
        return self._with(self.person, self.candidates, other=True)

    def decided(self, person: Person | None, candidates: tuple[Person, ...]) -> "Mention":
        """Return this mention with what was found out about it."""
        return self._with(person, candidates, other=self.other)

    def _with(
        self, person: Person | None, candidates: tuple[Person, ...], *, other: bool
    ) -> "Mention":
        return Mention(
            self.words,
            self.start,
            self.end,
            candidates=candidates,
            person=person,
            known=self.known,
            new=self.new and person is None,
            quoted=self.quoted,
            symbol=self.symbol,
            via=self.via,
            other=other,
        )


class Knows(Value):
    """That `person` knows `other`: people, or the names of those that are new; how, and where the other works.

    `found` and `found_name` are the id and the name of the acquaintance whom the name of the other means,
    empty where it means none.
    """

    __slots__ = ("found", "found_name", "how", "organisation", "other", "person")

    def __init__(
        self,
        person: Person | str,
        other: Person | str,
        *,
        how: str = "",
        organisation: str = "",
        found: str = "",
        found_name: str = "",
    ) -> None:
        self.person = person
        self.other = other
        self.how = how
        self.organisation = organisation
        self.found = found
        self.found_name = found_name

    def meaning(self, found: str, name: str) -> "Knows":
        """Return the same with the acquaintance whom the name means."""
        return Knows(
            self.person,
            self.other,
            how=self.how,
            organisation=self.organisation,
            found=found,
            found_name=name,
        )


class Promoted(Value):
    """An acquaintance whom a line makes a contact: the words that name them, who they are, and via whom."""

    __slots__ = ("id", "name", "via", "words")

    def __init__(self, words: str, id: str, name: str, via: str) -> None:
        self.words = words
        self.id = id
        self.name = name
        self.via = via


class Promise(Value):
    """Something promised, and the local day it is due, where one was said."""

    __slots__ = ("due", "text")

    def __init__(self, text: str, due: date | None = None) -> None:
        self.text = text
        self.due = due


class Problem(Value):
    """Why a line can't be written yet: a sentence about its part from `start` to before `end`."""

    __slots__ = ("candidates", "end", "message", "start", "words")

    def __init__(
        self, start: int, end: int, words: str, message: str, candidates: tuple[str, ...] = ()
    ) -> None:
        self.start = start
        self.end = end
        self.words = words
        self.message = message
        self.candidates = candidates


class Capture(Value):
    """A line and what it means: exactly what will be written.

    `text` is the line as typed; `words` is it for showing, without the day at its head, symbols,
    tags, promises and keys, the names kept. `date` is a local day, `planned` where it lies ahead.
    `medium_from` says where the medium is from: given, verb, last (with this person), default, or
    unknown: one was given that there is not. `people` are who took part, in the order they were
    named, `new` the names of those to be made. `knows` is who is said to know whom. `promoted` are those
    of the new who are acquaintances so far. `notes` are sentences about what was read otherwise than it looks.
    """

    __slots__ = (
        "answered",
        "circle",
        "date",
        "day_given",
        "direction",
        "knows",
        "medium",
        "medium_from",
        "mentions",
        "new",
        "notes",
        "organisation",
        "people",
        "place",
        "planned",
        "problems",
        "promises",
        "promoted",
        "purpose",
        "spans",
        "tags",
        "text",
        "via",
        "via_new",
        "words",
    )

    def __init__(
        self,
        text: str,
        *,
        words: str,
        date: date,
        day_given: bool,
        planned: bool,
        medium: Medium,
        answered: bool,
        direction: Direction | None,
        medium_from: str,
        people: tuple[Person, ...],
        new: tuple[str, ...],
        mentions: tuple[Mention, ...],
        tags: tuple[str, ...],
        organisation: str,
        promises: tuple[Promise, ...],
        place: str,
        purpose: str,
        circle: Circle | None,
        via: Person | None,
        via_new: str,
        problems: tuple[Problem, ...],
        spans: tuple[Span, ...],
        notes: tuple[str, ...] = (),
        knows: tuple[Knows, ...] = (),
        promoted: tuple[Promoted, ...] = (),
    ) -> None:
        self.text = text
        self.words = words
        self.date = date
        self.day_given = day_given
        self.planned = planned
        self.medium = medium
        self.answered = answered
        self.direction = direction
        self.medium_from = medium_from
        self.people = people
        self.new = new
        self.mentions = mentions
        self.tags = tags
        self.organisation = organisation
        self.promises = promises
        self.place = place
        self.purpose = purpose
        self.circle = circle
        self.via = via
        self.via_new = via_new
        self.problems = problems
        self.spans = spans
        self.notes = notes
        self.knows = knows
        self.promoted = promoted

    @property
    def named(self) -> tuple[Person | str, ...]:
        """Who took part, in the order they were named: people, and names of those to be made."""
        new = {same(name): name for name in self.new}
        inside = [mention for mention in self.mentions if not (mention.via or mention.other)]
        found = [m.person or new.get(same(m.words)) for m in inside]
        return tuple(dict.fromkeys(one for one in found if one)) or (*self.people, *self.new)

    def giving(self, promises: tuple[Promise, ...], circle: Circle | None) -> "Capture":
        """Return this capture with other promises and another circle to give."""
        return self.but(promises=promises, circle=circle)

    def but(self, **parts: object) -> "Capture":
        """Return this capture with other PARTS."""
        all_parts = {name: getattr(self, name) for name in self.__slots__}
        return Capture(**{**all_parts, **parts})

    @property
    def weight(self) -> float:
        """How much this touch counts, 0 to 1."""
        return media.weight(self.medium, answered=self.answered)

    @property
    def thanks(self) -> bool:
        """Whether it says that you thanked those who are named."""
        return self.purpose == Purpose.THANKS

    @property
    def resolved(self) -> bool:
        """Whether the line can be written as it is."""
        return not self.problems
