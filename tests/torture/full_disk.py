"""Disks that are really full, files that may not grow, folders that may not be written: nothing said is untrue."""

import resource
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from random import Random

from netcrm.core.errors import StoreError
from netcrm.store.place import Place
from netcrm.store.quick import Quick
from netcrm.store.store import Store
from tests.store.kit import add, contact, names, opened
from tests.torture.jail import NotPermittedError, become_nobody, in_child, small_disk
from tests.torture.proof import Counts, Proof

SIZE = 256 << 10
REFUSALS = 12


class Writer:
    """Writes contacts through the store's two doors; knows what was acknowledged and what was refused."""

    def __init__(self, place: Place, luck: Random, largest: int) -> None:
        self.place = place
        self.luck = luck
        self.largest = largest
        self.there: set[str] = set()
        self.away: set[str] = set()
        self.refused = 0
        self._n = 0

    def write(self) -> bool:
        """Write one more contact; return whether it was acknowledged."""
        self._n += 1
        name = f"P{self._n}"
        change = contact(name, note="x" * self.luck.randrange(self.largest))
        try:
            with closing(self._door()) as door:
                door.write(change)
        except StoreError as error:
            self.refused += 1
            if "not confirmed" not in error.message:
                self.away.add(name)
            return False
        self.there.add(name)
        return True

    def keep(self) -> None:
        """Write the derived files, where that goes."""
        with suppress(StoreError), closing(opened(self.place)) as store:
            store.checkpoint()

    def check(self) -> None:
        """See that all that was acknowledged is there and nothing that was refused."""
        store = opened(self.place)
        now = names(store)
        assert self.there <= now, f"lost: {sorted(self.there - now)[:5]}"
        assert self.away.isdisjoint(now), f"there all the same: {sorted(self.away & now)[:5]}"
        assert not store.warnings, store.warnings
        store.close()

    def counts(self) -> Counts:
        """Return how many writes were refused."""
        return {"writes refused by a real disk": self.refused}

    def _door(self) -> Store | Quick:
        return Quick(self.place) if self.luck.random() < 0.5 else opened(self.place)


def a_full_disk(place: Place, luck: Random, ballast: Path) -> Counts:
    """Fill the disk with writes, checkpoints among them; make some room, fill it again."""
    ballast.write_bytes(b"\0" * (SIZE // 4))
    writer = Writer(place, luck, 9000)
    for _round in range(2):
        before = writer.refused
        while writer.refused < before + REFUSALS:
            writer.write()
            if luck.random() < 0.2:
                writer.keep()
                writer.check()
        writer.check()
        ballast.unlink(missing_ok=True)
        for leftover in (*place.data.glob("*.tmp"), *place.state.glob("*.tmp")):
            raise AssertionError(f"{leftover} was left on a full disk")
    assert writer.there
    return writer.counts()


def a_first_start_on_a_full_disk(place: Place, luck: Random, ballast: Path) -> Counts:
    """Begin where nothing can be written; go on once there is room."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    writer = Writer(place, luck, 900)
    for _try in range(3):
        assert not writer.write()
    ballast.unlink()
    assert writer.write()
    writer.check()
    return writer.counts()


def on_a_small_disk(
    folder: Path, luck: Random, work: Callable[..., Counts], *, shared: bool
) -> Counts:
    """Do WORK with the data on a disk of 256 KiB, and the state there too or elsewhere."""
    disk = folder / "disk"
    disk.mkdir(parents=True)
    small_disk(disk, SIZE)
    place = Place(disk / "data", (disk if shared else folder) / "state")
    return work(place, luck, disk / "ballast")


def with_a_limit(folder: Path, luck: Random) -> Counts:
    """Write where no file may grow over some size: a write that reaches it is refused."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (luck.randrange(20_000, 60_000),) * 2)
    writer = Writer(Place(folder / "data", folder / "state"), luck, 30_000)
    while writer.refused < REFUSALS:
        writer.write()
        if luck.random() < 0.1:
            writer.keep()
    writer.check()
    return writer.counts()


def where_nothing_may_be_written(folder: Path, luck: Random, closed: tuple[str, ...]) -> Counts:
    """Take away the right to write from some of the folders: all can be read, and nothing untrue is said."""
    place = Place(folder / "data", folder / "state")
    with closing(opened(place)) as store:
        add(store, "Anna")
        store.checkpoint()
    become_nobody(folder)
    folders = {"data": place.data, "journal": Path(place.journal_path), "state": place.state}
    for name in closed:
        for path in folders[name].iterdir():
            if path.is_file():
                path.chmod(0o400)
        folders[name].chmod(0o500)
    writer = Writer(place, luck, 2000)
    writer.there.add("Anna")
    for n in range(REFUSALS):
        writer.write()
        if n % 4 == 3:
            writer.keep()
        writer.check()
    assert bool(writer.refused) == ("journal" in closed)
    for path in folders.values():
        path.chmod(0o700)
        for inside in path.iterdir():
            if inside.is_file():
                inside.chmod(0o600)
    assert writer.write()
    writer.check()
    return writer.counts()


CLOSED = [("data",), ("journal",), ("state",), ("data", "journal"), ("data", "journal", "state")]
WAYS: dict[str, Callable[[Path, Random], Counts]] = {
    **{
        f"{work.__name__}{', state too' * shared}": partial(
            on_a_small_disk, work=work, shared=shared
        )
        for work in (a_full_disk, a_first_start_on_a_full_disk)
        for shared in (True, False)
    },
    "with_a_limit": with_a_limit,
    **{
        f"closed: {', '.join(closed)}": partial(where_nothing_may_be_written, closed=closed)
        for closed in CLOSED
    },
}


def once(way: str, folder: Path, luck: Random) -> Counts:
    """Do one of `WAYS` in a child. Raises NotPermittedError where the platform does not let us."""
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    return in_child(lambda: WAYS[way](folder, luck))


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Do all ways that the platform permits, again and again."""
    n = 0
    while True:
        for way in WAYS:
            n += 1
            with suppress(NotPermittedError):
                yield once(way, folder / str(n), Random(luck.random()))
        yield {}


PROOF = Proof("real disks", run)
