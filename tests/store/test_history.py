"""Undo, redo and the history: they reach every change, across restarts, and say what stays."""

from datetime import UTC, datetime

import pytest

from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.record import Change, back, new
from tests.store.kit import TODAY, add, contact, entry, names, opened, place_in, shown


@pytest.fixture
def store(tmp_path):
    """An open store with Anna in it."""
    store = opened(place_in(tmp_path))
    add(store, "Anna", tags=["a"], org="DR")
    return store


def anna(store):
    """Return Anna's record."""
    return next(iter(store.network.contacts.values()))


CHANGES = {
    "new": lambda r: [new("contacts", "5", {"name": "Bo"})],
    "put": lambda r: [r.put("org", "Novo")],
    "put where nothing was": lambda r: [r.put("note", "x")],
    "put of nothing": lambda r: [r.put("org", None)],
    "add": lambda r: [r.add("tags", "b")],
    "del": lambda r: [r.drop("tags", "a")],
    "gone": lambda r: [r.gone()],
    "several": lambda r: [r.put("org", "Novo"), r.drop("tags", "a"), r.add("tags", "b")],
    "twice the same field": lambda r: [
        r.put("org", "Novo"),
        ["put", "contacts", r.id, "org", "Lego", [f"{'~' * 20}.0"], ["Novo"]],
    ],
}


@pytest.mark.parametrize("restart", [False, True], ids=["open", "across restarts"])
@pytest.mark.parametrize("ops", CHANGES.values(), ids=CHANGES)
def test_every_change_can_be_undone_and_done_again(store, ops, restart) -> None:
    """As often as one likes, and also in another process."""
    before = shown(store)
    store.write(Change("a change", ops(anna(store))))
    after = shown(store)
    assert before != after
    for _round in range(3):
        assert store.can_undo == "a change"
        assert store.undo().what == "a change"
        assert shown(store) == before
        if restart:
            store.close()
            store = opened(store.place)
        assert store.can_redo == "a change"
        assert store.redo().what == "a change"
        assert shown(store) == after
        assert store.can_redo is None


def test_undo_of_back_is_gone_and_of_that_back(store) -> None:
    """What was taken back can be deleted again by undoing."""
    store.write(Change("deleted", [anna(store).gone()]))
    ((key, record),) = store.network.deleted.items()
    store.write(Change("took back", [back(*key, record.gone_by)]))
    assert names(store) == {"Anna"}
    store.undo()
    assert names(store) == set()
    store.undo()
    assert names(store) == {"Anna"}


def test_undo_goes_on_to_the_first_change_and_redo_to_the_last(store) -> None:
    """All changes can be undone one after the other, and all done again."""
    states = [shown(store)]
    for n in range(5):
        store.write(Change(f"change {n}", [anna(store).put("org", f"{n}")]))
        states.append(shown(store))
    for n in range(4, -1, -1):
        assert store.undo().what == f"change {n}"
        assert shown(store) == states[n]
    store.undo()
    assert shown(store)["contacts"] == {}
    assert store.can_undo is None
    with pytest.raises(CannotBeDoneError):
        store.undo()
    store.redo()
    for n in range(5):
        assert store.redo().what == f"change {n}"
        assert shown(store) == states[n + 1]
    with pytest.raises(CannotBeDoneError):
        store.redo()


def test_something_new_ends_redoing(store) -> None:
    """As in every editor."""
    store.write(contact("Bo"))
    store.undo()
    store.write(contact("Carl"))
    assert store.can_redo is None
    assert store.undo().what == "added Carl"
    assert store.undo().what == "added Anna"


def test_a_draft_that_was_kept_is_what_undo_takes_first(store) -> None:
    """Not the change before it; a draft that was used up comes back."""
    store.write(Change("kept a draft", [new("drafts", "8", {"text": "?"})]))
    assert store.undo().what == "kept a draft"
    assert "8" not in store.network.drafts
    assert len(store.network.contacts) == 1
    store.redo()
    made = [new("interactions", "9", {"text": "x"}), store.network.drafts["8"].gone()]
    store.write(Change("resolved", made))
    assert store.undo().what == "resolved"
    assert "8" in store.network.drafts


def test_a_draft_thrown_away_is_brought_back(store) -> None:
    """Keeping, editing and throwing away a draft are undone and redone one by one."""
    store.write(Change("kept a draft", [new("drafts", "8", {"text": "?"})]))
    store.write(Change("kept a draft", [store.network.drafts["8"].put("text", "??")]))
    store.write(Change("discarded a draft", [store.network.drafts["8"].gone()]))
    assert store.undo().what == "discarded a draft"
    assert store.network.drafts["8"].fields["text"] == "??"
    assert store.redo().what == "discarded a draft"
    assert "8" not in store.network.drafts
    assert store.undo().what == "discarded a draft"
    assert store.undo().what == "kept a draft"
    assert store.network.drafts["8"].fields["text"] == "?"
    assert store.undo().what == "kept a draft"
    assert store.undo().what == "added Anna"


def test_what_others_wrote_since_stays_and_is_named(store, tmp_path) -> None:
    """An undo does not touch what another device wrote over it."""
    place = place_in(tmp_path)
    place.state_path = str(tmp_path / "another machine")
    other = opened(place)
    store.write(Change("edited", [anna(store).put("org", "Novo"), anna(store).put("note", "n")]))
    other.poll(TODAY)
    other.write(Change("edited there", [anna(other).put("org", "Lego")]))
    store.poll(TODAY)
    undone = store.undo()
    assert undone.what == "edited"
    assert undone.kept == ("org of Anna",)
    assert anna(store).fields["org"] == "Lego"
    assert "note" not in anna(store).fields


def test_a_creation_that_others_built_on_stays(store, tmp_path) -> None:
    """A contact that another device has noted something about is not deleted by undoing its creation."""
    place = place_in(tmp_path)
    place.state_path = str(tmp_path / "another machine")
    other = opened(place)
    other.write(entry("coffee", [anna(other).id]))
    store.poll(TODAY)
    assert store.undo().kept == ("Anna",)
    assert names(store) == {"Anna"}


def test_undo_takes_only_what_this_machine_did(store, tmp_path) -> None:
    """Another device's last change is not mine to undo by a key; by its id it can be."""
    place = place_in(tmp_path)
    place.state_path = str(tmp_path / "another machine")
    other = opened(place)
    add(other, "Bo")
    store.poll(TODAY)
    assert store.can_undo == "added Anna"
    (line,) = [line for line in store.history() if line.label == "added Bo"]
    assert line.device == other.device != store.device
    store.undo(line.id)
    assert names(store) == {"Anna"}


def test_any_line_of_the_history_can_be_undone_once(store) -> None:
    """Also one that is long past; undone twice it is not."""
    store.write(Change("edited", [anna(store).put("org", "Novo")]))
    add(store, "Bo")
    (line,) = [line for line in store.history() if line.label == "edited"]
    store.undo(line.id)
    assert anna(store).fields["org"] == "DR"
    with pytest.raises(CannotBeDoneError, match="undone already"):
        store.undo(line.id)
    store.redo()
    assert anna(store).fields["org"] == "Novo"
    store.undo(line.id)
    assert anna(store).fields["org"] == "DR"
    with pytest.raises(BadInputError):
        store.undo("no such line")


def test_the_history_has_the_newest_first(store) -> None:
    """Each line says when, where and what, and whether it is undone."""
    add(store, "Bo")
    store.undo()
    lines = store.history()
    assert [line.label for line in lines] == ["undid: added Bo", "added Bo", "added Anna"]
    assert [line.undone for line in lines] == [False, True, False]
    assert {line.device for line in lines} == {store.device}
    assert all(abs((datetime.now(UTC) - line.time).total_seconds()) < 60 for line in lines)
    assert store.history(1) == lines[:1]


def test_a_choice_between_two_values_can_be_undone(store) -> None:
    """After choosing one of two values and undoing that, both are there to choose from again."""
    form = anna(store)
    store.write(Change("one", [form.put("org", "Novo")]))
    store.write(Change("other", [form.put("org", "Lego")]))
    assert [value for _, value in anna(store).rivals["org"]] == ["Novo"]
    store.write(Change("chose", [anna(store).put("org", "Novo")]))
    assert anna(store).rivals == {}
    store.undo()
    assert anna(store).fields["org"] == "Lego"
    assert [value for _, value in anna(store).rivals["org"]] == ["Novo"]


def test_an_import_of_many_is_undone_in_one_go(store) -> None:
    """With what was logged about them later left in place and named."""
    people = [new("contacts", str(n), {"name": f"P{n}"}) for n in range(100, 400)]
    store.write(Change("imported", people))
    store.write(entry("coffee", ["100"]))
    (line,) = [line for line in store.history() if line.label == "imported"]
    undone = store.undo(line.id)
    assert undone.kept == ("P100",)
    assert names(store) == {"Anna", "P100"}


def test_a_record_brought_back_by_a_mention_can_be_edited_and_the_edit_undone(store) -> None:
    """A form opened before an undo may name somebody again; their tags then come and go as for anybody."""
    form = anna(store)
    store.undo()
    store.write(Change("met Anna", [new("interactions", "9", {"contacts": [form.id]})]))
    before = shown(store)
    assert before["contacts"][form.id]["tags"] == ["a"]
    store.write(Change("untagged", [anna(store).drop("tags", "a")]))
    store.undo()
    assert shown(store) == before
