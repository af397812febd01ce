"""Restoring a backup: one line, which undo takes back; or a store of which nothing is left, made anew."""

import contextlib
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcrm.core.changes import people
from netcrm.core.errors import CannotBeDoneError, StoreError
from netcrm.core.record import Change
from netcrm.store.backup import Backups
from netcrm.store.restore import count_people, make_anew
from tests.store.kit import Failing, add, entry, journals, names, opened, place_in, shown
from tests.store.tables_made_up import Tables, tables


@given(st.lists(tables, min_size=2, max_size=4), st.data())
@settings(max_examples=20, deadline=None)
def test_each_backup_leads_back(tmp_path_factory, states: list[Tables], data) -> None:
    """Whatever was written since: one line and all is as it was; undo and redo go both ways."""
    from netcrm.store.difference import Difference

    place = place_in(tmp_path_factory.mktemp("store"))
    store = opened(place)
    add(store, "first")
    kept = []
    for wanted in states:
        store.write(Change("edited", Difference(store._contents.fold, wanted, whole=True).ops))
        kept.append((store.backups.make("now"), held(store)))
    made, then = data.draw(st.sampled_from(kept))
    now = held(store)
    before = len(store.history())
    planned = store.plan_restore(made.path)
    assert planned.missed == []
    store.write(planned.change)
    assert held(store) == then
    assert not store.plan_restore(made.path).change
    assert len(store.history()) - before == bool(planned.change)
    if planned.change:
        store.undo()
        assert held(store) == now
        store.redo()
        assert held(store) == then
    store.close()
    assert held(opened(place)) == then


def held(store) -> dict:
    """Return the fields of all shown records, without empty tables."""
    return {
        table: {id: dict(fields) for id, fields in rows.items()}
        for table, rows in store.documents().items()
        if rows
    }


def test_it_says_what_would_change(tmp_path: Path) -> None:
    """In words and counts; people by name; nothing is written by that."""
    store = opened(place_in(tmp_path))
    anna, bo = add(store, "Anna"), add(store, "Bo")
    store.write(entry("coffee", [anna, bo]))
    made = store.backups.make("now")
    store.write(people.remove(store.network, [anna]))
    store.write(people.edit(store.network, bo, {"org": "Novo"}, today=store._contents.today))
    add(store, "Cy")
    store.write(entry("lunch", [bo]))
    before = shown(store)
    planned = store.plan_restore(made.path)
    assert planned.words() == [
        "1 person would come back: Anna",
        "1 person would be as before: Bo",
        "1 person would go: Cy",
        "1 entry of the log would go",
    ]
    assert planned.counts()["contacts"] == {"added": 1, "changed": 1, "removed": 1}
    assert shown(store) == before


def test_a_note_to_somebody_deleted_then_does_not_bring_them_back(tmp_path: Path) -> None:
    """Who was deleted when the backup was made is so again, also where shared entries name them."""
    store = opened(place_in(tmp_path))
    anna, bo = add(store, "Anna"), add(store, "Bo")
    store.write(entry("coffee", [anna, bo], id="7"))
    store.write(people.remove(store.network, [anna]))
    made, then = store.backups.make("now"), shown(store)
    store.write(people.restore(store.network, [anna]))
    store.write(entry("lunch", [anna]))
    store.write(Change("gone", [store.network.interactions["7"].gone()]))
    store.write(store.plan_restore(made.path).change)
    assert shown(store) == then
    assert names(store) == {"Bo"}


def test_another_stores_backup_is_refused(tmp_path: Path) -> None:
    """It would put other people in the place of all."""
    other = opened(place_in(tmp_path / "other"))
    add(other, "Eve")
    made = other.backups.make("now")
    store = opened(place_in(tmp_path / "mine"))
    add(store, "Anna")
    with pytest.raises(CannotBeDoneError, match="not of the store"):
        store.plan_restore(made.path)


def test_a_store_that_is_gone_is_made_anew(tmp_path: Path) -> None:
    """With all that the backup has and all that this machine has seen since; then it goes on as ever."""
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    made = store.backups.make("now")
    add(store, "Bo")
    history = [line.id for line in store.history()]
    store.close()
    shutil.rmtree(place.data_path)
    with pytest.raises(StoreError, match="not there"):
        opened(place)
    kept = Backups(place).read(made)
    assert count_people(kept) == 1
    assert make_anew(place, kept) == 2
    store = opened(place)
    assert names(store) == {"Anna", "Bo"}
    assert [line.id for line in store.history()] == history
    add(store, "Cy")
    store.undo()
    store.close()
    assert names(opened(place)) == {"Anna", "Bo"}
    with pytest.raises(CannotBeDoneError, match="there is a store"):
        make_anew(place, kept)


def test_a_new_machine_starts_from_a_backup(tmp_path: Path) -> None:
    """The store keeps its id, so that both machines still are of one store."""
    first = opened(place_in(tmp_path / "first"))
    add(first, "Anna")
    backup = first.backups.read(first.backups.make("now"))
    place = place_in(tmp_path / "second")
    make_anew(place, backup)
    second = opened(place)
    assert names(second) == {"Anna"}
    assert second._contents.tails.store == first._contents.tails.store
    assert second.device != first.device
    shutil.copy(journals(place)[0], first.place.journal_path)
    assert names(opened(first.place)) == {"Anna"}
    assert len(opened(first.place).history()) == 1


@pytest.mark.parametrize("forever", [False, True])
def test_making_anew_fails_at_the_kth_call(tmp_path: Path, forever: bool) -> None:
    """Then there is no half of a store: it is not there, or all of it is; and a second try works."""
    place = place_in(tmp_path / "first")
    store = opened(place)
    add(store, "Anna")
    backup = store.backups.read(store.backups.make("now"))
    for k in range(1, 100):
        target = place_in(tmp_path / str(k))
        files = Failing(k, forever=forever)
        with contextlib.suppress(StoreError):
            make_anew(target, backup, files)
        assert not files.descriptors
        if journals_of(target):
            assert names(opened(target)) == {"Anna"}
        else:
            make_anew(target, backup)
            assert names(opened(target)) == {"Anna"}
        if not files.failed:
            break
    assert k > 8


def journals_of(place) -> list[Path]:
    """Return the journals, none where there is no folder for them."""
    return [*Path(place.journal_path).glob("*.jsonl")]


def test_what_a_restore_does_not_bring_about_is_said(tmp_path: Path, monkeypatch) -> None:
    """The plan is tried on a copy of the tables: whatever is not as it was then is named."""
    from netcrm.store import difference

    store = opened(place_in(tmp_path))
    anna = add(store, "Anna", title="designer")
    made = store.backups.make("now")
    store.write(people.edit(store.network, anna, {"title": "head"}, today=store._contents.today))
    add(store, "Bo")
    add_op = difference.Difference._add
    monkeypatch.setattr(
        difference.Difference,
        "_add",
        lambda self, op: None if op[0] in ("put", "gone") else add_op(self, op),
    )
    assert store.plan_restore(made.path).missed == []  # nothing is done, so nothing is tried
    monkeypatch.setattr(
        difference.Difference,
        "_add",
        lambda self, op: None if op[0] == "gone" else add_op(self, op),
    )
    planned = store.plan_restore(made.path)
    assert planned.missed == ["Bo"]
    assert planned.words()[-1] == "Bo stays as it is"
    assert names(store) == {"Anna", "Bo"}
