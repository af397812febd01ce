"""The app over a store into which a sync peer has put odd lines: it shows them, goes on, and writes."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from netcrm.store.store import Store
from tests.odd import OBEYED, ODD, brought
from tests.store.kit import Fast, contact, entry, names, opened, place_in
from tests.tui.made_up import Session, running
from tests.tui.screen_text import screen_text
from tests.tui.test_evil import assert_harmless

GOOD = ("Anna", "Bo")
"""Whose names are their ids."""

TOGETHER = [
    [
        "names that a terminal obeys",
        "purges of what nobody knows",
        "tables and operations of another version",
        "a ring of merged contacts",
        "days at the ends of the calendar",
    ],
    [
        "a contact of wrong kinds in a circle",
        "log, promises and drafts of wrong kinds",
        "values put over somebody's",
        "a contact of wrong kinds",
    ],
    ["doors, jobs and filters of wrong kinds"],
]

PERSON = [
    *(["s"], ["f"], ["e"], ["e", "ctrl+s"], ["d"], ["l"], ["full_stop"], ["full_stop", "p"], ["full_stop", "c"]),
    *(["full_stop", "x"], ["full_stop", "v"], ["enter"], ["2", "e"], ["3", "e"], ["3", "d"], ["q"], ["x"], ["s", "2"]),
    *(["l", "enter"], ["u"], ["U"], ["f", *"call", "enter"], ["d", "y"], ["u"]),
    ["space", "j", "space", "full_stop", "m"],
]  # fmt: skip
"""Keys that are about somebody; whatever they open is left with Esc."""

PAGES = [
    *(["r"], ["n"], ["p"], ["q"], ["t"], ["1"], ["u"], ["q"], ["F"], ["e"], ["x"], ["u"], ["q"], ["colon", *"odd"]),
    *(["slash", *"heat:>1 since:1w", "enter"], ["slash", *"birthday", "enter"], ["1", "j", "j"], ["j", "j", "g"]),
    *(["3", "j"], ["e"], ["d"], ["G"], ["e"], ["colon", *"bring back", "enter"], ["colon", *"back up now", "enter"]),
    *(["colon", *"restore", "enter"], ["question_mark"]),
    *(["w", "enter"], ["escape"], ["w", *"a", "enter"], ["i"], ["escape"], ["colon", *"whom to", "enter"], ["escape"]),
    *(["m"], ["n"], ["left"], ["enter"], ["q"], ["l", "enter"], ["u"]),
    *(["escape"], ["i"], ["G"], ["enter"], ["escape"], ["escape"], ["escape"]),
    *(["o"], [">"], ["m"], ["e"], ["enter"], ["enter"], ["tab"], [">"], ["x"], ["d"], ["i"], [">"], ["m"], ["e"]),
    *(["x"], ["j"], [">"], ["d"], ["a", "enter"], ["enter"], ["enter"], ["q"], ["q"]),
]  # fmt: skip


def made(folder: Path, ops: Any) -> Store:
    """Return a store with Anna and Bo into which a peer has put these operations."""
    place = place_in(folder)
    with closing(opened(place, Fast())) as store:
        for name in GOOD:
            store.write(contact(name, name, circles=["friends"], known_since="2025-01-01"))
        store.write(entry("coffee", ["Anna"]))
    brought(place.data, json.loads(json.dumps(ops).replace("ANNA", "Anna")))
    return opened(place, Fast())


async def walk(store: Store) -> None:
    """Press keys about everybody in the list, then those of the pages; nothing on any screen can be obeyed."""
    async with running(store, size=(100, 30)) as session:  # type: ignore[arg-type]  # a keeper like the network in memory
        await session.press("2", "g")
        listed = session.app.network.standings(session.app.today).listed
        for person in listed if len(listed) < 3 else [id for id in listed if id not in GOOD]:
            for keys in PERSON:
                session.home.staleness.go_to(person)
                await session.press(*keys)
                assert_harmless(session)
                await leave(session)
        for keys in PAGES:
            await session.press(*keys)
            assert_harmless(session)
            await leave(session)
        while session.dialog != "HomeScreen":
            await session.press("q")
        await session.press("c", *'tea with @"Bo"', "enter")
        assert "Bo" in session.said
    store.close()


async def leave(session: Session) -> None:
    """Leave whatever is open over a page."""
    for _ in range(4):
        if session.app.screen is not session.page:
            await session.press("escape")
    assert session.app.screen is session.page


@pytest.mark.parametrize("kinds", TOGETHER, ids=["names and days", "wrong kinds", "doors"])
async def test_the_app_over_odd_lines(tmp_path: Path, kinds: list[str]) -> None:
    """Every key about everybody; what is written then is there when the store is opened again."""
    store = made(tmp_path, [op for kind in kinds for op in ODD[kind]])
    await walk(store)
    with closing(opened(store.place, Fast())) as again:
        assert names(again) >= {"Bo"}
        assert any(e.text == 'tea with @"Bo"' for e in again.network.log())


async def test_a_saved_filter_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    """Each of them is chosen; under one that means nobody knows whom stands nobody, and why."""
    store = made(tmp_path, ODD["doors, jobs and filters of wrong kinds"])
    told = 0
    async with running(store, size=(160, 30)) as session:  # type: ignore[arg-type]  # as above
        await session.press("1", "g")
        circles, people = session.home.circles, session.home.staleness
        for row in circles.rows:
            await session.press("g")
            assert people.rows
            circles.go_to(row.scope)
            await session.settle()
            assert_harmless(session)
            if people.problem:
                told += 1
                assert not people.rows
                assert people.problem in people.subtitle
                assert "can't be understood" in "\n".join(screen_text(session.app))
                await session.press("2", "enter", "l", "s", "escape", "escape", "1")
                assert_harmless(session)
        await session.press("g")
        assert people.rows
        assert not people.problem
    store.close()
    assert told >= 3


async def test_the_app_beside_a_stranger_of_any_name(tmp_path: Path) -> None:
    """It asks about the other network, and makes one of both where that is wanted."""
    store = made(tmp_path, [])
    brought(
        store.place.data,
        [["new", "contacts", "1", {"name": OBEYED}]],
        device=OBEYED,
        name="other",
        id=f"../{OBEYED}",
    )
    store.close()
    store = opened(store.place, Fast())
    async with running(store, size=(100, 30)) as session:  # type: ignore[arg-type]  # as above
        assert session.dialog == "ConfirmDialog"
        assert_harmless(session)
        await session.press("y")
        assert_harmless(session)
        assert len(names(store)) == 3
    store.close()
