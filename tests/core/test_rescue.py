"""The words of a change that can't be kept: all texts in it, in order, as a draft."""

from datetime import date

from netcrm.core.changes.rescue import LONGEST, as_draft
from netcrm.core.record import Change, new

TODAY = date(2026, 11, 24)


def rescued(*ops) -> dict:
    """Return the fields of the draft that is made of these operations."""
    change = Change("noted Anna", ops)
    (op,) = as_draft(change, why="too deep", today=TODAY, new_id=lambda: "7").ops
    assert op[:3] == ["new", "drafts", "7"]
    return op[3]


def test_every_text_is_kept_in_order_however_deep() -> None:
    """Not ids, numbers, or the names of writes."""
    deep: list = ["at the bottom"]
    for _ in range(5000):
        deep = [deep]
    fields = rescued(
        new("contacts", "1", {"name": "Anna", "tags": ["a", "b"], "n": 3, "more": deep}),
        ["put", "contacts", "1", "note", "moved", ["x.0"], ["old"]],
        ["add", "contacts", "1", "emails", {"value": "a@example.org"}],
        ["del", "contacts", "1", "tags", "c", []],
        ["gone", "contacts", "1", ["x.1"]],
    )
    words = "noted Anna · Anna · a · b · at the bottom · moved · a@example.org"
    assert (fields["text"], fields["why"]) == (words, "too deep")


def test_a_change_without_end_is_cut() -> None:
    """A draft is read by somebody."""
    assert len(rescued(new("contacts", "1", {"note": "x" * (2 * LONGEST)}))["text"]) == LONGEST
