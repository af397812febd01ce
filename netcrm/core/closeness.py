"""How close two people are, from the word for what one is to the other: a closed list, Danish and English.

A guess to rank by. A word that is not in the list is taken as `UNKNOWN`, neither close nor distant.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from netcrm.core.text import fold

HOUSEHOLD, FAMILY, FRIEND, WORK, BEFORE, UNKNOWN, DISTANT = 1.0, 0.9, 0.85, 0.8, 0.65, 0.55, 0.35

_GROUPS: dict[float, str] = {
    HOUSEHOLD: """
        wife husband spouse partner fiance fiancee girlfriend boyfriend cohabitant flatmate roommate
        kone mand aegtefaelle hustru samlever samleverske kaereste forlovede bofaelle roomie
    """,
    FAMILY: """
        mother mum mom father dad parent sister brother sibling twin son daughter child kid
        grandmother grandfather grandson granddaughter aunt uncle niece nephew cousin relative family
        in-law sister-in-law brother-in-law mother-in-law father-in-law son-in-law daughter-in-law
        stepmother stepfather stepsister stepbrother godmother godfather
        mor far foraelder soster bror soskende tvilling son datter barn
        mormor morfar farmor farfar bedstemor bedstefar barnebarn moster faster onkel tante nevo
        kusine faetter slaegtning familie svigerinde svoger svigermor svigerfar svigerson svigerdatter
        stedmor stedfar halvsoster halvbror gudmor gudfar
    """,
    FRIEND: """
        friend friends pal mate buddy best-friend confidant
        ven veninde venner barndomsven barndomsveninde bedsteven kammerat
    """,
    WORK: """
        colleague coworker co-worker workmate teammate boss manager employee report deskmate
        co-founder cofounder business-partner mentor mentee
        kollega kolleger chef leder medarbejder ansat makker medstifter kompagnon
    """,
    BEFORE: """
        classmate schoolmate fellow-student neighbour neighbor teacher student pupil client customer
        supplier trainer coach bandmate
        klassekammerat skolekammerat studiekammerat medstuderende nabo genbo overbo underbo
        laerer elev studerende kunde leverandor traener holdkammerat
    """,
    DISTANT: """
        acquaintance acquainted contact connection linkedin facebook follower heard-of knows-of
        friend-of-a-friend met-once distant
        bekendt bekendtskab kontakt forbindelse en-bekendt vens-ven fjern
    """,
}
_KNOWN = {word: close for close, words in _GROUPS.items() for word in words.split()}
_FORMER = frozenset({"ex", "eks", "former", "previous", "tidligere", "forhenvaerende"})
_OLD = frozenset({"old", "gammel"})  # an old friend is none less for it
_LEFT = {HOUSEHOLD: UNKNOWN, FAMILY: UNKNOWN, FRIEND: UNKNOWN, WORK: BEFORE}
"""What is left of it where it is over."""
_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"(eks|ex)(\w{3,})")
_LONGEST = 4


@lru_cache(maxsize=4096)
def closeness(how: str) -> float:
    """Return how close two people are (0 to 1) where HOW says what one is to the other.

    Of several words for it the closest counts: *ex-colleague and friend*. Those that belong together are
    read together: *friend of a friend* is no friend.
    """
    words = _words(how)
    found: list[float] = []
    at = 0
    while at < len(words):
        known, size = _known(words, at)
        if known is not None:
            before = words[at - 1] if at else ""
            over = before in _FORMER or (before in _OLD and known != FRIEND)
            found.append(_LEFT.get(known, known) if over else known)
        at += size
    return max(found, default=UNKNOWN)


def closest(hows: Iterable[str]) -> float:
    """Return how close two people are of whom several things are said; the closest counts."""
    return max((closeness(how) for how in hows if how), default=UNKNOWN)


def _words(how: str) -> list[str]:
    """Return the words of HOW, those that begin with ex- in two."""
    words: list[str] = []
    for word in _WORD.findall(fold(how)):
        glued = _GLUED.fullmatch(word)
        words += glued.groups() if glued and glued[2] in _KNOWN else (word,)
    return words


def _known(words: Sequence[str], at: int) -> tuple[float | None, int]:
    """Return what the longest known phrase that begins AT a word says, and how many words it has."""
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        known = _KNOWN.get("-".join(words[at : at + size]))
        if known is not None:
            return known, size
    return None, 1
