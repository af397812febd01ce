"""The first page from its keyboard: one or two keys an action, undo for all, nothing lost, never a quit by Esc."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from netcrm import crash
from netcrm.core.changes import people, states
from netcrm.core.errors import CannotBeDoneError, FormError
from netcrm.core.record import Change
from netcrm.core.rules import Rules
from netcrm.tui.app import NetcrmApp, run
from netcrm.tui.screens.dialogs.confirm import ConfirmDialog
from tests.tui.made_up import TODAY, five, running


async def test_a_plain_touch_costs_two_keys() -> None:
    """`l`, Enter logs with the medium used last, says so, and the cursor is on the next person."""
    async with running() as session:
        assert session.current == "Karen Lund"
        await session.press("l", "enter")
        assert session.made.entries("Karen Lund")[0].strip() == "@Karen Lund"
        assert session.said.startswith("Logged: met (full)")
        assert "u to undo" in session.text
        assert session.current != "Karen Lund"


async def test_keys_typed_ahead_meet_what_they_were_meant_for() -> None:
    """A burst of keys does what the same keys do one by one."""
    async with running() as session:
        for key in ("l", "enter", "l", "enter", "s", "1"):
            session.app.press(key)
        await session.settle()
        assert len(session.made.done) == 3
        assert [change.what.split(" ")[0] for change in session.made.done] == [
            "met",
            "call",
            "snoozed",
        ]


class Hasty(NetcrmApp):
    """Opens a dialog before the first page stands."""

    def on_mount(self) -> None:
        """Ask at once."""
        self.push_screen(ConfirmDialog("Sure?", "", keep="Keep", go="Go"))


async def test_a_dialog_that_comes_before_the_first_page_stands_has_its_looks() -> None:
    """The looks of dialogs are read once the first page stands, and hold for what is open by then."""
    async with running(kind=Hasty) as session:
        box = session.app.screen.query_one(".box")
        assert box.styles.border_top[0] == "round"


async def test_snoozing_costs_two_keys() -> None:
    """`s`, `2` hides somebody for a week."""
    async with running() as session:
        await session.press("s", "2")
        snooze = session.made.network.find("Karen Lund").snooze
        assert snooze is not None
        assert snooze.until == TODAY + timedelta(7)
        assert session.current != "Karen Lund"


async def test_skipping_costs_one_key_and_writes_no_touch() -> None:
    """`x` hides for one cadence."""
    async with running() as session:
        before = len(session.made.network.interactions)
        await session.press("x")
        snooze = session.made.network.find("Karen Lund").snooze
        assert snooze is not None
        assert snooze.skipped
        assert len(session.made.network.interactions) == before


async def test_undo_and_redo_go_through_everything() -> None:
    """`u` takes back one change after the other, `U` does them again."""
    async with running() as session:
        await session.press("x", "s", "1")
        await session.press("u", "u")
        assert session.said.startswith("Undone: skipped this round: Karen Lund")
        assert not any(contact.snooze for contact in session.made.network.people())
        await session.press("U", "U")
        assert sum(bool(contact.snooze) for contact in session.made.network.people()) == 2


async def test_undo_puts_the_cursor_on_whoever_it_was_about() -> None:
    """Somebody taken back into the list is there to go on with."""
    async with running() as session:
        await session.press("x", "G", "u")
        assert session.current == "Karen Lund"


async def test_undo_takes_back_what_the_shell_wrote() -> None:
    """Whoever wrote last is undone first."""
    async with running() as session:
        karen = session.made.id_of("Karen Lund")
        session.made.write_elsewhere(states.skip(session.made.network, [karen], today=TODAY))
        await session.poll()
        assert session.current != "Karen Lund"
        await session.press("u")
        assert session.made.network.contact(karen).snooze is None


async def test_what_others_write_shows_and_the_cursor_stays_on_its_person() -> None:
    """A line from the shell comes in by itself within a second."""
    async with running() as session:
        await session.press("j")
        here = session.current
        added = people.add(
            session.made.network, "Zoe Quist", {"circles": ["family"]}, today=date(2020, 1, 1)
        )
        session.made.write_elsewhere(added.change)
        await session.poll()
        assert "Zoe Quist" in session.text
        assert session.current == here


async def test_a_new_day_begins_at_midnight() -> None:
    """The clock is read again each minute; a birthday that came near calls."""
    days = [TODAY]
    made = five()
    made.add("Ulla Toft", "friends", birthday="1980-12-02", known=1)
    async with running(made, clock=lambda: days[0]) as session:
        assert "birthday" not in session.text
        days[0] = TODAY + timedelta(1)
        session.app._tick()
        await session.settle()
        assert session.home.today == days[0]
        assert "birthday" in session.text


async def test_marks_take_all_also_those_out_of_sight() -> None:
    """The dialog says how many, and how many of them a filter hides; afterwards the marks are gone."""
    async with running() as session:
        await session.press("space", "space", "slash")
        await session.type("anna")
        await session.press("enter", "s")
        assert "Snooze 2 people (2 not shown)" in session.text
        await session.press("1")
        assert sum(bool(contact.snooze) for contact in session.made.network.people()) == 2
        assert not session.home.staleness.marked


async def test_logging_for_all_that_are_marked_names_them_all() -> None:
    """One line for a dinner with two."""
    async with running() as session:
        await session.press("space", "space", "l")
        await session.type("dinner")
        await session.press("enter")
        assert "dinner" in session.made.entries("Karen Lund")[0]
        assert "dinner" in session.made.entries("Jan Holm")[0]


async def test_the_filter_narrows_while_it_is_typed_and_esc_clears_it() -> None:
    """Its words stand in the title; Enter keeps it, Esc in the list takes it away."""
    async with running() as session:
        await session.press("slash")
        await session.type("org:novo")
        await session.pilot.pause(0.1)
        assert session.home.staleness.rows == (session.made.id_of("Karen Lund"),)
        await session.press("enter")
        assert "/org:novo · 1 of 5" in session.text
        await session.press("escape")
        assert len(session.home.staleness.rows) == 4


async def test_esc_in_the_filter_line_clears_it_at_once() -> None:
    """Nothing stays of a search that is given up."""
    async with running() as session:
        await session.press("slash")
        await session.type("anna")
        await session.press("escape")
        assert session.home.staleness.filter == ""
        assert session.app.focused is session.home.staleness


async def test_a_filter_that_makes_no_sense_says_why() -> None:
    """The words at fault are told beside the line."""
    async with running() as session:
        await session.press("slash")
        await session.type("heat:hot")
        await session.pilot.pause(0.1)
        line = next(line for line in session.text.split("\n") if line.startswith(" / "))
        assert "“heat:hot” is no filter" in line.removeprefix(" / heat:hot")


async def test_the_log_has_its_own_filter() -> None:
    """`/` filters the pane that has the focus."""
    async with running() as session:
        await session.press("3", "slash")
        await session.type("sailing")
        await session.press("enter")
        assert len(session.home.log_pane.rows) == 1
        assert len(session.home.staleness.rows) == 4


async def test_esc_steps_out_and_never_quits() -> None:
    """Marks, filter, zoom, pane, circle; after that Esc does nothing."""
    async with running() as session:
        await session.press("1", "j", "j", "2", "z", "slash", "a", "enter", "space")
        for _ in range(8):
            await session.press("escape")
        home = session.home
        assert not home.staleness.marked
        assert home.staleness.filter == ""
        assert home.staleness.scope == ""
        assert not home.has_class("-tiny")
        assert session.app.is_running


async def test_q_quits_from_home_and_goes_back_elsewhere() -> None:
    """One key, two directions: out of a page, then out of the app."""
    async with running() as session:
        await session.press("r", "q")
        assert session.dialog == "HomeScreen"
        await session.press("q")
        assert session.app.is_leaving


async def test_digits_and_tab_go_to_the_panes() -> None:
    """`1 2 3` and Tab, in both directions."""
    async with running() as session:
        for keys, pane in (("1", "circles"), ("3", "log"), ("2", "staleness")):
            await session.press(keys)
            assert session.app.focused is session.home.query_one(f"#{pane}")
        await session.press("tab", "tab", "shift+tab")
        assert session.app.focused is session.home.log_pane


async def test_a_circle_narrows_the_people() -> None:
    """The circle under the cursor decides who is listed."""
    async with running() as session:
        await session.press("1", "j")
        assert [session.made.network.name_of(i) for i in session.home.staleness.rows] == ["Bo Dahl"]


@pytest.mark.parametrize("size", [(60, 16), (79, 30), (120, 19)])
async def test_a_small_terminal_shows_the_focused_pane_alone(size: tuple[int, int]) -> None:
    """Under 80 × 20 the digits switch from pane to pane."""
    async with running(size=size) as session:
        assert "2 Staleness" in session.text
        assert "1 Circles" not in session.text
        await session.press("3")
        assert "3 Outreach log" in session.text
        assert "2 Staleness" not in session.text


async def test_below_forty_by_ten_there_is_one_sentence() -> None:
    """It says what is needed, and nothing else is drawn."""
    async with running(size=(39, 9)) as session:
        words = " ".join(session.text.split())
        assert words == "netcrm needs at least 40 columns and 10 rows."


async def test_zoom_shows_a_pane_alone_and_back() -> None:
    """`z` twice is nothing."""
    async with running() as session:
        await session.press("z")
        assert "3 Outreach log" not in session.text
        await session.press("z")
        assert "3 Outreach log" in session.text


async def test_the_line_above_the_keys_says_what_is_under_the_cursor() -> None:
    """Also where there is no room for the person's card."""
    async with running(size=(80, 24)) as session:
        assert "335 d of 90 · last: met 24 Dec 2025 (full)" in session.text.split("\n")[-2]
        await session.press("3")
        assert "Bo Dahl" in session.text.split("\n")[-2]


async def test_adding_takes_the_name_alone() -> None:
    """`a`, a name, Enter; who has a circle can be seen at once."""
    async with running() as session:
        await session.press("a")
        await session.type("Nina Ny")
        await session.press("enter")
        assert session.made.network.find("Nina Ny").added == TODAY
        assert session.said == "Added Nina Ny"


async def test_editing_works_on_what_was_seen_when_the_form_was_opened() -> None:
    """A field that somebody changed meanwhile and nobody touched in the form stays as they left it."""
    async with running() as session:
        karen = session.made.id_of("Karen Lund")
        await session.press("e")
        other = people.edit(session.made.network, karen, {"title": "head"}, today=TODAY)
        session.made.write_elsewhere(other)
        await session.poll()
        await session.type(" Hansen")
        await session.press("enter")
        contact = session.made.network.contact(karen)
        assert (contact.name, contact.title) == ("Karen Lund Hansen", "head")


async def test_deleting_asks_and_enter_keeps() -> None:
    """Only `y` deletes, and `u` brings the log back too."""
    async with running() as session:
        await session.press("d", "enter")
        assert len(session.made.network) == 5
        await session.press("d", "y")
        assert len(session.made.network) == 4
        assert session.said == "Deleted Karen Lund"
        await session.press("u")
        assert session.made.entries("Karen Lund")


async def test_an_entry_of_the_log_can_be_corrected() -> None:
    """`e` in the log opens the line with its day written out; Enter writes what is made of it."""
    async with running() as session:
        entry = session.made.network.log()[0].id
        await session.press("3", "e")
        assert "2026-11-20: lunch with @Bo" in session.text
        await session.type(" and cake")
        await session.press("enter")
        corrected = session.made.network.interaction(entry)
        assert corrected.date == date(2026, 11, 20)
        assert corrected.words.endswith("and cake")


async def test_an_entry_of_the_log_can_be_deleted() -> None:
    """`d` in the log asks, then takes the entry and not the person."""
    async with running() as session:
        await session.press("3", "d", "y")
        assert session.made.entries("Bo Dahl") == []
        assert len(session.made.network) == 5


async def test_enter_on_an_entry_opens_whoever_is_chosen() -> None:
    """An entry with several people asks which of them."""
    made = five()
    made.log("@Anna @Jan =met concert")
    async with running(made) as session:
        await session.press("3", "enter")
        assert session.dialog == "ChooseDialog"
        await session.press("down", "enter")
        assert session.dialog == "ContactPage"
        assert "Jan Holm" in session.text


async def test_what_cannot_be_saved_is_kept_said_and_tried_again() -> None:
    """A notice stays until it is saved; Ctrl+S tries again, and quitting asks."""
    async with running() as session:
        session.made.failing = "the disk is full"
        await session.press("l", "enter")
        assert "1 change is NOT SAVED: the disk is full" in session.text
        await session.press("j", "ctrl+s")
        assert "NOT SAVED" in session.text
        await session.press("q")
        assert "would be lost" in session.text
        await session.press("enter")
        assert not session.app.is_leaving
        session.made.failing = ""
        await session.press("ctrl+s")
        assert session.made.entries("Karen Lund")[0].strip() == "@Karen Lund"
        assert "NOT SAVED" not in session.text


async def test_what_no_store_could_keep_becomes_a_draft_and_holds_up_nothing(monkeypatch) -> None:
    """Its words are there, it is said, and what was done after it is saved."""
    async with running() as session:
        write = session.made.write

        def refusing(change: Change) -> object:
            if "too deep" in str(change.ops) and change.ops[0][1] != "drafts":
                raise FormError("it is nested too deeply")
            return write(change)

        session.made.failing = "the disk is full"
        await session.press("c", *"met @Bo about the too deep", "enter", "c", *"met @Anna", "enter")
        assert "2 changes are NOT SAVED: the disk is full" in session.text
        session.made.failing = ""
        monkeypatch.setattr(session.made, "write", refusing)
        await session.press("ctrl+s")
        assert "NOT SAVED" not in session.text
        assert "1 change is of a form that can’t be saved" in session.text.replace("'", "’")
        assert session.made.entries("Anna Berg")[0] == "met @Anna"
        assert not any("too deep" in text for text in session.made.entries("Bo Dahl"))
        (draft,) = session.made.network.pending()
        assert "met @Bo about the too deep" in draft.text
        assert draft.why == "it is nested too deeply"


async def test_a_store_that_can_not_be_read_is_said() -> None:
    """Polling goes on after a failure, and nothing on the screen is lost."""
    async with running() as session:

        def gone(_today: date) -> bool:
            raise CannotBeDoneError("the folder is gone")

        session.made.poll = gone
        await session.poll()
        assert "folder is gone" in session.said
        assert "Karen Lund" in session.text


async def test_an_empty_network_takes_every_key() -> None:
    """There is nobody to do anything with, and that is said."""
    from tests.tui.made_up import Network

    async with running(Network(TODAY)) as session:
        for key in "lsxfed.utrq":
            await session.press("full_stop" if key == "." else key)
            while session.dialog not in ("HomeScreen", "ReviewPage", "TriagePage"):
                await session.press("escape")
            if session.dialog != "HomeScreen":
                await session.press("q")
            if key == "l":
                assert session.said == "there is nobody under the cursor"


async def test_one_change_of_budget_is_seen_by_the_review() -> None:
    """The review shows as many as the rules say, and how many more wait."""
    async with running(five(replace(Rules(), budget=1))) as session:
        await session.press("r")
        assert "1 of 1" in session.text
        assert "more wait" in session.text


def test_without_a_terminal_the_app_does_not_start() -> None:
    """Tests have no terminal; the keeper is closed all the same."""
    made = five()
    with pytest.raises(CannotBeDoneError):
        run(made, lambda: TODAY)
    assert made.closed


def test_a_crash_report_holds_nothing_of_the_network(tmp_path: Path) -> None:
    """Kinds, files and lines are in it; no message, no value, no path of the user; its owner alone reads it."""
    secret = "met Anna at the clinic"

    def fail(words: str) -> None:
        raise ValueError(words) from KeyError(words)

    try:
        fail(secret)
    except ValueError as error:
        text = crash.report(error, crash.datetime(2026, 11, 24, 8, 0))
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_home.py" in text
    assert "clinic" not in text
    assert str(Path.home()) not in text
    path = crash.write(text, tmp_path / "state", crash.datetime(2026, 11, 24, 8, 0))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


async def test_a_crash_leaves_a_report_and_no_traceback(tmp_path: Path) -> None:
    """What the terminal shows after a crash is a sentence and where the report is."""
    app = NetcrmApp(five(), lambda: TODAY, state=tmp_path)
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await pilot.pause()
            app.call_later(lambda: 1 // 0)
            await pilot.pause()
    (report,) = tmp_path.glob("crash-*.txt")
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")


async def test_nothing_pops_up() -> None:
    """Textual's own notices go into the flash line."""
    async with running() as session:
        session.app.notify("[/nope] said")
        await session.press("ctrl+c")
        assert session.said == "q quits from the first page; Ctrl+Q from anywhere"


def test_a_change_without_operations_is_nothing() -> None:
    """The app's question whether there is something to write is the change's own."""
    assert not Change("nothing", [])


async def test_one_undo_brings_back_entries_and_drafts_that_were_deleted_together() -> None:
    """Marked together, deleted together: in one change."""
    async with running() as session:
        await session.press("c")
        await session.type("coffee with @Zoe")
        await session.press("enter", "3", "g", "space", "j", "space", "d", "y")
        assert not session.made.network.pending()
        assert len(session.made.network.log()) == 3
        await session.press("u")
        assert len(session.made.network.pending()) == 1
        assert len(session.made.network.log()) == 4


async def test_where_and_what_for_can_be_seen() -> None:
    """In the line at the foot, on the card and on the contact's page."""
    made = five()
    made.log("lunch with @Bo place:Aarhus purpose:sparring")
    async with running(made) as session:
        await session.press("3", "g")
        assert "lunch with Bo · place: Aarhus · purpose: sparring" in session.text
        session.home.staleness.go_to(made.id_of("Bo"))
        await session.settle()
        assert "today · met · place: Aarhus" in session.text
        session.home.open_contact(made.id_of("Bo"))
        await session.settle()
        assert "lunch with Bo · place: Aarhus" in session.text


async def test_a_filter_is_saved_under_a_name_and_forgotten() -> None:
    """It stands among the circles, on every machine; `d` forgets it and `u` brings it back."""
    async with running() as session:
        await session.press(":", *"save this", "enter")
        assert "there is no filter of people to save" in session.said
        await session.press("slash", *"org:novo", "enter", ":", *"save this", "enter")
        assert session.dialog == "LineDialog"
        await session.press("enter")
        assert "is no name for a filter" in session.text
        await session.type("Novos")
        await session.press("enter")
        assert session.home.circles.current == "org:novo"
        assert session.home.staleness.filter == ""
        assert session.home.staleness.rows == (session.made.id_of("Karen Lund"),)
        assert "/ Novos" in session.text
        await session.press("1", "g")
        assert len(session.home.staleness.rows) > 1
        session.home.circles.go_to("org:novo")
        await session.press("d")
        assert "/ Novos" not in session.text
        assert not session.made.network.profile.filters
        await session.press("u")
        assert session.made.network.profile.filters == ("Novos: org:novo",)
        assert "/ Novos" in session.text
