"""Each evil text in the dialogs about several machines: two values, merging, going back, another network.

They run over a real store, into which another machine has written what nobody cleaned.
"""

from collections.abc import Sequence
from pathlib import Path

from netcrm.core.changes import people
from netcrm.store.ids import new_record_id
from netcrm.store.store import Store
from tests.hostile import hostile
from tests.odd import brought
from tests.store.kit import Fast, add, opened, place_in
from tests.tui.made_up import TODAY, Session, running
from tests.tui.test_evil import TEXTS, WideApp, assert_harmless, inside, is_begun, squeeze

VALUES = ["full_stop", "v"]
MERGING = ["space", "space", "full_stop", "m"]
RESTORING = ["colon", *"restore a backup", "enter"]
BRINGING_BACK = ["colon", *"bring back", "enter"]


def store_of(folder: Path, texts: Sequence[str]) -> Store:
    """Return a store in which each of TEXTS is in every field, with a rival from a machine of such a name.

    There is a backup from before, somebody deleted whom another machine wrote about, and another network.
    """
    place = place_in(folder)
    with_all = opened(place, Fast())
    gone = add(with_all, f"Gone {texts[0]}", circles=["friends"])
    add(with_all, f"Left {texts[-1]}")
    with_all.back_up("now")
    with_all.write(people.remove(with_all.network, [gone, *_ids(with_all)[1:]]))
    for change in hostile(texts, TODAY, new_record_id):
        with_all.write(change)
    ids = [id for id in _ids(with_all) if id != gone]
    with_all.close()
    for number, (id, text) in enumerate(zip(ids, map(_utf8, texts), strict=True)):
        ops = [
            ["put", "contacts", id, field, f"other {text}", [], [None]]
            for field in ("org", "title")
        ]
        if not number:
            ops.append(["put", "contacts", gone, "note", text, [], [None]])
        brought(place.data, ops, device=text, name=f"peer{number}")
    brought(
        place.data,
        [["new", "contacts", "1", {"name": _utf8(texts[0])}]],
        device=_utf8(texts[0]),
        name="x",
        id="5ecret",
    )
    return opened(place, Fast())


def _ids(store: Store) -> list[str]:
    return sorted(store.network.contacts, key=lambda id: store.network.contacts[id].origin)


def _utf8(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_seen(session: Session, words: str) -> bool:
    """Return whether words of the app's own can be read in the dialog."""
    return squeeze(words) in squeeze(inside(session, ".box"))


async def walk(store: Store, texts: Sequence[str]) -> int:
    """Open each of the dialogs about everybody; return in how many of them a text stood."""
    cells = 0
    async with running(store, size=(200, 44), kind=WideApp) as session:  # type: ignore[arg-type]  # a keeper like the network in memory
        assert session.dialog == "ConfirmDialog"  # about the other network
        assert_harmless(session)
        await session.press("enter", "2", "g")
        listed = session.app.network.standings(TODAY).listed
        for person in listed:
            session.home.staleness.go_to(person)
            await session.press(*VALUES)
            assert_harmless(session)
            if store.network.contacts[person].gone_by:
                assert is_seen(session, "keep")
            else:
                text = store.network.name_of(person)
                assert is_begun(text, squeeze(inside(session, ".box")), "other "), text
            cells += 1
            await session.press("escape")
        for person in listed[:-1]:  # with the next one
            session.home.staleness.go_to(person)
            await session.press(*MERGING)
            assert session.dialog == "MergeDialog"
            for key in ("x", "x", "escape", "escape"):
                assert_harmless(session)
                await session.press(key)
            cells += 2
        for keys, shown in ((BRINGING_BACK, "Left "), ([*RESTORING, "enter"], "would come back")):
            await session.press(*keys)
            assert_harmless(session)
            assert is_seen(session, shown)
            cells += 1
            await session.press("escape")
        await session.press(*RESTORING, "enter", "y")
        assert "Restored" in session.said
        assert_harmless(session)
        await session.press("u")
        assert_harmless(session)
    async with running(store, size=(200, 44), kind=WideApp) as session:  # type: ignore[arg-type]  # as above
        await session.press("y")
        assert_harmless(session)
        assert not store.strangers()
    store.close()
    return cells


async def test_every_text_in_the_dialogs_of_several_machines(tmp_path: Path) -> None:
    """As names, values, devices and words of the history; nothing is obeyed, what fits is shown."""
    store = store_of(tmp_path, TEXTS)
    rivals = [record.rivals.keys() for record in store.network.contacts.values()]
    assert rivals.count({"org", "title"}) == len(TEXTS)
    assert await walk(store, TEXTS) == 3 * len(TEXTS) + 3
