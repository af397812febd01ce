"""Prints every ratio with the bound it is held to; the sides of a ratio are measured in one run.

Run with `make benchmark`. Exits with 1 where a ratio is over its bound.
"""

import os
import sys
import time
from collections.abc import Callable

from tests.benchmarks import (
    bench_app,
    bench_core,
    bench_formats,
    bench_hand,
    bench_paths,
    bench_shell,
    bench_store,
)

Rows = list[tuple[str, float, float | None]]
SUITES: tuple[Callable[[], Rows], ...] = (
    bench_store.run,
    bench_shell.run,
    bench_app.run,
    bench_hand.run,
    bench_formats.run,
    bench_core.run,
    bench_paths.run,
)


def main() -> int:
    """Run all suites and print their rows."""
    os.environ.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # users have compiled modules; the first run makes them
    over = 0
    for suite in SUITES:
        started = time.perf_counter()
        for name, ratio, bound in suite():
            held = bound is None or ratio <= bound
            over += not held
            limit = "" if bound is None else f"at most {bound:g}"
            print(f"{ratio:8.2f}  {limit:<14}{'' if held else 'OVER  '}{name}", flush=True)
        print(f"          ({suite.__module__}: {time.perf_counter() - started:.0f} s)", flush=True)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
