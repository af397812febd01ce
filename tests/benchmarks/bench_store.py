"""The store against what can't be done without: one fsynced append, and orjson reading the same files.

At 10,000 contacts and 100,000 interactions; both sides of a ratio are measured in turn in one run,
because the time of an fsync differs more between two minutes than between two designs.
"""

import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from netcrm.core.record import Change, new
from netcrm.core.rules import Rules
from netcrm.store.journal import Journal
from netcrm.store.pack import fast_dumps, fast_loads
from netcrm.store.place import Place
from netcrm.store.quick import Quick
from netcrm.store.seam import Files
from netcrm.store.store import Store
from tests.benchmarks import big

WRITES = 400
OPENS = 9
TABLES = ("contacts", "drafts", "follow_ups", "interactions")


def run() -> list[tuple[str, float, float | None]]:
    """Return the ratios with their bounds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder, "data"), Path(folder, "state"))
        contacts = big.make(place, contacts=10_000, interactions=100_000)
        _open(place).close()  # makes the checkpoint
        return [*_writes(place, contacts), *_opens(place), *_quick(place)]


def _open(place: Place) -> Store:
    return Store.open(place, rules=Rules(), today=big.TODAY)


def _writes(place: Place, contacts: list[str]) -> list[tuple[str, float, float | None]]:
    journal = Journal(
        Place(f"{place.data_path}-2", f"{place.state_path}-2"),
        files=Files(),
        loads=fast_loads,
        dumps=fast_dumps,
    )
    store = _open(place)
    change = _entry(store.network.new_id(), contacts[0])
    written = journal.append(change.what, change.ops)
    floor = os.open(Path(place.data_path, "floor"), os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    took: dict[str, list[float]] = {"floor": [], "journal": [], "store": [], "snapshot": []}
    gc.collect()
    gc.disable()  # for all of them: a collection between two would leave the caches cold for the second
    for n in range(WRITES):
        change = _entry(store.network.new_id(), contacts[n])
        took["floor"].append(_clocked(lambda: (os.write(floor, written.raw), os.fsync(floor))))
        took["journal"].append(_clocked(lambda c=change: journal.append(c.what, c.ops)))
        took["store"].append(_clocked(lambda c=change: store.write(c)))
        took["snapshot"].append(took["store"][-1] + _clocked(lambda: store.network))
    gc.enable()
    os.close(floor)
    journal.close()
    store.close()
    base = statistics.median(took["floor"])
    return [
        (name, statistics.median(took[side]) / base, bound)
        for name, side, bound in (
            ("a durable line : one fsynced append of the same bytes", "journal", 1.3),
            ("a durable write to the store : the same", "store", 1.3),
            ("a durable write and the snapshot after it : the same", "snapshot", None),
        )
    ]


def _entry(id: str, contact: str) -> Change:
    fields = {
        "date": big.TODAY.isoformat(),
        "medium": "met",
        "text": "frokost med Mette Holm om det nye job",
        "words": "frokost med Mette Holm om det nye job",
        "contacts": [contact],
        "tags": ["karriere"],
    }
    return Change("met Mette Holm", [new("interactions", id, fields)])


def _opens(place: Place) -> list[tuple[str, float, float | None]]:
    opened, read = [], []
    for _ in range(OPENS):
        opened.append(_seconds(lambda: _open(place)))
        read.append(
            _seconds(
                lambda: [
                    orjson.loads(place.data.joinpath(f"{t}.json").read_bytes()) for t in TABLES
                ]
            )
        )
    ratio = statistics.median(opened) / statistics.median(read)
    return [("opening the store : orjson reading its files, collector off", ratio, 0.9)]


def _quick(place: Place) -> list[tuple[str, float, float | None]]:
    """Return what `netcrm log` needs of the store against decoding the smallest part of it that has all names."""
    quick, read = [], []
    contacts = place.data / "contacts.json"
    for _ in range(OPENS):
        quick.append(_seconds(lambda: Quick.open(place).directory.called("Mette Holm")))
        read.append(_seconds(lambda: orjson.loads(contacts.read_bytes())))
    ratio = statistics.median(quick) / statistics.median(read)
    return [("the names of `netcrm log` : orjson reading the contacts", ratio, 0.5)]


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    took = _clocked(work)
    gc.enable()
    return took


def _clocked(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    kept = work()
    took = time.perf_counter() - started
    del kept
    return took
