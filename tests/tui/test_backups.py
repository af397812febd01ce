"""Backups in the app: made, listed, gone back to after a look at what would change; u takes it back."""

from pathlib import Path

import pytest

from netcrm.store import daily
from netcrm.store.store import Store
from tests.store.kit import add, names, opened, place_in
from tests.tui.made_up import running


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store with two people."""
    store = opened(place_in(tmp_path))
    add(store, "Anna [@click=app.bell]x[/]", circles=["friends"])
    add(store, "Bo Dahl", circles=["friends"])
    return store


async def test_back_up_now_says_where(store: Store) -> None:
    """From the palette; it is there then."""
    async with running(store) as session:
        await session.press("colon")
        await session.type("back up")
        await session.press("enter")
        [made] = store.backups_made()
        assert made.path in session.said


async def test_restore_shows_what_would_change_and_asks(store: Store) -> None:
    """Esc and Enter change nothing; y goes back; u takes that back."""
    store.back_up("now")
    add(store, "Cy [/nope]")
    async with running(store) as session:
        for answer in ("escape", "enter"):
            await session.press("colon")
            await session.type("restore")
            await session.press("enter")
            assert session.dialog == "ChooseDialog"
            assert "asked for" in session.text
            await session.press("enter")
            assert session.dialog == "ConfirmDialog"
            assert "1 person would go: Cy [/nope]" in session.text
            await session.press(answer)
            assert len(names(store)) == 3
        await session.press("colon")
        await session.type("restore")
        await session.press("enter", "enter", "y")
        assert len(names(store)) == 2
        assert session.said.startswith("Restored the backup of")
        assert [one.why for one in store.backups_made()] == ["restore", "now"]
        await session.press("u")
        assert len(names(store)) == 3


async def test_nothing_to_restore_is_told(store: Store) -> None:
    """No backups, one that is as now, and a damaged one: a sentence each."""
    async with running(store) as session:
        await session.press("colon")
        await session.type("restore")
        await session.press("enter")
        assert session.said == "there are no backups yet"
        made = store.back_up("now")
        for expected in ("Everything is as in this backup already", "can't be used"):
            await session.press("colon")
            await session.type("restore")
            await session.press("enter", "enter")
            assert expected in session.said
            Path(made.path).write_bytes(b"")


async def test_the_backup_of_the_day_is_made_by_and_by(store: Store) -> None:
    """The app looks each minute whether it is due; nobody waits for it."""
    async with running(store) as session:
        assert daily.is_due(store.place)
        session.app._tick()
        await session.app.workers.wait_for_complete()
        assert [one.why for one in store.backups_made()] == ["daily"]
        session.app._tick()
        await session.app.workers.wait_for_complete()
        assert len(store.backups_made()) == 1
