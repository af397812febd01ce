"""`netcrm backup` and `netcrm restore` in the shell."""

import shutil
from pathlib import Path

from tests.cli.conftest import Shell


def backup(shell: Shell) -> str:
    """Make a backup and return its name."""
    return str(shell.ok("backup", "--json").json["name"])


def test_a_backup_says_where_it_is(network: Shell) -> None:
    """Its path on standard output, for other commands; listed with when and why."""
    path = network.ok("backup").out.strip()
    assert Path(path).is_file()
    [listed] = network.ok("restore", "--json").json
    assert (listed["file"], listed["why"]) == (path, "now")
    assert listed["name"] in network.ok("restore").out
    assert network.ok("backup", "--list").out == network.ok("restore").out


def test_a_dry_run_says_what_would_change_and_writes_nothing(network: Shell) -> None:
    """In words, and as JSON."""
    name = backup(network)
    network.ok("rm", "Mor")
    before = network.journal()
    assert "1 person would come back: Mor" in network.ok("restore", name, "--dry-run").out
    document = network.ok("restore", name, "--dry-run", "--json").json
    assert document["tables"]["contacts"] == {"added": 1, "changed": 0, "removed": 0}
    assert document["written"] is False
    assert network.journal() == before


def test_a_restore_is_one_change_that_can_be_undone(network: Shell) -> None:
    """Back, forth, back; before it there is a backup of now."""
    name = backup(network)
    network.ok("rm", "Mor")
    network.ok("add", "Bo Dahl")
    now = network.ok("list", "--json").json
    lines = network.journal().count("\n")
    network.ok("restore", name)
    assert network.journal().count("\n") == lines + 1
    assert {p["name"] for p in network.ok("list", "--json").json} == {
        "Anna Berg",
        "Jan Holm",
        "Jan Sørensen",
        "Mor",
    }
    assert [b["why"] for b in network.ok("restore", "--json").json] == ["restore", "now"]
    network.ok("undo")
    assert network.ok("list", "--json").json == now
    network.ok("redo")
    assert network.ok("show", "Mor")
    assert "already" in network.ok("restore", name).err


def test_before_an_import_there_is_a_backup(network: Shell, tmp_path: Path) -> None:
    """Of a store that has something; not where nothing new comes in."""
    card = tmp_path / "c.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Åse Bech\nEND:VCARD\n", encoding="utf-8")
    network.ok("import", str(card), "--dry-run")
    assert network.ok("restore", "--json").json == []
    network.ok("import", str(card))
    [made] = network.ok("restore", "--json").json
    assert made["why"] == "import"
    network.ok("import", str(card))
    assert len(network.ok("restore", "--json").json) == 1
    assert "would go: Åse Bech" in network.ok("restore", made["name"], "--dry-run").out


def test_a_store_that_is_gone_comes_back(network: Shell) -> None:
    """Elsewhere exit code 3 and the way back; restore makes it anew."""
    name = backup(network)
    people = network.ok("list", "--json").json
    shutil.rmtree(network.store)
    gone = network("list")
    assert gone.code == 3
    assert "netcrm restore" in gone.err
    assert network("backup").code == 3
    assert network.ok("restore", "--json").json[0]["name"] == name
    assert "made anew with 4 people" in network.ok("restore", name, "--dry-run").err
    assert not network.store.exists()
    network.ok("restore", name)
    assert network.ok("list", "--json").json == people


def test_what_can_not_be_restored_is_told(network: Shell) -> None:
    """An unknown name is bad input; a damaged backup can't be used; a missing store has none."""
    name = backup(network)
    assert network("restore", "nonsense").code == 2
    assert network("restore", "--dry-run").code == 2
    path = Path(network.ok("restore", "--json").json[0]["file"])
    path.write_bytes(path.read_bytes()[:50])
    network.ok("rm", "Mor")
    outcome = network("restore", name)
    assert outcome.code == 1
    assert outcome.err.count("\n") == 2
    assert network("show", "Mor").code == 2


def test_on_a_missing_store(shell: Shell) -> None:
    """There is nothing to back up and nothing to restore, and nothing is made."""
    assert shell("backup").code == 1
    assert shell.ok("restore", "--json").json == []
    assert shell("restore", "2026").code == 2
    assert not shell.store.exists()
