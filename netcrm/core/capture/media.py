"""Which medium the words of a line speak of: a closed list, Danish and English; learns nothing."""

from collections.abc import Sequence

from netcrm.core.medium import Direction, Medium

_CALL = frozenset(
    {
        *("ringede", "ringet", "ringer", "opringning", "opkald", "telefon", "telefonen", "tlf"),
        *("telefonsamtale", "telefonmøde", "telefonsnak"),
        *("called", "call", "calls", "phoned", "phone", "rang"),
    }
)
_VOICEMAIL = frozenset({"telefonsvarer", "telefonsvareren", "voicemail"})
_MET = frozenset(
    {
        *("mødtes", "mødte", "mødt", "mødes", "møde", "mødet", "møder", "frokost", "frokostmøde"),
        *(
            "julefrokost",
            "kaffe",
            "kaffemøde",
            "middag",
            "aftensmad",
            "morgenmad",
            "øl",
            "fredagsøl",
            "gåtur",
        ),
        *("besøg", "besøgte", "besøgt", "spiste"),
        *("met", "meet", "meeting", "lunch", "coffee", "dinner", "breakfast", "brunch"),
        *("drinks", "beer", "beers", "walk", "visited", "visit"),
    }
)
_VIDEO = frozenset(
    {
        *("zoom", "teams", "skype", "facetime", "video", "videoopkald", "videomøde", "videokald"),
        *("zoommøde", "teamsmøde", "videocall", "zoomed"),
    }
)
_MESSAGE = frozenset(
    {
        *("skrev", "skrevet", "smsede", "sms'ede", "sms", "besked", "beskeder"),
        *(
            "wrote",
            "written",
            "texted",
            "text",
            "messaged",
            "message",
            "whatsapp",
            "messenger",
            "dm",
        ),
    }
)
_EMAIL = frozenset(
    {
        *("mailede", "mailet", "mailen", "emailede", "e-mailede", "mail", "mails"),
        *("emailed", "e-mailed", "mailed", "email", "e-mail", "emails"),
    }
)
_ON = frozenset({"on", "over", "via", "by", "på", "i", "per", "pr"})
_GOT = frozenset({"fik", "modtog", "got", "received"})
_GOT_WITHIN = 3  # words before: "fik en lang mail"

Clue = tuple[Medium, bool, Direction | None]


def clue(words: Sequence[str]) -> Clue | None:
    """Return medium, whether it was answered and who reached out, as the first word listed says.

    WORDS are in the form of `same`, without punctuation. "møde på Teams" is a video call though it
    starts as a meeting; what one "fik" or "got" needs no answer. None where no word is in the list.
    """
    found: Clue | None = None
    for index, word in enumerate(words):
        medium = medium_of(word)
        if medium is None:
            continue
        if found is None:
            answered = word not in _VOICEMAIL and medium not in {Medium.MESSAGE, Medium.EMAIL}
            found = (medium, answered, direction(medium, answered=answered))
            if not answered and not _GOT.isdisjoint(words[max(0, index - _GOT_WITHIN) : index]):
                found = (medium, True, Direction.IN)
        elif (
            medium is Medium.VIDEO
            and found[0] in {Medium.MET, Medium.CALL}
            and words[index - 1] in _ON
        ):
            return Medium.VIDEO, True, Direction.BOTH
    return found


def medium_of(word: str) -> Medium | None:
    """Return the medium that a word speaks of, or one of the parts it joins by hyphens."""
    for part in (word, *(word.split("-") if "-" in word else ())):
        if part in _MET:
            return Medium.MET
        if part in _CALL or part in _VOICEMAIL:
            return Medium.CALL
        if part in _VIDEO:
            return Medium.VIDEO
        if part in _MESSAGE:
            return Medium.MESSAGE
        if part in _EMAIL:
            return Medium.EMAIL
    return None


def direction(medium: Medium, *, answered: bool) -> Direction | None:
    """Return who reached out: both where both took part, you for what waits for an answer.

    A letter or a like goes one way, a note about somebody none.
    """
    if medium is Medium.NOTE:
        return None
    if medium in {Medium.LETTER, Medium.SOCIAL} or not answered:
        return Direction.OUT
    return Direction.BOTH
