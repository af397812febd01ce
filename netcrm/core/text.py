"""Foreign text made harmless: cleaned on the way in, made visible on the way out, folded for search."""

import re
import unicodedata

# ECMA-48: CSI, OSC/DCS/SOS/PM/APC strings up to BEL or ST, then any other two-byte escape. Of a string
# that nothing ends only the beginning goes: a stray byte must not take the rest of a note with it.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"
)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)
)
_CONTROLS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What turns the line around or breaks it where no line ends.
_TURNING = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "œ": "oe"})
_MARKS = frozenset({"Mn", "Me"})
_JOINERS = "\u200c\u200d"
_DANISH = str.maketrans(
    {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "œ": "|", "å": "}", "ü": "y", "ű": "y", "ő": "|"}
)
"""The letters after z, as signs that follow z; as the Unicode collation (CLDR, da) has them."""

_MARKS_A_BASE = 4


def clean(text: str, *, one_line: bool = True) -> str:
    r"""Return TEXT without escape sequences, control characters, surrogates and noncharacters.

    Line ends become `\n`; with `one_line` every run of white space becomes one blank.
    """
    text = _LINE_ENDS.sub("\n", _ESCAPES.sub("", text))
    text = _CONTROLS.sub("", text)
    if one_line:
        return " ".join(text.split())
    return text.replace("\t", "    ").strip("\n")


def safe(text: str) -> str:
    """Return TEXT as it may reach a screen: nothing invisible, nothing that turns the line around.

    Bidi controls and line separators are shown as their code point, other invisible characters are
    dropped; combining marks, and ZWJ and ZWNJ, which scripts need, are capped at four a base.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _CONTROLS.sub("", _ESCAPES.sub("", text))
    text = _TURNING.sub(lambda match: f"\u2039{ord(match.group()):04X}\u203a", text)
    text = _INVISIBLE.sub("", text)
    above = [unicodedata.category(c) in _MARKS or c in _JOINERS for c in text]
    if not any(above):
        return text
    kept: list[str] = []
    marks = 0
    for character, is_above in zip(text, above, strict=True):
        marks = marks + 1 if is_above else 0
        if marks <= _MARKS_A_BASE:
            kept.append(character)
    return "".join(kept)


def safe_line(text: str) -> str:
    """Return TEXT as one line that may reach a screen: as `safe`, each run of white space one blank."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(safe(text).split())


def tag_word(tag: str) -> str:
    """Return a tag as it is kept: clean, without its sign, blanks made hyphens."""
    return "-".join(clean(tag).lstrip("#").split())


def same(text: str) -> str:
    """Return the form in which two spellings of one name are equal: NFC, case-blind, single blanks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().split())


def fold(text: str) -> str:
    """Return the form used for search: like `same`, and without diacritics (ø as o, æ as ae, å as a)."""
    text = same(text)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


def by_letters(name: str, *, danish: bool = False) -> str:
    """Return the form by which names are put in order: without diacritics, å under a.

    In the DANISH order æ, ø and å follow z, and aa is å (CLDR, da).
    """
    if not danish:
        return name.casefold() if name.isascii() else fold(name)
    return fold(same(name).replace("aa", "å").translate(_DANISH))
