"""What is kept of a change that can't be written as it is: its words, as a draft. Pure."""

from collections.abc import Callable, Iterator
from datetime import date

from netcrm.core.changes import drafts
from netcrm.core.record import JSON, Change, Op

LONGEST = 100_000
"""Characters; a draft is read by somebody."""

_SEPARATOR = " · "


def as_draft(change: Change, *, why: str, today: date, new_id: Callable[[], str]) -> Change:
    """Return the change that keeps as a draft what CHANGE was to do and every text in it, as far as LONGEST."""
    texts = [change.what, *(text for op in change.ops for text in _texts(op))]
    text = _SEPARATOR.join(filter(None, texts))[:LONGEST]
    return drafts.keep(text, why=why, today=today, new_id=new_id).change


def _texts(op: Op) -> Iterator[str]:
    """Yield the texts that an operation gives to fields, in their order, however deep they lie."""
    at = {"new": 3, "put": 4, "add": 4}.get(str(op[0]), len(op))
    left: list[JSON] = [op[at]] if at < len(op) else []
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            left += reversed(value.values())
        elif isinstance(value, list):
            left += reversed(value)
