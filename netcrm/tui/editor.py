"""The user's own editor over one text: a private file for as long as it takes, no shell, nothing lost.

It runs what VISUAL or EDITOR says, when a key asks for it.
"""

import os
import shlex
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from netcrm.core.i18n import _

NAME = "note.md"
LARGEST = 8 << 20
"""Bytes; no note is longer."""


class Edited(NamedTuple):
    """What came back: the text, and in a sentence what went wrong, if anything did."""

    text: str
    wrong: str = ""
    folder: Path | None = None
    """Where the text lies still, since the editor did not end well: until `drop`, whatever becomes of the app."""


def command(environment: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the words of the editor's command line, and why there are none where it is set but not there."""
    for variable in ("VISUAL", "EDITOR"):
        said = environment.get(variable, "").strip()
        if not said:
            continue
        try:
            words = shlex.split(said)
        except ValueError:
            words = []
        if words and shutil.which(words[0]):
            return words, ""
        return [], _("{variable} is “{said}”, which was not found").format(
            variable=variable, said=said
        )
    return [], ""


def edit(text: str, words: Sequence[str], environment: Mapping[str, str]) -> Edited:
    """Run the editor over TEXT until it is left; the terminal is its own meanwhile.

    The file is 0600 in a new folder, 0700; both are removed, but where what was written can't be read as text,
    and until `drop` where the editor ended with an error, as it does when its terminal is closed.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="netcrm-", dir=_private(environment)))
    except OSError as error:
        return Edited(text, _("no file to edit: {why}").format(why=error.strerror or error))
    path, gone = folder / NAME, True
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n" if text else "")
        with _keys_are_the_editors():
            code = subprocess.run([*words, str(path)], check=False).returncode
        found, unread = _written(path)
        if unread:
            gone = False
            return Edited(text, unread)
        if not code:
            return Edited(found)
        wrong = _("the editor ended with code {code}").format(code=code)
        if found.removesuffix("\n") == text.removesuffix("\n"):
            return Edited(found, wrong)
        gone = False
        wrong += "; " + _("until this is answered, the text lies in {path} too").format(path=path)
        return Edited(found, wrong, folder)
    except FileNotFoundError:
        return Edited(text, _("the editor left no file"))
    except OSError as error:
        return Edited(text, _("the editor did not run: {why}").format(why=error.strerror or error))
    finally:
        if gone:
            drop(folder)


def _written(path: Path) -> tuple[str, str]:
    """Return the text that the editor left, and why it can't be taken; waits for no pipe. Raises OSError."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return "", _("what was left is no file; it lies in {path}").format(path=path)
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        unread = _("what was written is too long; it lies in {path}")
    else:
        try:
            return data.decode("utf-8"), ""
        except UnicodeDecodeError:
            unread = _("what was written is no UTF-8; it lies in {path}")
    return "", unread.format(path=path)


def drop(folder: Path | None) -> None:
    """Remove the folder of a text, with whatever the editor left beside it."""
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _private(environment: Mapping[str, str]) -> str | None:
    """Return the user's folder in memory where it is that, else None for the one of temporary files."""
    folder = environment.get("XDG_RUNTIME_DIR", "")
    try:
        found = os.stat(folder) if os.path.isabs(folder) else None
    except OSError:
        return None
    if found is None or not stat.S_ISDIR(found.st_mode):
        return None
    return folder if found.st_uid == os.getuid() and not found.st_mode & 0o077 else None


@contextmanager
def _keys_are_the_editors() -> Iterator[None]:
    """Let the keys that interrupt and quit reach the editor alone, which does not inherit these handlers."""
    before = {
        number: signal.signal(number, lambda _number, _frame: None)
        for number in (signal.SIGINT, signal.SIGQUIT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
