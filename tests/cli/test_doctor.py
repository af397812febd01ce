"""`netcrm doctor` in the shell."""

import os
import shutil
from pathlib import Path

from tests.cli.conftest import Shell


def test_a_healthy_store(network: Shell) -> None:
    """Nothing on standard output, one sentence beside it, exit code 0."""
    network.ok("backup")
    outcome = network.ok("doctor")
    assert outcome.out == ""
    assert "all is well: 6 changes in 1 journal read and added up, 4 people" in outcome.err
    assert network.ok("doctor", "--json").json == {
        "well": True,
        "journals": 1,
        "lines": 6,
        "people": 4,
        "findings": [],
    }


def test_a_missing_store_is_well_and_a_vanished_one_is_not(network: Shell, tmp_path: Path) -> None:
    """Exit code 0 and 3; nothing is made."""
    other = Shell(tmp_path / "other", network._capture, network._patch)
    other.ok("doctor")
    assert not other.store.exists()
    shutil.rmtree(network.store)
    assert network("doctor").code == 3


def test_what_is_wrong_is_said_and_mended(network: Shell) -> None:
    """Exit code 1 with what to do next; after the repair all is well, and there is a backup."""
    network.store.chmod(0o755)
    outcome = network("doctor")
    assert outcome.code == 1
    assert "others may read or change" in outcome.out
    assert "--repair" in outcome.err
    repaired = network.ok("doctor", "--repair", "--json").json
    assert [one["mended"] for one in repaired["findings"] if one["kind"] == "mode"] == [True]
    assert network.ok("restore", "--json").json[0]["why"] == "repair"
    network.ok("doctor")


def test_salvage_writes_a_new_store_and_names_what_is_lost(network: Shell, tmp_path: Path) -> None:
    """Exit code 1 where something is lost: its file, line and reason on standard output."""
    [journal] = network.store.glob("journal/*.jsonl")
    journal.write_bytes(journal.read_bytes().replace(b"harbour", b"h\x1b[2Jour", 1))
    for archive in Path(os.environ["XDG_STATE_HOME"]).rglob("archive.jsonl"):
        archive.unlink()
    target = tmp_path / "new"
    outcome = network("doctor", "--salvage", str(target))
    assert outcome.code == 1
    assert outcome.out == f"lost: journal/{journal.name}, line 6: the sum is wrong\n"
    assert "saved 5 changes" in outcome.err
    other = Shell(target, network._capture, network._patch)
    assert len(other.ok("list", "--json").json) == 4
    assert other.ok("doctor", "--json").json["lines"] == 5
    assert network("doctor", "--salvage", str(target)).code == 1
    assert network("doctor", "--salvage", str(target), "--repair").code == 2
    document = network("doctor", "--salvage", str(tmp_path / "newer"), "--json").json
    assert (document["lines"], len(document["lost"])) == (5, 1)


def test_two_networks_in_one_folder_become_one_on_demand(network: Shell, tmp_path: Path) -> None:
    """Every command says it until `doctor --join` was given; a wrong id is exit code 2."""
    other = Shell(tmp_path / "other", network._capture, network._patch)
    other.ok("add", "Eve Lind")
    (path,) = other.store.glob("journal/*.jsonl")
    shutil.copy2(path, network.store / "journal")
    outcome = network.ok("list")
    assert "Eve Lind" not in outcome.out
    assert "another store (1 person)" in outcome.err
    id = outcome.err.partition("netcrm doctor --join ")[2].partition("`")[0]
    assert id in network("doctor").out
    assert network("doctor", "--join", "nothing").code == 2
    assert "1 change came in" in network.ok("doctor", "--join", id).err
    outcome = network.ok("list")
    assert "Eve Lind" in outcome.out
    assert "another store" not in outcome.err
    network.ok("backup")
    assert "all its lines are in journals of this one" in network.ok("doctor").out
