"""The symbols of a line: where each starts and ends and what it holds; decides on no meaning."""

from collections.abc import Iterator

from netcrm.core.capture.mentions import Names
from netcrm.core.capture.model import Mention
from netcrm.core.capture.spelling import bare_end, is_quote, quoted, word_end
from netcrm.core.medium import Medium

_KEYS = ("place", "via", "purpose", "circle")
_MEDIA = frozenset(Medium)
_TAG_ENDS = frozenset(',;:!?()[]{}<>"“”„»«…#@=/\\|')


class Symbol:
    """One symbol. `kind` is name tag medium organisation promise open, or one of the keys.

    `value` is what it holds, `shown` what of it is kept in the text for showing. A promise holds
    what is promised, and in `after` what follows its closing quote.
    """

    __slots__ = ("after", "end", "kind", "mention", "shown", "start", "value")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        value: str = "",
        *,
        shown: str = "",
        mention: Mention | None = None,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.shown = shown
        self.mention = mention
        self.after = ""


def symbols_of(text: str, start: int, names: Names) -> list[Symbol]:
    """Return the symbols of TEXT from START on, in order.

    A symbol counts only at the start of a word, or of one in round brackets, right before a letter
    or a quote. A promise runs to the next symbol or the end.
    """
    found: list[Symbol] = []
    promise: Symbol | None = None
    at = start
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        at += text[at] == "("
        symbol = _symbol(text, at, names)
        if symbol is None:
            at = word_end(text, at, len(text))
            continue
        if promise:
            _close(text, promise, symbol.start)
        promise = symbol if symbol.kind == "promise" else None
        found.append(symbol)
        # The word that a symbol ends in holds no other: @Jan/@Bo names Jan.
        at = word_end(text, symbol.end, len(text))
    if promise:
        _close(text, promise, len(text))
    return found


def gaps(text: str, start: int, symbols: list[Symbol]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of TEXT from START on that are no symbols."""
    for symbol in symbols:
        if symbol.start > start:
            yield start, symbol.start
        start = symbol.end
    if start < len(text):
        yield start, len(text)


def _symbol(text: str, at: int, names: Names) -> Symbol | None:
    head, after = text[at : at + 1], text[at + 1 : at + 2]
    if head in {"v", "V"} and (name := _via(text, at)):
        return _mention(text, at, name, names, kind="via")
    if head.isalpha():
        return _key(text, at, names)
    if not (after.isalpha() or is_quote(after)):
        return None
    if head in {"=", "~"}:
        return _medium(text, at)
    if head not in {"@", "#", "/", "!"}:
        return None
    if head == "@":
        return _mention(text, at, at + 1, names, kind="name")
    if head == "/" and not is_quote(after):
        name_of, end = names.organisation(at + 1)
        return (
            Symbol("organisation", at, end, name_of, shown=text[at + 1 : end]) if name_of else None
        )
    if is_quote(after):
        return _in_quotes(text, at, at + 1, {"#": "tag", "/": "organisation", "!": "promise"}[head])
    if head == "#":
        end = at + 1
        while end < len(text) and not text[end].isspace() and text[end] not in _TAG_ENDS:
            end += 1
        tag = text[at + 1 : end].rstrip(".'’…")
        return Symbol("tag", at, at + 1 + len(tag), tag)
    return Symbol("promise", at, at + 1)


def _in_quotes(text: str, at: int, quote: int, kind: str) -> Symbol | None:
    inside = quoted(text, quote)
    if inside is None:
        return Symbol("open", at, len(text), text[at:], shown=text[at:])
    value, end = " ".join(inside[0].split()), inside[1]
    if not value:
        return None
    return Symbol(kind, at, end, value, shown=value if kind == "organisation" else "")


def _mention(text: str, at: int, name: int, names: Names, *, kind: str) -> Symbol | None:
    """Read a name at NAME; AT is where its symbol starts."""
    via = kind == "via"
    if not is_quote(text[name]):
        mention = names.named(at, name, via=via)
    elif quoted(text, name) is None:
        return Symbol("open", at, len(text), text[at:], shown=text[at:])
    else:
        mention = names.quoted(at, name, via=via)
    if mention is None:
        return None
    shown = f"via {mention.words}" if via else mention.words
    return Symbol(kind, at, mention.end, mention.words, shown=shown, mention=mention)


def _medium(text: str, at: int) -> Symbol | None:
    end = at + 1
    while end < len(text) and text[end].isalnum():
        end += 1
    value = text[at + 1 : end].casefold()
    if value not in _MEDIA:
        return None
    if text[end : end + 1] == "?":
        value, end = f"{value}?", end + 1
    rest = text[end : word_end(text, end, len(text))]
    if any(character.isalnum() for character in rest):  # =met-up, =call@home
        return None
    return Symbol("medium", at, end, value)


def _key(text: str, at: int, names: Names) -> Symbol | None:
    colon = text.find(":", at, at + 8)
    key = text[at:colon].casefold() if colon > 0 else ""
    value = text[colon + 1 : colon + 2]
    if key not in _KEYS or not (value.isalpha() or is_quote(value)):
        return None
    if key == "via":
        return _mention(text, at, colon + 1, names, kind=key)
    if is_quote(value):
        return _in_quotes(text, at, colon + 1, key)
    end = bare_end(text, colon + 1, word_end(text, colon, len(text)))
    return Symbol(key, at, end, text[colon + 1 : end])


def _via(text: str, at: int) -> int:
    """Return where the name starts in `via @Name` or `via:@Name`; 0 where the text is another."""
    if text[at : at + 3].casefold() != "via":
        return 0
    name = at + 3
    while name < len(text) and text[name].isspace():
        name += 1
    if name == at + 3:
        name += text[name : name + 1] == ":"
    starts = text[name + 1 : name + 2]
    is_name = (
        name > at + 3 and text[name : name + 1] == "@" and (starts.isalpha() or is_quote(starts))
    )
    return name + 1 if is_name else 0


def _close(text: str, promise: Symbol, end: int) -> None:
    """Let a promise end before END; what its quotes hold, it holds already."""
    rest = text[promise.end : end]
    if promise.value:
        promise.after = rest
        return
    rest = rest.rstrip().rstrip("(")
    promise.value = " ".join(rest.split())
    promise.end += len(rest.rstrip())
