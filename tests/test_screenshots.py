"""The pictures in the README show the program as it is."""

import pytest

from tests.screenshots import FOLDER, PICTURES, picture


@pytest.mark.parametrize("name", PICTURES)
def test_a_screenshot_is_current(name: str) -> None:
    """It is what the demo looks like now; `make screenshots` writes them anew."""
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert picture(name) == kept, "run `make screenshots` and look at what changed"


def test_every_screenshot_is_in_the_readme() -> None:
    """No picture is forgotten, none is missing."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(PICTURES)
    for name in PICTURES:
        assert f"screenshots/{name}.svg" in readme
