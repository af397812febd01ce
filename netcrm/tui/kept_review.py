"""Whom the reviews of the day have reached, kept in a small file of the state folder so that a restart goes on.

The queue is derived from the network alone. This is not, for no entry says that it was written in a review: thirty
people logged after a party are no reason to end the day's budget. It holds ids and a day, and belongs to this machine.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from netcrm.tui import kept_file

NAME = "review"
_LONGEST = 100_000


def kept(folder: Path | None, day: date) -> frozenset[str]:
    """Return the ids of those whom the reviews of a local DAY reached, as far as FOLDER knows."""
    first, *ids = kept_file.kept(folder, NAME, _LONGEST).split() or [""]
    return frozenset(filter(str.isdecimal, ids)) if first == day.isoformat() else frozenset()


def keep(folder: Path | None, day: date, ids: Iterable[str]) -> None:
    """Add ids to those of the DAY; where that can't be done they are forgotten with the app, and nothing is lost."""
    if folder is None:
        return
    lines = [day.isoformat(), *sorted(kept(folder, day).union(ids))]
    with suppress(OSError):
        kept_file.keep(folder, NAME, "\n".join(lines) + "\n")
