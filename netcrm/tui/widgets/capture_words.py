"""What stands under the capture line, and how its names are completed; draws and writes nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from textual.content import Content

from netcrm.core.capture import Capture, Mention, capture, describe
from netcrm.core.i18n import _
from netcrm.core.names import Person
from netcrm.core.network import Network
from netcrm.core.text import fold, safe_line, same

MOST_NAMES = 5

Choices = Mapping[str, str]
"""The words of a name as `same()` has them → the id of the contact they mean."""


class Reading:
    """A line as it is understood now: with the likeliest candidate where nobody chose yet."""

    __slots__ = ("asked", "capture", "chosen", "spans")

    def __init__(self, plain: Capture, capture: Capture, chosen: Choices) -> None:
        self.capture = capture
        self.asked = tuple(m for m in plain.mentions if m.known and len(m.candidates) > 1)
        self.chosen = chosen
        self.spans = tuple((span.start, span.end, span.kind) for span in plain.spans)

    @property
    def unknown(self) -> Mention | None:
        """The first name that means nobody, or None."""
        return next((m for m in self.capture.mentions if not (m.person or m.new or m.known)), None)


def read(
    text: str, network: Network, today: date, chosen: Choices, *, whole: bool = True
) -> Reading:
    """Return how TEXT is read; CHOSEN decides between people of one name, else the likeliest is.

    Likely is who was seen with the others of the line, in the WHOLE log or in each one's last entries.
    """
    parse = partial(
        capture,
        text,
        today=today,
        directory=network.directory,
        ask_company=company(network, whole=whole),
    )
    plain = parse(choose=chosen)
    guesses = {
        same(mention.words): mention.candidates[0].id
        for mention in plain.mentions
        if mention.known and len(mention.candidates) > 1 and same(mention.words) not in chosen
    }
    guessed = parse(choose={**chosen, **guesses}) if guesses else plain
    if guessed.new or guessed.via_new or guessed.knows:
        from netcrm.core.changes.second_degree import with_acquaintances  # seldom needed

        guessed = with_acquaintances(guessed, network)
    if guessed.resolved and guessed.thanks:
        from netcrm.core.changes.thanks import with_thanks  # seldom needed

        guessed = with_thanks(guessed, network, today)
    return Reading(plain, guessed, {**chosen, **guesses})


def company(network: Network, *, whole: bool) -> Callable[[Sequence[Person], Person], int]:
    """Return a function that counts the entries a person shares with any of some others.

    With no others to go by it counts all entries of the person.
    """

    def seen_together(others: Sequence[Person], person: Person) -> int:
        if not others:
            return network.ledger.of(person.id).count
        ids = {other.id for other in others}
        if whole:
            entries = network.log_of(person.id)
        else:
            recent = network.ledger.of(person.id).recent
            entries = tuple(network.interaction(i) for i in recent if i in network.interactions)
        return sum(not ids.isdisjoint(entry.contacts) for entry in entries)

    return seen_together


def entry_text(people: Iterable[str], network: Network) -> str:
    """Return the line with these contacts named in it, ready to go on after the blank."""
    return "".join(f"{mention(person, network)} " for person in people)


def mention(id: str, network: Network) -> str:
    """Return how a contact is named in a line so that nobody else is meant.

    A name shared by two is written in quotes; the app then asks which.
    """
    name = safe_line(network.name_of(id))
    bare = f"@{name}"
    if '"' in name:
        return f'@"{id}"'  # no quotes can hold that name; the id means nobody else
    if not name[:1].isalpha():
        return f'@"{name}"'
    people = capture(bare, today=date.min, directory=network.directory).people
    return bare if [person.id for person in people] == [id] else f'@"{name}"'


def suggestions(mention: Mention, network: Network) -> list[tuple[str, str]]:
    """Return (id, name) of whom a name that nobody has may mean.

    Those with a name that has a word beginning with it, best known first; else those of a near one.
    """
    wanted = f" {fold(mention.words)}"
    if not wanted.strip():
        return []
    found = []
    for id_ in network.contacts:
        if wanted in f" {network.haystack(id_)}":
            contact = network.contact(id_)
            if any(wanted in f" {fold(name)}" for name in (contact.name, *contact.nicknames)):
                found.append((-network.ledger.of(id_).count, contact.name, id_))
    if not found and network.acquaintances:
        from netcrm.core.anyone import acquaintances_named

        known = acquaintances_named(network, mention.words)[:MOST_NAMES]
        found = [(0, one.name, one.id) for one in known]
    if not found:
        return [(person.id, person.name) for person in mention.candidates[:MOST_NAMES]]
    return [(id_, name) for _count, name, id_ in sorted(found)[:MOST_NAMES]]


def preview(
    reading: Reading,
    network: Network,
    today: date,
    *,
    ask: bool = False,
    settle: Callable[[Capture], Capture] | None = None,
) -> list[Content]:
    """Return the lines under what is typed: what Enter writes, and what has to be asked.

    With ASK the choice between people of one name is put as a question. SETTLE returns what of a
    line is written where it corrects an entry.
    """
    line = settle(reading.capture) if settle else reading.capture
    lines = []
    if line.people or line.new:
        words = describe(line, today)
        for problem in line.problems:
            words = words.removeprefix(safe_line(problem.message)).removeprefix(" · ")
        head, *rest = words.split(" · ")
        lines.append(Content.assemble((head, "bold"), *(part for r in rest for part in (_DOT, r))))
    lines += [_choice(mention, reading.chosen, network, ask=ask) for mention in reading.asked]
    known = {one.words: one for one in line.promoted}
    for name in dict.fromkeys((*line.new, *filter(None, [line.via_new]))):
        one = known.get(name)
        words = _("is new: Enter adds the contact")
        if one is not None:
            words = _("was an acquaintance: Enter makes a contact of them")
        shown = safe_line(one.name if one else name)
        lines.append(Content.assemble((shown, "bold"), (f" {words}", "$quiet")))
    for problem in line.problems:
        unknown = reading.unknown
        if unknown is not None and unknown.words == problem.words:
            lines.append(_nobody(unknown, network))
        else:
            message = problem.message[:1].upper() + problem.message[1:]
            lines.append(Content.styled(safe_line(message), "$text-warning"))
    lines += [Content.styled(safe_line(note), "$text-warning") for note in line.notes]
    return lines


_DOT = (" · ", "$quiet")


def _choice(mention: Mention, chosen: Choices, network: Network, *, ask: bool) -> Content:
    mine = chosen.get(same(mention.words), "")
    parts: list[Content | str | tuple[str, str]] = [
        (safe_line(mention.words), "bold"),
        (" → ", "$quiet"),
    ]
    shown = [*mention.candidates[:MOST_NAMES]]
    if mine and mine not in [person.id for person in shown]:
        shown += [person for person in mention.candidates if person.id == mine]
    for index, person in enumerate(shown):
        count = network.ledger.of(person.id).count
        words = f"{safe_line(person.name)} ({count})"
        if index:
            parts.append(_DOT)
        parts.append((f" {words} ", "reverse") if person.id == mine else (words, ""))
    if (more := len(mention.candidates) - len(shown)) > 0:
        parts.append((f" · +{more}", "$quiet"))
    asks = _("Which one? Tab changes, Enter takes the marked one")
    parts.append(
        (f"   {asks}", "bold $text-warning") if ask else (f"   {_('Tab changes')}", "$quiet")
    )
    return Content.assemble(*parts)


def _nobody(mention: Mention, network: Network) -> Content:
    words = safe_line(mention.words)
    names = suggestions(mention, network)
    if names:
        listed = " · ".join(
            f"{safe_line(name)} ({network.ledger.of(id_).count})" for id_, name in names
        )
        return Content.assemble(
            (words, "bold"),
            (" → ", "$quiet"),
            listed,
            (f"   {_('Tab completes, Enter keeps a draft')}", "$quiet"),
        )
    return Content.assemble(
        (words, "bold $text-warning"),
        (f" {_('is nobody here')}", "$text-warning"),
        (f"   {_('Tab makes it a new contact, Enter keeps a draft')}", "$quiet"),
    )
