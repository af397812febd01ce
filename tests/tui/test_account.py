"""The account, the dormant ties and the mode in the app, by keys."""

import pytest

from netcrm.core.changes import mode, opportunities
from netcrm.core.goals import goals, mode_of
from netcrm.core.profile import Mode
from netcrm.core.record import Change
from netcrm.tui.screens.revive import Revivals
from tests.tui.made_up import TODAY, Network, Session, five, forget, running
from tests.tui.test_evil import TEXTS, WideApp, assert_harmless, network_of

SIZES = pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["wide", "narrow"])


def told() -> Network:
    """Return the five people with asks and thanks, and two dormant ties of whom one shares a workplace."""
    made = five()
    made.log("2026-11-10: sparring med @Anna om CV")
    made.log("2026-11-16: asked @Anna for feedback")
    made.log("2026-11-23: bad @Anna om en intro til Novo")
    made.log("2026-11-23: hjalp @Bo med skat")
    made.add("Ole Friis", "professional", known=4000, past_orgs=["Nokia Oy"])
    made.add("Tove Gram", "professional", known=4000)
    made.log('2020-03-03: lunch with @"Ole Friis"')
    for year in (2015, 2016, 2017):
        made.log(f'{year}-03-03: lunch with @"Tove Gram"')
    made.write(Change("", made.network.profile.become({"workplaces": ["Nokia"]})))
    forget(made)
    return made


async def palette(session: Session, words: str) -> None:
    """Give a command through the palette."""
    await session.press("colon")
    await session.type(words)
    await session.press("enter")


@SIZES
async def test_the_account_shows_picture_sentence_and_people(size: tuple[int, int]) -> None:
    """What was put in and taken out, by week, in words, and by person."""
    async with running(told(), size=size) as session:
        await palette(session, "account")
        assert session.dialog == "AccountPage"
        text = session.text
        assert "This week 1 put in, 1 taken out" in text
        assert "put in" in text
        assert "taken out" in text
        assert "Anna Berg" in text
        assert "3 out" in text
        assert "the last 3 touches were you asking" in text
        await session.press("enter")
        assert session.dialog == "ContactPage"
        assert "taken out" in session.text
        await session.press("q", "q")
        assert session.dialog == "HomeScreen"


async def test_a_touch_logged_on_the_account_moves_it() -> None:
    """`l` writes with whoever is under the cursor; the picture and undo follow."""
    async with running(told()) as session:
        await palette(session, "account")
        before = session.text
        await session.press("l", "enter")
        assert "This week 2 put in, 1 taken out" in session.text
        assert "the last 3 touches" not in session.text
        await session.press("u")
        assert before.split("\n")[5] in session.text


async def test_an_empty_account_teaches() -> None:
    """With nothing logged the page says what fills it."""
    async with running(Network(TODAY)) as session:
        await palette(session, "account")
        assert "Nothing is on the account yet" in session.text
        await session.press("l")
        assert session.said


@SIZES
async def test_dormant_ties_are_listed_and_acted_on(size: tuple[int, int]) -> None:
    """The opener stands with the name; `x` lets the round pass, `l` logs, undo brings back."""
    async with running(told(), size=size) as session:
        await palette(session, "revive")
        assert session.dialog == "RevivePage"
        text = session.text
        assert text.index("Tove Gram") < text.index("Ole Friis")
        assert "2 dormant" in text
        await session.press("j")
        assert "you both worked at Nokia" in session.text
        await session.press("x")
        assert "1 dormant" in session.text
        await session.press("u")
        assert "2 dormant" in session.text
        await session.press("l", "enter")
        assert "1 dormant" in session.text
        await session.press("s", "1")
        assert "No tie lies dormant" in session.text
        await session.press("s")
        assert session.said == "there is nobody under the cursor"


async def test_all_marked_are_taken() -> None:
    """Space marks; one key acts on both."""
    async with running(told()) as session:
        await palette(session, "revive")
        await session.press("space", "space", "s", "2")
        assert "No tie lies dormant" in session.text


async def test_the_mode_is_switched_from_the_palette_and_undone() -> None:
    """Job search halves cadences and calls dormant ties; the week's goal stands in the corner of the log."""
    made = told()
    async with running(made) as session:
        assert "1 of 2 conversations this week" in session.text
        due = made.network.standings(TODAY).due
        await palette(session, "mode")
        assert "Mode: peacetime" in session.text
        await session.press("1")
        assert mode_of(made.network) is Mode.JOB_SEARCH
        assert "of 5 conversations this week" in session.text
        assert made.network.standings(TODAY).due >= due + 2
        await palette(session, "mode")
        assert "since today" in session.text
        await session.press("1")
        assert session.dialog == "MenuDialog"
        await session.press("escape")
        await session.press("u")
        assert mode_of(made.network) is Mode.PEACETIME
        assert made.network.standings(TODAY).due == due


async def test_goals_are_set_in_the_app() -> None:
    """A number from 0 to 100; anything else is told and nothing written."""
    made = told()
    async with running(made) as session:
        await palette(session, "mode")
        await session.press("c")
        await session.press("x", "enter")
        assert session.dialog == "LineDialog"
        await session.press("backspace", "7", "enter")
        assert goals(made.network).conversations == 7
        assert "1 of 7 conversations this week" in session.text
        await palette(session, "mode")
        await session.press("n")
        await session.press("0", "enter")
        assert goals(made.network).new_people == 0
        await palette(session, "mode")
        assert "no goal" in session.text


async def test_a_friend_at_risk_is_let_go_and_taken_back_by_keys() -> None:
    """The reason stands on the card; `.` `g` and `.` `b` do it; family is refused with a word."""
    made = five()
    async with running(made) as session:
        session.home.staleness.go_to(made.id_of("Jan Holm"))
        await session.settle()
        assert "at risk" in session.text
        await session.press("full_stop", "g")
        assert made.network.contact(made.id_of("Jan Holm")).let_go == TODAY
        assert "Jan Holm" not in [made.network.name_of(id) for id in session.home.staleness.rows]
        await session.press("slash")
        await session.type("jan holm")
        await session.press("enter")
        assert session.current == "Jan Holm"
        await session.press("full_stop", "b")
        assert made.network.contact(made.id_of("Jan Holm")).let_go is None
        await session.press("escape")
        session.home.staleness.go_to(made.id_of("Bo Dahl"))
        await session.settle()
        await session.press("full_stop", "g")
        assert "family is not let go" in session.text
        await session.press("escape")
        assert made.network.contact(made.id_of("Bo Dahl")).let_go is None


async def test_evil_texts_are_harmless_among_dormant_ties() -> None:
    """Names and workplaces of a hostile file are text on the page and in its flash line."""
    made = network_of("professional")
    made.write(mode.change(made.network, Mode.JOB_SEARCH, today=TODAY))
    places = [f"org {text}" for text in TEXTS]
    made.write(Change("", made.network.profile.become({"workplaces": [*places]})))
    async with running(made, size=(200, 60), kind=WideApp) as session:
        await palette(session, "revive")
        assert len(session.app.screen.query_one(Revivals).rows) == len(TEXTS)
        for _row in TEXTS:
            assert_harmless(session)
            await session.press("j")


async def test_the_review_ends_with_the_steps_of_the_search() -> None:
    """In job-search mode what is to be done for an advert stands below what was done."""
    made = Network(TODAY)
    made.add("Anna Berg", "friends", known=1)
    values = {"org": "Novo", "role": "cook", "source": "advert", "next": "send the CV today"}
    made.write(opportunities.add(made.network, values, today=TODAY).change)
    async with running(made) as session:
        await session.press("r")
        assert "For the search" not in session.text
        await session.press("q")
        await palette(session, "mode")
        await session.press("1", "r")
        assert "For the search: send the CV (cook at Novo) (today)" in session.text


async def test_the_filter_finds_whom_to_ask_and_the_flash_line_says_why() -> None:
    """`for:` in the filter of the first screen; a topic that is none yet is told, not raised."""
    async with running(told()) as session:
        await session.press("slash")
        await session.type("for:sparring")
        await session.press("enter")
        assert [session.made.network.name_of(id) for id in session.home.staleness.rows] == [
            "Anna Berg"
        ]
        assert "sparring 10 Nov: sparring med Anna om CV" in session.text
        await session.press("slash")
        session.home.filter_line.query_one("Input").value = "for:"
        await session.settle()
        assert "Anna Berg" in session.text
