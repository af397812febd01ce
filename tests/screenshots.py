"""Writes the pictures of the README from the demo on a fixed day: `python -m tests.screenshots`."""

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "screenshots"
DAY = date(2026, 11, 24)
SETTLED = 0.6  # seconds: the log is read behind the first frame, the preview a moment after the key

_NAMES = (
    *"Mette Juhl, Danske Bank",
    "enter",
    *"Yasmin Karimi",
    "enter",
    *"Troels Iversen",
    "enter",
    "2",
    *"Anna Lie /DSB",
)

# name → columns, rows, the keys that lead there
PICTURES: dict[str, tuple[int, int, list[str]]] = {
    "home-120x36": (120, 36, []),
    "home-80x24": (80, 24, []),
    "review-120x36": (120, 36, ["r"]),
    "capture-120x36": (120, 36, ["c", *"yesterday: coffee with @Jan #jobhunt !send CV fri"]),
    "triage-120x36": (120, 36, ["t"]),
    "board-120x36": (120, 36, ["o"]),
    "introductions-120x36": (120, 36, ["o", "i"]),
    "who-120x36": (120, 36, ["w", *"Vestas", "enter", "j", "j"]),
    "contact-120x36": (120, 36, ["colon", *"Lars Brøgger", "enter"]),
    "contact-80x24": (80, 24, ["colon", *"Lars Brøgger", "enter"]),
    "account-120x36": (120, 36, ["colon", *"account", "enter"]),
    "map-120x36": (120, 36, ["m", "n", "n"]),
    "map-80x24": (80, 24, ["m"]),
    "insights-120x36": (120, 36, ["i"]),
    "settings-120x36": (120, 36, ["comma"]),
    "discover-120x36": (120, 36, ["n", "down", "down", *_NAMES]),
}


@contextmanager
def _environment() -> Iterator[None]:
    """Keep the caller's colours, language and motion out of the pictures."""
    fixed = {
        "COLORTERM": "truecolor",
        "TERM": "xterm-256color",
        "TEXTUAL_ANIMATIONS": "none",
        "TZ": "UTC",
    }
    before = dict(os.environ)
    for name in ("NO_COLOR", "FORCE_COLOR", "TEXTUAL_THEME", "LANG", "LC_ALL"):
        os.environ.pop(name, None)
    os.environ.update(fixed)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


async def _picture(columns: int, rows: int, keys: list[str]) -> str:
    from netcrm.config.file import SettingsFile
    from netcrm.demo import throw_away_store
    from netcrm.tui.app import NetcrmApp

    settings = SettingsFile(Path("~/.config/netcrm/config.toml"))  # as it is told; there is none
    with throw_away_store(DAY) as store:
        app = NetcrmApp(store, lambda: DAY, settings=settings)
        async with app.run_test(size=(columns, rows)) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(_named(key))
            await pilot.pause(SETTLED)
            drawn = app.export_screenshot(title="netcrm")
        store.close()
    return re.sub(r"terminal-\d+", "terminal", drawn)


def _named(key: str) -> str:
    from textual.keys import _character_to_key

    return _character_to_key(key) if len(key) == 1 else key


def picture(name: str) -> str:
    """Return a picture as SVG."""
    with _environment():
        return asyncio.run(_picture(*PICTURES[name]))


def main() -> int:
    """Write all pictures and take out those that are no longer made."""
    FOLDER.mkdir(exist_ok=True)
    made = {name: picture(name) for name in PICTURES}
    for old in FOLDER.glob("*.svg"):
        if old.stem not in made:
            old.unlink()
    for name, drawn in made.items():
        (FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")
        print(f"screenshots/{name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
