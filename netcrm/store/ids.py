"""Ids and times as the journal keeps them; opens no file. On the way of `netcrm log`.

A line id is 48 bits of milliseconds and 52 random ones in 20 characters whose order is that of the numbers.
"""

import os
import time

_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_RANDOM_BITS = 52
_CHAINED_MS = 36 * 3600 * 1000


def now_ms() -> int:
    """Return the wall clock in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def new_id(now: int, after: str = "") -> str:
    """Return a line id for the time NOW (ms), greater than AFTER, the last one in the journal.

    Where the clock was set back by more than 36 hours the id follows the clock, not AFTER: one line
    written under a clock that ran years ahead shall not drag all later ones along.
    """
    number = (now << _RANDOM_BITS) | int.from_bytes(os.urandom(7), "big") >> 4
    if after:
        last = int(after, 32)
        if number <= last and (last >> _RANDOM_BITS) - now <= _CHAINED_MS:
            number = last + 1 + int.from_bytes(os.urandom(2), "big")
    return as_id(number)


def time_in(id: str) -> int:
    """Return the time (ms) that a line id was made at; raises ValueError for what is none."""
    return int(id, 32) >> _RANDOM_BITS


def new_record_id() -> str:
    """Return the id of a new record: the decimal string of 63 random bits."""
    return str(int.from_bytes(os.urandom(8), "big") >> 1)


def random_id() -> str:
    """Return an id that says nothing, for stores."""
    return as_id(int.from_bytes(os.urandom(13), "big") >> 4)


def as_id(number: int) -> str:
    """Return the 20 characters of a number of 100 bits."""
    high, low = divmod(number, 1 << 50)
    p = _PAIRS
    return (
        f"{p[high >> 40]}{p[high >> 30 & 1023]}{p[high >> 20 & 1023]}{p[high >> 10 & 1023]}{p[high & 1023]}"
        f"{p[low >> 40]}{p[low >> 30 & 1023]}{p[low >> 20 & 1023]}{p[low >> 10 & 1023]}{p[low & 1023]}"
    )


_day = (-1, "")


def time_of(now: int) -> str:
    """Return the wall clock NOW (ms) as a line keeps it: ISO 8601, UTC, milliseconds."""
    global _day  # noqa: PLW0603  the calendar is asked once a day
    days, ms = divmod(now, 86_400_000)
    if days != _day[0]:
        year, month, day = time.gmtime(days * 86_400)[:3]
        _day = days, f"{year:04}-{month:02}-{day:02}T"
    return (
        f"{_day[1]}{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}Z"
    )


def month_of(at: str) -> str:
    """Return the month of a time that `time_of` gave, as it stands in a journal's name."""
    return at[:4] + at[5:7]
