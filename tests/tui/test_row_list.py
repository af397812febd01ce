"""The list of rows: its cursor, its marks, its messages, and what it costs."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.theme import variable_defaults
from netcrm.tui.widgets.row_list import RowList
from tests.evil import EVIL
from tests.tui.screen_text import STYLESHEETS, screen_text

WIDTH, HEIGHT = 40, 10
KEYS = [f"row {number}" for number in range(100)]


def drawn(row: str, width: int, cursor: bool, marked: bool) -> Line:
    """Draw a row with the signs of its mark and its cursor."""
    return [
        ("•" if marked else " ", paint.SIGN),
        ("▶" if cursor else " ", paint.SIGN),
        (paint.left(row, width - 2), paint.PLAIN),
    ]


class Listing(App[None]):
    CSS_PATH = STYLESHEETS

    def __init__(self, rows: list[str], empty_text: str = "") -> None:
        super().__init__()
        self.list: RowList[str] = RowList(rows, draw=drawn, empty_text=empty_text, id="rows")
        self.said: list[tuple[str, str | None]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.list

    @on(RowList.Highlighted, "#rows")
    def _highlighted(self, message: RowList.Highlighted) -> None:
        self.said.append(("highlighted", message.key))

    @on(RowList.Selected, "#rows")
    def _selected(self, message: RowList.Selected) -> None:
        self.said.append(("selected", message.key))

    @on(RowList.Marked, "#rows")
    def _marked(self, message: RowList.Marked) -> None:
        self.said.append(("marked", " ".join(sorted(message.keys))))


@asynccontextmanager
async def running(
    app: Listing, width: int = WIDTH, height: int = HEIGHT
) -> AsyncIterator[Pilot[None]]:
    """Run APP until it has its focus."""
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.pause()
        yield pilot


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Collect the numbers of the screen lines that the list draws."""
    lines: list[int] = []
    render = RowList.render_line

    def render_line(self: RowList[str], y: int) -> object:
        lines.append(y)
        return render(self, y)

    with monkeypatch.context() as patch:
        patch.setattr(RowList, "render_line", render_line)
        yield lines


def cursor_lines(app: App[None]) -> list[str]:
    """Return the rows that carry the sign of the cursor."""
    return [line[2 : WIDTH - 1].rstrip() for line in screen_text(app) if line[1:2] == "▶"]


async def test_the_first_row_is_highlighted_at_the_start() -> None:
    """Whoever listens hears of the first row before a key is pressed."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.pause()
        assert app.said == [("highlighted", "row 0")]
        assert cursor_lines(app) == ["row 0"]


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["j"], 1),
        (["down", "down"], 2),
        (["j", "j", "k"], 1),
        (["k"], 0),
        (["G"], 99),
        (["end", "g"], 0),
        (["end", "home"], 0),
        (["pagedown"], HEIGHT - 1),
        (["pagedown", "pagedown", "pageup"], HEIGHT - 1),
        (["G", "pagedown", "j"], 99),
        (["pageup"], 0),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], row: int) -> None:
    """Every movement key goes where it says and stops at the ends, and the row is in sight."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.press(*keys)
        assert app.list.current == KEYS[row]
        assert app.list.cursor == row
        assert cursor_lines(app) == [KEYS[row]]


async def test_a_move_within_sight_draws_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line left and the line reached are drawn, no other, also among ten thousand."""
    rows = [str(number) for number in range(10_000)]
    async with running(app := Listing(rows)) as pilot:
        app.list.move_to(5000)
        await pilot.press("k")
        on_screen = 5000 - app.list.scroll_offset.y
        with counted(monkeypatch) as lines:
            await pilot.press("k")
        assert sorted(lines) == [on_screen - 2, on_screen - 1]


async def test_a_refill_draws_the_lines_on_screen_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand new rows cost no more lines than fit on the screen."""
    async with running(app := Listing(["a"])) as pilot:
        await pilot.pause()
        with counted(monkeypatch) as lines:
            app.list.rows = tuple(map(str, range(10_000)))
            await pilot.pause()
        assert set(lines) == set(range(HEIGHT))
        assert len(lines) <= 2 * HEIGHT


async def test_the_cursor_stays_on_its_row_when_the_list_is_filled_again() -> None:
    """A row that moved keeps the cursor, nothing is said, and it stays in sight."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.press("j", "j", "j")
        app.said.clear()
        app.list.rows = KEYS[::-1]
        await pilot.pause()
        assert app.list.current == "row 3"
        assert cursor_lines(app) == ["row 3"]
        assert app.said == []


async def test_the_cursor_stays_on_its_line_when_its_row_is_gone() -> None:
    """Whoever is next in the list comes under the cursor, and that is said."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.press("j", "j", "j")
        app.said.clear()
        app.list.rows = [key for key in KEYS if key != "row 3"]
        await pilot.pause()
        assert app.list.current == "row 4"
        assert app.said == [("highlighted", "row 4")]


async def test_the_cursor_goes_to_the_last_row_when_the_list_is_shorter() -> None:
    """A cursor beyond the end comes back to the end."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.press("G")
        app.list.rows = ["x", "y"]
        await pilot.pause()
        assert app.list.current == "y"
        assert cursor_lines(app) == ["y"]


async def test_a_fill_to_the_top_goes_there_only_when_the_row_is_gone() -> None:
    """A new selection starts on top, but never takes the cursor off a row that is still here."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.press("j", "j", "j")
        app.list.fill(KEYS[2:], to_top=True)
        assert app.list.current == "row 3"
        app.list.fill(KEYS[50:], to_top=True)
        assert app.list.current == "row 50"


async def test_an_empty_list_teaches_and_takes_every_key() -> None:
    """Without rows the text stands there, keys do nothing, and nobody is under the cursor."""
    app = Listing(KEYS[:1], "Nothing here. `a` adds one.")
    async with running(app) as pilot:
        await pilot.pause()
        app.list.rows = []
        await pilot.press("j", "k", "g", "G", "pageup", "pagedown", "enter", "space")
        assert app.list.current is None
        assert app.list.current_row is None
        assert app.said == [("highlighted", "row 0"), ("highlighted", None)]
        assert "Nothing here. a adds one." in "\n".join(screen_text(app))


async def test_space_marks_and_moves_on() -> None:
    """Marks are toggled, counted while their rows are hidden, and drawn when they come back."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.press("space", "space", "k", "space")
        assert app.list.marked == {"row 0"}
        assert app.list.current == "row 2"
        app.list.rows = KEYS[1:]
        await pilot.pause()
        assert app.list.marked == {"row 0"}
        app.list.rows = KEYS
        await pilot.pause()
        assert [line[2:] for line in screen_text(app) if line[:1] == "•"] == ["row 0"]
        app.list.marked = ()
        await pilot.pause()
        assert app.said[-1] == ("marked", "")


async def test_enter_opens_the_row() -> None:
    """Enter says which row is wanted."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.press("j", "enter")
        assert app.said[-1] == ("selected", "row 1")


async def test_a_click_highlights_and_a_second_one_opens() -> None:
    """The first click goes to the row, another on the same row opens it, one below all does nothing."""
    async with running(app := Listing(KEYS[:5])) as pilot:
        await pilot.click("#rows", offset=(3, 2))
        assert app.list.current == "row 2"
        assert ("selected", "row 2") not in app.said
        await pilot.click("#rows", offset=(3, 2))
        assert app.said[-1] == ("selected", "row 2")
        app.said.clear()
        await pilot.click("#rows", offset=(3, 8))
        assert app.said == []


async def test_a_click_that_brings_the_focus_opens_nothing() -> None:
    """Coming to the list by a click on its current row leaves it at that."""

    class Two(Listing):
        def compose(self) -> ComposeResult:
            yield Static("other", id="other")
            yield self.list

    async with running(app := Two(KEYS)) as pilot:
        app.set_focus(None)
        await pilot.click("#rows", offset=(3, 0))
        assert app.focused is app.list
        assert all(said != "selected" for said, _key in app.said)


async def test_a_click_finds_the_row_of_a_list_that_has_scrolled() -> None:
    """Rows are counted from the top of the list, not of the screen."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.press("G")
        await pilot.click("#rows", offset=(3, 0))
        assert app.list.current == "row 90"


async def test_go_to_finds_a_row_by_its_key() -> None:
    """The cursor goes to a row that is there and stays where it is for one that is not."""
    async with running(app := Listing(KEYS)) as pilot:
        await pilot.pause()
        assert app.list.go_to("row 42")
        assert not app.list.go_to("nobody")
        assert app.list.current == "row 42"


async def test_a_narrower_screen_keeps_the_cursor_in_sight() -> None:
    """After the terminal has become smaller the current row is still on it."""
    async with running(app := Listing(KEYS), WIDTH, 20) as pilot:
        app.list.move_to(19)
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert cursor_lines(app) == ["row 19"]


async def test_evil_rows_are_drawn_to_the_cell() -> None:
    """No text runs an action, crashes, moves a column or leaves a control byte on the screen."""
    async with running(app := Listing([]), 20, 4) as pilot:
        for evil in (EVIL[start : start + 3] for start in range(0, len(EVIL), 3)):
            app.list.rows = [*(f"{text} end" for text in evil), "plain"]
            await pilot.press("space")
            for line in screen_text(app):
                assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in line), evil
            for strip in app.screen._compositor.render_strips():
                assert cell_len("".join(segment.text for segment in strip)) == 20, evil
