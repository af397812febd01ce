"""What can't be read or saved: it is said under the field, what was typed stays, and nothing ends in silence."""

import pytest
from textual.widgets import Input, Static

from netcrm.core.changes import states
from netcrm.core.errors import StoreError
from netcrm.core.record import Change
from netcrm.tui.unsaved import last_try
from tests.tui.made_up import TODAY, five, running

# Every place of the app that takes a day: the keys that lead there, the line, where it complains, a bad day.
PLACES = {
    "snooze": (["s", "tab"], "#line", "#wrong", "30/2"),
    "pause": (["full_stop", "p", "tab"], "#line", "#wrong", "yesterday"),
    "deceased": (["full_stop", "x", "tab"], "#line", "#wrong", "2030-01-01"),
    "follow-up": (["f"], "#line", "#wrong", "send CV 31/11"),
    "changed follow-up": (["F", "e"], "#line", "#wrong", "send CV 2026-02-30"),
    "birthday": (["a"], "#field-birthday", "#row-birthday .wrong", "31/4"),
    "known since": (["a"], "#field-known_since", "#row-known_since .wrong", "soonish"),
    "cadence of the form": (["a"], "#field-every", "#row-every .wrong", "often"),
    "cadence": (["full_stop", "c"], "#line", "#wrong", "often"),
    "next step": (["o", "a"], "#field-next", "#row-next .wrong", "send CV 30/2"),
}


@pytest.mark.parametrize("place", PLACES)
async def test_a_day_that_can_not_be_read_is_said_under_the_field(place: str) -> None:
    """The dialog stays, the text too, the words stand below it, and nothing was written."""
    keys, line, wrong, text = PLACES[place]
    made = five()
    made.promise("Bo Dahl", "send CV")
    before = len(made.done)
    async with running(made) as session:
        await session.press(*keys)
        dialog = session.app.screen
        field, said = dialog.query_one(line, Input), dialog.query_one(wrong, Static)
        field.value = text
        field.focus()
        await session.press("enter")
        assert session.app.screen is dialog
        assert field.value == text
        assert str(said.render())
        assert said.region.height
        assert said.region.y > field.region.y
        assert len(made.done) == before


async def test_escape_asks_before_typed_words_go() -> None:
    """Once says so, any key takes that back, twice leaves; a line as it was leaves at once."""
    async with running() as session:
        await session.press("f", *"send CV", "escape")
        assert session.dialog == "LineDialog"
        assert "Esc once more throws away what you typed; Enter keeps it." in session.text
        await session.press("x")
        assert "Esc once more" not in session.text
        await session.press("escape", "escape")
        assert session.dialog == "HomeScreen"
        await session.press("f", "escape")
        assert session.dialog == "HomeScreen"
        await session.press("c", *"lunch with @Bo", "escape", "c")
        assert "lunch with @Bo" in session.text


def test_the_end_saves_what_it_can_and_names_what_it_can_not() -> None:
    """However the app ends: a last try, then the words of what is lost and why, and the exit code of the store."""
    made = five()
    skipped = states.skip(made.network, [made.id_of("Bo Dahl")], today=TODAY)
    unsaved = [skipped, Change("twice", skipped.ops)]
    made.failing = "the disk is full"
    with pytest.raises(StoreError) as told:
        last_try(made, unsaved, TODAY)
    assert told.value.message == "2 changes were not saved: the disk is full"
    assert told.value.hint == f"{skipped.what} · twice"
    assert told.value.exit_code == 3
    made.failing = ""
    last_try(made, unsaved, TODAY)
    assert not unsaved
    assert made.network.find("Bo Dahl").snooze
