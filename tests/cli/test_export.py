"""`netcrm export FILE.json` and its import: a way out that depends on nothing, and the way back in."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from netcrm.core import (
    acquaintance,
    contact,
    draft,
    follow_up,
    interaction,
    introduction,
    opportunity,
    organisation,
    profile,
    relation,
)
from netcrm.core.record import Change
from netcrm.demo import throw_away_store
from netcrm.formats import everything
from netcrm.store.difference import placed
from tests.cli.conftest import Shell
from tests.store.kit import opened, place_in
from tests.store.tables_made_up import Tables, tables


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return the name of a file that is not there yet."""
    return str(tmp_path / "all.json")


def other(shell: Shell, tmp_path: Path) -> Shell:
    """Return a shell on another store, which is empty."""
    return Shell(tmp_path / "other", shell._capture, shell._patch)


def test_everything_comes_back_in_an_empty_store(network: Shell, tmp_path: Path, file: str) -> None:
    """The same people, states, log, promises and drafts, the same heat, and the same export."""
    network("log", "coffee with @Nobody")
    network.ok("snooze", "Jan Holm", "1w")
    network.ok("pause", "Mor", "2w")
    network.ok("let-go", "Jan Sørensen")
    network.ok("export", file)
    second = other(network, tmp_path)
    second.ok("import", file)
    assert second.ok("export", "-").out == Path(file).read_text("utf-8")
    for words in (["list"], ["due", "--all"], ["drafts"], ["follow-ups"], ["show", "Anna"]):
        assert second.ok(*words, "--json").json == network.ok(*words, "--json").json


@given(tables)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_was_imported_is_exported_alike(tmp_path_factory, wanted: Tables) -> None:
    """export(import(export(x))) == export(x), for any network x."""
    exports = []
    for _round in range(2):
        store = opened(place_in(tmp_path_factory.mktemp("store")))
        ops = placed(store.plan_taking(wanted).ops)
        store.write(Change("took in", ops))
        exports.append(b"".join(everything.write(store.documents())))
        wanted = everything.read(exports[-1], "f").tables
        store.close()
    assert exports[0] == exports[1]


MODULES = (
    contact,
    draft,
    follow_up,
    interaction,
    acquaintance,
    relation,
    organisation,
    introduction,
    opportunity,
    profile,
)


def test_every_key_is_in_the_readme() -> None:
    """What stands in the export of the demo's network is documented, and so is every field of a record."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    fields: set[str] = set()
    for module in MODULES:
        about = " ".join((module.__doc__ or "").split())
        listed = re.sub(r"\([^)]*\)", "", about.partition("Fields of the record:")[2])
        assert listed
        fields |= {*re.findall(r"[a-z_]+", listed.partition(".")[0])}
    fields -= {"and", "the", "sets", "set"}
    with throw_away_store(date(2026, 11, 24)) as store:
        for records in store.documents().values():
            fields.update(*records.values())
    assert {"name", "let_go", "medium", "interaction", "candidates"} <= fields
    assert [field for field in sorted(fields) if f"`{field}`" not in readme] == []


def test_a_second_import_adds_nobody(network: Shell, file: str) -> None:
    """Ids are kept: the own export changes nothing, not a line is written."""
    network.ok("export", file)
    before = network.journal()
    result = network.ok("import", file, "--json").json
    assert (result["read"], result["added"], result["updated"], result["unchanged"]) == (4, 0, 0, 4)
    assert network.journal() == before


def test_who_was_deleted_comes_back_and_what_was_changed_is_as_in_the_file(
    network: Shell, file: str
) -> None:
    """The file is right about who is in it; whom it does not know is left alone; one undo takes it back."""
    network.ok("export", file)
    network.ok("rm", "Mor")
    network.ok("edit", "Anna", "org=Novo", "tag+=new")
    network.ok("add", "Bo Dahl")
    result = network.ok("import", file, "--json").json
    assert (result["added"], result["updated"], result["unchanged"]) == (1, 1, 2)
    anna = network.ok("show", "Anna", "--json").json
    assert (anna["org"], anna["tags"]) == ("Vestas", ["dtu", "new"])
    assert len(network.ok("show", "Mor", "--json").json["log"]) == 1
    assert network.ok("show", "Bo", "--json")
    network.ok("undo")
    assert network.ok("show", "Anna", "--json").json["org"] == "Novo"
    assert network("show", "Mor").code == 2


def test_a_dry_run_writes_nothing(network: Shell, tmp_path: Path, file: str) -> None:
    """It counts what would come."""
    network.ok("export", file)
    second = other(network, tmp_path)
    assert second.ok("import", file, "--dry-run", "--json").json["tables"]["contacts"]["added"] == 4
    assert not list(second.store.glob("journal/*"))


def test_the_file_is_the_users_alone(network: Shell, file: str) -> None:
    """Mode 0600 under any umask, and nothing is left beside it."""
    before = os.umask(0)
    try:
        network.ok("export", file)
    finally:
        os.umask(before)
    assert os.stat(file).st_mode & 0o777 == 0o600
    assert not list(Path(file).parent.glob(".*tmp"))


def test_nothing_is_written_over_unasked(network: Shell, tmp_path: Path, file: str) -> None:
    """A file or a link that is there stays, until `--yes`; then a link is replaced, not followed."""
    precious = tmp_path / "precious.json"
    precious.write_text("mine")
    assert network("export", str(precious)).code == 1
    os.symlink(precious, file)
    assert network("export", file).code == 1
    assert precious.read_text() == "mine"
    network.ok("export", file, "--yes")
    assert precious.read_text() == "mine"
    assert not os.path.islink(file)
    assert json.loads(Path(file).read_text("utf-8"))["contacts"]


@pytest.mark.parametrize("name", ["people.vcf", "people", "people.json.gz"])
def test_an_unknown_ending_is_told(network: Shell, tmp_path: Path, name: str) -> None:
    """One sentence, exit code 2, no file."""
    outcome = network("export", str(tmp_path / name))
    assert outcome.code == 2
    assert ".json" in outcome.err
    assert not (tmp_path / name).exists()


def test_a_folder_that_is_not_there_is_told(network: Shell, tmp_path: Path) -> None:
    """So is a folder in the place of the file."""
    assert network("export", str(tmp_path / "no" / "f.json")).code == 2
    (tmp_path / "d.json").mkdir()
    assert network("export", str(tmp_path / "d.json"), "--yes").code == 2


def test_a_query_limits_the_people(network: Shell, file: str) -> None:
    """Only who matches, with their log and promises."""
    network("log", "coffee with @Nobody")
    network.ok("export", file, "tag:dtu")
    document = json.loads(Path(file).read_text("utf-8"))
    assert [person["name"] for person in document["contacts"].values()] == ["Anna Berg"]
    assert len(document["interactions"]) == len(document["follow_ups"]) == 1
    assert "drafts" not in document
    assert network.ok("import", file, "--json").json["tables"]["interactions"]["updated"] == 0


def test_a_file_of_another_kind_is_not_taken_for_one(network: Shell, file: str) -> None:
    """`--from netcrm` on something else, and two exports at once: bad input."""
    Path(file).write_text('{"contacts":{}}')
    assert network("import", file).code == 2
    assert network("import", file, "--from", "netcrm").code == 2
    Path(file).unlink()
    network.ok("export", file)
    assert network("import", file, file + "x").code == 2


def test_an_import_of_several_changes_says_how_many_undos_take_it_back(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too large for one line of the journal is several, and each of them undone."""
    from netcrm.cli import import_everything

    for name in ("Anna", "Bo", "Cai"):
        shell.ok("add", name)
    file = tmp_path / "all.json"
    shell.ok("export", str(file))
    for name in ("Anna", "Bo", "Cai"):
        shell.ok("rm", name)
    one_each = import_everything.portions
    monkeypatch.setattr(import_everything, "portions", lambda ops: one_each(ops, 1))
    said = shell.ok("import", str(file)).err
    count = int(re.findall(r"`netcrm undo`, (\d+) times", said)[0])
    assert len(shell.ok("list", "--json").json) == 3
    for _ in range(count):
        shell.ok("undo")
    assert shell.ok("list", "--json").json == []


def test_whoever_was_purged_does_not_come_back_with_an_older_export(
    network: Shell, file: str
) -> None:
    """It is said who stays away and that notes do; all others are as the file has them."""
    network.ok("log", "lunch with @Anna and @Mor")
    network.ok("export", file)
    network.ok("purge", "Anna", "--yes")
    network.ok("rm", "Mor")
    for more in (["--dry-run"], []):
        said = network.ok("import", file, *more).err
        assert "Anna Berg was purged here and is not taken in; `netcrm add` begins anew" in said
        assert "3 notes about people who were purged are not taken in" in said
    people = network.ok("import", file, "--json")
    assert "Anna Berg was purged here" in people.err
    assert people.json["tables"]["contacts"] == {
        "read": 4,
        "added": 0,
        "updated": 0,
        "unchanged": 3,
        "purged": 1,
    }
    names = [person["name"] for person in network.ok("list", "--json").json]
    assert sorted(names) == ["Jan Holm", "Jan Sørensen", "Mor"]
    assert "Anna" not in network.journal()
    network.ok("add", "Anna Berg")
    assert network.ok("show", "Anna Berg", "--json").json["log"] == []


def test_of_many_who_were_purged_some_are_named(shell: Shell, file: str) -> None:
    """The rest is counted."""
    for number in range(12):
        shell.ok("add", f"Person {number}")
    shell.ok("export", file)
    for number in range(12):
        shell.ok("purge", f"Person {number}", "--yes")
    said = shell.ok("import", file).err
    assert said.count("was purged here and is not taken in; `netcrm add`") == 10
    assert "2 more people were purged here" in said
    assert shell.ok("list", "--json").json == []
