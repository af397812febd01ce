"""Opens an address on the desktop: its own opener, given a list of words, never a shell and never the terminal.

What is started has no terminal to read from or write to: a browser for text, which BROWSER may name or the
system may fall back on, would take the screen and the keys from the app.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from threading import Thread
from typing import TYPE_CHECKING

from netcrm.core.i18n import _

if TYPE_CHECKING:
    from netcrm.tui.app import NetcrmApp

_MAY_BE_OPENED = ("https:", "http:", "mailto:", "tel:")
_DESKTOPS = ("DISPLAY", "WAYLAND_DISPLAY")
_OPENERS = (["xdg-open"], ["gio", "open"])


def open_or_copy(app: "NetcrmApp", address: str) -> None:
    """Open an address; where nothing here does, copy it and say so."""
    if not open_address(address, os.environ):
        app.copy_to_clipboard(address)
        app.notify(_("Nothing here opens it, so it was copied: {text}").format(text=address))


def open_address(address: str, environment: Mapping[str, str]) -> bool:
    """Open an address; return whether there was a program for it. Raises ValueError for another scheme."""
    if not address.startswith(_MAY_BE_OPENED):
        raise ValueError(address)
    for words in _commands(environment):
        try:
            started = subprocess.Popen(
                [*words, address],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            continue
        Thread(target=started.wait, daemon=True).start()  # else it stays behind as a zombie
        return True
    return False


def _commands(environment: Mapping[str, str]) -> list[list[str]]:
    """Return the command lines that may open an address, the first to be tried first."""
    found = [["open"]] if sys.platform == "darwin" else []
    if any(map(environment.get, _DESKTOPS)):
        found += _OPENERS
    for said in environment.get("BROWSER", "").split(os.pathsep):
        try:
            found.append([word for word in shlex.split(said) if word != "%s"])
        except ValueError:
            continue
    return [words for words in found if words and shutil.which(words[0])]
