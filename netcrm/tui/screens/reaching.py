"""Copy or open a mail, a phone number or a link of a contact; nothing is opened without the key for it."""

import os
import sys

from netcrm.core.i18n import _
from netcrm.core.reach import Kind, Way, ways
from netcrm.tui.screens.dialogs.reach import ReachDialog
from netcrm.tui.screens.people import PeoplePage


def kind_word(kind: Kind) -> str:
    """Return the word for a kind of way."""
    return {Kind.MAIL: _("mail"), Kind.PHONE: _("phone"), Kind.LINK: _("link")}[kind]


async def reach(page: PeoplePage, id: str) -> None:
    """Ask which of the ways to a contact to copy or to open, and do so."""
    found = ways(page.network.contact(id))
    name = page.naming([id])
    if not found:
        page.flash.refuse(_("no mail, phone number or link of {who} is known").format(who=name))
        return
    dialog = ReachDialog(name, [(kind_word(way.kind), way) for way in found])
    answer = await page.ask(dialog)
    if answer is None:
        return
    way = found[int(answer)]
    if dialog.opens and has_desktop():
        _open(page, way)
    else:
        _copy(page, way, without_desktop=dialog.opens)


def _copy(page: PeoplePage, way: Way, *, without_desktop: bool) -> None:
    page.app.copy_to_clipboard(way.text)
    words = _("Copied {text}")
    if without_desktop:
        words = _("There is no desktop to open it on, so it was copied: {text}")
    page.flash.say(words.format(text=way.text))


def _open(page: PeoplePage, way: Way) -> None:
    """Hand the address to the system's opener, which gets it as one word."""
    page.flash.say(_("Opened {text}").format(text=way.address))
    page.app.open_url(way.address)


def has_desktop() -> bool:
    """Return whether there is somewhere to open something: a desktop, or what BROWSER names."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform == "darwin" or any(map(os.environ.get, known))
