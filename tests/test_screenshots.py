"""The pictures in the README show the program as it is."""

from tests.screenshots import FOLDER, PICTURES, pictures


def test_the_screenshots_are_current() -> None:
    """Each picture is what the demo looks like now; `make screenshots` writes them anew."""
    made = pictures()
    stale = [name for name, picture in made.items() if _kept(name) != picture]
    assert stale == [], "run `make screenshots` and look at what changed"


def test_every_screenshot_is_in_the_readme() -> None:
    """No picture is forgotten, none is missing."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(PICTURES)
    for name in PICTURES:
        assert f"screenshots/{name}.svg" in readme


def _kept(name: str) -> str:
    path = FOLDER / f"{name}.svg"
    return path.read_text(encoding="utf-8") if path.exists() else ""
