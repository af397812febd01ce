"""Runs the proofs of the store for as long as told and prints what was checked: `make torture MINUTES=10`.

A number goes up when a check has ended well. A check that finds something is a loss: it is told in full,
and the exit code is 1. The luck of a run is printed, and can be given again with `--luck`.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Mapping
from random import Random
from secrets import randbits

from tests.torture.proof import Counts, Proof, scratch
from tests.torture.proofs import PROOFS

MOST_LOSSES = 20


def main() -> int:
    """Run all proofs, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (10)")
    parser.add_argument("--luck", type=int, default=randbits(32), help="the luck of an earlier run")
    parser.add_argument("--only", default="", help="only the proofs whose name has this in it")
    arguments = parser.parse_args()
    print(f"luck {arguments.luck}, {arguments.minutes:g} minutes", flush=True)
    able = []
    for proof in PROOFS:
        if arguments.only not in proof.name:
            continue
        if why := proof.needs():
            print(f"left out: {proof.name}: {why}", flush=True)
        else:
            able.append(proof)
    shares = sum(proof.share for proof in able)
    counts: Counter[str] = Counter()
    losses: list[str] = []
    for proof in able:
        seconds = arguments.minutes * 60 * proof.share / shares
        found, wrong = for_some_time(proof, Random(f"{arguments.luck} {proof.name}"), seconds)
        counts.update(found)
        losses += wrong
    print_table(counts, losses)
    return 1 if losses else 0


def for_some_time(proof: Proof, luck: Random, seconds: float) -> tuple[Counts, list[str]]:
    """Run a proof for so long, in a folder of its own; begin again after something was wrong."""
    counts: Counter[str] = Counter()
    losses: list[str] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(losses) < MOST_LOSSES:
        try:
            with scratch() as folder:
                for found in proof.run(luck, folder):
                    counts.update(found)
                    if time.monotonic() >= end:
                        break
        except Exception as error:  # noqa: BLE001  whatever it is, it is told
            losses.append(f"{proof.name}: {error!r}")
            print(f"LOSS  {losses[-1]}", file=sys.stderr, flush=True)
    return counts, losses


def print_table(counts: Mapping[str, int], losses: list[str]) -> None:
    """Print a row for everything that was counted, the losses last."""
    rows = [*((name, f"{n:,}") for name, n in counts.items()), ("losses", f"{len(losses):,}")]
    wide = max(len(name) for name, _n in rows)
    for name, n in rows:
        print(f"{name:<{wide}}  {n:>12}")


if __name__ == "__main__":
    sys.exit(main())
