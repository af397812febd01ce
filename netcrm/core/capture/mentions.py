"""Whom a line names: reads names where they stand and says who they may be; decides nothing."""

from collections.abc import Iterator, Sequence
from datetime import date

from netcrm.core.capture.media import medium_of
from netcrm.core.capture.model import Mention
from netcrm.core.capture.spelling import Word, quoted, words_of
from netcrm.core.dates import match_day
from netcrm.core.name_lines import EXACT, FOLDED
from netcrm.core.names import Directory, Person
from netcrm.core.text import clean, fold, same

_MOST_WORDS = 8  # of a name
_MOST_GUESSES = 8
# A capital after a name is the rest of the name or the start of something else, as these are.
_STARTERS = frozenset(
    {
        *("via", "place", "purpose", "circle"),
        *(
            "he",
            "she",
            "they",
            "we",
            "it",
            "you",
            "this",
            "that",
            "the",
            "his",
            "her",
            "their",
            "my",
        ),
        *("and", "but", "or", "then", "has", "had", "is", "was", "will", "wants", "says", "said"),
        *("han", "hun", "de", "vi", "det", "den", "jeg", "du", "hans", "hendes", "deres", "min"),
        *("og", "men", "eller", "så", "har", "havde", "er", "var", "vil", "skal", "siger", "sagde"),
    }
)
# One letter that is a word of its own is an initial only with a dot: "frokost med @Mette i går".
_LETTER_WORDS = frozenset({"i", "I", "a", "å", "ø"})

Found = tuple[int, tuple[Person, ...]]  # where the name ends, and who has it


class Names:
    """Reads the names of one line."""

    __slots__ = ("_directory", "_text", "_today")

    def __init__(self, text: str, directory: Directory, today: date) -> None:
        self._text = text
        self._directory = directory
        self._today = today

    def quoted(self, at: int, quote: int, *, via: bool) -> Mention | None:
        """Return the mention in quotes: who has exactly that name (or that id), else a new contact.

        AT is where the symbol starts, QUOTE where the quotes do, which must be closed. None where
        there is no name in them.
        """
        inside, end = quoted(self._text, quote) or ("", quote)
        name = clean(inside)
        if not same(name):
            return None
        people = self._directory.exactly(name)
        if not people and name.isdecimal() and (person := self._directory.person(name)):
            people, name = (person,), person.name
        return Mention(
            name, at, end, candidates=people, known=True, new=not people, quoted=True, via=via
        )

    def named(self, at: int, start: int, *, via: bool) -> Mention | None:
        """Return the mention whose symbol is at AT and its name at START; None where it is text."""
        words = words_of(self._text, start, len(self._text), _MOST_WORDS)
        found = self._find(words, EXACT) or self._find(words, FOLDED)
        if found and not self._surname_follows(words, *found):
            end, people = found
            words_typed = " ".join(self._text[start:end].split())
            return Mention(words_typed, at, end, candidates=people, known=True, via=via)
        end = self._unknown_end(words)
        typed = " ".join(self._text[start:end].split())
        if "@" in typed:
            return None
        people = found[1] if found else self._directory.beginning(typed, _MOST_GUESSES)
        return Mention(typed, at, end, candidates=people, via=via)

    def bare(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the mentions without a symbol from START to END: names of two words and more."""
        words = words_of(self._text, start, end, end - start, inner=True)
        index = 0
        while index < len(words) - 1:
            keys = [word.keys for word in words[index : index + _MOST_WORDS]]
            count, reading, people = self._directory.longest(keys, least=2)
            if not count:
                index += 1
                continue
            first, last = words[index], words[index + count - 1]
            stop = last.ends[reading]
            # "Anna Bergs" is no match, and so is "Anna Berg's": that is about her, not with her.
            if self._text[stop : stop + 2].casefold() not in {"'s", "’s"}:
                typed = " ".join(self._text[first.start : stop].split())
                after_via = index > 0 and words[index - 1].keys[0] == "via"
                yield Mention(
                    typed,
                    first.start,
                    stop,
                    candidates=people,
                    known=True,
                    symbol=False,
                    via=after_via,
                )
            index += count

    def organisation(self, start: int) -> tuple[str, int]:
        """Return the organisation named at START, and where it ends; "" where it is text."""
        words = words_of(self._text, start, len(self._text), _MOST_WORDS)
        count, reading, name = self._directory.longest_organisation([word.keys for word in words])
        if count:
            return name, words[count - 1].ends[reading]
        end = words[0].ends[-1]
        if "/" in self._text[start : words[0].ends[0]]:  # a path
            return "", start
        return self._text[start:end], end

    def _find(self, words: Sequence[Word], kinds: str) -> Found | None:
        """Return the longest of: known name; first name and initial or other name; first name."""
        alike = fold if kinds == FOLDED else str
        keys = [[alike(key) for key in word.keys] for word in words]
        count, reading, people = self._directory.longest(keys, kinds=kinds)
        if count > 1:
            return words[count - 1].ends[reading], people
        for index, key in enumerate(keys[1]) if len(words) > 1 else ():
            end = words[1].ends[index]
            then = self._then(key, self._text[words[1].start : end])
            if then and (more := self._directory.first_name(keys[0][0], then, kinds=kinds)):
                return end, more
        if count:
            return words[0].ends[reading], people
        for index, key in enumerate(keys[0]):
            if more := self._directory.first_name(key, kinds=kinds):
                return words[0].ends[index], more
        return None

    def _then(self, key: str, typed: str) -> str:
        """Return what a word after a first name says of the rest of the name."""
        initial = key.removesuffix(".")
        if len(initial) != 1:
            return key
        if not initial.isalpha() or (typed in _LETTER_WORDS and key == initial):
            return ""
        return initial

    def _surname_follows(self, words: Sequence[Word], end: int, people: Sequence[Person]) -> bool:
        """Return whether a first name goes on with a name that is not theirs: `@Anna Bergman`."""
        if end != words[0].ends[0] or any(self._is_whole(words[0], one) for one in people):
            return False
        return self._goes_on(words, 1)

    def _is_whole(self, word: Word, person: Person) -> bool:
        """Return whether WORD alone is one of the person's names."""
        return any(one.id == person.id for one in self._directory.exactly(word.keys[0]))

    def _goes_on(self, words: Sequence[Word], index: int) -> bool:
        """Return whether the word at INDEX looks like a further part of a name before it."""
        if index >= len(words):
            return False
        word = words[index]
        key = word.keys[-1]
        typed = self._text[word.start : word.ends[-1]]
        if not typed[:1].isupper() or not any(letter.islower() for letter in typed):
            return False
        if not typed.replace("-", "").replace("'", "").replace("’", "").isalpha():
            return False
        if key in _STARTERS or typed[1] in "'’" or medium_of(key):
            return False
        keys = [later.keys for later in words[index:]]
        known = self._directory.longest(keys, least=2)[0]
        known = known or self._directory.longest_organisation(keys)[0]
        return not known and match_day(key, self._today) is None

    def _unknown_end(self, words: Sequence[Word]) -> int:
        """Return where a name that nobody has ends: after the capitalised words that follow."""
        index = 0
        if self._text[words[0].start].isupper():
            while words[index].ends[-1] == words[index].ends[0] and self._goes_on(words, index + 1):
                index += 1
        return words[index].ends[-1]
