"""What a line was for and who gave whom, by the words of a closed list, Danish and English; learns nothing.

Words are in the form of `same`. A name stands as `@`, and where punctuation parts the line stands a comma.
"""

from collections.abc import Sequence

from netcrm.core.purpose import Purpose

NAME = "@"
BREAK = ","

_NOT = frozenset(
    {
        *("ikke", "aldrig", "ingen", "intet", "uden", "not", "never", "no", "without"),
        *("didn't", "couldn't", "hasn't", "haven't", "doesn't", "won't"),
    }
)
_ME = frozenset({"mig", "os", "me", "us"})
_I = frozenset({"jeg", "vi", "i", "we"})
_THEY = frozenset(
    {*("han", "hun", "de", "he", "she", "they"), *("som", "der", "who"), NAME}  # "@Bo som gav råd"
)
_IT = frozenset({"det", "dette", "it", "this", "that", "which"})
_BETWEEN = frozenset({"også", "har", "havde", "also", "has", "had", "kindly", "lige", "så", "just"})
_PASSIVE = frozenset({"blev", "bliver", "blevet", "er", "was", "were", "been", "got"})
_GOVERNS = frozenset({*("med", "til", "hos", "for", "fra", "af", "with", "to", "at", "from", "by")})
_THIRD = frozenset({"wants", "needs", "asks", "gives"})
_FROM = frozenset({"fra", "from", "af", "by"})
_TO = frozenset({"til", "to"})

_GIVE = frozenset({"gav", "giver", "givet", "gave", "gives", "given", "ydede"})
_GET = frozenset({"fik", "får", "fået", "modtog", "got", "received", "get"})
_ASK = frozenset(
    {
        *("bad", "bedt", "beder", "spurgte", "spurgt", "søgte", "ville", "vil", "ønskede", "brug"),
        *("asked", "asks", "requested", "wanted", "wants", "needed", "needs", "sought"),
    }
)
_REACH = 6  # words that a noun may stand after its verb: "gav @Bo en lang og ærlig feedback"

_SPARRING = (Purpose.SPARRING, Purpose.SPARRING_GIVEN)
_FEEDBACK = (Purpose.FEEDBACK, Purpose.FEEDBACK_GIVEN)
_ADVICE = (Purpose.ADVICE, Purpose.ADVICE_GIVEN)
_INTRO = (Purpose.INTRO, Purpose.INTRO_GIVEN)
_REFERRAL = (Purpose.REFERRAL, Purpose.REFERRAL_GIVEN)
_HELP = (Purpose.HELP_RECEIVED, Purpose.HELP_GIVEN)
_THANKS = (Purpose.THANKS_RECEIVED, Purpose.THANKS)
_CONGRATULATION = (Purpose.CONGRATULATION_RECEIVED, Purpose.CONGRATULATION)
"""What you got, and what you gave."""

_VERBS = {
    **dict.fromkeys(("hjalp", "hjulpet", "helped"), _HELP),
    **dict.fromkeys(("sparrede", "sparret"), _SPARRING),
    **dict.fromkeys(("rådgav", "rådgivet", "advised"), _ADVICE),
    **dict.fromkeys(("introducerede", "introduceret", "introduced"), _INTRO),
    **dict.fromkeys(("takkede", "takket", "takker", "thanked"), _THANKS),
    **dict.fromkeys(("lykønskede", "gratulerede", "congratulated"), _CONGRATULATION),
}
_RECOMMENDED = frozenset({"anbefalede", "anbefalet", "recommended", "referred", "henviste"})
_NOUNS = {
    **dict.fromkeys(("sparring", "sparringsmøde", "sparringsmødet"), _SPARRING),
    **dict.fromkeys(("feedback", "tilbagemelding", "tilbagemeldinger"), _FEEDBACK),
    **dict.fromkeys(("råd", "rådgivning", "advice"), _ADVICE),
    **dict.fromkeys(("intro", "introduktion", "introduction", "introducere", "introduce"), _INTRO),
    **dict.fromkeys(("anbefaling", "referral", "recommendation"), _REFERRAL),
    **dict.fromkeys(("hjælp", "hjælpe", "help"), _HELP),
}
_ALONE = frozenset({"sparring", "sparringsmøde", "sparringsmødet", "feedback"})
"""Nouns that need no verb; råd is a council too, and much is about help."""
_WISHES = frozenset({"tillykke", "congratulations", "congrats", "lykønskning"})
_SAID = frozenset({"sagde", "sige", "siger", "sendte", "skrev", "said", "sent", "wrote", "say"})
_THANKED = frozenset({"tak", "takkekort", "takkebrev", "takkemail", "thanks", "thank-you"})
_MUCH = frozenset({*("mange", "stor", "tusind", "et", "en"), *("many", "big", "my", "a", NAME)})


def guess(words: Sequence[str]) -> str:
    """Return the purpose that the first word listed says; empty where none is, or where it is not told."""
    words = [word.replace("’", "'") for word in words]
    for at, word in enumerate(words):
        if not _NOT.isdisjoint(words[max(0, at - 2) : at] + words[at + 1 : at + 2]):
            continue
        found = _said(words, at, word)
        if found is not None:
            return found.value
    return ""


def _said(words: list[str], at: int, word: str) -> Purpose | None:
    if pair := _VERBS.get(word):
        if not _IT.isdisjoint(words[max(0, at - 1) : at]):
            return None  # "he read it aloud, it helped"
        if word == "takket" and words[at + 1 : at + 2] == ["være"]:
            return None  # "thanks to him"
        if pair is _INTRO and not _TO.isdisjoint(words[at + 1 : at + 2]):
            return pair[0]  # "introduced to @Karen by @Bo"
        if word.startswith("sparre") and _with(words, at):
            return pair[0]
        return pair[0 if _by_them(words, at) else 1]
    if word in _RECOMMENDED:
        after = words[at + 1 : at + 2]
        if not _ME.isdisjoint(after):
            return Purpose.REFERRAL
        return Purpose.REFERRAL_GIVEN if after == [NAME] and not _by_them(words, at) else None
    if word in _WISHES:
        return _of_wish(words, at)
    if word in _THANKED or (word == "thank" and words[at + 1 : at + 2] == ["you"]):
        return _of_thanks(words, at)
    if pair := _NOUNS.get(word):
        return _of_noun(words, at, pair)
    return None


def _of_noun(words: list[str], at: int, pair: tuple[Purpose, Purpose]) -> Purpose | None:
    """Return which of PAIR the noun at AT is, by the verb before it or what follows it."""
    got, gave = pair
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        word = words[before]
        if word == BREAK:
            break
        them = _by_them(words, before)
        if word in _GIVE:
            return got if them else gave
        if word in _GET:
            return gave if them else got
        if word in _ASK:  # what they asked for is not given yet
            return None if them else got
    after = words[at + 1 : at + 2]
    if not _FROM.isdisjoint(after):
        return got
    if not _TO.isdisjoint(after) and words[at + 2 : at + 3] == [NAME] and pair is not _INTRO:
        return gave
    return got if words[at] in _ALONE else None


def _of_wish(words: list[str], at: int) -> Purpose:
    """Return whose congratulations they are: "ønskede @Bo tillykke", "fik tillykke fra @Bo"."""
    before = words[max(0, at - 4) : at]
    for index in range(len(before) - 1, -1, -1):
        if before[index] in {"ønskede", "wished", *_SAID}:
            them = _by_them(words, at - len(before) + index)
            return _CONGRATULATION[0 if them else 1]
    received = not _GET.isdisjoint(before) or not _FROM.isdisjoint(words[at + 1 : at + 2])
    return _CONGRATULATION[0 if received else 1]


def _of_thanks(words: list[str], at: int) -> Purpose | None:
    """Return whose thanks they are; "ja tak" and "thanks to him" are none."""
    before = at - 1
    while before >= 0 and words[before] in _MUCH:
        before -= 1
    if before >= 0 and words[before] in _SAID:
        return _THANKS[0 if _by_them(words, before) else 1]
    if before >= 0 and words[before] in _GET:
        return Purpose.THANKS_RECEIVED
    starts = before < 0 or words[before] == BREAK
    from_them = _FROM.intersection(words[at + 1 : at + 2]) and words[at + 2 : at + 3] == [NAME]
    heard = before > 1 and words[before - 1] == NAME and words[before - 2] in _FROM
    if starts and (from_them or heard):
        return Purpose.THANKS_RECEIVED  # "tak fra @Bo", "mail fra @Bo: tak for hjælpen"
    if starts and not (words[at] == "thanks" and words[at + 1 : at + 2] == ["to"]):
        return Purpose.THANKS
    return None


def _by_them(words: list[str], at: int) -> bool:
    """Return whether the verb at AT was theirs: "hjalp mig", "@Bo hjalp", "blev hjulpet", "helped by @Bo".

    A verb without a subject is yours, as one writes in a diary.
    """
    if words[at] in _THIRD or (
        not _ME.isdisjoint(words[at + 1 : at + 3]) and words[at + 1] != BREAK
    ):
        return True
    if words[at] in _VERBS and words[at + 1 : at + 3] in (["af", NAME], ["by", NAME]):
        return True
    before = at - 1
    while before >= 0 and words[before] in _BETWEEN:
        before -= 1
    if before < 0:
        return False
    if words[before] in _I:
        return False
    if words[before] in _PASSIVE and words[at] not in _GET | _GIVE | _ASK:
        return True
    if words[before] == NAME and before and words[before - 1] in _GOVERNS:
        return False  # "lunch with @Bo asked for feedback": he is not the subject
    return words[before] in _THEY


def _with(words: list[str], at: int) -> bool:
    return not {"med", "with"}.isdisjoint(words[at + 1 : at + 2])
