"""A pseudo-terminal of 120 × 36 that a benchmark runs a program in, types into and watches."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 60.0


class Terminal:
    """A program in a terminal of its own; killed when the context ends."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.started = time.perf_counter()
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.execve(command[0], command, environment)  # noqa: S606  the terminal is the shell
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)

    def until(self, markers: list[bytes]) -> float:
        """Return the seconds from the start until all of MARKERS have been written."""
        written = b""
        while not all(marker in written for marker in markers):
            written += self._read(PATIENCE)
            if not self._ready:
                raise TimeoutError(written[-2000:].decode("utf-8", "replace"))
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 1.0) -> None:
        """Read until nothing has been written for QUIET seconds."""
        while self._read(quiet):
            pass

    def key(self, key: bytes) -> tuple[float, int]:
        """Press KEY; return the seconds until the first byte of the answer, and its bytes."""
        pressed = time.perf_counter()
        os.write(self._terminal, key)
        answer = self._read(PATIENCE)
        seconds = time.perf_counter() - pressed
        size = len(answer)
        while more := self._read(0.15):
            size += len(more)
        return seconds, size

    def press(self, key: bytes) -> None:
        """Press KEY and wait for nothing."""
        os.write(self._terminal, key)

    def read_for(self, seconds: float) -> tuple[int, float]:
        """Read for so many SECONDS; return the bytes, and when the last of them came (now where none did)."""
        last = time.perf_counter()
        end, size = last + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            if more := self._read(left):
                size += len(more)
                last = time.perf_counter()
        return size, last

    def processor_time(self) -> float:
        """Return the seconds that all threads of the program have had, as Linux counts them."""
        tasks = Path(f"/proc/{self._process}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self._terminal], [], [], patience)
        self._ready = bool(ready)
        return os.read(self._terminal, 65536) if ready else b""
