"""The theme that was chosen last, kept in a small file of the state folder; not in the user's settings."""

import os
from contextlib import suppress
from pathlib import Path

NAME = "theme"
_LONGEST = 200


def kept(folder: Path | None) -> str:
    """Return the name of the theme kept in FOLDER; empty where there is none, or none that can be read."""
    if folder is None:
        return ""
    try:
        with (folder / NAME).open(encoding="utf-8") as file:
            return file.read(_LONGEST).strip()
    except (OSError, UnicodeDecodeError):
        return ""


def keep(folder: Path, name: str) -> None:
    """Keep the NAME of a theme in FOLDER; raises OSError where that can't be done."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = folder / f"{NAME}-{os.getpid()}"
    with suppress(FileNotFoundError):
        beside.unlink()
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(f"{name}\n")
        beside.replace(folder / NAME)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
