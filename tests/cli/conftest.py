"""A shell for the tests: runs netcrm in this process on a store of its own."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netcrm.cli import main

TODAY = "2026-11-24"  # a Tuesday


class Outcome:
    """What a command left behind: its exit code and what it printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class Shell:
    """Runs commands on one store, on one day."""

    def __init__(
        self, store: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.store, self._capture, self._patch = store, capture, patch

    def __call__(self, *words: str, stdin: str = "", today: str = TODAY) -> Outcome:
        self._patch.setattr(
            sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogateescape")))
        )
        self._capture.readouterr()
        code = main(["--store", str(self.store), "--today", today, *words])
        captured = self._capture.readouterr()
        assert "Traceback" not in captured.err
        return Outcome(code, captured.out, captured.err)

    def ok(self, *words: str, stdin: str = "", today: str = TODAY) -> Outcome:
        """Run a command that has to succeed."""
        outcome = self(*words, stdin=stdin, today=today)
        assert outcome.code == 0, outcome.err
        return outcome

    def journal(self) -> str:
        """Return every line of every journal of the store."""
        return "".join(p.read_text() for p in sorted(self.store.glob("journal/*.jsonl")))


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """Return a shell on a store that does not exist yet."""
    return Shell(tmp_path / "store", capsys, monkeypatch)


@pytest.fixture
def network(shell: Shell) -> Shell:
    """Return a shell on a store with a few people and a little history."""
    shell.ok(
        "add",
        "Anna Berg",
        "--circle",
        "friends",
        "--tag",
        "dtu",
        "--org",
        "Vestas",
        "--email",
        "anna@example.com",
        "--known-since",
        "2025-01-01",
        "--birthday",
        "1980-11-27",
        today="2026-01-01",
    )
    shell.ok("add", "Jan Sørensen", "--circle", "professional", today="2026-01-01")
    shell.ok("add", "Jan Holm", "--circle", "friends", today="2026-01-01")
    shell.ok("add", "Mor", "--circle", "family", "--nickname", "Birthe", today="2026-01-01")
    shell.ok("log", "met @Anna at the harbour !send CV fri", today="2026-10-01")
    shell.ok("log", "call with @Mor", today="2026-11-20")
    return shell


Run = Callable[..., Outcome]
