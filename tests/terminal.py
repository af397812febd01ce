"""A real pseudo-terminal for the tests: runs a program in it, types, and keeps every byte it writes."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

# What Textual and Rich write on their own, and nothing else: SGR; cursor to a place, up, home; erasing;
# modes (alternate screen, cursor, mouse, paste, focus, wrap, resize, synchronised output) and the
# questions whether there are such modes; the Kitty keyboard protocol; the shape of the mouse pointer.
ALLOWED = re.compile(
    rb"\x1b\[[0-9;]*m"
    rb"|\x1b\[[0-9]+;[0-9]+H|\x1b\[H|\x1b\[[0-9]*[ABCD]|\x1b\[[0-2]?[JK]"
    rb"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"
    rb"|\x1b\[\?(?:2026|2048)\$p"
    rb"|\x1b\[>[0-9]+u|\x1b\[<u"
    rb"|\x1b\]22;[a-z-]*\x07"
)
SIZE = (40, 200)
"""Rows and columns."""
_PATIENCE = 30.0
_QUIET = 0.04
_ANSWER = 0.25
_ALONE = 0.14  # Textual waits 0.1, or ESCDELAY, for the rest of a sequence
_ESC = "\x1b"


def foreign(written: bytes | bytearray) -> list[bytes]:
    """Return what a terminal could obey among the bytes WRITTEN that is not on the list, with its surroundings."""
    text = ALLOWED.sub(b"", written).decode("utf-8", "replace")
    found = re.finditer("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    return [text[max(0, m.start() - 30) : m.end() + 30].encode() for m in found]


class Terminal:
    """A Python program in a terminal of its own; killed at the end if it still runs."""

    def __init__(self, arguments: list[str], environment: dict[str, str]) -> None:
        self.written = bytearray()
        self._closed = False
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.execve(sys.executable, [sys.executable, *arguments], environment)  # noqa: S606  the terminal is the shell
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))

    def until(self, marker: bytes) -> None:
        """Wait until MARKER has been written."""
        end = time.monotonic() + _PATIENCE
        while marker not in self.written:
            assert time.monotonic() < end, self.written[-3000:]
            assert self._read(_PATIENCE), self.written[-3000:]

    def press(self, *keys: str) -> None:
        """Type KEYS one after the other, each once nothing more is written about the one before."""
        for key in keys:
            os.write(self._terminal, key.encode("utf-8", "surrogatepass"))
            assert b"\x1b[?1049l" not in self.written, f"ended before {key!r}"
            if key.endswith(_ESC):  # what follows too soon would make another key of it
                self._wait(_ALONE)
            else:
                self._read(_ANSWER)
            while self._read(_QUIET):
                pass

    def _wait(self, seconds: float) -> None:
        """Read for so long, whatever comes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._closed:
            self._read(left)

    def write(self, data: bytes) -> None:
        """Type DATA as it is, and read until nothing more is written about it."""
        os.write(self._terminal, data)
        self._read(_ANSWER)
        while self._read(_QUIET):
            pass

    def end(self) -> int:
        """Read until the program ends, or kill it where it waits for something; return its exit code."""
        while self._read(_PATIENCE):
            pass
        if not self._closed:
            os.kill(self._process, signal.SIGKILL)
        _pid, status = os.waitpid(self._process, 0)
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(status)

    def _read(self, patience: float) -> bool:
        waiting = select.poll()  # select itself knows no descriptor above 1023
        waiting.register(self._terminal, select.POLLIN | select.POLLHUP)
        if not waiting.poll(patience * 1000):
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # Linux says so where the other side is closed
            data = b""
        self._closed = not data
        self.written += data
        return bool(data)
