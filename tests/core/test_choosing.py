"""Which fields have several values to choose from, and what choosing writes."""

import pytest

from netcrm.core.changes import choosing
from netcrm.core.record import Record


def record(field: str, *values, **more) -> Record:
    """Return a record whose FIELD was set apart; the last value is shown."""
    writes = [f"line{n}.0" for n in range(len(values))]
    rivals = [(w, v) for w, v in zip(writes, values, strict=True) if v != values[-1]]
    shown = {} if values[-1] is None else {field: values[-1]}
    return Record(
        "contacts", "1", shown, "o.0", puts={field: writes}, rivals={field: rivals}, **more
    )


def test_each_value_is_told_once_the_shown_one_first() -> None:
    """With the line that wrote it last."""
    (question,) = choosing.questions(record("org", "DR", "Novo", "DR", "Lego"))
    assert question.field == "org"
    assert [(v.value, v.line) for v in question.values] == [
        ("Lego", "line3"),
        ("DR", "line2"),
        ("Novo", "line1"),
    ]


def test_nothing_is_a_value_too() -> None:
    """Somebody cleared the field, somebody else did not."""
    (question,) = choosing.questions(record("org", "DR", None))
    assert [v.value for v in question.values] == [None, "DR"]


@pytest.mark.parametrize("field", sorted(choosing.QUIET))
def test_of_quiet_fields_nobody_is_asked(field) -> None:
    """The latest counts."""
    assert choosing.questions(record(field, "a", "b")) == ()


def test_choosing_is_written_over_all_values() -> None:
    """Also where the one that is shown is chosen."""
    op = record("org", "DR", "Novo").put("org", "Novo")
    assert op[5] == ["line0.0", "line1.0"]


def test_deletions_of_one_line_are_told_once() -> None:
    """A line may delete twice."""
    assert choosing.deletions(record("org", "DR", gone_by=["a.0", "a.1", "b.0"])) == ("a", "b")
