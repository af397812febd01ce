"""The map: who stands where, what is written beside them, and the keys that go from one to another."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from netcrm.core.circle import Circle
from netcrm.core.heat import LIMITS
from netcrm.core.on_the_map import on_the_map
from netcrm.tui.widgets import map_ground as ground
from netcrm.tui.widgets.map_labels import labels, nearest
from netcrm.tui.widgets.map_places import (
    SECTORS,
    Cell,
    Person,
    distance,
    lay_out,
    polar,
    ring_of,
    rings,
)
from netcrm.tui.widgets.map_view import MapView
from tests.tui.made_up import TODAY, Network, Session, five, running
from tests.tui.screen_text import screen_text

SIZES = [(58, 10), (78, 20), (118, 32), (198, 46)]
heats = st.floats(0, 40)
everybody = st.lists(
    st.builds(Person, st.uuids().map(str), st.sampled_from(Circle), heats),
    max_size=60,
    unique_by=lambda one: one.id,
)


def people(count: int) -> list[Person]:
    """Return as many people of all circles and heats, the same each time."""
    return [Person(f"{n * 7919}", [*Circle][n % 3], (n * 37 % 100) / 100 * 4) for n in range(count)]


def steps(width: int, height: int, grain: tuple[int, int]) -> dict[Cell, tuple[int, int, int]]:
    """Return the sector, ring and step of each place."""
    return {
        place: (sector, ring, step)
        for sector, found in enumerate(rings(width, height, *grain, frozenset()))
        for ring, inside in enumerate(found)
        for step, places in enumerate(inside)
        for place in places
    }


@given(heats, heats)
def test_distance_grows_with_heat(one: float, other: float) -> None:
    """Whoever is hotter is never nearer, and a band never reaches into another's ring."""
    low, high = sorted((one, other))
    assert distance(low) <= distance(high) <= 1
    assert (ring_of(low) < ring_of(high)) <= (distance(low) < distance(high))
    for limit in LIMITS:
        assert distance(limit - 1e-9) < distance(limit) + 1e-9


@given(everybody, st.sampled_from(SIZES))
@settings(deadline=None)
def test_everybody_stands_in_their_sector_and_ring(
    known: list[Person], size: tuple[int, int]
) -> None:
    """The circle decides the sector, the band the ring; on a map with room the hotter stand further out."""
    layout = lay_out(known, *size)
    grain = (layout.across, layout.down)
    where = steps(*size, grain)
    assert layout.places.keys() == {one.id for one in known}
    for one in known:
        x, y = layout.places[one.id]
        sector, ring, _step = where[x, y]
        assert (SECTORS[sector], ring) == (one.circle, ring_of(one.heat))
        _out, turn = polar(x + 0.5, y + 0.5, size[0] * grain[0], size[1] * grain[1])
        assert int(turn * 3) == sector
    if not layout.shared:
        assert len({*layout.places.values()}) == len(known)


def test_among_few_the_hotter_stands_further_out() -> None:
    """Step by step within a sector, where nobody has to give way."""
    for size in SIZES[1:]:
        known = people(24)
        layout = lay_out(known, *size)
        where = steps(*size, (layout.across, layout.down))
        for circle in Circle:
            inside = sorted((one for one in known if one.circle is circle), key=lambda p: p.heat)
            out = [where[layout.places[one.id]][1:] for one in inside]
            assert out == sorted(out)


def test_positions_are_stable() -> None:
    """The order of people does not matter, and who cools down or leaves moves nobody but neighbours."""
    known = people(40)
    before = lay_out(known, 118, 32)
    assert lay_out(known[::-1], 118, 32).places == before.places
    for gone in known[::7]:
        rest = [one for one in known if one is not gone]
        after = lay_out([*rest, gone._replace(heat=0.1)], 118, 32)
        moved = [one.id for one in rest if after.places[one.id] != before.places[one.id]]
        assert len(moved) <= 1


@pytest.mark.parametrize(("size", "across"), [((198, 46), 1), ((118, 32), 2), ((78, 20), 2)])
def test_two_thousand_have_each_a_place(size: tuple[int, int], across: int) -> None:
    """Signs become blocks or dots, and nobody shares a place while rings have room."""
    layout = lay_out(people(2000), *size)
    assert layout.across == across
    assert layout.shared == 0
    assert len({*layout.places.values()}) == 2000


def test_more_people_than_places_are_all_on_the_map() -> None:
    """Where a ring is full a place is shared; nobody is left out, not even where texts take the cells."""
    taken = frozenset((x, y) for x in range(10, 40) for y in range(3, 6))
    layout = lay_out(people(3000), 40, 8, taken)
    assert len(layout.places) == 3000
    assert layout.shared
    assert not {layout.cell(id) for id in layout.places} & taken


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [10, 120, 2000])
def test_no_label_lies_on_another_or_on_somebody(size: tuple[int, int], count: int) -> None:
    """Labels keep within the border, two blanks apart, off all signs; the hottest has one where few are."""
    width, height = size
    known = sorted(people(count), key=lambda one: (-one.heat, one.id))
    texts = ground.words(width, height, {})
    layout = lay_out(known, width, height, frozenset(ground.cells_of(texts)))
    full = frozenset(map(layout.cell, layout.places))
    found = labels(
        [one.id for one in known],
        layout.cell,
        lambda id: f"佐藤 {id} Jensen",
        lambda _id: "",
        size,
        full,
        texts,
    )
    assert found or (count == 2000 and size == SIZES[0])
    for label in found.values():
        assert label.x >= 0
        assert label.end <= width
        assert not full & {(x, label.y) for x in range(label.x, label.end)}
    for one, other in combinations((*texts, *found.values()), 2):
        assert not one.touches(other)
    for y in range(height):
        row = ground.row(width, {}, {}, [text for text in found.values() if text.y == y])
        assert sum(cell_len(text) for text, _ink in row) == width


def test_the_nearest_lies_in_the_direction() -> None:
    """Straight ahead goes before far to the side; where nobody is that way, nobody is."""
    places = {"here": (10, 10), "far": (30, 10), "side": (12, 18), "back": (2, 10), "up": (11, 1)}
    assert nearest(places, "here", (1, 0), (1, 1)) == "far"
    assert nearest(places, "here", (-1, 0), (1, 1)) == "back"
    assert nearest(places, "here", (0, -1), (1, 1)) == "up"
    assert nearest(places, "here", (0, 1), (1, 1)) == "side"
    assert nearest(places, "far", (1, 0), (1, 1)) is None


def test_who_is_in_several_circles_stands_in_the_first() -> None:
    """Once, among family; those in no circle or without a cadence, let go or dead, are only counted or nowhere."""
    made = Network(TODAY)
    made.add("Anna Berg", "professional", "family")
    made.add("Bo Dahl", "friends", every=0)
    made.add("Ida Friis")
    found = on_the_map(made.network, TODAY)
    assert [(one.circle, one.hidden) for one in found.people] == [(Circle.FAMILY, False)]
    assert (found.unsorted, found.untracked) == (1, 1)


def view(session: Session) -> MapView:
    """Return the map on the screen."""
    return session.app.screen.query_one(MapView)


def name(session: Session) -> str:
    """Return who is under the cursor."""
    return session.made.network.name_of(view(session).current or "")


async def test_the_map_by_its_keys() -> None:
    """`m` opens it; `n` reaches everybody by heat, arrows go that way, Enter opens, `l` logs, `u` undoes."""
    async with running(five(), size=(80, 24)) as session:
        await session.press("m")
        text = session.text
        for words in ("● family 1", "■ friends 2", "▲ professional 1", "you", "fresh", "cold"):
            assert words in text
        assert "4 people · not on it: 1 unsorted" in text
        assert "distance is heat" in text
        assert name(session) == "Karen Lund"
        assert "professional · cold 3.7 · due every 90 d" in text
        seen = []
        for _ in range(4):
            seen.append(name(session))
            await session.press("n")
        assert seen == ["Karen Lund", "Jan Holm", "Anna Berg", "Bo Dahl"]
        await session.press("p", "p", "tab", "g")
        assert name(session) == "Karen Lund"
        layout = view(session)._layout
        for key, way in (("up", -1), ("j", 1)):
            y = layout.cell(view(session).current)[1]
            await session.press(key)
            assert (layout.cell(view(session).current)[1] - y) * way >= 0
        await session.press("g", *["down"] * 4)
        assert session.said == "Nobody is further that way"
        await session.press("g", "enter")
        assert session.dialog == "ContactPage"
        await session.press("q", "l", "enter")
        assert session.dialog == "MapPage"
        assert name(session) == "Karen Lund"
        assert "fresh 0.0" in session.text or "Logged" in session.text
        near = view(session)._layout.cell(view(session).current)
        await session.press("u")
        assert view(session)._layout.cell(view(session).current) != near
        await session.press("q")
        assert session.dialog == "HomeScreen"


async def test_a_cursor_move_redraws_two_rows() -> None:
    """Nothing but the rows somebody left and came to; the size may change, the cursor stays on its person."""
    async with running(five(), size=(120, 36)) as session:
        await session.press("m")
        before = screen_text(session.app)[:-2]
        await session.press("n")
        after = screen_text(session.app)[:-2]
        changed = [y for y, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
        assert len(changed) <= 2
        for width, height in ((60, 16), (200, 50), (40, 10), (30, 7), (80, 24)):
            await session.pilot.resize_terminal(width, height)
            await session.settle()
            assert name(session) == "Jan Holm"
            told = "Jan Holm" if height > 7 else "needs at least"
            assert told in session.text
            assert all(cell_len(line) <= width for line in screen_text(session.app))


@pytest.mark.parametrize("theme", ["netcrm", "ansi-dark"])
async def test_without_colours_the_cursor_and_the_circles_are_seen(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signs, words and reverse video tell what colours tell; an empty map teaches the keys."""
    if theme == "netcrm":
        monkeypatch.setenv("NO_COLOR", "1")
    async with running(five()) as session:
        session.app.theme = theme
        await session.press("m")
        row = view(session)._layout.cell(view(session).current)[1]
        (mark,) = (s for s in view(session).render_line(row) if s.style and s.style.reverse)
        assert mark.text == "▲ Karen Lund"
    async with running(Network(TODAY)) as session:
        await session.press("m")
        assert "`a`" not in session.text
        assert "a adds somebody" in session.text
        await session.press("enter", "left", "n", "g", "l", "q")
        assert session.dialog == "HomeScreen"


def test_rings_are_apart() -> None:
    """Each limit of a band has its own distance, from the middle out."""
    found = [distance(limit) for limit in (0.0, *LIMITS)]
    assert all(a < b for a, b in pairwise(found))
