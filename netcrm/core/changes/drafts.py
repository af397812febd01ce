"""Keep what was typed and could not be resolved. On the way of `netcrm log`: imports stay light."""

from collections.abc import Callable, Iterable
from datetime import date

from netcrm.core.i18n import _
from netcrm.core.record import JSON, Change, new

TYPE_CHECKING = False
if TYPE_CHECKING:
    from netcrm.core.network import Network

DRAFTS = "drafts"


class Kept:
    """A draft that is kept: the change that writes it, and its id."""

    __slots__ = ("change", "id")

    def __init__(self, change: Change, id: str) -> None:
        self.change = change
        self.id = id


def keep(
    text: str,
    *,
    why: str,
    candidates: Iterable[str] = (),
    corrects: str = "",
    today: date,
    new_id: Callable[[], str],
) -> Kept:
    """Return the change that keeps TEXT, every character of it, until somebody says what it means.

    CORRECTS is the id of the log entry that the line was to correct, if any.
    """
    id = new_id()
    fields: dict[str, JSON] = {
        "text": text,
        "why": why,
        "written": today.isoformat(),
        "candidates": [*candidates],
        "corrects": corrects or None,
    }
    return Kept(Change(_("kept a draft"), [new(DRAFTS, id, fields)]), id)


def discard(network: "Network", ids: Iterable[str]) -> Change:
    """Return the change that throws drafts away. Raises KeyError for an unknown id."""
    return Change(_("discarded a draft"), [network.drafts[id].gone() for id in dict.fromkeys(ids)])
