"""The terminal as the app meets it: bytes that are no UTF-8 do not end it, and neither does a traceback."""

import os
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import partial
from typing import Any, TextIO

from textual.drivers import linux_driver


class Outlet:
    """A terminal to write to; what it can't take, since it is gone, is dropped.

    Textual's writer would end at the first such byte, and the app wait for it for ever as soon as its queue is full.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write TEXT."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Hand on what was written."""
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class TerminalDriver(linux_driver.LinuxDriver):
    """Textual's driver, but what is no UTF-8 (a stray byte of a paste, a key of eight bits) is shown as U+FFFD."""

    def __init__(self, *settings: Any, **more: Any) -> None:
        super().__init__(*settings, **more)
        if self._file is not None:
            self._file = Outlet(self._file)  # type: ignore[assignment]  # it does all that is asked of it

    def run_input_thread(self) -> None:
        """Read what is typed; Textual would ask for a decoder that raises at the first wrong byte."""
        linux_driver.getincrementaldecoder = _tolerant  # type: ignore[attr-defined, assignment]  # it has no other way in
        super().run_input_thread()

    def _run_input_thread(self) -> None:
        """Have the app end as it does on any error; Textual would print the traceback itself."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001  nobody is above a thread
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001  the app's own way to end on an error


def is_terminal_gone() -> bool:
    """Return whether standard input is no terminal any more."""
    try:
        return sys.__stdin__ is None or not os.isatty(sys.__stdin__.fileno())
    except (OSError, ValueError):
        return True


def _tolerant(encoding: str) -> object:
    return partial(getincrementaldecoder(encoding), errors="replace")
