"""Files that can't be read for a while: what was acknowledged stays in sight and in the checkpoint."""

import errno
import os
from pathlib import Path

import pytest

from netcrm.core.errors import StoreError
from netcrm.core.network import Network
from netcrm.store import tails
from netcrm.store.place import Place
from tests.memory import Memory
from tests.store.kit import TODAY, Failing, add, contact, entry, journals, names, opened, place_in


def other_machine(place: Place, folder: Path) -> Place:
    """Return the same store as another machine has it."""
    return Place(place.data, folder / "other")


@pytest.fixture
def sick(monkeypatch):
    """Let reading fail for files whose name has the text put into the list."""
    names_of_bad: list[str] = []
    open_journal = tails.open_journal

    def failing(path: str) -> int | None:
        if any(text in path for text in names_of_bad):
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        return open_journal(path)

    monkeypatch.setattr(tails, "open_journal", failing)
    return names_of_bad


def test_a_journal_that_fails_hides_no_line_of_another(tmp_path, sick) -> None:
    """Lines read before the failure are not passed over at the next look, nor by a checkpoint."""
    place = place_in(tmp_path)
    one, two = opened(place), opened(other_machine(place, tmp_path))
    add(one, "A1")
    add(two, "B1")
    watcher = opened(Place(place.data, tmp_path / "third"))
    add(watcher, "C1")
    add(one, "A2")
    add(two, "B2")
    paths = journals(place)
    for path in paths:
        sick[:] = [path.name]
        if path.name.startswith(watcher.device):
            continue
        with pytest.raises(StoreError):
            watcher.poll(TODAY)
        with pytest.raises(StoreError):
            watcher.checkpoint()
    sick.clear()
    watcher.checkpoint()
    watcher.poll(TODAY)
    everybody = {"A1", "A2", "B1", "B2", "C1"}
    assert names(watcher) == everybody
    assert names(opened(Place(place.data, tmp_path / "third"))) == everybody


def test_a_write_that_fails_while_nothing_can_be_read_loses_nothing(tmp_path, sick) -> None:
    """What was acknowledged before stays in memory, and comes back from the files with the next look."""
    place = place_in(tmp_path)
    files = Failing()
    store = opened(place, files)
    add(store, "One")
    add(store, "Two")
    files.k, files.forever = files.count + 1, True
    sick[:] = ["jsonl"]
    with pytest.raises(StoreError):
        store.write(contact("Three"))
    assert names(store) == {"One", "Two"}
    with pytest.raises(StoreError):
        store.checkpoint()
    files.k = 0
    sick.clear()
    store.poll(TODAY)
    store.checkpoint()
    assert names(store) == {"One", "Two"} == names(opened(place))


@pytest.mark.parametrize("target", ["user@host.1234:567", "vm.jsonl"])
@pytest.mark.parametrize("name", [".#vm.jsonl", "vm.jsonl"])
def test_a_link_that_leads_nowhere_closes_nothing(tmp_path, name, target) -> None:
    """An editor's lock among the journals, or a link in a circle: all others are read and written."""
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    os.symlink(target, place.data / "journal" / name)
    again = opened(place)
    add(again, "Bo")
    again.checkpoint()
    store.poll(TODAY)
    assert names(store) == names(again) == names(opened(place)) == {"Anna", "Bo"}


def test_a_folder_or_a_dead_link_in_the_place_of_a_table_closes_nothing(tmp_path) -> None:
    """Tables are derived: where one can't be read or replaced the journals have everything."""
    place = place_in(tmp_path)
    add(opened(place), "Anna")
    (place.data / "contacts.json").mkdir()
    store = opened(place)
    assert names(store) == {"Anna"}
    add(store, "Bo")
    with pytest.raises(StoreError, match=r"contacts\.json|directory"):
        store.checkpoint()
    store.close()
    (place.data / "contacts.json").rmdir()
    (place.data / "contacts.json").symlink_to("nowhere")
    store = opened(place)
    store.checkpoint()
    assert not (place.data / "contacts.json").is_symlink()
    assert names(opened(place)) == {"Anna", "Bo"}


def test_a_log_that_is_being_sorted_shows_no_part_of_itself() -> None:
    """Whoever asks for a contact's entries while another thread sorts them gets all of them."""
    memory = Memory(TODAY)
    memory.write(contact("Anna", "7"))
    for n in range(3):
        memory.write(entry(f"{n}", ["7"], id=f"{n}"))

    class Watched(Network):
        """Asks in the middle of the work, as another thread may."""

        def log(self):
            """Ask for the entries of Anna first, as another thread would get them."""
            found = super().log()
            if not asked:
                asked.append(None)
                asked[0] = len(self.log_of("7"))
            return found

    asked: list[int | None] = []
    memory.network.__class__ = Watched
    assert len(memory.network.log_of("7")) == 3
    assert asked == [3]
