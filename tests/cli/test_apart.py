"""What two machines wrote apart is shown in the shell, and decided there."""

import shutil

import pytest

from netcrm.store.line import sealed
from tests.cli.conftest import Shell


@pytest.fixture
def other(network: Shell, tmp_path) -> Shell:
    """Return a shell on another machine, with a copy of the store as it is now."""
    machine = Shell(tmp_path / "other", network._capture, network._patch)
    sync(network, machine)
    return machine


def sync(one: Shell, other: Shell) -> None:
    """Carry the journals over, in one direction."""
    (other.store / "journal").mkdir(parents=True, exist_ok=True)
    for path in one.store.glob("journal/*"):
        there = other.store / "journal" / path.name
        if not there.exists() or there.stat().st_size < path.stat().st_size:
            shutil.copy2(path, there)


def apart(network: Shell, other: Shell) -> None:
    """Have both edit the same field."""
    network.ok("edit", "Anna", "org=Novo")
    other.ok("edit", "Anna", "org=Lego")
    sync(other, network)
    sync(network, other)


def test_both_values_are_shown_with_when_and_where(network: Shell, other: Shell) -> None:
    """In words and in JSON, on both machines."""
    apart(network, other)
    for shell in (network, other):
        text = shell.ok("show", "Anna").out
        assert "org has several values" in text
        assert "Novo" in text
        shown = shell.ok("show", "Anna", "--json").json
        assert shown["org"] == "Lego"
        assert [row["value"] for row in shown["rivals"]["org"]] == ["Lego", "Novo"]
        devices = {row["device"] for row in shown["rivals"]["org"]}
        assert len(devices) == 2
        assert all(device in text for device in devices)


@pytest.mark.parametrize("value", ["Novo", "Lego", "DR"])
def test_an_edit_decides_also_for_the_value_that_is_shown(
    network: Shell, other: Shell, value: str
) -> None:
    """One word ends it, here and there."""
    apart(network, other)
    network.ok("edit", "Anna", f"org={value}")
    sync(network, other)
    for shell in (network, other):
        shown = shell.ok("show", "Anna", "--json").json
        assert (shown["org"], shown["rivals"]) == (value, {})


def test_another_edit_decides_nothing(network: Shell, other: Shell) -> None:
    """Only who names the field has chosen."""
    apart(network, other)
    network.ok("edit", "Anna", "title=cook")
    assert "org" in network.ok("show", "Anna", "--json").json["rivals"]


def test_snoozes_set_apart_are_not_asked_about(network: Shell, other: Shell) -> None:
    """The later one counts; the other is in the history."""
    network.ok("snooze", "Anna", "1w")
    other.ok("snooze", "Anna", "2w")
    sync(other, network)
    shown = network.ok("show", "Anna", "--json").json
    assert (shown["rivals"], shown["snoozed_until"]) == ({}, "2026-12-08")


@pytest.mark.parametrize(("word", "there"), [("unrm", True), ("rm", False)])
def test_somebody_deleted_and_written_about_since_is_asked_about(
    network: Shell, other: Shell, word: str, there: bool
) -> None:
    """A note that the deleter had not seen brings the contact back with a question; both answers hold."""
    network.ok("rm", "Anna")
    other.ok("log", "call with @Anna")
    sync(other, network)
    assert "written about since" in network.ok("show", "Anna").out
    assert network.ok("show", "Anna", "--json").json["deleted"][0]["device"]
    network.ok(word, "Anna")
    sync(network, other)
    for shell in (network, other):
        assert ("Anna Berg" in shell.ok("list").out) is there
        if there:
            shown = shell.ok("show", "Anna", "--json").json
            assert shown["deleted"] == []
            assert len(shown["log"]) == 2


def test_an_edit_of_somebody_merged_elsewhere_lands_on_who_survived(
    network: Shell, other: Shell
) -> None:
    """It is one of two values, and the log written about the other is there too."""
    network.ok("merge", "Anna", "Mor")
    other.ok("edit", "Mor", "org=Lego")
    other.ok("log", "call with @Mor")
    sync(other, network)
    sync(network, other)
    for shell in (network, other):
        shown = shell.ok("show", "Anna", "--json").json
        assert {row["value"] for row in shown["rivals"]["org"]} == {"Lego", "Vestas"}
        assert len(shown["log"]) == 3
    assert network.ok("list", "--json").json == other.ok("list", "--json").json


def test_changes_of_a_later_netcrm_are_kept_counted_and_said(network: Shell) -> None:
    """Everything else works, writing too, with and without the tables being read anew."""
    bodies = [
        b'{"id":"%020d","v":2,"dev":"desk-1234","at":"2026","what":"x","do":"other"}' % n
        for n in range(12)
    ]
    later = b"".join(map(sealed, bodies))
    (network.store / "journal" / "desk.jsonl").write_bytes(later)
    for _round in range(2):
        assert "12 changes from desk-1234" in network.ok("list").err
        network.ok("log", "call with @Mor")
        network.ok("edit", "Anna", "title=cook")
        network.ok("undo")
    assert (network.store / "journal" / "desk.jsonl").read_bytes() == later
    assert len(network.ok("show", "Mor", "--json").json["log"]) == 3
