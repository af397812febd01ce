"""Every command over a store into which a sync peer has put odd lines: no report, nothing raw, and writing goes on."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netcrm.cli.commands import COMMANDS
from tests.cli.conftest import Outcome, Shell
from tests.odd import OBEYED, ODD, brought, operations
from tests.torture.proof import scratch

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def commands(files: Path) -> Iterator[tuple[str, ...]]:
    """Yield all commands: those that read, those about the odd ones and about Anna, those that rewrite files."""
    reading = [
        ("",),
        ("due", "--all"),
        ("list",),
        ("follow-ups", "--all"),
        ("drafts",),
        ("history", "-n", "0"),
        ("doctor",),
    ]
    yield from reading
    for who in ("9", "10", "12", "13", "Anna"):
        yield from (
            ("who", who), ("show", who), ("edit", who, "org=Novo"),
            ("edit", who, "every=9d", "tag+=t", "circle=friends", "note=n"),
            ("log", f'met @"{who}" !call'), ("snooze", who, "1w"), ("skip", who), ("pause", who), ("take-back", who),
            ("knows", who), ("knows", "Anna", who, "--how", "friend"), ("knows", who, "Mor"), ("account", who),
            ("let-go", who), ("take-back", who), ("undo",), ("redo",), ("rm", who), ("unrm", who),
        )  # fmt: skip
    yield from (
        ("follow-ups", "done", "16"), ("follow-ups", "done", "17"), ("drafts", "--discard", "18"),
        ("log", "--edit", "13", "met @Anna"), ("log", "--remove", "14"), ("log", "-"),
        ("export", f"{files}/all.json"), ("export", f"{files}/some.json", "circle:friends"),
        ("backup",), ("backup", "--list"), ("demo",), ("locate",), ("settings",),
        ("completion", "bash"), ("discover", "--list"),
        ("merge", "Anna", "12"), ("undo",), ("merge", "12", "Anna"), ("undo",), ("import", f"{files}/all.json"),
        ("restore", "--dry-run"), ("doctor", "--repair"), ("doctor", f"--salvage={files}/salvaged"),
        ("discover", "--list"), ("discover", "school"),
        ("introductions",), ("introductions", "ask", "Anna", "12"), ("opportunities",),
        ("opportunities", "add", "Novo", "cook", "--via", "12"), ("opportunities", "--report"),
        ("account",), ("account", "Anna"), ("stats",), ("revive",), ("list", "for:sparring"), ("mode", "job-search"),
        ("revive",), ("due",), ("mode",), ("undo",),
        ("organisations",), ("organisations", "Novo"), ("organisations", "Novo", "--alias", "Vestas"),
        ("who", "Novo"), ("show", "Karen"), ("rm", "Karen"),
        ("restore",), ("purge", "--device", "peer", "--yes"), ("purge", "12", "--yes"), *reading,
    )  # fmt: skip


def assert_harmless(outcome: Outcome, words: tuple[str, ...], *, as_json: bool) -> None:
    """A code that is told of, nothing to obey, JSON where it was asked for."""
    assert outcome.code in (0, 1, 2, 3), words
    assert not CONTROL.search(outcome.out + outcome.err), words
    if as_json and outcome.out:
        assert isinstance(outcome.json, dict | list), words


def bring(network: Shell, ops: list[Any]) -> None:
    """Lay the line into the folder of NETWORK; ANNA in it is the id of Anna there."""
    anna = network.ok("show", "Anna", "--json").json["id"]
    brought(network.store, json.loads(json.dumps(ops).replace("ANNA", anna)))


def run_all(shell: Shell, files: Path, form: tuple[str, ...]) -> set[str]:
    """Run all commands one after the other; return their names."""
    used = set()
    for words in commands(files):
        stdin = "met @Anna\nmet @Odd\n" if words == ("log", "-") else ""
        outcome = shell(*form, *filter(None, words), stdin=stdin)
        assert_harmless(outcome, words, as_json=bool(form))
        used.add(words[0])
    return used


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize("kind", ODD)
def test_every_command_over_odd_lines(
    network: Shell, tmp_path: Path, kind: str, form: tuple[str, ...]
) -> None:
    """None ends in an error of its own; the good contacts are there; what is written then stays."""
    bring(network, ODD[kind])
    assert run_all(network, tmp_path, form) >= COMMANDS.keys() - {"add"}
    people = {person["name"] for person in network.ok("list", "--json").json}
    assert people >= {"Jan Sørensen", "Jan Holm", "Mor"}
    network.ok("add", "Later Person")
    network.ok("log", 'tea with @"Later Person"')
    for table in network.store.glob("*.json"):
        table.unlink()
    (entry,) = network.ok("show", "Later Person", "--json").json["log"]
    assert entry["text"] == 'tea with @"Later Person"'


@pytest.mark.parametrize("kind", [kind for kind in ODD if "terminal" not in kind])
def test_an_export_holds_what_odd_lines_say(network: Shell, tmp_path: Path, kind: str) -> None:
    """What was exported and taken in elsewhere exports the same again; only escapes are cleaned away."""
    bring(network, ODD[kind])
    network.ok("export", str(tmp_path / "one.json"))
    other = Shell(tmp_path / "other", network._capture, network._patch)
    other.ok("import", str(tmp_path / "one.json"))
    other.ok("export", str(tmp_path / "two.json"))
    one, two = (json.loads((tmp_path / name).read_text()) for name in ("one.json", "two.json"))
    for table in ("contacts", "interactions", "follow_ups", "drafts"):
        assert json.dumps(two[table], sort_keys=True) == json.dumps(one[table], sort_keys=True)


def test_devices_and_journals_of_any_name(network: Shell, tmp_path: Path) -> None:
    """A name of 5 kB, one that a terminal obeys, another store's with a path for an id."""
    for number, (device, name, id) in enumerate(
        [
            ("d" * 5000, "long", ""),
            (OBEYED, "a\x1b[31m", ""),
            (OBEYED, "stranger", f"../../{OBEYED}"),
        ]
    ):
        ops = [["new", "contacts", str(number), {"name": f"Peer {number}"}]]
        brought(network.store, ops, device=device, name=name, id=id)
    run_all(network, tmp_path, ())
    people = {person["name"] for person in network.ok("list", "--json").json}
    assert people >= {"Peer 0", "Peer 1", "Jan Holm"}
    assert "Peer 2" not in people


@settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_command_over_any_values(network: Shell, data: st.DataObject) -> None:
    """The same for whatever may stand in a field."""
    with scratch() as folder:
        shell = Shell(folder / "store", network._capture, network._patch)
        shutil.copytree(network.store, shell.store)
        bring(shell, data.draw(operations("ANNA")))
        run_all(shell, folder, data.draw(st.sampled_from([(), ("--json",)])))
        assert "Jan Holm" in shell.ok("list").out
        shell.ok("log", 'tea with @"Jan Holm"')
