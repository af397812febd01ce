"""The table of commands: one owner per key, an action for each, each told somewhere, none dead."""

from collections import Counter
from pathlib import Path

import pytest
from textual.binding import Binding

from netcrm.tui import commands
from netcrm.tui.commands import Command, Scope
from netcrm.tui.screens.account import AccountPage
from netcrm.tui.screens.board import BoardPage
from netcrm.tui.screens.contact import ContactPage
from netcrm.tui.screens.discover import DiscoverPage
from netcrm.tui.screens.home import HomeScreen
from netcrm.tui.screens.insights import InsightsPage
from netcrm.tui.screens.introductions import IntroductionsPage
from netcrm.tui.screens.map import MapPage
from netcrm.tui.screens.more import _ASK
from netcrm.tui.screens.organisations import OrganisationsPage
from netcrm.tui.screens.page import Page
from netcrm.tui.screens.palette import offered
from netcrm.tui.screens.paths import PathsPage
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.screens.promises import PromisesPage
from netcrm.tui.screens.review import ReviewPage
from netcrm.tui.screens.revive import RevivePage
from netcrm.tui.screens.triage import TriagePage
from netcrm.tui.widgets.row_list import RowList
from tests.tui.made_up import running

PAGES: dict[Scope, type[Page]] = {
    Scope.HOME: HomeScreen,
    Scope.REVIEW: ReviewPage,
    Scope.TRIAGE: TriagePage,
    Scope.CONTACT: ContactPage,
    Scope.FOLLOW_UPS: PromisesPage,
    Scope.DISCOVER: DiscoverPage,
    Scope.ACCOUNT: AccountPage,
    Scope.REVIVE: RevivePage,
    Scope.MAP: MapPage,
    Scope.INSIGHTS: InsightsPage,
    Scope.PATHS: PathsPage,
    Scope.BOARD: BoardPage,
    Scope.INTRODUCTIONS: IntroductionsPage,
    Scope.ORGANISATIONS: OrganisationsPage,
}
OWNERS = {**PAGES, Scope.LIST: RowList, Scope.MORE: PeoplePage}
WITH_LISTS = (
    *(Scope.HOME, Scope.TRIAGE, Scope.CONTACT),
    *(Scope.FOLLOW_UPS, Scope.ACCOUNT, Scope.REVIVE, Scope.PATHS),
    *(Scope.BOARD, Scope.INTRODUCTIONS, Scope.ORGANISATIONS, Scope.INSIGHTS),
)
README = Path(__file__).parents[2] / "README.md"

every_command = pytest.mark.parametrize("command", commands.TABLE, ids=lambda c: c.id)


def keys_of(command: Command) -> list[str]:
    """Return a command's keys."""
    return [key for key in command.keys.split(",") if key]


def test_ids_are_unique() -> None:
    """A keymap can name each command."""
    assert not [id_ for id_, n in Counter(c.id for c in commands.TABLE).items() if n > 1]


@pytest.mark.parametrize("scope", Scope)
def test_a_key_has_one_owner_in_a_scope(scope: Scope) -> None:
    """No key does two things on one screen, nor one thing on the screen and another in its lists."""
    inside = [*commands.of(scope), *(commands.of(Scope.LIST) if scope in WITH_LISTS else ())]
    owned = Counter(key for command in inside for key in keys_of(command))
    assert not [key for key, n in owned.items() if n > 1]


@every_command
def test_every_command_has_an_action_wherever_it_is_at_home(command: Command) -> None:
    """No key is dead."""
    for scope in command.scopes:
        name = f"action_{command.action.partition('(')[0]}"
        assert hasattr(OWNERS[scope], name), f"{OWNERS[scope].__name__}.{name}"


@every_command
def test_every_command_is_told(command: Command) -> None:
    """Help, or the palette where there is no key, names each command; its words fit in a column."""
    assert command.label
    assert command.help
    assert len(command.help) <= 43
    for scope in command.scopes:
        if scope in PAGES:
            told = commands.help_for(scope) if command.keys else [*offered(scope)]
            assert command in told
    if Scope.MORE in command.scopes:
        assert command in commands.help_for(Scope.HOME)
        assert command in [*offered(Scope.HOME)]


def test_the_menu_asks_for_each_of_its_commands() -> None:
    """Every row of the `.` menu is done by something."""
    assert {command.action for command in commands.of(Scope.MORE)} == {*_ASK}


@pytest.mark.parametrize("scope", [*PAGES, Scope.LIST])
def test_the_bindings_are_those_of_the_table(scope: Scope) -> None:
    """Screens and lists bind what the table says, under its ids, and nothing else."""
    bound = [binding for binding in OWNERS[scope].BINDINGS if isinstance(binding, Binding)]
    assert {(b.id, b.key, b.action) for b in bound} == {
        (c.id, c.keys or commands.NO_KEY, c.action) for c in commands.of(scope)
    }


@pytest.mark.parametrize("scope", PAGES)
def test_a_key_bar_has_at_most_nine_keys_and_ends_with_help(scope: Scope) -> None:
    """The bar fits into 80 columns, and everything else is behind its last key."""
    shown = commands.shown(scope)
    assert len(shown) <= 9
    assert shown[-1].id == "netcrm.help"
    assert sum(len(c.key) + len(c.label) + 2 for c in shown) < 80


@pytest.mark.parametrize(
    ("key", "written"),
    [("slash", "/"), ("ctrl+n", "Ctrl+N"), ("full_stop", "."), ("j", "j"), ("G", "G")],
)
def test_keys_are_written_as_people_write_them(key: str, written: str) -> None:
    """The screen says `/`, not `slash`."""
    assert commands.written(key) == written


def test_the_readme_names_every_key_of_the_first_screen() -> None:
    """Whoever reads the table of keys in the README has read them all."""
    table = README.read_text(encoding="utf-8").partition("\n## Keys\n")[2].partition("\n## ")[0]
    told = {word for part in table.split("`")[1::2] for word in part.split()}
    keys = {c.key for c in commands.of(Scope.HOME) if c.keys and len(c.key) == 1}
    assert not keys - told


def test_the_palette_says_no_word_twice() -> None:
    """`review`, not `review: review`; titles are unique."""
    titles = [command.title for scope in PAGES for command in offered(scope)]
    assert "review" in titles
    assert "contact: snooze" in titles
    assert not [t for t in titles if t.partition(": ")[0] == t.partition(": ")[2]]
    names = {(command.id, command.title) for scope in PAGES for command in offered(scope)}
    assert len({title for _id, title in names}) == len(names)


@pytest.mark.parametrize("scope", PAGES)
def test_help_says_the_name_of_each_thing(scope: Scope) -> None:
    """Whoever looks for snooze, pause or deceased finds the word, and what it does after it."""
    for command in commands.help_for(scope):
        name = command.label.rstrip("…").casefold()
        assert name in " ".join((command.group, *command.told)).casefold()


async def test_help_shows_the_names() -> None:
    """In the column of what the keys do."""
    async with running(size=(120, 60)) as session:
        await session.press("question_mark")
        for words in ("Snooze – Hide", "Pause – ", "Deceased – ", "Skip – ", "Take back – "):
            assert words in session.text


async def test_help_lists_the_keys_of_where_one_is() -> None:
    """`?` shows the table's words, on a small terminal too, and Esc closes it."""
    for size in ((120, 36), (60, 16)):
        async with running(size=size) as session:
            await session.press("question_mark")
            assert session.dialog == "HelpScreen"
            assert "Whom to get in touch with today" in session.text
            await session.press("j", "j", "k", "escape")
            assert session.dialog == "HomeScreen"


async def test_the_palette_finds_commands_and_people() -> None:
    """What has no key is there too; a name jumps to the person's page."""
    async with running() as session:
        await session.press("colon")
        await session.type("show all")
        await session.press("enter")
        assert session.dialog == "PromisesPage"
        await session.press("q", "ctrl+p")
        await session.type("karen")
        await session.press("enter")
        assert session.dialog == "ContactPage"
        assert "Karen Lund" in session.text


async def test_the_palette_does_what_the_menu_does() -> None:
    """A command of the `.` menu runs from the palette as well."""
    async with running() as session:
        await session.press("colon")
        await session.type("let go")
        await session.press("enter")
        assert session.said == "Let go: Karen Lund"


async def test_the_palette_says_when_nothing_is_found() -> None:
    """An empty list is not left without a word, and Esc leaves."""
    async with running() as session:
        await session.press("colon")
        await session.type("zzzz")
        assert "Nothing is called that" in session.text
        await session.press("enter", "escape")
        assert session.dialog == "HomeScreen"


async def test_a_click_on_the_key_bar_presses_the_key() -> None:
    """What is written there can be clicked."""
    async with running() as session:
        await session.pilot.click("#keys", offset=(3, 0))
        await session.settle()
        assert session.dialog == "ReviewPage"


async def test_a_key_that_can_do_nothing_says_why() -> None:
    """It is dim rather than gone, and pressing it tells the reason."""
    async with running() as session:
        assert session.home.why_not("undo")
        await session.press("u")
        assert session.said == "there is nothing to undo"
