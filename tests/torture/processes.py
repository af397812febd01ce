"""Several processes on one store: all that they write is there once, and nobody ever sees less than before."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from netcrm.store.place import Place
from netcrm.store.quick import Quick
from netcrm.store.store import Store
from tests.store.kit import TODAY, contact, names, opened, place_in
from tests.torture.proof import Counts, Proof


def in_a_child(work: Callable[[], None]) -> int:
    """Run WORK in a forked process and return its id."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def write_many(place: Place, writer: int, writes: int) -> None:
    """Write contacts, with the app's store or as `netcrm log` does, and checkpoints in between."""
    door: Store | Quick = opened(place) if writer % 2 else Quick(place)
    for n in range(writes):
        door.write(contact(f"{writer}.{n}"))
        if isinstance(door, Store) and n % 10 == 9:
            door.checkpoint()
    door.close()


def check(place: Place, writers: int, writes: int) -> None:
    """Let WRITERS processes make a store together, each with so many WRITES, while a reader looks on."""
    children = [
        in_a_child(lambda writer=writer: write_many(place, writer, writes))
        for writer in range(writers)
    ]
    reader = opened(place)
    seen: set[str] = set()
    failed = 0
    while children:
        reader.poll(TODAY)
        now = names(reader)
        assert seen <= now, "a reader saw less than before"
        seen = now
        for child in children[:]:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                failed += bool(status)
                children.remove(child)
    assert not failed, f"{failed} writers failed"
    reader.poll(TODAY)
    everybody = [str(record.fields["name"]) for record in reader.network.contacts.values()]
    wanted = [f"{writer}.{n}" for writer in range(writers) for n in range(writes)]
    assert Counter(everybody) == Counter(wanted), "something is missing, or there twice"
    again = opened(place)
    assert names(again) == set(wanted)
    assert again.warnings == []
    assert len({line.device for line in again.history()}) == 1
    assert len(again.history()) == writers * writes


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Let more and fewer processes write, each time to another store."""
    n = 0
    while True:
        n += 1
        writers, writes = luck.randint(2, 10), luck.choice((10, 25, 60))
        check(place_in(folder / str(n)), writers, writes)
        yield {"processes": writers, "writes of several processes": writers * writes}


PROOF = Proof("many processes", run, share=2)
