"""The board and the introductions: keys move what is under the cursor, and undo moves it back."""

import pytest

from netcrm.core.introduction import Introduction
from netcrm.core.opportunity import Opportunity, Stage
from netcrm.core.record import Change, new
from netcrm.tui.screens.board import BoardPage, Opportunities
from tests.tui.made_up import Network, Session, five, forget, running

SIZES = ((120, 36), (80, 24), (60, 16))


def doors() -> Network:
    """Return five people, Bo's sister Karen Holm at Novo, two opportunities and an introduction."""
    made = five()
    bo, karen = made.id_of("Bo Dahl"), made.id_of("Karen Lund")
    ops = [
        new("acquaintances", "900", {"name": "Karen Holm", "org": "Novo Nordisk"}),
        new("relations", "901", {"person": bo, "other": "900", "how": "sister"}),
        new(
            "opportunities",
            "902",
            {"org": "Novo Nordisk", "role": "analyst", "via": karen, "lead": "2026-11-01"},
        ),
        new(
            "opportunities",
            "903",
            {"org": "DR", "role": "editor", "lead": "2026-10-01", "interview": "2026-11-10"},
        ),
        new("opportunities", "904", {"org": "Vestas", "role": "welder", "lost": "2026-09-01"}),
        new("introductions", "905", {"connector": bo, "to": "900", "asked": "2026-11-20"}),
    ]
    made.write(Change("doors", ops))
    forget(made)
    return made


def stage(session: Session, id: str) -> str:
    """Return the stage of an opportunity."""
    return str(Opportunity(session.made.network.opportunities[id]).stage)


def focused(session: Session) -> str | None:
    """Return which list has the focus."""
    return session.app.focused.id if session.app.focused else None


@pytest.mark.parametrize("size", SIZES)
async def test_a_key_moves_an_opportunity_and_undo_moves_it_back(size: tuple[int, int]) -> None:
    """`>` to the next stage with the cursor going along; `<` says that u undoes."""
    async with running(doors(), size=size) as session:
        await session.press("o")
        assert session.dialog == "BoardPage"
        page = session.page
        assert isinstance(page, BoardPage)
        page.go_to("902")
        await session.settle()
        await session.press("greater_than_sign")
        assert stage(session, "902") == "applied"
        assert session.said == "Analyst at Novo Nordisk: applied"
        assert page.current == "902"
        await session.press("L")
        assert stage(session, "902") == "interview"
        await session.press("less_than_sign")
        assert "does not go back" in session.said
        assert stage(session, "902") == "interview"
        await session.press("u", "u")
        assert stage(session, "902") == "lead"
        await session.press("q")
        assert session.dialog == "HomeScreen"


async def test_the_columns_stand_side_by_side_where_there_is_room() -> None:
    """Lead, applied, interview, offer; the closed ones and the card below."""
    async with running(doors()) as session:
        await session.press("o")
        head = session.text.splitlines()[0]
        for word in ("Lead", "Applied", "Interview", "Offer"):
            assert word in head
        assert "Closed" in session.text
        assert "can help     Karen Lund · Karen Holm (through Bo Dahl)" in session.text
        await session.press("right")
        assert "editor at DR" in session.text
        await session.press("tab")
        assert "welder at Vestas" in session.text
        await session.press("right", "left", "left")
        assert session.page.current == "903"


async def test_one_list_by_stage_where_there_is_none() -> None:
    """The stage stands on the first of each; the cursor goes through all of them."""
    async with running(doors(), size=(80, 24)) as session:
        await session.press("o")
        lines = [line for line in session.text.splitlines() if "│" in line]
        assert "interview" in lines[0]
        assert "lead" in lines[1]
        assert "lost" in lines[2]
        assert "editor at DR" in session.text
        await session.press("j", "j")
        assert "welder at Vestas" in session.text
        await session.press("greater_than_sign")
        assert "at its end" in session.said


async def test_any_later_stage_is_chosen_by_a_key() -> None:
    """`m` and a number; what is behind is not offered."""
    async with running(doors(), size=(80, 24)) as session:
        await session.press("o", "m")
        assert session.dialog == "MenuDialog"
        assert "applied" not in session.text.partition("Which stage")[2].partition("Esc")[0]
        await session.press("3")
        assert stage(session, "903") == "lost"
        await session.press("m", "escape")
        assert stage(session, "903") == "lost"


@pytest.mark.parametrize(
    ("key", "says"), [("1", "it is lost"), ("3", "it is lost already"), ("gone", "no longer there")]
)
async def test_a_stage_chosen_after_another_machine_moved_it_is_refused(
    key: str, says: str
) -> None:
    """While the stages are shown it is lost or deleted elsewhere: that is said, and nothing is written."""
    made = doors()
    async with running(made, size=(80, 24)) as session:
        await session.press("o", "m")
        record = made.network.opportunities["903"]
        op = record.gone() if key == "gone" else record.put("lost", "2026-11-24")
        made.write_elsewhere(Change("elsewhere", [op]))
        await session.poll()
        assert session.dialog == "MenuDialog"
        await session.press("1" if key == "gone" else key)
        assert says in session.said
        assert len(made.done) == 1
        assert not session.app.is_leaving


async def test_an_opportunity_is_added_edited_and_deleted_by_keys() -> None:
    """In one form; what can't be read is said under its line."""
    async with running(doors()) as session:
        await session.press("o", "a")
        assert session.dialog == "OpportunityForm"
        await session.type("Maersk")
        await session.press("enter")
        assert "an opportunity needs a role" in session.text
        await session.type("planner")
        await session.press("tab")
        await session.type("karen holm")
        await session.press("tab", "tab")
        await session.type("call fri")
        await session.press("enter")
        (added,) = session.made.network.opportunities.keys() - {"902", "903", "904"}
        one = Opportunity(session.made.network.opportunities[added])
        assert (one.org, one.role, one.via, one.next) == ("Maersk", "planner", "900", "call")
        assert session.page.current == added
        await session.press("x")
        assert Opportunity(session.made.network.opportunities[added]).next == ""
        await session.press("e")
        await session.type("line")
        await session.press("ctrl+s")
        assert Opportunity(session.made.network.opportunities[added]).org == "Maerskline"
        await session.press("d", "y")
        assert added not in session.made.network.opportunities
        await session.press("u")
        assert added in session.made.network.opportunities


@pytest.mark.parametrize("size", SIZES)
async def test_enter_shows_one_alone(size: tuple[int, int]) -> None:
    """With its history; Esc goes back to the lists and the cursor is where it was."""
    async with running(doors(), size=size) as session:
        await session.press("o")
        here = session.page.current
        await session.press("enter")
        assert "history" in session.text
        assert not [pane for pane in session.page.query(Opportunities) if pane.region]
        await session.press("greater_than_sign", "j", "escape")
        assert session.dialog == "BoardPage"
        assert session.page.current == here
        await session.press("enter", "enter")
        assert session.page.current == here


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_board_teaches_its_key(size: tuple[int, int]) -> None:
    """And no key breaks anything."""
    async with running(size=size) as session:
        await session.press("o")
        assert "notes one" in session.text
        keys = ["greater_than_sign", "less_than_sign", "m", "x", "e", "d", "enter", "j", "tab", "l"]
        for key in [*keys, "left", "f", "w", "escape"]:
            await session.press(key)
            if session.dialog not in ("BoardPage", "HomeScreen"):
                await session.press("escape")
        assert not session.app.is_leaving


async def test_the_board_follows_what_others_do() -> None:
    """An opportunity deleted elsewhere leaves the board, also while it is shown alone."""
    async with running(doors()) as session:
        await session.press("o", "enter")
        gone = session.page.current
        record = session.made.network.opportunities[gone]
        session.made.write_elsewhere(Change("gone", [record.gone()]))
        await session.poll()
        await session.settle()  # the columns are laid out first, then one of them has the focus
        assert session.page.current not in ("", gone)
        await session.press("greater_than_sign")
        assert not session.app.is_leaving


async def test_the_board_changes_with_the_terminal() -> None:
    """The same opportunity is under the cursor in the columns and in the list."""
    async with running(doors()) as session:
        await session.press("o", "right")
        assert session.page.current == "903"
        await session.pilot.resize_terminal(80, 24)
        await session.until(lambda: focused(session) == "board-all")
        await session.settle()
        assert session.page.current == "903"
        await session.press("greater_than_sign")
        assert stage(session, "903") == "offer"
        await session.pilot.resize_terminal(120, 36)
        await session.until(lambda: focused(session) == "board-offer")
        await session.settle()
        assert session.page.current == "903"


async def test_an_introduction_is_asked_for_and_goes_its_way_by_one_key() -> None:
    """Whom, to whom, what about; then `>` until the connector is thanked."""
    made = doors()
    made.write(Change("x", [made.network.introductions["905"].gone()]))
    forget(made)
    async with running(made) as session:
        await session.press("o", "i")
        assert session.dialog == "IntroductionsPage"
        assert "asks" in session.text or "ask somebody" in session.text
        await session.press("a")
        await session.press("j", "enter")
        await session.settle()  # a second dialog comes up
        assert "Bo Dahl is to introduce you to" in session.text
        assert "sister · Novo Nordisk" in session.text
        await session.press("enter")
        await session.settle()
        await session.type("the job")
        await session.press("enter")
        (id,) = made.network.introductions
        assert Introduction(made.network.introductions[id]).about == "the job"
        for words in ("agreed", "introduced", "met Karen Holm"):
            await session.press("greater_than_sign")
            assert words in session.said.replace("Met", "met")
        assert "thanks owed" in session.text
        assert made.network.contact("900").via == made.id_of("Bo Dahl")
        await session.press("x")
        assert str(Introduction(made.network.introductions[id]).stage) == "thanked"
        await session.press("u", "u")
        assert "900" in made.network.acquaintances
        await session.press("e")
        await session.type("!")
        await session.press("enter")
        assert Introduction(made.network.introductions[id]).about == "the job!"
        await session.press("d", "y")
        assert not made.network.introductions


async def test_what_cannot_be_asked_is_said() -> None:
    """The same introduction twice; nothing is written."""
    async with running(doors()) as session:
        await session.press("o", "i", "a", "j", "enter", "enter", "enter")
        assert "was asked for an introduction to Karen Holm already" in session.said
        assert len(session.made.network.introductions) == 1


async def test_the_palette_leads_to_both() -> None:
    """By name, from the first page."""
    async with running(doors()) as session:
        for words, page in (("introductions", "IntroductionsPage"), ("opportun", "BoardPage")):
            await session.press("colon")
            await session.type(words)
            await session.press("enter")
            assert session.dialog == page
            await session.press("q")


def test_every_stage_has_a_place_on_the_board() -> None:
    """Open ones in a column, closed ones in theirs."""
    from netcrm.core.opportunity import CLOSED
    from netcrm.core.opportunity_stages import BOARD

    assert {*BOARD} | CLOSED == {*Stage}
