"""Copying and opening: a digit copies, `o` first opens, and nothing is opened without it."""

import pytest

from netcrm.tui.app import NetcrmApp
from tests.hostile import hostile
from tests.tui.made_up import TODAY, Network, Session, five, running
from tests.tui.test_evil import CONTROL, TEXTS, assert_harmless


class Watched(NetcrmApp):
    """The app, which opens nothing and tells what it would have opened."""

    opened: list[str]

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Note the address."""
        self.opened = [*getattr(self, "opened", []), url]


def opened(session: Session) -> list[str]:
    """Return what was opened."""
    return getattr(session.app, "opened", [])


async def test_a_digit_copies_and_o_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The flash says what; what can't be opened says so; over ssh it is copied instead."""
    for name in ("WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    made = five()
    made.add(
        "Ole Toft",
        "friends",
        known=4000,
        emails=["ole@example.org"],
        phones=["+45 20 20", "at the desk"],
        urls=["https://example.org/ole"],
    )
    async with running(made, kind=Watched) as session:
        await session.press("slash", *"ole toft", "enter", "y")
        assert session.dialog == "ReachDialog"
        await session.press("1")
        assert session.said == "Copied ole@example.org"
        assert session.app.clipboard == "ole@example.org"
        assert opened(session) == []
        await session.press("y", "o")
        assert "Open for Ole Toft" in session.text
        await session.press("3")
        assert session.dialog == "ReachDialog"
        assert "can't be opened" in session.text
        await session.press("4")
        assert opened(session) == ["https://example.org/ole"]
        assert session.said == "Opened https://example.org/ole"
        await session.press("y", "o", "o", "2")
        assert session.app.clipboard == "+45 20 20"
        monkeypatch.delenv("DISPLAY")
        await session.press("enter", "y", "o", "1")
        assert "no desktop" in session.said
        assert session.app.clipboard == "ole@example.org"
        assert opened(session) == ["https://example.org/ole"]
        await session.press("q", "escape", "g", "j", "y")
        assert session.said == "no mail, phone number or link of Karen Lund is known"


async def test_every_evil_text_in_the_menu_and_in_the_note(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is shown as text, copied as one harmless line, and nothing of it is opened or lost."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    made = Network(TODAY)
    for change in hostile(TEXTS, TODAY, made.new_id, circle="friends"):
        made.write(change)
    async with running(made, size=(120, 40), kind=Watched) as session:
        for _text in TEXTS:
            await session.press("y")
            assert_harmless(session)
            if session.dialog == "ReachDialog":
                await session.press("o")
                assert_harmless(session)
                await session.press("o", "1")
                assert not CONTROL.search(session.app.clipboard)
            await session.press("full_stop", "n")
            assert session.dialog == "NoteDialog"
            assert_harmless(session)
            await session.press("ctrl+s", "j")
            assert_harmless(session)
        assert opened(session) == []
