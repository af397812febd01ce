"""The circles pane: everyone, the three circles, the larger tags, saved filters, and who is in none yet."""

from datetime import date
from typing import NamedTuple

from textual.reactive import reactive

from netcrm.core.circle import Circle
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets.pane import Pane
from netcrm.tui.widgets.words import circle_word

MOST_TAGS = 12
BANDS = 6
_LABEL = 12
"""Cells that a circle's name needs."""


class Group(NamedTuple):
    """A row: people who belong together, how many they are, and how many of them in each band."""

    scope: str
    """The query that means them."""
    label: str
    people: int | None
    """None where they are not counted: those that a saved filter finds."""
    bands: tuple[int, ...] = ()
    tag: bool = False
    name: str = ""
    """That of a saved filter."""


def groups(network: Network, today: date) -> tuple[Group, ...]:
    """Return the rows of the pane."""
    standings = network.standings(today)
    counts = standings.counts
    found = [Group("", _("Everyone"), counts.everyone, standings.bands(None))]
    for circle in Circle:
        count = counts.circles.get(circle, 0)
        bands = standings.bands(circle)
        found.append(Group(f"circle:{circle}", circle_word(circle).capitalize(), count, bands))
    tags = sorted(counts.tags.items(), key=lambda pair: (-pair[1], pair[0]))
    found += [
        Group(tag_scope(tag), f"#{tag}", count, standings.bands(None, tag), tag=True)
        for tag, count in tags[:MOST_TAGS]
    ]
    if network.profile.filters:
        from netcrm.core.saved_filter import saved_filters

        taken = {group.scope for group in found}
        found += [
            Group(query, f"/ {name}", None, tag=True, name=name)
            for name, query in saved_filters(network)
            if query not in taken
        ]
    if counts.unsorted:
        found.append(Group("circle:unsorted", _("Unsorted"), counts.unsorted))
    return tuple(found)


def tag_scope(tag: str) -> str:
    """Return the query that means the people with a tag."""
    return f'tag:"{tag}"' if " " in tag else f"tag:{tag}"


def draw_group(group: Group, width: int, *, cursor: bool, blocks: bool = True) -> Line:
    """Return the line of a group: name, number, and with BLOCKS its bands, where there is room."""
    number = f"{group.people:>4}" if group.people is not None else "    "
    blocks = blocks and width >= 2 + _LABEL + len(number) + 1 + BANDS
    room = width - 2 - len(number) - (1 + BANDS if blocks else 0)
    room -= room > _LABEL  # a blank before the border, unless there is a scrollbar
    indent = "  " if group.tag else ""
    line = [
        ("▶ " if cursor else "  ", paint.SIGN),
        (indent, paint.PLAIN),
        (paint.left(group.label, room - len(indent)), paint.QUIET if group.tag else paint.PLAIN),
        (number, paint.QUIET),
    ]
    if blocks:
        line.append((" ", paint.PLAIN))
        line += zip(paint.columns(group.bands), paint.HEAT, strict=False)
    return line


class CirclesPane(Pane[Group]):
    """Chooses whom the other panes show."""

    network: reactive[Network | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    _has_bands = False
    """Whether anybody is in a band; else the names of the groups have their room."""

    def on_mount(self) -> None:
        """Name the pane."""
        self.entitle(_("1 Circles"))

    def watch_network(self) -> None:
        """Count again."""
        self.stale()

    def watch_today(self) -> None:
        """Count again."""
        self.stale()

    def refill(self) -> None:
        """Show the groups there are."""
        if self.network is None:
            return
        found = groups(self.network, self.today)
        self._has_bands = any(any(group.bands) for group in found)
        self.fill(found)
        people = self.network.standings(self.today).counts.everyone
        self.subtitle = ngettext("{n} person", "{n} people", people).format(n=people)

    def row_key(self, row: Group) -> str:
        """Return the group's query."""
        return row.scope

    def draw_row(self, row: Group, width: int, *, cursor: bool, marked: bool) -> Line:  # noqa: ARG002  as all lists have it
        """Return the group's line."""
        return draw_group(row, width, cursor=cursor, blocks=self._has_bands)

    def action_mark(self) -> None:
        """Do nothing: groups are chosen, not marked."""
