"""The person pane: a card of who is under the cursor in the list beside it."""

from collections.abc import Iterator
from datetime import date

from netcrm.core.birthdays import age_on, next_birthday
from netcrm.core.contact import Contact
from netcrm.core.dates import short_day
from netcrm.core.i18n import _
from netcrm.core.medium import medium_word
from netcrm.core.network import Network
from netcrm.core.standing import Standing
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.card_pane import CardPane
from netcrm.tui.widgets.standing_row import heat_line
from netcrm.tui.widgets.words import circle_word, name_word

_NOTE_LINES = 6
_LOG_LINES = 2


def card(network: Network, today: date, contact_id: str, width: int) -> list[Line]:
    """Return the lines of a contact's card, none of them wider than WIDTH cells."""
    contact = network.contact(contact_id)
    standing = network.standings(today).of(contact_id)
    lines: list[Line] = []
    for block in (
        _who(contact, width),
        _apart(contact, width),
        _stands(standing, width),
        _recent(network, contact, today, width),
        _facts(contact, today, width),
        _notes(contact, width),
    ):
        found = [*block]
        if found:
            lines += [[], *found] if lines else found
    return lines


def _who(contact: Contact, width: int) -> Iterator[Line]:
    circles = [circle_word(circle) for circle in contact.circles] or [_("unsorted")]
    groups = " · ".join([*circles, *(f"#{tag}" for tag in contact.tags)])
    for line in paint.wrap(groups, width, most=2):
        yield [(line, paint.ACCENT)]
    work = contact.title or contact.org
    if contact.title and contact.org:
        work = _("{title} at {org}").format(title=contact.title, org=contact.org)
    if work:
        for line in paint.wrap(work, width, most=2):
            yield [(line, paint.PLAIN)]
    if contact.nicknames:
        called = _("called {names}").format(names=", ".join(contact.nicknames))
        yield [(paint.cut(paint.shown(called), width), paint.QUIET)]


def _apart(contact: Contact, width: int) -> Iterator[Line]:
    """Yield what two machines wrote apart and somebody has to decide."""
    from netcrm.core.changes import choosing

    for question in choosing.questions(contact.record):
        words = _("two values: {field} (`.` `v` chooses)")
        yield from _asked(paint.teach(words, width - 2, field=question.field))
    if choosing.deletions(contact.record):
        words = _("deleted, and written about since (`.` `v` decides)")
        yield from _asked(paint.teach(words, width - 2))


def _asked(lines: list[Line]) -> Iterator[Line]:
    """Yield LINES behind a question mark."""
    for number, line in enumerate(lines):
        yield [("  " if number else "? ", paint.SIGN), *line]


def _stands(standing: Standing, width: int) -> Iterator[Line]:
    if line := heat_line(standing, width):
        yield line
    for reason in standing.reasons:
        yield from _item("–", reason, width)


def _facts(contact: Contact, today: date, width: int) -> Iterator[Line]:
    coming = next_birthday(contact.birthday, today)
    if coming and not contact.deceased:
        age = age_on(contact.birthday, coming)
        years = f" ({age})" if age else ""
        yield from _labelled(_("birthday"), short_day(coming, today) + years, width)
    for label, values in ((_("mail"), contact.emails), (_("phone"), contact.phones)):
        for value in values[:2]:
            yield from _labelled(label, value, width)


def _recent(network: Network, contact: Contact, today: date, width: int) -> Iterator[Line]:
    for entry_id in network.ledger.of(contact.id).recent:
        if entry_id not in network.interactions:
            continue
        entry = network.interaction(entry_id)
        medium = medium_word(entry.medium, answered=entry.answered)
        head = " · ".join([short_day(entry.date, today), medium, *entry.circumstances])
        yield [(paint.cut(paint.shown(head), width), paint.QUIET)]
        for line in paint.wrap(entry.words, width - 2, most=_LOG_LINES):
            if line:
                yield [("  ", paint.PLAIN), (line, paint.PLAIN)]


def _notes(contact: Contact, width: int) -> Iterator[Line]:
    if contact.note:
        for line in paint.wrap(contact.note, width, most=_NOTE_LINES):
            yield [(line, paint.PLAIN)]


def _item(sign: str, text: str, width: int) -> Iterator[Line]:
    for number, line in enumerate(paint.wrap(text, width - 2)):
        yield [(f"{sign} " if not number else "  ", paint.QUIET), (line, paint.PLAIN)]


def _labelled(label: str, text: str, width: int) -> Iterator[Line]:
    label = paint.left(label, 8) + " "
    for number, line in enumerate(paint.wrap(text, max(1, width - len(label)))):
        yield [(label if not number else " " * len(label), paint.QUIET), (line, paint.PLAIN)]


class PersonPane(CardPane):
    """Who is under the cursor. Takes no focus; the mouse wheel scrolls a long card."""

    @property
    def contact_id(self) -> str:
        """Whom to show; nobody where it is empty or not known."""
        return self.shown_id

    @contact_id.setter
    def contact_id(self, id: str) -> None:
        self.shown_id = id

    def write(self, network: Network, width: int) -> tuple[str, list[Line]] | None:
        """Return the name and the card of who is shown."""
        if self.shown_id not in network.contacts:
            return None
        return name_word(network.name_of(self.shown_id)), self.written(network, width)

    def written(self, network: Network, width: int) -> list[Line]:
        """Return the lines of the card."""
        return card(network, self.today, self.shown_id, width)
