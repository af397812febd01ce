"""The map: you in the middle, everybody around you by circle and heat; a cursor moves from one to another."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.on_the_map import Everywhere, OnMap, on_the_map
from netcrm.tui import paint
from netcrm.tui.paint import Line, Piece
from netcrm.tui.widgets import map_ground as ground
from netcrm.tui.widgets import map_labels
from netcrm.tui.widgets.frame import Frame
from netcrm.tui.widgets.map_ground import SIGNS, Words
from netcrm.tui.widgets.map_places import Cell, Layout, Person, lay_out, ring_of
from netcrm.tui.widgets.words import name_word

LEAST = (30, 5)
"""Cells that a map needs."""

_REACH = 3  # cells within which a click means somebody


class MapView(Frame, can_focus=False, inherit_bindings=False):
    """Draws the map. Attributes come down, messages go up; it takes no focus, its page has the keys."""

    COMPONENT_CLASSES = {"map-view--cursor"}  # noqa: RUF012  as Textual has it

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    @dataclass
    class Highlighted(Message):
        """The cursor is on somebody else now, or on nobody."""

        key: str | None

        def can_replace(self, message: Message) -> bool:
            """Let a later one take the place of one still waiting."""
            return isinstance(message, type(self))

    @dataclass
    class Selected(Message):
        """Whoever is under the cursor is wanted: a second click."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.everywhere = Everywhere((), 0, 0)
        """Who is on the map, the hottest first, and how many are not."""
        self._known: dict[str, OnMap] = {}
        self._order: dict[str, int] = {}
        self._cursor: str | None = None
        self._layout = Layout(1, 1, {}, 0)
        self._laid_for = (0, 0)
        self._signs: dict[int, dict[int, Piece]] = {}
        self._under: dict[int, dict[int, str]] = {}
        self._texts: dict[int, list[Words]] = {}
        self._labels: dict[str, Words] = {}
        self._next: dict[tuple[str, int, int], str | None] = {}
        self._strips: dict[int, Strip] = {}
        self._stale = False

    # -- what is shown --------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Name the map."""
        self.entitle(_("Map"))
        self.settle()

    def watch_network(self) -> None:
        """Draw everybody where they are now."""
        self.stale()

    def watch_today(self) -> None:
        """Draw everybody where they are on another day."""
        self.stale()

    def notify_style_update(self) -> None:
        """Forget how the rows looked in another theme."""
        self._strips.clear()
        super().notify_style_update()

    def stale(self) -> None:
        """Have the map laid out again, before anything is asked."""
        if not self._stale:
            self._stale = True
            self.call_next(self.settle)

    def settle(self) -> None:
        """Lay the map out now, where that is due; the cursor stays on its person."""
        if not self._stale or not self.is_attached or self.network is None:
            return
        self._stale = False
        place = self._order.get(self._cursor or "", 0)
        self.everywhere = on_the_map(self.network, self.today)
        people = self.everywhere.people
        self._known = {one.id: one for one in people}
        self._order = {one.id: number for number, one in enumerate(people)}
        before = self._cursor
        if self._cursor not in self._known:
            self._cursor = people[min(place, len(people) - 1)].id if people else None
        self._lay_out()
        self._count()
        self.refresh()
        if before != self._cursor:
            self.post_message(self.Highlighted(self._cursor))

    def _count(self) -> None:
        people, unsorted, untracked = self.everywhere
        words = [ngettext("{n} person", "{n} people", len(people)).format(n=len(people))]
        away = []
        if unsorted:
            away.append(_("{n} unsorted").format(n=unsorted))
        if untracked:
            away.append(_("{n} without a cadence").format(n=untracked))
        if away:
            words.append(_("not on it: {people}").format(people=", ".join(away)))
        self.subtitle = " · ".join(words) if people or away else ""

    @property
    def current(self) -> str | None:
        """The id of whoever is under the cursor."""
        self.settle()
        return self._cursor

    # -- the layout -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        width, height = self._laid_for = self._room
        self._strips.clear()
        self._next.clear()
        self._signs, self._under, self._texts = {}, {}, {}
        self._layout = Layout(1, 1, {}, 0)
        if not self._known or not self._has_room:
            return
        counts = Counter(one.circle for one in self._known.values())
        texts = ground.words(width, height, counts)
        taken = frozenset(ground.cells_of(texts))
        people = [Person(one.id, one.circle, one.heat) for one in self._known.values()]
        self._layout = lay_out(people, width, height, taken)
        full = self._draw_people()
        dense = self._layout.down > self._layout.across
        for (x, y), line in ground.lines(width, height).items():
            if (x, y) not in taken:
                self._under.setdefault(y, {})[x] = "·" if dense else line
        named = map_labels.labels(
            self._order,
            self._layout.cell,
            self._named,
            self._ink,
            (width, height),
            full,
            texts,
        )
        self._labels = named
        self._texts = map_labels.by_row([*texts, *named.values()])

    def _draw_people(self) -> frozenset[Cell]:
        """Fill in the signs of everybody; return the cells they stand in."""
        layout = self._layout
        hottest: dict[Cell, OnMap] = {}
        for id, one in self._known.items():  # the hottest first: it gives a shared cell its colour
            hottest.setdefault(layout.cell(id), one)
        small = ground.grains(layout.places.values(), layout.across, layout.down)
        for (x, y), one in hottest.items():
            sign = SIGNS[one.circle][one.hidden] if layout.across == 1 else small[x, y]
            self._signs.setdefault(y, {})[x] = (sign, self._ink(one.id))
        return frozenset(hottest)

    def _named(self, id: str) -> str:
        return name_word(self.network.name_of(id)) if self.network else ""

    def _ink(self, id: str) -> str:
        return paint.HEAT[ring_of(self._known[id].heat)]

    @property
    def _room(self) -> tuple[int, int]:
        region = self.scrollable_content_region
        return region.width, region.height

    @property
    def _has_room(self) -> bool:
        width, height = self._room
        return width >= LEAST[0] and height >= LEAST[1]

    # -- drawing --------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return the strip of one row."""
        if self._laid_for != self._room:
            self._lay_out()
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._strip_of(y, self._room[0])
        return strip

    def _strip_of(self, y: int, width: int) -> Strip:
        if not self._known or not self._has_room:
            lines = self._instead(max(1, width - 2))
            line = lines[y] if y < len(lines) else []
            return paint.strip([("  ", paint.PLAIN), *line], width, self.plain, self.ink)
        signs, texts = self._signs.get(y, {}), self._texts.get(y, [])
        under = self._under.get(y, {})
        mark = self._mark(y, width)
        if mark is None:
            return paint.strip(ground.row(width, signs, under, texts), width, self.plain, self.ink)
        own = self._labels.get(self._cursor or "")
        free = [text for text in texts if text is not own and not text.touches(mark)]
        pieces = ground.row(width, signs, under, [*free, mark._replace(ink=_CURSOR)])
        style = self.plain + self.get_component_rich_style("map-view--cursor", partial=True)
        return Strip.join(
            [
                paint.strip(
                    [piece],
                    paint.width_of([piece]),
                    *((style,) if piece[1] == _CURSOR else (self.plain, self.ink)),
                )
                for piece in pieces
            ]
        ).adjust_cell_length(width, self.plain)

    def _mark(self, y: int, width: int) -> Words | None:
        """Return sign and name of whoever is under the cursor, where that is in row Y."""
        if self._cursor is None:
            return None
        x, row = self._layout.cell(self._cursor)
        if row != y:
            return None
        one = self._known[self._cursor]
        sign = SIGNS[one.circle][one.hidden]
        name = paint.cut(self._named(one.id), min(map_labels.MOST * 2, width - 3))
        right = x + 2 + paint.cells(name) <= width
        if not right and x - 1 - paint.cells(name) < 0:
            name = paint.cut(name, max(x - 1, width - x - 2))
            right = x + 2 + paint.cells(name) <= width
        if right:
            return Words(x, y, f"{sign} {name}", paint.PLAIN)
        return Words(x - 1 - paint.cells(name), y, f"{name} {sign}", paint.PLAIN)

    def _instead(self, width: int) -> list[Line]:
        """Return what stands here while there is no map: which key brings people on it."""
        if self._known:
            words = _("The map needs at least {width} columns and {height} rows.")
            return paint.teach(words.format(width=LEAST[0] + 2, height=LEAST[1] + 5), width)
        if self.everywhere.unsorted:
            text = _(
                "Nobody is on the map yet: only circles have a place on it.\n\n"
                "`q`  back, and there `t` sorts people into circles, one key each"
            )
        else:
            text = _(
                "Nobody is on the map yet.\n\n"
                "`q`  back, and there `a` adds somebody, `n` asks whom you know already\n"
                "`c`  notes a meeting, and whom you met\n\n"
                "You will stand in the middle, your circles around you: whoever you were in touch "
                "with lately near you, the others further out."
            )
        return [[], *paint.teach(text, width)]

    # -- moving ---------------------------------------------------------------------------------

    def go_to(self, id: str) -> bool:
        """Put the cursor on somebody; return whether they are here. Redraws two rows at most."""
        self.settle()
        if id not in self._known:
            return False
        if id == self._cursor:
            return True
        before, self._cursor = self._cursor, id
        if self._layout.places:
            rows = {self._layout.cell(one)[1] for one in (before, id) if one in self._known}
            for y in rows:
                self._strips.pop(y, None)
            self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))
        self.post_message(self.Highlighted(id))
        return True

    def move(self, columns: int, rows: int) -> bool:
        """Put the cursor on whoever is nearest in a direction; return whether anybody is there."""
        self.settle()
        here, layout = self._cursor, self._layout
        if here is None or here not in layout.places:
            return False
        key = (here, columns, rows)
        if key not in self._next:
            grain = (layout.across, layout.down)
            self._next[key] = map_labels.nearest(layout.places, here, (columns, rows), grain)
        there = self._next[key]
        return there is not None and self.go_to(there)

    def turn(self, step: int) -> None:
        """Put the cursor on the next in the order of heat, or one before; from the last on to the first."""
        self.settle()
        people = self.everywhere.people
        if people:
            self.go_to(people[(self._order[self._cursor or people[0].id] + step) % len(people)].id)

    def first(self) -> None:
        """Put the cursor on the hottest."""
        self.settle()
        if self.everywhere.people:
            self.go_to(self.everywhere.people[0].id)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on whoever is nearest to the click; a click on whom it is on opens them."""
        offset = event.get_content_offset(self)
        if offset is None or not self._layout.places:
            return
        far, id = min(
            (abs(cell[0] - offset.x) + 2 * abs(cell[1] - offset.y), id)
            for id in self._known
            for cell in (self._layout.cell(id),)
        )
        if far > _REACH:
            return
        event.stop()
        if id == self._cursor:
            self.post_message(self.Selected(id))
        else:
            self.go_to(id)


_CURSOR = "cursor"
