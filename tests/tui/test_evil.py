"""Evil texts in every page, dialog and line of the app: nothing crashes, runs, hides or reaches the terminal."""

import re

import pytest
from textual.content import Content
from textual.widgets import Input

from netcrm.core.capture import capture
from netcrm.core.changes import drafts, follow_ups, log, people
from netcrm.core.text import clean
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.screens.dialogs.contact_form import ContactForm
from tests.evil import EVIL
from tests.tui.made_up import TODAY, Network, Session, running

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
DIALOGS = [
    ["l", "tab", "escape"],
    ["s", "escape"],
    ["f", "escape"],
    ["e", "escape"],
    ["d", "escape"],
    ["full_stop", "escape"],
    ["enter", "2", "3", "q"],
]
JOURNEY = [
    ["3", "j", "e", "escape", "k", "enter", "escape", "d", "escape", "2"],
    ["r", "n", "p", "q"],
    ["t", "j", "space", "q"],
    ["colon", *"x", "escape"],
    ["x", "u", "U", "u"],
    ["g", "space", "space", "s", "escape", "escape"],
]
LINES = [["c"], ["slash"], ["colon"], ["s", "tab"], ["f"], ["full_stop", "c"]]


GROUPS = [" ".join(EVIL[start::4]) for start in range(4)]
"""All texts, several in one: where one of them does harm, its group does."""


def network_of(texts: list[str]) -> Network:
    """Return a network in which TEXTS stand in every field that can hold one."""
    made = Network(TODAY)
    circles = ("family", "friends", "professional", "")
    for number, evil in enumerate(texts):
        name = clean(evil) or "?"
        circle = circles[number % len(circles)]
        contact = made.add(
            f"{name} {number}",
            *([circle] if circle else []),
            nicknames=[name],
            tags=[name],
            org=evil,
            title=evil,
            emails=[evil],
            phones=[evil],
            note=evil,
        )
        line = capture(
            f"2026-03-{number % 28 + 1:02}: {evil}",
            today=TODAY,
            directory=made.network.directory,
            assumed=made.network.directory.person(contact),
        )
        if line.resolved:
            made.write(log.log(line, today=TODAY, new_id=made.new_id).change)
        made.write(follow_ups.promise(made.network, [contact], f"{name}.", TODAY))
        kept = drafts.keep(evil, why=evil, candidates=[evil], today=TODAY, new_id=made.new_id)
        made.write(kept.change)
    return made


async def look(session: Session, *keys: str) -> None:
    """Press KEYS one by one and look at the screen after each."""
    for key in keys:
        await session.press(key)
        assert not CONTROL.search(session.text)


async def test_no_text_of_a_network_harms_the_panes() -> None:
    """Each text alone, in lists, cards and the log, at a size that shows them all."""
    async with running(network_of(EVIL), size=(160, 100)) as session:
        await look(session, *"jjjjjjjj", "G", "3", "G", "1", "G", "2")
        await look(session, "r", *"nnnnn", "q", "t", *"jjj", "q", "r", "G", "q")


async def test_no_text_of_a_network_harms_the_dialogs() -> None:
    """Everywhere it is shown it is text, on any of the pages and in all dialogs."""
    async with running(network_of(GROUPS), size=(100, 24)) as session:
        for _person in session.home.staleness.rows:
            for keys in DIALOGS:
                await look(session, *keys)
                assert session.dialog == "HomeScreen", keys
            await look(session, "j")
        for keys in JOURNEY:
            await look(session, *keys)
            assert session.dialog == "HomeScreen", keys


@pytest.mark.parametrize("keys", LINES, ids=str)
async def test_no_text_that_is_typed_harms_the_app(keys: list[str]) -> None:
    """In every line there is; what is kept of it is clean."""
    async with running(size=(100, 24)) as session:
        for evil in GROUPS:
            await session.press(*keys)
            line = session.app.screen.query_one(Input)
            line.value = evil
            await look(session, "enter")
            while session.dialog != "HomeScreen":
                await session.press("escape")
            await session.press("escape")


async def test_no_text_in_the_form_harms_the_app() -> None:
    """Every line of it takes every text, and says what it can't read."""
    async with running(size=(100, 30)) as session:
        await session.press("a")
        form = session.app.screen
        assert isinstance(form, ContactForm)
        for evil in GROUPS:
            for line in form.query(Line):
                line.value = evil
            await look(session, "ctrl+s")
            assert form is session.app.screen


async def test_a_name_that_looks_like_an_action_runs_nothing() -> None:
    """Markup in a name is a name: a click on it does what a click does."""
    made = Network(TODAY)
    made.add("[@click=app.leave]Anna[/]", "friends")
    async with running(made) as session:
        await session.pilot.click("#staleness", offset=(8, 1))
        await session.settle()
        assert not session.app.is_leaving
        assert "[@click=app.leave]Anna[/]" in session.text


async def test_what_is_said_is_never_markup() -> None:
    """The flash line, a notice and the titles of dialogs take any text."""
    async with running() as session:
        for evil in EVIL:
            session.page.flash.say(evil, undo=True)
            session.page.flash.refuse(evil, evil)
            session.page.flash.notice(evil)
            session.page.flash.rest(Content(clean(evil)))
            session.app.notify(evil)
            await session.settle()
            assert not CONTROL.search(session.text)


async def test_a_label_of_a_change_is_shown_as_it_is() -> None:
    """Undo names the change in its own words, whoever wrote them."""
    made = Network(TODAY)
    made.write(people.add(made.network, "[/nope] Berg", {}, today=TODAY).change)
    async with running(made) as session:
        await session.press("u")
        assert session.said == "Undone: added [/nope] Berg"
        assert "[/nope] Berg" in session.text
