"""An acquaintance who becomes a contact keeps the id: undo, redo and machines apart show one of the two."""

from datetime import date

import pytest

from netcrm.core.changes import knowing, people
from netcrm.core.changes.promoting import promote
from netcrm.core.record import Change, new
from netcrm.core.who_knows_whom import who_knows_whom
from netcrm.store.store import Store
from tests.store.kit import opened, place_in, shown

TODAY = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path) -> Store:
    """Bo knows Karen, his sister, at Novo; nobody knows Ole yet."""
    store = opened(place_in(tmp_path))
    store.write(
        Change(
            "people",
            [new("contacts", "1", {"name": "Bo Dahl"}), new("contacts", "2", {"name": "Ole"})],
        )
    )
    store.write(
        knowing.knows(
            store.network, "1", "Karen Holm", hows=["sister"], values={"org": "Novo"}, today=TODAY
        ).change
    )
    yield store
    store.close()


def karen(store: Store) -> str:
    """Return Karen's id."""
    return who_knows_whom(store.network).links("1")[0].other


def is_contact(store: Store) -> bool:
    """Return whether Karen is a contact; she is an acquaintance otherwise, and never both."""
    id = karen(store)
    assert (id in store.network.contacts) != (id in store.network.acquaintances)
    return id in store.network.contacts


def promoted(store: Store) -> None:
    """Make a contact of Karen."""
    store.write(promote(store.network, karen(store), today=TODAY))


def test_undo_makes_a_contact_an_acquaintance_again(store, tmp_path) -> None:
    """With all that links her to others; redo does it again, and both as often as one likes."""
    before = shown(store)
    promoted(store)
    after = shown(store)
    assert is_contact(store)
    for _again in range(3):
        assert store.undo().kept == ()
        assert shown(store) == before
        assert store.redo().kept == ()
        assert shown(store) == after
    store.close()
    fresh = opened(place_in(tmp_path))
    assert shown(fresh) == after
    fresh.close()


def test_somebody_is_promoted_again_after_undo(store) -> None:
    """As she is said to be by then."""
    id = karen(store)
    store.write(promote(store.network, id, {"org": "DR", "tags": ["jobhunt"]}, today=TODAY))
    store.undo()
    assert not is_contact(store)
    promoted(store)
    assert is_contact(store)
    assert dict(store.network.contacts[id].fields) == {
        "name": "Karen Holm",
        "org": "Novo",
        "via": "1",
        "added": "2026-11-24",
    }
    store.undo()
    assert not is_contact(store)


def test_who_is_an_acquaintance_again_stays_one(store) -> None:
    """Also when somebody else is said to know her: that names the acquaintance."""
    promoted(store)
    store.undo()
    store.write(knowing.knows(store.network, "2", karen(store), today=TODAY).change)
    assert not is_contact(store)
    store.undo()
    assert not is_contact(store)


def test_a_promoted_contact_is_deleted_for_good(store) -> None:
    """She is no acquaintance then; `restore` brings the contact back."""
    id = karen(store)
    promoted(store)
    store.write(people.remove(store.network, [id]))
    assert id not in store.network.contacts
    assert id not in store.network.acquaintances
    assert who_knows_whom(store.network).links("1") == ()
    store.write(people.restore(store.network, [id]))
    assert is_contact(store)


@pytest.mark.parametrize("table", ["interactions", "follow_ups"])
def test_undo_hides_nothing_that_was_told_of_the_contact(store, table: str) -> None:
    """Who was met, or promised something, since stays a contact, and that is said; no word is out of sight."""
    id = karen(store)
    promoted(store)
    promotion = store.history(1)[0].id
    field = {"contacts": [id], "date": "2026-11-24", "medium": "met", "text": "x"}
    fields = field if table == "interactions" else {"contact": id, "text": "send CV"}
    store.write(Change("told", [new(table, "50", fields)]))
    assert store.undo(promotion).kept == ("Karen Holm",)
    assert is_contact(store)
    assert len(store.network.log_of(id)) + len(store.network.promises(id)) == 1
    assert [link.other for link in who_knows_whom(store.network).links("1")] == [id]


def test_a_note_from_another_machine_keeps_the_contact(store, tmp_path) -> None:
    """Of somebody whose promotion was undone meanwhile: what was told of a contact is in sight."""
    id = karen(store)
    promoted(store)
    store.undo()
    assert not is_contact(store)
    fields = {"contacts": [id], "date": "2026-11-24", "medium": "met", "text": "x"}
    store.write(Change("told elsewhere", [new("interactions", "50", fields)]))
    assert id in store.network.contacts
    assert len(store.network.log_of(id)) == 1
    store.close()
    fresh = opened(place_in(tmp_path))
    assert id in fresh.network.contacts
    fresh.close()
