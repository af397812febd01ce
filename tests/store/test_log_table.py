"""The log as bytes: single entries, the newest and those of a contact are found without reading all."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcrm.core.record import Record
from netcrm.store.id_lines import LineIndex
from netcrm.store.log_base import LogBase
from netcrm.store.log_table import LogTable
from netcrm.store.pack import Kept, log_key
from netcrm.store.shelf import LogShelf
from netcrm.store.table_file import TableFile, compose

DAYS = ["2026-11-20", "2026-11-21", "2026-11-22", "never", ""]
IDS = ["1", "01", "22", "9" * 19, "x", 'a"b', "-5", "٣"]


def record(id: str, day: str, n: int, contacts: list[str]) -> Record:
    """Return an entry written by the Nth line."""
    return Record(
        "interactions", id, {"date": day, "text": f"{n}", "contacts": contacts}, f"{n:020d}.0"
    )


def based(records: dict[str, Record]) -> LogBase:
    """Return RECORDS as a file has them."""
    shelf = LogShelf()
    for kept in records.values():
        shelf.show(kept)
    return on_file(shelf)


def on_file(shelf: LogShelf) -> LogBase:
    """Return what SHELF shows as a file has it."""
    data, begin = compose("interactions", {"fold": 1}, [], shelf.base.merged(shelf.changes()))
    kept = TableFile("interactions", data)
    assert begin == kept.begin
    return LogBase(data, kept.begin, kept.end, shelf.count)


entries = st.dictionaries(
    st.sampled_from(IDS),
    st.tuples(
        st.sampled_from(DAYS), st.integers(1, 9), st.lists(st.sampled_from("abc"), max_size=2)
    ),
)


def made(drawn: dict, first: int = 0) -> dict[str, Record]:
    """Return the records that were drawn, each written by a line of its own."""
    return {
        id: record(id, day, 10 * n + at + 100 * first, c)
        for at, (id, (day, n, c)) in enumerate(drawn.items())
    }


@settings(max_examples=150, deadline=None)
@given(entries, entries, st.sets(st.sampled_from(IDS)))
def test_base_and_overlay_are_one_mapping(below, above, taken) -> None:
    """Entries by id, their number, the newest, those of a contact: as in a plain dictionary."""
    base = based(made(below))
    plain = made(below)
    shelf = LogShelf(base)
    for id, kept in made(above, 5).items():
        plain[id] = kept
        shelf.show(kept)
    for id in taken:
        plain.pop(id, None)
        shelf.drop(id)
    next_base = on_file(shelf)
    for table in (shelf.lend(), LogTable(next_base, {}, next_base.count)):
        assert len(table) == len(plain)
        for id in IDS:
            assert (id in table) == (id in plain)
            if id in plain:
                assert table[id].fields == plain[id].fields
                assert table[id].origin == plain[id].origin
        ordered = sorted(plain.values(), key=log_key, reverse=True)
        for most in (0, 1, 3, 99):
            assert [r.id for r in table.newest(most)] == [r.id for r in ordered[:most]]
        for ids in ({"a"}, {"a", "b"}, {"nobody"}, set("abcdefghijkl")):
            named = {id for id, r in plain.items() if ids & set(r.fields["contacts"])}
            assert {r.id for r in table.naming(ids)} == named
        assert {id: r.fields for id, r in table.items()} == {
            id: r.fields for id, r in plain.items()
        }


def test_a_snapshot_does_not_change() -> None:
    """What was handed out stays as it was, whatever is shown afterwards."""
    shelf = LogShelf(based({"1": record("1", DAYS[0], 1, [])}))
    before = shelf.lend()
    shelf.show(record("2", DAYS[1], 2, []))
    shelf.drop("1")
    assert [*before] == ["1"]
    assert [*shelf.lend()] == ["2"]


def test_the_index_is_kept_and_found_again() -> None:
    """It comes back from its bytes, and one that belongs to other bytes leads to nothing wrong."""
    luck = random.Random(1)
    records = {
        id: record(id, DAYS[n % 3], n, [])
        for n, id in enumerate(str(luck.getrandbits(63)) for _ in range(500))
    }
    base = based(records)
    again = based(records)
    again.use(lambda: LineIndex.load(base.index.dump()))
    for id in records:
        assert again.find(id).record.fields == records[id].fields
    assert again.find("17") is None
    other = based(dict(list(records.items())[::2]))
    other.use(lambda: LineIndex.load(base.index.dump()))
    for n, id in enumerate(records):
        found = other.find(id)
        assert (found is not None) == (n % 2 == 0)
        assert found is None or found.record.fields == records[id].fields
    with pytest.raises(ValueError, match="index"):
        LineIndex.load(b"x" * 17)


def test_nothing_but_the_asked_for_is_read(monkeypatch) -> None:
    """An entry, and the newest of many, are read line by line."""
    base = based(
        {
            f"{n}": record(f"{n}", f"2026-11-{n % 28 + 1:02}", n, ["a" if n % 50 else "b"])
            for n in range(1000)
        }
    )
    monkeypatch.setattr(LogBase, "all", None)
    table = LogTable(base, {}, base.count)
    assert table["500"].fields["text"] == "500"
    assert [r.fields["date"] for r in table.newest(3)] == ["2026-11-28"] * 3
    assert len(table.naming({"b"})) == 20


def test_marks_are_kept_with_an_entry() -> None:
    """An entry that somebody deleted without having seen it all is shown, and still knows that."""
    kept = Kept(record("1", DAYS[0], 1, []), {"g.0": ["x"]}, {"tags": {"a": {"w": 1}}})
    data, _ = compose("interactions", {"fold": 1}, [], [kept.line()])
    parts = TableFile("interactions", data)
    found = LogBase(data, parts.begin, parts.end, 1).find("1")
    assert found.gones == {"g.0": ["x"]}
    assert found.places == {"tags": {"a": {"w": 1}}}
    assert found.record.gone_by == ("g.0",)
