"""The media: how much each weighs, and what it is called."""

import pytest

from netcrm.core.medium import Medium, medium_word, weight


@pytest.mark.parametrize(
    ("medium", "answered", "unanswered"),
    [
        ("met", 1.0, 1.0),
        ("call", 1.0, 0.2),
        ("video", 1.0, 0.2),
        ("message", 0.5, 0.2),
        ("email", 0.5, 0.2),
        ("letter", 0.5, 0.5),
        ("social", 0.1, 0.1),
        ("note", 0.0, 0.0),
    ],
)
def test_each_medium_has_its_weight_and_its_word(
    medium: str, answered: float, unanswered: float
) -> None:
    """Only a call, a video, a message and a mail can go unanswered, and weigh 0.2 then."""
    kind = Medium(medium)
    assert weight(kind) == answered
    assert weight(kind, answered=False) == unanswered
    assert medium_word(kind) == medium
    assert medium_word(kind, answered=False) == f"{medium}?"
