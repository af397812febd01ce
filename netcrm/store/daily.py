"""The backup of the day, made by a process of its own after whatever was written. On the way of `netcrm log`."""

import os
import sys
import time

from netcrm.store.folder import SUFFIX
from netcrm.store.place import Place

BACKUPS = "backups"
ENDING = ".jsonl.gz"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def is_due(place: Place) -> bool:
    """Return whether something was written since the last backup, and that was not made today (local)."""
    made = _latest(place.state_file(BACKUPS), ENDING)
    if made and time.localtime(made)[:3] >= time.localtime()[:3]:
        return False
    return _latest(place.journal_path, SUFFIX) > made


def begin(place: Place) -> None:
    """Let a process of its own make the backup, and don't wait for it; not being able to is no failure."""
    null = [
        (os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0)  # talks to nobody
        for fd in (0, 1, 2)
    ]
    # -P: the folder one happens to be in is no place to import from
    words = [sys.executable, "-P", "-m", __name__, place.data_path, place.state_path]
    try:
        os.posix_spawn(sys.executable, words, os.environ, file_actions=null, setsid=True)
    except (OSError, NotImplementedError, ValueError):
        return


def _latest(folder: str, ending: str) -> float:
    """Return when the newest file in FOLDER was changed (seconds since 1970), 0 where there is none."""
    latest = 0.0
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(ending):
                    latest = max(latest, entry.stat().st_mtime)
    except OSError:
        return latest
    return latest


def main(words: "Sequence[str]") -> int:
    """Make the backup of the store whose data and state folders WORDS name."""
    from netcrm.core.errors import NetcrmError
    from netcrm.store.backup import Backups

    place = Place(*words)
    try:
        if is_due(place):
            Backups(place).make("daily")
    except NetcrmError as error:
        return error.exit_code
    return 0


if __name__ == "__main__":
    os.nice(10)
    sys.exit(main(sys.argv[1:]))
