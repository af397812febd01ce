"""The card of a contact's page: all there is to know but what the lists beside it show. Lines only."""

from collections.abc import Iterator
from datetime import date

from netcrm.core.account import balance
from netcrm.core.account_words import notes, sentence
from netcrm.core.contact import Contact
from netcrm.core.dates import short_day
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.threads import threads
from netcrm.core.to_tell import since, to_tell
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.note_text import note_lines
from netcrm.tui.widgets.person import blocks, facts, head, item

_TALE_LINES = 2


def contact_card(network: Network, today: date, contact_id: str, width: int) -> list[Line]:
    """Return the lines of the card, none of them wider than WIDTH cells."""
    contact = network.contact(contact_id)
    return blocks(
        *head(network, contact, today, width),
        _to_tell(network, contact, today, width),
        _threads(network, contact, today, width),
        _note(contact, width),
        facts(contact, today, width),
        _account(network, contact, today, width),
    )


def tales(network: Network, contact_id: str, today: date, width: int) -> Iterator[Line]:
    """Yield what there is to tell somebody: the day, and the words in at most two lines."""
    for tale in to_tell(network, contact_id, today):
        day = f"{short_day(tale.day, today)}  "
        for number, words in enumerate(paint.wrap(tale.words, width - len(day), most=_TALE_LINES)):
            yield [(" " * len(day) if number else day, paint.QUIET), (words, paint.PLAIN)]


def _to_tell(network: Network, contact: Contact, today: date, width: int) -> Iterator[Line]:
    spoke = since(network, contact.id, today)
    if spoke is None or contact.deceased:
        return
    found = [*tales(network, contact.id, today, width)]
    if found:
        words = _("to tell, since you spoke {day}").format(day=short_day(spoke, today))
        yield [(paint.cut(words, width), paint.QUIET)]
        yield from found


def _threads(network: Network, contact: Contact, today: date, width: int) -> Iterator[Line]:
    for words in threads(network, contact.id, today):
        yield from item("→", words, width)


def _note(contact: Contact, width: int) -> Iterator[Line]:
    if contact.note:
        yield from note_lines(contact.note, width)


def _account(network: Network, contact: Contact, today: date, width: int) -> Iterator[Line]:
    theirs = balance(network, contact.id, today)
    if theirs.acts:
        yield from ([(line, paint.QUIET)] for line in paint.wrap(sentence(theirs), width))
        for words in notes(theirs, today):
            yield from item("–", words, width)
