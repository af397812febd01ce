"""The first start: makes the folders of a store, or meets one that is there already; writes no line."""

import os

from netcrm.core.errors import StoreError
from netcrm.core.i18n import _
from netcrm.store.folder import biggest, stores_in
from netcrm.store.identity import Identity, is_known
from netcrm.store.mark import kept_store
from netcrm.store.place import Place
from netcrm.store.seam import Files, make_folders, not_there, replace_file

README = "README.txt"

_FOR_TOOLS = {
    ".gitignore": "# made anew from journal/ at any time\n/*.json\n/*.tmp\n",
    ".gitattributes": "# lines are only added; their bytes must stay as they are\n"
    "/journal/*.jsonl merge=union -text\n",
    ".stignore": "// made anew from journal/ at any time\n/*.json\n/*.tmp\n",
}
"""What git and Syncthing have to know of the folder: the names of their files, and what is in them."""


def begin(files: Files, place: Place) -> Identity:
    """Make the data folder where it is missing; return who this machine is to the store in it.

    Journals that are there already, brought by a disk or a synchronisation, say which store it is.
    Raises StoreError where this machine knows the store but nothing of it is there; OSError.
    """
    known = is_known(place)  # before looking: another process may be making the store
    stores = stores_in(place.journal_path)
    if known and not stores:
        raise not_there(place.data_path)
    make_folders(files, place.journal_path)
    explain(files, place)
    default = kept_store(place)  # where no journal that is there says it any more
    return Identity.new(biggest(stores, default))


def refuse_link(folder: str) -> None:
    """Raise StoreError where a link stands in the place of the folder of journals.

    A synchronisation can bring one that leads out of the store.
    """
    if os.path.islink(folder):
        raise StoreError(
            _("{folder} is a link and no folder; nothing was written").format(folder=folder),
            _("move the folder it leads to into its place"),
        )


def explain(files: Files, place: Place) -> None:
    """Say in the data folder what is what, where nothing says so yet; not being able to is no failure."""
    for name, text in {README: _readme(), **_FOR_TOOLS}.items():
        path = place.file(name)
        if not os.path.lexists(path):
            try:
                replace_file(files, path, text.encode())
            except OSError:
                return


def _readme() -> str:
    return _(
        "This folder is a netcrm store.\n\n"
        "journal/    what was written, a line a change: the truth. Back it up, synchronise it, never edit it.\n"
        "*.json      what the journals add up to, as TinyDB files to look at or to read with other programs.\n"
        "            They are made anew at any time; edits to them are set aside, not taken over.\n\n"
        "Other machines may have a copy of this folder, kept by Syncthing, Dropbox, git or a stick. What this\n"
        "machine alone must know lies elsewhere (`netcrm locate` says where) and is never to be synchronised.\n"
    )
