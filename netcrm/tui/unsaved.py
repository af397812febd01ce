"""Changes that could not be written yet: tried again in order, and told of where the app ends with them."""

from datetime import date
from typing import TYPE_CHECKING

from netcrm.core.errors import FormError, StoreError
from netcrm.core.i18n import _, ngettext
from netcrm.core.record import Change

if TYPE_CHECKING:
    from netcrm.tui.keeper import Keeper

_MOST_TOLD = 10


def write_all(keeper: "Keeper", unsaved: list[Change], today: date) -> int:
    """Write UNSAVED, oldest first, and take out what is written; return how many became drafts.

    Of a change that no store could keep the words become a draft, and the others go on. Raises StoreError.
    """
    kept_as_drafts = 0
    while unsaved:
        try:
            keeper.write(unsaved[0])
        except FormError as error:
            from netcrm.tui.rescued import as_draft

            keeper.write(as_draft(unsaved[0], error, keeper, today))
            kept_as_drafts += 1
        del unsaved[0]
    return kept_as_drafts


def last_try(keeper: "Keeper", unsaved: list[Change], today: date) -> None:
    """Write UNSAVED as the app ends, however it does; raises StoreError that names what was not saved."""
    try:
        write_all(keeper, unsaved, today)
    except StoreError as error:
        count = len(unsaved)
        text = ngettext(
            "{n} change was not saved: {why}", "{n} changes were not saved: {why}", count
        ).format(n=count, why=error.message)
        told = [change.what for change in unsaved[:_MOST_TOLD]]
        if count > _MOST_TOLD:
            told.append(_("and {n} more").format(n=count - _MOST_TOLD))
        raise StoreError(text, " · ".join(told)) from error
