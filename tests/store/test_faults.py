"""When a call fails: the change is there or it is not, what is said is true, and trying again works."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from netcrm.core.errors import StoreError
from netcrm.core.record import Change, new
from netcrm.store.ids import now_ms
from netcrm.store.journal import ARCHIVE
from netcrm.store.quick import Quick
from netcrm.store.store import Store
from tests.store.kit import (
    CrashError,
    Dribbling,
    Failing,
    add,
    contact,
    entry,
    journals,
    names,
    opened,
    place_in,
    shown,
)

MONTH = 31 * 24 * 3600 * 1000


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A store with a little of everything, a checkpoint, and lines after it."""
    folder = tmp_path_factory.mktemp("template")
    store = opened(place_in(folder))
    anna = add(store, "Anna", tags=["a"])
    store.write(entry("coffee", [anna]))
    store.checkpoint()
    store.write(entry("lunch", [anna], id="7"))
    add(store, "Bo")
    store.undo()
    store.close()
    return folder


def write(store: Store) -> None:
    """One contact."""
    store.write(contact("New", id="5"))


def write_import(store: Store) -> None:
    """Many contacts in one line."""
    store.write(
        Change("imported", [new("contacts", str(n), {"name": f"P{n}"}) for n in range(300)])
    )


def undo(store: Store) -> None:
    """Take the last change back."""
    store.undo()


def redo(store: Store) -> None:
    """Do it again."""
    store.redo()


def checkpoint(store: Store) -> None:
    """Write the derived files."""
    store.checkpoint()


SCENARIOS: list[Callable[[Store], None]] = [write, write_import, undo, redo, checkpoint]
CODES = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES]


def attempt(folder: Path, action: Callable[[Store], None], files: Failing, ahead: int = 0) -> str:
    """Let ACTION fail in FOLDER and return what was said; empty where it succeeded."""
    store = opened(place_in(folder), files, clock=lambda: now_ms() + ahead)
    said = ""
    try:
        action(store)
    except StoreError as error:
        said = error.message
    else:
        assert said == ""
    if said:
        held = shown(store)
        assert held == shown(opened(place_in(folder))), "memory and disk differ after a failure"
    store.close()
    assert not files.descriptors, "a descriptor was left open"
    return said


@pytest.mark.parametrize("ahead", [0, MONTH], ids=["same month", "new month"])
@pytest.mark.parametrize("forever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("action", SCENARIOS, ids=lambda action: action.__name__)
def test_the_kth_call_fails(template, tmp_path, action, forever, ahead) -> None:
    """For all k: said to be done is done, said to have failed is not, or it is said that this is not known."""
    shutil.copytree(template, tmp_path / "0")
    before = shown(opened(place_in(tmp_path / "0")))
    counting = Failing()
    attempt(tmp_path / "0", action, counting, ahead)
    after = shown(opened(place_in(tmp_path / "0")))
    assert counting.count > 3
    failures = 0
    for k in range(1, counting.count + 1):
        folder = tmp_path / str(k)
        shutil.copytree(template, folder)
        said = attempt(
            folder, action, Failing(k, code=CODES[k % len(CODES)], forever=forever), ahead
        )
        now = shown(opened(place_in(folder)))
        failures += bool(said)
        if not said:
            assert now == after, f"call {k}"
        elif "not confirmed" in said:
            assert now in (before, after), f"call {k}"
        else:
            assert now == before, f"call {k}"
    assert failures


@pytest.mark.parametrize("forever", [False, True], ids=["once", "for ever"])
def test_the_kth_call_of_the_very_first_write_fails(tmp_path, forever) -> None:
    """A first start that fails leaves nothing that would stand in the way of the next one."""
    counting = Failing()
    attempt(tmp_path / "0", write, counting)
    for k in range(1, counting.count + 1):
        folder = tmp_path / str(k)
        said = attempt(folder, write, Failing(k, forever=forever))
        store = opened(place_in(folder))
        if not said:
            assert names(store) == {"New"}, f"call {k}"
        elif "not confirmed" not in said:
            assert names(store) == set(), f"call {k}"
        store.write(contact("Later"))
        assert "Later" in names(opened(place_in(folder)))


@pytest.mark.parametrize("ahead", [0, MONTH], ids=["same month", "new month"])
def test_trying_again_writes_it_once(template, tmp_path, ahead) -> None:
    """After any one failure the same change goes through, and is there once."""
    counting = Failing()
    shutil.copytree(template, tmp_path / "0")
    attempt(tmp_path / "0", write, counting, ahead)
    for k in range(1, counting.count + 1):
        folder = tmp_path / str(k)
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


@pytest.mark.parametrize("action", SCENARIOS, ids=lambda action: action.__name__)
def test_the_machine_stops_at_the_kth_call(template, tmp_path, action) -> None:
    """Whatever the call, the next start reads everything, and the change is there or not."""
    shutil.copytree(template, tmp_path / "0")
    before = shown(opened(place_in(tmp_path / "0")))
    counting = Failing()
    attempt(tmp_path / "0", action, counting, MONTH)
    after = shown(opened(place_in(tmp_path / "0")))
    for k in range(1, counting.count + 1):
        folder = tmp_path / str(k)
        shutil.copytree(template, folder)
        files = Failing(k, crash=True)
        store = opened(place_in(folder), files, clock=lambda: now_ms() + MONTH)
        with pytest.raises(CrashError):
            action(store)
        for fd in files.descriptors:
            os.close(fd)
        again = opened(place_in(folder))
        assert shown(again) in (before, after), f"call {k}"
        again.write(contact("Later"))
        assert "Later" in names(opened(place_in(folder)))


@pytest.mark.parametrize("code", CODES, ids=lambda code: errno.errorcode[code])
def test_quick_fails_as_the_store_does(template, tmp_path, code) -> None:
    """`netcrm log` says that nothing was written, and means it."""
    shutil.copytree(template, tmp_path / "0")
    counting = Failing()
    quick = Quick(place_in(tmp_path / "0"), files=counting)
    quick.write(contact("New"))
    for k in range(1, counting.count + 1):
        folder = tmp_path / str(k)
        shutil.copytree(template, folder)
        quick = Quick(place_in(folder), files=Failing(k, code=code))
        try:
            quick.write(contact("New"))
            done = True
        except StoreError:
            done = False
        assert ("New" in names(opened(place_in(folder)))) == done, f"call {k}"


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
