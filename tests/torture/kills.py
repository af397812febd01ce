"""The process is killed at random instants: what was acknowledged is there, and everything can be read."""

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from netcrm.store.line import decode, is_header
from netcrm.store.place import Place
from tests.store.kit import contact, journals, names, opened, place_in
from tests.torture.proof import Counts, Proof

LONGEST_SECONDS = 0.1
TURNS = 200
"""After so many kills another store is begun: reading all of it takes longer and longer."""


class Killed:
    """A store whose writers are killed, with what they said."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.there: set[str] = set()
        self.away: set[str] = set()
        self.turn = 0

    def kill_one(self, after: float) -> None:
        """Kill a writer AFTER so many seconds. Raises AssertionError where something it said is not so."""
        self.turn += 1
        for word in _killed_writer(self.place, self.turn, after):
            kind, name = word[0], word[1:]
            if kind == "+":
                self.there.add(name)
            else:
                self.there.discard(name)  # while it is being undone it may be there or not
                if kind == "-":
                    self.away.add(name)
        store = opened(self.place)
        now = names(store)
        assert self.there <= now, f"lost by kill {self.turn}: {sorted(self.there - now)[:5]}"
        assert self.away.isdisjoint(now), f"undone, and there: {sorted(self.away & now)[:5]}"
        assert store.warnings == [], store.warnings
        store.close()
        for path in journals(self.place):
            for raw in path.read_bytes().split(b"\n")[:-1]:
                assert is_header(raw) or decode(raw)


def _write_until_killed(place: Place, turn: int, pipe: int) -> None:
    """Write contacts and checkpoints; say `+name` when one is durable, `?name` before it is undone, `-name` after."""
    store = opened(place)
    sizes = random.Random(turn)
    n = 0
    os.write(pipe, b"go\n")
    while True:
        n += 1
        store.write(contact(f"{turn}.{n}", note="x" * sizes.randrange(5000)))
        os.write(pipe, f"+{turn}.{n}\n".encode())
        if n % 7 == 0:
            store.checkpoint()
        if n % 5 == 0:
            os.write(pipe, f"?{turn}.{n}\n".encode())
            store.undo()
            os.write(pipe, f"-{turn}.{n}\n".encode())


def _killed_writer(place: Place, turn: int, after: float) -> list[str]:
    """Let a process write until it is killed AFTER so many seconds; return what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            _write_until_killed(place, turn, writer)
        finally:
            os._exit(1)
    os.close(writer)
    said = os.read(reader, 3)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while part := os.read(reader, 1 << 16):
        said += part
    os.close(reader)
    assert os.WIFSIGNALED(status), "the writer stopped by itself"
    return said.decode().split("\n")[1:-1]


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Kill one writer after the other."""
    n = 0
    while True:
        n += 1
        killed = Killed(place_in(folder / str(n)))
        for _turn in range(TURNS):
            before = len(killed.there)
            killed.kill_one(luck.uniform(0, LONGEST_SECONDS))
            yield {"kills": 1, "writes acknowledged before a kill": len(killed.there) - before}


PROOF = Proof("the process is killed", run, share=3)
