"""Merging, bringing back, and choosing between what two machines wrote, by keys."""

from datetime import UTC, datetime

import pytest

from netcrm.core.changes import people
from netcrm.core.record import Record
from netcrm.store.history import HistoryLine
from tests.tui.made_up import Network, five, running
from tests.tui.test_evil import CONTROL, GROUPS

WHEN = datetime(2026, 11, 20, 12, tzinfo=UTC)


def rival(made: Network, name: str, field: str, *values: str) -> str:
    """Have VALUES set apart on as many machines; the last is shown. Return the contact's id."""
    id_ = made.id_of(name)
    old = made.network.contacts[id_]
    lines = [f"line{n}" for n in range(len(values))]
    for n, line in enumerate(lines):
        made.told[line] = HistoryLine(line, WHEN, f"machine{n}", "edited", False)
    writes = [f"{line}.0" for line in lines]
    made.tables["contacts"][id_] = Record(
        "contacts",
        id_,
        {**old.fields, field: values[-1]},
        old.origin,
        puts={**old.puts, field: writes},
        items=old.items,
        rivals={field: [*zip(writes[:-1], values[:-1], strict=True)]},
    )
    made.network = made._snapshot()
    return id_


async def test_two_marked_become_one() -> None:
    """The dialog shows both and what will be; y merges, u takes it back."""
    async with running() as session:
        await session.press("space", "space", "full_stop", "m")
        assert session.dialog == "MergeDialog"
        for words in ("Karen Lund", "Jan Holm", "Novo Nordisk", "survives", "will be"):
            assert words in session.text
        await session.press("y")
        assert session.said == "Merged Jan Holm into Karen Lund"
        assert not session.home.staleness.marked
        assert len(session.made.network) == 4
        assert len(session.made.entries("Karen")) == 2
        await session.press("u")
        assert len(session.made.network) == 5
        assert len(session.made.entries("Karen")) == 1


async def test_the_other_one_can_survive() -> None:
    """The x key changes the two round before anything is written; Enter and Esc write nothing."""
    async with running() as session:
        await session.press("space", "space", "full_stop", "m", "x", "y")
        assert session.said == "Merged Karen Lund into Jan Holm"
        await session.press("u")
        before = len(session.made.done)
        for key in ("enter", "escape", "n"):
            await session.press("g", "space", "space", "full_stop", "m", key, "escape")
            assert session.dialog == "HomeScreen"
        assert len(session.made.done) == before


@pytest.mark.parametrize("keys", [[], ["space", "space", "space"]], ids=["one", "three"])
async def test_it_takes_two_to_merge(keys: list[str]) -> None:
    """With one or three the menu says what to do."""
    async with running() as session:
        await session.press(*keys, "full_stop", "m")
        assert "mark the two with Space first" in session.text


async def test_the_palette_merges_too() -> None:
    """What has a key in the menu is found by its name."""
    async with running() as session:
        await session.press("space", "space", "colon")
        await session.type("merge")
        await session.press("enter")
        assert session.dialog == "MergeDialog"


async def test_a_deleted_contact_is_brought_back_from_a_list() -> None:
    """With its log; the latest deleted comes first."""
    async with running() as session:
        for _ in range(2):
            await session.press("d", "y")
        assert len(session.made.network) == 3
        await session.press("colon")
        await session.type("bring back")
        await session.press("enter")
        assert session.dialog == "ChooseDialog"
        await session.press("enter")
        assert session.said == "Took back Jan Holm"
        assert session.made.entries("Jan Holm")
        assert session.current == "Jan Holm"


async def test_bringing_back_where_nobody_was_deleted_says_so() -> None:
    """Nothing opens."""
    async with running() as session:
        await session.press("colon")
        await session.type("bring back")
        await session.press("enter")
        assert session.said == "nobody was deleted"


async def test_two_values_are_told_and_one_key_decides() -> None:
    """Side by side with when and where; afterwards there is one."""
    made = five()
    id_ = rival(made, "Karen Lund", "org", "Lego", "Novo Nordisk")
    async with running(made) as session:
        assert "two values: org" in session.text
        assert "`" not in session.text
        await session.press("full_stop", "v")
        for words in ("1  Novo Nordisk", "2  Lego", "machine0", "machine1", "2026-11-20"):
            assert words in session.text
        await session.press("2")
        record = made.network.contacts[id_]
        assert record.fields["org"] == "Lego"
        assert made.done[-1].ops[0][5] == ["line0.0", "line1.0"]


async def test_a_choice_can_be_left() -> None:
    """Esc decides nothing, and with one value there is nothing to choose."""
    made = five()
    rival(made, "Karen Lund", "org", "Lego", "Novo Nordisk")
    async with running(made) as session:
        before = len(made.done)
        await session.press("full_stop", "v", "escape")
        await session.press("j", "full_stop", "v")
        assert "everything has one value" in session.text
        assert len(made.done) == before


@pytest.mark.parametrize(("key", "there"), [("k", True), ("d", False)])
async def test_somebody_deleted_and_written_about_since_is_asked_about(
    key: str, there: bool
) -> None:
    """One key keeps, the other deletes again."""
    made = five()
    id_ = made.id_of("Karen Lund")
    old = made.network.contacts[id_]
    made.tables["contacts"][id_] = Record(
        "contacts", id_, old.fields, old.origin, items=old.items, gone_by=["line0.0"]
    )
    made.deleted["contacts", id_] = made.tables["contacts"][id_]  # what taking back takes it from
    made.network = made._snapshot()
    async with running(made) as session:
        assert "deleted, and written" in session.text
        await session.press("full_stop", "v", key)
        assert (id_ in made.network.contacts) is there


async def test_no_text_harms_the_dialogs_of_two() -> None:
    """Names and values of two machines are shown as text, whatever they are."""
    made = Network(five().today)
    for evil in GROUPS:
        made.add(f"A {evil}", "friends", org=evil, title=evil, note=evil)
    for contact in [*made.network.people()]:
        rival(made, contact.id, "org", *(f"{evil} {n}" for n, evil in enumerate(GROUPS[:3])))
    made.write(people.remove(made.network, [next(iter(made.network.contacts))]))
    async with running(made, size=(100, 30)) as session:
        for _person in session.home.staleness.rows:
            for keys in (["full_stop", "v"], ["space", "space", "full_stop", "m"]):
                await session.press(*keys)
                assert session.dialog in ("MenuDialog", "MergeDialog")
                assert not CONTROL.search(session.text.replace("\n", ""))
                await session.press("escape", "escape")
                assert session.dialog == "HomeScreen"
        await session.press("colon")
        await session.type("bring back")
        await session.press("enter")
        assert session.dialog == "ChooseDialog"
        assert not CONTROL.search(session.text.replace("\n", ""))
