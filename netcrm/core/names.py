"""Who is meant by a name: the directory of all names. Knows no sentences (see `capture`), no files.

It is one text that is searched where it stands (see `name_lines`), so that a command that logs one
line need not read ten thousand people.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from netcrm.core.name_lines import (
    EXACT,
    FOLDED,
    Person,
    beginning_with,
    entry,
    organisation_lines,
    person_lines,
    persons,
    split,
)
from netcrm.core.text import clean, fold, same

__all__ = ["Directory", "Person"]

_HEADER = "netcrm names 1\n"
_ORGANISATIONS = "\x1d\n"
_MOST_WORDS = 6  # of an organisation


class Directory:
    """The names of all contacts and organisations; immutable, a change makes another one."""

    __slots__ = ("_base", "_changed", "_mark", "_more", "_tail")

    def __init__(
        self,
        base: str,
        changed: Mapping[str, Sequence[str]] | None = None,
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Take a text of this kind and what has changed since; use `of` or `load`.

        `changed` are the lines of people that count instead of their old ones, `more` are
        organisations that the text doesn't have, by key. Raises ValueError for any other text.
        """
        self._base = base  # never cut in two: copying it costs more than a search
        self._mark = base.rfind(_ORGANISATIONS)
        if self._mark < 0 or not base.startswith(_HEADER):
            raise ValueError("not a directory of names")
        self._changed = changed or {}
        self._more = more or {}
        self._tail: str | None = None

    @classmethod
    def of(
        cls, people: Iterable[tuple[Person, Sequence[str]]], organisations: Iterable[str]
    ) -> "Directory":
        """Make the directory of people, each with all their names, and of organisations.

        Of several spellings of an organisation the first counts.
        """
        lines = {line for person, names in people for line in person_lines(person, names)}
        spellings: dict[str, str] = {}
        for name in organisations:
            spellings.setdefault(same(clean(name)), name)
        known = [line for name in spellings.values() for line in organisation_lines(name)]
        return cls(_whole("".join(sorted(lines)), "".join(sorted(known))))

    @classmethod
    def load(cls, text: str) -> "Directory":
        """Return the directory whose `text` this is; raises ValueError for any other text."""
        return cls(text)

    @property
    def text(self) -> str:
        """The whole directory as text, changes folded in."""
        if not self._changed and not self._more:
            return self._base
        people = self._base[len(_HEADER) : self._mark]
        organisations = self._base[self._mark + len(_ORGANISATIONS) :]
        if self._changed:
            kept = [line for line in split(people) if entry(line)[2].id not in self._changed]
            people = "".join(sorted([*kept, *split(self._added)]))
        if self._more:
            more = [line for name in self._more.values() for line in organisation_lines(name)]
            organisations = "".join(sorted([*split(organisations), *more]))
        return _whole(people, organisations)

    def with_person(self, person: Person, names: Sequence[str]) -> "Directory":
        """Return a directory that has this person under these names, and no others."""
        changed = {**self._changed, person.id: tuple(person_lines(person, names))}
        return Directory(self._base, changed, self._more)

    def without(self, id: str) -> "Directory":
        """Return a directory without the person of this id."""
        changed = {**self._changed, id: ()}
        return Directory(self._base, changed, self._more)

    def with_organisation(self, name: str) -> "Directory":
        """Return a directory that knows this organisation too; a spelling it knew stays."""
        key = same(clean(name))
        if not key or self.organisation(key):
            return self
        more = {**self._more, key: clean(name)}
        return Directory(self._base, self._changed, more)

    def person(self, id: str) -> Person | None:
        """Return the person of this id, or None; reads the whole text, about a millisecond."""
        text = self._added if id in self._changed else self._base
        at = -1
        while (at := text.find(f"\tf{id}\t", at + 1)) >= 0:
            found = entry(text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)])[2]
            if found.id == id:
                return found
        return None

    def exactly(self, words: str) -> tuple[Person, ...]:
        """Return who has WORDS as a full name or a nickname, whatever the case."""
        return self._named(same(words), EXACT)

    def called(self, words: str) -> tuple[Person, ...]:
        """Return who may be called WORDS, the best kind of match only.

        In this order: full name or nickname; first name and an initial or another of their names;
        first name. Then all of it again without regard to diacritics.
        """
        for key, kinds in ((same(words), EXACT), (fold(words).strip(), FOLDED)):
            found = self._named(key, kinds)
            first, _blank, then = key.partition(" ")
            if not found and first and " " not in then:
                found = self.first_name(first, then.removesuffix("."), kinds=kinds)
            if found:
                return found
        return ()

    def first_name(self, first: str, then: str = "", *, kinds: str = EXACT) -> tuple[Person, ...]:
        """Return whose full name starts with FIRST and goes on, in the form of `same`.

        THEN is another of its words, or the initial of one.
        """
        return persons(
            (key, person)
            for key, kind, person in self._entries(f"{first} ", kinds)
            if kind in "fF" and (not then or _has(key, then))
        )

    def longest(
        self, words: Sequence[Sequence[str]], *, least: int = 1, kinds: str = EXACT
    ) -> tuple[int, int, tuple[Person, ...]]:
        """Return the longest full name or nickname that WORDS begin with, of at least LEAST words.

        Each word is given in its readings, the whole word first (`holm,` and `holm`); only the last
        of a name may be read as another than its first. Returns how many words it takes, which
        reading of the last, and whose name it is; 0, 0 and nobody where there is none.
        """
        found: dict[tuple[int, int], list[tuple[str, Person]]] = {}
        for second in words[1] if len(words) > 1 else ():
            for key, _kind, person in self._entries(f"{words[0][0]} {second}", kinds):
                parts = key.split(" ")
                if (reading := _fits(parts, words)) is not None:
                    found.setdefault((-len(parts), reading), []).append((key, person))
        if found:
            count, reading = min(found)
            return -count, reading, persons(found[count, reading])
        for reading, word in enumerate(words[0] if words and least < 2 else ()):
            if people := self._named(word, kinds):
                return 1, reading, people
        return 0, 0, ()

    def beginning(self, words: str, most: int) -> tuple[Person, ...]:
        """Return at most MOST people who have a name that begins with WORDS, in order of names."""
        found: dict[str, Person] = {}
        for _key, _kind, person in self._entries(same(words), FOLDED):
            found.setdefault(person.id, person)
            if len(found) == most:
                break
        return tuple(found.values())

    def organisation(self, words: str) -> str:
        """Return the known spelling of an organisation, or an empty text."""
        key = same(words)
        start = self._mark + len(_ORGANISATIONS)
        for line in beginning_with(f"{key}\t", self._base, start, len(self._base)):
            return line.partition("\t")[2]
        return self._more.get(key, "")

    def longest_organisation(self, words: Sequence[Sequence[str]]) -> tuple[int, int, str]:
        """Return the longest organisation that WORDS begin with, as `longest` does for people."""
        for count in range(min(len(words), _MOST_WORDS), 0, -1):
            for reading, last in enumerate(words[count - 1]):
                before = [word[0] for word in words[: count - 1]]
                if name := self.organisation(" ".join([*before, last])):
                    return count, reading, name
        return 0, 0, ""

    @property
    def _added(self) -> str:
        if self._tail is None:
            self._tail = "".join(sorted({one for some in self._changed.values() for one in some}))
        return self._tail

    def _named(self, key: str, kinds: str) -> tuple[Person, ...]:
        if not key:
            return ()
        return persons((key, person) for key, _kind, person in self._entries(f"{key}\t", kinds))

    def _entries(self, prefix: str, kinds: str) -> Iterator[tuple[str, str, Person]]:
        """Yield key, kind and person of the lines that begin with PREFIX."""
        for line in beginning_with(prefix, self._base, len(_HEADER), self._mark):
            key, kind, person = entry(line)
            if kind in kinds and person.id not in self._changed:
                yield key, kind, person
        added = self._added if self._changed else ""
        for line in beginning_with(prefix, added, 0, len(added)):
            key, kind, person = entry(line)
            if kind in kinds:
                yield key, kind, person


def _whole(people: str, organisations: str) -> str:
    return f"{_HEADER}{people}{_ORGANISATIONS}{organisations}"


def _has(key: str, then: str) -> bool:
    words = key.split(" ")[1:]
    return any(word.startswith(then) if len(then) == 1 else word == then for word in words)


def _fits(parts: Sequence[str], words: Sequence[Sequence[str]]) -> int | None:
    """Return which reading of the last of WORDS makes them the name of these PARTS, or None."""
    last = len(parts) - 1
    if last >= len(words) or parts[last] not in words[last]:
        return None
    if any(part != word[0] for part, word in zip(parts[:last], words, strict=False)):
        return None
    return list(words[last]).index(parts[last])
