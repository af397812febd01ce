"""Contacts that were merged, on a real store: read, written, undone, kept in files, and logged with."""

import pytest

from netcrm.core.changes import merging, people
from netcrm.core.record import Change, Record
from netcrm.store.group import heads_of
from netcrm.store.quick import Quick
from tests.store.kit import TODAY, add, entry, opened, place_in, shown


@pytest.fixture
def store(tmp_path):
    """An open store with Anna, with Bo who is she, an entry and a promise about each."""
    store = opened(place_in(tmp_path))
    anna = add(store, "Anna Berg", org="DR", tags=["a"])
    bo = add(store, "A. Berg", org="Novo", title="cook", tags=["b"], emails=["a@example.com"])
    store.write(entry("about Anna", [anna], "11"))
    store.write(entry("about both", [bo, anna], "12"))
    store.write(entry("about Bo", [bo], "13"))
    store.write(Change("promised", [["new", "follow_ups", "21", {"text": "x", "contact": bo}]]))
    return store


def called(store, name: str) -> Record:
    """Return the record of the contact of this name, also of one that is merged."""
    everybody = {**store.network.contacts, **store._contents.fold.target.own}
    return next(record for record in everybody.values() if record.fields["name"] == name)


def merge(store, first: str = "Anna Berg", other: str = "A. Berg") -> Record:
    """Merge two contacts and return the record of the first as the other one was before."""
    one, two = called(store, first), called(store, other)
    store.write(merging.merge(store.network, one.id, two.id, today=TODAY).change)
    return two


def reopened(store, *, keep: bool):
    """Return the store opened again, from its files or from its journals alone."""
    if keep:
        store.checkpoint()
    store.close()
    return opened(store.place)


@pytest.mark.parametrize("keep", [False, True], ids=["journals", "checkpoint"])
def test_log_and_promises_of_both_are_those_of_the_first(store, keep) -> None:
    """In every view, before and after a restart, and the sums of the log know it."""
    merge(store)
    for _round in range(2):
        network = store.network
        (anna,) = network.contacts
        assert [e.id for e in network.log_of(anna)] == ["13", "12", "11"]
        assert [e.contacts for e in network.newest(9)] == [(anna,)] * 3
        assert [p.id for p in network.promises(anna)] == ["21"]
        assert network.ledger.of(anna).count == 3
        assert sorted(r.id for r in network.interactions.naming([anna])) == ["11", "12", "13"]
        assert [*network.deleted] == []
        store = reopened(store, keep=keep)


@pytest.mark.parametrize("keep", [False, True], ids=["journals", "checkpoint"])
def test_one_undo_takes_a_merge_back_exactly_and_one_redo_makes_it_again(store, keep) -> None:
    """All fields, the log and the promises, as often as one likes."""
    before, counts = shown(store), rows(store)
    merge(store)
    after, merged_counts = shown(store), rows(store)
    assert before != after
    for _round in range(2):
        store = reopened(store, keep=keep)
        assert store.undo().what == "merged A. Berg into Anna Berg"
        assert (shown(store), rows(store)) == (before, counts)
        store = reopened(store, keep=keep)
        store.redo()
        assert (shown(store), rows(store)) == (after, merged_counts)


def rows(store) -> dict[str, int]:
    """Return how many entries the sums of the log count for each contact."""
    network = store.network
    return {id: network.ledger.of(id).count for id in network.contacts}


def test_a_form_of_the_other_that_was_open_is_saved_on_the_first(store) -> None:
    """Nobody had seen that edit when the two were merged: it is a value to choose."""
    bo = merge(store)
    store.write(Change("edited", [bo.put("org", "Lego")]))
    (record,) = store.network.contacts.values()
    assert record.fields["org"] == "Lego"
    assert [value for _write, value in record.rivals["org"]] == ["DR"]
    assert opened(store.place).network.contacts[record.id].rivals == record.rivals


def test_undoing_a_choice_brings_the_late_value_of_the_other_back(store) -> None:
    """It was replaced by a write of the first, and is what would be there without that write."""
    bo = merge(store)
    store.write(Change("edited", [bo.put("org", "Lego")]))
    (record,) = store.network.contacts.values()
    store.write(Change("chose", [record.put("org", "TV2")]))
    assert next(iter(store.network.contacts.values())).rivals == {}
    store.undo()
    (record,) = store.network.contacts.values()
    assert record.fields["org"] == "Lego"
    assert [value for _write, value in record.rivals["org"]] == ["DR"]


def test_what_was_undone_while_they_were_one_stays_undone_when_they_are_two(store) -> None:
    """A late edit of the other was taken back on the first, and does not come back with the other."""
    before = shown(store)
    bo = merge(store)
    store.write(Change("tagged", [bo.add("tags", "late"), bo.put("title", "late")]))
    store.undo()
    store.undo()
    assert by_id(shown(store)) == by_id(before)


def test_undoing_the_creation_of_one_who_stands_for_others_keeps_them(store) -> None:
    """It says that it stays: the other one would be out of sight with it."""
    merge(store)
    lines = {line.label: line.id for line in store.history()}
    assert store.undo(lines["added Anna Berg"]).kept == ("Anna Berg",)
    assert len(store.network.contacts) == 1
    assert store.undo(lines["added A. Berg"]).kept == ("Anna Berg",)
    assert len(store.network.contacts) == 1


def test_who_was_merged_is_deleted_and_comes_back_with_the_first(store) -> None:
    """With the log of both, by undo and by bringing back; also where a file was written meanwhile."""
    merge(store)
    before = shown(store)
    (anna,) = store.network.contacts
    store.write(people.remove(store.network, [anna]))
    assert shown(store)["contacts"] == shown(store)["interactions"] == {}
    assert [id for table, id in store.network.deleted if table == "contacts"] == [anna]
    store = reopened(store, keep=True)
    store.write(people.restore(store.network, [anna]))
    assert shown(store) == before
    store.undo()
    store.undo()
    assert shown(store) == before


def test_an_entry_about_the_other_can_lose_them(store) -> None:
    """Taking the first out of it takes out the id that was written there."""
    merge(store)
    record = store.network.interactions["13"]
    store.write(Change("corrected", record.become({"contacts": []})))
    assert "contacts" not in store.network.interactions["13"].fields
    assert rows(store) == {next(iter(store.network.contacts)): 2}


def test_an_id_of_the_other_leads_to_the_first(store) -> None:
    """Scripts that remember it, and a contact who was met through it."""
    bo = merge(store)
    network = store.network
    assert network.find(bo.id).name == network.name_of(bo.id) == "Anna Berg"
    assert network.find("A. Berg").name == "Anna Berg"


def test_a_line_is_logged_with_the_name_of_the_other(store) -> None:
    """`netcrm log` knows of the merging from its file of names, and without one."""
    store.checkpoint()
    merge(store)
    store.close()
    for _round in range(2):
        quick = Quick.open(store.place)
        (found,) = quick.directory.exactly("A. Berg")
        assert found.name == "Anna Berg"
        assert [person.id for person in quick.directory.beginning("a", 9)] == [found.id]
        quick.close()


def test_merging_goes_on_over_several(store) -> None:
    """The third takes in what the second had taken in."""
    add(store, "Third", phones=["1"])
    merge(store)
    merge(store, "Third", "Anna Berg")
    (record,) = store.network.contacts.values()
    assert record.fields["name"] == "Third"
    assert record.fields["emails"] == ["a@example.com"]
    assert len(store.network.log_of(record.id)) == 3
    store.undo()
    store.undo()
    assert len(store.network.contacts) == 3


def test_who_stands_for_whom() -> None:
    """Chains lead to their end, rings to the smallest id, nothing to somebody unknown or oneself."""

    def heads(**steps: str) -> dict[str, str]:
        aliases = {id[1:]: {"w.0": (into, [])} for id, into in steps.items()}
        return heads_of(aliases, lambda id: id != "99")

    assert heads(_1="2", _2="3") == {"1": "3", "2": "3"}
    assert heads(_2="10", _10="2", _7="10") == {"10": "2", "7": "2"}
    assert heads(_1="99", _2="2") == {}
    assert heads_of({"1": {"b.0": ("2", []), "a.0": ("3", [])}}, lambda _id: True) == {"1": "2"}


def test_a_backup_leads_back_to_before_a_merge_and_after_it(store) -> None:
    """Both contacts with all that was theirs; or the one with all of both."""
    apart, before = store.backups.make("now"), shown(store)
    merge(store)
    together, after = store.backups.make("now"), shown(store)
    for backup, expected in ((apart, before), (together, after), (apart, before)):
        planned = store.plan_restore(backup.path)
        assert planned.missed == []
        store.write(planned.change)
        assert by_id(shown(store)) == by_id(expected)
    store.undo()
    assert by_id(shown(store)) == by_id(after)


def by_id(tables: dict) -> dict:
    """Return TABLES without the order of sets: what comes back comes back as the last."""
    return {
        table: {
            id: {f: sorted(v) if isinstance(v, list) else v for f, v in fields.items()}
            for id, fields in rows.items()
        }
        for table, rows in tables.items()
    }
