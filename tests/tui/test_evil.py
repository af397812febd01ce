"""Evil texts in every page, dialog and line of the app: nothing crashes, runs, hides or reaches the terminal."""

import re

import pytest
from textual.content import Content
from textual.widgets import Input

from netcrm.core.changes import drafts, follow_ups, log, people
from netcrm.core.capture import capture
from netcrm.core.text import clean
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.screens.dialogs.contact_form import ContactForm
from tests.evil import EVIL
from tests.tui.made_up import TODAY, Network, Session, running

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
JOURNEY = [
    ["3", "j", "2"],
    ["l", "tab", "escape"],
    ["s", "escape"],
    ["f", "escape"],
    ["e", "escape"],
    ["d", "escape"],
    ["full_stop", "escape"],
    ["enter", "2", "3", "e", "escape", "q"],
    ["r", "n", "p", "enter", "q", "q"],
    ["t", "j", "space", "q"],
    ["colon", *"show all", "enter", "j", "x", "u", "e", "escape", "d", "escape", "q"],
    ["colon", *"x", "escape"],
    ["3", "enter", "escape", "d", "escape", "2"],
    ["x", "u", "U", "u"],
    ["space", "s", "escape", "escape"],
]


def network_of(evil: str) -> Network:
    """Return a network in which EVIL stands in every field that can hold a text."""
    made = Network(TODAY)
    name = clean(evil) or "?"
    for number, circle in enumerate(("family", "friends", "professional", "")):
        made.add(
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
    ids = [*made.network.contacts]
    for number, contact in enumerate(ids):
        line = capture(
            f"2026-0{number + 1}-01: {evil}",
            today=TODAY,
            directory=made.network.directory,
            assumed=made.network.directory.person(contact),
        )
        if line.resolved:
            made.write(log.log(line, today=TODAY, new_id=made.new_id).change)
        made.write(follow_ups.promise(made.network, [contact], f"{name}.", TODAY))
    made.write(
        drafts.keep(evil, why=evil, candidates=[evil], today=TODAY, new_id=made.new_id).change
    )
    return made


async def travel(session: Session) -> None:
    """Go through every page and dialog, and look at each."""
    for keys in JOURNEY:
        for key in keys:
            await session.press(key)
            assert not CONTROL.search(session.text)
        assert session.dialog == "HomeScreen", keys


@pytest.mark.parametrize("evil", EVIL, ids=ascii)
async def test_no_text_of_a_network_harms_the_app(evil: str) -> None:
    """Everywhere it is shown it is text, on any of the pages and in all dialogs."""
    async with running(network_of(evil), size=(100, 24)) as session:
        await travel(session)


@pytest.mark.parametrize("evil", EVIL, ids=ascii)
async def test_no_text_that_is_typed_harms_the_app(evil: str) -> None:
    """In each line: capture, filter, palette, day, promise, cadence and the form; what is kept is clean."""
    async with running(size=(100, 24)) as session:
        for keys in (
            ["c"],
            ["slash"],
            ["colon"],
            ["s", "tab"],
            ["f"],
            ["full_stop", "c"],
        ):
            await session.press(*keys)
            line = session.app.screen.query_one(Input)
            line.value = evil
            await session.settle()
            await session.pilot.pause(0.06)
            assert not CONTROL.search(session.text)
            await session.press("enter")
            while session.dialog != "HomeScreen":
                await session.press("escape")
            await session.press("escape")
        await session.press("a")
        form = session.app.screen
        assert isinstance(form, ContactForm)
        for line in form.query(Line):
            line.value = evil
        await session.press("ctrl+s")
        assert not CONTROL.search(session.text)


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
