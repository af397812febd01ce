"""The doctor on the journals: damaged, doubled and foreign lines, clocks that jumped. Reads nothing itself."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from netcrm.core.i18n import _, ngettext
from netcrm.core.text import safe
from netcrm.store.doctor.finding import NOTE, WRONG, Finding
from netcrm.store.doctor.scan import Scan
from netcrm.store.line import Line

_JUMP = timedelta(days=1)
_CONFLICT = re.compile(
    r"\.sync-conflict-\d{8}|conflicted copy|\(.*conflict.*\)|[-_. ]conflict[-_. \d]", re.IGNORECASE
)


def is_conflict(name: str) -> bool:
    """Return whether a file's name is one that Syncthing, Dropbox and their like give to a second version."""
    return bool(_CONFLICT.search(name))


def about_files(
    scans: Sequence[Scan], store: str, known: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield what is to be said of whole journals; KNOWN are the ids of the lines that are read here."""
    seen: dict[str, str] = {}
    for one in scans:
        name = f"journal/{safe(one.name)}"
        if one.why:
            text = _("{file} can't be read: {why}").format(file=name, why=one.why)
            yield Finding("unreadable", text, file=name)
        elif not one.size or (not one.spots and one.header is None):
            text = _("{file} is empty or holds nothing that can be read").format(file=name)
            yield Finding("empty", text, file=name)
        elif one.header is None:
            text = _("{file} does not say whose it is: its first line is damaged").format(file=name)
            yield Finding("no-header", text, file=name)
        elif one.header.store != store:
            yield _foreign(one, name, one.header.store, known)
        if is_conflict(one.name):
            text = _("{file} is a conflict copy; its lines are read like all others")
            yield Finding("conflict", text.format(file=name), level=NOTE, file=name)
        elif one.header and (other := seen.setdefault(one.header.file, name)) != name:
            text = _("{file} is a copy of {other}; each line counts once")
            yield Finding("copy", text.format(file=name, other=other), level=NOTE, file=name)
        if one.torn:
            text = _("{file} ends in the middle of a line, which is being written or was cut off")
            yield Finding("torn", text.format(file=name), level=NOTE, file=name)


def _foreign(scan: Scan, name: str, store: str, known: Collection[str]) -> Finding:
    if all(spot.id in known for spot in scan.spots if spot.line is not None):
        text = _("{file} is of another store; all its lines are in journals of this one")
        return Finding("joined", text.format(file=name), level=NOTE, file=name)
    text = _("{file} is of another store and is not shown; `netcrm doctor --join {id}` takes it in")
    return Finding("foreign", text.format(file=name, id=safe(store)), file=name)


def about_lines(scans: Sequence[Scan], good: dict[str, bytes]) -> Iterator[Finding]:
    """Yield the lines that are damaged or doubled; GOOD are the bytes of all good ones, by id."""
    first: dict[str, bytes] = {}
    for one in scans:
        name = f"journal/{safe(one.name)}"
        inside: set[str] = set()
        for spot in one.spots:
            if spot.line is None:
                yield _damaged(name, spot.number, spot.why, is_saved=spot.id in good)
                continue
            if first.setdefault(spot.id, spot.raw) != spot.raw:
                text = _(
                    "{file}, line {line}: another line has the same id and says something else"
                )
                text = text.format(file=name, line=spot.number)
                yield Finding("same-id", text, file=name, line=spot.number)
            elif spot.id in inside:
                text = _("{file}, line {line} stands there twice; it counts once")
                text = text.format(file=name, line=spot.number)
                yield Finding("doubled", text, level=NOTE, file=name, line=spot.number)
            inside.add(spot.id)
        if newer := sum(spot.line is not None and spot.line.newer for spot in one.spots):
            text = ngettext(
                "{file} has {n} line that needs a newer netcrm; it is kept",
                "{file} has {n} lines that need a newer netcrm; they are kept",
                newer,
            ).format(file=name, n=newer)
            yield Finding("newer", text, level=NOTE, file=name)


def _damaged(name: str, number: int, why: str, *, is_saved: bool) -> Finding:
    if is_saved:
        text = _("{file}, line {line} is damaged ({why}); the same line is whole elsewhere")
        level = NOTE
    else:
        text = _("{file}, line {line} is damaged ({why}) and was skipped")
        level = WRONG
    text = text.format(file=name, line=number, why=why)
    return Finding("damaged", text, level=level, file=name, line=number)


def about_clocks(scans: Sequence[Scan], now: datetime) -> Iterator[Finding]:
    """Yield the lines of the future, and those that are more than a day older than the one before them.

    Clocks decide only which of two values is shown first; so it is no more than a note.
    """
    for one in scans:
        name = f"journal/{safe(one.name)}"
        before: datetime | None = None
        for spot in one.spots:
            time = _time(spot.line)
            if time is None:
                continue
            if time > now + _JUMP:
                text = _("{file}, line {line} was written on {day}, which is still to come")
                yield _clock("future", text, name, spot.number, time)
            elif before is not None and time < before - _JUMP:
                text = _("{file}, line {line} was written on {day}, before the line above it")
                yield _clock("backwards", text, name, spot.number, time)
            before = time


def _clock(kind: str, text: str, name: str, number: int, time: datetime) -> Finding:
    text = text.format(file=name, line=number, day=f"{time.astimezone():%Y-%m-%d}")
    return Finding(kind, text, level=NOTE, file=name, line=number)


def _time(line: Line | None) -> datetime | None:
    try:
        return datetime.fromisoformat(line.at).astimezone(UTC) if line is not None else None
    except (ValueError, OverflowError):
        return None
