"""One table as a TinyDB file: written whole, one record a line, and known again by its sum. Opens no file.

The file holds three TinyDB tables: `_meta` with one document that says what the file adds up, `_deleted`
with the records that are hidden, and the table itself, last. `sum` is the first 16 hexadecimal digits of
the SHA-256 of all bytes but those from `,"sum"` to the end of the first line.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import orjson

_SUM = b',"sum":"'
_FIRST_ENDS = b'"}},\n'
_PLAIN = re.compile(r"[a-z][a-z_]{0,40}")


class TableFile:
    """The parts of such a file: its meta document, the deleted documents, and where the others are."""

    __slots__ = ("begin", "data", "deleted", "end", "is_whole", "meta")

    def __init__(self, table: str, data: bytes) -> None:
        """Take the file apart; raises ValueError where it was not made by `compose`."""
        first = data.find(b"\n") + 1
        cut = first - len(_FIRST_ENDS) - 16 - len(_SUM)
        opening = b'\n"%b":{\n' % table.encode()
        begin = data.find(opening, max(first - 1, 0))
        if (
            cut <= 0
            or begin < 0
            or data[cut : cut + len(_SUM)] != _SUM
            or not data.endswith(b"}}\n")
        ):
            raise ValueError("not a table of this program")
        if (
            not data.startswith(b'{"_meta":{"1":{')
            or data[first - len(_FIRST_ENDS) : first] != _FIRST_ENDS
        ):
            raise ValueError("not a table of this program")
        self.data = data
        self.begin = begin + len(opening)
        self.end = len(data) - len(b"}}\n")
        self.is_whole = (
            _sum(data[:cut], memoryview(data)[first:])
            == data[cut + len(_SUM) : cut + len(_SUM) + 16]
        )
        self.meta: dict[str, Any] = orjson.loads(data[: first - 2] + b"}")["_meta"]["1"]
        self.deleted: dict[str, dict[str, Any]] = orjson.loads(
            b"{%b}" % data[first : begin + 1].rstrip(b",\n")
        )["_deleted"]

    def documents(self) -> dict[str, dict[str, Any]]:
        """Return the documents of the table by id."""
        documents: dict[str, dict[str, Any]] = orjson.loads(
            b"{%b}" % self.data[self.begin : self.end]
        )
        return documents


def compose(
    table: str,
    meta: dict[str, Any],
    deleted: Iterable[bytes],
    lines: Iterable[bytes | memoryview],
) -> tuple[bytes, int]:
    """Return the bytes of a file, and where in them the lines of the table begin.

    DELETED and LINES are lines `"id":{…},` each with its newline; the last comma is taken off here.
    """
    opening = b'"%b":{\n' % table.encode()
    before = b'"_deleted":{\n%b},\n%b' % (_without_comma(b"".join(deleted)), opening)
    rest = before + _without_comma(b"".join(lines)) + b"}}\n"
    head = b'{"_meta":{"1":%b' % orjson.dumps(meta)[:-1]
    first = head + _SUM + _sum(head, rest) + _FIRST_ENDS
    return first + rest, len(first) + len(before)


def file_name(table: str) -> str:
    """Return the name of a table's file: a name that any file system takes, whatever a foreign line says."""
    if _PLAIN.fullmatch(table):
        return f"{table}.json"
    return f"table-{sha256(table.encode()).hexdigest()[:16]}.json"


def _without_comma(lines: bytes) -> bytes:
    return lines[:-2] + b"\n" if lines.endswith(b",\n") else lines


def _sum(head: bytes, rest: bytes | memoryview) -> bytes:
    digest = sha256(head)
    digest.update(rest)
    return digest.hexdigest()[:16].encode()
