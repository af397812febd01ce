"""Whether somebody was reached, answered or wrote first, and letters and likes: closed lists, Danish and English."""

from collections.abc import Sequence
from itertools import pairwise

from netcrm.core.medium import Direction, Medium

_NOT = frozenset(
    {
        *("ikke", "aldrig", "intet", "ingen", "uden"),
        *("not", "never", "no", "without", "didn't", "hasn't", "haven't", "couldn't", "doesn't"),
    }
)
_REPLIED = frozenset({"svarede", "besvarede", "replied", "answered", "responded"})
_REPLY = frozenset({"svar", "svare", "svaret", "answer", "reply", "respond", "response"})
_BY_VOICE = frozenset({"svarede", "svar", "svare", "svaret", "answered", "answer"})
_NOBODY_THERE = (
    *("fik ikke fat i", "fik ikke fat på", "kunne ikke få fat i", "kunne ikke få fat på"),
    *("tog ikke telefonen", "tog den ikke", "tog ikke røret", "ubesvaret opkald"),
    *("didn't pick up", "did not pick up", "couldn't reach", "could not reach"),
    *("couldn't get hold of", "could not get hold of", "didn't get hold of"),
)
_IN_VAIN = ("forgæves", "uden held", "in vain", "without luck")
_HEARD = ("heard back", "hørte tilbage")
_TALKED = frozenset({"talte", "talt", "snakkede", "snakket", "spoke", "talked", "chatted"})

_GOT = frozenset({"fik", "fået", "modtog", "modtaget", "got", "received"})
_SENT = frozenset({"sendte", "sendt", "sent", "skrev", "skrevet", "wrote", "written", "posted"})
_GOT_WITHIN = 3  # words before: "fik en lang mail"
_ME = frozenset({"mig", "os", "me", "us"})
_TO = frozenset({"til", "to"})
_BACK = frozenset({"tilbage", "back"})

_LETTERS = frozenset({"brev", "postkort", "julekort", "fødselsdagskort", "letter", "postcard"})
_CARDS = frozenset({"kort", "card"})  # "kort" is "short" too, and a card may be many things
_WITH = frozenset({"fra", "til", "from", "to"})
_LIKED = frozenset({"liked", "likede", "liket"})
_MINE = frozenset({"min", "mit", "mine", "my", "vores", "our"})


def nobody_there(words: Sequence[str]) -> bool:
    """Return whether a line says that nobody was reached."""
    return _has(words, _NOBODY_THERE)


def reply(words: Sequence[str]) -> tuple[bool, Medium | None] | None:
    """Return whether a reply came, and how it would have where no other word tells; None where nothing is said."""
    if nobody_there(words):
        return False, Medium.CALL
    if _has(words, _IN_VAIN):
        return False, None
    if _has(words, _HEARD):
        return True, Medium.MESSAGE
    for index, word in enumerate(words):
        before = words[max(0, index - 2) : index]
        around = [*before[-1:], *words[index + 1 : index + 2]]
        if word in _REPLIED:
            came = _NOT.isdisjoint(around)
        elif word in _REPLY and not _NOT.isdisjoint(before):
            came = False
        elif word in _REPLY and (got(words, index) or {"har", "havde"} & {*before[-1:]}):
            came = True
        else:
            continue
        return came, Medium.CALL if word in _BY_VOICE and not came else Medium.MESSAGE
    return None


def says_talked(words: Sequence[str]) -> bool:
    """Return whether people talked, in whatever way."""
    return not _TALKED.isdisjoint(words)


def got(words: Sequence[str], index: int) -> bool:
    """Return whether the word at INDEX is something that one "fik" or "got", or was sent."""
    before = words[max(0, index - _GOT_WITHIN) : index]
    sent_me = any(a in _SENT and b in _ME for a, b in pairwise(before))
    return sent_me or not _GOT.isdisjoint(before)


def to_me(words: Sequence[str], index: int) -> bool:
    """Return whether the word at INDEX went to oneself: "skrev til mig", "texted me"."""
    rest = words[index + 1 : index + 4]
    at = 1 if rest and rest[0] in _TO else 0
    return len(rest) > at and rest[at] in _ME and "selv" not in rest[at + 1 : at + 2]


def sent_back(words: Sequence[str], index: int) -> bool:
    """Return whether the word at INDEX answers something: "skrev tilbage", "wrote back"."""
    return not _BACK.isdisjoint(words[index + 1 : index + 2])


def letter(words: Sequence[str]) -> tuple[int, Direction] | None:
    """Return where the words of a letter or a card begin, and who sent it; None where there is none."""
    for index, word in enumerate(words):
        card = word in _CARDS
        after = words[index + 1 : index + 2]
        if not card and (word not in _LETTERS or "of" in after):
            continue
        if card and after and after[0] not in _WITH:  # "fik et kort svar"
            continue
        for start in range(index - 1 - card, max(-1, index - 5), -1):
            if words[start] in _GOT | _SENT:
                return start, Direction.IN if words[start] in _GOT else Direction.OUT
    return None


def like(words: Sequence[str]) -> Direction | None:
    """Return who liked something of the other's, or None."""
    for index, word in enumerate(words):
        if word in _LIKED:
            return Direction.OUT if _MINE.isdisjoint(words[index + 1 : index + 2]) else Direction.IN
    return None


def _has(words: Sequence[str], phrases: Sequence[str]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)
