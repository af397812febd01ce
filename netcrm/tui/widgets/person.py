"""The person pane: a card of who is under the cursor in the list beside it."""

from collections.abc import Iterable, Iterator
from datetime import date

from textual import work
from textual.timer import Timer

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
_NAMES = 8
FEW = 2000
"""Relations up to which they are laid out by people at once."""

_WAIT = 0.3
"""Seconds for which nobody has moved on, before relations are laid out by people."""


def card(network: Network, today: date, contact_id: str, width: int) -> list[Line]:
    """Return the lines of a contact's card, none of them wider than WIDTH cells."""
    contact = network.contact(contact_id)
    return blocks(
        *head(network, contact, today, width),
        _recent(network, contact, today, width),
        facts(contact, today, width),
        _notes(contact, width),
    )


def head(network: Network, contact: Contact, today: date, width: int) -> tuple[Iterable[Line], ...]:
    """Return the blocks with which a card begins: who, what is to be decided, how they stand."""
    standing = network.standings(today).of(contact.id)
    return _who(contact, width), _apart(contact, width), _stands(standing, width)


def blocks(*given: Iterable[Line]) -> list[Line]:
    """Return the lines of all blocks that have any, with an empty line between two."""
    lines: list[Line] = []
    for found in filter(None, map(list, given)):
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
        yield from item("–", reason, width)


def facts(contact: Contact, today: date, width: int) -> Iterator[Line]:
    """Yield birthday, mails and phone numbers."""
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


def network_lines(network: Network, id: str, width: int, *, knows: bool) -> Iterator[Line]:
    """Yield who led you to a contact, to whom they led you, and (where it is wanted) whom they know."""
    from netcrm.core.relation_words import link_words
    from netcrm.core.who_knows_whom import who_knows_whom

    known = who_knows_whom(network)
    if len(chain := known.chain(id)) > 1:
        words = " → ".join([_("you"), *map(network.name_of, chain)])
        yield from _labelled(_("met via"), words, width)
    if introduced := known.introduced(id):
        yield from _labelled(_("led to"), _some(map(network.name_of, introduced)), width)
    if knows and (links := known.links(id)):
        words = _some(link_words(network, id, link) for link in links)
        yield from _labelled(_("knows"), words, width)


def _some(names: Iterable[str]) -> str:
    """Return the first few of NAMES and how many more there are."""
    all_of_them = [*names]
    more = len(all_of_them) - _NAMES
    shown = ", ".join(all_of_them[:_NAMES])
    return _("{names} and {n} more").format(names=shown, n=more) if more > 0 else shown


def item(sign: str, text: str, width: int) -> Iterator[Line]:
    """Yield TEXT behind a sign."""
    for number, line in enumerate(paint.wrap(text, width - 2)):
        yield [(f"{sign} " if not number else "  ", paint.QUIET), (line, paint.PLAIN)]


def _labelled(label: str, text: str, width: int) -> Iterator[Line]:
    label = paint.left(label, 8) + " "
    for number, line in enumerate(paint.wrap(text, max(1, width - len(label)))):
        yield [(label if not number else " " * len(label), paint.QUIET), (line, paint.PLAIN)]


class PersonPane(CardPane):
    """Who is under the cursor. Takes no focus; the mouse wheel scrolls a long card.

    Whom they know is written when that is worked out, which must keep no first frame and no key waiting.
    """

    KNOWS = True
    """Whether the card says whom they know."""

    AT_ONCE = False
    """Whether few relations are laid out at once; where many may be waited for, a first frame is not."""

    _laid_out: Network | None = None
    _waiting: Timer | None = None

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
        lines = self.written(network, width)
        few = self.AT_ONCE or self._laid_out is not None
        if self._laid_out is network or (few and len(network.relations) <= FEW):
            self._laid_out = network
            found = [*network_lines(network, self.shown_id, width, knows=self.KNOWS)]
            lines += [[], *found] if found else []
        else:
            self._wait()
        return name_word(network.name_of(self.shown_id)), lines

    def _wait(self) -> None:
        """Have the relations laid out by people once nobody has moved on for a moment."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(_WAIT, self._lay_out)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _lay_out(self) -> None:
        """Lay the relations out by people, then write the card again."""
        from netcrm.core.who_knows_whom import who_knows_whom

        network = self.network
        if network is not None:
            known = who_knows_whom(network)
            known.links("")
            known.introduced("")
            self._laid_out = network
            self.app.call_from_thread(self._renew)

    def written(self, network: Network, width: int) -> list[Line]:
        """Return the lines of the card."""
        return card(network, self.today, self.shown_id, width)
