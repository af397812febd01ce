"""`netcrm purge`: nothing of a person is left in any file, and everybody else is as they were."""

import os
import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from netcrm.core.rules import Rules
from netcrm.store.place import default_place
from netcrm.store.store import Store
from tests.cli.conftest import Shell
from tests.cli.test_apart import other, sync  # noqa: F401  the fixture

SECRETS = ("Anna", "Berg", "anna@example.com", "harbour", "left-handed", "dtu", "Vestas")


RANDOM = re.compile(rb"(?<![0-9a-z])[0-9a-v]{16,20}(?![0-9a-z])")
"""Ids and sums, in which a short word may stand by chance."""


def files(shell: Shell) -> list[Path]:
    """Return every file of the store and of the state folders."""
    roots = (shell.store, Path(os.environ["XDG_STATE_HOME"]))
    return [path for root in roots for path in sorted(root.rglob("*")) if path.is_file()]


def told(shell: Shell, words: tuple[str, ...] = SECRETS) -> dict[str, list[str]]:
    """Return which of WORDS stand where, in any spelling of case."""
    found = {}
    for path in files(shell):
        data = RANDOM.sub(b"", path.read_bytes().lower())
        if hits := [word for word in words if word.lower().encode() in data]:
            found[str(path)] = hits
    return found


def keep_copies(shell: Shell) -> None:
    """Have tables and indices written, and copies lie about as backups and kills leave them."""
    place = default_place(str(shell.store))
    store = Store.open(place, rules=Rules(), today=date(2026, 11, 24))
    store.checkpoint()
    store.close()
    backups = place.state / "backups"
    (backups / "20261101").mkdir(parents=True)
    for path in shell.store.glob("journal/*"):
        shutil.copy2(path, backups / "20261101" / path.name)
    shutil.copy2(place.state / "archive.jsonl", backups / "old.jsonl")
    shutil.copy2(shell.store / "contacts.json", backups / "20261101T000000Z-0123-contacts.json")
    shutil.copy2(shell.store / "contacts.json", shell.store / "contacts.json.0123.tmp")
    for path in (*shell.store.glob("*.json"), place.state / "archive.jsonl"):
        assert path.read_bytes()


@pytest.fixture
def full(network: Shell) -> Shell:
    """Return a shell on a store that tells of Anna in all ways there are."""
    network.ok("edit", "Anna", "note=left-handed")
    network.ok("edit", "Anna", "title=cook")
    network.ok("log", "coffee with @Anna and @Mor about boats", today="2026-11-01")
    network.ok("log", "call with @Mor, Anna Berg is well", today="2026-11-02")
    network.ok("log", "met @Anna in the garden", today="2026-11-03")
    network.ok("undo")
    network("log", "met @Jan and Anna Berg", today="2026-11-04")
    network.ok("edit", "Jan Holm", "via=Anna")
    return network


def test_no_byte_of_the_person_is_left_anywhere(full: Shell) -> None:
    """Not in journals, archive, tables, indices or labels of the history."""
    others = [full.ok("show", name, "--json").json for name in ("Mor", "Jan Sørensen")]
    keep_copies(full)
    assert len(told(full)) > 10
    done = full.ok("purge", "Anna", "--yes")
    assert "Anna Berg" in done.err
    assert told(full) == {}
    assert {p["name"] for p in full.ok("list", "--json").json} == {
        "Mor",
        "Jan Holm",
        "Jan Sørensen",
    }
    mor, jan = (full.ok("show", name, "--json").json for name in ("Mor", "Jan Sørensen"))
    assert jan == others[1]
    assert [e["date"] for e in mor["log"]] == [e["date"] for e in others[0]["log"]]
    assert [e["text"] for e in mor["log"]] == [
        "call with @Mor",
        "call with @Mor, … is well",
        "coffee with … and @Mor about boats",
    ]
    assert full.ok("show", "Jan Holm", "--json").json["via"] is None
    (draft,) = full.ok("drafts", "--json").json
    assert "Anna" not in draft["text"]
    assert told(full) == {}


def test_lines_keep_their_places(full: Shell) -> None:
    """The history is as long as before, and what concerned others can still be undone."""
    full.ok("edit", "Mor", "org=Home")
    before = full.ok("history", "--json").json
    full.ok("purge", "Anna", "--yes")
    after = full.ok("history", "--json").json
    assert [line["id"] for line in after[1:]] == [line["id"] for line in before]
    full.ok("undo", before[0]["id"])
    assert full.ok("show", "Mor", "--json").json["org"] is None
    assert full.ok("show", "Jan Holm").code == 0


def test_a_purge_can_not_be_undone(full: Shell) -> None:
    """Undo says so, and so it does of what was purged."""
    full.ok("purge", "Anna", "--yes")
    outcome = full("undo")
    assert outcome.code == 1
    assert "gone for good" in outcome.err
    for line in full.ok("history", "--json").json[1:]:
        assert full("undo", line["id"]).code in (0, 1)
    assert told(full) == {}
    assert full("show", "Anna").code == 2


def test_without_a_terminal_it_has_to_be_confirmed(
    full: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 and nothing written; NETCRM_YES=1 is a confirmation, another value is not."""
    before = full.journal()
    assert "--yes" in (refused := full("purge", "Anna")).err
    monkeypatch.setenv("NETCRM_YES", "0")
    assert (refused.code, full("purge", "Anna").code) == (1, 1)
    assert full.journal() == before
    monkeypatch.setenv("NETCRM_YES", "1")
    assert full.ok("purge", "Anna", "--json").json["purged"] > 0


@pytest.mark.parametrize(("answer", "gone"), [("y\n", True), ("\n", False), ("no\n", False)])
def test_on_a_terminal_it_asks(
    full: Shell, monkeypatch: pytest.MonkeyPatch, answer: str, gone: bool
) -> None:
    """It says whom and how much, and only yes is yes."""
    from netcrm.cli import purging

    class Terminal:
        isatty = staticmethod(lambda: True)
        readline = staticmethod(lambda: answer)

    monkeypatch.setattr(purging, "sys", type("S", (), {"stdin": Terminal, "stderr": sys.stderr}))
    outcome = full("purge", "Anna")
    assert (outcome.code == 0) is gone
    assert (full("show", "Anna").code == 2) is gone


def test_a_deleted_contact_and_one_who_was_merged_are_purged_whole(full: Shell) -> None:
    """Also what is out of sight."""
    full.ok("add", "A. Bergstrøm", "--email", "ab@example.org")
    full.ok("merge", "Anna", "A. Bergstrøm")
    full.ok("rm", "Anna")
    full.ok("purge", "Anna", "--yes")
    assert told(full, (*SECRETS, "Bergstr", "ab@example.org")) == {}


def test_whose_notes_still_name_the_person_is_told(full: Shell) -> None:
    """What somebody wrote about another person is theirs to edit."""
    full.ok("edit", "Mor", "note=knows Anna Berg")
    outcome = full.ok("purge", "Anna", "--yes", "--json")
    assert outcome.json["named_in_notes_of"] == ["Mor"]
    assert "Mor" in outcome.err


def test_nobody_is_purged_by_a_name_that_means_several(full: Shell) -> None:
    """Bad input, and nothing is written."""
    before = full.journal()
    for name in ("Jan", "Nobody"):
        assert full("purge", name, "--yes").code == 2
    assert full.journal() == before


def test_on_a_missing_store_nobody_is_purged(shell: Shell) -> None:
    """Bad input, and nothing is made."""
    assert shell("purge", "Anna", "--yes").code == 2
    assert not shell.store.exists()


def test_the_same_person_added_again_is_somebody_new(full: Shell) -> None:
    """The id is ignored for ever, the name is not."""
    full.ok("purge", "Anna", "--yes")
    full.ok("add", "Anna Berg")
    full.ok("log", "met @Anna")
    assert full.ok("show", "Anna", "--json").json["emails"] == []


def test_another_machine_takes_it_out_of_its_files_when_it_comes_to_know(
    full: Shell,
    other: Shell,  # noqa: F811  pytest gives the fixture that is imported above
) -> None:
    """Whatever it is asked; lines about the person that come late are forgotten as well."""
    sync(full, other)
    other.ok("log", "tea with @Anna at the harbour")
    other.ok("edit", "Anna", "note=left-handed still")
    other.ok("edit", "Mor", "org=Home")
    sync(other, full)
    purged = full.ok("purge", "Anna", "--yes", "--json")
    assert len(purged.json["elsewhere"]) == 1
    replace(full, other)
    other.ok("list")
    replace(other, full)
    assert full.ok("list", "--json").json == other.ok("list", "--json").json
    assert full.ok("show", "Mor", "--json").json["org"] == "Home"
    full.ok("list")
    for shell in (full, other):
        assert told(shell) == {}


def replace(one: Shell, to: Shell) -> None:
    """Carry each journal over to where its maker is not, as a synchronisation does."""
    for path in one.store.glob("journal/*"):
        there = to.store / "journal" / path.name
        if not there.exists() or there.stat().st_mtime_ns < path.stat().st_mtime_ns:
            there.write_bytes(path.read_bytes())


def test_a_purge_of_a_device_asks_and_says_what_is_wrong(full: Shell) -> None:
    """A name beside it, nobody to ask, a device that there is not: each in a sentence."""
    assert full("purge").code == 2
    assert full("purge", "Anna", "--device", "x-1").code == 2
    assert full("purge", "--device", "x-1").code == 1
    outcome = full("purge", "--device", "x-1", "--yes")
    assert outcome.code == 2
    assert "x-1" in outcome.err
