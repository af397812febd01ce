"""Which spellings mean one organisation, and its other names: a typed view of the table `organisations`.

Organisations are derived from people's jobs; a record only says what else one is called. Fields of the
record: name; and the set aliases.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from netcrm.core.contact import as_text, as_texts
from netcrm.core.record import Record
from netcrm.core.text import fold

TABLE = "organisations"

_LEGAL_FORMS = frozenset(
    {
        *("as", "aps", "ivs", "is", "ps", "ks", "amba", "fmba", "smba"),  # Danish
        *("ab", "hb", "asa", "oy", "oyj", "abp", "hf", "ehf"),  # Nordic
        *("gmbh", "ag", "kg", "kgaa", "ohg", "ug", "se", "ev"),
        *("inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "lp"),
        *("ltd", "limited", "plc", "pty", "pte"),
        *("sa", "sas", "sarl", "sl", "srl", "spa", "bv", "nv", "vof"),
    }
)
"""Words for the legal form of a company, without their signs: they don't tell one from another."""

_BETWEEN = frozenset({"and", "og", "und", "och", "the", "&", "+"})
_WORD = re.compile(r"[^\W_]+|[&+]")
_MOST_KEPT = 1 << 15


class Organisation(NamedTuple):
    """What is said of an organisation beside people's jobs."""

    record: Record

    @property
    def id(self) -> str:
        """The id: the decimal string of 63 random bits."""
        return self.record.id

    @property
    def name(self) -> str:
        """The name by which it is shown."""
        return as_text(self.record.fields.get("name"))

    @property
    def aliases(self) -> tuple[str, ...]:
        """What else it is called."""
        return as_texts(self.record.fields.get("aliases"))


@lru_cache(maxsize=_MOST_KEPT)
def key(name: str) -> str:
    """Return the form of a name that all spellings of one organisation share, empty for no name.

    Without case, diacritics, punctuation, the word *and* and the legal form at the end (A/S, ApS, AB, GmbH,
    Inc, Ltd …), or at the head where it is written with its stroke (A/S Storebælt).
    """
    folded = fold(name)
    words: list[str] = _WORD.findall(folded)
    kept = _joined([word for word in words if word not in _BETWEEN] or words)
    while len(kept) > 1 and kept[-1] in _LEGAL_FORMS:
        kept.pop()
    if len(kept) > 1 and kept[0] in _LEGAL_FORMS and folded[1:2] == "/":
        kept.pop(0)
    return " ".join(kept)


def _joined(words: list[str]) -> list[str]:
    """Return WORDS with each run of single letters as one: A. P. Møller, N.V., A/S."""
    joined: list[str] = []
    for before, word in zip(["", *words], words, strict=False):
        if len(word) == 1 and len(before) == 1:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
