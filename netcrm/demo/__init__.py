"""A made-up network to look at and try things on; touches only a temporary folder."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import TYPE_CHECKING

from netcrm.core.errors import StoreError
from netcrm.core.rules import Rules
from netcrm.demo.story import demo_changes

if TYPE_CHECKING:
    from netcrm.store.store import Store

__all__ = ["demo_changes", "new_demo_id", "throw_away_store"]

_ODD = 0x9E3779B97F4A7C15  # odd, so that multiples of it modulo a power of two don't repeat
_BITS = 63


@contextmanager
def throw_away_store(today: date, rules: Rules | None = None) -> Iterator["Store"]:
    """Give a store in a private folder with the demo's network as of TODAY, seen by RULES; remove it after.

    It goes too when the terminal is closed or the process is asked to end.
    """
    from netcrm.store.place import Place  # the network alone needs no store
    from netcrm.store.store import Store

    with (
        _ends_in_order(),
        TemporaryDirectory(prefix="netcrm-demo-", ignore_cleanup_errors=True) as name,
    ):
        folder = Path(name)
        store = Store.open(
            Place(folder / "data", folder / "state"), rules=rules or Rules(), today=today
        )
        try:
            for change in demo_changes(today, new_demo_id()):
                store.write(change)
            yield store
        finally:
            with suppress(StoreError):  # nothing in it has to be kept
                store.close()


def new_demo_id() -> Callable[[], str]:
    """Return a source of ids that look like any others, but are the same at every call."""
    count = 0

    def new_id() -> str:
        nonlocal count
        count += 1
        return str(count * _ODD % 2**_BITS)

    return new_id


@contextmanager
def _ends_in_order() -> Iterator[None]:
    """Let a hang-up and a request to end unwind the program, which by default they do not."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ending = (signal.SIGHUP, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in ending}
    for number, handler in before.items():
        if handler is signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
