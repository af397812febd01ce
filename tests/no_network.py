"""Makes any reach for the network fail, in this process or in one that runs this file before its own."""

import runpy
import socket
import sys

REACHED: list[str] = []
"""What was tried."""

_EVENTS = {
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
}


class NetworkError(AssertionError):
    """Something reached for the network."""


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise for what an audit hook is told about the network; sockets within the machine pass."""
    if event in _EVENTS and not is_local(arguments):
        REACHED.append(f"{event} {arguments[1:]}")
        raise NetworkError(REACHED[-1])


def is_local(arguments: tuple[object, ...]) -> bool:
    """Return whether the first argument is a Unix socket."""
    return bool(arguments) and getattr(arguments[0], "family", None) == socket.AF_UNIX


if __name__ == "__main__":
    sys.addaudithook(refuse)
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
