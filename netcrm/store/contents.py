"""What is in memory of a store: the tables, how far the journals were read, the sums of the log; writes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from netcrm.core.errors import StoreError
from netcrm.core.forecast import Forecast
from netcrm.core.ledger import Ledger
from netcrm.core.network import Network
from netcrm.core.record import Record
from netcrm.core.references import named_in
from netcrm.core.rules import Rules
from netcrm.core.table import in_full
from netcrm.core.touches import LAST_DAY
from netcrm.store import derived
from netcrm.store.ahead import Ahead
from netcrm.store.checkpoint import Checkpoint
from netcrm.store.collector import collector_off
from netcrm.store.fold import TARGET, Before, Fold
from netcrm.store.folder import biggest, stores_in
from netcrm.store.identity import Identity, is_known
from netcrm.store.ids import new_record_id
from netcrm.store.journal import Written
from netcrm.store.line import Line
from netcrm.store.names_file import save_names
from netcrm.store.pack import fast_loads
from netcrm.store.place import Place
from netcrm.store.seam import Files, cannot_read, not_there
from netcrm.store.stamped import FORECAST, LEDGER, Body
from netcrm.store.tails import AnewError, Tails

_NAMED = ("contacts", "interactions", "follow_ups", "drafts")
_MOST_CHANGED = 2000  # people; where more have changed a forecast saves nothing


class Contents:
    """The lines of a place added up, as of the last look at its files."""

    def __init__(
        self,
        place: Place,
        checkpoint: Checkpoint,
        rules: Rules,
        today: date,
        ahead: dict[str, Ahead[Body]],
    ) -> None:
        """Begin with nothing; AHEAD are the files beside the checkpoint that are being read already."""
        self.tails = Tails(place, "", fast_loads)
        self.today = today
        self.kept = 0
        """How many bytes of journals the checkpoint covers."""
        self._loads = 0
        self._place = place
        self._checkpoint = checkpoint
        self._ahead = ahead
        self._rules = rules
        self._fold = Fold()
        self._waiting: list[Line] = []  # written here, and not added up yet
        self._ledger = Ledger.build((), today)
        self._forecast: Forecast | None = None
        self.expected_by = rules
        """The rules that the forecast was made with."""
        self._changed: set[str] = set()  # the contacts that are not as the forecast has them
        self._network: Network | None = None
        self._stale = False

    @property
    def is_stale(self) -> bool:
        """Whether files could not be read: what is in memory may lack lines that they have."""
        return self._stale

    @property
    def network(self) -> Network:
        """The snapshot of everything known."""
        self._add_up()
        if self._network is None:
            self.show()
        assert self._network is not None  # noqa: S101  just made
        return self._network

    @property
    def fold(self) -> Fold:
        """The tables."""
        self._add_up()
        return self._fold

    @property
    def ledger(self) -> Ledger:
        """What the log adds up to."""
        self._add_up()
        return self._ledger

    def go_by(self, rules: Rules) -> None:
        """Show what the tables hold by other rules from now on."""
        self._rules = rules
        self.show()

    def extent(self) -> tuple[int, int]:
        """Return what is another one once a file has changed: how often everything and how often a tail was read."""
        return self._loads, self.tails.reads

    def load(self, identity: Identity | None) -> None:
        """Read everything: from the checkpoint and the journals' tails where they fit, else from the journals.

        Raises StoreError where that can't be, or where a store met before is not there.
        """
        self._stale = True  # until everything was read
        self._loads += 1
        known = identity is not None or is_known(self._place)
        try:
            stores = stores_in(self._place.journal_path)
            if known and not stores:
                raise not_there(self._place.data_path)
            store = identity.store if identity else biggest(stores)
            with collector_off():
                while not self._load(store, is_there=bool(stores)):
                    pass
        except OSError as error:
            raise cannot_read(error.filename or self._place.data_path, error) from error
        self._stale = False

    def look(self, identity: Identity | None) -> bool:
        """Take in what is new in the journals; return whether anything was. Raises StoreError."""
        if self._stale:
            self.load(identity)
            return True
        try:
            lines = self.tails.read()
        except AnewError:
            self.load(identity)
            return True
        except FileNotFoundError as error:
            if identity is None and not self.tails.files():
                return False
            self._stale = True
            raise not_there(self._place.data_path) from error
        except OSError as error:
            self._stale = True  # of the journals before this one some lines may have been read
            raise cannot_read(error.filename or self._place.data_path, error) from error
        self._take(lines)
        return bool(lines)

    def absorb(self, written: Written, identity: Identity) -> None:
        """Take in a line just written, and before it what others had appended to the same journal.

        It is added up when somebody asks: the writer does not wait for that.
        """
        self.tails.store = self.tails.store or identity.store
        if self.tails.appended(written.name, written.start, written.raw, written.line):
            self._waiting.append(written.line)
            return
        try:
            self.look(identity)
        except (
            StoreError
        ):  # the line is durable all the same: what can't be read is read again later
            self._take([written.line])
            self._stale = True

    def expect(self) -> Forecast:
        """Make a forecast of what the tables hold now, and go on with it."""
        contacts = in_full(self.fold.shelf(TARGET).lend()).values()
        rows = in_full(self._ledger.raw)
        self.expected_by = self._rules_now()
        self._forecast = Forecast.of(contacts, rows, self.expected_by, self._ledger.asof)
        self._changed = set()
        return self._forecast

    def keep_names(self, files: Files) -> None:
        """Write the file from which `netcrm log` knows whom a line may mean. Raises OSError."""
        network, fold = self.network, self.fold
        days = {
            id: date.fromordinal(row[LAST_DAY]).isoformat()
            for id, row in self.ledger.raw.items()
            if row[LAST_DAY]
        }
        void = {*network.heads, *(id for table, id in fold.purged if table == TARGET)}
        save_names(files, self._place, self.tails, network.directory, days, void)

    def show(self) -> None:
        """Make the snapshot of what the tables hold now."""
        shelves = self._fold.shelves
        log = self._fold.log.lend()
        self._ledger = self._ledger.at(self.today, log.values)
        rules = self._rules_now()
        fits = rules == self.expected_by
        self._network = Network(
            contacts=shelves["contacts"].lend(),
            interactions=log,
            follow_ups=shelves["follow_ups"].lend(),
            drafts=shelves["drafts"].lend(),
            deleted=Deleted({name: shelf.lend_hidden() for name, shelf in shelves.items()}),
            heads=self._fold.target.heads,
            more={name: shelf.lend() for name, shelf in shelves.items() if name not in _NAMED},
            ledger=self._ledger,
            rules=rules,
            new_id=new_record_id,
            before=self._network,
            forecast=self._forecast if fits and len(self._changed) <= _MOST_CHANGED else None,
            changed=frozenset(self._changed),
        )

    def _load(self, store: str, *, is_there: bool) -> bool:
        """Read everything; return False where the files changed meanwhile."""
        found = self._checkpoint.read(store)
        ahead, self._ahead = self._ahead, {}  # read once: the files may be others the next time
        fold, tails = found or (Fold(), Tails(self._place, store, fast_loads))
        kept = tails.size()
        stamp = self._checkpoint.stamp
        for table, base in fold.bases() if found else ():  # before lines look anything up in them
            base.use(partial(derived.load_index, self._place, stamp, table))
        try:
            lines = tails.read() if is_there else []
            before = fold.take(lines)
        except AnewError:
            return False
        ledger: Ledger | None = None
        forecast: Forecast | None = None
        if found:
            ledger = derived.load_ledger(self._place, stamp, ahead.get(LEDGER))
            self.expected_by = self._rules_now(fold)
            forecast = derived.load_forecast(
                self._place, stamp, self.expected_by, ahead.get(FORECAST)
            )
        else:
            fold.forget_dead(lines)
            tails.forget_ids()
        self._fold, self.tails, self.kept = fold, tails, kept
        self._waiting = []  # the files have them
        self._forecast, self._changed = forecast, set()
        if ledger is None:
            self._ledger = Ledger.build(fold.log.table_now().values(), self.today)
        else:
            self._ledger = self._updated(ledger, before)
        self.show()
        return True

    def _rules_now(self, fold: Fold | None = None) -> Rules:
        """Return the rules, in the mode that was chosen in the store where one was."""
        shelf = (fold or self._fold).shelf("profile")
        if not shelf.table_now():
            return self._rules
        from netcrm.core.profile import Mode, profile_of

        mode = profile_of(shelf.table_now()).mode
        if mode is None:
            return self._rules
        return replace(self._rules, job_search=mode is Mode.JOB_SEARCH)

    def _take(self, lines: list[Line]) -> None:
        if lines or self._waiting:
            lines, self._waiting = [*self._waiting, *lines], []
            self._ledger = self._updated(self._ledger, self._fold.take(lines))
            self.show()

    def _add_up(self) -> None:
        if self._waiting:
            self._take([])

    def _updated(self, ledger: Ledger, before: Before) -> Ledger:
        """Return the ledger after the log entries in BEFORE changed."""
        log = self._fold.log
        now = log.table_now()
        pairs = [(old, now.get(id)) for (table, id), old in before.items() if table == log.table]
        self._changed.update(id for table, id in before if table == TARGET)
        self._changed.update(*(named_in(r) for pair in pairs for r in pair if r))
        return ledger.updated(pairs, now.naming) if pairs else ledger


class Deleted(Mapping[tuple[str, str], Record]):
    """The hidden records of all tables, by table and id."""

    def __init__(self, tables: Mapping[str, Mapping[str, Record]]) -> None:
        self._tables = tables

    def __getitem__(self, key: tuple[str, str]) -> Record:
        return self._tables[key[0]][key[1]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((table, id) for table, records in self._tables.items() for id in records)

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))
