"""What reaches the terminal at last: with NO_COLOR attributes alone, on every screen."""

import pytest

from tests.tui.made_up import Session, running


def coloured(session: Session) -> list[str]:
    """Return what on the screen has a colour of any kind."""
    return [
        segment.text
        for strip in session.app.screen._compositor.render_strips()
        for segment in strip
        if segment.style and (segment.style.color or segment.style.bgcolor)
    ]


@pytest.mark.parametrize(
    "keys", ["", "r", "t", "?", "s", "d", "a", "c", ".", ":", "/", ["enter"]], ids=repr
)
async def test_no_color_means_none(keys: str | list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No grey, no background; what is under the cursor and in focus shows by reverse or bold."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with running() as session:
        await session.press(
            *({"/": "slash", ":": "colon", ".": "full_stop"}.get(k, k) for k in keys)
        )
        assert coloured(session) == []
        strips = session.app.screen._compositor.render_strips()
        assert any(s.style and s.style.reverse for strip in strips for s in strip) or keys == "?"


async def test_without_it_there_are_colours() -> None:
    """The test above can fail."""
    async with running() as session:
        assert coloured(session)
