"""Which encoding the values of one vCard file are in: as it says, wrongly says, or doesn't say.

UTF-8 where the bytes are UTF-8, whatever is declared. Else what the property declares, another
property of the same card, the rest of the file; last what makes most sense of the bytes.
"""

from collections import Counter
from encodings.aliases import aliases

from netcrm.formats.encoding import loosely
from netcrm.formats.guess import guess

# Codecs → the one that holds all of what programs write under that name.
_WIDER = {
    "ascii": "cp1252",
    "latin_1": "cp1252",
    "iso8859_9": "cp1254",
    "iso8859_11": "cp874",
    "tis_620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gbk",
}
_UNKNOWN_TO_PYTHON = {
    "ansi": "cp1252",
    "x_sjis": "cp932",
    "x_gbk": "gbk",
    "x_mac_roman": "mac_roman",
}
_DOUBLE = ("big5", "cp932", "cp949", "cp950", "euc", "gb", "johab", "shift_jis")
_SEVEN_BIT = ("iso2022", "hz")
_SINGLE = ("ascii", "cp", "iso8859", "koi8", "kz1048", "latin_1", "mac", "ptcp154", "tis_620")
_CODECS = frozenset(
    codec for codec in aliases.values() if codec.startswith(_SINGLE + _DOUBLE + _SEVEN_BIT)
)
_SEPARATORS = str.maketrans("- .", "___")
_PARAMETER = b"CHARSET="
_LONGEST_NAME = 40


def codec(name: str) -> str:
    """Return the codec for a CHARSET as files write it; empty for none, UTF-8 and unknown names.

    Only Python's own table is asked: a search for a codec that isn't there is slow.
    """
    word = name[:_LONGEST_NAME].strip(" '\"").casefold().translate(_SEPARATORS)
    known = _UNKNOWN_TO_PYTHON.get(word) or aliases.get(word, word)
    return _WIDER.get(known, known) if known in _CODECS else ""


class Charsets:
    """What is known about the encoding of one file; worked out when first asked for."""

    def __init__(self, data: bytes) -> None:
        self._folded = data
        self._unfolded: bytes | None = None
        self._hint: str | None = None
        self._guessed: str | None = None

    def text(self, value: bytes, declared: str, card: str) -> str:
        """Return VALUE as text; DECLARED is its own CHARSET, CARD another's of the same card."""
        own = codec(declared) if declared else ""
        if value.isascii() and not own.startswith(_SEVEN_BIT):
            return value.decode("ascii")
        try:
            text = value.decode()
        except UnicodeDecodeError as error:
            return self._not_utf8(value, own, card, error)
        # Two-byte characters of UTF-8 are no Chinese, Japanese or Korean: they are by accident.
        if own.startswith(_SEVEN_BIT) or (own.startswith(_DOUBLE) and max(text) < "\u0800"):
            return _strictly(value, own) or text
        return text

    def _not_utf8(self, value: bytes, own: str, card: str, error: UnicodeDecodeError) -> str:
        if not own:
            damaged = value.decode("utf-8", "replace")
            bad = damaged.count("\ufffd")
            good = sum(letter >= "\x80" for letter in damaged) - bad
            if good >= bad == 1 and error.end == len(value):
                # Cut off in the middle of a character.
                return value[: error.start].decode()
            if good > bad:
                return damaged
        names = (own, codec(card), self._of_file(), self._likely(value))
        for name in names:
            if name and (text := _strictly(value, name)):
                return text
        return loosely(value, next(filter(None, names)))

    def _of_file(self) -> str:
        """Return the codec that most properties of the file declare."""
        if self._hint is None:
            names: Counter[str] = Counter()
            upper = self._data().upper()
            at = upper.find(_PARAMETER)
            while at >= 0:
                at += len(_PARAMETER)
                name = upper[at : at + _LONGEST_NAME].partition(b"\n")[0]
                for end in (b":", b";", b","):
                    name = name.partition(end)[0]
                names[codec(name.decode("ascii", "replace").strip())] += 1
                at = upper.find(_PARAMETER, at)
            del names[""]
            self._hint = names.most_common(1)[0][0] if names else ""
        return self._hint

    def _likely(self, value: bytes) -> str:
        if self._guessed is None:
            self._guessed = "" if self._folded.isascii() else guess(self._data())
        return self._guessed or guess(value)

    def _data(self) -> bytes:
        """Return the file without folds, which cut names and characters."""
        if self._unfolded is None:
            data = self._folded.replace(b"\r\n", b"\n")
            self._unfolded = data.replace(b"\n ", b"").replace(b"\n\t", b"")
        return self._unfolded


def _strictly(value: bytes, name: str) -> str:
    try:
        return value.decode(name)
    except UnicodeDecodeError:
        return ""
