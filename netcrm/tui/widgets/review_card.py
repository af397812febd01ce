"""One person, big: why, what was said last, what was promised, what happened since. Lines only."""

from collections.abc import Iterator
from datetime import date

from netcrm.core.contact import Contact
from netcrm.core.dates import short_day
from netcrm.core.i18n import _
from netcrm.core.interaction import Interaction
from netcrm.core.medium import medium_word
from netcrm.core.network import Network
from netcrm.core.standing import Standing
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.contact_card import tales
from netcrm.tui.widgets.standing_row import heat_line, state_word
from netcrm.tui.widgets.words import circle_word

LABEL = 11
SLIM = 48
"""Cells below which labels stand before the words instead of beside them, and nothing is left blank."""
NOTES = 2
NOTE_LINES = 3


def review_card(network: Network, today: date, contact_id: str, width: int) -> list[Line]:
    """Return the lines of a person's card, none of them wider than WIDTH cells."""
    contact = network.contact(contact_id)
    standing = network.standings(today).of(contact_id)
    entries = [
        network.interaction(id_)
        for id_ in network.ledger.of(contact_id).recent
        if id_ in network.interactions
    ]
    since = [e for e in entries if standing.last and e.date > standing.last.date and e.weight == 0]
    before = [e for e in entries if e not in since][:NOTES]
    blocks = (
        _who(contact, standing, width),
        _labelled(_("why"), [*_reasons(standing, today, width)], width),
        _labelled(_("last"), [*_entries(before, today, width)] or [_never(standing)], width),
        _labelled(_("since then"), [*_entries(since, today, width)], width),
        _labelled(_("to tell"), [*tales(network, contact_id, today, width - LABEL)], width),
        _labelled(_("promised"), [*_promises(network, contact, today, width)], width),
        _labelled(_("about"), [*_about(contact, width)], width),
        _labelled(_("reach"), [*_reach(contact)], width),
    )
    lines: list[Line] = []
    for block in blocks:
        if found := [line for line in block if line or width >= SLIM]:
            lines += [[], *found] if lines and width >= SLIM else found
    return lines


def _who(contact: Contact, standing: Standing, width: int) -> Iterator[Line]:
    circles = [circle_word(circle) for circle in contact.circles] or [_("unsorted")]
    groups = " · ".join([*circles, *(f"#{tag}" for tag in contact.tags)])
    work = contact.title or contact.org
    if contact.title and contact.org:
        work = _("{title} at {org}").format(title=contact.title, org=contact.org)
    for line in paint.wrap(" · ".join(filter(None, [groups, work])), width, most=2):
        yield [(line, paint.ACCENT)]
    yield []
    heat = heat_line(standing, width)
    if heat:
        yield heat


def _why(standing: Standing, today: date) -> list[str]:
    if standing.reasons:
        return [*standing.reasons]
    return [state_word(standing, today)] if standing.hidden else []


def _reasons(standing: Standing, today: date, width: int) -> Iterator[Line]:
    for reason in _why(standing, today):
        for line in paint.wrap(reason, width - LABEL, most=NOTE_LINES):
            yield [(line, paint.STRONG)]


def _never(standing: Standing) -> Line:
    return [(_("nothing logged yet"), paint.QUIET)] if standing.last is None else []


def _entries(entries: list[Interaction], today: date, width: int) -> Iterator[Line]:
    for entry in entries:
        medium = medium_word(entry.medium, answered=entry.answered)
        head = " · ".join([short_day(entry.date, today), medium, *entry.circumstances])
        yield [(head, paint.QUIET)]
        for line in paint.wrap(entry.words, _room(width), most=NOTE_LINES):
            if line:
                yield [(line, paint.PLAIN)]


def _promises(network: Network, contact: Contact, today: date, width: int) -> Iterator[Line]:
    for promise in network.promises(contact.id):
        due = f"  {short_day(promise.due, today)}" if promise.due else ""
        ink = paint.ACCENT if promise.due is not None and promise.due <= today else paint.QUIET
        room = max(1, width - LABEL - paint.cells(due))
        *before, last = paint.wrap(promise.text, room, most=NOTE_LINES)
        yield from ([(line, paint.PLAIN)] for line in before)
        yield [(last, paint.PLAIN), (due, ink)]


def _about(contact: Contact, width: int) -> Iterator[Line]:
    if contact.note:
        for line in paint.wrap(contact.note, _room(width), most=4):
            yield [(line, paint.PLAIN)]


def _reach(contact: Contact) -> Iterator[Line]:
    ways = [*contact.phones[:1], *contact.emails[:1]]
    if ways:
        yield [(" · ".join(ways), paint.PLAIN)]


def _room(width: int) -> int:
    return width - (LABEL if width >= SLIM else 4)


def _labelled(label: str, lines: list[Line], width: int) -> Iterator[Line]:
    """Yield LINES behind a label; each is cut where it is too wide, or wrapped where there is little room."""
    if width < SLIM:
        yield from _slim(label, [*filter(None, lines)], width)
        return
    for number, line in enumerate(filter(None, lines)):
        head = paint.left(label if not number else "", LABEL)
        yield [(head, paint.QUIET), *_fitted(line, width - LABEL)]


def _slim(label: str, lines: list[Line], width: int) -> Iterator[Line]:
    """Yield LINES in two lines each at most, the first after the label and all under its first letter."""
    for number, line in enumerate(lines):
        head = "  " if number else f"{label}: "
        words = paint.shown("".join(text for text, _ink in line))
        for at, part in enumerate(paint.wrap(head.strip() + " " + words, width - 2, most=2)):
            start = len(head) - 1 if not at and not number else 0
            yield [
                ("  " if number or at else "", paint.QUIET),
                (part[:start], paint.QUIET),
                (part[start:], line[0][1]),
            ]


def _fitted(line: Line, room: int) -> Iterator[tuple[str, str]]:
    for text, ink in line:
        piece = paint.cut(paint.shown(text), room)
        room -= paint.width_of([(piece, ink)])
        if piece:
            yield piece, ink
        if room <= 0:
            return
