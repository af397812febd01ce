"""Completion: commands, options and names for three shells; a name is never more than a word to any of them."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcrm.cli import main
from netcrm.cli.commands import COMMANDS
from netcrm.cli.complete import FILES, WantsFilesError, candidates, quoted, unquoted
from netcrm.cli.completion import SCRIPTS
from tests.cli.conftest import Shell

HOSTILE = (
    "$(touch ran)",
    "`touch ran`",
    "; touch ran",
    "a' b\" c!d",
    "* ?[x] {a,b} ~root",
    "x\\y & z | w",
)


def offered(shell: Shell, *words: str) -> list[str]:
    """Return what is offered for the last of WORDS."""
    before = ["--store", str(shell.store), *words[:-1]]
    return [word for word, _about in candidates(before, words[-1])]


def printed(shell: Shell, kind: str, *words: str) -> list[str]:
    """Return the lines that a shell of some KIND is given."""
    shell._capture.readouterr()
    assert main(["--complete", kind, "netcrm", "--store", str(shell.store), *words]) == 0
    return shell._capture.readouterr().out.splitlines()


@pytest.fixture
def people(network: Shell) -> Shell:
    """Return a shell on a store with people of all sorts of names."""
    for name in ("Søren Ærø Åberg", "anna lie"):
        network.ok("add", name)
    return network


def test_commands_and_their_options_are_offered(people: Shell) -> None:
    """Every one of them; what has a closed list of words offers these."""
    assert {*offered(people, "")} == {name for name in COMMANDS if name}
    assert offered(people, "sno") == ["snooze"]
    assert {"--circle", "--via", "--json"} <= {*offered(people, "add", "Bo", "--")}
    assert offered(people, "completion", "") == ["bash", "zsh", "fish"]
    assert offered(people, "mode", "p") == ["peacetime"]
    assert offered(people, "edit", "Anna Berg", "ci") == ["circle="]
    assert offered(people, "nonsense", "") == []
    assert "--version" in offered(people, "--")


def test_names_are_offered_where_a_name_is_wanted(people: Shell) -> None:
    """Whatever the case, with blanks, by nickname, word by word, after options, and inside a note."""
    assert offered(people, "show", "so") == ["Søren Ærø Åberg"]
    assert offered(people, "show", "anna") == ["Anna Berg", "anna lie"]
    assert offered(people, "show", "birthe") == ["Mor"]
    assert offered(people, "show", "Anna", "B") == ["Berg"]
    assert offered(people, "snooze", "Jan") == ["Jan Holm", "Jan Sørensen"]
    assert offered(people, "snooze", "Jan Holm", "") == []
    assert offered(people, "merge", "Jan Holm", "Jan S") == ["Jan Sørensen"]
    assert offered(people, "add", "Bo", "--via", "mo") == ["Mor"]
    assert offered(people, "introductions", "ask", "mo") == ["Mor"]
    assert offered(people, "log", "i går: kaffe med @so") == ["i går: kaffe med @Søren Ærø Åberg"]
    assert offered(people, "log", "mail til a@so") == []


def test_files_are_left_to_the_shell(people: Shell) -> None:
    """By an exit code of its own."""
    for words in (("import", ""), ("--store", ""), ("export", "x")):
        with pytest.raises(WantsFilesError):
            offered(people, *words)
    assert main(["--complete", "bash", "netcrm", "import", ""]) == FILES


def test_without_a_store_nothing_is_offered_and_nothing_made(shell: Shell) -> None:
    """A key press makes no folder and prints no complaint."""
    assert offered(shell, "show", "") == []
    assert not shell.store.exists()
    assert main(["--complete", "bash", "netcrm", "--store", "/dev/null", "show", "a"]) in (0, 3)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_one_word_to_bash_and_never_runs(
    people: Shell, name: str, tmp_path: Path
) -> None:
    """However the word was begun: the script's own function is asked, and its answer read by a bash."""
    people.ok("add", f"Evil {name}")
    for begun, quote in (("Evil", ""), ("'Evil", "'"), ('"Evil', '"')):
        (line,) = printed(people, "bash", "show", begun)
        script = f"printf %s {quote}{line}{quote}"
        run = subprocess.run(
            ["bash", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
        )
        assert run.stdout == f"Evil {name}"
        assert not (tmp_path / "ran").exists()
    assert printed(people, "fish", "show", "Evil") == [f"Evil {name}\t"]
    assert printed(people, "zsh", "show", "Evil") == [f"Evil {name}\t"]


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn")), max_size=12)


@given(texts=st.lists(WORDS, min_size=20, max_size=60))
@settings(max_examples=8, deadline=None)
def test_any_text_goes_through_bash_unchanged(texts: list[str]) -> None:
    """Quoted outside of quotes and inside both kinds; and what is quoted is read back as it was."""
    words = []
    for text in texts:
        words += [f"x{quoted(text)}", f"'x{quoted(text, chr(39))}'", f'"x{quoted(text, chr(34))}"']
    script = "printf '%s\\0' " + " ".join(words)
    run = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        check=True,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    read = run.stdout.decode().split("\0")[:-1]
    assert read == [f"x{text}" for text in texts for _ in range(3)]
    for text in texts:
        assert unquoted(quoted(text)) == (text, "")
        assert unquoted("'" + quoted(text, "'")) == (text, "'")


def test_names_that_a_terminal_must_not_see_are_left_out(people: Shell) -> None:
    """A name that looks like an option too: it would be one."""
    people.ok("add", "--", "-rf Dash")
    people.ok("add", "Zed\u202eevil")
    assert offered(people, "show", "-rf") == []
    assert offered(people, "show", "Zed") == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_evaluate_nothing_they_are_given(shell: Shell, name: str) -> None:
    """No `eval`, no `compgen -W` (which expands), no source; and each says how it is installed."""
    script = shell.ok("completion", name).out
    code = "\n".join(line for line in script.splitlines() if not line.startswith("#"))
    assert not [word for word in ("eval", "compgen", "source", "-Q") if word in code.split()]
    assert f"netcrm completion {name}" in script
    assert "--complete" in code
    assert shell("completion", "tcsh").code == 2


def test_the_tab_key_of_a_real_bash(people: Shell, tmp_path: Path) -> None:
    """Typed on a terminal, the name of somebody hostile is completed, quoted, and run as one word."""
    people.ok("add", "Evil $(touch ran)")
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "netcrm"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m netcrm "$@"\n')
    command.chmod(0o700)
    main_side, other_side = pty.openpty()
    environment = os.environ | {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "NETCRM_STORE": str(people.store),
        "PS1": "$ ",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "TERM": "dumb",
    }
    process = subprocess.Popen(
        ["bash", "--norc", "--noprofile", "-i"],
        stdin=other_side,
        stdout=other_side,
        stderr=other_side,
        cwd=tmp_path,
        env=environment,
        start_new_session=True,
    )
    os.close(other_side)
    try:
        typed = 'eval "$(netcrm completion bash)"; bind "set bell-style none"\rnetcrm show Evi\t --json; exit\r'
        os.write(main_side, typed.encode())
        seen = b""
        with suppress(OSError):  # the terminal ends with the shell
            while data := os.read(main_side, 4096):
                seen += data
        assert rb"Evil\ \$\(touch\ ran\)" in seen
        assert b'"name": "Evil $(touch ran)"' in seen
        assert not (tmp_path / "ran").exists()
    finally:
        process.kill()
        process.wait()
        os.close(main_side)
