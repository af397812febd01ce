"""`w`: who can get me in; the ways, why, and what is done from there; whom to meet."""

import pytest
from textual.widgets import Static

from netcrm.core.introduction import Introduction
from netcrm.core.record import Change, new
from netcrm.tui.screens.paths import PathsPage
from tests.tui.made_up import Network, five, forget, running

SIZES = pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=str)


@pytest.fixture
def made() -> Network:
    """Bo's sister Karen Holm works at Novo Nordisk, where Karen Lund is; his neighbour Finn at DSB."""
    made = five()
    bo = made.id_of("Bo Dahl")
    ops = [
        new("acquaintances", "901", {"name": "Karen Holm", "org": "Novo Nordisk A/S"}),
        new("acquaintances", "902", {"name": "Finn Vang", "org": "DSB"}),
        new("relations", "911", {"person": bo, "other": "901", "how": "sister"}),
        new("relations", "912", {"person": bo, "other": "902", "how": "nabo"}),
    ]
    made.write(Change("whom Bo knows", ops))
    forget(made)
    return made


@SIZES
async def test_the_ways_and_why(made, size) -> None:
    """The best is under the cursor, and below stands why; moving tells of the next."""
    async with running(made, size=size) as session:
        await session.press("w")
        await session.type("novo")
        assert "Novo Nordisk" in session.text
        await session.press("enter")
        assert isinstance(session.page, PathsPage)
        assert "Who can get me into Novo Nordisk" in session.text
        assert "1 strong · 1 weak" in session.text
        assert "▶ strong    Bo Dahl → Karen Holm (sister)" in session.text
        assert "Bo Dahl and Karen Holm are close (sister)" in session.text
        assert "not asked yet" in session.text
        await session.press("j")
        assert "▶ weak      Karen Lund" in session.text
        assert "Karen Lund works at Novo Nordisk now" in session.text


async def test_the_organisation_under_the_cursor_is_offered(made) -> None:
    """Enter alone takes it; who has none is offered nothing."""
    async with running(made) as session:
        session.home.staleness.go_to(made.id_of("Karen Lund"))
        await session.press("w", "enter")
        assert "Who can get me into Novo Nordisk" in session.text
        await session.press("q")
        session.home.staleness.go_to(made.id_of("Bo Dahl"))
        await session.press("w", "enter")
        assert session.dialog == "DestinationDialog"
        await session.press("escape")
        assert session.dialog == "HomeScreen"


async def test_a_name_nobody_has_says_the_nearest_and_loses_nothing(made) -> None:
    """The line stays as it is."""
    async with running(made) as session:
        await session.press("w")
        await session.type("Karen Hulm")
        await session.press("enter")
        assert session.dialog == "DestinationDialog"
        wrong = str(session.app.screen.query_one("#wrong", Static).render())
        assert wrong.startswith("Nobody and no organisation here is called that. The nearest: ")
        assert "Karen Holm" in wrong
        assert "Karen Hulm" in session.text


async def test_asking_for_an_introduction_is_noted_lowers_the_way_and_is_undone(made) -> None:
    """One key; the cursor stays with the first way there is."""
    async with running(made) as session:
        await session.press("w", *"karen holm", "enter")
        assert "Who can introduce me to Karen Holm" in session.text
        await session.press("i")
        (record,) = made.network.introductions.values()
        asked = Introduction(record)
        assert (asked.connector, asked.to) == (made.id_of("Bo Dahl"), "901")
        assert asked.about == ""
        assert "moderate  Bo Dahl → Karen Holm (sister)" in session.text
        assert "asked today already" in session.text
        await session.press("u")
        assert not made.network.introductions
        assert "strong    Bo Dahl → Karen Holm (sister)" in session.text


async def test_an_introduction_into_an_organisation_is_about_that(made) -> None:
    """Also where it was only proposed whom to meet; a person is not what it is about."""
    async with running(made) as session:
        for keys in (("w", *"novo", "enter"), ("colon", *"whom to meet", "enter")):
            await session.press(*keys, "i")
            (record,) = made.network.introductions.values()
            assert Introduction(record).about.startswith("Novo Nordisk")
            await session.press("u", "q")


async def test_nobody_is_asked_to_introduce_themself(made) -> None:
    """Whoever is reached directly is written to; the key says so."""
    async with running(made) as session:
        await session.press("w", *"karen lund", "enter", "i")
        assert "you know Karen Lund yourself" in session.said
        assert not made.done


async def test_logging_and_opening_mean_the_one_to_ask(made) -> None:
    """`l` logs with Bo, Enter opens his page, and back the way is still there."""
    async with running(made) as session:
        await session.press("w", *"karen holm", "enter", "l", "enter")
        assert len(made.entries("Bo Dahl")) == 2
        await session.press("enter")
        assert session.dialog == "ContactPage"
        await session.press("q")
        assert "Who can introduce me to Karen Holm" in session.text


async def test_another_destination_on_the_same_page(made) -> None:
    """`w` again; one `q` leads home."""
    async with running(made) as session:
        await session.press("w", *"karen holm", "enter", "w", *"dsb", "enter")
        assert "Who can get me into DSB" in session.text
        await session.press("q")
        assert session.dialog == "HomeScreen"


@SIZES
async def test_whom_to_meet(made, size) -> None:
    """From the palette: where you know nobody yet, then those whom Bo could introduce."""
    async with running(made, size=size) as session:
        await session.press("colon", *"whom to meet", "enter")
        assert "Whom to meet" in session.text
        assert "where you know nobody yet: DSB" in session.text
        assert "▶ strong    Bo Dahl → Karen Holm (sister)" in session.text
        await session.press("j")
        assert "you know nobody at DSB yet" in session.text
        await session.press("w", "enter")
        assert "Who can get me into DSB" in session.text


async def test_where_there_is_nothing_it_is_said_how_ways_come_about() -> None:
    """And no key does anything to nobody."""
    async with running(five()) as session:
        await session.press("colon", *"whom to meet", "enter")
        assert "Nobody here leads there yet." in session.text
        await session.press("enter", "i", "l", "space", "x")
        assert isinstance(session.page, PathsPage)
