"""Names that are nearly what somebody typed, for the sentence that says that there is none like it; pure."""

from collections.abc import Iterable
from heapq import nlargest

from netcrm.core.text import fold

_ALIKE = 0.72
_LESS = 0.95
"""How much a word of a name counts beside the whole name."""


def nearest(typed: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Return at most MOST of NAMES that are like TYPED, the most alike first; a word of a name will do."""
    from difflib import SequenceMatcher  # seldom needed

    wanted = fold(typed)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)

    def likeness(text: str) -> float:
        if abs(len(text) - len(wanted)) > max(len(wanted), len(text)) // 2:
            return 0.0
        matcher.set_seq1(text)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            return 0.0
        return matcher.ratio()

    known: dict[str, float] = {}  # many people share a first name

    def of(text: str) -> float:
        if text not in known:
            known[text] = likeness(text)
        return known[text]

    scored = []
    for name in dict.fromkeys(names):
        folded = fold(name)
        parts = folded.split()
        best = max(likeness(folded), *(_LESS * of(part) for part in parts or [""]))
        if best >= _ALIKE * _LESS:
            scored.append((best, name))
    return (
        [name for _best, name in nlargest(most, scored, key=lambda pair: pair[0])] if wanted else []
    )
