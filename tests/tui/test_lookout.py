"""Who looks for what others wrote: often while somebody is there, now and then else, and until told to stop."""

import asyncio

import pytest

from netcrm.tui import lookout
from netcrm.tui.lookout import Lookout


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that the test sets, and looks that follow each other at once."""
    now = [100.0]
    monkeypatch.setattr(lookout, "monotonic", lambda: now[0])
    return now


async def seconds(made: Lookout) -> float:
    """Return how long it is until the next look."""
    assert made._next is not None
    return made._next.when() - asyncio.get_running_loop().time()


async def test_it_looks_less_often_once_nothing_happens(clock: list[float]) -> None:
    """And often again after a key, or where somebody else wrote."""
    happened = False
    made = Lookout(lambda: happened, pytest.fail)
    made.start()
    assert await seconds(made) <= lookout.AWAKE_SECONDS
    clock[0] += lookout.QUIET_SECONDS + 1
    made._looks()
    assert await seconds(made) > lookout.AWAKE_SECONDS
    made.wake()
    assert await seconds(made) <= lookout.AWAKE_SECONDS
    clock[0] += lookout.QUIET_SECONDS + 1
    happened = True
    made._looks()
    assert await seconds(made) <= lookout.AWAKE_SECONDS
    made.stop()


async def test_whoever_comes_back_sees_at_once_what_is_new() -> None:
    """The next look is due now; after `stop` there is none."""
    looks: list[int] = []
    made = Lookout(lambda: bool(looks.append(1)), pytest.fail)
    made.wake(at_once=True)
    assert made._next is None
    made.start()
    made.wake(at_once=True)
    await asyncio.sleep(0.01)
    assert looks
    made.stop()
    made.stop()
    count = len(looks)
    made.wake(at_once=True)
    await asyncio.sleep(0.01)
    assert len(looks) == count


async def test_what_fails_is_handed_on() -> None:
    """As the app hands on what fails anywhere else; nobody looks any more."""
    failed: list[Exception] = []

    def look() -> bool:
        raise KeyError("gone")

    made = Lookout(look, failed.append)
    made.start()
    made.wake(at_once=True)
    await asyncio.sleep(0.01)
    assert [str(error) for error in failed] == ["'gone'"]
