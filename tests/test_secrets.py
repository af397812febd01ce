"""What nobody else may see: files and folders under any umask, core files, reports of errors."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests import no_network
from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
SECRET = "at the clinic"


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> int:
    """Set the umask that the programs inherit."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def environment(home: Path) -> dict[str, str]:
    """Return what a program finds around it: everything it may write lies in HOME."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "NETCRM_TODAY": "2026-11-24",
    }


def netcrm(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "netcrm", *words],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


def assert_private(home: Path, *, since: set[Path] = frozenset()) -> None:
    """Everything under HOME that is not of before is its owner's alone."""
    found = [path for path in home.rglob("*") if path not in since]
    assert found
    for path in found:
        mode = stat.S_IMODE(path.lstat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), f"{path}: {mode:o}"


def test_what_commands_write_is_private(umask: int, tmp_path: Path) -> None:
    """Journals, documents, indexes, locks, names, and the folders above them that were missing."""
    home = tmp_path / "home"
    home.mkdir()
    card = tmp_path / "x.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Bo Dahl\nEND:VCARD\n")
    for words in (
        ("add", "Anna Berg", "--circle", "friends"),
        ("log", "met @Anna !send CV fri"),
        ("log", "nobody knows this"),
        ("import", str(card)),
        ("import", str(home)),
        ("snooze", "Anna", "1w"),
        ("rm", "Bo"),
        ("undo",),
        ("due", "--all"),
        ("backup",),
        ("export", str(home / "everything.json")),
        ("doctor", f"--salvage={home}/salvage"),
        ("doctor", "--repair"),
        ("restore",),
        ("add", "Anna Bergh"),
        ("merge", "Anna Berg", "Anna Bergh"),
        ("purge", "Bo", "--yes"),
    ):
        assert netcrm(home, *words).returncode in (0, 2), words
    assert_private(home)


def test_what_the_app_writes_is_private(umask: int, tmp_path: Path) -> None:
    """From the first contact on, in a home where nothing was before."""
    home = tmp_path / "home"
    home.mkdir()
    terminal = Terminal([no_network.__file__, "netcrm"], environment(home))
    terminal.until(b"Outreach log")
    terminal.press("a", *"Anna", "\r", "l", "\r", "u", "\x11")
    assert terminal.end() == 0
    assert "Anna" in "".join(p.read_text() for p in home.rglob("*.jsonl"))
    assert_private(home)


def test_a_report_is_private_and_quotes_nothing(umask: int, tmp_path: Path) -> None:
    """An error of the program's own, in the shell: no traceback, no word of the user, in 0600."""
    home = tmp_path / "home"
    home.mkdir()
    program = (
        "import sys, netcrm.cli.log as log, netcrm.cli\n"
        "def fail(arguments):\n    text = ' '.join(arguments.text)\n    raise ValueError(text)\n"
        "log.log = fail\n"
        "netcrm.cli.run()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "log", f"met @Anna {SECRET}"],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert SECRET not in ended.stderr + ended.stdout
    (report,) = home.rglob("crash-*.txt")
    assert str(report) in ended.stderr
    assert "ValueError" in report.read_text()
    assert SECRET not in report.read_text()
    assert_private(home)


def test_the_app_that_crashes_shows_and_keeps_nothing_of_the_network(tmp_path: Path) -> None:
    """In a real terminal, with names and notes on the screen and in the frames that failed."""
    home = tmp_path / "home"
    home.mkdir()
    assert netcrm(home, "add", f"Anna {SECRET}", "--circle", "friends").returncode == 0
    script = tmp_path / "program.py"
    script.write_text(
        "import netcrm.cli, netcrm.tui.screens.people as people\n"
        "def fail(self):\n"
        "    name = self.network.name_of(self.subjects()[0])\n"
        "    raise ValueError(name)\n"
        "people.PeoplePage.action_follow_up = fail\n"
        "netcrm.cli.run()\n"
    )
    terminal = Terminal([str(script)], environment(home))
    terminal.until(b"Outreach log")
    terminal.press("f")
    assert terminal.end() == 1
    after = terminal.written.split(b"\x1b[?1049l", 1)[1]
    assert b"crash-" in after
    assert SECRET.encode() not in after
    assert b"Traceback" not in after
    (report,) = home.rglob("crash-*.txt")
    assert "ValueError" in report.read_text()
    assert SECRET not in report.read_text()


def test_bytes_that_are_no_utf_8_do_not_end_the_app(tmp_path: Path) -> None:
    """A key of eight bits and half a character are shown as what they are: unknown."""
    home = tmp_path / "home"
    home.mkdir()
    terminal = Terminal([no_network.__file__, "netcrm"], environment(home))
    terminal.until(b"Outreach log")
    terminal.press("c")
    terminal.write(b"\xf8\xed\xa0\x80 \x1b[200~S\xf8ren\x1b[201~\xc3")
    terminal.press("\x1b", "\x11")
    assert terminal.end() == 0
    assert "S\ufffdren".encode() in terminal.written


def test_no_core_file_is_left(tmp_path: Path) -> None:
    """A process that runs netcrm may leave none, not even where its user's shell would have one."""
    program = (
        "import resource, sys, netcrm.cli\n"
        "sys.argv = ['netcrm', '--version']\n"
        "try:\n    netcrm.cli.run()\n"
        "except SystemExit:\n    print(resource.getrlimit(resource.RLIMIT_CORE))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.splitlines()[-1] == "(0, 0)"
