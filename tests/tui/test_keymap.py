"""Keys of the user's own: checked before the app starts, pressed, and told wherever keys are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from netcrm.config.file import SettingsFile
from netcrm.config.settings import WrongError
from netcrm.tui import commands
from netcrm.tui.command import change_keys
from netcrm.tui.keymap import key_name, read
from tests.tui.made_up import running


@pytest.fixture(autouse=True)
def _own_keys() -> Iterator[None]:
    """Give the commands their own keys back."""
    yield
    change_keys({})


def test_signs_are_called_what_textual_calls_them() -> None:
    """`/` and `slash` are one key."""
    for code in range(0x21, 0x7F):
        assert key_name(chr(code)) == _character_to_key(chr(code))
    assert key_name("å") == "å"
    assert key_name("slash") == "slash"


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ctrl+L", "ctrl+l"), ("shift+ctrl+up", "ctrl+shift+up"), ("F5", "f5"), ("PageUp", "pageup")],
)
def test_names_are_read_in_any_case(text: str, name: str) -> None:
    """And modifiers in any order."""
    assert key_name(text) == name


@pytest.mark.parametrize(
    "text", ["", " ", "f25", "ctrl+", "ctrl+enterr", "shift+l", "ll", "\x1b", "esc"]
)
def test_what_no_keyboard_has_is_no_key(text: str) -> None:
    """Textual would pass it over without a word."""
    assert key_name(text) is None


def test_every_key_of_the_table_is_a_key() -> None:
    """What is bound by default could be set."""
    for command in commands.TABLE:
        for key in filter(None, command.own_keys.split(",")):
            assert key_name(key) == key


MISTAKES = {
    ("contact.logg", "L"): "no command",
    ("contact.log", "s"): "the key of `contact.snooze`",
    ("contact.log", "l,nope"): "no key",
    ("contact.log", "ctrl+i"): "same as `tab`",
    ("contact.log", "ctrl+q"): "always quits",
    ("list.down", "r"): "the key of `review.start`",
    ("account.show", "j"): "the key of `list.down`",
    ("contact.pause", "f2"): "one sign",
    ("contact.pause", "1"): "no digit",
    ("contact.pause", "g"): "the key of `contact.let-go`",
    ("discover.take", "x"): "discovery",
}


@pytest.mark.parametrize("keys", MISTAKES, ids=str)
def test_a_keymap_with_a_mistake_is_refused(keys: tuple[str, str]) -> None:
    """It says where, and what is wrong."""
    with pytest.raises(WrongError, match=MISTAKES[keys]) as caught:
        read(dict([keys]))
    assert caught.value.key == ("keys", keys[0])


def test_two_commands_can_change_keys() -> None:
    """What one gives away another may have; no key at all is a choice too."""
    assert read({"contact.log": "s", "contact.snooze": "L", "view.zoom": ""}) == {
        "contact.log": "s",
        "contact.snooze": "L",
        "view.zoom": "",
    }


async def test_changed_keys_are_pressed_and_told(tmp_path: Path) -> None:
    """In the key bar, the help and the palette; the old key does nothing, a command without one has one."""
    keys = {"netcrm.undo": "ctrl+z", "account.show": "A", "list.down": "J"}
    path = tmp_path / "config.toml"
    path.write_text("[keys]\n" + "".join(f'"{id}" = "{key}"\n' for id, key in keys.items()))
    async with running(settings=SettingsFile(path)) as session:
        assert "Ctrl+Z Undo" in session.text
        first = session.home.staleness.current
        await session.press("J")
        assert session.home.staleness.current != first
        await session.press("u")
        assert not session.said
        await session.press("l", "enter")
        assert "Ctrl+Z to undo" in session.text
        await session.press("ctrl+z", "ctrl+z")
        assert session.said == "there is nothing to undo"
        await session.press("A")
        assert session.dialog == "AccountPage"
        await session.press("q", "question_mark")
        assert "Ctrl+Z" in session.text
        await session.press("escape", "colon")
        await session.type("account")
        assert "A   " in session.text
