"""The process is killed at random instants: what was acknowledged is there, and everything can be read."""

import os
import random
import signal
import time

from netcrm.store.line import decode, is_header
from tests.store.kit import contact, journals, names, opened, place_in

KILLS = 25


def write_until_killed(place, turn: int, pipe: int) -> None:
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


def killed_writer(place, turn: int, after: float) -> list[str]:
    """Let a process write until it is killed AFTER so many seconds; return what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            write_until_killed(place, turn, writer)
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


def test_what_was_acknowledged_survives_a_kill(tmp_path) -> None:
    """After each of many kills every acknowledged contact is there, and every undone one is not."""
    place = place_in(tmp_path)
    luck = random.Random(7)
    there: set[str] = set()
    away: set[str] = set()
    for turn in range(KILLS):
        for word in killed_writer(place, turn, luck.uniform(0, 0.1)):
            kind, name = word[0], word[1:]
            if kind == "+":
                there.add(name)
            else:
                there.discard(name)  # while it is being undone it may be there or not
                if kind == "-":
                    away.add(name)
        store = opened(place)
        assert there <= names(store)
        assert away.isdisjoint(names(store))
        assert store.warnings == []
        for path in journals(place):
            for raw in path.read_bytes().split(b"\n")[:-1]:
                assert is_header(raw) or decode(raw)
    assert len(there) > KILLS


def test_what_a_killed_process_left_half_written_is_swept(tmp_path) -> None:
    """Old temporary files go with the next checkpoint; young ones may belong to another process."""
    place = place_in(tmp_path)
    store = opened(place)
    store.write(contact("Anna"))
    old, young = (place.data / f"contacts.json.{n}.tmp" for n in "12")
    for path in (old, young):
        path.write_bytes(b"{")
    os.utime(old, (0, 0))
    store.checkpoint()
    assert not old.exists()
    assert young.exists()
