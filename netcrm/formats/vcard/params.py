"""The part of a vCard line before the colon: group, name, parameters; knows nothing of values.

vCard 2.1 (versit, 1996), RFC 2426, RFC 6350, RFC 6868. No regular expressions: lines may be hostile.
"""

from dataclasses import dataclass
from enum import Enum, auto

MOST_PARAMETERS = 64
UNRANKED = 101
_MOST_KEPT = 2048
_LONGEST_KEPT = 200
_NAME_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_ENCODINGS = {
    "QUOTED-PRINTABLE": "qp",
    "QP": "qp",
    "Q": "qp",
    "BASE64": "b64",
    "B": "b64",
    "8BIT": "",
    "7BIT": "",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Role(Enum):
    """What a reader of cards does with a property."""

    BEGIN = auto()
    END = auto()
    KEPT = auto()
    COUNTED = auto()
    PASSED = auto()


_ROLES = {
    "BEGIN": Role.BEGIN,
    "END": Role.END,
    **dict.fromkeys(
        (
            "AGENT", "BDAY", "CATEGORIES", "EMAIL", "FN", "KIND", "N", "NICKNAME", "NOTE", "ORG",
            "ROLE", "SOCIALPROFILE", "TEL", "TITLE", "UID", "URL", "VERSION", "X-ABUID",
            "X-ADDRESSBOOKSERVER-KIND", "X-ANDROID-CUSTOM", "X-NICKNAME", "X-SOCIALPROFILE",
        ),
        Role.KEPT,
    ),
    **dict.fromkeys(
        ("ADR", "ANNIVERSARY", "IMPP", "PHOTO", "RELATED", "X-ABDATE", "X-ABRELATEDNAMES"),
        Role.COUNTED,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon. Names and types are in capitals, the group is left out.

    `encoding` is `qp`, `b64` or empty; `rank` is 1 for what is preferred, 101 where nothing is
    said; `params` are the others, by name.
    """

    name: str
    role: Role = Role.PASSED
    types: frozenset[str] = frozenset()
    encoding: str = ""
    charset: str = ""
    rank: int = UNRANKED
    params: tuple[tuple[str, str], ...] = ()

    def param(self, name: str) -> str:
        """Return the parameter NAME (in capitals), or an empty text."""
        return dict(self.params).get(name, "")


_kept: dict[bytes, Head] = {}


def parted(line: bytes) -> tuple[Head | None, bytes]:
    """Return head and value of a whole line; no head where the line is no property."""
    before, colon, value = line.partition(b":")
    if known := _kept.get(before):
        return known, value
    if not colon:
        return None, line
    if before.count(b'"') % 2:
        before, value = _past_quotes(line, before, value)
    head = _head(before)
    if head and len(before) <= _LONGEST_KEPT and not before.count(b'"') % 2:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[before] = head
    return head, value


def looks_like_property(line: bytes) -> bool:
    """Return whether LINE starts as a property does: a name, perhaps parameters, a colon."""
    return parted(line)[0] is not None


def unescaped(text: str) -> str:
    """Return a parameter's value with the escapes of RFC 6868 resolved: `^n`, `^^`, `^'`."""
    if "^" not in text:
        return text
    parts = text.split("^^")
    for mark, meaning in (("^n", "\n"), ("^N", "\n"), ("^'", '"')):
        parts = [part.replace(mark, meaning) for part in parts]
    return "^".join(parts)


def _past_quotes(line: bytes, before: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return head and value cut at the first colon outside quotes; at the first where none is."""
    at = 0
    for index, piece in enumerate(line.split(b'"', 4 * MOST_PARAMETERS)):
        if not index % 2 and (colon := piece.find(b":")) >= 0:
            return line[: at + colon], line[at + colon + 1 :]
        at += len(piece) + 1
    return before, value


def _head(before: bytes) -> Head | None:
    tokens = _tokens(before)
    first = tokens[0].strip().removeprefix(_BYTE_ORDER_MARK).upper()
    letters = first.rpartition(b".")[2]
    if not letters or not _NAME_LETTERS.issuperset(letters):
        return None
    name = letters.decode()
    types: set[str] = set()
    others: dict[str, str] = {}
    encoding = charset = ""
    rank = UNRANKED
    for token in tokens[1 : MOST_PARAMETERS + 1]:
        key, equals, value = token.decode("utf-8", "replace").partition("=")
        key = key.strip().upper()
        value = unescaped(value.strip())
        if not equals or key == "TYPE":
            # 2.1 writes bare words: `TEL;CELL`, `PHOTO;BASE64`; some write TYPE= before each.
            for word in (value if equals else key).upper().split(","):
                if len(word) > 2 and word in _ENCODINGS:
                    encoding = encoding or _ENCODINGS[word]
                else:
                    types.add(word.strip())
        elif key == "ENCODING":
            encoding = _ENCODINGS.get(value.upper(), "")
        elif key == "CHARSET":
            charset = value
        elif key == "PREF":
            rank = int(value) if value.isdecimal() and len(value) <= 3 else UNRANKED
        else:
            others.setdefault(key, value)
    if rank == UNRANKED and "PREF" in types:
        rank = 1
    role = _ROLES.get(name, Role.PASSED)
    return Head(name, role, frozenset(types), encoding, charset, rank, tuple(others.items()))


def _tokens(before: bytes) -> list[bytes]:
    """Return BEFORE split at semicolons outside quotes, the quotes taken away."""
    if b'"' not in before:
        return before.split(b";", MOST_PARAMETERS + 1)
    pieces: list[list[bytes]] = [[]]
    for index, piece in enumerate(before.split(b'"', 4 * MOST_PARAMETERS)):
        if index % 2:
            pieces[-1].append(piece)
        else:
            first, *more = piece.split(b";", MOST_PARAMETERS + 1)
            pieces[-1].append(first)
            pieces += ([one] for one in more)
    return [b"".join(token) for token in pieces]
