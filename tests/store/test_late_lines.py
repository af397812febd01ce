"""Lines that come late and tell of somebody who is purged: taken out again, asked about, never back in silence."""

import shutil
from pathlib import Path

import pytest

from netcrm.core.changes.purging import purge
from netcrm.core.interaction import Interaction
from netcrm.core.record import Change, new
from netcrm.store.doctor.examine import examine
from netcrm.store.ids import new_record_id, now_ms
from netcrm.store.line import Line, encode, encode_header
from netcrm.store.place import Place
from netcrm.store.safekeeping import PATIENCE_MS
from netcrm.store.store import Store
from netcrm.store.tails import Tails
from tests.store.kit import TODAY, add, entry, journals, names, opened, place_in, shown
from tests.store.test_fold import as_id, folded
from tests.store.test_scrub import SECRET, everything

OPS = [["new", "contacts", "1", {"name": "Anna"}], ["new", "contacts", "2", {"name": "Bo"}]]
VERSIONS = {
    "whole": [*OPS],
    "without one": [None, OPS[1]],
    "without the other": [OPS[0], None],
    "without both": [None, None],
}


def journal_of(place: Place, name: str, ops: list) -> None:
    """Write a journal that has a version of one line."""
    line = Line(as_id(1), "old", "2026-11-20T10:00:00.000Z", "added two", ops)
    header = encode_header("s" * 16, "old", "f" * 20, line.at)
    path = Path(place.journal_path) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header + encode(line))


@pytest.mark.parametrize("first", VERSIONS)
@pytest.mark.parametrize("second", VERSIONS)
@pytest.mark.parametrize("when", ["at once", "later", "after a checkpoint"])
def test_of_two_versions_of_a_line_all_that_either_says_counts(
    tmp_path, first, second, when
) -> None:
    """Whichever is read first, and whether it was read before the other came."""
    place = place_in(tmp_path)
    expected = {op[3]["name"] for v in (first, second) for op in VERSIONS[v] if op}
    journal_of(place, "a.jsonl", VERSIONS[first])
    if when == "at once":
        journal_of(place, "b.jsonl", VERSIONS[second])
    store = opened(place)
    add(store, "Carl")
    if when == "after a checkpoint":
        store.checkpoint()
        store.close()
        store = opened(place)
    journal_of(place, "b.jsonl", VERSIONS[second])
    store.poll(TODAY)
    assert names(store) == expected | {"Carl"}
    store.close()
    assert names(opened(place)) == expected | {"Carl"}


def test_what_a_line_lacks_is_told_once(tmp_path) -> None:
    """A third version brings nothing that the first two had."""
    place = place_in(tmp_path)
    tails = Tails(place, "s" * 16)
    for name, ops in zip("abc", ([None, OPS[1]], OPS, OPS), strict=True):
        journal_of(place, f"{name}.jsonl", ops)
    first, more = tails.read()
    assert (first.ops, more.ops) == ([None, OPS[1]], [OPS[0], None])
    assert folded([first, more]).shelf("contacts").shown("1")
    journal_of(place, "d.jsonl", OPS)
    assert tails.read() == []


def two_machines(folder: Path):
    """Return two machines with a folder each that have exchanged everything, and whom to purge."""
    one = opened(place_in(folder / "here"))
    who = add(one, "Zebedee Zorn")
    one.write(entry("with Zebedee", [who]))
    there = place_in(folder / "there")
    shutil.copytree(one.place.journal_path, there.journal_path)
    other = opened(there)
    add(other, "Bo")
    brought(other, one)
    one.poll(TODAY)
    return one, other, who


def brought(giver: Store, taker: Store) -> None:
    """Copy the journals of one machine to the other, but for those that only the other writes."""
    for path in journals(giver.place):
        if not path.name.startswith(taker.device):
            shutil.copy2(path, taker.place.journal_path)


def test_a_copy_of_the_own_journal_that_comes_late_is_scrubbed_again(tmp_path) -> None:
    """A machine that has not purged had it: it comes back under another name, with the same line ids."""
    one, _other, who = two_machines(tmp_path)
    kept = {path: path.read_bytes() for path in journals(one.place)}
    assert one.purge(purge(one.network, who).change) == ()
    assert SECRET not in everything(one.place.data)
    for path, data in kept.items():
        copy = path.with_name(f"{path.stem}.sync-conflict-20261124-101010-ABCDEFG.jsonl")
        copy.write_bytes(data)
    one.poll(TODAY)
    one.close()
    assert SECRET not in everything(tmp_path / "here")
    assert names(opened(one.place)) == {"Bo"}


LATE = {
    "the note first": False,
    "the purge first": True,
}


@pytest.mark.parametrize("purged_first", LATE.values(), ids=LATE)
def test_a_note_that_names_only_people_who_were_purged_is_asked_about(
    tmp_path, purged_first
) -> None:
    """It is counted at each start, and the doctor says how to decide; not those that name others too."""
    one, other, who = two_machines(tmp_path)
    bo = next(iter(set(other.network.contacts) - {who}))
    for text, people in (("secretly", [who]), ("with both", [who, bo]), ("with Bo", [bo])):
        other.write(entry(text, people))
    other.write(people_promise(who))
    one.purge(purge(one.network, who).change)
    assert about(one) == []
    first, second = (one, other) if purged_first else (other, one)
    brought(second, first)
    for _round in range(2):
        first.poll(TODAY)
        (said,) = first.warnings
        assert said.startswith("2 notes came late and name only people who were purged")
        assert sorted(kind for kind, _text in about(first)) == ["about-nobody"] * 2
        first.checkpoint()
        first.close()
        first = opened(first.place)
    (id,) = [
        e.id for e in map(Interaction, first.network.interactions.values()) if e.text == "secretly"
    ]
    assert any(f"`netcrm log --remove {id}`" in text for _kind, text in about(first))
    first.write(Change("removed", [first.network.interactions[id].gone()]))
    (promise,) = first.network.follow_ups.values()
    first.write(Change("gave it to Bo", [promise.put("contact", bo)]))
    assert first.warnings == []
    assert about(first) == []
    first.close()
    assert opened(first.place).warnings == []


def people_promise(who: str) -> Change:
    """Return the change that promises something to somebody."""
    fields = {"contact": who, "text": "send CV", "due": "2026-12-01"}
    return Change("promised", [new("follow_ups", new_record_id(), fields)])


def about(store) -> list[tuple[str, str]]:
    """Return what the doctor asks about notes that name nobody any more."""
    found = examine(store.place).findings
    return [(one.kind, one.text) for one in found if one.kind == "about-nobody"]


def test_a_line_put_back_by_a_machine_that_has_not_purged_is_scrubbed_there(tmp_path) -> None:
    """It lies in the journal of that machine, which takes it out when it comes to know of the purge."""
    one, other, who = two_machines(tmp_path)
    other.close()
    for path in journals(other.place):
        if path.name.startswith(one.device):
            path.unlink()
    for ahead in (0, PATIENCE_MS + 1000):  # it waits whether the other machine does it itself
        other = opened(other.place, clock=lambda ahead=ahead: now_ms() + ahead)
        assert "Zebedee Zorn" in names(other)
        other.close()
    assert any(SECRET in p.read_bytes() for p in journals(other.place))
    assert all(p.name.startswith(other.device) for p in journals(other.place))
    other = opened(other.place)
    assert one.purge(purge(one.network, who).change) == ()
    brought(other, one)
    one.poll(TODAY)
    assert names(one) == {"Bo"}
    brought(one, other)
    other.poll(TODAY)
    assert names(other) == {"Bo"}
    other.close()
    for path in journals(other.place):
        assert SECRET not in path.read_bytes()
    assert SECRET not in everything(Path(other.place.state_path))
    brought(other, one)
    one.close()
    assert SECRET not in everything(Path(one.place.data_path))
    assert names(opened(one.place)) == {"Bo"}
    assert shown(opened(one.place)) == shown(opened(other.place))
