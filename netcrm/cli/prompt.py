"""The answer of `netcrm due --count` for a shell's prompt: kept as long as no file changed. Imports next to nothing.

What the count rests on is the day, the settings, and the files of the journals and of this machine's state; while each
of them has the size, time and number that it had, nothing has to be read.
"""

import os
import sys
import time

from netcrm import __version__
from netcrm.store.place import default_place, sha256, xdg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcrm.store.place import Place

NAME = "count"
_LEFT_OUT = frozenset({NAME, "backups", "lock", "announced"})
"""What lies in the state folder and says nothing of the network."""
_LONGEST = 200


def answer(argv: "Sequence[str]") -> str | None:
    """Return what a plain `due --count` prints where that is known already, else None: ask the long way."""
    words = [*argv]
    options = {"--store": "", "--today": os.environ.get("NETCRM_TODAY", "")}
    for name in options:
        if name in words[:-1]:
            at = words.index(name)
            options[name] = words[at + 1]
            del words[at : at + 2]
    if words != ["due", "--count"]:
        return None
    place = default_place(options["--store"] or None)
    today = options["--today"] or time.strftime("%Y-%m-%d")
    try:
        with open(place.state_file(NAME), encoding="ascii") as file:
            count, _blank, kept = file.read(_LONGEST).partition(" ")
        return count if kept and kept == rests_on(place, today) else None
    except (OSError, ValueError):
        return None


def rests_on(place: "Place", today: str) -> str:
    """Return what is another text once the count of the ISO day TODAY may be another. Raises OSError."""
    parts = [__version__, today, _state_of(config_name())]
    for folder, left_out in ((place.journal_path, ()), (place.state_path, _LEFT_OUT)):
        names = sorted(name for name in os.listdir(folder) if name not in left_out)
        parts += [f"{name} {_state_of(os.path.join(folder, name))}" for name in names]
    return str(sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest())


def keep(place: "Place", today: str, count: int, journals: str) -> None:
    """Keep COUNT for the next time, where the journals are as they were; not being able to is no failure.

    JOURNALS is what `state_of_journals` returned before they were read.
    """
    from netcrm.store.seam import Files, replace_file

    try:
        if os.path.isdir(place.state_path) and journals == state_of_journals(place):
            text = f"{count} {rests_on(place, today)}"
            replace_file(Files(), place.state_file(NAME), text.encode("ascii"))
    except OSError:
        return


def state_of_journals(place: "Place") -> str:
    """Return what is another text once somebody wrote; empty where there is nothing yet."""
    try:
        names = sorted(os.listdir(place.journal_path))
    except OSError:
        return ""
    return "\n".join(f"{name} {_state_of(place.journal_path + '/' + name)}" for name in names)


def _state_of(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return "-"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def config_name() -> str:
    """Return the name of the settings file, made by hand on Linux: importing platformdirs costs 15 ms."""
    if chosen := os.environ.get("NETCRM_CONFIG"):
        return chosen
    if sys.platform == "darwin":
        from platformdirs import user_config_dir

        return os.path.join(user_config_dir("netcrm", appauthor=False), "config.toml")
    return os.path.join(xdg("XDG_CONFIG_HOME", ".config"), "netcrm", "config.toml")
