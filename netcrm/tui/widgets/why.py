"""Why the row under the cursor is there: sentences, wrapped. Knows nothing of what the row is."""

from collections.abc import Sequence

from textual.geometry import Size
from textual.strip import Strip

from netcrm.tui import paint
from netcrm.tui.widgets.frame import Frame


class Why(Frame, can_focus=False, inherit_bindings=False):
    """A title and a few sentences, each with a dot before it; the mouse wheel scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._reasons: tuple[str, ...] = ()
        self._lines: list[paint.Line] = []

    def tell(self, title: str, reasons: Sequence[str]) -> None:
        """Show other sentences; foreign text is welcome."""
        self.entitle(title)
        self._reasons = tuple(reasons)
        self.scroll_to(y=0, animate=False)
        self._wrap()

    def on_resize(self) -> None:
        """Wrap the sentences anew."""
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """Return the strip of one line on screen."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        line = self._lines[index] if index < len(self._lines) else []
        return paint.strip([(" ", paint.PLAIN), *line], width, self.plain, self.ink)

    def _wrap(self) -> None:
        width = max(1, self.scrollable_content_region.width - 4)
        self._lines = [
            [("· " if number == 0 else "  ", paint.SIGN), (line, paint.PLAIN)]
            for reason in self._reasons
            for number, line in enumerate(paint.wrap(reason, width))
        ]
        self.virtual_size = Size(0, max(len(self._lines), self.size.height))
        self.refresh()
