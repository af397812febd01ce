"""Writes a journal whole, for a store that is made from what was kept of another one."""

import os
from collections.abc import Iterable, Mapping

from netcrm.store import line as lines
from netcrm.store.first import explain
from netcrm.store.folder import journal_name
from netcrm.store.identity import Identity
from netcrm.store.ids import new_id, now_ms, time_of
from netcrm.store.line import Line
from netcrm.store.place import Place
from netcrm.store.seam import Files, make_folders, replace_file


def write_journal(
    files: Files, place: Place, mine: Identity, kept: Mapping[str, bytes], more: Iterable[Line] = ()
) -> str:
    """Write a journal of MINE with the lines KEPT (without their newlines, by id), then MORE; return its name.

    Raises OSError; then nothing has that name.
    """
    now = now_ms()
    at, file = time_of(now), new_id(now, max(kept, default=""))
    parts = [lines.encode_header(mine.store, mine.dev, file, at)]
    parts += [b"%b\n" % kept[id] for id in sorted(kept)]
    parts += [lines.encode(line) for line in more]
    name = journal_name(mine.dev, at, file)
    make_folders(files, place.journal_path)
    explain(files, place)
    replace_file(files, os.path.join(place.journal_path, name), b"".join(parts))
    return name
