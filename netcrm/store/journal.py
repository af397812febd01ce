"""Appends to this machine's own journal, durable on return; reads no other. On the way of `netcrm log`."""

from collections.abc import Callable, Sequence

from netcrm.core.errors import FormError, StoreError
from netcrm.core.i18n import _
from netcrm.core.record import JSON, Op
from netcrm.store import line as lines
from netcrm.store.archive import Archive
from netcrm.store.gate import plain_dumps, strict_loads
from netcrm.store.identity import Identity
from netcrm.store.ids import new_id, now_ms, time_of
from netcrm.store.line import Line
from netcrm.store.own import OwnFile
from netcrm.store.place import Place
from netcrm.store.seam import Files, cannot_write, write_all

_Change = tuple[str, Sequence[Op], str]

_TRIES = 3
_REMEMBERED = 16


class Written:
    """A line that is on the disk: its bytes, and where in which journal they begin."""

    __slots__ = ("line", "name", "raw", "start")

    def __init__(self, line: Line, raw: bytes, name: str, start: int) -> None:
        self.line = line
        self.raw = raw
        self.name = name
        self.start = start


class Journal:
    """The journal this machine writes."""

    def __init__(
        self,
        place: Place,
        *,
        files: Files,
        clock: Callable[[], int] = now_ms,
        loads: Callable[[bytes], JSON] = strict_loads,
        dumps: Callable[[JSON], bytes] = plain_dumps,
    ) -> None:
        self._place = place
        self._files = files
        self._clock = clock
        self._dumps = dumps
        self._loads = loads
        self._own = OwnFile(place, files, loads)
        self._failed: list[tuple[_Change, Line, bytes]] = []
        self.archive = Archive(place, files)

    @property
    def identity(self) -> Identity | None:
        """Who this machine is to the store; None until it is met for the first time."""
        return self._own.meet()

    def append(self, what: str, ops: Sequence[Op], undoes: str = "") -> Written:
        """Write one line and return it once it is on the disk.

        Raises StoreError where it could not be written; then nothing counts as changed, and writing
        the same again writes the same bytes, so that it can't come twice.
        """
        change = (what, ops, undoes)
        line: Line | None = None
        raw = b""
        doubt = False
        try:
            for _try in range(_TRIES):
                now = self._clock()
                at = time_of(now)
                own = self._own
                own.take(now, at)
                try:
                    if not self._is_ours():
                        continue
                    if line is None:
                        line, raw = self._made(now, at, change)
                    start, name = own.end, own.name
                    self.archive.announce(line.id)
                    if self._put(raw):
                        own.last = max(own.last, line.id)
                        self.archive.add(raw)
                        return Written(line, raw, name, start)
                    doubt = True  # it lies in a file that has lost its name: write it again
                finally:
                    own.release()
            raise _not_confirmed(self._place)
        except BaseException as error:
            if line is not None:
                self._failed = [*self._failed[1 - _REMEMBERED :], (change, line, raw)]
            if doubt and isinstance(error, (OSError, StoreError)):
                raise _not_confirmed(self._place) from error
            if isinstance(error, OSError):
                self._own.close()
                raise cannot_write(self._place.journal_path, error) from error
            raise

    def close(self) -> None:
        """Give the files back."""
        self._own.close()
        self.archive.close()

    def put_back(self, raws: Sequence[bytes]) -> None:
        """Write lines that were lost as they are, in order of their ids, to a file of their own. Raises StoreError."""
        own = self._own
        now = self._clock()
        try:
            own.retire()  # in each file the lines are in order
            own.take(now, time_of(now))
            try:
                if not self._put(b"".join(raws)):
                    raise _not_confirmed(self._place)
            finally:
                own.release()
        except OSError as error:
            raise cannot_write(self._place.journal_path, error) from error
        finally:
            own.close()

    def refresh(self) -> bool:
        """Take over who another process of this machine has become meanwhile; return whether that is another one."""
        return self._own.refresh()

    def become(self, store: str = "", dev: str = "") -> None:
        """Go on in this store, or as another device where none is given: in a new file from the next line on."""
        self._own.become(
            lambda mine: mine.as_another(store or mine.store, dev or Identity.new().dev)
        )

    def joins(self, store: str) -> None:
        """Remember that the lines of another store count here too."""
        self._own.become(
            lambda mine: Identity(
                mine.store, mine.dev, mine.journal, (*mine.joined, store), mine.former
            )
        )

    def _is_ours(self) -> bool:
        """Return whether the end of the journal was written by this machine; if not, become another one.

        A copy of the state folder may be at work elsewhere, under the same name.
        """
        own = self._own
        found, own.found = own.found, b""
        if found and not own.is_private and not self.archive.is_writable():
            own.part()
            return False
        if not found or lines.is_header(found) or self.archive.knows(found):
            return True
        self.become()
        return False

    def _made(self, now: int, at: str, change: _Change) -> tuple[Line, bytes]:
        """Return the line and its bytes: the very same ones where this change has failed before."""
        for failed in self._failed:
            if failed[0] == change:
                self._failed.remove(failed)
                return failed[1:]
        identity = self._own.identity
        assert identity is not None  # noqa: S101  the journal is open
        what, ops, undoes = change
        id = new_id(now, self._own.last)
        line = Line(id, identity.dev, at, what, lines.with_own_id(ops, id), undoes)
        try:
            return line, lines.encode(line, self._dumps, self._loads)
        except UnicodeEncodeError:  # half a surrogate pair is no character: it becomes U+FFFD
            line = Line(line.id, line.dev, at, *lines.without_surrogates(what, line.ops), undoes)
            return line, lines.encode(line, self._dumps, self._loads)
        except ValueError as error:  # a `BadLineError`, or a number that JSON does not have
            message = _("this change is not of a form that can be kept: {reason}")
            raise FormError(message.format(reason=error)) from error

    def _put(self, raw: bytes) -> bool:
        """Write RAW at the end; return False where the file was replaced under our hands."""
        own, files = self._own, self._files
        start, own.end = own.end, -1
        try:
            write_all(files, own.fd, raw)
            files.fsync(own.fd)
        except OSError as error:
            try:
                files.truncate(own.fd, start)
                files.fsync(own.fd)
            except OSError:
                raise _not_confirmed(self._place) from error
            finally:
                own.retire()
            raise
        if not own.is_in_place():
            own.retire()
            return False
        own.end = start + len(raw)
        return True


def _not_confirmed(place: Place) -> StoreError:
    return StoreError(
        _("it is not confirmed that the change was written to {path}").format(
            path=place.journal_path
        ),
        _("if it was, it will show; writing it again does not double it"),
    )
