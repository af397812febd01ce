"""How one was in touch where neither the line nor the log gives a clue; set once at start, read by every line."""

from netcrm.core.medium import Medium

_medium = Medium.MET


def install(medium: Medium) -> None:
    """Take MEDIUM where there is no clue from now on."""
    global _medium  # noqa: PLW0603  one process has one user
    _medium = medium


def default_medium() -> Medium:
    """Return the medium of a line that gives no clue, with people of whom the log gives none."""
    return _medium
