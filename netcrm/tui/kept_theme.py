"""The theme that was chosen in the app last, kept in a small file of the state folder.

It holds until the settings file names another theme than it did then: whatever was said last counts.
"""

import os
from collections.abc import Container
from pathlib import Path

from netcrm.tui import kept_file

NAME = "theme"
_LONGEST = 200


def first_theme(folder: Path | None, said: str, known: Container[str], default: str) -> str:
    """Return the theme to start with: TEXTUAL_THEME, else what was chosen last, in the app or in the settings.

    SAID is what the settings name, or empty; what is not among those KNOWN is passed over.
    """
    wanted = (os.environ.get("TEXTUAL_THEME", "").split(",")[0], kept(folder, said), said)
    return next((name for name in wanted if name in known), default)


def kept(folder: Path | None, said: str = "") -> str:
    """Return the name of the theme kept in FOLDER while the settings SAID the same as now.

    It is empty where there is none, or none that can be read.
    """
    name, _line, then = kept_file.kept(folder, NAME, _LONGEST).partition("\n")
    return name.strip() if then.strip() == said else ""


def keep(folder: Path, name: str, said: str = "") -> None:
    """Keep the NAME of a theme in FOLDER, chosen while the settings SAID that; raises OSError."""
    kept_file.keep(folder, NAME, f"{name}\n{said}\n" if said else f"{name}\n")
