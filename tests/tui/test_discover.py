"""The discovery: one question at a time, each name written at once, stopped and resumed anywhere."""

import pytest

from netcrm.core import i18n
from netcrm.core.circle import Circle
from netcrm.core.contact import Contact
from netcrm.core.discovery import prompts
from netcrm.core.record import Change
from netcrm.tui.screens.discover import DiscoverPage, NameLine
from tests.evil import PAYLOADS
from tests.tui.made_up import TODAY, Network, Session, five, running
from tests.tui.test_evil import assert_harmless


def somebody(session: Session, name: str) -> Contact:
    """Return the contact of that name."""
    return session.made.network.find(name)


async def answer(session: Session, *lines: str) -> None:
    """Type lines, each with Enter."""
    for line in lines:
        await session.type(line)
        await session.press("enter")


async def go_to(session: Session, id: str) -> None:
    """Answer nothing until the question of this id is in front."""
    page = session.page
    assert isinstance(page, DiscoverPage)
    while page._question != id:
        await session.press("enter")


def typed(session: Session) -> str:
    """Return what stands in the line."""
    return session.page.query_one(NameLine).value


async def test_the_empty_home_offers_it() -> None:
    """Beside adding and importing, with its key, and in the palette."""
    async with running(Network(TODAY)) as session:
        assert "n  ten minutes of questions" in session.text
        await session.press("colon")
        await session.type("discover")
        await session.press("enter")
        assert session.dialog == "DiscoverPage"
        assert "Who is your closest family?" in session.text


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)], ids=str)
async def test_a_name_is_written_at_enter_and_shown_with_its_circle(size: tuple[int, int]) -> None:
    """One change a name; under the line stands who was named, the last first."""
    async with running(Network(TODAY), size=size) as session:
        await session.press("n")
        await session.type("Mor")
        assert "Mor → family" in session.text
        assert not session.made.done
        await session.press("enter")
        assert len(session.made.done) == 1
        await answer(session, "Bo Dahl, Novo")
        assert somebody(session, "Mor").circles == (Circle.FAMILY,)
        assert somebody(session, "Bo Dahl").org == "Novo"
        rows = [line for line in session.text.split("\n") if "│" in line and "family  " in line]
        assert ["Bo Dahl" in rows[0], "Mor" in rows[1]] == [True, True]
        assert session.said == "Added Bo Dahl"
        assert "Ctrl+Z to undo" in session.text
        assert typed(session) == ""


async def test_keys_change_the_circle_of_the_last_one() -> None:
    """Digits while the line is empty, Tab at any time; letters are letters."""
    async with running(Network(TODAY)) as session:
        await session.press("n")
        await session.press("1")
        assert session.said == "nobody was named yet"
        await answer(session, "Ulla")
        await session.press("2")
        assert somebody(session, "Ulla").circles == (Circle.FRIENDS,)
        await session.press("tab")
        assert somebody(session, "Ulla").circles == (Circle.PROFESSIONAL,)
        await session.press("tab")
        assert somebody(session, "Ulla").circles == ()
        await session.press("tab")
        assert somebody(session, "Ulla").circles == (Circle.FAMILY,)
        await session.press("0")
        assert somebody(session, "Ulla").circles == ()
        await session.type("Bo 2")
        assert typed(session) == "Bo 2"


async def test_undo_takes_one_name_back_and_then_the_answer_before() -> None:
    """Ctrl+Z, since u is the beginning of a name; the question whose end is undone comes back."""
    async with running(Network(TODAY)) as session:
        await session.press("n")
        await answer(session, "Mor", "Far", "")
        assert "birthdays" in session.text
        await session.press("ctrl+z")
        assert session.said == "Undone: answered “Family”"
        assert "closest family" in session.text
        await session.press("ctrl+z")
        assert [c.name for c in session.made.network.people()] == ["Mor"]
        await session.press("ctrl+y")
        assert len(session.made.network) == 2


async def test_leaving_keeps_everything_and_goes_on_there() -> None:
    """Also what was typed and not entered; a new app on another machine goes on from the same question."""
    made = Network(TODAY)
    async with running(made) as session:
        await session.press("n")
        await answer(session, "Mor", "", "Onkel Erik")
        await session.type("Tante")
        await session.press("escape")
        assert session.dialog == "HomeScreen"
        await session.press("n")
        assert typed(session) == "Tante"
        assert "Onkel Erik" in session.text
        assert "Mor" not in session.text
    async with running(made) as session:
        await session.press("n")
        assert "Whom do you meet at the big birthdays?" in session.text
        assert "1 of 20 done" in session.text


async def test_workplaces_come_before_their_people() -> None:
    """Each is asked about; whoever is named there worked there, and is tagged."""
    async with running(Network(TODAY)) as session:
        await session.press("n")
        await go_to(session, "workplaces")
        await answer(session, "Nokia A/S", "DSB", "nokia")
        assert session.made.network.profile.workplaces == ("Nokia A/S", "DSB")
        assert typed(session) == ""
        await session.press("enter")
        assert "Who sat beside you at Nokia A/S?" in session.text
        await answer(session, "Bo Dahl", "")
        bo = somebody(session, "Bo Dahl")
        assert (bo.past_orgs, bo.tags, bo.circles) == (
            ("Nokia A/S",),
            ("ex-nokia",),
            (Circle.PROFESSIONAL,),
        )
        assert "Who sat beside you at DSB?" in session.text


async def test_somebody_who_is_there_is_recognised() -> None:
    """Said before Enter and after it; not added again, and what is known is kept."""
    async with running(five()) as session:
        await session.press("n")
        await session.type("anna berg, DR")
        assert "Anna Berg is there already, at Vestas" in session.text
        await session.press("enter")
        assert len(session.made.network) == 5
        assert somebody(session, "Anna Berg").org == "Vestas"
        assert "there already" in session.text
        await session.press("1")
        assert somebody(session, "Anna Berg").circles == (Circle.FAMILY, Circle.FRIENDS)


async def test_a_line_without_a_name_stays_and_says_so() -> None:
    """Nothing typed is lost over a mistake."""
    async with running(Network(TODAY)) as session:
        await session.press("n")
        await answer(session, ", Novo")
        assert typed(session) == ", Novo"
        assert session.said.startswith("there is no name")
        assert not session.made.done


async def test_questions_can_be_left_for_later_and_gone_back_to() -> None:
    """Down leaves one unanswered, up goes back; the end says how many are left."""
    async with running(Network(TODAY)) as session:
        await session.press("n", "up")
        assert session.said == "this is the first"
        await session.press("down")
        assert "big birthdays" in session.text
        await session.press("up")
        assert "closest family" in session.text
        await session.press(*["down"] * 20)
        assert "You know 0 people." in session.text
        assert "20 questions are left" in session.text
        assert not session.made.done
        await session.press("b")
        assert "closest family" in session.text


async def test_the_end_says_what_was_found() -> None:
    """People, workplaces, circles, whom to thank; and Enter goes home."""
    async with running(Network(TODAY)) as session:
        await session.press("n")
        await answer(session, "Mor")
        await go_to(session, "colleagues")
        await answer(session, "Anna Berg, Novo", "Bo Dahl, Novo Nordisk")
        await go_to(session, "helped")
        await answer(session, "Bo Dahl", "")
        assert "You know 3 people at 2 workplaces." in session.text
        assert "1 family · 2 professional" in session.text
        assert "1 helped you and was never thanked: Bo Dahl" in session.text
        assert [p.text for p in session.made.network.promises()] == ["thank them for their help"]
        await session.press("a")
        assert "closest family" in session.text
        await session.press(*["down"] * 20, "enter")
        assert session.dialog == "HomeScreen"


async def test_it_asks_in_danish_where_the_locale_is_danish() -> None:
    """And in the other language at a key; the same questions are done."""
    i18n.speak("da")
    async with running(Network(TODAY)) as session:
        await session.press("n")
        assert "Hvem er din nærmeste familie?" in session.text
        await session.press("ctrl+l")
        assert "Who is your closest family?" in session.text
        await session.press("ctrl+l", "enter", "ctrl+l", "ctrl+z")
        assert session.said == "Undone: answered “Familie”"
        assert "Who is your closest family?" in session.text


async def test_what_cannot_be_saved_is_kept_and_told() -> None:
    """A full disk loses no name: it is written when there is room again."""
    async with running(Network(TODAY)) as session:
        await session.press("n")
        session.made.failing = "no space left"
        await answer(session, "Mor", "Far")
        assert "2 changes are NOT SAVED" in session.text
        session.made.failing = ""
        await session.press("ctrl+s")
        assert len(session.made.network) == 2


async def test_help_and_palette_open_from_the_empty_line() -> None:
    """A question mark begins no name."""
    async with running(Network(TODAY)) as session:
        await session.press("n", "question_mark")
        assert session.dialog == "HelpScreen"
        assert "The question before" in session.text
        await session.press("escape", "colon")
        assert session.dialog == "PaletteDialog"
        await session.press("escape")
        await session.type("A?")
        assert typed(session) == "A?"


async def test_evil_names_and_workplaces_are_text() -> None:
    """Whatever is in the network already, from elsewhere, cleaned by nobody."""
    made = Network(TODAY)
    for number, text in enumerate(PAYLOADS.values()):
        made.add(f"Eve{number} {text}", "family", org=text, discovered="family")
    ops = made.network.profile.become({"workplaces": [*PAYLOADS.values()]})
    made.write(Change("worked", ops))
    async with running(made, size=(100, 30)) as session:
        await session.press("n")
        for _question in prompts(made.network, "en"):
            assert_harmless(session)
            await session.press("down")
        assert "You know" in session.text
