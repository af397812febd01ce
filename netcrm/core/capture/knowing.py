"""`Bo knows @"Karen Holm" /Novo (sister)`: finds in a line who is said to know whom; decides on no names."""

import re
from collections.abc import Mapping, Sequence

from netcrm.core.capture.model import Mention
from netcrm.core.capture.symbols import Symbol
from netcrm.core.names import Directory

_VERB = re.compile(
    r"(?<!\S)(?:also\s+)?(?:knows|kender)(?:\s+(?:also|both|well|også|både|godt))*(?=\s)",
    re.IGNORECASE,
)
_HOW = re.compile(r"\s*\(([^()@#/!=]{1,60})\)")
_ROLE = re.compile(
    r"\s+(?:his|her|their|hans|hendes|deres|sin|sit|sine)\s+([^\W\d_][\w-]{1,30})\s+", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,|&|\+|,?\s+(?:and|og))\s*", re.IGNORECASE)
_SAYS_WHO = re.compile(r"(?<![^\W\d_])(?:he|she|they|han|hun|de)\s+$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[-.'’])*")
_MOST_WORDS = 4
_NO_NAMES = frozenset(
    {
        *(
            "jeg",
            "du",
            "han",
            "hun",
            "den",
            "det",
            "vi",
            "i",
            "de",
            "man",
            "hvem",
            "en",
            "der",
            "som",
        ),
        *("alle", "ingen", "nogen", "mange", "få", "flere", "begge", "også", "ikke"),
        *("you", "he", "she", "it", "we", "they", "one", "who", "that", "which", "also", "not"),
        *("everybody", "everyone", "nobody", "somebody", "someone", "anybody", "anyone"),
        *("all", "none", "many", "few", "both", "some"),
    }
)
_POSSESSIVES = frozenset({"min", "mine", "vores", "hans", "hendes", "my", "our", "his", "her"})


class Told:
    """That the person whose mention starts at `person` knows the one of that at `other`.

    `organisations` are where the symbols start that say where the other works. The words that say it are
    from `start` to before `end`.
    """

    __slots__ = ("end", "how", "organisation", "organisations", "other", "person", "start")

    def __init__(self, person: int, other: int) -> None:
        self.person = person
        self.other = other
        self.start = self.end = other
        self.how = ""
        self.organisation = ""
        self.organisations: tuple[int, ...] = ()


def told_in(
    text: str,
    start: int,
    symbols: Sequence[Symbol],
    mentions: Sequence[Mention],
    directory: Directory,
) -> tuple[tuple[Told, ...], list[Mention]]:
    """Return who is said in TEXT from START on to know whom, and MENTIONS with those who are known marked so.

    Who knows is named right before the verb, or (without a sign) at the head of the line, or is he, she or
    they where only one was named before. Whom they know is named after it with its sign. Where what stands at
    the head is meant for somebody but nobody is called so ("Xerxes", "Bo's wife"), it has to be asked.
    """
    found: list[Told] = []
    by_start = {mention.start: mention for mention in mentions}
    taken = [(symbol.start, symbol.end) for symbol in symbols]
    for verb in _VERB.finditer(text, start):
        if any(first <= verb.start() < end for first, end in taken):
            continue  # of a promise, or in quotes
        others = _others(text, verb.end(), symbols, by_start)
        person = _person(text, start, verb.start(), by_start, directory) if others else None
        if person is None:
            continue
        by_start[person.start] = person
        named = not text[person.end : verb.start()].strip()
        for told in others:
            told.person, told.start = person.start, person.start if named else verb.start()
            by_start[told.other] = by_start[told.other].as_other()
        found += others
    return tuple(found), [by_start[at] for at in sorted(by_start)]


def _others(
    text: str, at: int, symbols: Sequence[Symbol], mentions: Mapping[int, Mention]
) -> list[Told]:
    """Return whom the words from AT on name, one after the other; by whom they are known is not said yet."""
    found: list[Told] = []
    role = _ROLE.match(text, at)
    how = role.group(1) if role else ""
    at = role.end() if role else _blank(text, at)
    while (mention := mentions.get(at)) and mention.symbol and not mention.via:
        told = Told(0, at)
        at, said = _about(text, mention.end, symbols, told)
        told.end = at
        told.how = said or how
        found.append(told)
        joined = _AND.match(text, at)
        if joined is None:
            break
        at = joined.end()
    return found


def _about(text: str, at: int, symbols: Sequence[Symbol], told: Told) -> tuple[int, str]:
    """Return where what is said of somebody ends, who was named up to AT, and what they are to the other."""
    how = ""
    while True:
        if not how and (said := _HOW.match(text, at)):
            how, at = " ".join(said.group(1).split()), said.end()
            continue
        place = _blank(text, at)
        symbol = next((s for s in symbols if s.start == place and s.kind == "organisation"), None)
        if symbol is None or told.organisations:
            return at, how
        told.organisation, told.organisations = symbol.value, (symbol.start,)
        at = symbol.end


def _person(
    text: str, start: int, verb: int, mentions: Mapping[int, Mention], directory: Directory
) -> Mention | None:
    before = [m for m in mentions.values() if m.end <= verb and not (m.via or m.other)]
    for mention in before:
        if not text[mention.end : verb].strip():
            return mention
    words = text[start:verb].split()
    if words and len(words) <= _MOST_WORDS and not before:
        typed = " ".join(words)
        people = directory.called(typed)
        if people or _means_somebody(words):
            first = _blank(text, start)
            end = first + len(text[first:verb].rstrip())
            known = bool(people)
            return Mention(typed, first, end, candidates=people, known=known, symbol=False)
    if _SAYS_WHO.search(text, start, verb) and len(before) == 1:
        return before[0]
    return None


def _means_somebody(words: Sequence[str]) -> bool:
    """Return whether WORDS look like a name, or like what somebody is to another: "Bo's wife", "my boss"."""
    keys = [word.casefold() for word in words]
    if not _NO_NAMES.isdisjoint(keys) or not all(_NAME.fullmatch(word) for word in words):
        return False
    belongs = keys[0] in _POSSESSIVES or any(
        word[0].isupper() and key.endswith("s") for word, key in zip(words[:-1], keys, strict=False)
    )
    return belongs or all(word[0].isupper() for word in words)


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
