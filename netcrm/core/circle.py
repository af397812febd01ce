"""The three circles of a network."""

from enum import StrEnum

from netcrm.core.i18n import _


class Circle(StrEnum):
    """A circle a contact may be in; one contact may be in several."""

    FAMILY = "family"
    FRIENDS = "friends"
    PROFESSIONAL = "professional"


def circle_word(circle: Circle) -> str:
    """Return the word for a circle in the user's language."""
    return {
        Circle.FAMILY: _("family"),
        Circle.FRIENDS: _("friends"),
        Circle.PROFESSIONAL: _("professional"),
    }[circle]
