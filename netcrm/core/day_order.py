"""Whether `3/12` says the day or the month first; set once at start, read wherever nobody says otherwise."""

_day_first = True


def install(*, day_first: bool) -> None:
    """Read and show days in digits with the day first, or with the month first, from now on."""
    global _day_first  # noqa: PLW0603  one process has one locale
    _day_first = day_first


def is_day_first() -> bool:
    """Return whether `3/12` is the third of December."""
    return _day_first


def in_digits(day: int, month: int) -> str:
    """Return a day without a year as it is typed: `3/12`, or `12/3` where the month comes first."""
    return f"{day}/{month}" if _day_first else f"{month}/{day}"
