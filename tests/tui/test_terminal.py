"""The app in a real pseudo-terminal on a hostile network: every byte it writes is one it may write."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from netcrm.core.record import Change
from netcrm.store.ids import new_record_id
from tests import no_network
from tests.evil import PAYLOADS
from tests.hostile import hostile
from tests.store.kit import opened, place_in
from tests.terminal import Terminal, foreign

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
DANGEROUS = [text for text in PAYLOADS.values() if not text.isprintable() and len(text) < 100]
GROUPS = [" ".join(DANGEROUS[start::3]) for start in range(3)]
"""What terminals and readers stumble over, a few at a time, so that a title has room for all."""

SHOWN = {"todo": b"[TODO]", "nope": b"[/nope]", "cmd": b"=cmd|", "touch": b"$(touch x)`id`"}
"""By a word that finds it: what looks like markup or a command, and is to be read as it stands."""

ESC, ENTER, TAB = "\x1b", "\r", "\t"
PERSON = [
    *("s", ESC, "f", ESC, "e", ESC, "d", ESC, ".", ESC, ".", "v", ESC, "l", TAB, ESC),
    *(ENTER, "2", "e", ESC, "d", ESC, "3", "e", ESC, "d", ESC, "q", "j"),
]
PAGES = [
    *("r", "n", "n", "p", "?", ESC, "q", "t", "j", " ", "q", ":", "org", ESC, "?", ESC),
    *("/", "x", ENTER, ESC, "3", "j", "e", ESC, "d", ESC, "2", "x", "u", "U", "u", "z", "z"),
    *("1", "j", "j", "j", ENTER, "g", " ", " ", "e", ESC, "s", ESC, ".", "m", "x", ESC, ESC),
    *(":", "restore a backup", ENTER, ENTER, ESC, "d", "y", ":", "bring back", ENTER, ESC, "u"),
]


def environment(store: Path) -> dict[str, str]:
    """Return what the program finds around it: the tests' own folders, and STORE."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return (
        keep
        | {
            "NETCRM_STORE": str(store),
            "NETCRM_TODAY": TODAY.isoformat(),
            "PYTHONPATH": str(ROOT),
            "ESCDELAY": "20",  # ms that Textual waits for the rest of a sequence; a fifth of what it does
        }
    )


def app_in(store: Path) -> Terminal:
    """Return the app in a terminal, unable to reach a network."""
    terminal = Terminal([no_network.__file__, "netcrm"], environment(store))
    terminal.until(b"Outreach log")
    return terminal


pytestmark = pytest.mark.alone  # keys are pressed as a person does: the app has to keep up


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store in which every text stands in every field, the dangerous ones in front."""
    place = place_in(tmp_path)
    kept = opened(place)
    for change in hostile([*PAYLOADS.values(), *GROUPS], TODAY, new_record_id):
        kept.write(change)
    kept.back_up("now")
    for change in hostile(GROUPS, TODAY, new_record_id, circle=""):
        kept.write(change)
    rivals = [
        ["put", "contacts", id, "org", f"other {text}", [], [None]]
        for id in kept.network.contacts
        for text in GROUPS
    ]
    kept.write(Change("what several machines wrote", rivals))
    kept.close()
    return place.data


def test_every_byte_about_somebody_is_one_that_the_app_may_write(store: Path) -> None:
    """In every dialog about each of the people; no control byte of a text is among them."""
    terminal = app_in(store)
    terminal.press("g")
    for _group in GROUPS:
        terminal.press(*PERSON)
    assert_closed(terminal)


def test_every_byte_of_the_pages_is_one_that_the_app_may_write(store: Path) -> None:
    """On every page and after every paste; no control byte of a text is among them."""
    terminal = app_in(store)
    terminal.press("g", *["j"] * len(GROUPS))
    terminal.press(*PAGES)
    for text in [*GROUPS, "[@click=app.leave]x[/]", "\x1b[201~\x1b[6n"]:
        terminal.press("c", f"\x1b[200~{text}\x1b[201~", ESC)
        terminal.press(ESC, ESC)  # what ends a paste within it leaves letters, which are keys
    for word, shown in SHOWN.items():
        terminal.press("/", word, ENTER)
        terminal.until(shown)
        terminal.press(ESC)
    assert_closed(terminal)


def assert_closed(terminal: Terminal) -> None:
    """Leave the app; what it has written is on the list, and no dangerous text is in it as it is."""
    terminal.press("\x11")
    assert terminal.end() == 0
    assert foreign(terminal.written) == []
    for text in DANGEROUS:
        if "\x1b" in text and len(text) >= 8:
            assert text.encode() not in terminal.written


def test_the_list_of_what_may_be_written_is_closed() -> None:
    """What the payloads would do is on no list, so that the tests above can fail."""
    for name, text in PAYLOADS.items():
        if any(
            mark in name for mark in ("clipboard", "hyperlink", "title", "C1", "reset", "cursor")
        ):
            assert foreign(text.encode("utf-8", "replace")), name
    assert not foreign(b"\x1b[?1049h\x1b[38;2;1;2;3mx\x1b[0m\x1b[12;40H\x1b[?25l\r\n")


def test_what_a_terminal_that_is_gone_can_not_take_is_dropped() -> None:
    """The thread that writes goes on, so nobody waits for it for ever; the last word it is told is the end."""
    from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

    from netcrm.tui.terminal import Outlet

    read, write = os.pipe()
    os.close(read)
    file = os.fdopen(write, "w")
    writer = WriterThread(Outlet(file))  # type: ignore[arg-type]  # all that it asks of a file
    writer.start()
    for _again in range(3 * MAX_QUEUED_WRITES):
        writer._queue.put("x" * 10_000, timeout=10)
    writer.stop()
    assert not writer.is_alive()
    with suppress(OSError):
        file.close()
