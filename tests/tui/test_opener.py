"""Opening an address: by the desktop's own opener, which gets one word, and has no terminal to take."""

from pathlib import Path
from time import monotonic, sleep

import pytest

from netcrm.tui.opener import open_address
from tests.tui.made_up import running

ADDRESS = "https://example.org/a?b=c&d=$(e)"


def program(folder: Path, name: str) -> Path:
    """Make a program that tells its words and what its input is, in a file beside it; return that file."""
    folder.mkdir(exist_ok=True)
    told = folder / f"{name}.told"
    path = folder / name
    words = 'printf "%s|" "$@" > "$0.new"; readlink /proc/self/fd/0 >> "$0.new"; '
    path.write_text(f'#!/bin/sh\n{words}tty >> "$0.new" < /dev/tty; mv "$0.new" "$0.told"\n')
    path.chmod(0o700)
    return told


def awaited(told: Path) -> str:
    """Return what a program told, once it has."""
    until = monotonic() + 10
    while not told.exists() and monotonic() < until:
        sleep(0.01)
    return told.read_text()


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("xdg-open", {"DISPLAY": ":0"}),
        ("browse it", {"BROWSER": "nothing:'browse it' --new %s"}),
    ],
)
def test_a_program_gets_the_address_as_one_word_and_no_terminal(
    name: str, environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desktop's opener, or what BROWSER names where there is no desktop."""
    told = program(tmp_path / "bin", name)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr("sys.platform", "linux")
    assert open_address(ADDRESS, environment)
    option = "--new|" if "BROWSER" in environment else ""
    assert awaited(told) == f"{option}{ADDRESS}|/dev/null\n"


@pytest.mark.parametrize(
    "environment", [{}, {"DISPLAY": ":0"}, {"BROWSER": "'"}, {"BROWSER": "nothing:"}]
)
def test_where_there_is_no_program_that_is_told(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is opened, and nothing raised."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert not open_address(ADDRESS, environment)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "-x", "", "javascript:alert(1)"])
def test_nothing_of_another_kind_is_opened(address: str) -> None:
    """Whoever asks for it."""
    with pytest.raises(ValueError, match=r"^" + address.replace("(", r"\(")[:4]):
        open_address(address, {"DISPLAY": ":0"})


async def test_what_nothing_opens_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flash says so."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    async with running() as session:
        session.app.open_url(ADDRESS)
        assert session.app.clipboard == ADDRESS
        assert session.said.startswith("Nothing here opens it")
