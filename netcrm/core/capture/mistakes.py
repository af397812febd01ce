"""What looks like a symbol or a day of the grammar and is none: said, so that no slip passes in silence."""

from collections.abc import Sequence

from netcrm.core.capture.model import Promise
from netcrm.core.capture.spelling import is_quote, words_of
from netcrm.core.capture.symbols import Symbol
from netcrm.core.dates import near_day, trailing_near_day
from netcrm.core.i18n import _
from netcrm.core.medium import Medium

_MOST_HEAD = 16  # characters: "i sidste man"


def no_medium(text: str, symbols: Sequence[Symbol], stretches: Sequence[tuple[int, int]]) -> str:
    """Return the first `=word` that is no medium, with its sign; empty where there is none.

    STRETCHES are the parts of the text that are no symbols; a promise has run over what follows it.
    """
    promises = [
        (symbol.start, symbol.end)
        for symbol in symbols
        if symbol.kind == "promise" and not is_quote(text[symbol.start + 1 : symbol.start + 2])
    ]
    for start, end in sorted([*stretches, *promises]):
        for word in words_of(text, start, end, end - start):
            typed = text[word.start : word.ends[-1]]
            if typed[:1] == "=" and typed[1:2].isalpha() and typed[1:].isalnum():
                return typed
    return ""


def no_medium_words(typed: str) -> str:
    """Return the sentence that TYPED is no medium, with those that there are."""
    media = ", ".join(f"={medium}" for medium in Medium)
    return _("“{word}” is no medium: write one of {media}").format(word=typed[:40], media=media)


def short_days(
    text: str, start: int, symbols: Sequence[Symbol], promises: Sequence[Promise]
) -> list[str]:
    """Return what to say of weekdays that are read as words: at the head of TEXT, and of its promises.

    START is where the text after a day at the head begins.
    """
    colon = text.find(":", 0, _MOST_HEAD) if not start else -1
    found = []
    if colon > 0 and (text[colon + 1 : colon + 2] or " ").isspace():
        found.append(near_day(text[:colon]))
    said = [symbol for symbol in symbols if symbol.kind == "promise"]
    for symbol, promise in zip(said, promises, strict=True):
        if promise.due is None:
            found.append(near_day(symbol.after) or trailing_near_day(symbol.value))
    return [read_as_word(*near) for near in dict.fromkeys(found) if near]


def read_as_word(word: str, day: str) -> str:
    """Return the sentence that WORD is no day, and how to say the DAY."""
    return _("“{word}” is read as a word; the day is “{day}”").format(word=word, day=day)
