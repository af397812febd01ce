"""`netcrm log` as a whole process against `python -c pass`, at 10,000 contacts and 100,000 interactions."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from netcrm.store.place import default_place
from tests.benchmarks import big

RUNS = 25
NAME = "Signe Bjerregaard"
LINE = f"i går: frokost med @{NAME} =met #karriere !send CV fre"


def run() -> list[tuple[str, float, float | None]]:
    """Return the ratio of the medians, the two sides run in turn."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store")
        environment = {
            **os.environ,
            "XDG_STATE_HOME": str(Path(folder, "state")),
            "NETCRM_STORE": str(store),
        }
        os.environ["XDG_STATE_HOME"] = environment["XDG_STATE_HOME"]
        big.make(default_place(str(store)), contacts=10_000, interactions=100_000)
        command = Path(sys.executable).with_name("netcrm")
        log = [sys.executable, str(command), "log", LINE]
        nothing = [sys.executable, "-c", "pass"]
        add = [sys.executable, str(command), "add", NAME]
        subprocess.run(add, env=environment, check=True, capture_output=True)
        subprocess.run(log, env=environment, check=True, capture_output=True)
        ours, floor = [], []
        for _ in range(RUNS):
            floor.append(_seconds(nothing, environment))
            ours.append(_seconds(log, environment))
        count = [sys.executable, str(command), "due", "--count"]
        counted = [_seconds(count, environment) for _ in range(9)]
    base = statistics.median(floor)
    return [
        (
            "`netcrm log` : `python -c pass` (10,000 contacts, 100,000 entries)",
            statistics.median(ours) / base,
            4.0,
        ),
        (
            "`netcrm due --count` : `python -c pass` (the same)",
            statistics.median(counted) / base,
            2.5,
        ),
    ]


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started
