"""What becomes of a change that no store could keep: its words are a draft."""

from datetime import date
from typing import TYPE_CHECKING

from netcrm.core.changes import rescue
from netcrm.core.errors import FormError
from netcrm.core.i18n import ngettext
from netcrm.core.record import Change

if TYPE_CHECKING:
    from netcrm.tui.keeper import Keeper


def as_draft(change: Change, error: FormError, keeper: "Keeper", today: date) -> Change:
    """Return the change that keeps the words of CHANGE, which failed with ERROR, as a draft."""
    new_id = keeper.network.new_id
    return rescue.as_draft(change, why=error.message, today=today, new_id=new_id)


def words(count: int) -> str:
    """Return the words for that having happened to so many changes."""
    return ngettext(
        "{n} change is of a form that can't be saved: its words are kept as a draft",
        "{n} changes are of a form that can't be saved: their words are kept as drafts",
        count,
    ).format(n=count)
