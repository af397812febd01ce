"""Reads a line: finds its symbols and names and puts together what they say; raises for no text."""

from collections.abc import Mapping, Sequence
from datetime import date

from netcrm.core.capture import media, purposes
from netcrm.core.capture.mentions import Names
from netcrm.core.capture.mistakes import no_medium, no_medium_words, short_days
from netcrm.core.capture.model import Capture, Knows, Mention, Problem, Promise, Span
from netcrm.core.capture.people import Company, decide, question, short
from netcrm.core.capture.spelling import words_of
from netcrm.core.capture.symbols import Symbol, gaps, symbols_of
from netcrm.core.circle import Circle
from netcrm.core.dates import head_day, is_no_day, match_day, trailing_day
from netcrm.core.default_medium import default_medium
from netcrm.core.i18n import _
from netcrm.core.medium import MAY_BE_UNANSWERED, Direction, Medium
from netcrm.core.names import Directory, Person
from netcrm.core.purpose import given
from netcrm.core.text import same

TYPE_CHECKING = False
if TYPE_CHECKING:
    from netcrm.core.capture.knowing import Told

_MAY_KNOW = frozenset({"knows", "kender"})
_MOST_HEAD = 60  # characters; no day is longer
_TOUCHES = frozenset(Medium) - {Medium.NOTE}
_CIRCLES = {
    **{circle.value: circle for circle in Circle},
    **dict.fromkeys(("familie", "familien"), Circle.FAMILY),
    **dict.fromkeys(("friend", "ven", "venner"), Circle.FRIENDS),
    **dict.fromkeys(("professionel", "professionelle", "professionelt"), Circle.PROFESSIONAL),
}
_BREAKS = frozenset(",.;:!?–—()")
_SPANS = {"via": "key", "place": "key", "purpose": "key", "circle": "key", "open": "unknown"}


def capture(
    text: str,
    *,
    today: date,
    directory: Directory,
    choose: Mapping[str, str] | None = None,
    ask_company: Company | None = None,
    day_first: bool | None = None,
    assumed: Person | None = None,
) -> Capture:
    """Return what TEXT says, with the problems that keep it from being written; raises nothing.

    `choose` says whom a name means: the name in the form of `same`, to the id of a contact.
    `ask_company` says how often somebody was seen together with others (with nobody, where the line
    is clear about none): who was seen most goes first among the candidates. `day_first` reads 3/12
    as 3 December; left out, `core.day_order` decides. `assumed` took part where the line names nobody.
    """
    day, start, problems = _head(text, today, day_first=day_first)
    names = Names(text, directory, today)
    whole = symbols = symbols_of(text, start, names)
    promises = tuple(_promise(s, today, day_first) for s in symbols if s.kind == "promise")
    stretches = list(gaps(text, start, symbols))
    bare = [mention for stretch in stretches for mention in names.bare(*stretch)]
    found = [*bare, *(symbol.mention for symbol in symbols if symbol.mention)]
    found.sort(key=_start)
    told: tuple[Told, ...] = ()
    if _MAY_KNOW & {*text.casefold().split()}:
        from netcrm.core.capture.knowing import told_in  # seldom needed

        told, found = told_in(text, start, symbols, found, directory)
    mentions = decide(found, directory, choose or {}, ask_company)
    inside = [mention for mention in mentions if not (mention.via or mention.other)]
    people = tuple(dict.fromkeys(mention.person for mention in inside if mention.person))
    new = {same(mention.words): mention.words for mention in reversed(inside) if mention.new}
    via = next((mention for mention in mentions if mention.via), None)

    problems += [_unclosed(symbol) for symbol in symbols if symbol.kind == "open"]
    problems += [problem for mention in mentions if (problem := question(mention))]
    circle, wrong = _circle(symbols)
    problems += wrong
    if not inside and assumed:
        people = (assumed,)
    elif not inside and not any(symbol.kind == "open" for symbol in symbols):
        problems.append(Problem(0, 0, "", _("nobody is named: write @ and a name")))

    apart = [*((m.start, m.end) for m in bare), *((one.start, one.end) for one in told)]
    medium, answered, direction, medium_from = _medium(text, symbols, stretches, apart, people)
    knows: tuple[Knows, ...] = ()
    if told:
        knows, wrong = _knows(told, mentions)
        problems += wrong
        symbols = [s for s in symbols if not any(s.start in one.organisations for one in told)]
        if medium_from in {"last", "default"}:
            medium, answered, direction, medium_from = Medium.NOTE, True, None, "knows"
    notes = short_days(text, start, symbols, promises)
    if mistyped := no_medium(text, symbols, stretches):
        if medium_from in {"last", "default"}:  # a clue that can't be read is no reason to guess
            medium, answered, direction, medium_from = Medium.NOTE, True, None, "unknown"
            problems.append(Problem(0, 0, mistyped, no_medium_words(mistyped)))
        elif medium_from == "verb":
            notes.append(
                _("{problem}; it is kept as text").format(problem=no_medium_words(mistyped))
            )
    return Capture(
        text,
        words=_words(text, start, whole),
        date=day or today,
        day_given=day is not None,
        planned=day is not None and day > today,
        medium=medium,
        answered=answered,
        direction=direction,
        medium_from=medium_from,
        people=people,
        new=tuple(reversed(new.values())),
        mentions=mentions,
        tags=tuple({same(s.value): s.value for s in symbols if s.kind == "tag"}.values()),
        organisation=_first(symbols, "organisation"),
        promises=promises,
        place=_first(symbols, "place"),
        purpose=_purpose(text, symbols, stretches, mentions),
        circle=circle,
        via=via.person if via else None,
        via_new=via.words if via and via.new else "",
        problems=tuple(sorted(problems, key=_start)),
        spans=_spans(start if day else 0, whole, mentions),
        notes=tuple(notes),
        knows=knows,
    )


def _head(
    text: str, today: date, *, day_first: bool | None
) -> tuple[date | None, int, list[Problem]]:
    """Return the day at the head, where the text after it starts, and what is wrong with it."""
    colon = text.find(":", 0, _MOST_HEAD)
    while colon >= 0 and not (text[colon + 1 : colon + 2] or " ").isspace():
        colon = text.find(":", colon + 1, _MOST_HEAD)
    head = text[:colon].strip() if colon > 0 else ""
    if head and (day := head_day(head, today, day_first=day_first)):
        return day, colon + 1, []
    if head and is_no_day(head, today, day_first=day_first):
        message = _("there is no day {day}").format(day=head)
        return None, 0, [Problem(text.index(head), colon, head, message)]
    return None, 0, []


def _promise(symbol: Symbol, today: date, day_first: bool | None) -> Promise:
    """Return a promise; one in quotes takes the day that follows the quotes too."""
    if symbol.after:
        due = match_day(symbol.after.strip().rstrip(".,;"), today, day_first=day_first)
        if due:
            symbol.end += len(symbol.after.rstrip())
        return Promise(symbol.value, due)
    ending = trailing_day(symbol.value, today, day_first=day_first)
    if ending is None:
        return Promise(symbol.value)
    return Promise(ending[0] or symbol.value, ending[1])


def _knows(
    told: Sequence["Told"], mentions: Sequence[Mention]
) -> tuple[tuple[Knows, ...], list[Problem]]:
    """Return who is said to know whom, and what is wrong with that."""
    at = {mention.start: mention for mention in mentions}
    found, wrong = [], []
    for one in told:
        person, other = (_one(at[start]) for start in (one.person, one.other))
        if person and person == other:
            words = at[one.other].words
            message = _("{name} can’t be said to know themself").format(name=short(words))
            wrong.append(Problem(one.other, at[one.other].end, words, message))
        elif person and other:
            found.append(Knows(person, other, how=one.how, organisation=one.organisation))
    return tuple(found), wrong


def _one(mention: Mention) -> Person | str | None:
    return mention.person or (mention.words if mention.new else None)


def _circle(symbols: Sequence[Symbol]) -> tuple[Circle | None, list[Problem]]:
    circle, wrong = None, []
    for symbol in symbols:
        if symbol.kind == "circle":
            circle = _CIRCLES.get(same(symbol.value))
            if circle is None:
                message = _("“{circle}” is no circle: write family, friends or professional")
                message = message.format(circle=short(symbol.value))
                wrong.append(Problem(symbol.start, symbol.end, symbol.value, message))
    return circle, wrong


def _unclosed(symbol: Symbol) -> Problem:
    message = _("the quotes are not closed: {words}").format(words=short(symbol.value))
    return Problem(symbol.start, symbol.end, symbol.value, message)


def _medium(
    text: str,
    symbols: Sequence[Symbol],
    stretches: Sequence[tuple[int, int]],
    apart: Sequence[tuple[int, int]],
    people: Sequence[Person],
) -> tuple[Medium, bool, Direction | None, str]:
    """Return medium, whether answered, direction, and where they are from.

    The last medium given counts, else the first word of the list of verbs that is not set APART (in a
    name, or in what says who knows whom), else the last medium with the first person, else what is set.
    """
    given = [symbol.value for symbol in symbols if symbol.kind == "medium"]
    if given:
        medium = Medium(given[-1].rstrip("?"))
        answered = not (given[-1].endswith("?") and medium in MAY_BE_UNANSWERED)
        return medium, answered, media.direction(medium, answered=answered), "given"
    left_out = {at for first, end in apart for at in range(first, end)}
    words = [
        word.keys[-1]
        for start, end in stretches
        for word in words_of(text, start, end, end - start, inner=True)
        if word.start not in left_out
    ]
    if clue := media.clue(words):
        return *clue, "verb"
    if people and people[0].medium in _TOUCHES:
        medium = Medium(people[0].medium)
        return medium, True, media.direction(medium, answered=True), "last"
    medium = default_medium()
    return medium, True, media.direction(medium, answered=True), "default"


def _purpose(
    text: str,
    symbols: Sequence[Symbol],
    stretches: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
) -> str:
    """Return what the line was for: as it was given, else as its words have it."""
    if typed := _first(symbols, "purpose"):
        return given(typed)
    parts = [(m.start, m.end, purposes.NAME) for m in mentions if not m.via]
    in_names = {at for mention in mentions for at in range(mention.start, mention.end)}
    parts += [
        (word.start, word.ends[-1], key if key[:1].isalnum() else purposes.BREAK)
        for start, end in stretches
        for word in words_of(text, start, end, end - start, inner=True)
        if word.start not in in_names
        for key in word.keys[-1:]
    ]
    words: list[str] = []
    at = 0
    for start, end, word in sorted(parts):
        if words and not _BREAKS.isdisjoint(text[at:start]):
            words.append(purposes.BREAK)
        words.append(word)
        at = end
    return purposes.guess(words)


def _words(text: str, start: int, symbols: Sequence[Symbol]) -> str:
    """Return the text for showing; punctuation after a symbol that goes joins what is before."""
    shown = ""
    for symbol in symbols:
        shown += text[start : symbol.start] + symbol.shown
        start = symbol.end
        following = text[start : start + 2]
        if not symbol.shown and following[:1] in tuple(",;.!?") and not following[1:].strip():
            shown = shown.rstrip()
            start += not shown or shown[-1] in ",;:.!?("
    return " ".join((shown + text[start:]).split())


def _spans(head: int, symbols: Sequence[Symbol], mentions: Sequence[Mention]) -> tuple[Span, ...]:
    spans = [Span(0, head, "day")] if head else []
    spans += [Span(s.start, s.end, _SPANS.get(s.kind, s.kind)) for s in symbols if not s.mention]
    spans += [Span(mention.start, mention.end, _kind(mention)) for mention in mentions]
    return tuple(sorted(spans, key=_start))


def _kind(mention: Mention) -> str:
    if mention.new:
        return "new"
    if mention.person:
        return "key" if mention.via and mention.symbol else "person"
    return "ambiguous" if mention.known else "unknown"


def _first(symbols: Sequence[Symbol], kind: str) -> str:
    return next((symbol.value for symbol in symbols if symbol.kind == kind), "")


def _start(part: Mention | Problem | Span) -> int:
    return part.start
