"""Reading files of other programs: how it grows with the file, and against vobject on the same cards."""

import gc
import time
from collections.abc import Callable
from datetime import date

import vobject

from netcrm.core.changes.importing import plan
from netcrm.formats.detect import read
from tests.memory import Memory

TODAY = date(2026, 11, 23)
CARDS = 1_000
ROWS = 5_000
ROUNDS = 5
# Twice the work, twice the time; the rest is noise.
TWICE = 2.6
LESS_THAN_VOBJECT = 0.25


def card(n: int) -> str:
    """Return a typical card, as a telephone exports it."""
    return (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Example//EN\r\n"
        f"N:Berg{n};Anna;;;\r\nFN:Anna Berg{n}\r\nORG:Vestas {n % 50};\r\nTITLE:Designer\r\n"
        f"EMAIL;type=INTERNET;type=HOME;type=pref:anna{n}@example.com\r\n"
        f"EMAIL;type=INTERNET;type=WORK:a{n}@work.example\r\n"
        f"TEL;type=CELL;type=VOICE;type=pref:+45 {10_000_000 + n}\r\n"
        f"item1.URL;type=pref:https://example.com/{n}\r\nitem1.X-ABLabel:_$!<HomePage>!$_\r\n"
        f"ADR;type=HOME:;;Nygade {n};Aarhus;;8000;Danmark\r\nBDAY:1980-0{n % 9 + 1}-1{n % 9}\r\n"
        "NOTE:Mødt i toget\\, husk at hun staver sit navn med Å\\nog at hun har en søn der\r\n"
        "  spiller fodbold i Århus\r\n"
        f"UID:{n:08x}-0000-4261-ba99-de1d1db52fbe\r\nREV:2026-10-01T12:00:00Z\r\nEND:VCARD\r\n"
    )


def old_card(n: int) -> str:
    """Return a card of version 2.1 in quoted-printable, as old telephones export it."""
    return (
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=98rsted{n};S=C3=B8ren;;;\r\n"
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=B8ren =C3=98rs=\r\nted{n}\r\n"
        f"TEL;CELL;PREF:+45{20_000_000 + n}\r\nEMAIL;HOME:s{n}@example.com\r\nEND:VCARD\r\n"
    )


def row(n: int) -> str:
    """Return a row of LinkedIn's table."""
    return (
        f"Åse,Ægir{n},https://www.linkedin.com/in/aase-{n},,"
        f'"Møller, Dam & Co. {n % 99}",Senior Udvikler,15 Nov 2023\n'
    )


def cards(count: int) -> bytes:
    """Return a file of COUNT typical cards."""
    return "".join(map(card, range(count))).encode()


def old_cards(count: int) -> bytes:
    """Return a file of COUNT old cards."""
    return "".join(map(old_card, range(count))).encode()


def one_note(lines: int) -> bytes:
    """Return one card whose note has LINES folds."""
    return b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nNOTE:x" + b"\n x\\, y" * lines + b"\nEND:VCARD\n"


def table(count: int) -> bytes:
    """Return a table of COUNT connections."""
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    return (header + "".join(map(row, range(count)))).encode()


def ratio(work: Callable[[], object], against: Callable[[], object]) -> float:
    """Return how much longer WORK takes than AGAINST: the least processor time of each, in turns."""
    least = [float("inf"), float("inf")]
    gc.disable()
    try:
        for _round in range(ROUNDS):
            for side, function in enumerate((work, against)):
                gc.collect()
                started = time.process_time()
                function()
                least[side] = min(least[side], time.process_time() - started)
    finally:
        gc.enable()
    return least[0] / least[1]


def growth(make: Callable[[int], bytes], size: int, name: str) -> float:
    """Return how much longer a file of twice the SIZE takes."""
    once, twice = make(size), make(2 * size)
    return ratio(lambda: read(twice, name), lambda: read(once, name))


def planning(count: int) -> Callable[[], object]:
    """Return the work of bringing COUNT people into a network that knows them already."""
    memory = Memory(TODAY)
    people = read(cards(count), "people.vcf").people
    planned = plan(memory.network, people, TODAY)
    assert planned.change is not None
    memory.write(planned.change)
    return lambda: plan(memory.network, people, TODAY)


def run() -> list[tuple[str, float, float | None]]:
    """Return the ratios: ours to vobject's on the same cards, and a doubled input to a single one."""
    data = cards(CARDS)
    text = data.decode()
    against = ratio(lambda: read(data, "people.vcf"), lambda: list(vobject.readComponents(text)))
    imports = ratio(planning(2 * CARDS), planning(CARDS))
    return [
        (f"vCard: {CARDS:,} cards, against vobject", against, LESS_THAN_VOBJECT),
        ("vCard: twice the cards", growth(cards, CARDS, "x.vcf"), TWICE),
        ("vCard 2.1: twice the cards", growth(old_cards, CARDS, "x.vcf"), TWICE),
        ("vCard: a note with twice the folds", growth(one_note, 20 * ROWS, "x.vcf"), TWICE),
        ("LinkedIn: twice the rows", growth(table, ROWS, "Connections.csv"), TWICE),
        ("import: twice the people, all known", imports, TWICE),
    ]
