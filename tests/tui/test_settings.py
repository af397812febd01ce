"""The settings screen: writes the user's file, keeps its comments, and applies what can be applied."""

from pathlib import Path

from netcrm.config.file import SettingsFile
from netcrm.core.circle import Circle
from netcrm.core.default_medium import default_medium
from tests.tui.made_up import running


async def test_settings_are_changed_saved_and_applied(tmp_path: Path) -> None:
    """A number that is none is told under its line and kept; what is saved holds at once."""
    path = tmp_path / "config.toml"
    path.write_text("[cadence]\nfriends = 45  # busy people\n")
    file = SettingsFile(path)
    async with running(settings=file) as session:
        await session.press("comma")
        assert session.dialog == "SettingsForm"
        assert "netcrm ›" in session.text
        await session.press("right")  # the next theme
        await session.press(*["tab"] * 3, "end", "backspace", "backspace")
        await session.type("0")
        await session.press("enter")
        assert "a number from 1 to 3650" in session.text
        await session.press("backspace")
        await session.type("60")
        await session.press(*["tab"] * 3, "right", "enter")
        assert session.said.startswith("Saved in ")
        assert "cadence.friends 60" in session.said
        assert session.app.theme == "netcrm-light"
        assert session.made.network.rules.circles[Circle.FRIENDS] == 60
        assert session.home.network.rules.circles[Circle.FRIENDS] == 60
        assert str(default_medium()) == "call"
        assert "friends = 60  # busy people" in path.read_text()
        await session.press("comma", "enter")
        assert session.said == "Nothing to change"
        path.write_text("[cadence]\nfriends = 7\n")  # somebody else
        await session.press("comma", *["tab"] * 3, "end")
        await session.type("1")
        await session.press("enter")
        assert "changed in the file meanwhile" in session.said
        assert path.read_text() == "[cadence]\nfriends = 7\n"


async def test_the_settings_fit_on_a_phone(tmp_path: Path) -> None:
    """Forty columns by ten rows show the row that is changed, and Esc leaves."""
    async with running(size=(40, 10), settings=SettingsFile(tmp_path / "none.toml")) as session:
        await session.press("comma", *["tab"] * 8)
        await session.until(lambda: "[x] on" in session.text)
        await session.press("escape")
        assert session.dialog == "HomeScreen"
