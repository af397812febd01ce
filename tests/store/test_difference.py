"""From what is to what is wanted: the tables become so, nothing else, and a second time there is nothing to do."""

from hypothesis import given, settings
from hypothesis import strategies as st

from netcrm.core.record import new
from netcrm.store.difference import Difference, Documents, documents, in_order, placed, portions
from netcrm.store.fold import Fold
from netcrm.store.gate import plain_dumps
from netcrm.store.line import Line, with_own_id
from tests.store.tables_made_up import Tables, tables

ORDER = ("contacts", "interactions", "follow_ups", "drafts", "made_up")


def line(number: int, ops) -> Line:
    """Return a line that comes after all of smaller numbers."""
    id = f"{number:020}"
    return Line(id, "d", "", "", with_own_id(ops, id))


def become(fold: Fold, wanted: Tables, number: int, *, whole: bool) -> Difference:
    """Make the tables what is wanted."""
    difference = Difference(fold, wanted, whole=whole)
    fold.take([line(number, difference.ops)])
    return difference


def held(fold: Fold) -> dict[str, dict[str, dict]]:
    """Return what the tables hold, without empty ones."""
    found = {
        table: {id: dict(f) for id, f in rows.items()} for table, rows in documents(fold).items()
    }
    return {table: rows for table, rows in found.items() if rows}


def plain(wanted: Documents | Tables) -> dict[str, dict[str, dict]]:
    """Return the tables that are not empty."""
    return {
        table: {id: dict(f) for id, f in rows.items()} for table, rows in wanted.items() if rows
    }


@given(st.lists(tables, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_the_tables_become_what_is_wanted(states: list[Tables]) -> None:
    """Whatever was there, deleted or changed before: each state is reached, and then nothing is left to do."""
    fold = Fold()
    for number, wanted in enumerate(states):
        become(fold, wanted, number + 1, whole=True)
        assert held(fold) == plain(wanted)
        assert Difference(fold, wanted, whole=True).ops == []


@given(tables, tables)
@settings(max_examples=60, deadline=None)
def test_taking_in_adds_and_updates_and_takes_nothing_away(before: Tables, wanted: Tables) -> None:
    """No record goes, no field is cleared, sets only grow; a second time there is nothing to do."""
    fold = Fold()
    become(fold, before, 1, whole=True)
    become(fold, wanted, 2, whole=False)
    now = held(fold)
    for table, rows in wanted.items():
        for id, fields in rows.items():
            for field, value in fields.items():
                kept = now[table][id][field]
                if isinstance(value, list):
                    assert set(value) <= set(kept)
                else:
                    assert kept == value
    for table, rows in before.items():
        for id, fields in rows.items():
            assert fields.keys() <= now[table][id].keys()
            if id not in wanted.get(table, {}):
                assert now[table][id] == fields
    assert Difference(fold, wanted, whole=False).ops == []


@given(tables)
@settings(max_examples=40, deadline=None)
def test_an_empty_store_gets_the_records_in_their_order(wanted: Tables) -> None:
    """Entries of one day show in the order in which they were written, as their writes' names sort."""
    fold = Fold()
    difference = Difference(fold, wanted, whole=False)
    fold.take([line(1, placed(difference.ops))])
    for table, rows in wanted.items():
        assert [record.id for record in in_order(fold.lend(table))] == [*rows]
    assert held(fold) == plain(wanted)


def test_a_set_gets_the_order_that_is_wanted() -> None:
    """The first mail address is the preferred one."""
    fold = Fold()
    fold.take([line(1, [new("contacts", "1", {"name": "A", "emails": ["a", "b", "c"]})])])
    become(fold, {"contacts": {"1": {"name": "A", "emails": ["a", "c", "b"]}}}, 2, whole=True)
    assert documents(fold)["contacts"]["1"]["emails"] == ["a", "c", "b"]


def test_values_of_another_kind_take_the_place() -> None:
    """A text where a set was, a set where a text was, an item twice, an empty list: all can be wanted."""
    fold = Fold()
    states = [
        {"a": ["x", "y"], "b": "text"},
        {"a": "text", "b": ["x"]},
        {"a": ["x", "x"], "b": []},
        {"a": ["y", "x"], "b": {"deep": [1, True]}},
        {"a": True, "b": 1},
        {"a": 1, "b": True},
    ]
    for number, fields in enumerate(states):
        wanted = {"contacts": {"1": {"name": "A", **fields}}}
        become(fold, wanted, number + 1, whole=True)
        assert repr(held(fold)["contacts"]["1"]["a"]) == repr(fields["a"])
        assert repr(held(fold)["contacts"]["1"]["b"]) == repr(fields["b"])


def test_a_record_without_a_beginning_gets_one() -> None:
    """Where the line that made it was lost, what is wanted holds all the same."""
    fold = Fold()
    fold.take([line(1, [["put", "contacts", "1", "name", "B", [], [None]]])])
    become(fold, {"contacts": {"1": {"name": "A", "tags": ["t"]}}}, 2, whole=True)
    assert held(fold) == {"contacts": {"1": {"name": "A", "tags": ["t"]}}}


@given(st.lists(st.text("ab", max_size=12), min_size=1, max_size=9), st.integers(60, 200))
def test_portions_are_all_of_it_and_small_enough(names: list[str], most: int) -> None:
    """Each operation once, no line longer than it may be unless it has but one."""
    ops: list = [new("contacts", f"{n}", {"name": name}) for n, name in enumerate(names)]
    parts = list(portions(ops, most))
    assert sorted((op for part in parts for op in part), key=lambda op: op[2]) == ops
    for part in parts:
        assert len(part) == 1 or sum(len(plain_dumps(op)) for op in part) <= most
    assert len(list(portions(ops))) == 1
