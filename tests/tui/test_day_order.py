"""In the app `3/12` is what the locale says: in the capture line, dialogs, form, filters and examples."""

from datetime import date

import pytest
from textual.widgets import Static

from netcrm.core import day_order
from netcrm.tui.screens.dialogs.base import Line
from tests.tui.made_up import running


@pytest.fixture(autouse=True)
def _month_first() -> None:
    """Be where the month comes first."""
    day_order.install(day_first=False)


async def test_the_capture_line_and_its_preview() -> None:
    """What is shown is what is written."""
    async with running() as session:
        await session.press("c")
        await session.type("3/11: coffee with @Anna !send CV 12/3")
        preview = session.app.screen.query_one("#capture-preview", Static)
        assert "Wed 11 Mar" in str(preview.render())
        await session.press("enter")
        entry = session.made.network.log_of(session.made.id_of("Anna Berg"))[1]
        assert entry.date == date(2026, 3, 11)
        assert session.made.network.promises()[0].due == date(2026, 12, 3)


async def test_the_day_of_a_snooze_and_of_a_follow_up() -> None:
    """Both dialogs show what they read, and an example that they can read."""
    async with running() as session:
        await session.press("s")
        assert "12/3" in session.app.screen.query_one(Line).placeholder
        await session.press("tab", *"1/2")
        assert "Sat 2 Jan" in session.text
        await session.press("enter")
        snooze = session.made.network.find("Karen Lund").snooze
        assert snooze is not None
        assert snooze.until == date(2027, 1, 2)
        await session.press("f")
        await session.type("call 1/2")
        await session.press("enter")
        assert session.made.network.promises()[0].due == date(2027, 1, 2)


async def test_the_form() -> None:
    """Birthday and known since, and their examples."""
    async with running() as session:
        await session.press("a")
        form = session.app.screen
        birthday, since = (
            form.query_one(f"#field-{name}", Line) for name in ("birthday", "known_since")
        )
        assert (birthday.placeholder, since.placeholder) == (
            "4/16 1980, or 4/16",
            "2019-05-01, 12/3",
        )
        form.query_one("#field-name", Line).value = "Nina Ny"
        birthday.value, since.value = "4/5", "3/12/2020"
        await session.press("ctrl+s")
        nina = session.made.network.find("Nina Ny")
        assert (nina.birthday, nina.known_since) == ("--04-05", date(2020, 3, 12))


async def test_the_filter() -> None:
    """`since:` in a pane: only Bo was met after 11 October."""
    async with running() as session:
        await session.press("slash")
        await session.type("since:10/11")
        await session.press("enter")
        names = [session.made.network.name_of(row) for row in session.home.staleness.rows]
        assert names == ["Bo Dahl"]
