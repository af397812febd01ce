"""Notes in the user's editor: a private file, no shell, nothing left behind and nothing lost."""

import shlex
import signal
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import TextArea

from netcrm.tui import editor
from netcrm.tui.app import NetcrmApp
from netcrm.tui.widgets.note_text import note_lines
from tests.tui.made_up import running

KEEPS_MODES = (
    'stat -c "%a" "$1" "$(dirname "$1")" > "{out}"; echo "$1" >> "{out}"; cat "$1" >> "{out}"'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have temporary files made here."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(made))
    return made


def script(tmp_path: Path, does: str) -> str:
    """Return the path of an editor that DOES so with the file it is given."""
    path = tmp_path / "my editor"
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o700)
    return str(path)


def test_the_file_is_private_and_gone_afterwards(tmp_path: Path, folder: Path) -> None:
    """0600 in 0700, of a fixed name, with the note in it; read again by name, however it was saved."""
    out = tmp_path / "out"
    does = KEEPS_MODES.format(out=out) + '; rm "$1"; printf "# new\\nblåbær\\n" > "$1"'
    edited = editor.edit("old note", [script(tmp_path, does)], {})
    assert edited == ("# new\nblåbær\n", "", None)
    mode, folder_mode, path, note = out.read_text().splitlines()
    assert (mode, folder_mode, note) == ("600", "700", "old note")
    assert Path(path).name == "note.md"
    assert Path(path).parent.parent == folder
    assert [*folder.iterdir()] == []


@pytest.mark.parametrize(
    ("does", "text", "wrong"),
    [
        ('printf "half" > "$1"; exit 3', "half", "ended with code 3"),
        ('rm "$1"', "old", "left no file"),
        ('printf "\\377\\376" > "$1"', "old", "no UTF-8"),
    ],
)
def test_what_goes_wrong_is_said_and_loses_nothing(
    tmp_path: Path, folder: Path, does: str, text: str, wrong: str
) -> None:
    """What was written comes back all the same; it, and what is no text, stays where it is said to be."""
    edited = editor.edit("old", [script(tmp_path, does)], {})
    assert edited.text == text
    assert wrong in edited.wrong
    left = [*folder.rglob("note.md")]
    there = {"UTF-8": [b"\xff\xfe"], "code": [b"half"]}
    assert [path.read_bytes() for path in left] == next(
        (there[word] for word in there if word in wrong), []
    )
    assert all(str(path) in edited.wrong for path in left)
    editor.drop(edited.folder)
    assert bool([*folder.iterdir()]) is ("UTF-8" in wrong)


@pytest.mark.parametrize(
    ("does", "wrong"),
    [
        ('head -c 9000000 /dev/zero > "$1"', "too long"),
        ('rm "$1"; mkfifo "$1"', "is no file"),
        ('rm "$1"; mkdir "$1"', "Is a directory"),
        ('ln -sf /dev/zero "$1"', "is no file"),
    ],
)
def test_what_no_note_can_be_is_waited_for_by_nobody(
    tmp_path: Path, folder: Path, does: str, wrong: str
) -> None:
    """A pipe has no end, nor has what a link may lead to; the note is as it was."""
    edited = editor.edit("old", [script(tmp_path, does)], {})
    assert edited.text == "old"
    assert wrong in edited.wrong
    if "lies in" in edited.wrong:
        (left,) = folder.rglob("note.md")
        assert str(left) in edited.wrong


async def test_what_a_failed_editor_wrote_is_on_disk_until_the_box_is_answered(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal that is closed ends the editor with an error, and then the app: the text outlives both."""
    monkeypatch.setattr(NetcrmApp, "suspend", lambda _app: nullcontext())
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("VISUAL", shlex.quote(script(tmp_path, 'echo half > "$1"; exit 1')))
    async with running() as session:
        await session.press("enter", "N")
        assert session.dialog == "NoteDialog"
        assert session.app.screen.query_one(TextArea).text == "half"
        (left,) = folder.rglob("note.md")
        assert left.read_text() == "half\n"
        await session.press("ctrl+s")
        assert session.made.network.find("Karen Lund").note == "half"
        assert [*folder.iterdir()] == []
        await session.press("N", "escape")
        assert session.dialog == "ContactPage"
        assert [*folder.iterdir()] == []
    monkeypatch.setenv("VISUAL", shlex.quote(script(tmp_path, 'echo more > "$1"; exit 1')))
    async with running() as session:
        await session.press("enter", "N")
        assert session.dialog == "NoteDialog"
    (left,) = folder.rglob("note.md")
    assert left.read_text() == "more\n"


def test_a_program_that_is_none_is_said(tmp_path: Path, folder: Path) -> None:
    """A file that can't be run is no end of the app."""
    path = tmp_path / "broken"
    path.write_bytes(b"\x00")
    path.chmod(0o700)
    assert "did not run" in editor.edit("old", [str(path)], {}).wrong
    assert [*folder.iterdir()] == []


def test_a_private_folder_in_memory_is_used(tmp_path: Path, folder: Path) -> None:
    """XDG_RUNTIME_DIR where it is the user's alone, and no other."""
    out, mine = tmp_path / "out", tmp_path / "run"
    mine.mkdir(mode=0o700)
    words = [script(tmp_path, f'echo "$1" > "{out}"')]
    editor.edit("", words, {"XDG_RUNTIME_DIR": str(mine)})
    assert Path(out.read_text().strip()).is_relative_to(mine)
    mine.chmod(0o755)
    editor.edit("", words, {"XDG_RUNTIME_DIR": str(mine)})
    assert Path(out.read_text().strip()).is_relative_to(folder)


def test_an_interrupt_is_the_editors(tmp_path: Path, folder: Path) -> None:
    """Ctrl+C in the editor does not end netcrm, and its own handlers are back afterwards."""
    before = signal.getsignal(signal.SIGINT)
    edited = editor.edit("x", [script(tmp_path, 'kill -INT "$PPID"; echo more >> "$1"')], {})
    assert edited == ("x\nmore\n", "", None)
    assert signal.getsignal(signal.SIGINT) is before


def test_visual_comes_before_editor_and_no_shell_reads_it(tmp_path: Path) -> None:
    """Words are split as a shell would, and nothing else of one happens."""
    mine = script(tmp_path, "true")
    words = [mine, "--wait", "$(touch x)"]
    said = f"'{mine}' --wait '$(touch x)'"
    assert editor.command({"VISUAL": said, "EDITOR": "vi"}) == (words, "")
    assert editor.command({"EDITOR": said, "VISUAL": " "}) == (words, "")
    assert editor.command({}) == ([], "")
    for bad in ("no-such-editor -w", "vi 'unclosed"):
        found, why = editor.command({"VISUAL": bad})
        assert not found
        assert bad in why


async def test_without_a_terminal_for_the_editor_the_note_is_written_in_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says why; Esc warns, Ctrl+S saves, undo takes it back; the card shows it readably, as text."""
    monkeypatch.setenv("EDITOR", f"'{script(tmp_path, 'true')}'")
    monkeypatch.delenv("VISUAL", raising=False)
    async with running() as session:
        await session.press("enter", "N")
        assert session.dialog == "NoteDialog"
        assert "the editor has no terminal here" in session.text
        await session.press(*"# Likes", "enter", *"- [b]tea[/b]", "escape")
        assert "Esc once more throws away what you typed; Ctrl+S saves it." in session.text
        assert session.app.screen.query_one(TextArea).text == "# Likes\n- [b]tea[/b]"
        await session.press("ctrl+s")
        assert session.made.network.find("Karen Lund").note == "# Likes\n- [b]tea[/b]"
        assert "• [b]tea[/b]" in session.text
        await session.press("u")
        assert not session.made.network.find("Karen Lund").note
        monkeypatch.delenv("EDITOR")
        await session.press("full_stop", "n", "ctrl+s")
        assert session.said == "Nothing to change"
        await session.press("N", "escape")
        assert session.dialog == "ContactPage"


def test_a_note_is_shown_as_text() -> None:
    """Headings, items and quotes as such, at any width; links and emphasis stay as they were typed."""
    note = "# Anna\n- first thing of two\n  2. second\n> said so\n**not** [x](http://y) #tag\n\n#no heading"
    lines = ["".join(text for text, _ink in line) for line in note_lines(note, 16)]
    assert lines[:6] == ["Anna", "• first thing of", "  two", "  2. second", "│ said so", "**not**"]
    assert "[x](http://y)" in "".join(lines)
    assert lines[-2:] == ["", "#no heading"]
