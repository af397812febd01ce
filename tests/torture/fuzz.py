"""Fuzzing of every reader: bytes that are nearly right, made by hypothesis, and what has to hold whatever they are."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.torture.fuzz_targets import TARGETS, Target
from tests.torture.proof import Counts, Proof


def nearly(target: Target) -> st.SearchStrategy[bytes]:
    """Return bytes of a target: right ones with a few places changed, or a heap of pieces."""
    tokens = st.sampled_from(target.tokens or (b"\0", b"\xff")) | st.binary(max_size=4)
    seeds = target.seeds()
    edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), tokens), max_size=5)
    return st.builds(edited, st.sampled_from(seeds), edits) | st.lists(tokens, max_size=25).map(
        b"".join
    )


def edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """Return DATA with pieces put in the place of so many bytes, each somewhere between begin and end."""
    for where, length, piece in edits:
        at = int(where * len(data))
        data = data[:at] + piece + data[at + length :]
    return data


def fuzz(target: Target, examples: int, begin: int, *, shrink: bool = True) -> None:
    """Check a target with so many examples, those that BEGIN leads to. Raises what the check raises."""

    @seed(begin)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, *([Phase.shrink] if shrink else [])],
        suppress_health_check=list(HealthCheck),
    )
    @given(nearly(target))
    def check(data: bytes) -> None:
        target.check(data)

    check()


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Fuzz all targets again and again, each time with other examples."""
    while True:
        for target in luck.sample(TARGETS, len(TARGETS)):
            examples = 30 if target.slow else 300
            try:
                fuzz(target, examples, luck.randrange(1 << 62))
            except Exception as error:
                notes = " ".join(getattr(error, "__notes__", ()))
                raise AssertionError(f"{target.name}: {error!r} {notes}") from error
            yield {"inputs fuzzed": examples}


PROOF = Proof("every reader", run, share=4)
