"""The k-th call fails: what is said to be done is done, what is said to have failed is not, and all goes on."""

import errno
import gc
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from netcrm.core.errors import StoreError
from netcrm.store.ahead import Reader
from netcrm.store.place import Place
from netcrm.store.seam import Files
from tests.store.kit import Failing, place_in
from tests.torture.proof import Counts, Proof
from tests.torture.works import WORKS, Work, prepared, state, write_on

UNSURE = "not confirmed"
GONE = "the contact is gone, but"
"""A purge that is written, and not yet carried through all files."""


@dataclass(frozen=True)
class Mode:
    """How calls fail: with an error or by writing only a part; once, or for ever after."""

    name: str
    code: int = 0
    forever: bool = False

    def files(self, k: int) -> Failing:
        """Return files whose k-th call fails so."""
        return Failing(k, code=self.code, forever=self.forever, short=not self.code)


CODES = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES)
MODES = [
    Mode(f"{errno.errorcode[code] if code else 'short writes'} {when}", code, when == "for ever")
    for code in (*CODES, 0)
    for when in ("once", "for ever")
]


@dataclass
class Course:
    """What a work does when nothing fails: the states after each acknowledgement, and its calls."""

    states: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)


def undisturbed(work: Work, template: Path, folder: Path) -> Course:
    """Do the work in a copy of TEMPLATE; return the states it goes through and the calls it makes."""
    shutil.copytree(template, folder)
    place = place_in(folder)
    found = Course([state(place)])
    files = Failing()
    work.act(place, files, lambda: found.states.append(state(place)))
    found.calls = files.calls
    found.states[-1] = state(place)
    shutil.rmtree(folder)
    return found


def failed_at(work: Work, place: Place, files: Files, good: Course) -> str:
    """Do the work while calls fail; return what was said, empty where it succeeded.

    Raises AssertionError where what was said is not so.
    """
    acknowledged = 0
    said = ""

    def ack() -> None:
        nonlocal acknowledged
        acknowledged += 1

    gc.disable()  # a descriptor that earlier work dropped stays, so that one of this work's shows
    try:
        descriptors = open_descriptors()
        work.act(place, files, ack)
    except StoreError as error:
        said = f"{error.message}; {error.hint}"
    finally:
        left = open_descriptors()
        gc.enable()
    assert left <= descriptors, "a descriptor was left open"
    now = state(place)
    if not said:
        assert now == good.states[-1], "it is said to be done and is not"
    elif GONE in said:
        assert now == good.states[-1], "it is said to be gone and is not"
    elif UNSURE in said:
        assert now in good.states[acknowledged : acknowledged + 2], (
            "it is neither done nor not done"
        )
    else:
        assert now == good.states[acknowledged], "it is said not to be done and something was"
    write_on(place)
    assert place.state.is_dir(), "nothing is kept of this machine"
    return said


def open_descriptors() -> int:
    """Return how many descriptors this process holds, once the threads that read have ended."""
    for thread in threading.enumerate():
        if isinstance(thread, Reader):
            thread.join()
    return len(os.listdir("/proc/self/fd" if os.path.isdir("/proc/self/fd") else "/dev/fd"))


def points(good: Course) -> Iterator[tuple[int, Mode]]:
    """Yield each call that can fail, with each way in which it can."""
    for k, call in enumerate(good.calls, 1):
        for mode in MODES:
            if mode.code or call == "write":
                yield k, mode


def template_of(work: Work, folder: Path) -> Path:
    """Return a folder with what there is before the work."""
    folder.mkdir(parents=True, exist_ok=True)
    prepared(work, folder)
    return folder


def check(work: Work, template: Path, folder: Path, good: Course, k: int, mode: Mode) -> bool:
    """Let the k-th call fail in a copy of TEMPLATE; return whether that was said to have failed."""
    shutil.copytree(template, folder)
    try:
        return bool(failed_at(work, place_in(folder), mode.files(k), good))
    except AssertionError as error:
        raise AssertionError(
            f"{work.name}, call {k} ({good.calls[k - 1]}), {mode.name}: {error}"
        ) from error
    finally:
        shutil.rmtree(folder)


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Fail every call of every work in every way, in an order that luck chooses, again and again."""
    while True:
        for work in luck.sample(WORKS, len(WORKS)):
            template = template_of(work, folder / "template")
            good = undisturbed(work, template, folder / "good")
            for k, mode in luck.sample(all_points := [*points(good)], len(all_points)):
                check(work, template, folder / "copy", good, k, mode)
                yield {"fault points × modes": 1}
            shutil.rmtree(template)


PROOF = Proof("the k-th call fails", run, share=3)
