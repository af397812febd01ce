"""Which old encoding a text is in, where nothing says so: judged by how sensible each reading is.

Western European (cp1252) wins in doubt. The others have to make a text of whole words: letters of
one alphabet, the frequent ones mostly, capitals first; or the everyday part of a two-byte table.
"""

from collections.abc import Callable, Sequence
from io import BytesIO

FALLBACK = "cp1252"
_SAMPLE = 16_384
_CONVINCING = 0.5
# What cp1252 keeps below its letters and people write: € ‚ „ … Š Œ Ž ‘ ’ “ ” • – — ™ š and such.
_SIGNS = frozenset(
    "\x80\x82\x84\x85\x8a\x8c\x8e\x91\x92\x93\x94\x95\x96\x97\x99\x9a\x9c\x9e\x9f"
    "\xa0\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb"
)

Judge = Callable[[str], float]


def guess(data: bytes) -> str:
    """Return the name of the codec that makes most sense of DATA, which is not UTF-8."""
    sample = _sample(data)
    best, most = FALLBACK, max(_western(sample.decode("latin-1")), _CONVINCING)
    for name, judge in _JUDGES:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        if (score := judge(text)) > most:
            best, most = name, score
    return best


def _sample(data: bytes) -> bytes:
    """Return the lines of DATA that are neither ASCII nor UTF-8, as far as they are needed."""
    lines: list[bytes] = []
    size = 0
    for line in BytesIO(data):
        if line.isascii() or _is_utf8(line):
            continue
        lines.append(line[:_SAMPLE])
        size += len(line)
        if size > _SAMPLE:
            break
    return b"".join(lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _western(text: str) -> float:
    """Return the share of accented letters and usual signs that stand alone among plain ones."""
    good = count = 0
    before = " "
    for at, letter in enumerate(text):
        if letter >= "\x80":
            count += 1
            likely = letter >= "\xc0" or letter in _SIGNS
            good += likely and before < "\x80" and text[at + 1 : at + 2] < "\x80"
        before = letter
    return good / count if count else 1.0


def _alphabet(common: str) -> Judge:
    """Return a judge for a language with letters of its own, the frequent ones being COMMON."""

    def judge(text: str) -> float:
        good = 0.0
        count = 0
        before = " "
        for letter in text:
            if letter >= "\x80":
                count += 1
                mixed = before < "\x80" and before.isalpha()
                if mixed or (letter.isupper() and before.islower()):
                    good -= 1
                elif letter.lower() in common:
                    good += 1
                elif letter.isalpha():
                    good += 0.3
            before = letter
        return good / count if count else 0.0

    return judge


def _table(encoding: str, *everyday: tuple[int, int, float], second: int = 0) -> Judge:
    """Return a judge for a two-byte encoding; EVERYDAY are rows of its table and what they count.

    A row is a range of first bytes, SECOND the least that the other byte must be.
    """

    def judge(text: str) -> float:
        pairs = [letter.encode(encoding) for letter in text if letter >= "\x80"]
        if not pairs:
            return 0.0
        return sum(_weight(pair, everyday, second) for pair in pairs) / len(pairs)

    return judge


def _weight(pair: bytes, everyday: Sequence[tuple[int, int, float]], second: int) -> float:
    if len(pair) == 2 and pair[1] >= second:
        for first, last, weight in everyday:
            if first <= pair[0] <= last:
                return weight
    return 0.2


_JUDGES = (
    ("cp1251", _alphabet("оеаинтсрвлкмдпуыіяй")),
    ("cp1253", _alphabet("αοιετσςνηυρπκλμάέίόήγδχ")),
    ("cp1255", _alphabet("יולאהתרמבשנםדקחע")),
    ("cp1256", _alphabet("اليمنرتبدهوسعحقف")),
    # Kana, and the first of the two tables of kanji.
    ("cp932", _table("cp932", (0x82, 0x83, 1), (0x88, 0x97, 1))),
    ("euc_jp", _table("euc_jp", (0xA4, 0xA5, 1), (0xB0, 0xCF, 0.6))),
    # Hangul syllables fill the rows B0 to C8, which Chinese hardly ever keeps to.
    ("cp949", _table("cp949", (0xB0, 0xC8, 1), second=0xA1)),
    ("gbk", _table("gbk", (0xB0, 0xD7, 1), second=0xA1)),
    ("big5", _table("big5", (0xA4, 0xC6, 1))),
)
