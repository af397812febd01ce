"""What a command of the app is: its keys, what it does, where it is at home; runs nothing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from netcrm.core.i18n import _, noted

__all__ = ["Command", "Scope", "change_keys", "noted", "written"]


class Scope(StrEnum):
    """Where a command is at home: a screen, or the lists in all of them."""

    HOME = "home"
    REVIEW = "review"
    TRIAGE = "triage"
    CONTACT = "contact"
    FOLLOW_UPS = "follow-ups"
    DISCOVER = "discover"
    ACCOUNT = "account"
    REVIVE = "revive"
    MAP = "map"
    INSIGHTS = "insights"
    PATHS = "paths"
    BOARD = "board"
    INTRODUCTIONS = "introductions"
    ORGANISATIONS = "organisations"
    LIST = "list"
    MORE = "more"


_changed: dict[str, str] = {}
"""The keys that the user's settings give to commands, by id."""


def change_keys(keys: Mapping[str, str]) -> None:
    """Let commands have other KEYS from now on, by their ids; those not named have their own."""
    _changed.clear()
    _changed.update(keys)


class Command(NamedTuple):
    """One thing to do; `show` names the screens whose key bar offers it."""

    id: str
    own_keys: str
    """As the table has them; the user's settings may say others."""
    action: str
    label: str
    group: str
    scopes: tuple[Scope, ...]
    show: tuple[Scope, ...] = ()
    palette: bool = True
    help: str = ""

    @property
    def keys(self) -> str:
        """Its keys as Textual names them, with commas between."""
        return _changed.get(self.id, self.own_keys)

    @property
    def key(self) -> str:
        """The first of its keys as it is written on the screen, or an empty text."""
        return written(self.keys.split(",")[0])

    @property
    def all_keys(self) -> str:
        """All of its keys as they are written on the screen."""
        return " ".join(written(key) for key in self.keys.split(",") if key)

    @property
    def title(self) -> str:
        """What the palette calls it: `contact: snooze`, or `review` where both are one word."""
        group, label = _(self.group).lower(), _(self.label).lower()
        return group if group == label else f"{group}: {label}"

    @property
    def told(self) -> tuple[str, str]:
        """Its name, and what it does; no name where that or the group says it already."""
        label, help = _(self.label).rstrip("…"), _(self.help)
        said = f"{_(self.group)} {help}".casefold()
        return ("", help) if label.casefold() in said else (label, help)


_WRITTEN = {
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "greater_than_sign": ">",
    "plus": "+",
    "less_than_sign": "<",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "f1": "F1",
}


def written(key: str) -> str:
    """Return a key's name as people write it: `/`, `Esc`, `Ctrl+N`."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    return _WRITTEN.get(key, key)
