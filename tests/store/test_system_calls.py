"""Whole commands whose real system calls fail, or at which they are killed."""

from random import Random

import pytest

from tests.torture.system_calls import COMMANDS, KILL, Bench, needs

ERRORS = 2


@pytest.fixture(scope="module", autouse=True)
def _strace() -> None:
    if why := needs():
        pytest.skip(why)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_what_a_command_says_is_so(fast_folder, command) -> None:
    """A kill loses nothing acknowledged; an error is told with exit code 3, or does no harm."""
    bench = Bench(command, fast_folder / "bench")
    luck = Random(command.name)
    syncs = [call for call in bench.calls if call[0] == "fsync"]
    assert syncs
    assert bench.check(*luck.choice(syncs), KILL) == "killed"
    points = [point for point in bench.points() if point[2] != KILL]
    for call, k, what, forever in luck.sample(points, ERRORS):
        bench.check(call, k, what, forever=forever)
