"""A contact's note: in the user's editor, or in a dialog where there is none or it failed."""

import os
from collections.abc import Callable

from textual.app import SuspendNotSupported

from netcrm.core.changes import people
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Change
from netcrm.core.text import clean
from netcrm.tui import editor
from netcrm.tui.screens.dialogs.note import NoteDialog
from netcrm.tui.screens.people import PeoplePage


async def write_note(page: PeoplePage, id: str) -> Callable[[Network], Change] | None:
    """Have the note of a contact written; return what changes it, or None where it was left."""
    before = clean(page.network.contact(id).note, one_line=False)
    edited = _in_editor(page, before)
    if edited is None or edited.wrong:
        title = _("Note on {who}").format(who=page.naming([id]))
        text, why = (edited.text, edited.wrong) if edited else (before, "")
        dialog = NoteDialog(title, clean(text, one_line=False), before=before, why=why)
        answer = await page.ask(dialog)
        if edited is not None:
            editor.drop(edited.folder)
        if answer is None:
            return None
        edited = editor.Edited(answer)
    note = clean(edited.text, one_line=False)
    if note == before:
        return lambda _network: Change("", [])
    return lambda network: people.edit(network, id, {"note": note or None}, today=page.today)


def _in_editor(page: PeoplePage, text: str) -> editor.Edited | None:
    """Return what the editor made of TEXT; None where there is no editor."""
    words, why = editor.command(os.environ)
    if not words:
        return editor.Edited(text, why) if why else None
    try:
        with page.app.suspend():
            return editor.edit(text, words, os.environ)
    except SuspendNotSupported:
        return editor.Edited(text, _("the editor has no terminal here"))
