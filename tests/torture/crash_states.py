"""The machine stops: whatever of the work since the last sync is lost, what was acknowledged is there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from netcrm.core.errors import StoreError
from netcrm.store import identity, names_file
from netcrm.store.gate import strict_loads
from netcrm.store.table_file import TableFile
from tests.store.kit import place_in
from tests.torture.disk import Content, Disk, paths, write_out
from tests.torture.proof import Counts, Proof
from tests.torture.recorder import Recorder
from tests.torture.works import WORKS, Work, prepared, state, write_on

SETTLED = [
    ("none", "none"),
    ("all", "none"),
    ("none", "all"),
    ("zero", "all"),
    ("short", "all"),
    ("all", "all"),
]
FILES = ("all", "none", "zero", "short", "holes")
NAMES = ("all", "none", "prefix", "subset")


@dataclass
class Trace:
    """What a work asked of the disk; after how many calls each change was acknowledged, and the states then."""

    before: Path
    recorder: Recorder
    acknowledged: list[int]
    states: list[str]


def record(work: Work, folder: Path, recorder: type[Recorder] = Recorder) -> Trace:
    """Do the work in FOLDER and return its trace; what was there before stays beside it."""
    before, there = folder / "before", folder / "there"
    for path in (before, there):
        path.mkdir(parents=True)
    prepared(work, before)
    shutil.copytree(before, there, dirs_exist_ok=True)
    place = place_in(there)
    files = recorder(there)
    trace = Trace(before, files, [], [state(place)])

    def ack() -> None:
        trace.acknowledged.append(len(files.steps))
        trace.states.append(state(place))

    with suppress(StoreError):
        work.act(place, files, ack)
    assert trace.acknowledged, "nothing was acknowledged"
    trace.states[-1] = state(place)
    return trace


def crashes(
    trace: Trace, luck: Random, more: int, most: int = 0
) -> Iterator[tuple[int, str, Content]]:
    """Yield states after a crash, each once: before which call it was, in words how, and what lies there.

    For each call those of `SETTLED`, and MORE that luck chooses; with MOST only for so many calls.
    """
    disk = Disk(trace.before)
    seen: set[bytes] = set()
    cuts = range(len(trace.recorder.steps) + 1)
    chosen = set(luck.sample(cuts, most) if 0 < most < len(cuts) else cuts)
    for cut in cuts:
        hows = [*SETTLED, *((luck.choice(FILES), luck.choice(NAMES)) for _ in range(more))]
        for files, names in hows if cut in chosen else ():
            content = disk.crash(files, names, luck)
            done = sum(after <= cut for after in trace.acknowledged)
            digest = sha256(repr((done, [*paths(content)])).encode()).digest()
            if digest not in seen:
                seen.add(digest)
                yield cut, f"bytes: {files}, names: {names}", content
        if cut < len(trace.recorder.steps):
            trace.recorder.steps[cut](disk)


def check(work: Work, trace: Trace, cut: int, how: str, content: Content, folder: Path) -> None:
    """Open what lies there with the real store. Raises AssertionError where something is wrong."""
    write_out(content, folder)
    place = place_in(folder)
    done = sum(after <= cut for after in trace.acknowledged)
    try:
        torn = [name for name, data in paths(content) if not is_whole(name, data)]
        assert not torn, f"half a file has the name of a whole one: {torn}"
        now = state(place)
        assert now in trace.states[done : done + 2], "what was acknowledged is not there"
        write_on(place)
    except (AssertionError, StoreError) as error:
        raise AssertionError(f"{work.name}, a crash before call {cut} ({how}): {error}") from error
    finally:
        shutil.rmtree(folder)


def is_whole(path: str, data: bytes) -> bool:
    """Return whether a file that is only ever replaced is whole; others may be cut."""
    name = os.path.basename(path)
    try:
        if path.startswith("data/") and name.endswith(".json") and path.count("/") == 1:
            return data == b'{"_default": {}}' or TableFile(name[:-5], data).is_whole
        if name == identity.NAME:
            return bool(strict_loads(data))
        if name == names_file.NAME:
            return bool(data)
    except ValueError:
        return False
    return True


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Crash every work before every call, again and again, each time with other luck."""
    while True:
        for work in luck.sample(WORKS, len(WORKS)):
            trace = record(work, folder / "trace")
            for cut, how, content in crashes(trace, luck, more=20):
                check(work, trace, cut, how, content, folder / "crashed")
                yield {"crash states": 1}
            shutil.rmtree(folder / "trace")


PROOF = Proof("the machine stops", run, share=4)
