"""What a store does by itself as it is opened, looked at and closed, so that machines come to the same network."""

from collections.abc import Callable
from contextlib import suppress

from netcrm.core.errors import StoreError
from netcrm.store.contents import Contents
from netcrm.store.journal import Journal
from netcrm.store.mark import kept_store
from netcrm.store.place import Place
from netcrm.store.safekeeping import Safekeeping
from netcrm.store.seam import Files, cannot_read
from netcrm.store.strangers import Stranger, Strangers

_ROUNDS = 8


class Upkeep:
    """The archive, lost lines and other stores, for the contents of one place."""

    def __init__(
        self,
        place: Place,
        files: Files,
        contents: Contents,
        journal: Journal,
        clock: Callable[[], int],
    ) -> None:
        self._place = place
        self._contents = contents
        self._journal = journal
        self._safe = Safekeeping(place, files, journal, clock)
        self._strangers = Strangers(place, files, journal)
        self._seen = (0, 0)

    @property
    def warnings(self) -> list[str]:
        """What was put back, what is missing, and which other stores are there."""
        return [*self._safe.warnings, *(stranger.say() for stranger in self.strangers)]

    @property
    def strangers(self) -> list[Stranger]:
        """The other stores about which somebody has to be asked."""
        return self._strangers.found

    def look(self) -> bool:
        """Settle everything if anything was read since the last time; return whether the contents changed."""
        return self._contents.extent() != self._seen and self.settle(copy=True)

    def settle(self, *, copy: bool) -> bool:
        """Put right what the journals have lost, with COPY also what the archive lacks; take in other stores.

        Return whether the contents changed. Raises StoreError where the journals can't be read.
        """
        contents, journal = self._contents, self._journal
        changed = journal.refresh()
        if changed:
            contents.load(journal.identity)
        store = contents.tails.store or kept_store(self._place)
        lost = self._safe.settle(store, contents.tails.bad, copy=copy)
        if copy and not self._safe.is_busy:
            self._seen = contents.extent()
        if copied := self._safe.copied:
            purged = contents.fold.purged
            if any(id.encode("utf-8", "replace") in copied for _table, id in purged):
                contents.fold.is_to_scrub = True  # another machine has not come to it yet
        if lost:
            contents.load(journal.identity)
        elif self._safe.has_compared and not copy:
            changed = contents.look(journal.identity) or changed
        with suppress(OSError, StoreError):  # the next time is soon enough
            for _round in range(_ROUNDS):
                if not self._strangers.meet(contents.tails, contents.fold):
                    break
                changed = True
                contents.load(journal.identity)
        return changed or lost

    def join(self, store: str) -> int:
        """Take in another store; see `Store.join`."""
        try:
            brought = self._strangers.join(store, self._contents.tails)
        except OSError as error:
            raise cannot_read(self._place.data_path, error) from error
        self._contents.load(self._journal.identity)
        self.settle(copy=False)
        return brought
