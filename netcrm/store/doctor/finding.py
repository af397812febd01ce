"""What the doctor finds: a sentence, how bad it is, and what would mend it. Pure."""

from collections.abc import Callable

from netcrm.core.record import JSON

WRONG = "wrong"
NOTE = "note"


class Finding:
    """One thing found. `mend` mends it, where that is safe; `level` is `wrong`, or `note` for what does no harm."""

    __slots__ = ("file", "kind", "level", "line", "mend", "mended", "text")

    def __init__(
        self,
        kind: str,
        text: str,
        *,
        level: str = WRONG,
        file: str = "",
        line: int = 0,
        mend: Callable[[], object] | None = None,
    ) -> None:
        self.kind = kind
        self.text = text
        self.level = level
        self.file = file
        self.line = line
        self.mend = mend
        self.mended = False

    def document(self) -> dict[str, JSON]:
        """Return the finding as JSON has it; the values of `kind` never change with the language."""
        return {
            "kind": self.kind,
            "level": self.level,
            "text": self.text,
            "file": self.file or None,
            "line": self.line or None,
            "mendable": self.mend is not None,
            "mended": self.mended,
        }
