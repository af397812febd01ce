"""No test, and nothing that a test runs, can reach a network without being told on."""

import asyncio
import socket

import pytest

from tests.no_network import REACHED, NetworkError

TRIES = {
    "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=0.1),
    "look a name up": lambda: socket.gethostbyname("localhost"),
    "listen": lambda: socket.socket().bind(("127.0.0.1", 0)),
    "send": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
}


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("way", TRIES)
def test_each_way_into_a_network_is_refused(way: str) -> None:
    """Before anything leaves the machine."""
    with pytest.raises(NetworkError):
        TRIES[way]()
    assert len(REACHED) == 1
    REACHED.clear()


def test_a_loop_and_its_pair_of_sockets_still_work() -> None:
    """Asyncio wakes itself through sockets within the process."""

    async def nothing() -> int:
        return await asyncio.to_thread(lambda: 1)

    assert asyncio.run(nothing()) == 1


def test_a_try_that_was_swallowed_is_told_all_the_same() -> None:
    """The fixture looks at what was tried, not at what was raised."""
    with pytest.raises(NetworkError):
        socket.gethostbyname("localhost")
    assert REACHED
    REACHED.clear()
