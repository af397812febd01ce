"""The theme that was chosen is there again the next time."""

from pathlib import Path

import pytest

from netcrm.tui.app import NetcrmApp
from netcrm.tui.kept_theme import keep, kept
from tests.tui.made_up import TODAY, five


def app(state: Path | None) -> NetcrmApp:
    """Return an app that is about to start."""
    return NetcrmApp(five(), lambda: TODAY, state=state)


async def test_the_chosen_theme_is_there_after_a_restart(tmp_path: Path) -> None:
    """In a small file of its own that only its owner can read."""
    state = tmp_path / "state"
    first = app(state)
    async with first.run_test() as pilot:
        first.theme = "nord"
        await pilot.pause()
    assert app(state).theme == "nord"
    assert [path.name for path in state.iterdir()] == ["theme"]
    assert (state / "theme").stat().st_mode & 0o777 == 0o600


def test_without_a_choice_nothing_is_written(tmp_path: Path) -> None:
    """A start with the default leaves no file."""
    assert app(tmp_path).theme == "netcrm"
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("text", [b"no such theme", b"", b"\xff\xfe", b"x" * 9999])
def test_a_file_that_makes_no_sense_is_passed_over(text: bytes, tmp_path: Path) -> None:
    """The default stands."""
    (tmp_path / "theme").write_bytes(text)
    assert app(tmp_path).theme == "netcrm"


def test_the_environment_goes_before_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TEXTUAL_THEME is for one start, and of no use where it names none."""
    keep(tmp_path, "nord")
    monkeypatch.setenv("TEXTUAL_THEME", "dracula")
    assert app(tmp_path).theme == "dracula"
    monkeypatch.setenv("TEXTUAL_THEME", "no such theme")
    assert app(tmp_path).theme == "nord"
    assert kept(tmp_path) == "nord"


def test_a_theme_that_can_not_be_kept_leaves_nothing_behind(tmp_path: Path) -> None:
    """Not the file that was to take the other one's place either."""
    (tmp_path / "theme").mkdir()
    with pytest.raises(OSError, match="theme"):
        keep(tmp_path, "nord")
    assert [path.name for path in tmp_path.iterdir()] == ["theme"]


async def test_a_theme_that_can_not_be_kept_is_said(tmp_path: Path) -> None:
    """The app goes on with it."""
    (tmp_path / "state").write_text("a file where the folder should be")
    here = app(tmp_path / "state")
    async with here.run_test() as pilot:
        here.theme = "nord"
        await pilot.pause()
        page = here.screen
        assert "holds only until you quit" in page.flash.said  # type: ignore[attr-defined]  # the first page has one
        assert here.theme == "nord"
