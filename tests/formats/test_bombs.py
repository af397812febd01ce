"""Files made to cost: small ones that make a careless reader work for hours or take all memory."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 20
"""Of a processor; what is linear takes less than one, what is not takes minutes at least."""
MEMORY = 700 << 20
"""Bytes, with the interpreter."""
N = 1 << 16

HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = b"Anna,Berg,https://www.linkedin.com/in/a,,,,15 Nov 2023\n"


def card(*lines: bytes) -> bytes:
    """Return a card with LINES in it."""
    return b"\n".join((b"BEGIN:VCARD", b"VERSION:3.0", b"FN:Anna", *lines, b"END:VCARD", b""))


def exported(value: bytes) -> bytes:
    """Return an export of netcrm with somebody in it whose note is VALUE."""
    mark = b'"_netcrm":{"1":{"format":"everything","version":1}}'
    return b'{%b,"contacts":{"1":{"name":"Anna","note":%b}}}' % (mark, value)


def table(*lines: bytes) -> bytes:
    """Return a table of connections with LINES in it, and somebody at its end."""
    return HEADER + b"\n".join(lines) + b"\n" + ROW


BOMBS: dict[str, Callable[[], bytes]] = {
    "parameters": lambda: card(b"TEL" + b";TYPE=x" * N + b":1"),
    "quotes in parameters": lambda: card(b"TEL" + b';X="' * N + b":1"),
    "quotes without a colon": lambda: card(b'TEL;"' * N),
    "colons in quotes": lambda: card(b'TEL;X="' + b":" * N + b'":1'),
    "carets": lambda: card(b"TEL;X=" + b"^n^^" * N + b":1"),
    "folds": lambda: card(b"NOTE:x" + b"\n x" * N),
    "folds of blanks": lambda: card(b"NOTE:x" + b"\n  " * N),
    "soft breaks": lambda: card(b"NOTE;ENCODING=QUOTED-PRINTABLE:x=" + b"\nx=" * N),
    "soft breaks and folds": lambda: card(b"NOTE;ENCODING=QUOTED-PRINTABLE:x=" + b"\n =" * N),
    "properties": lambda: card(b"\n".join([b"TEL:1"] * N)),
    "different properties": lambda: card(*(b"X-%d:1" % n for n in range(N))),
    "different parameters": lambda: card(*(b"TEL;X-%d=1:1" % n for n in range(N))),
    "notes": lambda: card(b"\n".join([b"NOTE:x"] * N)),
    "lines that are none": lambda: card(b"NOTE:x", b"\n".join([b"no property"] * N)),
    "backslashes": lambda: card(b"NOTE:" + b"\\" * N, b"N:" + b"\\;" * N, b"ORG:" + b"\\" * N),
    "separators": lambda: card(b"N:" + b";" * N, b"CATEGORIES:" + b"a," * N, b"ORG:" + b";" * N),
    "categories": lambda: card(b"CATEGORIES:" + b",".join(b"%d" % n for n in range(N))),
    "nicknames": lambda: card(b"NICKNAME:" + b",".join(b"%d" % n for n in range(N))),
    "cards in cards": lambda: b"BEGIN:VCARD\nFN:a\n" * (N // 8),
    "agents in agents": lambda: card(b"AGENT:BEGIN:VCARD\nFN:a\n" * (N // 8)),
    "agents that come next": lambda: b"BEGIN:VCARD\nAGENT:\n" * (N // 8),
    "ends": lambda: b"BEGIN:VCARD\n" + b"END:VCARD\n" * N,
    "a photo": lambda: card(b"PHOTO;ENCODING=b:" + b"QUJD" * (1 << 20)),
    "a name of megabytes": lambda: card(b"FN:" + b"x" * (4 << 20)),
    "a name of accents": lambda: card(b"FN:a" + "\u0301".encode() * (1 << 20)),
    "a name of escapes": lambda: card(b"FN:a" + b"\x1b]" * (1 << 20)),
    "an address of signs": lambda: card(
        b"EMAIL:" + b"a@" * N, b"URL:" + b"/" * N, b"TEL:" + b"+" * N
    ),
    "a birthday of digits": lambda: card(b"BDAY:" + b"1" * N, b"BDAY:" + b"1-" * N),
    "bytes of no encoding": lambda: card(b"NOTE:" + b"\x81\x8d\xff\xfe" * (1 << 19)),
    "marks of the end": lambda: b"\xef\xbb\xbf" * N + card(),
    "quotes that are never closed": lambda: table(*[b'x"y,"d'] * (2 * N)),
    "quotes on quotes": lambda: table(b'"' * N),
    "a quote at each line": lambda: table(*[b'"'] * N),
    "a row of commas": lambda: table(b"," * (1 << 21)),
    "rows of nothing": lambda: table(*[b",,,,,,"] * N),
    "a cell of megabytes": lambda: table(b'"' + b"x\n" * (1 << 20) + b'",b,,,,,15 Nov 2023'),
    "headers": lambda: HEADER * (N // 4) + ROW,
    "headers of commas": lambda: b"First Name,Last Name" + b",x" * N + b"\n" + ROW,
    "lines before the header": lambda: b"Notes:\n" * N + table(b"x"),
    "days that are none": lambda: table(*[b"A,B,,,,,99 Nov 2023"] * (N // 4)),
    "brackets": lambda: b"[" * N,
    "objects": lambda: b'{"vcard":' * N,
    "everything, deep": lambda: exported(b"[" * N + b"]" * N),
    "everything, long numbers": lambda: exported(b"1" * N),
    "everything, many keys": lambda: exported(b"{%b}" % b",".join(b'"%d":1' % n for n in range(N))),
    "everything, one key": lambda: exported(b"{%b}" % b",".join([b'"a":1'] * N)),
    "everything, exponents": lambda: exported(b"1e999999999"),
    "everything, half pairs": lambda: exported(b'"' + b"\\ud800" * N + b'"'),
    "digits": lambda: b"[" + b"1" * N + b"]",
    "tags": lambda: b"<a " * N,
    "zeros": lambda: b"\0" * (4 << 20),
    "blanks": lambda: b" " * (4 << 20),
    "line ends": lambda: b"\r\r\n" * (1 << 20),
    "UTF-16 of nothing": lambda: b"\xff\xfe" + b"\0\xd8" * (1 << 20),
}

PROGRAM = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
sys.path.insert(0, {str(ROOT)!r})
from netcrm.core.errors import NetcrmError
from netcrm.formats import everything
from netcrm.formats.detect import read
data = sys.stdin.buffer.read()
for name in ("x.vcf", "Connections.csv", "x.json"):
    try:
        print(len(read(data, name).people))
    except NetcrmError as error:
        print(error.message)
try:
    print(len(everything.read(data, "x.json").tables))
except NetcrmError as error:
    print(error.message)
print("read")
"""


@pytest.mark.parametrize("name", BOMBS)
def test_no_file_costs_more_than_its_size(name: str) -> None:
    """It is read or refused with so much of the processor and of memory, and no more."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=BOMBS[name](),
        capture_output=True,
        check=False,
    )
    assert ended.stdout.endswith(b"read\n"), (ended.returncode, ended.stderr[-600:])


def test_no_address_in_a_card_is_fetched_or_read() -> None:
    """Neither from a network nor from the disk, whatever property it stands in."""
    places = (b"file:///etc/passwd", b"/etc/passwd", b"http://127.0.0.1:9/x", b"ldap://127.0.0.1/x")
    lines = [
        line % place
        for place in places
        for line in (
            *(b"PHOTO;VALUE=uri:%b", b"PHOTO:%b", b"LOGO;VALUE=URL:%b", b"SOUND;VALUE=uri:%b"),
            *(b"KEY:%b", b"URL:%b", b"SOURCE:%b", b"AGENT;VALUE=uri:%b", b"MEMBER:%b", b"NOTE:%b"),
            *(b"RELATED;VALUE=uri:%b", b"X-SOCIALPROFILE:%b", b"XML:<!DOCTYPE x SYSTEM '%b'>"),
        )
    ]
    program = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from netcrm.formats.detect import read
from tests.no_network import refuse
data = sys.stdin.buffer.read()
read(data, "x.vcf")
opened = []
sys.addaudithook(lambda event, arguments: opened.append(arguments[0]) if event == "open" else None)
sys.addaudithook(refuse)
read(data, "x.vcf")
print(opened)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], input=card(*lines), capture_output=True, check=True
    )
    assert ended.stdout == b"[]\n"
