"""TinyDB's own interface on top of the journal."""

import pytest
from tinydb import Query, where
from tinydb.operations import delete, increment
from tinydb.operations import set as put
from tinydb.table import Document

from netcrm.core.errors import StoreError
from netcrm.core.known_through import known_through
from netcrm.core.record import Change, new
from netcrm.core.workplaces import workplaces
from tests.store.kit import TODAY, Failing, add, entry, names, opened, place_in


@pytest.fixture
def store(tmp_path):
    """An open store with two contacts."""
    store = opened(place_in(tmp_path))
    add(store, "Anna", tags=["a"])
    add(store, "Bo", org="DR")
    return store


@pytest.fixture
def table(store):
    """The table of contacts as TinyDB has it."""
    return store.database().table("contacts")


def test_queries_read_what_the_lines_add_up_to(store, table) -> None:
    """All of TinyDB's reading works, on text ids."""
    assert len(table) == 2
    assert {document["name"] for document in table} == {"Anna", "Bo"}
    found = table.get(where("org") == "DR")
    assert found["name"] == "Bo"
    assert table.get(doc_id=found.doc_id) == found
    assert table.contains(Query().tags.any(["a"]))
    assert table.count(Query().name.matches("A")) == 1
    assert table.get(doc_id="404") is None
    assert store.database().tables() >= {"contacts", "interactions"}


def test_nothing_is_cached(store, table) -> None:
    """Another process' record is found by a query asked before."""
    query = where("name") == "Carl"
    assert table.search(query) == []
    add(opened(store.place), "Carl")
    store.poll(TODAY)
    assert len(table.search(query)) == 1
    assert len(table) == 3


def test_writes_are_lines_that_can_be_undone(store, table) -> None:
    """An insert, an update and a removal are each one line."""
    id = table.insert({"name": "Carl", "tags": ["x", "y"]})
    assert id.isdecimal()
    assert store.network.contact(id).name == "Carl"
    assert table.update({"tags": ["y", "z"], "org": "Novo"}, where("name") == "Carl") == [id]
    assert store.network.contact(id).tags == ("y", "z")
    assert table.update(delete("org"), doc_ids=[id]) == [id]
    assert store.network.contact(id).org == ""
    assert table.remove(where("name") == "Carl") == [id]
    assert names(store) == names(opened(store.place)) == {"Anna", "Bo"}
    for expected in [("Carl", ""), ("Carl", "Novo"), ("Carl", "")]:
        store.undo()
        assert (store.network.contact(id).name, store.network.contact(id).org) == expected
    store.undo()
    assert len(table) == 2


def test_the_other_ways_to_write(store, table) -> None:
    """Many at once, upserts, operations, truncation."""
    ids = table.insert_multiple([{"name": f"P{n}", "n": n} for n in range(300)])
    assert len({*ids}) == 300
    table.update(increment("n"), where("name") == "P7")
    assert table.get(doc_id=ids[7])["n"] == 8
    assert table.upsert({"name": "P7", "n": 0}, where("name") == "P7") == [ids[7]]
    table.update_multiple(
        [(put("org", "DR"), where("name") == "P1"), ({"org": "Lego"}, where("name") == "P2")]
    )
    assert table.get(doc_id=ids[2])["org"] == "Lego"
    assert table.insert(Document({"name": "Own id"}, doc_id="17")) == "17"
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"name": "Again"}, doc_id="17"))
    lines = len(store.history())
    table.truncate()
    assert len(table) == 0
    assert len(store.history()) == lines + 1
    store.undo()
    assert len(table) == 303


def test_a_document_is_a_copy(store, table) -> None:
    """What is done to it does not reach the store."""
    table.get(where("name") == "Anna")["tags"].append("b")
    assert table.get(where("name") == "Anna")["tags"] == ["a"]


def test_an_update_of_nothing_writes_nothing(store, table) -> None:
    """No line without a change."""
    before = len(store.history())
    table.update({"name": "Anna"}, where("name") == "Anna")
    table.remove(where("name") == "Nobody")
    assert len(store.history()) == before


def test_a_removed_contact_is_gone_although_the_log_names_it(store, table) -> None:
    """Who removes it has seen the entries that are there."""
    anna = table.get(where("name") == "Anna").doc_id
    store.write(entry("coffee", [anna]))
    table.remove(doc_ids=[anna])
    assert names(store) == {"Bo"}


def test_a_failed_write_changes_nothing(tmp_path) -> None:
    """The error is the store's own."""
    add(opened(place_in(tmp_path)), "Anna")
    table = opened(place_in(tmp_path), Failing(1, forever=True)).database().table("contacts")
    with pytest.raises(StoreError):
        table.insert({"name": "Bo"})
    assert [document["name"] for document in table] == ["Anna"]


def test_a_table_of_ones_own(store) -> None:
    """Any name makes a table, kept like the others."""
    id = store.database().table("books").insert({"title": "x"})
    store.checkpoint()
    assert opened(store.place).database().table("books").get(doc_id=id) == {"title": "x"}


def test_a_conflict_of_two_ids_is_refused(store, table) -> None:
    """1 and "1" would be one record."""
    with pytest.raises(ValueError, match="one id"):
        table.insert_multiple([Document({"a": 1}, doc_id=1), Document({"a": 2}, doc_id="1")])
    assert len(table) == 2


def test_what_is_made_of_tables_lasts_while_they_do(tmp_path) -> None:
    """A touch leaves who knows whom as it was; a new relation, job or alias does not, nor another order of names."""
    place = place_in(tmp_path)
    store = opened(place)
    anna = add(store, "Anna", org="Novo")
    store.write(Change("k", [new("acquaintances", "8", {"name": "Pia", "org": "DR"})]))
    store.write(Change("k", [new("relations", "9", {"person": anna, "other": "8"})]))
    store.checkpoint()
    for each in (store, opened(place)):
        first = each.network
        places, known = workplaces(first), known_through(first)
        each.write(entry("coffee", [anna]))
        assert each.network is not first
        assert workplaces(each.network) is places
        assert known_through(each.network) is known
    store = each
    store.write(
        Change("k", [new("relations", "10", {"person": anna, "other": "8", "how": "boss"})])
    )
    assert known_through(store.network).who_know("8") == {anna: ["", "boss"]}
    assert workplaces(store.network) is places
    store.write(Change("job", store.network.contacts[anna].become({"org": "DR"})))
    assert workplaces(store.network).known("DR").now == (anna,)
    store.write(
        Change("o", [new("organisations", "11", {"name": "DR", "aliases": ["Danmarks Radio"]})])
    )
    assert workplaces(store.network).known("Danmarks Radio").now == (anna,)
    store.write(Change("gone", [store.network.acquaintances["8"].gone()]))
    assert workplaces(store.network).known("DR").second == ()
    assert known_through(store.network).who_know("8") == {}
