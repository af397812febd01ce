"""The filter of lists and panes: words that must all occur, and terms such as `circle:friends`. Pure."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from netcrm.core.i18n import _
from netcrm.core.query_terms import KEYS, Term, is_key, no_slip, term
from netcrm.core.text import fold, safe_line

if TYPE_CHECKING:
    from netcrm.core.interaction import Interaction
    from netcrm.core.network import Network

# key:"value with blanks", "a phrase", or anything up to the next blank; a quote may be left open
_PIECE = re.compile(r'(?:(?P<key>\w+):)?"(?P<quoted>[^"]*)"?|(?P<plain>\S+)')


class Query:
    """A filter that was read; immutable. An empty one lets everything through and is false."""

    __slots__ = ("_spelled", "terms", "words")

    def __init__(self, words: Iterable[str] = (), terms: Iterable[Term] = ()) -> None:
        given = tuple(word for word in words if fold(word))
        self.words = tuple(map(fold, given))
        self.terms = tuple(terms)
        self._spelled = tuple(
            f'"{word}"' if " " in word or _split(word)[0] else word for word in given
        )

    @classmethod
    def parse(cls, text: str, today: date) -> "Query":
        """Return the query TEXT means; days in it are seen from TODAY.

        Raises BadInputError, naming the term, for a value that can't be understood, and for what is
        nearly a filter: `circl:friends`. Other plain words, also with a colon in them, never are an
        error, and nothing in quotes is.
        """
        words: list[str] = []
        terms: list[Term] = []
        for piece in _PIECE.finditer(text):
            key, value = piece["key"], piece["quoted"]
            if value is None:
                key, value = _split(piece["plain"])
            key = (key or "").lower()
            if is_key(key):
                terms.append(term(key, value, today))
            elif key:
                words.append(f"{no_slip(key)}:{value}")
            else:
                before, colon, _after = (piece["plain"] or "").partition(":")
                if colon:
                    no_slip(before)
                words.append(value)
        return cls(words, terms)

    @property
    def text(self) -> str:
        """The query in its plain spelling: words first, days as ISO dates."""
        return " ".join((*self._spelled, *(term.text for term in self.terms)))

    def __bool__(self) -> bool:
        return bool(self.words or self.terms)

    def __repr__(self) -> str:
        return f"Query({self.text!r})"

    def matches(self, network: "Network", contact_id: str) -> bool:
        """Return whether a contact of the network is among those looked for."""
        return bool(self.select(network, (contact_id,)))

    def select(self, network: "Network", ids: Iterable[str]) -> tuple[str, ...]:
        """Return those of IDS that are looked for, in the order given."""
        found = list(ids)
        hay = network.haystacks if self.words else {}
        for word in sorted(self.words, key=len, reverse=True):
            found = [id for id in found if word in hay.get(id, "")]
        for condition in self.terms:
            found = [id for id in found if condition.person(network, id)]
        return tuple(found)

    @property
    def tells_why(self) -> bool:
        """Whether it can be said in words why a contact is among those looked for."""
        return any(term.why for term in self.terms)

    def why(self, network: "Network", contact_id: str) -> tuple[str, ...]:
        """Return why a contact is among those looked for, in words, where a term has some."""
        found = (term.why(network, contact_id) for term in self.terms if term.why)
        return tuple(dict.fromkeys(words for reasons in found for words in reasons))

    def matches_entry(self, network: "Network", entry: "Interaction") -> bool:
        """Return whether an entry of the outreach log is among those looked for.

        Words are looked for in its text, tags, medium, place, purpose and in the names of those who
        took part; `tag:` means its own tags, `since:` its day, all else those who took part.
        """
        if self.words:
            hay = network.entry_haystack(entry)
            if not all(word in hay for word in self.words):
                return False
        return all(condition.entry(network, entry) for condition in self.terms)


def hint(text: str) -> str:
    """Return the remark that a word such as `foo:bar` is no filter but looked for; empty where there is none."""
    for piece in _PIECE.finditer(text):
        key, _colon, value = (piece["plain"] or "").partition(":")
        key, value = piece["key"] or key, piece["quoted"] or value
        if key.isalpha() and value and not (value.startswith("//") or is_key(key.lower())):
            return _(
                "“{key}:” is no filter: “{word}” is looked for as it stands ({filters})"
            ).format(key=key, word=safe_line(piece[0]), filters=" ".join(f"{k}:" for k in KEYS))
    return ""


def _split(word: str) -> tuple[str, str]:
    """Return key and value of a word without quotes; no key where it is a plain word."""
    if word.startswith("#") and len(word) > 1:
        return "tag", word[1:]
    key, colon, value = word.partition(":")
    return (key, value) if colon and is_key(key.lower()) else ("", word)
