"""The hand on the keyboard at 10,000 people, in a pseudo-terminal: what keys cost, and what costs nothing.

Processor time is that of all threads of the app, as Linux counts it; the answer to a key that is held down is late
by the time from the last press to the last byte. Keys come as a terminal repeats them, thirty a second.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from netcrm.store.place import default_place
from tests.benchmarks import big
from tests.benchmarks.bench_app import EMPTY, MARKERS
from tests.benchmarks.terminal import Terminal

MOVES, HELD = 100, 200
REPEAT = 1 / 30  # seconds between the keys of one that is held down
BEFORE_THE_CARD = (
    0.06  # seconds: the card beside a list is written once the cursor has rested for 0.07
)
ASLEEP, IDLE = 12.0, 30.0
WORDS = ("mette", "hansen", "karen", "larsen")

MOST_OF_A_MOVE, MOST_BYTES = 0.005, 1000
MOST_OF_A_LETTER = 0.006
MOST_BEHIND = 0.150


def run() -> list[tuple[str, float, float | None]]:
    """Return the ratios with their bounds; none where the system does not count processor time by thread."""
    if not Path("/proc/self/schedstat").exists():
        return []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder, "state"))
        store = Path(folder, "store")
        big.make(default_place(str(store)), contacts=10_000, interactions=100_000)
        fixed = {"NETCRM_STORE": str(store), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment = {**os.environ, **fixed}
        ours = [sys.executable, "-m", "netcrm"]
        subprocess.run([*ours, "due", "--count"], env=environment, check=True, capture_output=True)
        with Terminal(ours, environment) as terminal:
            terminal.until(MARKERS)
            terminal.settle(3.0)
            move, size = _moves(terminal)
            behind = _held(terminal)
            idle = _idle(terminal)
            letter = _letters(terminal)
        with Terminal([sys.executable, "-c", EMPTY], environment) as terminal:
            terminal.until([b"the frame is here"])
            terminal.settle(3.0)
            empty = _idle(terminal)
    return [
        ("processor time of a cursor move : 5 ms", move / MOST_OF_A_MOVE, 1.0),
        ("bytes of a cursor move : 1 kB", size / MOST_BYTES, 1.0),
        ("200 keys held down, late by : 150 ms", behind / MOST_BEHIND, 1.0),
        ("processor time when idle : an empty Textual app's", idle / empty, 1.1),
        ("letter in the filter with all that is drawn : 6 ms", letter / MOST_OF_A_LETTER, None),
    ]


def _moves(terminal: Terminal) -> tuple[float, float]:
    """Return the processor time and the bytes of a move within sight, without the card."""
    before, size = terminal.processor_time(), 0
    for n in range(MOVES):
        terminal.press(b"j" if n % 2 == 0 else b"k")
        size += terminal.read_for(BEFORE_THE_CARD)[0]
    return (terminal.processor_time() - before) / MOVES, size / MOVES


def _held(terminal: Terminal) -> float:
    """Return the seconds by which the last answer is late."""
    for _ in range(HELD):
        terminal.press(b"j")
        pressed = time.perf_counter()
        terminal.read_for(REPEAT)
    _size, last = terminal.read_for(1.0)
    terminal.press(b"g")
    terminal.settle(1.0)
    return max(last - pressed, 0.0)


def _letters(terminal: Terminal) -> float:
    """Return the processor time of a letter more or less in the filter."""
    terminal.press(b"/")
    terminal.settle(1.0)
    before, letters = terminal.processor_time(), 0
    for word in WORDS:
        for key in (*word.encode(), *b"\x7f" * len(word)):
            terminal.press(bytes([key]))
            terminal.read_for(0.25)
            letters += 1
    return (terminal.processor_time() - before) / letters


def _idle(terminal: Terminal) -> float:
    """Return the processor time of doing nothing."""
    terminal.read_for(ASLEEP)
    before = terminal.processor_time()
    terminal.read_for(IDLE)
    return terminal.processor_time() - before
