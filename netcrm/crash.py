"""What is left of a crash: where it happened, never what the network holds; writes its report."""

import os
import platform
import traceback
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from netcrm import __version__
from netcrm.core.i18n import _


def report(error: BaseException, now: datetime) -> str:
    """Return a report on ERROR with kinds, files, lines and functions; no messages and no values.

    Messages are left out because they quote: a failed parse has the text in it that it failed on.
    """
    lines = [
        f"netcrm {__version__}, textual {_version('textual')}, rich {_version('rich')}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}",
        f"{now:%Y-%m-%d %H:%M:%S}",
        "",
    ]
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__qualname__)
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
        if link is not None:
            lines.append("after:")
    return "\n".join(lines) + "\n"


def write(text: str, folder: Path, now: datetime) -> Path:
    """Write a report into FOLDER, for its owner's eyes only, and return where; raises OSError."""
    for path in reversed([folder, *folder.parents]):
        if not path.exists():
            path.mkdir(mode=0o700)
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
    return path


def leave(error: BaseException, folder: Path) -> str:
    """Write a report on ERROR into FOLDER; return what to tell the user, with the report where it can't be kept."""
    now = datetime.now().astimezone()
    text = report(error, now)
    try:
        told = _("A report is in {path}; it holds nothing of your network.").format(
            path=write(text, folder, now)
        )
    except OSError:
        told = text
    words = _("netcrm stopped on an error of its own. What it said was saved is saved.")
    return f"{words}\n{told}"


def _place(filename: str) -> str:
    """Return the end of a path: the package and the file, nothing of the user's folders."""
    parts = Path(filename).parts
    for package in ("netcrm", "site-packages"):
        if package in parts:
            where = len(parts) - 1 - parts[::-1].index(package)
            return "/".join(parts[where + (package == "site-packages") :])
    return parts[-1] if parts else filename


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
