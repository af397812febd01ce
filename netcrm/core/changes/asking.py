"""Whether somebody can be asked for an introduction to somebody: what speaks against it, in a sentence."""

from datetime import date

from netcrm.core.account import hint
from netcrm.core.acquaintance import Acquaintance
from netcrm.core.contact import Contact
from netcrm.core.dates import ago, full_day
from netcrm.core.errors import CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.core.introduction import ENDED, Introduction, Stage
from netcrm.core.introduction_stages import next_stages, stage_word
from netcrm.core.network import Network

IN_TOUCH_DAYS = 365
"""Whoever you were in touch with in so many days needs no introduction."""

Person = Contact | Acquaintance


def check(network: Network, connector: Contact, to: Person, today: date) -> str:
    """Return what is to be said of an introduction that is asked for, or nothing: a word before an ask too.

    Raises CannotBeDoneError for somebody who is to introduce themself, who was introduced by the other,
    whom you are in touch with, who was asked already, or who is dead.
    """
    if connector.id == to.id:
        raise CannotBeDoneError(
            _("{name} can't introduce you to themself").format(name=connector.name),
            _("name somebody who knows them"),
        )
    for one in (connector, to):
        if isinstance(one, Contact) and one.deceased:
            raise CannotBeDoneError(_("{name} is deceased").format(name=one.name))
    _check_circle(network, connector, to)
    _check_open(network, connector, to, today)
    said = [_in_touch(network, to, today)]
    if words := hint(network, connector.id, today):
        said.append(_("{name}: {hint}").format(name=connector.name, hint=words))
    return " · ".join(filter(None, said))


def _check_circle(network: Network, connector: Contact, to: Person) -> None:
    if chain := _led(network, to.id, connector.id):
        names = map(network.name_of, (*chain, to.id))
        raise CannotBeDoneError(
            _("that goes round in a circle: {chain}").format(chain=" → ".join(names)),
            _("each of them is introduced by the one before; ask somebody else"),
        )


def _led(network: Network, first: str, last: str) -> list[str]:
    """Return the ids of a chain of people in which each introduced you to the next one, or none."""
    onward: dict[str, set[str]] = {}
    for contact in network.people():
        if via := contact.via:
            onward.setdefault(network.heads.get(via, via), set()).add(contact.id)
    for introduction in map(Introduction, network.introductions.values()):
        if introduction.stage not in ENDED:
            onward.setdefault(introduction.connector, set()).add(introduction.to)
    came_from = {first: ""}
    waiting = [first]
    for id in waiting:
        for other in sorted(onward.get(id, ())):
            if other not in came_from:
                came_from[other] = id
                waiting.append(other)
    if last not in came_from:
        return []
    chain = [last]
    while came_from[chain[-1]]:
        chain.append(came_from[chain[-1]])
    return chain[::-1]


def _check_open(network: Network, connector: Contact, to: Person, today: date) -> None:
    for introduction in map(Introduction, network.introductions.values()):
        same_two = (introduction.connector, introduction.to) == (connector.id, to.id)
        if not same_two or not next_stages(introduction):
            continue
        asked = introduction.on(Stage.ASKED)
        raise CannotBeDoneError(
            _("{connector} was asked for an introduction to {to} already ({day})").format(
                connector=connector.name,
                to=to.name,
                day=full_day(asked, today) if asked else stage_word(introduction.stage),
            ),
            _("`netcrm introductions` lists it; move it on, or let it be faded"),
        )


def _in_touch(network: Network, to: Person, today: date) -> str:
    """Return what is to be said of somebody who is a contact already; raises where you are in touch."""
    if to.id not in network.contacts:
        return ""
    last = network.ledger.at(today, network.interactions.values).of(to.id).strong.last
    if last is None:
        text = _("{name} is a contact of yours already, but you were not in touch yet")
        return text.format(name=to.name)
    days = today.toordinal() - last
    text = _("{name} is a contact of yours already: last in touch {ago} ago")
    if not days:
        text = _("{name} is a contact of yours already: last in touch today")
    text = text.format(name=to.name, ago=ago(days))
    if days <= IN_TOUCH_DAYS:
        raise CannotBeDoneError(text, _("no introduction is needed; write to them"))
    return text
