"""When a call fails: the change is there or it is not, what is said is true, and trying again works."""

import errno
import os
import shutil
from pathlib import Path
from random import Random

import pytest

from netcrm.core.errors import StoreError
from netcrm.store.archive import ARCHIVE
from netcrm.store.ids import now_ms
from tests.store.kit import (
    CrashError,
    Dribbling,
    Failing,
    Fast,
    add,
    contact,
    journals,
    names,
    opened,
    place_in,
    shown,
)
from tests.torture import faults
from tests.torture.faults import MODES, Course
from tests.torture.works import MONTH, WORKS, a_little_of_everything, state, write_on

FEW_CALLS = 10
MOST_CALLS = 40


def calls_of(good: Course, luck: Random) -> list[int]:
    """Return the numbers of the calls of a work, of a very long one so many."""
    calls = range(1, len(good.calls) + 1)
    return luck.sample(calls, min(MOST_CALLS, len(calls)))


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A store with a little of everything, a checkpoint, and lines after it."""
    folder = tmp_path_factory.mktemp("template")
    a_little_of_everything(place_in(folder))
    return folder


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_the_kth_call_fails(fast_folder, work) -> None:
    """For all k: said to be done is done, said to have failed is not, or it is said that this is not known.

    Of long works each call (at most 40) fails in one way, of short ones in all; the longer run does all of both.
    """
    template = faults.template_of(work, fast_folder / "template")
    good = faults.undisturbed(work, template, fast_folder / "good")
    assert len(good.states) > 1
    points = list(faults.points(good))
    if len(good.calls) > FEW_CALLS:
        luck = Random(work.name)
        points = [(k, luck.choice(MODES[:-2])) for k in calls_of(good, luck)]
    failures = sum(
        faults.check(work, template, fast_folder / "copy", good, k, mode) for k, mode in points
    )
    assert failures or work.name == "closing"


def test_what_is_said_falsely_is_found(fast_folder) -> None:
    """The check is worth something: it sees a store that acknowledges what it could not write."""

    class Lying(Fast):
        """Says that lines went out."""

        def write(self, fd: int, data: bytes) -> int:
            return len(data) if data.startswith(b'{"id"') else super().write(fd, data)

    work = WORKS[0]
    template = faults.template_of(work, fast_folder / "template")
    good = faults.undisturbed(work, template, fast_folder / "good")
    shutil.copytree(template, fast_folder / "copy")
    with pytest.raises(AssertionError, match="said to be done and is not"):
        faults.failed_at(work, place_in(fast_folder / "copy"), Lying(), good)


@pytest.mark.parametrize("ahead", [0, MONTH], ids=["same month", "new month"])
def test_trying_again_writes_it_once(template, fast_folder, ahead) -> None:
    """After any one failure the same change goes through, and is there once."""
    counting = Failing()
    shutil.copytree(template, fast_folder / "0")
    add(opened(place_in(fast_folder / "0"), counting, clock=lambda: now_ms() + ahead), "New")
    for k in range(1, counting.count + 1):
        folder = fast_folder / str(k)
        shutil.copytree(template, folder)
        store = opened(place_in(folder), Failing(k), clock=lambda: now_ms() + ahead)
        change = contact("New", id="5")
        try:
            store.write(change)
        except StoreError:
            store.write(change)
        assert "New" in names(store)
        store.close()
        lines = [
            raw for path in journals(place_in(folder)) for raw in path.read_bytes().splitlines()
        ]
        assert len({raw for raw in lines if b'"added New"' in raw}) == 1
        assert shown(opened(place_in(folder)))["contacts"]["5"] == {"name": "New"}
        assert opened(place_in(folder)).undo().what == "added New"


@pytest.mark.parametrize("work", WORKS[:-1], ids=lambda work: work.name)
def test_the_process_stops_at_the_kth_call(fast_folder, work) -> None:
    """Whatever the call, the next start reads everything, and the change is there or not."""
    template = faults.template_of(work, fast_folder / "template")
    good = faults.undisturbed(work, template, fast_folder / "good")
    for k in calls_of(good, Random(work.name)):
        folder = fast_folder / str(k)
        shutil.copytree(template, folder)
        place = place_in(folder)
        files = Failing(k, crash=True)
        with pytest.raises(CrashError):
            work.act(place, files, lambda: None)
        for fd in files.descriptors:
            os.close(fd)
        assert state(place) in good.states, f"call {k}"
        write_on(place)


def test_bytes_may_go_out_a_few_at_a_time(tmp_path) -> None:
    """A write that writes less than it was given is gone on with."""
    store = opened(place_in(tmp_path), Dribbling())
    add(store, "Anna", note="x" * 1000)
    store.checkpoint()
    assert names(opened(place_in(tmp_path))) == {"Anna"}
    assert opened(place_in(tmp_path)).warnings == []


def test_a_torn_archive_does_not_spoil_the_next_line(tmp_path) -> None:
    """A copy that was cut by a crash ends before the next one begins."""
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    store.close()
    archive = place.state / ARCHIVE
    archive.write_bytes(archive.read_bytes()[:-20])
    add(opened(place), "Bo")
    assert b'"added Bo"' in archive.read_bytes().splitlines()[-1]


def test_a_folder_that_may_not_be_written_can_still_be_read(tmp_path) -> None:
    """Reading goes on; a write says in one sentence why it can't be."""
    place = place_in(tmp_path)
    add(opened(place), "Anna")
    refusing = Failing(1, code=errno.EROFS, forever=True)
    store = opened(place, refusing)
    assert names(store) == {"Anna"}
    with pytest.raises(StoreError) as caught:
        add(store, "Bo")
    assert "can't be written" in caught.value.message
    assert "\n" not in caught.value.message
    assert names(store) == {"Anna"}
