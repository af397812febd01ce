"""The words of the closed sets, in the user's language, and names as they may be shown."""

from netcrm.core.circle import circle_word
from netcrm.core.reasons import band_word
from netcrm.tui.paint import shown

__all__ = ["band_word", "circle_word", "name_word"]


def name_word(name: str) -> str:
    """Return a name as it may be shown; a question mark where nothing of it can be seen."""
    return shown(name) or "?"
