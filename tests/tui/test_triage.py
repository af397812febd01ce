"""Triage: the unsorted get a circle with one key each, marked ones together, and undo takes it back."""

from netcrm.core.circle import Circle
from netcrm.tui.screens.triage import TriagePage, Unsorted
from tests.tui.made_up import TODAY, Network, Session, forget, running


def imported() -> Network:
    """Return four people whom an import brought."""
    made = Network(TODAY)
    for name, org in (
        ("Ada Lind", "Lego"),
        ("Ben Toft", ""),
        ("Carl Riis", "DR"),
        ("Dora Bech", ""),
    ):
        made.add(name, imported=True, org=org or None, known=3)
    forget(made)
    return made


def rows(session: Session) -> list[str]:
    """Return the names in the list."""
    page = session.page
    assert isinstance(page, TriagePage)
    return [session.made.network.name_of(id_) for id_ in page.query_one(Unsorted).rows]


async def test_one_key_sorts_and_goes_on() -> None:
    """`1` family, `2` friends, `3` professional: the next is under the cursor at once."""
    async with running(imported()) as session:
        await session.press("t", "1", "2", "3")
        circles = {c.name: c.circles for c in session.made.network.people()}
        assert circles["Ada Lind"] == (Circle.FAMILY,)
        assert circles["Ben Toft"] == (Circle.FRIENDS,)
        assert circles["Carl Riis"] == (Circle.PROFESSIONAL,)
        assert rows(session) == ["Dora Bech"]
        assert "Carl Riis → professional" in session.text


async def test_zero_lets_somebody_be_until_the_app_is_opened_again() -> None:
    """Nothing is written, the row goes and stays away; a new app shows everybody."""
    made = imported()
    async with running(made) as session:
        await session.press("t", "0")
        assert rows(session) == ["Ben Toft", "Carl Riis", "Dora Bech"]
        assert "1 let be" in session.text
        assert not made.done
        await session.press("q", "t")
        assert rows(session) == ["Ben Toft", "Carl Riis", "Dora Bech"]
    async with running(made) as session:
        await session.press("t")
        assert len(rows(session)) == 4


async def test_undo_after_zero_brings_back_who_was_let_be() -> None:
    """Not the change before it: steps are undone in the order they were taken, and done again."""
    async with running(imported()) as session:
        made = session.made
        await session.press("t", "1", "0", "2")
        assert rows(session) == ["Dora Bech"]
        await session.press("u")
        assert rows(session) == ["Carl Riis", "Dora Bech"]
        await session.press("u")
        assert session.said == "Undone: let be Ben Toft"
        assert rows(session) == ["Ben Toft", "Carl Riis", "Dora Bech"]
        assert made.network.find("Ada Lind").circles == (Circle.FAMILY,)
        await session.press("U")
        assert rows(session) == ["Carl Riis", "Dora Bech"]
        await session.press("u", "u")
        assert len(rows(session)) == 4
        assert made.network.find("Ada Lind").circles == ()


async def test_undo_elsewhere_leaves_alone_who_was_let_be() -> None:
    """At home `u` means the last change; in triage the next one is who was let be."""
    async with running(imported()) as session:
        await session.press("t", "1", "0", "q", "u")
        assert session.made.network.find("Ada Lind").circles == ()
        await session.press("t")
        assert rows(session) == ["Ada Lind", "Carl Riis", "Dora Bech"]
        await session.press("u")
        assert len(rows(session)) == 4


async def test_marked_ones_can_be_let_be_together() -> None:
    """One step, one undo; an empty list says how they come back."""
    async with running(imported()) as session:
        await session.press("t", "space", "space", "0")
        assert session.said == "Let be for now: 2 people"
        await session.press("0", "0")
        assert "brings back who was let be last" in session.text
        await session.press("u", "u", "u")
        assert len(rows(session)) == 4


async def test_home_teaches_triage_while_somebody_is_unsorted() -> None:
    """After an import the empty pane and the key bar name `t`; when all are sorted or let be, neither does."""
    async with running(imported()) as session:
        assert "4 people are in no circle yet" in session.text
        assert "t  sort them, one key each" in session.text
        assert "t Triage" in session.text.split("\n")[-1]
        await session.press("t", *"1203", "q")
        assert "t Triage" not in session.text.split("\n")[-1]
        assert "sort them" not in session.text


async def test_home_shows_all_its_keys_in_eighty_columns() -> None:
    """With triage there are nine."""
    async with running(imported(), size=(80, 24)) as session:
        keys = " ".join(session.text.split("\n")[-1].split())
        assert keys == ("r Review l Log c Capture s Snooze a Add / Find t Triage u Undo ? Help")


async def test_a_name_is_said_as_it_is_written() -> None:
    """Only our own words begin with a capital."""
    made = imported()
    made.add("aaron von Berg", imported=True)
    async with running(made) as session:
        await session.press("t", "2")
        assert session.said == "Sorted aaron von Berg → friends"


async def test_marked_ones_are_sorted_together() -> None:
    """One change, one undo."""
    async with running(imported()) as session:
        await session.press("t", "space", "space", "2")
        assert len(session.made.done) == 1
        assert rows(session) == ["Carl Riis", "Dora Bech"]
        await session.press("u")
        assert len(rows(session)) == 4


async def test_when_all_are_sorted_it_says_so() -> None:
    """The keys have nothing left to do, and say that."""
    async with running(imported()) as session:
        await session.press("t", *"1231")
        assert "Everybody is in a circle" in session.text
        await session.press("2")
        assert session.said == "there is nobody left to sort"
        await session.press("0", "escape")
        assert session.dialog == "HomeScreen"


async def test_the_other_actions_work_here_too() -> None:
    """The same letter does the same: edit, delete, capture, open."""
    async with running(imported()) as session:
        await session.press("t", "e")
        assert session.dialog == "ContactForm"
        await session.press("escape", "enter")
        assert session.dialog == "ContactPage"
        await session.press("q", "d", "y")
        assert len(session.made.network) == 3


async def test_triage_fits_eighty_columns() -> None:
    """The list alone, with its keys."""
    async with running(imported(), size=(80, 24)) as session:
        await session.press("t")
        assert "Ada Lind" in session.text
        assert "3 Professional" in session.text.split("\n")[-1]
        assert "q Back" in session.text.split("\n")[-1]
