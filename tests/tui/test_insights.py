"""The insights in the app: questions with a picture and a sentence, and the people named there."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.insights import insights
from netcrm.tui import paint
from netcrm.tui.widgets.insight_lines import insight_rows
from netcrm.tui.widgets.insight_pictures import area, bars, blocks
from tests.tui.made_up import TODAY, Network, five, running
from tests.tui.screen_text import screen_text


def drifting() -> Network:
    """Return the five, and one who used to be in touch each week."""
    made = five()
    made.add("Eva Ravn", "friends")
    for day in range(300, 60, -7):
        made.log(f"{(TODAY - timedelta(day)).isoformat()}: call with @Eva")
    made.log('2026-11-01: got a mail from @"Bo Dahl"')
    return made


def test_each_question_has_its_answer_at_any_width() -> None:
    """No line is wider than there is room, and rows about people know who they are."""
    made = drifting()
    facts = insights(made.network, TODAY)
    for width in (20, 36, 56, 76, 112, 196):
        rows = insight_rows(made.network, facts, width)
        assert len({row.key for row in rows}) == len(rows)
        for row in rows:
            assert paint.width_of(row.line) + 2 * bool(row.person) <= width
        named = {made.network.name_of(row.person) for row in rows if row.person}
        assert named >= {"Eva Ravn", "Bo Dahl"}


@given(st.lists(st.integers(0, 50), max_size=60), st.integers(1, 3))
def test_the_higher_block_is_the_greater_count(counts: list[int], each: int) -> None:
    """As many cells as weeks; nothing is blank but zero."""
    drawn = blocks(counts, max(counts, default=0), each)
    assert len(drawn) == len(counts) * each
    heights = [" ▁▂▃▄▅▆▇█".index(drawn[at * each]) for at in range(len(counts))]
    for a, one in zip(counts, heights, strict=True):
        assert (a == 0) == (one == 0)
        assert all(one <= other for b, other in zip(counts, heights, strict=True) if a <= b)


def test_an_area_fills_from_none_to_all() -> None:
    """Rows from the top; half is half of them, and what there are no numbers for is blank."""
    assert area([0.0, 0.5, 1.0, None, 0.01], 2, 1) == ["  █  ", " ██ ▁"]


def test_bars_are_as_long_as_their_share() -> None:
    """The most is the longest, and whoever is not there has none."""
    first, second, third = bars([("met", 40, ""), ("call", 20, "x"), ("email", 0, "")], 10, 70)
    assert len(first[2][0]) == 2 * len(second[2][0]) == 40
    assert not third[2][0]


async def test_the_insights_by_their_keys() -> None:
    """`i` opens them; Enter opens whoever a line is about, `l` logs, and an empty log teaches."""
    async with running(drifting(), size=(80, 24)) as session:
        await session.press("i")
        assert "Am I keeping up?" in session.text
        assert "of 5 people are within their cadence" in session.text
        await session.press("enter")
        assert session.said == "this line is about nobody"
        await session.press("p")
        assert session.said == "Nobody else is named that way"
        rows = session.app.screen.lines.rows
        eva = session.made.id_of("Eva Ravn")
        at = next(n for n, row in enumerate(rows) if row.person == eva)
        before = sum(bool(row.person) for row in rows[:at])
        await session.press(*["n"] * (before + 2), "shift+tab")
        assert "▶ Eva Ravn" in session.text
        assert "usually every" in session.text
        await session.press("enter")
        assert session.dialog == "ContactPage"
        await session.press("q", "l", "enter")
        named = {row.person for row in session.app.screen.lines.rows}
        assert eva not in named
        await session.press("u", "G")
        assert "Who writes first?" in session.text
        assert "they 1 ×" in session.text
        await session.pilot.resize_terminal(40, 10)
        await session.settle()
        assert all(len(line) <= 40 for line in screen_text(session.app))
        await session.press("q")
        assert session.dialog == "HomeScreen"
    async with running(Network(TODAY)) as session:
        await session.press("i")
        assert "write a line of it" in session.text
        await session.press("l", "enter", "q")
        assert session.dialog == "HomeScreen"
