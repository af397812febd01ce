"""The words of a line, as typed and as they may be read; knows no names and no symbols."""

from unicodedata import category

from netcrm.core.text import same

_CLOSING = {
    '"': '"”“',
    "“": '”“"',
    "”": '”"',
    "„": '“”"',
    "»": "«»",
    "«": "»",
}
# A word that is joined to the next by one of these ends there too: @Jan/@Bo, "Mette:", Mette–Jan.
_JOINTS = frozenset('/,;:!?()[]{}<>"“”„»«…–—&+|*=')
_MOST_CHARACTERS = 100  # a longer word is no name


class Word:
    """A word of a line: `start`, and its readings, the whole word first; `keys` and `ends` of each.

    A key is the reading in the form of `same`, an end its offset in the line.
    """

    __slots__ = ("ends", "keys", "start")

    def __init__(self, start: int, ends: tuple[int, ...], keys: tuple[str, ...]) -> None:
        self.start = start
        self.ends = ends
        self.keys = keys


def words_of(text: str, start: int, end: int, most: int, *, inner: bool = False) -> list[Word]:
    """Return at most MOST words of TEXT from START to before END, split at white space.

    With `inner` a word begins after the brackets and quotes before it.
    """
    found: list[Word] = []
    at = start
    while at < end and len(found) < most:
        if text[at].isspace():
            at += 1
            continue
        stop = word_end(text, at, end)
        first = at
        while inner and first < stop - 1 and not text[first].isalnum():
            first += 1
        found.append(_word(text, first, stop))
        at = stop
    return found


def word_end(text: str, at: int, end: int) -> int:
    """Return where the word that has AT in it ends, at the latest at END."""
    while at < end and not text[at].isspace():
        at += 1
    return at


def bare_end(text: str, start: int, end: int) -> int:
    """Return where the word from START to END ends without the punctuation that closes it."""
    while end > start and not _belongs(text[end - 1]):
        end -= 1
    return end


def quoted(text: str, at: int) -> tuple[str, int] | None:
    """Return what stands in quotes from AT, and where they end; None where they never do."""
    closing = _CLOSING[text[at]]
    for index in range(at + 1, len(text)):
        if text[index] in closing:
            return text[at + 1 : index], index + 1
    return None


def is_quote(character: str) -> bool:
    """Return whether CHARACTER opens a quotation; false for no character at all."""
    return character in _CLOSING


def _word(text: str, start: int, end: int) -> Word:
    if end - start > _MOST_CHARACTERS:
        return Word(start, (end,), (text[start:end],))
    bare = bare_end(text, start, end)
    joint = next((i for i in range(start + 1, bare) if text[i] in _JOINTS), bare)
    cut = bare_end(text, start, joint)
    owner = cut - 2 if text[cut - 2 : cut].casefold() in {"'s", "’s"} else cut
    ends = [stop for stop in dict.fromkeys((end, bare, cut, owner)) if stop > start]
    keys: dict[str, int] = {}
    for stop in ends or [end]:
        keys.setdefault(same(text[start:stop]), stop)
    return Word(start, tuple(keys.values()), tuple(keys))


def _belongs(character: str) -> bool:
    return character.isalnum() or category(character).startswith("M")
