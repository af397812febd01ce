"""The store as `netcrm log` uses it: whom a line may mean, and a durable write; never reads contacts or the log."""

from netcrm.core.errors import CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.core.names import Directory
from netcrm.core.record import Change
from netcrm.store.folder import stores_in
from netcrm.store.identity import is_known
from netcrm.store.ids import new_record_id
from netcrm.store.journal import Journal
from netcrm.store.names_file import NamesFile, load_names, save_names
from netcrm.store.names_tail import NamesTail, UnclearError
from netcrm.store.place import Place
from netcrm.store.seam import Files, cannot_read, not_there
from netcrm.store.tails import AnewError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from netcrm.core.contact import Contact
    from netcrm.core.network import Network

LONG_TAIL = 32 << 10


class Quick:
    """A store opened for writing single lines. `directory` has everybody, also whom a write just made."""

    def __init__(self, place: Place, *, files: Files | None = None) -> None:
        """Open the store in PLACE; raises StoreError where it can't be read, or is not there any more."""
        self.place = place
        self.new_id: Callable[[], str] = new_record_id
        self._files = files or Files()
        self._journal = Journal(place, files=self._files)
        self._names: NamesTail | None = None
        self._directory: Directory | None = None
        self._network: Network | None = None
        self._open()

    @classmethod
    def open(cls, place: Place) -> "Quick":
        """Open the store in PLACE; see the constructor."""
        return cls(place)

    @property
    def directory(self) -> Directory:
        """The names that a line may use."""
        if self._names is not None:
            return self._names.directory
        return self._directory or self._add_up().directory

    @property
    def network(self) -> "Network":
        """All that is known; reads the whole store."""
        return self._network or self._add_up()

    def contact(self, id: str) -> "Contact":
        """Return the contact of an id, whom the names alone tell little of; reads the whole store.

        Raises CannotBeDoneError where somebody has deleted them meanwhile.
        """
        network = self.network
        if id not in network.contacts:
            raise CannotBeDoneError(_("whom the line names was deleted just now"))
        return network.contact(id)

    def write(self, change: Change) -> str:
        """Write a change, durable on return, and return the id of its line. Raises StoreError."""
        written = self._journal.append(change.what, change.ops)
        self._directory = self._network = None
        if self._names is not None:
            try:
                self._names.take([written.line])
            except UnclearError:
                self._names = None
        return written.line.id

    def close(self) -> None:
        """Give the files back."""
        self._journal.close()

    def _open(self) -> None:
        identity = self._journal.identity
        known = is_known(self.place)  # before looking: another process may be making the store
        try:
            if identity is not None and (kept := load_names(self.place, identity.store)):
                before = kept.tails.size()
                try:
                    names = NamesTail(kept)
                    names.take(kept.tails.read())
                except (AnewError, UnclearError):
                    pass
                else:
                    self._names = names
                    if kept.tails.size() - before > LONG_TAIL:
                        self._keep(names, kept)
                    return
            if not stores_in(self.place.journal_path):
                if known:
                    raise not_there(self.place.data_path)
                self._directory = Directory.of((), ())
        except FileNotFoundError as error:
            raise not_there(self.place.data_path) from error
        except OSError as error:
            raise cannot_read(self.place.data_path, error) from error

    def _keep(self, names: NamesTail, kept: NamesFile) -> None:
        days = {**kept.days(), **names.days}
        try:  # noqa: SIM105  contextlib is dear to import
            save_names(self._files, self.place, kept.tails, names.directory, days, kept.void)
        except OSError:
            pass  # the next time reads the same tail again

    def _add_up(self) -> "Network":
        """Read the whole store, which takes its time, and keep the names for the next command."""
        from datetime import date

        from netcrm.core.rules import Rules
        from netcrm.store.store import Store

        today = date.today()  # noqa: DTZ011  only names and snoozes are asked of it
        store = Store(self.place, rules=Rules(), today=today, files=self._files)
        self._network = store.network
        self._directory = self._network.directory
        store.keep_names()
        store.close()
        return self._network
