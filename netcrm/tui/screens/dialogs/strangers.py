"""Asks whether two networks that were begun apart and met in one folder shall be one."""

from typing import TYPE_CHECKING

from netcrm.core.errors import NetcrmError
from netcrm.core.i18n import _, ngettext
from netcrm.tui.screens.dialogs.confirm import ConfirmDialog
from netcrm.tui.screens.page import Page

if TYPE_CHECKING:
    from netcrm.tui.app import NetcrmApp
    from netcrm.tui.keeper import Stranger


def ask(app: "NetcrmApp", stranger: "Stranger") -> None:
    """Ask about STRANGER; on yes make one network of both, which cannot be undone."""
    text = ngettext(
        "Another network lies in the same folder, with {n} person. It was begun apart from this one "
        "and is not shown. Shall they be one, on all machines? That can't be undone.",
        "Another network lies in the same folder, with {n} people. It was begun apart from this one "
        "and is not shown. Shall they be one, on all machines? That can't be undone.",
        stranger.people,
    ).format(n=stranger.people)

    def answered(yes: bool | None) -> None:
        if yes:
            _join(app, stranger.store)

    dialog = ConfirmDialog(_("Two networks"), text, keep=_("Not now"), go=_("Make them one"))
    app.push_screen(dialog, answered)


def _join(app: "NetcrmApp", store: str) -> None:
    try:
        n = app.keeper.join(store)
    except NetcrmError as error:
        if isinstance(app.screen, Page):
            app.screen.flash.refuse(error.message, error.hint)
        return
    app.show()
    if isinstance(app.screen, Page):
        text = ngettext("{n} change came in", "{n} changes came in", n)
        app.screen.flash.say(text.format(n=n))
