"""The words of the closed sets, in the user's language, and names as they may be shown."""

from netcrm.core.circle import Circle
from netcrm.core.heat import Band
from netcrm.core.i18n import _
from netcrm.tui.paint import shown


def circle_word(circle: Circle) -> str:
    """Return the word for a circle."""
    return {
        Circle.FAMILY: _("family"),
        Circle.FRIENDS: _("friends"),
        Circle.PROFESSIONAL: _("professional"),
    }[circle]


def band_word(band: Band) -> str:
    """Return the word for a band of heat."""
    return {
        Band.FRESH: _("fresh"),
        Band.WARM: _("warm"),
        Band.SOON: _("soon"),
        Band.DUE: _("due"),
        Band.OVERDUE: _("overdue"),
        Band.COLD: _("cold"),
    }[band]


def name_word(name: str) -> str:
    """Return a name as it may be shown; a question mark where nothing of it can be seen."""
    return shown(name) or "?"
