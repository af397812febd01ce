"""What is printed in columns."""

import pytest
from wcwidth import wcswidth

from netcrm.cli.output import say_columns
from tests.cli.conftest import Shell


def test_columns_are_cut_to_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """One long name pads no other row beyond the line; short cells and the last column stay whole."""
    rows = [
        ("x" * 300, "friends", "cold", "a reason"),
        ("Bo", "friends", "due", "another"),
        ("李" * 90, "", "", ""),
    ]
    say_columns(rows, most=60)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(wcswidth, lines)) <= 60
    assert lines[0].startswith("xxx")
    assert "…  friends  cold  a reason" in lines[0]
    assert lines[1].split() == ["Bo", "friends", "due", "another"]
    assert lines[1].index("friends") == lines[0].index("friends")
    assert lines[2].startswith("李")
    assert lines[2].endswith("…")


def test_reasons_are_never_cut(capsys: pytest.CaptureFixture[str]) -> None:
    """The last column may go on in the next line of the terminal."""
    reason = "due every 45 d, last 139 d ago · promised: send the whole of it"
    say_columns([("Anna Berg", "friends", reason)], most=40)
    assert reason in capsys.readouterr().out


def test_what_goes_elsewhere_is_whole(network: Shell) -> None:
    """In a pipe or a file nothing is cut."""
    network.ok("add", "y" * 300)
    assert "y" * 300 in network.ok("list").out
