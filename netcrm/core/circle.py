"""The three circles of a network."""

from enum import StrEnum


class Circle(StrEnum):
    """A circle a contact may be in; one contact may be in several."""

    FAMILY = "family"
    FRIENDS = "friends"
    PROFESSIONAL = "professional"
