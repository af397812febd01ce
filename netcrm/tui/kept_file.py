"""A small private file in the state folder, replaced as a whole; for what belongs to this machine alone."""

import os
from contextlib import suppress
from pathlib import Path


def kept(folder: Path | None, name: str, longest: int) -> str:
    """Return at most LONGEST characters of a file in FOLDER; empty where there is none, or it can't be read."""
    if folder is None:
        return ""
    try:
        with (folder / name).open(encoding="utf-8") as file:
            return file.read(longest)
    except (OSError, UnicodeDecodeError):
        return ""


def keep(folder: Path, name: str, text: str) -> None:
    """Keep TEXT in a file of FOLDER, 0600; raises OSError where that can't be done, and leaves what was there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = folder / f"{name}-{os.getpid()}"
    with suppress(FileNotFoundError):
        beside.unlink()
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(text)
        beside.replace(folder / name)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
