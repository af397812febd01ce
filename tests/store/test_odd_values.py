"""What another machine may write into any field: values of the wrong kind, huge, deep. They stay, and all goes on."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netcrm.store.ids import new_record_id
from netcrm.store.place import Place
from tests.odd import FIELDS, SIXTY_FIVE_BITS, brought, operations
from tests.store.kit import Fast, add, contact, entry, names, opened, place_in, shown
from tests.torture.fuzz_store import goes_on
from tests.torture.proof import scratch


def exact(value: Any) -> str:
    """Return a text that is another one for each other JSON: a whole number is no float."""
    return json.dumps(value, sort_keys=True)


def a_store(folder: Path) -> tuple[Place, str]:
    """Return a store in which is Anna, and her id."""
    place, anna = place_in(folder), new_record_id()
    with closing(opened(place, Fast())) as store:
        store.write(contact("Anna", anna, circles=["friends"]))
        store.write(entry("coffee", [anna]))
        store.checkpoint()
        return place, anna


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_another_machine_wrote_is_kept_as_it_was(data: st.DataObject) -> None:
    """Folded, written into the tables, read from them, listed: always the same, and writing goes on."""
    with scratch() as folder:
        place, anna = a_store(folder)
        brought(place.data, data.draw(operations(anna)))
        with closing(opened(place, Fast())) as store:
            before = exact(shown(store))
            store.checkpoint()
            assert exact(shown(store)) == before
        with closing(opened(place, Fast())) as again:
            assert exact(shown(again)) == before
        goes_on(place)
        with closing(opened(place, Fast())) as store:
            before = exact(shown(store))
        for path in Path(place.data_path).glob("*.json"):
            path.unlink()
        with closing(opened(place, Fast())) as anew:
            assert exact(shown(anew)) == before


@pytest.mark.parametrize("table", FIELDS)
@pytest.mark.parametrize(
    "number",
    [SIXTY_FIVE_BITS, -SIXTY_FIVE_BITS, 10**30, 10**400],
    ids=["65 bits", "less", "30", "400"],
)
def test_a_whole_number_of_any_size_is_kept(fast_folder: Path, table: str, number: int) -> None:
    """In each table, as a value, in a list, in a rival value, and in a record that is deleted."""
    place, _anna = a_store(fast_folder)
    fields: dict[str, Any] = {"text": "t", "every": number, "x": [number], "y": {"z": number}}
    brought(place.data, [
        ["new", table, "12", fields], ["put", table, "12", "every", -number, [], [None]],
        ["new", table, "13", fields], ["gone", table, "13", []], ["put", table, "14", "x", number, [], [None]],
    ])  # fmt: skip
    with closing(opened(place, Fast())) as store:
        assert store.table(table)["12"].fields["x"] == [number]
        store.checkpoint()
        add(store, "Bo")
        store.checkpoint()
    with closing(opened(place, Fast())) as again:
        record = again._contents.fold.shelf(table).shown("12")
        assert record is not None
        assert exact(record.fields) == exact({**fields, "every": -number})
        assert exact([value for _write, value in record.rivals["every"]]) == exact([number])
        found = again._contents.fold.shelf(table).find("14")
        assert found is not None
        assert exact(found.fields) == exact({"x": number})
    document = json.loads((Path(place.data_path) / f"{table}.json").read_text())[table]["12"]
    assert document["text"] == "t"


def test_half_of_a_surrogate_pair_is_a_bad_line(fast_folder: Path) -> None:
    """UTF-8 can't hold it: the line is passed over and said, all else goes on."""
    place, _anna = a_store(fast_folder)
    brought(place.data, [["new", "contacts", "12", {"name": "\ud800"}]])
    goes_on(place)
    with closing(opened(place, Fast())) as store:
        assert names(store) == {"Anna"}
        assert list(store._contents.tails.bad.values()) == [[2]]
