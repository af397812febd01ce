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
    from collections.abc import Collection, Sequence

    from netcrm.store.place import Place

NAME = "count"
_LEFT_OUT = frozenset({NAME, "backups", "lock", "announced"})
"""What lies in the state folder and says nothing of the network."""
_LONGEST = 200


def answer(argv: "Sequence[str]") -> str | None:
    """Return what a plain `due --count` prints where that is known already, else None: ask the long way."""
    words = [*argv]
    options = {"--store": "", "--today": ""}
    for name in options:
        if name in words[:-1]:
            at = words.index(name)
            options[name] = words[at + 1]
            del words[at : at + 2]
    if words != ["due", "--count"]:
        return None
    place = default_place(options["--store"] or None)
    today = options["--today"] or os.environ.get("NETCRM_TODAY") or time.strftime("%Y-%m-%d")
    try:
        with open(place.state_file(NAME), encoding="ascii") as file:
            count, _blank, kept = file.read(_LONGEST).partition(" ")
        return count if kept and kept == rests_on(place, today, sources(place)) else None
    except (OSError, ValueError):
        return None


def rests_on(place: "Place", today: str, sources: str) -> str:
    """Return what is another text once the count of the ISO day TODAY may be another. Raises OSError.

    SOURCES is what the function of that name returned.
    """
    parts = [__version__, today, sources, *_states(place.state_path, _LEFT_OUT)]
    return str(sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest())


def keep(place: "Place", today: str, count: int, sources: str) -> None:
    """Keep COUNT for the next time; not being able to is no failure.

    SOURCES is what the function of that name returned before they were read: with any change since then it
    holds for nothing.
    """
    from netcrm.store.seam import Files, replace_file

    try:
        if sources and os.path.isdir(place.state_path):
            text = f"{count} {rests_on(place, today, sources)}"
            replace_file(Files(), place.state_file(NAME), text.encode("ascii"))
    except OSError:
        return


def sources(place: "Place") -> str:
    """Return what is another text once somebody wrote into the journals or the settings; empty without journals."""
    try:
        journals = _states(place.journal_path)
    except OSError:
        return ""
    return "\n".join([_state_of(config_name()), *journals])


def _states(folder: str, left_out: "Collection[str]" = ()) -> "list[str]":
    names = sorted(name for name in os.listdir(folder) if name not in left_out)
    return [f"{name} {_state_of(os.path.join(folder, name))}" for name in names]


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
