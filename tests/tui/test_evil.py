"""Each evil text in each place of the app that shows one: it is text there, whole, and does nothing.

The texts come as another machine or a damaged store may bring them: no form and no import cleaned them.
"""

import re
from collections.abc import Sequence

import pytest
from textual import events
from textual.widgets import Input, TextArea

from netcrm.core.text import clean, safe
from netcrm.tui.app import NetcrmApp
from netcrm.tui.line_filter import harmless
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.screens.dialogs.contact_form import Row
from tests.evil import PAYLOADS
from tests.hostile import LARGE, groups, hostile
from tests.tui.made_up import TODAY, Network, Session, forget, running
from tests.tui.screen_text import STYLESHEETS

GROUPS = groups()
TOO_LARGE = [PAYLOADS[name] for name in LARGE]
"""Of these only the beginning is shown."""
TEXTS = [" ".join(group) for group in GROUPS]
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
BOX = re.compile(r"[\s│─╭╮╰╯▶•▁▔▎▊…]")
SIZE = (660, 21)
TALL = (660, 44)


class WideApp(NetcrmApp):
    """The app with dialogs as wide as the screen, so that nothing of a text is cut off."""

    CSS_PATH = STYLESHEETS
    CSS = """
    .box, PaletteDialog .box { width: 99%; max-width: 100%; }
    #person { width: 470; }
    #contact-card { width: 180; }
    """


# Where a text is shown: the keys that go there from the place before, and the widget.
SINKS = {
    "person": ([], "#person"),
    "snooze": (["s"], ".box"),
    "follow-up": (["escape", "f"], ".box"),
    "edit": (["escape", "e"], ".box"),
    "delete": (["escape", "d"], ".box"),
    "more": (["escape", "full_stop"], ".box"),
    "pause": (["p"], ".box"),
    "cadence": (["escape", "full_stop", "c"], ".box"),
    "deceased": (["escape", "full_stop", "x"], ".box"),
    "why": (["escape", "w", "enter"], "Why"),
    "capture": (["escape", "l"], "#capture-preview"),
    "skip": (["escape", "x"], "#flash"),
    "undo": (["u"], "#flash"),
    "redo": (["U"], "#flash"),
    "card": (["u", "enter"], "Card"),
    "promises": ([], "Promises"),
    "entries": ([], "Entries"),
    "edit promise": (["2", "e"], ".box"),
    "delete promise": (["escape", "d"], ".box"),
    "knows": (["escape", "4"], "Knows"),
    "edit known": (["e"], ".box"),
    "delete known": (["escape", "d"], ".box"),
    "promoted": (["escape", "p"], "#flash"),
    "delete entry": (["u", "3", "d"], ".box"),
    "edit entry": (["escape", "e"], "#capture-line"),
    "contact deleted": (["escape", "q", "d", "y"], "#flash"),
}
HOME = ["u"]


def network_of(circle: str = "friends", texts: Sequence[str] = TEXTS) -> Network:
    """Return a network with a contact for each of TEXTS."""
    made = Network(TODAY)
    for change in hostile(texts, TODAY, made.new_id, circle=circle):
        made.write(change)
    return made


def squeeze(text: str) -> str:
    """Return TEXT without blanks and borders, so that it is found however it was wrapped."""
    return BOX.sub("", text)


def is_seen(payload: str, found: str) -> bool:
    """Return whether PAYLOAD can be seen in what was found; of printable ASCII all of it."""
    if payload.isascii() and payload.isprintable():
        return squeeze(payload) in found
    cleaned = clean(payload)  # as a line that is typed in has it, and below that the net
    return any(squeeze(seen) in found for seen in (safe(payload), cleaned, harmless(cleaned)))


def inside(session: Session, selector: str) -> str:
    """Return what stands in the regions of the widgets that SELECTOR names."""
    strips = session.app.screen._compositor.render_strips()
    rows = [
        "".join(segment.text for segment in strip.crop(region.x, region.right))
        for region in (widget.region for widget in session.app.screen.query(selector))
        for strip in strips[region.y : region.bottom]
    ]
    assert rows, f"no {selector} on {session.dialog}"
    return "\n".join(rows)


def assert_harmless(session: Session) -> None:
    """Nothing on the screen can be obeyed: no control byte, no action, no link."""
    for strip in session.app.screen._compositor.render_strips():
        for text, style, _control in strip:
            assert not CONTROL.search(text), text
            assert style is None or style.link is None
            assert style is None or b"@click" not in (style._meta or b"")  # pickled
    assert not session.app.is_leaving


def assert_shown(session: Session, selector: str, group: Sequence[str]) -> int:
    """All texts of a group stand in a widget whole; return how many."""
    found = squeeze(inside(session, selector))
    if group[0] in TOO_LARGE:
        assert group[0][:12] in found
        return 1
    for payload in group:
        assert is_seen(payload, found), (payload, selector, found)
    return len(group)


async def in_every_sink(session: Session, group: Sequence[str]) -> int:
    """Go from place to place about the person under the cursor; return how many texts were seen."""
    cells = 0
    for keys, where in SINKS.values():
        await session.press(*keys)
        assert_harmless(session)
        cells += assert_shown(session, where, group)
    return cells


async def test_every_text_in_every_place_that_is_about_somebody() -> None:
    """Dialogs, pages, cards, lists and the flash line, for each text as name and as every field."""
    made = network_of()
    people = [*made.network.contacts]
    cells = 0
    async with running(made, size=SIZE, kind=WideApp) as session:
        for group, person in enumerate(people):
            session.home.staleness.go_to(person)
            await session.settle()
            cells += await in_every_sink(session, GROUPS[group])
            await session.press(*HOME)
            assert session.dialog == "HomeScreen"
    assert cells >= len(PAYLOADS) * len(SINKS)


async def test_every_text_in_every_list() -> None:
    """Alone in a row of each list, and under the cursor of the pages that go through them."""
    texts = [*PAYLOADS.values()]
    made = network_of(texts=texts)
    for change in hostile(texts, TODAY, made.new_id, circle=""):
        made.write(change)
    async with running(made, size=(200, 120), kind=WideApp) as session:
        circles = session.home.circles
        for keys, where, beginning in (
            ([], "#staleness", ""),
            ([], "#circles", ""),
            (["3", "g"], "#log", "why"),
            (["G"], "#log", "words"),
            (["2", "t"], "#unsorted", ""),
            (["G"], "#unsorted", ""),
            (["q", *":show all", "enter"], "AllPromises", "promise"),
            (["G"], "AllPromises", "promise"),
            (["q", *":account", "enter"], "AccountPeople", ""),
            (["G"], "AccountPeople", ""),
            (["q", "m"], "#map", ""),
            (["G", "n", "n"], "#map", ""),
            (["q", "i"], "InsightLines", ""),
            (["q", "o"], "#board-columns", "org"),
            (["i"], "Introductions", ""),
            (["G"], "Introductions", ""),
            (["q", "q", "r"], "#review", ""),
        ):
            await session.press(*keys)
            assert_harmless(session)
            found = squeeze(inside(session, where))
            rows = sum(is_begun(text, found, beginning) for text in texts)
            few = where in ("#review", "InsightLines")
            assert rows > (0 if few else 20), (where, rows)
        await session.press("q")
        for row in [*circles.rows][::9]:
            session.home.staleness.scope = row.scope
            await session.settle()
            assert_harmless(session)


def is_begun(payload: str, found: str, beginning: str) -> bool:
    """Return whether the first characters of PAYLOAD, in a field that begins so, were found."""
    return squeeze(beginning + " ".join(safe(payload).split()))[:9] in found


async def test_the_review_and_the_triage_show_every_text_whole() -> None:
    """One person after the other, big, and what undo says."""
    async with running(network_of(), size=TALL, kind=WideApp) as session:
        await session.press("r")
        seen = set()
        while person := session.page.person:
            assert_harmless(session)
            group = TEXTS.index(session.made.network.name_of(person))
            assert is_begun(TEXTS[group], squeeze(inside(session, "#person-card")), "words")
            seen.add(group)
            await session.press("n")
        assert len(seen) == 7
        assert_harmless(session)
    async with running(network_of(circle=""), size=SIZE, kind=WideApp) as session:
        await session.press("t")
        for keys in (["1"], ["u"], ["0"], ["j", "space"], ["2"], ["u"], ["enter"], ["q"]):
            await session.press(*keys)
            assert_harmless(session)


async def test_several_people_to_choose_from() -> None:
    """The dialog that asks which, the palette, and dialogs about marked people."""
    async with running(network_of(), size=TALL, kind=WideApp) as session:
        await session.press("g", *["space"] * len(TEXTS), "e")
        assert session.dialog == "ChooseDialog"
        assert_harmless(session)
        for texts in GROUPS:
            if len(texts) > 1:
                assert_shown(session, ".box", texts)
        await session.press("escape", "escape", "colon")
        session.app.screen.query_one(Input).value = "org"
        await session.settle()
        assert_harmless(session)
        for texts in GROUPS:
            if len(texts) > 1:
                assert_shown(session, ".box", texts)


TYPED = {
    "capture": ["c"],
    "filter": ["slash"],
    "filter of the log": ["3", "slash"],
    "palette": ["colon"],
    "day": ["s", "tab"],
    "follow-up": ["f"],
    "who": ["w"],
    "cadence": ["full_stop", "c"],
    "pause": ["full_stop", "p", "tab"],
}
FRAMES = dict.fromkeys(TYPED, ("{}",)) | {
    "capture": ("{}", "@{} and {}", "{}: @{} #{} /{} !{} tomorrow via @{} place:{}"),
    "filter": ("{}", "heat:{}", 'tag:"{}" since:{}'),
}
"""What is typed in each place, with the text in it."""


@pytest.mark.parametrize("place", TYPED)
async def test_every_text_typed_or_pasted_into_a_line(place: str) -> None:
    """It is shown, read or refused in words; nothing that was typed does anything else."""
    async with running(size=(200, 24)) as session:
        for text in (frame.replace("{}", text) for frame in FRAMES[place] for text in TEXTS):
            await session.press(*TYPED[place])
            line = session.app.screen.query_one(Line)
            line.value = ""
            line.focus()
            line.post_message(events.Paste(text))
            await session.settle()
            assert_harmless(session)
            await session.press("enter")
            assert_harmless(session)
            while session.dialog != "HomeScreen":
                await session.press("escape")
            await session.press("escape")


async def test_every_text_in_what_is_said() -> None:
    """Flash line, notices, titles, subtitles, complaints and questions of the app itself."""
    async with running(size=SIZE, kind=WideApp) as session:
        flash = session.page.flash
        for group, text in enumerate(TEXTS):
            for say in (
                lambda text: flash.say(text, undo=True),
                lambda text: flash.say("x", hint=text),
                lambda text: flash.refuse(text, text),
                flash.notice,
                session.app.notify,
            ):
                say(text)
                await session.settle()
                assert_harmless(session)
                if len(GROUPS[group]) > 1 and "`" not in text:
                    assert_shown(session, "#flash", GROUPS[group])
            flash.notice("")
            session.home.log_pane.entitle(text)
            session.home.log_pane.subtitle = text
            session.made.failing = text
            await session.press("x")
            assert_harmless(session)
            await session.press("ctrl+q")
            assert session.dialog == "ConfirmDialog"
            assert_harmless(session)
            if len(GROUPS[group]) > 1:
                assert_shown(session, "#question", GROUPS[group])
            await session.press("escape")
            session.made.failing = ""
            await session.press("ctrl+s", "u")
            assert_harmless(session)


async def test_every_text_on_the_cards_of_opportunities_and_introductions() -> None:
    """Shown alone, asked about before a deletion, in the form, and in what is said of a step."""
    for number, group in enumerate(GROUPS):
        async with running(network_of(texts=[TEXTS[number]]), size=TALL, kind=WideApp) as session:
            for keys, where in (
                (["o", "enter"], "#board-card"),
                (["d"], ".box"),
                (["escape", "e"], ".box"),
                (["escape", "greater_than_sign"], "#flash"),
                (["u"], "#flash"),
                (["escape", "i", "enter"], "#introduction-card"),
                (["d"], ".box"),
                (["escape", "greater_than_sign"], "#flash"),
            ):
                await session.press(*keys)
                assert_harmless(session)
                if group[0] not in TOO_LARGE and where != ".box":
                    assert_shown(session, where, group)


async def test_a_click_on_a_name_does_what_a_click_does() -> None:
    """Markup in a name is a name, wherever it is clicked."""
    made = Network(TODAY)
    for payload in ("click", "click to leave", "click with arguments", "click on a screen"):
        for change in hostile([PAYLOADS[payload]], TODAY, made.new_id):
            made.write(change)
    forget(made)
    async with running(made, size=(120, 36)) as session:
        for x in (5, 12, 20):
            for y in range(1, 5):
                await session.pilot.click("#staleness", offset=(x, y))
                await session.settle()
                if session.dialog != "HomeScreen":  # a second click opens the contact
                    await session.press("q")
        await session.press("s")
        await session.pilot.click(".box", offset=(14, 0))
        await session.press("escape")
        assert not session.app.is_leaving
        assert not made.done
        assert len(made.network) == 4


async def test_every_text_in_the_form() -> None:
    """Every line of it takes every text, and says what it can't read."""
    async with running(size=(200, 40)) as session:
        await session.press("a")
        form = session.app.screen
        for text in TEXTS:
            for line in form.query(Line):
                line.value = text
            form.query_one(TextArea).text = text
            await session.settle()
            await session.press("ctrl+s")
            assert_harmless(session)
            assert form is session.app.screen
            assert sum(bool(str(row.wrong.render())) for row in form.query(Row)) >= 4


async def test_a_form_that_is_saved_as_it_is_writes_nothing() -> None:
    """What the form shows of an evil text is no edit of it."""
    made = network_of()
    forget(made)
    async with running(made, size=(200, 40)) as session:
        for _text in TEXTS[:3]:
            await session.press("e", "ctrl+s", "j")
    assert not made.done
