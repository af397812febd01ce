"""The discovery's cards: one question with those named under it, and what was found. Lines only."""

from collections.abc import Iterator, Sequence
from datetime import date

from netcrm.core.changes import discovery as changes
from netcrm.core.contact import Contact
from netcrm.core.discovery import Prompt, findings, known_as, never_thanked, read
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.words import circle_word, name_word

NAME, CIRCLE = 26, 14


def question(prompt: Prompt, width: int) -> list[Line]:
    """Return the question and what helps to remember, none of the lines wider than WIDTH cells."""
    lines: list[Line] = [
        [(line, paint.STRONG)] for line in paint.wrap(prompt.words.question, width)
    ]
    return [*lines, *([(line, paint.QUIET)] for line in paint.wrap(prompt.words.hint, width))]


def example(prompt: Prompt) -> str:
    """Return what an answer may look like."""
    return _("Novo Nordisk") if prompt.asks_for_workplaces else _("Anna Berg, Novo")


def preview(
    network: Network, prompt: Prompt, line: str, today: date, width: int, *, last: str
) -> Line:
    """Return what Enter would write of a LINE, or which keys there are where it is empty.

    LAST is the name of who was named last, or empty.
    """
    if not line.strip():
        keys = _("Enter alone goes to the next question")
        if last:
            keys += " · " + _("1 2 3 0: the circle of {name}").format(name=last)
        return [(paint.cut(paint.shown(keys), width), paint.QUIET)]
    try:
        if prompt.asks_for_workplaces:
            words = changes.work_at(network, line).what
        else:
            answer = read(line)
            known = known_as(network, answer)
            if known is not None:
                words = changes.name_somebody(network, line, prompt, today=today).note
            else:
                circle = answer.circle if answer.placed else prompt.circle
                where = circle_word(circle) if circle else _("unsorted")
                org = answer.org or prompt.workplace
                words = " · ".join(filter(None, (answer.name, org))) + f" → {where}"
    except BadInputError as error:
        words = error.message
    return [(paint.cut(paint.shown(words), width), paint.ACCENT)]


def named(
    network: Network, ids: Sequence[str], before: frozenset[str], width: int, last: str
) -> Iterator[Line]:
    """Yield a line for each of those named, and a note with those who were there BEFORE."""
    for id in ids:
        contact = network.contact(id)
        places = ", ".join(dict.fromkeys(filter(None, (contact.org, *contact.past_orgs))))
        name = min(NAME, width // 3)
        circle = min(CIRCLE, width // 4)
        room = max(0, width - name - circle - 5)
        if id in before:
            places = " · ".join(filter(None, (_("there already"), places)))
        yield [
            ("▸ " if id == last else "  ", paint.SIGN),
            (paint.left(name_word(contact.name), name) + " ", paint.PLAIN),
            (paint.left(_circles(contact), circle) + " ", paint.ACCENT),
            (paint.cut(paint.shown(places), room), paint.QUIET),
        ]


def workplaces(network: Network, width: int) -> Iterator[Line]:
    """Yield a line for each workplace of one's own, the last noted first."""
    for name in reversed(network.profile.workplaces):
        yield [("  ", paint.PLAIN), (paint.cut(paint.shown(name), width - 2), paint.PLAIN)]


def summary(network: Network, today: date, waiting: int, width: int) -> list[Line]:
    """Return what the discovery found, in words, and what may come next."""
    found, thanks = findings(network), never_thanked(network, today)
    sentence = found.sentence
    lines: list[Line] = [[(line, paint.STRONG)] for line in paint.wrap(f"{sentence}.", width)]
    lines[0] = [(lines[0][0][0][:1].upper() + lines[0][0][0][1:], paint.STRONG)]
    counts = [f"{n} {circle_word(circle)}" for circle, n in found.circles.items() if n]
    if found.unsorted:
        counts.append(_("{n} unsorted").format(n=found.unsorted))
    if counts:
        lines += [[], *_quiet(" · ".join(counts), width)]
    if thanks:
        names = ", ".join(network.name_of(id) for id in thanks)
        words = ngettext(
            "{n} helped you and was never thanked: {names}",
            "{n} helped you and were never thanked: {names}",
            len(thanks),
        ).format(n=len(thanks), names=names)
        lines += [[], *([(line, paint.PLAIN)] for line in paint.wrap(words, width, most=3))]
    next_keys = [_("`Enter`  home")]
    if waiting:
        words = ngettext("`b`  {n} question is left", "`b`  {n} questions are left", waiting)
        next_keys.insert(0, words.format(n=waiting))
    else:
        next_keys.append(_("`a`  ask all of them once more"))
    if found.unsorted:
        next_keys.append(_("`t`  sort the unsorted, one key each"))
    next_keys.append(_("`r`  review: whom to get in touch with, and why"))
    return [*lines, [], *paint.teach("\n".join(next_keys), width)]


def _circles(contact: Contact) -> str:
    return ", ".join(map(circle_word, contact.circles)) or _("unsorted")


def _quiet(text: str, width: int) -> Iterator[Line]:
    for line in paint.wrap(text, width):
        yield [(line, paint.QUIET)]
