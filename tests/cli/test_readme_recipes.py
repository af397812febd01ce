"""What the README says to put into a shell's files does what it says there."""

import os
import subprocess
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def block(head: str) -> str:
    """Return the block of the README whose first line is HEAD."""
    return README.partition(f"\n{head}\n")[2].partition("```")[0]


@pytest.fixture
def stand_ins(tmp_path: Path) -> Path:
    """Return a folder of stand-ins: a netcrm that counts what the file `due` says, and a notify-send that writes."""
    (tmp_path / "due").write_text("3\n")
    for path, script in (
        (".local/bin/netcrm", 'echo x >> "$HOME/asked"; cat "$HOME/due"'),
        (".local/bin/notify-send", 'printf "%s|" "$@" > "$HOME/said"'),
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o700)
    return tmp_path


def run(home: Path, *command: str) -> str:
    """Run a command with the stand-ins and return what it printed."""
    path = f"{home}/.local/bin:{os.environ['PATH']}"
    environment = os.environ | {"HOME": str(home), "PATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_the_prompt_of_bash_says_how_many_and_asks_once_a_minute(stand_ins: Path) -> None:
    """Nobody due is nothing said."""
    snippet = f"PS1='$ '; {block('# ~/.bashrc')}"
    script = f'{snippet}\nfor _ in 1 2 3; do eval "$PROMPT_COMMAND"; printf "%s" "${{PS1@P}}"; done'
    assert run(stand_ins, "bash", "-c", script) == "3 due $ " * 3
    assert (stand_ins / "asked").read_text() == "x\n"
    (stand_ins / "due").write_text("0\n")
    assert run(stand_ins, "bash", "-c", script) == "$ " * 3


def test_the_timer_notifies_only_where_somebody_is_due(stand_ins: Path) -> None:
    """The line of the service, as systemd hands it on."""
    unit = block("# ~/.config/systemd/user/netcrm-due.service")
    line = next(one for one in unit.splitlines() if one.startswith("ExecStart="))
    command = line.partition("-c '")[2].removesuffix("'").replace("$$", "$")
    run(stand_ins, "/bin/sh", "-c", command)
    assert (stand_ins / "said").read_text() == "netcrm|To get in touch with today: 3|"
    (stand_ins / "said").unlink()
    (stand_ins / "due").write_text("0\n")
    run(stand_ins, "/bin/sh", "-c", command)
    assert not (stand_ins / "said").exists()
