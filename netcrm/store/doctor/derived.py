"""The doctor on what is made anew at any time (the TinyDB files) and on the backups; reads only."""

import os
from collections.abc import Callable, Iterator

from netcrm.core.errors import NetcrmError
from netcrm.core.i18n import _
from netcrm.store.backup import Backups
from netcrm.store.checkpoint import Checkpoint
from netcrm.store.difference import documents
from netcrm.store.doctor.finding import NOTE, Finding
from netcrm.store.fold import Fold
from netcrm.store.identity import is_known, load
from netcrm.store.place import Place
from netcrm.store.seam import Files
from netcrm.store.table_file import file_name
from netcrm.store.tails import AnewError


def about_tables(
    place: Place, files: Files, fold: Fold, store: str, mend: Callable[[], object]
) -> Iterator[Finding]:
    """Yield whether the TinyDB files are what the lines add up to: FOLD, of all lines of STORE."""
    if not any(os.path.lexists(place.file(file_name(table))) for table in fold.shelves):
        return
    try:
        kept = Checkpoint(place, files).read(store)
        if kept is not None:
            kept[0].take(kept[1].read())
    except (AnewError, OSError):
        kept = None
    if kept is None:
        text = _("the TinyDB files don't fit the journals (damaged, edited or of another machine)")
        yield Finding("tables", f"{text}; {_aside()}", level=NOTE, file=place.data_path, mend=mend)
    elif documents(kept[0]) != documents(fold):
        text = _("the TinyDB files say something else than the journals")
        yield Finding("tables", f"{text}; {_aside()}", file=place.data_path, mend=mend)


def _aside() -> str:
    return _("they are made anew from these")


def about_machine(place: Place, store: str) -> Iterator[Finding]:
    """Yield whether this machine knows who it is to the store."""
    known = load(place)
    if known is None and is_known(place):
        text = _("the file that says who this machine is can't be read; it will get a new name")
        yield Finding("identity", text, level=NOTE, file=place.state_path)
    elif known is not None and store and known.store != store:
        text = _("the journals are of another store than the one this machine knows here")
        yield Finding("other-store", text, file=place.journal_path)


def about_backups(place: Place) -> Iterator[Finding]:
    """Yield the backups that can't be read, and whether there is none."""
    backups = Backups(place)
    try:
        every = backups.all()
    except NetcrmError as error:
        yield Finding("backup", error.message, file=backups.folder)
        return
    for one in every:
        try:
            backups.read(one)
        except NetcrmError as error:
            yield Finding("backup", error.message, file=one.path)
    if not every:
        text = _("there is no backup yet; `netcrm backup` makes one")
        yield Finding("no-backup", text, level=NOTE, file=backups.folder)
