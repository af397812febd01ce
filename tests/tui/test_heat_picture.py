"""The picture of heat: as high as the heat is, marks in their weeks, the due day on the line, words for all."""

import pytest
from rich.cells import cell_len

from netcrm.core.changes import states
from netcrm.core.heat_history import heat_history
from netcrm.tui.widgets.heat_picture import heat_picture
from tests.tui.made_up import TODAY, Network, five, running


def drawn(made: Network, name: str, width: int = 110, rows: int = 5) -> list[str]:
    """Return the picture of somebody as text."""
    history = heat_history(made.network, made.id_of(name), TODAY)
    assert history is not None
    lines = heat_picture(history, width, rows)
    return ["".join(text for text, _ink in line) for line in lines]


def test_the_columns_are_as_high_as_the_heat() -> None:
    """Jan, met on 1 August, due every 45 days: 2.5 today, over the line since 15 September."""
    lines = drawn(five(), "Jan Holm")
    *rows, marks, months, legend = lines
    assert rows[-2].startswith("due 1 ")
    today = len(rows[-1].rstrip()) - 1
    assert rows[-1][today] == "█"
    assert rows[-2][today] == "█"
    assert rows[-3][today] in "▄▅"
    assert rows[-4][today : today + 1].strip() == ""
    called = marks.index("C")
    assert today - called == 16
    over = rows[-2].index("◆")
    assert over - called == 6
    assert "2026" in months
    assert "◆ due since Tue 15 Sep 2026" in legend
    assert "C call 1" in legend


def test_what_is_ahead_is_dotted_up_to_the_day_it_is_due() -> None:
    """Bo was met four days ago and is due in 26: four columns ahead, the last with the mark of the day."""
    *rows, marks, _months, legend = drawn(five(), "Bo Dahl", 114)
    line = next(row for row in rows if "due 1" in row)
    assert "◆ due Sun 20 Dec 2026" in legend
    assert line.index("◆") == marks.index("M") + 4
    assert sum(row.count("·") for row in rows) == 3


def test_marks_tell_what_it_was_and_who_did_not_answer() -> None:
    """A full touch is a capital, silence a question mark, a pause a dash; each with its word and number."""
    made = five()
    for line in (
        "2026-02-02: @Anna =met",
        "2026-04-02: @Anna =video",
        "2026-05-02: @Anna =message?",
        "2026-06-02: @Anna =call?",
        "2026-12-03: @Anna =met",
    ):
        made.log(line)
    anna = made.id_of("Anna")
    made.write(states.pause(made.network, [anna], today=TODAY, until=None))
    *_rows, marks, _months, legend = drawn(made, "Anna Berg")
    assert "".join(marks.split()) == "MV??e–M"
    for words in ("M met 2", "V video 1", "e email 1", "? no reply 2", "– paused"):
        assert words in legend


@pytest.mark.parametrize("width", [20, 34, 60, 76, 116, 190])
@pytest.mark.parametrize("rows", [2, 3, 5])
def test_the_picture_keeps_to_its_room(width: int, rows: int) -> None:
    """At every size: today is the last column but those ahead, and nothing is wider than it may be."""
    for name in ("Anna Berg", "Bo Dahl", "Karen Lund", "Jan Holm"):
        lines = drawn(five(), name, width, rows)
        assert len(lines) == rows + 3
        assert all(cell_len(line) <= max(width, 14) for line in lines)
        assert any("◆" in line for line in lines[:rows])


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 16)])
async def test_the_page_shows_it_where_there_is_room(size: tuple[int, int]) -> None:
    """Across the page; on a small terminal at the end of the card, which stands alone and scrolls."""
    async with running(size=size) as session:
        await session.press("enter")
        if size[0] < 70:
            await session.press(*["j"] * 30)
        assert "due 1" in session.text
        assert "◆ due since" in session.text
        if size[1] < 20:  # one pane alone; the keys switch
            assert "2 Promises" not in session.text
            for key, title in (("2", "2 Promises"), ("3", "3 Outreach log"), ("tab", "4 Knows")):
                await session.press(key)
                assert title in session.text
                assert "friends" not in session.text
            await session.press("1")
            assert "3 Outreach log" not in session.text
