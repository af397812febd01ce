"""How names are kept: one sorted text of lines, found by bisection where it stands; no files here.

A line of people is `key TAB kind id TAB name TAB medium TAB write names TAB snooze as JSON`, a line
of organisations `key TAB spelling`. Kinds: `f` a full name, `n` a nickname; in capitals the same
without its diacritics, where that differs.
"""

from collections.abc import Iterable, Iterator, Sequence

from netcrm.core.text import clean, fold, same

TYPE_CHECKING = False
if TYPE_CHECKING:
    from netcrm.core.record import JSON

EXACT = "fn"
FOLDED = "fnFN"


class Person:
    """What a capture needs to know of a contact: `medium` is the last one used with them, or empty.

    `snoozed` holds the names of the live writes of their snooze, `snooze` its value; none where they
    are not snoozed.
    """

    __slots__ = ("id", "medium", "name", "snooze", "snoozed")

    def __init__(
        self,
        id: str,
        name: str,
        medium: str = "",
        snoozed: tuple[str, ...] = (),
        snooze: "JSON" = None,
    ) -> None:
        self.id = id
        self.name = name
        self.medium = medium
        self.snoozed = snoozed
        self.snooze = snooze

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Person):
            return NotImplemented
        return all(getattr(self, part) == getattr(other, part) for part in self.__slots__)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        snooze = f", {self.snoozed!r}, {self.snooze!r}" if self.snoozed else ""
        return f"Person({self.id!r}, {self.name!r}, {self.medium!r}{snooze})"


def person_lines(person: Person, names: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a person who is known under these names; none for an id that is no id."""
    if not person.id or not person.id.isprintable():
        return
    medium = person.medium if person.medium.isprintable() else ""
    writes = clean(" ".join(person.snoozed))
    snooze = _to_json(person.snooze) if writes else ""
    value = f"{person.id}\t{clean(person.name)}\t{medium}\t{writes}\t{snooze}\n"
    full = same(clean(person.name))
    for key in dict.fromkeys((full, *(same(clean(name)) for name in names))):
        kind = "f" if key == full else "n"
        if key:
            yield f"{key}\t{kind}{value}"
        if (folded := fold(key).strip()) and folded != key:
            yield f"{folded}\t{kind.upper()}{value}"


def organisation_lines(name: str) -> Iterator[str]:
    """Yield the line of an organisation; none for an empty name."""
    if key := same(clean(name)):
        yield f"{key}\t{clean(name)}\n"


def entry(line: str) -> tuple[str, str, Person]:
    """Return key, kind and person of a line; kind `?` and nobody where it is no line of people."""
    fields = line.rstrip("\n").split("\t")
    if len(fields) != 6:
        return "", "?", Person("", "")
    key, kind_id, name, medium, writes, snooze = fields
    person = Person(kind_id[1:], name, medium)
    if writes:
        person.snoozed = tuple(writes.split(" "))
        person.snooze = _from_json(snooze)
    return key, kind_id[:1], person


def split(text: str) -> list[str]:
    """Return the lines of TEXT, each with its end."""
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def beginning_with(prefix: str, text: str, low: int, high: int) -> Iterator[str]:
    """Yield the lines between two offsets of TEXT that begin with PREFIX, without their ends.

    They are whole lines and sorted, and a line's end goes before them unless they are at the start.
    """
    size, end_of_all = len(prefix), high
    while low < high:
        middle = (low + high) // 2
        start = text.rfind("\n", 0, middle) + 1
        if text[start : start + size] < prefix:
            low = text.find("\n", middle) + 1 or high
        else:
            high = start
    while low < end_of_all and text.startswith(prefix, low):
        end = text.find("\n", low)
        if end < 0:
            return
        yield text[low:end]
        low = end + 1


def persons(found: Iterable[tuple[str, Person]]) -> tuple[Person, ...]:
    """Return everybody once, in order of the keys they were found under, of name and of id."""
    order = sorted(found, key=lambda pair: (pair[0], pair[1].name, pair[1].id))
    return tuple({person.id: person for _key, person in reversed(order)}.values())[::-1]


def _to_json(value: "JSON") -> str:
    from json import dumps  # only where somebody is snoozed

    return dumps(value)


def _from_json(text: str) -> "JSON":
    from json import loads  # only where somebody is snoozed

    try:
        value: JSON = loads(text)
    except ValueError:
        return None
    return value
