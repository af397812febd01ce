"""Finds names in texts, to leave them out of what is said of somebody who is purged. Pure."""

import re
from collections.abc import Iterable

LEFT_OUT = "…"
"""Stands where a name was."""


def any_of(texts: Iterable[str], *, mentions: bool = False) -> re.Pattern[str] | None:
    """Return what finds any of TEXTS as whole words, the longest first; None where there are none.

    With MENTIONS the sign and the quotes of a mention belong to the name.
    """
    words = sorted({text.strip() for text in texts if text.strip()}, key=len, reverse=True)
    if not words:
        return None
    before, after = ('@?"?', '"?') if mentions else ("", "")
    found = "|".join(map(re.escape, words))
    return re.compile(rf"{before}(?<!\w)(?:{found})(?!\w){after}", re.IGNORECASE)
