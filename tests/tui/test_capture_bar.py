"""The capture line: it shows what Enter writes, asks where a name is not clear, and loses nothing typed."""

from datetime import date, timedelta

import pytest
from textual import events
from textual.widgets import Static

from netcrm.core.capture import capture, describe
from netcrm.core.changes import log
from netcrm.core.record import Change
from netcrm.core.text import same
from netcrm.tui.screens.capture import CaptureScreen
from netcrm.tui.widgets import capture_words
from netcrm.tui.widgets.capture_bar import CaptureBar, CaptureLine
from tests.tui.made_up import TODAY, Network, Session, five, running


def two_jans() -> Network:
    """Return the five and a second Jan, who was seen with Anna."""
    made = five()
    made.add("Jan Skov", "professional")
    made.log('@"Jan Skov" @Anna =met fair')
    return made


def preview(session: Session) -> str:
    """Return what stands under the line."""
    return str(session.app.screen.query_one("#capture-preview", Static).render())


def frame(session: Session) -> str:
    """Return what the frame of the line says of its keys."""
    return str(session.app.screen.query_one(CaptureBar).border_subtitle)


def line(session: Session) -> str:
    """Return what stands in the line."""
    return session.app.screen.query_one(CaptureLine).value


async def test_the_preview_says_what_enter_writes() -> None:
    """Day, medium and weight, people, tags and promises, before anything is written."""
    async with running() as session:
        await session.press("c")
        await session.type("yesterday: coffee with @Anna #job !send CV fri")
        told = preview(session)
        assert told == "met (full) · Anna Berg · yesterday · #job · promise: send CV (Fri)"
        await session.press("enter")
        entry = session.made.network.log_of(session.made.id_of("Anna Berg"))[0]
        assert entry.date == TODAY - timedelta(1)
        assert entry.tags == ("job",)
        (promise,) = session.made.network.promises()
        assert (promise.text, promise.due) == ("send CV", date(2026, 11, 27))
        assert session.said == f"Logged: {told}"


async def test_one_undo_takes_a_line_back_whole() -> None:
    """Entry, promise and the new contact go together."""
    async with running() as session:
        await session.press("c")
        await session.type('lunch with @"Nina Ny" !send CV fri')
        assert "Nina Ny is new" in preview(session)
        await session.press("enter")
        assert session.made.network.find("Nina Ny")
        await session.press("u")
        assert len(session.made.network) == 5
        assert not session.made.network.promises()


async def test_capture_opens_from_anywhere_also_while_typing() -> None:
    """`c` on each page, Ctrl+N also in the filter line."""
    async with running() as session:
        await session.press("slash", "ctrl+n")
        assert session.dialog == "CaptureScreen"
        await session.press("escape", "escape", "r", "c")
        assert session.dialog == "CaptureScreen"
        await session.press("escape", "q", "t", "ctrl+n")
        assert session.dialog == "CaptureScreen"


async def test_a_name_of_two_is_asked_and_never_guessed_in_silence() -> None:
    """The first Enter asks, the second takes whoever is marked; the likeliest was seen with the others."""
    async with running(two_jans()) as session:
        await session.press("c")
        await session.type("dinner with @Jan and @Anna")
        assert "Jan →  Jan Skov (1)  · Jan Holm (1)   Tab changes" in preview(session)
        await session.press("enter")
        assert session.dialog == "CaptureScreen"
        assert "Which one?" in preview(session)
        await session.press("enter")
        assert session.dialog == "HomeScreen"
        assert "dinner" in session.made.entries("Jan Skov")[0]


async def test_tab_changes_who_is_meant() -> None:
    """After Tab the choice is made, and Enter writes at once."""
    async with running(two_jans()) as session:
        await session.press("c")
        await session.type("dinner with @Jan and @Anna")
        await session.press("tab")
        assert "Jan Holm, Anna Berg" in preview(session)
        await session.press("enter")
        assert "dinner" in session.made.entries("Jan Holm")[0]


async def test_shift_tab_goes_the_other_way() -> None:
    """Both ways round the candidates."""
    async with running(two_jans()) as session:
        await session.press("c")
        await session.type("@Jan")
        await session.press("tab", "shift+tab", "enter")
        assert session.dialog == "HomeScreen"


async def test_tab_completes_the_start_of_a_name() -> None:
    """Again Tab: the next who begins like that."""
    made = five()
    made.add("Annika Lund", "friends")
    async with running(made) as session:
        await session.press("c")
        await session.type("coffee with @ann")
        assert "Anna Berg (1) · Annika Lund (0)" in preview(session)
        await session.press("tab")
        assert line(session) == "coffee with @Anna Berg "
        await session.press("tab")
        assert line(session) == "coffee with @Annika Lund "


async def test_tab_makes_an_unknown_name_a_new_contact() -> None:
    """It is put in quotes, which is how the grammar says so."""
    async with running() as session:
        await session.press("c")
        await session.type("coffee with @Zoe")
        assert "Zoe is nobody here" in preview(session)
        await session.press("tab")
        assert line(session) == 'coffee with @"Zoe" '
        await session.press("enter")
        assert session.made.network.find("Zoe")


async def test_what_can_not_be_resolved_is_kept_as_a_draft() -> None:
    """Enter on an unknown name says so; the words wait in the log."""
    async with running() as session:
        await session.press("c")
        await session.type("coffee with @Zoe")
        await session.press("enter")
        (draft,) = session.made.network.pending()
        assert draft.text == "coffee with @Zoe"
        assert session.said.startswith("Kept as a draft in the log:")
        assert "coffee with @Zoe" in session.text


async def test_a_draft_in_the_log_goes_back_into_the_line_and_is_gone_when_it_is_logged() -> None:
    """In one change, so that one undo brings it back."""
    async with running() as session:
        await session.press("c")
        await session.type("coffee with @Zoe")
        await session.press("enter", "3", "enter")
        assert line(session) == "coffee with @Zoe"
        await session.press("tab", "enter")
        assert not session.made.network.pending()
        assert session.made.entries("Zoe")
        await session.press("u")
        assert len(session.made.network.pending()) == 1


async def test_esc_keeps_what_was_typed_for_the_next_opening() -> None:
    """In the store too, once, however often it is opened and left."""
    async with running() as session:
        await session.press("c")
        await session.type("half a thou")
        await session.press("escape", "c")
        assert line(session) == "half a thou"
        await session.press("escape")
        assert [draft.text for draft in session.made.network.pending()] == ["half a thou"]
        await session.press("c")
        await session.type("ght with @Anna")
        await session.press("escape")
        assert [draft.text for draft in session.made.network.pending()] == [
            "half a thought with @Anna"
        ]
        await session.press("c", "enter")
        assert not session.made.network.pending()
        await session.press("c")
        assert line(session) == ""


async def test_esc_on_a_name_filled_in_keeps_nothing() -> None:
    """Nobody typed that."""
    async with running() as session:
        await session.press("l", "escape")
        assert not session.made.network.pending()
        assert not session.made.done


async def test_enter_on_an_empty_line_does_nothing() -> None:
    """No draft, no entry."""
    async with running() as session:
        await session.press("c", "enter")
        assert session.dialog == "HomeScreen"
        assert not session.made.done


async def test_the_same_name_twice_is_filled_in_so_that_it_means_the_one_under_the_cursor() -> None:
    """Two people of one full name: the row decides."""
    made = Network(TODAY)
    first = made.add("Jens Holm", "friends", org="DR")
    made.add("Jens Holm", "family", org="Lego")
    async with running(made) as session:
        while session.home.staleness.current != first:
            await session.press("j")
        await session.press("l", "enter")
        assert [entry.contacts for entry in session.made.network.log()] == [(first,)]


async def test_a_paste_of_several_lines_loses_no_word() -> None:
    """Line ends become blanks."""
    async with running() as session:
        await session.press("c")
        session.app.post_message(events.Paste("lunch with @Anna\nand\r\n\tcake\x1b[31m"))
        await session.settle()
        assert line(session) == "lunch with @Anna and cake"


async def test_an_empty_line_teaches_the_grammar() -> None:
    """What the symbols mean stands there until something is typed."""
    async with running() as session:
        await session.press("c")
        assert "=call" in preview(session)
        assert "promise" in preview(session)


async def test_a_name_that_another_process_adds_is_known_at_once() -> None:
    """The line asks the network of now."""
    async with running() as session:
        await session.press("c")
        from netcrm.core.changes import people

        added = people.add(session.made.network, "Zoe Quist", {}, today=TODAY)
        session.made.write_elsewhere(added.change)
        await session.poll()
        await session.type("@Zoe")
        assert preview(session).startswith("met (full) · Zoe Quist")


async def test_the_frame_of_a_correction_says_that_enter_corrects() -> None:
    """Not that it logs; and where the line means nobody, that it keeps a draft."""
    async with running() as session:
        await session.press("3", "e")
        assert frame(session) == "Enter corrects the entry · Esc keeps it as a draft"
        await session.type(" and @Zoe")
        assert frame(session) == "Enter keeps a draft · Esc too"
        await session.press("escape", "c")
        assert frame(session) == "Enter logs · Esc keeps it as a draft"


async def test_leaving_a_correction_untouched_keeps_nothing() -> None:
    """Nobody typed that."""
    async with running() as session:
        await session.press("3", "e", "escape")
        assert not session.made.done


@pytest.mark.parametrize("end", ["escape", "enter"])
async def test_what_was_typed_to_correct_an_entry_is_kept(end: str) -> None:
    """Esc and an unknown name keep a draft that knows its entry; `e` on the entry goes on with it."""
    async with running() as session:
        await session.press("3")
        entry = session.home.entry
        before = session.made.network.interaction(entry).record.fields
        await session.press("e")
        await session.type(" with @Zoe")
        typed = line(session)
        await session.press(end)
        (draft,) = session.made.network.pending()
        assert (draft.text, draft.corrects) == (typed, entry)
        assert session.made.network.interaction(entry).record.fields == before
        assert "draft" in session.said
        assert "Correction" in session.text
        session.home.log_pane.go_to(entry)
        await session.press("e")
        assert line(session) == typed
        await session.press("tab", "enter")
        assert not session.made.network.pending()
        corrected = session.made.network.interaction(entry)
        assert session.made.id_of("Zoe") in corrected.contacts
        assert len(session.made.network.log()) == 4


async def test_the_draft_of_a_correction_corrects_its_entry_from_the_log_too() -> None:
    """Enter on the draft's row opens it for its entry; `c` does not go on with it."""
    async with running() as session:
        await session.press("3")
        entry = session.home.entry
        await session.press("e")
        await session.type(" nonsense")
        await session.press("escape", "c")
        assert line(session) == ""
        await session.press("escape", "enter")
        assert frame(session).startswith("Enter corrects")
        await session.press("enter")
        assert not session.made.network.pending()
        assert session.made.network.interaction(entry).text.endswith(" nonsense")


async def test_a_correction_whose_entry_is_gone_is_an_entry_of_its_own() -> None:
    """The words are not lost with the entry."""
    async with running() as session:
        await session.press("3")
        entry = session.home.entry
        await session.press("e")
        await session.type(" nonsense")
        await session.press("escape")
        session.made.do(lambda n: log.remove(n, [entry]))
        session.app.show()
        await session.settle()
        await session.press("enter")
        assert frame(session).startswith("Enter logs")
        await session.press("enter")
        assert not session.made.network.pending()
        assert any(e.text.endswith(" nonsense") for e in session.made.network.log())


async def test_a_correction_shows_and_keeps_the_day_of_a_promise() -> None:
    """`fri` of two weeks ago is that Friday, in the preview too."""
    made = five()
    day = date(2026, 11, 10)
    taken = capture("call with @Bo !send CV fri", today=day, directory=made.network.directory)
    entry = log.log(taken, today=day, new_id=made.new_id)
    made.write(entry.change)
    async with running(made) as session:
        await session.press("3")
        session.home.log_pane.go_to(entry.entry_id)
        await session.press("e")
        await session.type(" #tea")
        assert "promise: send CV (13 Nov)" in preview(session)
        await session.press("enter")
        (promise,) = made.network.promises()
        assert (promise.text, promise.due) == ("send CV", date(2026, 11, 13))
        assert made.network.interaction(entry.entry_id).tags == ("tea",)


async def test_a_correction_writes_over_what_was_seen_as_it_opened() -> None:
    """What another process says meanwhile is not replaced unseen."""
    async with running() as session:
        await session.press("3")
        entry = session.made.network.interaction(session.home.entry)
        await session.press("e", "ctrl+u")
        await session.type("dinner with @Bo")
        session.made.write_elsewhere(
            Change("elsewhere", [entry.record.put("words", "breakfast with Bo")])
        )
        await session.poll()
        await session.press("enter")
        (put,) = [op for op in session.made.done[-1].ops if op[3] == "words"]
        assert put[4:6] == ["dinner with Bo", [entry.record.origin]]


async def test_the_start_of_a_name_is_said_to_be_no_name_yet() -> None:
    """Enter keeps a draft, and that stands there."""
    made = five()
    made.add("Folker Kinzel", "friends")
    async with running(made) as session:
        await session.press("c")
        await session.type("coffee with @Fol")
        assert preview(session) == "Fol → Folker Kinzel (0)   Tab completes, Enter keeps a draft"
        assert frame(session) == "Enter keeps a draft · Esc too"
        await session.press("enter")
        assert len(made.network.pending()) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "2026-10-01: @Anna =email? about the job #job",
        "i går: frokost med @Bo !send CV fre",
        "@Jan",
        "meeting with @Karen =video",
    ],
)
async def test_an_entry_restated_later_means_the_same(typed: str) -> None:
    """Reopened a week later, a line still says its day, medium, people and promises."""
    made = five()
    entry_id = made.log(typed)
    later = TODAY + timedelta(7)
    async with running(made, clock=lambda: later) as session:
        from netcrm.tui.screens.capturing import restated

        entry = made.network.interaction(entry_id)
        text, chosen = restated(session.page, entry)
        again = capture_words.read(text, made.network, later, chosen).capture
        assert again.date == entry.date
        assert (again.medium, again.answered) == (entry.medium, entry.answered)
        assert tuple(person.id for person in again.people) == entry.contacts


def test_a_name_is_written_so_that_it_means_its_owner() -> None:
    """Quotes where the bare name could mean another, or could not be typed."""
    made = two_jans()
    for contact in made.network.people():
        text = capture_words.mention(contact.id, made.network)
        reading = capture_words.read(text, made.network, TODAY, {})
        assert [p.id for p in reading.capture.people] == [contact.id]
        assert same(contact.name) in same(text)


def test_the_preview_of_a_resolved_line_is_its_description() -> None:
    """The line under the input and the flash after Enter are one text."""
    made = five()
    reading = capture_words.read("call with @Bo", made.network, TODAY, {})
    (told,) = capture_words.preview(reading, made.network, TODAY)
    assert str(told) == describe(reading.capture, TODAY)


def test_company_counts_in_the_last_entries_where_the_log_is_long() -> None:
    """Whoever was seen with the others lately is found without reading everything."""
    made = two_jans()
    network = made.network
    directory = network.directory
    jan = directory.person(made.id_of("Jan Skov"))
    anna = directory.person(made.id_of("Anna Berg"))
    assert jan is not None
    assert anna is not None
    for whole in (True, False):
        assert capture_words.company(network, whole=whole)([anna], jan) == 1


async def test_the_line_fits_a_small_terminal() -> None:
    """At 40 × 10 one can still write and see what is written."""
    async with running(size=(40, 10)) as session:
        await session.press("c")
        assert isinstance(session.app.screen, CaptureScreen)
        await session.type("coffee with @Anna and a very long line that goes on")
        assert "met (full)" in session.text


async def test_slips_are_told_under_the_line() -> None:
    """A medium that there is not, and a short weekday that is a word."""
    async with running() as session:
        await session.press("c")
        await session.type("man: @Anna =vidoe")
        assert "“=vidoe” is no medium: write one of =met" in preview(session)
        assert "“man” is read as a word; the day is “mandag”" in preview(session)
        assert "(full)" not in preview(session)
        assert "(half)" not in preview(session)
        await session.press("enter")
        assert len(session.made.network.pending()) == 1
