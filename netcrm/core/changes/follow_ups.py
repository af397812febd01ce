"""Promise, keep, change and drop follow-ups."""

from collections.abc import Iterable
from datetime import date

from netcrm.core.changes.log import FOLLOW_UPS, promise_fields
from netcrm.core.changes.people import some
from netcrm.core.changes.steps_done import after_steps
from netcrm.core.errors import BadInputError
from netcrm.core.follow_up import FollowUp
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Change, Op, new
from netcrm.core.text import clean


def promise(network: Network, ids: Iterable[str], text: str, due: date | None) -> Change:
    """Return the change that promises TEXT to each contact, due on a local day, or some day.

    Raises BadInputError for an empty text, KeyError for an unknown id.
    """
    text = _text(text)
    ops: list[Op] = []
    names = []
    for id in dict.fromkeys(ids):
        names.append(network.contact(id).name)
        ops.append(new(FOLLOW_UPS, network.new_id(), promise_fields(text, due, [id])))
    label = _("promised {names}: {text}").format(names=some(names), text=text)
    return Change(label, ops)


def done(network: Network, ids: Iterable[str], *, today: date) -> Change:
    """Return the change that ticks follow-ups off. Raises KeyError for an unknown id.

    Ticking off the thanks for an introduction ends that, ticking off the next step of an opportunity clears it.
    """
    records = [network.follow_ups[id] for id in dict.fromkeys(ids)]
    ops = [op for record in records for op in record.become({"done": today.isoformat()})]
    ops += after_steps(network, records, today)
    texts = [FollowUp(record).text for record in records]
    return Change(_("done: {texts}").format(texts=some(texts)), ops)


def edit(network: Network, id: str, text: str, due: date | None) -> Change:
    """Return the change that gives a follow-up another text and due day.

    Raises BadInputError for an empty text, KeyError for an unknown id.
    """
    text = _text(text)
    ops = network.follow_ups[id].become({"text": text, "due": due.isoformat() if due else None})
    return Change(_("changed the promise: {text}").format(text=text), ops)


def remove(network: Network, ids: Iterable[str]) -> Change:
    """Return the change that drops follow-ups. Raises KeyError for an unknown id."""
    records = [network.follow_ups[id] for id in dict.fromkeys(ids)]
    texts = [FollowUp(record).text for record in records]
    ops = [record.gone() for record in records]
    return Change(_("dropped the promise: {texts}").format(texts=some(texts)), ops)


def _text(text: str) -> str:
    text = clean(text)
    if not text:
        raise BadInputError(_("a follow-up needs a text"), _("such as: send CV fri"))
    return text
