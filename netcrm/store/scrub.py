"""Takes what is purged out of files: null stands where an operation was, so that indices stay.

A line keeps its id, and its words are gone or no longer name the person. Each file is written anew
beside the old one and takes its place in one step; nothing else of it changes.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import TypeGuard

from netcrm.core.errors import CannotBeDoneError, StoreError
from netcrm.core.i18n import _
from netcrm.core.leaving_out import LEFT_OUT, any_of
from netcrm.core.record import JSON, Op
from netcrm.core.strict_json import dumps_text
from netcrm.store.archive import ARCHIVE
from netcrm.store.backup import Backups
from netcrm.store.daily import BACKUPS
from netcrm.store.fold import TARGET, Key
from netcrm.store.folder import headed, journals_in, missed_in
from netcrm.store.gate import plain_dumps, strict_loads
from netcrm.store.identity import Identity
from netcrm.store.line import is_header, sealed
from netcrm.store.names_file import NAME as NAMES
from netcrm.store.place import Place
from netcrm.store.seam import Files, has_no_locks, replace_file, slurp
from netcrm.store.stamped import FORECAST, LEDGER
from netcrm.store.table_file import TableFile

_FIELDS = ("name", "nicknames")
_SHORTEST = 3


class Scrub:
    """What is to be taken out: all operations on PURGED records, and in words the names of those people."""

    def __init__(self, purged: Collection[Key], names: Collection[str] = ()) -> None:
        self._purged = purged
        known = sorted(name for name in names if len(name) >= _SHORTEST)
        self._names = any_of(known)
        self._full = any_of([name for name in known if " " in name])
        said = [
            form
            for name in sorted(known, key=len, reverse=True)
            for form in {name.encode(), _ascii(name)}
        ]
        ids = [dumps_text(id).encode() for _table, id in purged]
        self._tells = re.compile(b"|".join(map(re.escape, [*ids, *said])) or b"(?!)", re.IGNORECASE)

    def tells(self, data: bytes) -> bool:
        """Return whether DATA may hold something that is purged."""
        return self._tells.search(data) is not None

    def lines(self, data: bytes) -> bytes:
        """Return the lines of a journal, or of a copy of one, without what is purged; a torn end goes."""
        if not self.tells(data):
            return data
        whole, end, torn = data.rpartition(b"\n")
        kept = [self._line(raw) for raw in whole.split(b"\n")] if end else []
        return b"".join(line + b"\n" for line in kept) + (b"" if self.tells(torn) else torn)

    def names_in(self, data: bytes) -> Iterator[str]:
        """Yield the names that lines give to people who are purged."""
        for raw in data.split(b"\n"):
            if self.tells(raw):
                for op in self._ops(_body(raw)):
                    if op[1] in (TARGET, "acquaintances") and self._is_purged(op):
                        yield from _names_of(op)

    def _line(self, raw: bytes) -> bytes:
        if is_header(raw) or not self.tells(raw):
            return raw
        body = _body(raw)
        if body is None:  # damaged: what else is in it may be of use to somebody
            return self._tells.sub(lambda match: b"?" * len(match.group()), raw)
        ops, what = body.get("do"), body.get("what")
        given = ops if isinstance(ops, list) else []
        left: list[JSON] = [None if _is_op(op) and self._is_purged(op) else op for op in given]
        live = any(_is_op(op) and op[0] != "purge" for op in left)
        purges = any(_is_op(op) and op[0] == "purge" for op in given)  # whose words name nobody
        is_known = purges or (live and (left == given or self._names is not None))
        # one word may be the name of somebody else in a line that tells of nothing purged
        words = self._words(what, self._full if left == given else self._names, is_known=is_known)
        if left == given and words == what:
            return raw
        body["what"] = words
        if isinstance(ops, list):
            body["do"] = left
        body.pop("sum", None)
        return sealed(plain_dumps(body))[:-1]

    def _words(self, what: JSON, names: re.Pattern[str] | None, *, is_known: bool) -> JSON:
        """Return the words of a line without names; none of them where nobody knows what names there are."""
        if not isinstance(what, str):
            return what
        if not is_known:
            return _("(purged)")
        return names.sub(LEFT_OUT, what) if names else what

    def _ops(self, body: dict[str, JSON] | None) -> Iterator[Op]:
        ops = body.get("do") if body else None
        return (op for op in ops if _is_op(op)) if isinstance(ops, list) else iter(())

    def _is_purged(self, op: Op) -> bool:
        return op[0] != "purge" and (op[1], op[2]) in self._purged


class Scrubber:
    """Takes what is purged out of the files of one place that this machine keeps."""

    def __init__(self, files: Files, place: Place, mine: Identity, purged: Collection[Key]) -> None:
        self._files = files
        self._place = place
        self._store = mine.store
        self._own: list[str] = []
        self.elsewhere: list[str] = []
        """The other devices whose journals still tell of something purged: they will see to it."""
        ids = Scrub(purged)
        names: set[str] = set()
        for path, dev in self._journals(mine.store):
            data = slurp(path)
            names.update(ids.names_in(data))
            if dev == mine.dev or dev in mine.former:
                self._own.append(path)
            elif ids.lines(data) != data and dev not in self.elsewhere:
                self.elsewhere.append(dev)
        for path in self._copies():
            names.update(ids.names_in(slurp(path)))
        self._backups = Backups(place, files)
        for backup in self._backups.all():
            with suppress(CannotBeDoneError):  # a damaged one is removed below
                names.update(ids.names_in(self._backups.read(backup).body))
        self._scrub = Scrub(purged, names)

    def of_device(self, device: str) -> dict[str, bytes]:
        """Return the journals of another device, by path, as they are without what is purged. Raises OSError."""
        paths = [path for path, dev in self._journals(self._store) if dev == device]
        return {path: self._scrub.lines(slurp(path)) for path in paths}

    def lines(self) -> None:
        """Rewrite the backups, the own journals, and copies of lines in the state folder. Raises OSError, StoreError.

        The archive comes last: it is where names are known from as long as anything is left to do.
        """
        self._backups.rewrite(self._scrub.lines)
        for path in (*self._own, *self._copies()):
            scrub_file(self._files, path, self._scrub)

    def run(self) -> None:
        """Take everything that is purged out of the lines and all other files. Raises OSError, StoreError."""
        self.lines()
        self.files()

    def files(self) -> None:
        """Remove what is made anew, and what else is half-written or set aside and tells. Raises OSError."""
        place = self._place
        backups = place.state_file(BACKUPS)
        for folder in (place.data_path, place.journal_path, place.state_path, backups):
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
                path = os.path.join(folder, name)
                anew = (folder == place.state_path and name in (NAMES, LEDGER, FORECAST)) or (
                    folder == place.data_path and _is_table(path, self._store)
                )
                aside = name.endswith(".tmp") or (folder == backups and name.endswith(".json"))
                if anew or (aside and _holds(path, self._scrub)):
                    self._files.unlink(path)

    def _journals(self, store: str) -> Iterator[tuple[str, str]]:
        """Yield the paths of this store's journals, and whose they are."""
        folder = self._place.journal_path
        for name, header, _fd in headed(folder, journals_in(folder)):
            if header is not None and header.store == store:
                yield os.path.join(folder, name), header.dev

    def _copies(self) -> list[str]:
        """Return the files of lines in the state folder, the archive as the last."""
        found = missed_in(self._place.state_path)
        for folder, _folders, names in sorted(os.walk(self._place.state_file(BACKUPS))):
            found += [os.path.join(folder, n) for n in sorted(names) if n.endswith(".jsonl")]
        archive = self._place.state_file(ARCHIVE)
        return [*found, archive] if os.path.isfile(archive) else found


def not_rewritten(folder: str, error: OSError | StoreError) -> StoreError:
    """Return the failure told to the user when a purge was written, and a file could not be rewritten."""
    cause = error if isinstance(error, OSError) else error.__cause__
    return StoreError(
        _("the contact is gone, but {path} can't be rewritten: {reason}").format(
            path=getattr(cause, "filename", None) or folder,
            reason=getattr(cause, "strerror", None) or error,
        ),
        _("it is tried again at each start until nothing is left"),
    )


def scrub_file(files: Files, path: str, scrub: Scrub) -> bool:
    """Take what is purged out of a file of lines; return whether there was anything. Raises OSError.

    The file is locked meanwhile, so that nobody appends to what is about to be replaced; who waited
    for it notices that it has lost its name, and writes again.
    """
    fd = files.open(path, os.O_RDWR | os.O_NOFOLLOW)
    try:
        try:
            files.lock(fd)
        except OSError as error:
            if not has_no_locks(error):
                raise
        data = slurp(path)
        left = scrub.lines(data)
        if left == data:
            return False
        replace_file(files, path, left)
        return True
    finally:
        files.close(fd)


def _is_table(path: str, store: str) -> bool:
    """Return whether a file is a table as this program has written it; its first line does not fit any more."""
    name = os.path.basename(path)
    table = name.removesuffix(".json")
    try:
        kept = TableFile(table, slurp(path)) if name.endswith(".json") else None
        return kept is not None and kept.is_whole and kept.meta["store"] == store
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        return False


def _holds(path: str, scrub: Scrub) -> bool:
    try:
        return os.path.isfile(path) and scrub.tells(slurp(path))
    except FileNotFoundError:
        return False


def _body(raw: bytes) -> dict[str, JSON] | None:
    try:
        body = strict_loads(raw.removesuffix(b"\r"))
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _is_op(op: JSON) -> TypeGuard[Op]:
    return (
        isinstance(op, list) and len(op) > 2 and isinstance(op[1], str) and isinstance(op[2], str)
    )


def _names_of(op: Op) -> Iterable[str]:
    """Return the names that an operation on a contact gives or takes."""
    if op[0] == "new" and isinstance(op[3], dict):
        values = [op[3].get(field) for field in _FIELDS]
    elif len(op) > 4 and op[3] in _FIELDS:
        values = [op[4], *(op[6:7] if op[0] == "put" else ())]
    else:
        return ()
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [item for item in flat if isinstance(item, str)]


def _ascii(name: str) -> bytes:
    r"""Return a name as JSON with \u escapes has it."""
    return name.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
