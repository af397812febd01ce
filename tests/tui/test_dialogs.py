"""The dialogs: each takes what was typed, says what it can't read, keeps the text, and writes nothing itself."""

from datetime import date

import pytest
from textual.widgets import Static

from netcrm.core.changes import drafts
from netcrm.core.circle import Circle
from netcrm.core.dates import long_day
from netcrm.core.record import Change
from netcrm.tui.days import months_later
from netcrm.tui.screens.dialogs import contact_values
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.screens.dialogs.contact_form import ContactForm
from tests.memory import Stranger
from tests.tui.made_up import TODAY, Session, five, running


def field(session: Session, name: str) -> Line:
    """Return a line of the form."""
    return session.app.screen.query_one(f"#field-{name}", Line)


async def fill(session: Session, name: str, text: str) -> None:
    """Type into a line of the form."""
    field(session, name).focus()
    await session.type(text)


async def test_the_form_takes_all_there_is_to_a_contact() -> None:
    """Each line becomes the field it names."""
    async with running() as session:
        await session.press("a")
        for name, text in (
            ("name", "Nina Ny"),
            ("nicknames", "Nin, Nini"),
            ("tags", "#chess choir"),
            ("org", "Lego"),
            ("title", "buyer"),
            ("emails", "nina@example.org, n@example.org"),
            ("phones", "+45 20 20 20 20"),
            ("birthday", "16/4 1980"),
            ("every", "6w"),
            ("known_since", "2019-05-01"),
            ("via", "anna"),
        ):
            await fill(session, name, text)
        session.app.screen.query_one("#circle-friends").focus()
        await session.press("space")
        session.app.screen.query_one("#full_only").focus()
        await session.press("space")
        session.app.screen.query_one("#field-note").focus()
        await session.press(*"two", "enter", *"lines", "ctrl+s")
        nina = session.made.network.find("Nina Ny")
        assert nina.nicknames == ("Nin", "Nini")
        assert nina.tags == ("chess", "choir")
        assert (nina.org, nina.title) == ("Lego", "buyer")
        assert nina.emails == ("nina@example.org", "n@example.org")
        assert nina.phones == ("+45 20 20 20 20",)
        assert (nina.birthday, nina.every) == ("1980-04-16", 42)
        assert nina.known_since == date(2019, 5, 1)
        assert nina.via == session.made.id_of("Anna Berg")
        assert nina.circles == (Circle.FRIENDS,)
        assert nina.full_only
        assert nina.note == "two\nlines"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("birthday", "the day before", "is not a birthday"),
        ("every", "often", "is not a cadence"),
        ("known_since", "once", "is not a day"),
        ("known_since", "2030-01-01", "is yet to come"),
        ("via", "nobody at all", "nobody here is called"),
    ],
)
async def test_what_the_form_can_not_read_is_said_under_its_line(
    name: str, text: str, why: str
) -> None:
    """The form stays open, every text stays, and the cursor is in the line at fault."""
    async with running() as session:
        await session.press("a")
        await fill(session, "name", "Nina Ny")
        await fill(session, name, text)
        await session.press("enter")
        assert session.dialog == "ContactForm"
        said = session.app.screen.query_one(f"#row-{name} .wrong", Static)
        assert why in str(said.render())
        assert field(session, name).value == text
        assert field(session, "name").value == "Nina Ny"
        assert session.app.focused is field(session, name)
        assert len(session.made.network) == 5


async def test_a_contact_needs_a_name() -> None:
    """An empty form says so and stays."""
    async with running() as session:
        await session.press("a", "enter")
        assert "a contact needs a name" in session.text


async def test_leaving_the_form_changes_nothing() -> None:
    """Esc at once where nothing was typed; else it asks first, and any other key goes on."""
    async with running() as session:
        await session.press("e", "escape")
        assert session.dialog == "HomeScreen"
        await session.press("a")
        await session.type("Nina")
        await session.press("escape")
        assert session.dialog == "ContactForm"
        assert "Esc once more throws away what you typed" in session.text
        await session.type(" Ny")
        assert "Esc once more" not in session.text
        assert field(session, "name").value == "Nina Ny"
        await session.press("escape", "escape")
        assert session.dialog == "HomeScreen"
        assert not session.made.done


async def test_a_tick_is_something_typed_too() -> None:
    """The form asks before it forgets a circle."""
    async with running() as session:
        await session.press("a")
        session.app.screen.query_one("#circle-friends").focus()
        await session.press("space", "escape")
        assert session.dialog == "ContactForm"


async def test_a_form_that_nobody_changed_writes_nothing() -> None:
    """Enter on an untouched form is no change."""
    async with running() as session:
        await session.press("e", "enter")
        assert session.said == "Nothing to change"
        assert not session.made.done


async def test_clearing_a_line_clears_the_field() -> None:
    """An empty line means that there is nothing."""
    async with running() as session:
        await session.press("e")
        field(session, "org").focus()
        await session.press("ctrl+u", "enter")
        assert session.made.network.find("Karen Lund").org == ""


async def test_the_form_fits_eighty_by_twenty_four() -> None:
    """All lines can be reached on a small terminal."""
    async with running(size=(80, 24)) as session:
        await session.press("a")
        assert isinstance(session.app.screen, ContactForm)
        for row in ("Name", "Known since", "Note", "Ctrl+S saves"):
            assert row in session.text


def test_untouched_lines_are_read_back_as_they_were() -> None:
    """What the form shows of a contact means that contact's values."""
    made = five()
    made.add(
        "Nina Ny",
        "friends",
        nicknames=["Nin"],
        tags=["chess"],
        emails=["a@b", "c@d"],
        phones=["1", "2"],
        birthday="--04-16",
        every=0,
        known_since="2019-05-01",
        via=made.id_of("Bo Dahl"),
        note="a\nb",
    )
    nina = made.network.find("Nina Ny")
    texts = contact_values.texts_of(nina, made.network)
    values, wrong = contact_values.read(texts, made.network, TODAY)
    assert not wrong
    for name, value in values.items():
        assert (value or None) == (nina.record.fields.get(name) or None), name


@pytest.mark.parametrize(
    ("keys", "until"),
    [
        (["1"], date(2026, 11, 25)),
        (["2"], date(2026, 12, 1)),
        (["3"], date(2026, 12, 24)),
        (["j", "enter"], date(2026, 12, 1)),
        ([*"fri", "enter"], date(2026, 11, 27)),
        (["tab", *"3/12", "enter"], date(2026, 12, 3)),
        (["tab", *"2w", "enter"], date(2026, 12, 8)),
        ([*"5d", "enter"], date(2026, 11, 29)),
        ([*"in 2w", "enter"], date(2026, 12, 8)),
    ],
)
async def test_snooze_takes_a_key_or_a_day(keys: list[str], until: date) -> None:
    """Near days by one key, any other in words."""
    async with running() as session:
        await session.press("s", *keys)
        snooze = session.made.network.find("Karen Lund").snooze
        assert snooze is not None
        assert snooze.until == until


async def test_the_rest_of_a_date_is_no_command() -> None:
    """`3` is a month at once; `/12` after it neither filters nor moves, and Enter opens nothing."""
    async with running() as session:
        await session.press("s", *"3/12", "enter")
        assert session.dialog == "HomeScreen"
        assert session.home.staleness.filter == ""
        assert session.home.filter_line is None
        assert session.home.staleness.has_focus
        assert len(session.made.done) == 1
        assert "Tab comes before a date in digits" in session.text
        await session.press("slash")
        assert session.home.filter_line is not None
        assert session.home.filter_line.display


async def test_keys_that_begin_no_date_act_at_once() -> None:
    """Typed ahead after a snooze: the next snooze, and a digit that comes later."""
    async with running() as session:
        await session.press("s", "1", "s", "2", "k", "1")
        assert len(session.made.done) == 2
        assert session.home.circles.has_focus


async def test_a_slash_some_time_after_a_snooze_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is typed on without a pause is taken for the rest of a date."""
    monkeypatch.setattr("netcrm.tui.key_queue._TYPING", 0.0)
    async with running() as session:
        await session.press("s", "3", "slash")
        assert session.home.filter_line is not None
        assert session.home.filter_line.display


@pytest.mark.parametrize(
    ("text", "why"), [("soon", "is not a day"), ("yesterday", "is not a day to come")]
)
async def test_a_day_that_can_not_be_meant_is_said(text: str, why: str) -> None:
    """The dialog stays, with the text."""
    async with running() as session:
        await session.press("s", "tab")
        await session.type(text)
        await session.press("enter")
        assert session.dialog == "DayDialog"
        assert why in session.text
        assert session.app.screen.query_one(Line).value == text


async def test_a_day_is_shown_as_it_is_read() -> None:
    """While it is typed."""
    async with running() as session:
        await session.press("s", *"fri")
        assert "→ Fri 27 Nov 2026" in session.text


async def test_a_follow_up_reads_its_day_from_the_end() -> None:
    """`send CV fri` is due on Friday; without a day it waits."""
    async with running() as session:
        await session.press("f", *"send CV fri")
        assert "send CV · due Fri 27 Nov 2026" in session.text
        await session.press("enter", "f", *"buy a book", "enter")
        found = {p.text: p.due for p in session.made.network.promises()}
        assert found == {"send CV": date(2026, 11, 27), "buy a book": None}


async def test_an_empty_follow_up_is_refused() -> None:
    """The dialog says what it needs."""
    async with running() as session:
        await session.press("f", "enter")
        assert "a follow-up needs a text" in session.text
        await session.press("escape")
        assert not session.made.done


async def test_follow_ups_can_be_seen_done_edited_and_dropped() -> None:
    """Their own page, from the palette."""
    made = five()
    first = made.promise("Bo Dahl", "call the bank", TODAY)
    made.promise("Anna Berg", "send CV", None)
    async with running(made) as session:
        await session.press("colon", *"show all", "enter")
        assert "call the bank" in session.text
        await session.press("x")
        assert made.network.follow_ups[first].fields["done"] == TODAY.isoformat()
        await session.press("u", "e", "ctrl+u", *"call the bank 2026-11-30", "enter")
        assert made.network.follow_ups[first].fields["due"] == "2026-11-30"
        await session.press("d", "enter", "d", "y")
        assert [p.text for p in made.network.promises()] == ["send CV"]
        await session.press("enter")
        assert "Anna Berg" in session.text


async def test_the_menu_does_what_it_says() -> None:
    """Pause, take back, cadence, deceased: one key each, some with a question."""
    async with running() as session:
        await session.press("full_stop", "p", "0")
        karen = session.made.id_of("Karen Lund")
        assert session.made.network.contact(karen).state(TODAY) == "paused"
        await session.press("u", "full_stop", "c", *"8w", "enter")
        assert session.made.network.contact(karen).every == 56
        await session.press("u", "full_stop", "x", "1")
        assert session.made.network.contact(karen).deceased == TODAY


async def test_the_menu_takes_back() -> None:
    """Letting go is not for ever; the filter finds who was let go."""
    async with running() as session:
        await session.press("full_stop", "g", "slash", *"karen", "enter")
        assert session.current == "Karen Lund"
        await session.press("full_stop", "b")
        assert session.made.network.find("Karen Lund").let_go is None


async def test_the_menu_says_why_something_can_not_be_done() -> None:
    """Family is not let go; the row is dim and its key tells why."""
    async with running() as session:
        await session.press("slash", *"bo dahl", "enter", "full_stop")
        assert "family is not let go" in session.text
        await session.press("g")
        assert session.dialog == "MenuDialog"
        await session.press("escape")
        assert session.made.network.find("Bo Dahl").let_go is None


async def test_a_reply_that_came_is_told_in_the_menu() -> None:
    """`.`, `a` ends the wait."""
    made = five()
    made.log("2026-11-02: @Jan =email? asked for the tent")
    async with running(made) as session:
        await session.press("slash", *"jan holm", "enter", "full_stop", "a")
        jan = made.id_of("Jan Holm")
        assert made.network.standings(TODAY).of(jan).awaiting is None


async def test_the_contact_page_ticks_edits_and_deletes_what_has_the_focus() -> None:
    """The card means the contact, the lists their rows."""
    made = five()
    promise = made.promise("Karen Lund", "send CV", TODAY)
    async with running(made) as session:
        await session.press("enter")
        assert "send CV" in session.text
        await session.press("e")
        assert session.dialog == "ContactForm"
        await session.press("escape", "2", "x")
        assert made.network.follow_ups[promise].fields["done"] == TODAY.isoformat()
        await session.press("3", "e")
        assert session.dialog == "CaptureScreen"
        await session.press("escape", "d", "y")
        assert made.entries("Karen Lund") == []
        await session.press("1", "d", "y")
        assert session.dialog == "HomeScreen"
        assert len(made.network) == 4


async def test_tab_goes_round_on_the_contact_page() -> None:
    """Card, promises, log, whom they know, and back."""
    async with running() as session:
        await session.press("enter")
        seen = []
        for _ in range(5):
            seen.append(type(session.app.focused).__name__)
            await session.press("tab")
        assert seen == ["Card", "Promises", "Entries", "Knows", "Card"]


async def test_another_network_that_comes_while_the_app_is_open_is_told_in_a_quiet_line() -> None:
    """The line stays until somebody asks, on each page; it says how, and nothing opens by itself."""
    made = five()
    told = "Another network lies in the same folder, with 12 people: “: two networks” asks about it"
    async with running(made) as session:
        await session.press(":", *"two networks", "enter")
        assert session.said == "there is only one network in the folder"
        made.others = [Stranger("5ecret", 12)]
        await session.poll()
        assert session.dialog == "HomeScreen"
        assert told in session.text
        await session.press("r")
        assert told in session.text
        made.failing = "the disk is full"
        await session.press("x")
        assert told not in session.text
        assert "NOT SAVED" in session.text
        made.failing = ""
        await session.press("ctrl+s")
        assert told in session.text
        await session.press(":", *"two networks", "enter")
        assert session.dialog == "ConfirmDialog"
        assert "Shall they be one" in session.text
        await session.press("escape")
        await session.poll()
        assert told not in session.text
        await session.press(":", *"two networks", "enter")
        await session.press("y")
        assert made.joined == ["5ecret"]
        assert session.said == "1 change came in"


async def test_another_network_that_is_gone_again_is_told_no_more() -> None:
    """A folder that was synced by mistake and put right."""
    made = five()
    async with running(made) as session:
        made.others = [Stranger("5ecret", 1)]
        await session.poll()
        assert "Another network lies in the same folder, with 1 person" in session.text
        made.others = []
        await session.poll()
        assert "Another network" not in session.text


async def test_confirming_can_be_done_with_arrows() -> None:
    """Right, Enter is yes; the start is on no."""
    async with running() as session:
        await session.press("d", "right", "enter")
        assert len(session.made.network) == 4


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 24), 1, date(2026, 12, 24)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    """A month has as many days as it has."""
    assert months_later(day, months) == later


def test_days_are_written_in_full() -> None:
    """With the weekday, so that nobody has to count."""
    assert long_day(date(2026, 11, 27)) == "Fri 27 Nov 2026"


@pytest.mark.parametrize(("key", "joined"), [("y", ["5ecret"]), ("enter", []), ("escape", [])])
async def test_two_networks_in_one_folder_are_asked_about_at_the_start(key, joined) -> None:
    """They become one only on a yes, and the app goes on either way."""
    made = five()
    made.others = [Stranger("5ecret", 12)]
    async with running(made) as session:
        assert "with 12 people" in session.text
        await session.press(key)
        assert made.joined == joined
        assert ("1 change came in" in session.text) == bool(joined)
        assert "Anna Berg" in session.text


async def test_two_networks_that_can_t_be_made_one_are_told_about() -> None:
    """The app says why, and shows what it has."""
    made = five()
    made.others = [Stranger("5ecret", 12)]
    async with running(made) as session:
        made.failing = "the disk is full"
        await session.press("y")
        assert "The disk is full" in session.text
        assert "Anna Berg" in session.text


@pytest.mark.parametrize("where", ["the contact page", "the list"])
async def test_a_promise_is_edited_over_what_was_seen_as_the_dialog_opened(where: str) -> None:
    """What another process says meanwhile is not replaced unseen."""
    made = five()
    promise = made.promise("Anna", "send CV", date(2026, 11, 27))
    record = made.network.follow_ups[promise]
    async with running(made) as session:
        if where == "the list":
            session.home.action_follow_ups()
            await session.settle()
        else:
            session.home.open_contact(made.id_of("Anna"))
            await session.settle()
            await session.press("2")
        await session.press("e")
        await session.type(" at noon")
        made.write_elsewhere(Change("elsewhere", [record.put("text", "send the CV")]))
        await session.poll()
        await session.press("enter")
        (put,) = [op for op in made.done[-1].ops if op[3] == "text"]
        assert put[4:6] == ["send CV 2026-11-27 at noon", [record.origin]]


async def test_a_short_weekday_after_a_promise_is_said_to_be_a_word() -> None:
    """It is not taken for the day, and that stands there."""
    async with running() as session:
        await session.press("f")
        await session.type("send CV man")
        assert "send CV man · some day · “man” is read as a word" in session.text


async def test_what_was_done_says_days_as_the_dialogs_do() -> None:
    """No ISO dates among words, and the same word where there is no day."""
    async with running() as session:
        await session.press("s", "3")
        assert session.said == "Snoozed Karen Lund until Thu 24 Dec 2026"
        await session.press("f", *"buy a book")
        assert "buy a book · some day" in session.text


async def test_a_deletion_says_what_goes() -> None:
    """Nothing is said of no entries; a draft is called a draft."""
    made = five()
    made.add("Ole Toft", "friends", known=1000)
    kept = drafts.keep("met @Nobody", why="nobody", candidates=(), today=TODAY, new_id=made.new_id)
    made.write(kept.change)
    made.log("met @Bo")
    async with running(made) as session:
        await session.press("slash", *"ole toft", "enter", "d")
        assert "entries of the log" not in session.text
        await session.press("escape", "3", "g", "d")
        assert "Delete this draft?" in session.text
        await session.press("escape", "space", "space", "d")
        assert "Delete 1 entry and 1 draft?" in session.text
