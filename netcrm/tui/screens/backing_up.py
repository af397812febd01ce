"""Backups from the palette: make one, or go back to one after seeing what would change; one function each."""

import asyncio

from netcrm.core.dates import minute
from netcrm.core.errors import NetcrmError
from netcrm.core.i18n import _, ngettext
from netcrm.tui.screens.dialogs.choose import ChooseDialog
from netcrm.tui.screens.dialogs.confirm import ConfirmDialog
from netcrm.tui.screens.page import Page

MOST_WORDS = 8


async def back_up(page: Page) -> None:
    """Make a backup and say where it is."""
    made = await asyncio.to_thread(page.desk.keeper.back_up, "now")
    page.flash.say(_("Backed up and read back: {file}").format(file=made.path))


async def restore(page: Page) -> None:
    """Ask which backup, say what would change, and go back to it if that is wanted."""
    keeper = page.desk.keeper
    every = keeper.backups_made()
    if not every:
        page.flash.refuse(_("there are no backups yet"), _("“back up now” makes one"))
        return
    rows = [(one.name, minute(one.made), one.reason) for one in every]
    name = await page.ask(ChooseDialog(_("Go back to which backup?"), rows))
    if name is None:
        return
    planned, seen = keeper.plan_restore(name), keeper.network
    words = planned.words()
    if not words:
        page.flash.say(_("Everything is as in this backup already"))
        return
    shown = words[:MOST_WORDS]
    if more := len(words) - len(shown):
        shown.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    dialog = ConfirmDialog(
        _("Go back to this backup?"), "\n".join(shown), keep=_("Stay"), go=_("Restore")
    )
    if await page.ask(dialog):
        try:
            await asyncio.to_thread(keeper.back_up, "restore")
        except NetcrmError as error:
            page.flash.refuse(error.message, error.hint)
            return
        if keeper.network is not seen:  # somebody wrote meanwhile
            planned = keeper.plan_restore(name)
        page.act(lambda: planned.change)
