"""Text in cells: cut, filled, wrapped and drawn as bars, whatever it is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from netcrm.tui import paint
from netcrm.tui.line_filter import ControlFilter
from netcrm.tui.theme import HEAT_VARIABLES, THEMES, contrast, luminance, variable_defaults
from tests.evil import EVIL

ANY_TEXT = st.text(max_size=40) | st.sampled_from(EVIL)


@given(ANY_TEXT, st.integers(0, 30))
def test_a_column_is_as_wide_as_it_is_said_to_be(text: str, width: int) -> None:
    """To the left or to the right, any text fills its column to the cell."""
    assert cell_len(paint.left(text, width)) == width
    assert cell_len(paint.right(text, width)) == width


@given(ANY_TEXT)
def test_shown_text_is_one_line_without_control_characters(text: str) -> None:
    """What a row shows can't break the row."""
    shown = paint.shown(text)
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Anna Berg", 9, "Anna Berg"),
        ("Anna Berg", 6, "Anna…"),
        ("Anna Berg", 5, "Anna…"),
        ("日本語の名前", 6, "日本…"),
        ("日本語", 6, "日本語"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_what_is_cut_ends_in_an_ellipsis(text: str, width: int, expected: str) -> None:
    """A cut keeps whole characters and whole combinations, and says that it is one."""
    assert paint.cut(text, width) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "     "),
        (0.001, "▏    "),
        (0.7, "█    "),
        (1.0, "█▍   "),
        (1.75, "██▌  "),
        (3.5, "█████"),
        (80, "█████"),
    ],
)
def test_a_bar_grows_by_eighths(value: float, expected: str) -> None:
    """A bar of five cells for 3.5 is full there and beyond, and shows the least there is."""
    assert paint.bar(value, 3.5, 5) == expected


def test_blocks_grow_with_the_root_of_their_share() -> None:
    """The largest count is the highest block, one person is never invisible, nobody is a blank."""
    assert paint.columns((100, 64, 25, 4, 1, 0)) == "▇▅▃▁▁ "
    assert paint.columns((0, 0, 0)) == "   "
    assert paint.columns(()) == ""


@given(ANY_TEXT, st.integers(1, 30), st.integers(0, 4))
def test_wrapped_lines_fit(text: str, width: int, most: int) -> None:
    """No line is wider than it may be (but for one character that is wider than the room)."""
    lines = paint.wrap(text, width, most=most)
    assert all(cell_len(line) <= max(width, 2) for line in lines)
    assert not most or len(lines) <= most


def test_wrapping_keeps_words_and_line_ends() -> None:
    """Lines break between words; a line end in a note stays; what is left out is hinted at."""
    assert paint.wrap("one two three\nfour", 8) == ["one two", "three", "four"]
    assert paint.wrap("one two three four", 8, most=2) == ["one two", "three …"]
    assert paint.wrap("one two three", 7, most=1) == ["one tw…"]
    assert paint.wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert paint.wrap("", 8) == [""]


def test_a_lesson_shows_its_keys_and_never_those_of_foreign_words() -> None:
    """Backticks of ours make keys; those of a name, and braces in it, are text."""
    assert paint.teach("press `a` for {name}", 40, name="`x` {name}") == [
        [
            ("press", "quiet"),
            (" ", "quiet"),
            ("a", "key"),
            (" ", "quiet"),
            ("for", "quiet"),
            (" ", "quiet"),
            ("`x`", "quiet"),
            (" ", "quiet"),
            ("{name}", "quiet"),
        ]
    ]


@given(st.lists(ANY_TEXT, max_size=4))
def test_the_net_lets_no_control_byte_through_and_keeps_the_width(texts: list[str]) -> None:
    """Whatever reached a line without being made safe loses its control bytes, not its cells."""
    segments = [Segment(text, Style()) for text in texts]
    filtered = ControlFilter().apply(segments, Color(0, 0, 0))
    text = "".join(segment.text for segment in filtered)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in text)
    text.encode()
    for before, after in zip(segments, filtered, strict=True):
        assert cell_len(after.text) >= cell_len(before.text)


def test_the_net_leaves_clean_lines_alone() -> None:
    """A line without control bytes is passed on as it is, and so is what the terminal needs."""
    clean = [Segment("Anna Ærø 日本", Style(bold=True)), Segment("\x1b[2J", None, [(1,)])]
    assert ControlFilter().apply(clean, Color(0, 0, 0)) is clean


ALL_THEMES = [*THEMES, *BUILTIN_THEMES.values()]
TRUE_COLOUR = [theme for theme in ALL_THEMES if not theme.ansi]


@pytest.mark.parametrize("theme", ALL_THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_every_variable(theme: Theme) -> None:
    """The stylesheet's own variables have a colour in each theme there is."""
    variables = variable_defaults(theme)
    assert {*HEAT_VARIABLES, "quiet", "faint", "frame", "frame-focus", "mark"} <= variables.keys()
    for value in variables.values():
        Color.parse(value)


@pytest.mark.parametrize("theme", TRUE_COLOUR, ids=lambda theme: theme.name)
def test_the_heat_ramp_is_one_ramp_of_lightness(theme: Theme) -> None:
    """Hotter is always further from the background, and even the first step can be read on it."""
    variables = variable_defaults(theme)
    ground = Color.parse(theme.to_color_system().generate()["background"])
    ramp = [Color.parse(variables[name]) for name in HEAT_VARIABLES]
    light = [luminance(colour) for colour in ramp]
    assert light == sorted(light, reverse=not theme.dark)
    assert len(set(light)) == len(light)
    assert all(contrast(colour, ground) >= 2.9 for colour in ramp)


@pytest.mark.parametrize("theme", TRUE_COLOUR, ids=lambda theme: theme.name)
def test_quiet_text_can_be_read(theme: Theme) -> None:
    """What is drawn quietly still has a contrast of nearly four to one."""
    variables = theme.variables | variable_defaults(theme) | theme.variables
    ground = Color.parse(theme.to_color_system().generate()["background"])
    assert contrast(Color.parse(variables["quiet"]), ground) >= 3.9
