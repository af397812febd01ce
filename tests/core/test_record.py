"""A record knows its live writes, and its operations name what their author saw."""

from netcrm.core.record import Record, new


def make(**fields: object) -> Record:
    """Return a record that one line made."""
    return Record("contacts", "7", dict(fields), "L1.0")  # type: ignore[arg-type]


def test_an_untouched_field_was_written_by_the_origin() -> None:
    """What the first line set is over-written by naming that line."""
    assert make(name="Anna").put("name", "Anne") == [
        "put",
        "contacts",
        "7",
        "name",
        "Anne",
        ["L1.0"],
        ["Anna"],
    ]


def test_a_field_never_set_has_no_write_to_name() -> None:
    """The first value of a field is over nothing."""
    assert make(name="Anna").put("org", "Vestas") == [
        "put",
        "contacts",
        "7",
        "org",
        "Vestas",
        [],
        [None],
    ]


def test_a_later_write_is_the_one_that_was_seen() -> None:
    """After an edit only the edit is named."""
    record = Record("contacts", "7", {"name": "Anne"}, "L1.0", puts={"name": ["L2.0"]})
    assert record.put("name", "Anna")[5] == ["L2.0"]


def test_items_of_sets_are_dropped_over_their_own_writes() -> None:
    """An item added later is dropped over the line that added it, others over the origin."""
    record = Record("contacts", "7", {"tags": ["a", "b"]}, "L1.0", items={"tags": {"b": ["L3.1"]}})
    assert record.drop("tags", "a")[5] == ["L1.0"]
    assert record.drop("tags", "b")[5] == ["L3.1"]


def test_becoming_what_it_is_needs_no_operation() -> None:
    """Equal values, also equal sets in another order, change nothing."""
    record = make(name="Anna", tags=["a", "b"])
    assert record.become({"name": "Anna", "tags": ["b", "a"], "org": None}) == []


def test_becoming_changes_sets_item_by_item() -> None:
    """Two people who each add a tag both keep theirs: only items travel."""
    ops = make(tags=["a", "b"]).become({"tags": ["b", "c"]})
    assert [op[:1] + op[3:5] for op in ops] == [["del", "tags", "a"], ["add", "tags", "c"]]


def test_a_deletion_names_everything_it_saw() -> None:
    """What an unseen edit adds later is not in the list and so brings the record back."""
    record = Record(
        "contacts",
        "7",
        {"tags": ["b"]},
        "L1.0",
        puts={"org": ["L2.0"]},
        items={"tags": {"b": ["L3.1"]}},
    )
    assert record.gone(also_seen=["L9.0"]) == [
        "gone",
        "contacts",
        "7",
        ["L1.0", "L2.0", "L3.1", "L9.0"],
    ]


def test_a_new_record_leaves_out_what_has_no_value() -> None:
    """Fields without a value and empty sets are not written."""
    assert new("contacts", "7", {"name": "Anna", "org": None, "tags": []})[3] == {"name": "Anna"}
