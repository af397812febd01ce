"""Salvage: every good line wherever it is whole, records that only the tables have, and a list of what is lost."""

import os
from pathlib import Path

import pytest

from netcrm.core.errors import CannotBeDoneError
from netcrm.store.backup import Backups
from netcrm.store.doctor.examine import examine
from netcrm.store.doctor.salvage import Salvage, salvage
from netcrm.store.place import Place
from tests.store.kit import add, journals, names, opened, place_in, shown


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return the place of a store with three people, without a backup or an archive."""
    place = place_in(tmp_path / "old")
    store = opened(place)
    for name in ("Anna", "Bo", "Cy"):
        add(store, name)
    store.close()
    archive(place).unlink()
    return place


def archive(place: Place) -> Path:
    """Return the file of the lines that this machine has seen."""
    return Path(place.state_file("archive.jsonl"))


def damage(place: Place, old: bytes, new: bytes) -> None:
    """Change bytes of the journal."""
    [path] = journals(place)
    path.write_bytes(path.read_bytes().replace(old, new, 1))


def into(place: Place) -> tuple[Salvage, Place]:
    """Salvage a place and return what was, and the new place."""
    target = place_in(Path(place.data_path).parents[1] / "new")
    return salvage(place, target), target


def test_every_good_line_is_saved_and_the_lost_one_named(place: Place) -> None:
    """With file, line and reason; the old store stays as it is, the new one is well."""
    damage(place, b"Bo", b"B\xff")
    before = {path: path.read_bytes() for path in journals(place)}
    saved, target = into(place)
    assert (saved.lines, saved.elsewhere, saved.records) == (2, 0, 0)
    [lost] = saved.lost
    assert lost.file == f"journal/{journals(place)[0].name}"
    assert (lost.line, lost.why) == (3, "the sum is wrong")
    assert {path: path.read_bytes() for path in journals(place)} == before
    assert names(opened(target)) == {"Anna", "Cy"}
    assert examine(target).is_well
    [path] = journals(target)
    assert os.stat(path).st_mode & 0o777 == 0o600
    store = opened(target)
    add(store, "Di")
    assert names(opened(target)) == {"Anna", "Cy", "Di"}
    assert store._contents.tails.store == opened(place)._contents.tails.store


def test_lines_are_taken_from_backups_and_archive(place: Place) -> None:
    """What is whole there is not lost."""
    Backups(place).make("now")
    store = opened(place)
    add(store, "Di")
    store.close()
    damage(place, b"Bo", b"bo")
    damage(place, b"Di", b"di")
    saved, target = into(place)
    assert (saved.lines, saved.elsewhere) == (4, 2)
    assert saved.lost == []
    assert names(opened(target)) == {"Anna", "Bo", "Cy", "Di"}


def test_records_that_only_the_tables_have_are_saved(place: Place) -> None:
    """The journals are gone or damaged, the TinyDB files are whole: their records come along as one change."""
    store = opened(place)
    store.checkpoint()
    store.close()
    before = shown(store)
    archive(place).unlink()
    damage(place, b'"new"', b'"neu"')
    damage(place, b'"new"', b'"neu"')
    saved, target = into(place)
    assert (saved.lines, saved.records, len(saved.lost)) == (1, 2, 2)
    assert shown(opened(target)) == before
    for path in journals(place):
        path.unlink()
    saved = salvage(place, other := place_in(Path(target.data_path).parents[1] / "newer"))
    assert saved.records == 3
    assert shown(opened(other)) == before


def test_a_cut_end_a_foreign_file_and_damaged_tables_are_lost_and_named(place: Place) -> None:
    """Nothing is left out in silence."""
    [path] = journals(place)
    with path.open("ab") as file:
        file.write(b'{"id":"cut')
    foreign = place_in(Path(place.data_path).parents[1] / "foreign")
    add(opened(foreign), "Eve")
    Path(place.journal_path, "eve.jsonl").write_bytes(journals(foreign)[0].read_bytes())
    Path(place.file("contacts.json")).write_bytes(b"{")
    Path(place.file("drafts.json")).write_bytes(b'{"drafts":{"1":[]},"x":1}')
    made = Backups(place).make("now")
    Path(made.path).write_bytes(b"")
    saved, target = into(place)
    lost = {(os.path.basename(one.file), one.line) for one in saved.lost}
    assert lost == {
        (path.name, 5),
        ("eve.jsonl", 0),
        ("contacts.json", 0),
        ("drafts.json", 0),
        (os.path.basename(made.path), 0),
    }
    assert names(opened(target)) == {"Anna", "Bo", "Cy"}


def test_nothing_is_written_over(place: Place, tmp_path: Path) -> None:
    """The new folder has to be new; where there is nothing to save none is made."""
    with pytest.raises(CannotBeDoneError, match="not empty"):
        salvage(place, place)
    nothing = place_in(tmp_path / "nothing")
    with pytest.raises(CannotBeDoneError, match="nothing in"):
        salvage(nothing, place_in(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_a_journal_cut_anywhere_gives_all_lines_before_the_cut(
    place: Place, tmp_path: Path
) -> None:
    """For cuts all over the file: as many people as there are whole lines, the rest is named."""
    [path] = journals(place)
    data = path.read_bytes()
    for at in range(1, len(data), 37):
        path.write_bytes(data[:at])
        whole = max(data[:at].count(b"\n") - 1, 0)
        target = place_in(tmp_path / f"new{at}")
        try:
            saved = salvage(place, target)
        except CannotBeDoneError:
            assert whole == 0
            continue
        assert saved.lines == whole
        assert len(saved.lost) == (data[at - 1 : at] != b"\n")
