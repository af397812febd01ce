"""The one list of rows: virtual, ten thousand cost what ten do. Knows nothing of what a row is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from netcrm.tui import paint
from netcrm.tui.commands import Scope, bindings
from netcrm.tui.paint import Line
from netcrm.tui.widgets.frame import Frame

Row = TypeVar("Row")

_MOST_DRAWN = 2000


class RowList(Frame, Generic[Row], can_focus=True, inherit_bindings=False):
    """Rows of one line each, with a cursor that stays on its row's key while rows come and go.

    A subclass says what a row's key is and how a row is drawn; without one, give both as functions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.LIST)]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--cursor-blurred"}
    """What lies over the cursor's row, with and without the focus."""

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row now; KEY is None where there is no row."""

        rows: "RowList[object]"
        key: str | None

        @property
        def control(self) -> "RowList[object]":
            """The list."""
            return self.rows

        def can_replace(self, message: Message) -> bool:
            """Let a later one take the place of one still waiting."""
            return isinstance(message, type(self)) and message.control is self.control

    @dataclass
    class Selected(Message):
        """The row under the cursor is wanted: Enter, or a click on it."""

        rows: "RowList[object]"
        key: str

        @property
        def control(self) -> "RowList[object]":
            """The list."""
            return self.rows

    @dataclass
    class Marked(Message):
        """Other rows are marked now."""

        rows: "RowList[object]"
        keys: frozenset[str]

        @property
        def control(self) -> "RowList[object]":
            """The list."""
            return self.rows

        def can_replace(self, message: Message) -> bool:
            """Let a later one take the place of one still waiting."""
            return isinstance(message, type(self)) and message.control is self.control

    def __init__(
        self,
        rows: Iterable[Row] = (),
        *,
        key: Callable[[Row], str] | None = None,
        draw: Callable[[Row, int, bool, bool], Line] | None = None,
        empty_text: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = tuple(rows)
        self._key = key
        self._draw = draw
        self._empty_text = empty_text
        self._cursor = 0
        self._marked: frozenset[str] = frozenset()
        self._strips: dict[tuple[int, str, bool], Strip] = {}
        self._had_focus = False

    # -- what a subclass says -------------------------------------------------------------------

    def row_key(self, row: Row) -> str:
        """Return what names ROW, now and when the list is filled again."""
        return self._key(row) if self._key else str(row)

    def draw_row(self, row: Row, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the pieces of ROW's line, WIDTH cells in all."""
        if self._draw:
            return self._draw(row, width, cursor, marked)
        return [(paint.left(str(row), width), paint.PLAIN)]

    def draw_at(self, place: int, width: int, *, cursor: bool, marked: bool) -> Line:
        """Return the pieces of the line at PLACE; for rows that depend on their neighbours."""
        return self.draw_row(self._rows[place], width, cursor=cursor, marked=marked)

    def draw_empty(self, width: int) -> list[Line]:
        """Return what stands here while there are no rows: which key fills the list, and how."""
        return paint.teach(self._empty_text, width)

    def say_marked(self, keys: frozenset[str]) -> None:
        """Tell which rows are marked now."""
        self.post_message(self.Marked(self._as_sender, keys))

    def settle(self) -> None:
        """Fill the list now, where that is due; for lists that fill themselves."""

    # -- rows -----------------------------------------------------------------------------------

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, top to bottom."""
        self.settle()
        return self._rows

    @rows.setter
    def rows(self, rows: Iterable[Row]) -> None:
        self.fill(rows)

    def fill(self, rows: Iterable[Row], *, to_top: bool = False) -> None:
        """Show ROWS. The cursor stays on its key; where that is gone, on its line, or TO_TOP."""
        kept = self._current_key()
        self._rows = tuple(rows)
        place = self._place_of(kept)
        if place is None:
            place = 0 if to_top else max(0, min(self._cursor, len(self._rows) - 1))
        self._cursor = place
        self._strips.clear()
        if not self.is_mounted:
            return
        self._fit()
        self._show_cursor()
        self.refresh()
        if self._current_key() != kept:
            self._say_highlighted()

    @property
    def cursor(self) -> int:
        """The number of the line the cursor is on, from 0."""
        return self._cursor

    @property
    def current(self) -> str | None:
        """The key of the row under the cursor, or None where there are no rows."""
        self.settle()
        return self._current_key()

    @property
    def current_row(self) -> Row | None:
        """The row under the cursor, or None where there are no rows."""
        self.settle()
        return self._rows[self._cursor] if self._rows else None

    @property
    def marked(self) -> frozenset[str]:
        """The keys of the marked rows, also of those not shown at the moment."""
        return self._marked

    @marked.setter
    def marked(self, keys: Iterable[str]) -> None:
        keys = frozenset(keys)
        if keys != self._marked:
            self._marked = keys
            self.refresh()
            self.say_marked(keys)

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row KEY; return whether it is here."""
        self.settle()
        place = self._place_of(key)
        if place is not None:
            self.move_to(place)
        return place is not None

    def move_to(self, place: int) -> None:
        """Put the cursor on the line PLACE or the nearest there is; redraws the two lines alone."""
        place = max(0, min(place, len(self._rows) - 1))
        if place == self._cursor or not self._rows:
            return
        before, self._cursor = self._cursor, place
        self.refresh_line(before)
        self.refresh_line(place)
        self._show_cursor()
        self._say_highlighted()

    # -- drawing --------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return the strip of one line on screen."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index < len(self._rows):
            return self._strip_of(index, width)
        if not self._rows:
            lines = self.draw_empty(max(1, width - 2))
            at = y - (
                self.size.height > len(lines)
            )  # with a line of air above, where there is room
            if 0 <= at < len(lines):
                line = [("  ", paint.PLAIN), *lines[at]]
                return paint.strip(line, width, self.plain, self.ink)
        return Strip.blank(width, self.plain)

    def notify_style_update(self) -> None:
        """Forget how the rows looked in another theme."""
        self._strips.clear()
        super().notify_style_update()

    def _strip_of(self, index: int, width: int) -> Strip:
        row = self._rows[index]
        cursor = index == self._cursor
        over = ("row-list--cursor" + ("" if self.has_focus else "-blurred")) if cursor else ""
        marked = bool(self._marked) and self.row_key(row) in self._marked
        cached = self._strips.get((index, over, marked))
        if cached is not None and cached.cell_length == width:
            return cached
        base, ink = self.plain, self.ink
        if over:
            over_style = self.get_component_rich_style(over, partial=True)
            base += over_style
            ink = _no_ink if over_style.reverse else ink
        line = self.draw_at(index, width, cursor=cursor, marked=marked)
        if len(self._strips) > _MOST_DRAWN:
            self._strips.clear()
        strip = paint.strip(line, width, base, ink)
        self._strips[index, over, marked] = strip
        return strip

    def _fit(self) -> None:
        self.virtual_size = Size(0, len(self._rows))

    def _show_cursor(self) -> None:
        self.scroll_to_region(
            Region(0, self._cursor, 1, 1), animate=False, force=True, immediate=True, x_axis=False
        )

    # -- events and keys ------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Tell where the cursor is, once somebody listens."""
        self._fit()
        if self._rows:
            self._say_highlighted()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._strips.clear()
        self._show_cursor()

    def focus_on_click(self) -> bool:
        """Remember whether the focus was here before this click."""
        self._had_focus = self.has_focus
        return super().focus_on_click()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; a click on the row it is on already opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = offset.y + self.scroll_offset.y
        if place >= len(self._rows):
            return
        event.stop()
        if place == self._cursor and self._had_focus:
            self.action_select()
        else:
            self.move_to(place)

    def action_move(self, lines: int) -> None:
        """Move the cursor by LINES."""
        self.move_to(self._cursor + lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor by PAGES, less a line each to keep one's place."""
        self.move_to(self._cursor + pages * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.move_to(len(self._rows) - 1)

    def action_select(self) -> None:
        """Open the row under the cursor."""
        key = self._current_key()
        if key is not None:
            self.post_message(self.Selected(self._as_sender, key))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and move on to the next."""
        key = self._current_key()
        if key is None:
            return
        self._marked ^= {key}
        self.refresh_line(self._cursor)
        self.say_marked(self._marked)
        self.move_to(self._cursor + 1)

    # -- private --------------------------------------------------------------------------------

    @property
    def _as_sender(self) -> "RowList[object]":
        return self  # type: ignore[return-value]  # a message's reader doesn't know the kind of row

    def _say_highlighted(self) -> None:
        self.post_message(self.Highlighted(self._as_sender, self._current_key()))

    def _current_key(self) -> str | None:
        return self.row_key(self._rows[self._cursor]) if self._rows else None

    def _place_of(self, key: str | None) -> int | None:
        """Return the line of the row KEY; looks first where the cursor is."""
        if key is None:
            return None
        if self._cursor < len(self._rows) and self.row_key(self._rows[self._cursor]) == key:
            return self._cursor
        return next((i for i, row in enumerate(self._rows) if self.row_key(row) == key), None)


def _no_ink(name: str) -> Style:  # noqa: ARG001  in the place of `ink`
    """Return what an ink looks like on a row in reverse, where colours would be backgrounds."""
    return Style.null()
