"""A device that is gone for good: its lines, without what is purged, go over into a journal of this one."""

from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.store.balance import lines_of
from netcrm.store.fold import Fold
from netcrm.store.journal import Journal
from netcrm.store.line import is_header
from netcrm.store.place import Place
from netcrm.store.scrub import Scrubber
from netcrm.store.seam import Files, cannot_read, cannot_write


class DeadDevice:
    """Its journals; `raws` are their lines, in order of their ids, to be written elsewhere by `go_over`."""

    def __init__(
        self,
        files: Files,
        place: Place,
        journal: Journal,
        fold: Fold,
        device: str,
    ) -> None:
        """Read them.

        Raises BadInputError for a device that is not known or this one, CannotBeDoneError where a line
        is damaged: it would be lost with the file. StoreError where they can't be read.
        """
        mine = journal.identity
        if mine is None or device == mine.dev:
            raise BadInputError(
                _("{device} is this device").format(device=device),
                _("what it has written is purged as it stands"),
            )
        self._files = files
        self._journal = journal
        self._place = place
        try:
            self._scrubber = Scrubber(files, place, mine, fold.purged)
            journals = self._scrubber.of_device(device)
        except OSError as error:
            raise cannot_read(error.filename or place.journal_path, error) from error
        if not journals:
            raise BadInputError(
                _("there is no journal of a device called “{device}”").format(device=device),
                _("`netcrm history` names the devices"),
            )
        self._paths = [*journals]
        found: dict[str, bytes] = {}
        for path, data in journals.items():
            good = [*lines_of(data)]
            written = [raw for raw in data.split(b"\n") if raw and not is_header(raw)]
            if len(written) != len(good):
                raise CannotBeDoneError(
                    _("{file} is damaged: what can't be read would be lost").format(file=path),
                    _("`netcrm doctor` says which lines; `netcrm doctor --salvage` saves the rest"),
                )
            found.update((id, raw) for id, _dev, raw in good)
        self.raws = [found[id] for id in sorted(found)]

    def go_over(self) -> None:
        """Write the lines to a file of this machine's, then remove those of the device. Raises StoreError."""
        if self.raws:
            self._journal.put_back(self.raws)
        self._journal.close()
        try:
            self._scrubber.lines()
            for path in self._paths:
                self._files.unlink(path)
            self._scrubber.files()
        except OSError as error:
            raise cannot_write(self._place.journal_path, error) from error
