"""Keeps the garbage collector from walking again and again through what is read and stays; nothing else."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_off() -> Iterator[None]:
    """Let the collector rest: decoding many documents takes half the time then."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # and back: all that was made counts as old now, and is not walked at once
            gc.unfreeze()
            gc.enable()
