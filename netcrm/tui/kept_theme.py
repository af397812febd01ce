"""The theme that was chosen last, kept in a small file of the state folder; not in the user's settings."""

from pathlib import Path

from netcrm.tui import kept_file

NAME = "theme"
_LONGEST = 200


def kept(folder: Path | None) -> str:
    """Return the name of the theme kept in FOLDER; empty where there is none, or none that can be read."""
    return kept_file.kept(folder, NAME, _LONGEST).strip()


def keep(folder: Path, name: str) -> None:
    """Keep the NAME of a theme in FOLDER; raises OSError where that can't be done."""
    kept_file.keep(folder, NAME, f"{name}\n")
