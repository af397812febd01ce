"""Which medium the words of a line speak of: a closed list, Danish and English; learns nothing."""

from collections.abc import Sequence

from netcrm.core.capture import replies
from netcrm.core.medium import MAY_BE_UNANSWERED, Direction, Medium

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
_LIVE = frozenset({Medium.MET, Medium.CALL})
_ON = frozenset({"on", "over", "via", "by", "på", "i", "per", "pr"})
_SENT = frozenset({Medium.MESSAGE, Medium.EMAIL})

Clue = tuple[Medium, bool, Direction | None]


def clue(words: Sequence[str]) -> Clue | None:
    """Return medium, whether it was answered and who reached out, as the first word listed says.

    WORDS are in the form of `same`, without punctuation. "møde på Teams" is a video call though it
    starts as a meeting. None where no word is in the lists.
    """
    words = [word.replace("’", "'") for word in words]
    index, medium = _first(words)
    letter = replies.letter(words)
    if letter and (medium is None or letter[0] <= index):
        return Medium.LETTER, True, letter[1]
    if medium is None:
        return _without_medium(words)
    if medium in MAY_BE_UNANSWERED:
        answered, who = _answered(words, index, medium)
        return medium, answered, who
    return medium, True, direction(medium, answered=True)


def _first(words: Sequence[str]) -> tuple[int, Medium | None]:
    """Return the first word that speaks of a medium: where it is, and of which."""
    found: tuple[int, Medium | None] = (0, None)
    for index, word in enumerate(words):
        medium = medium_of(word)
        if medium is None:
            continue
        if found[1] is None:
            found = index, medium
        elif medium is Medium.VIDEO and found[1] in _LIVE and words[index - 1] in _ON:
            return found[0], medium
    return found


def _answered(words: Sequence[str], index: int, medium: Medium) -> tuple[bool, Direction | None]:
    """Return whether what can go unanswered was answered, and who reached out.

    What came from them needs no answer; what was sent waits for one, a call does not.
    """
    said = replies.reply(words)
    sent = [at for at in range(index, len(words)) if medium_of(words[at]) in _SENT]
    if medium in _SENT and not replies.nobody_there(words):
        if any(replies.got(words, at) or replies.to_me(words, at) for at in sent):
            return True, Direction.IN
        if any(replies.sent_back(words, at) for at in sent):
            return True, Direction.BOTH
    answered = said[0] if said else words[index] not in _VOICEMAIL and medium not in _SENT
    return answered, direction(medium, answered=answered)


def _without_medium(words: Sequence[str]) -> Clue | None:
    """Return what a line says that has no word for a medium, but one for an answer or a like."""
    said = replies.reply(words)
    if said and said[1] and not replies.says_talked(words):
        return said[1], said[0], direction(said[1], answered=said[0])
    if who := replies.like(words):
        return Medium.SOCIAL, True, who
    return None


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
