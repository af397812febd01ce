"""What lists and cards have in common: inks, a title on the left of the top edge, a note on its right."""

from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from netcrm.tui import paint
from netcrm.tui.widgets.ink import style_of

_SHORT = 12
"""Cells under which a note is left out rather than cut."""


class Frame(ScrollView):
    """A widget of drawn lines. Where it has a border, that holds a title and a note."""

    ALLOW_SELECT = False

    subtitle: reactive[str] = reactive("", repaint=False)
    """The note in the right corner of the top edge; foreign text is welcome."""

    _inks: dict[str, Style] | None = None
    _plain: Style | None = None
    _title_cells = 0

    def entitle(self, *words: str) -> None:
        """Set the title to WORDS with a dot between them; foreign and empty ones are welcome."""
        title = " · ".join(shown for word in words if (shown := paint.shown(word)))
        self._title_cells = paint.width_of([(title, paint.PLAIN)])
        self.border_title = Content(title) if title else None

    @property
    def plain(self) -> Style:
        """What text without an ink looks like: `rich_style`, which Textual works out anew for each line."""
        if self._plain is None:
            self._plain = self.rich_style
        return self._plain

    def ink(self, name: str) -> Style:
        """Return what the ink NAME looks like in the theme of the day."""
        if self._inks is None:
            self._inks = {}
        if name not in self._inks:
            self._inks[name] = style_of(name)
        return self._inks[name]

    def notify_style_update(self) -> None:
        """Forget how the inks looked in another theme."""
        self._inks = self._plain = None
        super().notify_style_update()

    def watch_subtitle(self) -> None:
        """Draw the edge again, nothing else."""
        if self.is_mounted:
            self.refresh(Region(0, -1, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of the widget, with the note on its top edge."""
        strips = super().render_lines(crop)
        if crop.y == 0 and strips and self.subtitle and self.styles.border_top[0]:
            strips[0] = self._edge(self.outer_size.width).crop(crop.x, crop.right)
        return strips

    def _edge(self, width: int) -> Strip:
        edge = super().render_lines(Region(0, 0, width, 1))[0]
        room = width - 9 - self._title_cells
        whole = paint.shown(self.subtitle)
        note = paint.cut(whole, room)
        if note != whole and room < _SHORT:
            return edge
        note = f" {note} "
        style = self.plain + self.ink(paint.QUIET)
        label = paint.strip([(note, paint.PLAIN)], paint.width_of([(note, paint.PLAIN)]), style)
        for line_filter in self.get_line_filters():
            label = label.apply_filter(line_filter, self.background_colors[1])
        end = width - 2
        start = end - label.cell_length
        return Strip.join([edge.crop(0, start), label, edge.crop(end, width)])
