"""What a kind of proof is: an endless run of checks that counts what it has checked."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

Counts = dict[str, int]
"""How many of what were checked since the last time; the names are those of the table's rows."""


@dataclass(frozen=True)
class Proof:
    """One kind: RUN checks in a folder of its own for ever, and yields what it has counted.

    Whatever it finds wrong it raises as an AssertionError that says what was done. `share` is the part
    of the time it is given, beside those of the others; `needs` says why it can't run here, if so.
    """

    name: str
    run: Callable[[Random, Path], Iterator[Counts]]
    share: int = 1
    needs: Callable[[], str] = lambda: ""


@contextmanager
def scratch() -> Iterator[Path]:
    """Lend a folder for stores that live a moment, in memory where the platform has such a folder."""
    memory = Path("/dev/shm")  # noqa: S108  made with a name of its own, for its owner alone
    inside = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with TemporaryDirectory(prefix="netcrm-", dir=inside) as folder:
        Path(folder).chmod(0o711)  # a check that goes on as another user has to find its way in
        yield Path(folder)
