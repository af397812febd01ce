"""Whom the reviews of a day reached is there again after a restart, and no longer than that day."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from netcrm.core.rules import Rules
from netcrm.tui.app import NetcrmApp
from netcrm.tui.kept_review import keep, kept
from tests.tui.made_up import TODAY, five, running
from tests.tui.test_review import due, person


async def test_a_review_goes_on_after_a_restart(tmp_path: Path) -> None:
    """Within the budget of the day: who was dealt with counts, who was passed over comes again; undo gives room."""
    names = due()
    made = five(replace(Rules(), budget=2))
    kind = partial(NetcrmApp, state=tmp_path / "state")
    async with running(made, kind=kind) as session:
        await session.press("r", "s", "1", "n")
    async with running(made, kind=kind) as session:
        await session.press("r")
        assert person(session) == names[1]
        assert "1 of 1" in session.text
        await session.press("q", "u", "r")
        assert "1 of 2" in session.text
        assert person(session) == names[0]
    assert (tmp_path / "state" / "review").stat().st_mode & 0o777 == 0o600


def test_another_day_begins_anew(tmp_path: Path) -> None:
    """Ids of one day are added up, those of the day before are gone."""
    keep(tmp_path, TODAY, ["1", "2"])
    keep(tmp_path, TODAY, ["3"])
    assert kept(tmp_path, TODAY) == {"1", "2", "3"}
    assert kept(tmp_path, TODAY + timedelta(1)) == frozenset()
    keep(tmp_path, TODAY + timedelta(1), ["4"])
    assert kept(tmp_path, TODAY + timedelta(1)) == {"4"}


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"2026-11-24 \x1b[31m ../x", b"x" * 200_000])
def test_a_file_that_makes_no_sense_is_passed_over(text: bytes, tmp_path: Path) -> None:
    """Nobody was reached; and where nothing can be kept nothing fails."""
    (tmp_path / "review").write_bytes(text)
    assert kept(tmp_path, TODAY) == frozenset()
    keep(None, TODAY, ["1"])
    keep(tmp_path / "review", TODAY, ["1"])
    assert kept(None, TODAY) == frozenset()
