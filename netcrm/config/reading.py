"""Reads the settings file, and finds the line at fault where it can't be taken."""

import os
import stat
from pathlib import Path

from netcrm.config.settings import Key, Settings, WrongError, settings
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.rules import Rules

LARGEST = 1 << 20
"""Bytes; no settings file is larger."""
_LINES_LOOKED_AT = 2000
_WHERE = r" ?\(at (?:line (\d+), column \d+|end of document)\)"


def load(path: Path) -> Settings:
    """Return the settings of the TOML file at PATH, the defaults where there is no such file.

    Raises BadInputError naming the file, the line and what is wrong there.
    """
    return read(content(path), path)


def load_rules(path: Path) -> Rules:
    """Return the rules of the file at PATH; see `load`."""
    return load(path).rules


def content(path: Path) -> bytes:
    """Return what stands in the file at PATH, nothing where there is none; raises BadInputError."""
    try:
        with open(path, "rb", opener=at_once) as file:
            kind = os.fstat(file.fileno()).st_mode
            if not (stat.S_ISREG(kind) or stat.S_ISCHR(kind)):  # /dev/null is one of the latter
                raise BadInputError(_("{file}: that is no file").format(file=path))
            data = file.read(LARGEST + 1) or b""
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise BadInputError(
            _("{file}: can't be read: {why}").format(file=path, why=error.strerror or error)
        ) from error
    if len(data) > LARGEST:
        raise BadInputError(_("{file}: that is no settings file: too large").format(file=path))
    return data


def at_once(name: str, flags: int) -> int:
    """Open a file for which nobody is waited, as one would be for the other end of a pipe. Raises OSError."""
    return os.open(name, flags | os.O_NONBLOCK)


def text_of(data: bytes) -> str:
    """Return DATA as text, without the mark that some editors begin a file with; raises UnicodeDecodeError."""
    return data.decode("utf-8-sig")


def read(data: bytes, path: Path) -> Settings:
    """Return the settings that DATA makes, which stands in the file at PATH; see `load`."""
    if not data:
        return Settings()
    import tomllib

    try:
        text = text_of(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise fault(path, line, _("that is no UTF-8")) from error
    try:
        return settings(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(path, text, str(error)) from error
    except RecursionError as error:
        raise BadInputError(_("{file}: too deeply nested").format(file=path)) from error
    except ValueError as error:  # Python reads no number of so many digits
        raise BadInputError(_("{file}: too long a number").format(file=path)) from error
    except WrongError as error:
        raise fault(path, line_of(text, error.key), error.message, error.hint) from error


def fault(path: Path, line: int | None, why: str, hint: str = "") -> BadInputError:
    """Return the error that names the file, the line where it is known, and what is wrong there."""
    if line is None:
        return BadInputError(_("{file}: {why}").format(file=path, why=why), hint)
    message = _("{file}, line {line}: {why}").format(file=path, line=line, why=why)
    return BadInputError(message, hint)


def line_of(text: str, key: Key) -> int | None:
    """Return the number of the line on which KEY is set: after it, what is above makes a table with that key.

    None where it can't be found. Reads TEXT once a line: for when something is wrong anyway.
    """
    import tomllib

    lines = text.split("\n")
    before = 0  # how many lines are whole statements without the key
    for count in range(1, min(len(lines), _LINES_LOOKED_AT) + 1):
        try:
            found: object = tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value
        for part in key:
            found = found.get(part) if isinstance(found, dict) else None
        if found is not None:
            return before + 1
        before = count
    return None


def _no_toml(path: Path, text: str, message: str) -> BadInputError:
    import re

    where = re.search(_WHERE, message)
    why = re.sub(_WHERE, "", message)
    why = _("that is no TOML: {why}").format(why=why[:1].lower() + why[1:])
    if where is None:
        return fault(path, None, why)
    last = len(text.rstrip("\n").split("\n"))
    hint = _("`netcrm settings --example` prints a whole file")
    return fault(path, int(where[1]) if where[1] else last, why, hint)
