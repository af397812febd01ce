"""Bytes of a vCard file → cards as lists of properties; understands lines, not what they mean.

Two foldings are undone here, on bytes, as a fold may lie inside a character: a line that starts
with a blank goes on with the one before it (RFC 6350, 3.2), and so does the line after a soft break,
`=`, of a quoted-printable value (RFC 2045, 6.7). Time and memory are linear in the size of the file.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from netcrm.formats.vcard.params import Head, Role, looks_like_property, parted

LONGEST_LINE = 8 * 1024 * 1024
MOST_PROPERTIES = 2000
_MOST_OPEN = 32
_BLANK, _NEWLINE, _HASH, _EQUALS = b" \n#="
_FOLDS = frozenset(b" \t")
_LONGEST_HEAD = 1000
# A fold that cuts lines at a width is this far right; one further left stands for a blank.
_WIDTH = range(71, 79)

Property = tuple[Head, bytes]


class RawCard:
    """One card: its wanted properties in order, and how many others there were.

    `tails` are lines that are no properties, by the index of the property they may belong to;
    `whole` is false where the card has no END, `cut` true where something was too much to read.
    """

    __slots__ = (
        "agents", "charset", "count", "cut", "goes_on", "is_agent", "left", "line", "long_lines",
        "properties", "tails", "whole",
    )  # fmt: skip

    def __init__(self, line: int, *, is_agent: bool = False, long_lines: int = 0) -> None:
        self.line = line
        self.is_agent = is_agent
        self.long_lines = long_lines
        self.properties: list[Property] = []
        self.tails: dict[int, list[bytes]] = {}
        self.left: Counter[str] = Counter()
        self.agents: list[RawCard] = []
        self.charset = ""
        self.count = 0
        self.goes_on = False
        self.cut = False
        self.whole = False


def cards(data: bytes) -> Iterator[RawCard]:
    """Yield the cards of DATA (in UTF-8 or an unknown eight-bit encoding) as each of them ends.

    Cards inside cards come on their own, an AGENT's in the `agents` of the card it is part of;
    one that has no END keeps what it has. Text between cards is passed over.
    """
    lines = _Lines(_with_newlines(data))
    stack: list[RawCard] = []
    for number, line in lines:
        head, value = parted(line)
        if head is None:
            if stack and stack[-1].goes_on:
                _keep_tail(stack[-1], line)
            continue
        role = head.role
        if role is Role.BEGIN and _is_vcard(value):
            agent = _awaits_agent(stack)
            stack.append(RawCard(number, is_agent=agent, long_lines=lines.too_long))
            lines.keeps_blank = False
            if len(stack) > _MOST_OPEN:
                yield stack.pop(0)
            continue
        if not stack:
            continue
        card = stack[-1]
        if role is Role.END and _is_vcard(value):
            card.whole = True
            yield from _closed(stack, lines)
            continue
        card.count += 1
        card.goes_on = False
        if head.charset and not card.charset:
            card.charset = head.charset
        if card.count > MOST_PROPERTIES:
            card.cut = True
        elif role is Role.KEPT:
            if head.name == "AGENT" and value.strip().upper() == b"BEGIN:VCARD":
                stack.append(RawCard(number, is_agent=True, long_lines=lines.too_long))
                if len(stack) > _MOST_OPEN:
                    yield stack.pop(0)
                continue
            if head.name == "VERSION":
                lines.keeps_blank = value.strip() == b"2.1"
            card.goes_on = True
            card.properties.append((head, value))
        elif role is Role.COUNTED:
            card.left[head.name] += 1
    while stack:
        yield from _closed(stack, lines)


class _Lines:
    """The logical lines of a file, each with the number of its first line.

    `keeps_blank` is set from outside while a card of version 2.1 is read: its folds keep the blank.
    `too_long` counts the lines that were dropped for their length.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.keeps_blank = False
        self.too_long = 0

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        number = start = size = 0
        text = b""
        more: list[bytes] = []
        soft = gap = False
        for raw in BytesIO(self._data):
            number += 1
            first = raw[0]
            if first == _NEWLINE:
                gap = True
                continue
            line = raw[:-1] if raw[-1] == _NEWLINE else raw
            if soft or first in _FOLDS:
                if _frame(line):
                    line = line.strip()
                elif not text:
                    continue
                elif not (soft and gap and _starts(line)):
                    more = more or [text]
                    if soft:
                        more[-1] = more[-1].rstrip()[:-1]
                        more.append(line)
                    else:
                        if self.keeps_blank and len(more[-1]) not in _WIDTH:
                            more.append(b" ")
                        more.append(line[1:])
                    soft = line.rstrip()[-1:] == b"=" and _quoted_printable(text)
                    gap = False
                    size += len(line)
                    if size > LONGEST_LINE:
                        self.too_long += 1
                        text, more = b"", []
                    continue
            elif first == _HASH:
                continue
            if text:
                yield start, _joined(more) if more else text
                more = []
            text, start, size = line, number, len(line)
            soft = gap = False
            last = line[-1]
            if last == _EQUALS or last <= _BLANK:
                soft = line.rstrip()[-1:] == b"=" and _quoted_printable(line)
            if size > LONGEST_LINE:
                self.too_long += 1
                text = b""
        if text:
            yield start, _joined(more) if more else text


def _joined(parts: list[bytes]) -> bytes:
    indented = len(parts) > 2 and all(part[:1] in (b" ", b"\t") for part in parts[1:])
    if indented and _quoted_printable(parts[0]):
        # Soft breaks, and each line after one folded as well.
        parts = [parts[0], *(part[1:] for part in parts[1:])]
    return b"".join(parts)


def _closed(stack: list[RawCard], lines: _Lines) -> Iterator[RawCard]:
    """Take the innermost card off STACK and yield it, unless it belongs to another."""
    card = stack.pop()
    card.cut = card.cut or lines.too_long > card.long_lines
    lines.keeps_blank = False
    if card.is_agent and stack:
        stack[-1].agents.append(card)
    else:
        yield card


def _with_newlines(data: bytes) -> bytes:
    """Return DATA with every kind of line end, CR CR LF too, as one newline, without zeros."""
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    if b"\r" in data:
        data = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data


def _is_vcard(value: bytes) -> bool:
    return value.strip().upper() == b"VCARD"


def _frame(line: bytes) -> bool:
    """Return whether LINE begins or ends a card, and nothing else."""
    word = line[:32].strip().upper()
    return word in (b"BEGIN:VCARD", b"END:VCARD") and not line[32:].strip()


def _starts(line: bytes) -> bool:
    return line[0] not in _FOLDS and looks_like_property(line)


def _quoted_printable(line: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in line[:_LONGEST_HEAD].partition(b":")[0].upper()


def _awaits_agent(stack: list[RawCard]) -> bool:
    """Return whether the card being read ended in an AGENT without a value: its card comes next."""
    if not stack or not stack[-1].goes_on:
        return False
    head, value = stack[-1].properties[-1]
    return head.name == "AGENT" and not value.strip()


def _keep_tail(card: RawCard, line: bytes) -> None:
    """Keep a line that is no property where the one before asks for it: a note, or a backslash."""
    at = len(card.properties) - 1
    head, value = card.properties[at]
    tails = card.tails.get(at)
    if head.name == "NOTE" or (tails[-1] if tails else value).endswith(b"\\"):
        card.tails.setdefault(at, []).append(line)
