"""The app in a pseudo-terminal: its first full frame against an empty Textual app's, and a key press."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from netcrm.store.place import default_place
from tests.benchmarks import big
from tests.benchmarks.terminal import Terminal

RUNS = 11
KEYS = 25
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("the frame is here")
Empty().run()
"""
MARKERS = [b"Circles", b"Staleness", b"Outreach log", b"Everyone", b"Help", b"due"]


def run() -> list[tuple[str, float, float | None]]:
    """Return the ratios of the medians, the sides of each run in turn."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder, "state"))
        large, small = Path(folder, "large"), Path(folder, "small")
        big.make(default_place(str(large)), contacts=10_000, interactions=100_000)
        big.make(default_place(str(small)), contacts=60, interactions=600)
        empty = [sys.executable, "-c", EMPTY]
        for store in (
            large,
            small,
        ):  # as a user leaves it: closed once, so that a checkpoint is there
            due = [*_ours(), "due", "--count"]
            subprocess.run(due, env=_environment(store), check=True, capture_output=True)
        _first_frame(_ours(), MARKERS, _environment(large))
        app, base = [], []
        for _ in range(RUNS):
            base.append(_first_frame(empty, [b"the frame is here"], _environment(large)))
            app.append(_first_frame(_ours(), MARKERS, _environment(large)))
        many, many_bytes = _key_press(_environment(large))
        few, few_bytes = _key_press(_environment(small))
    frame = statistics.median(app) / statistics.median(base)
    return [
        ("first full frame : an empty Textual app (10,000 contacts, 100,000 entries)", frame, 1.5),
        ("key to answer, 10,000 people : 60 people", many / few, 1.5),
        ("bytes written for a key, 10,000 people : 60 people", many_bytes / few_bytes, 1.5),
    ]


def _ours() -> list[str]:
    return [sys.executable, "-m", "netcrm"]


def _environment(store: Path) -> dict[str, str]:
    fixed = {"NETCRM_STORE": str(store), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return {**os.environ, **fixed}


def _first_frame(command: list[str], markers: list[bytes], environment: dict[str, str]) -> float:
    with Terminal(command, environment) as terminal:
        return terminal.until(markers)


def _key_press(environment: dict[str, str]) -> tuple[float, float]:
    """Return the median seconds and bytes of moving the cursor of the list within sight."""
    with Terminal(_ours(), environment) as terminal:
        terminal.until(MARKERS)
        terminal.settle(3.0)
        answers = [terminal.key(b"j" if n % 2 == 0 else b"k") for n in range(KEYS)]
    return (
        statistics.median(seconds for seconds, _ in answers),
        statistics.median(size for _, size in answers),
    )
