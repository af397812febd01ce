"""The TinyDB files: derived, used only where they fit, and never written over what somebody else wrote."""

import json
import os
from pathlib import Path

import orjson
import pytest
from tinydb import TinyDB

from netcrm.core.changes.mode import change as choose_mode
from netcrm.core.profile import Mode
from netcrm.core.record import Change, new
from netcrm.core.rules import Rules
from netcrm.store import store as store_module
from netcrm.store.ahead import read_ahead
from netcrm.store.fold import Fold
from netcrm.store.id_lines import LineIndex
from netcrm.store.names_file import load_names
from netcrm.store.store import Store
from netcrm.store.table_file import TableFile, compose
from tests.evil import EVIL
from tests.store.kit import (
    TODAY,
    add,
    contact,
    entry,
    journals,
    names,
    opened,
    place_in,
    shown,
    without_archive,
)

TABLES = ["contacts", "drafts", "follow_ups", "interactions"]


@pytest.fixture
def place(tmp_path):
    """A place with a checkpoint and no lines after it."""
    place = place_in(tmp_path)
    store = opened(place)
    anna = add(store, "Anna", tags=["a"])
    add(store, "Bo")
    store.write(entry("coffee", [anna], tags=["x"]))
    store.write(Change("promised", [new("follow_ups", "8", {"text": "send CV", "contact": anna})]))
    store.write(Change("gone", [store.network.contacts[anna].gone()]))
    store.undo()
    store.checkpoint()
    store.close()
    return place


@pytest.fixture
def lines_folded(monkeypatch):
    """Count the lines that are folded."""
    counted: list[int] = []
    take = Fold.take

    def counting(self, lines):
        lines = list(lines)
        counted.append(len(lines))
        return take(self, lines)

    monkeypatch.setattr(Fold, "take", counting)
    return counted


def test_a_table_is_a_plain_tinydb_file(place) -> None:
    """One file a table, one record a line, and stock TinyDB reads it."""
    with TinyDB(place.data / "contacts.json", access_mode="r") as db:
        assert sorted(document["name"] for document in db.table("contacts")) == ["Anna", "Bo"]
        assert db.tables() == {"_meta", "_deleted", "contacts"}
    lines = (place.data / "contacts.json").read_text().splitlines()
    assert sum('"name"' in line for line in lines) == 2


def test_a_fitting_checkpoint_is_gone_on_from(place, lines_folded) -> None:
    """Only the lines after it are read."""
    before = shown(opened(place))
    assert sum(lines_folded) == 0
    add(opened(place), "Carl")
    lines_folded.clear()
    store = opened(place)
    assert sum(lines_folded) == 1
    assert names(store) == {"Anna", "Bo", "Carl"}
    assert shown(store)["interactions"] == before["interactions"]
    assert store.undo().what == "added Carl"


def spoil_fold_version(data: dict) -> None:
    """Another fold version."""
    data["_meta"]["1"]["fold"] += 1


def spoil_store(data: dict) -> None:
    """Another store."""
    data["_meta"]["1"]["store"] = "another"


def spoil_offset(data: dict) -> None:
    """Another end."""
    for row in data["_meta"]["1"]["journals"].values():
        row[0] -= 1


def spoil_line(data: dict) -> None:
    """Another line at the end."""
    for row in data["_meta"]["1"]["journals"].values():
        row[1] = "0" * 20


def spoil_name(data: dict) -> None:
    """A journal that is not there."""
    data["_meta"]["1"]["journals"]["no-such.jsonl"] = [10, "0" * 20, 0, 10]


def spoil_set(data: dict) -> None:
    """Files of two sets."""
    data["_meta"]["1"]["set"] = "0" * 20


SPOILS = [spoil_fold_version, spoil_store, spoil_offset, spoil_line, spoil_name, spoil_set]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: spoil.__name__)
def test_one_that_does_not_fit_is_made_anew(place, spoil, table, lines_folded) -> None:
    """Another fold version, store, set or position: the journals are read instead, and say the same."""
    before = shown(opened(place))
    path = place.data / f"{table}.json"
    data = orjson.loads(path.read_bytes())
    spoil(data)
    with_right_sum(path, table, data)
    lines_folded.clear()
    store = opened(place)
    assert shown(store) == before
    assert sum(lines_folded) in ((6,) if table == "contacts" or spoil is spoil_set else (0, 6))
    store.checkpoint()
    lines_folded.clear()
    assert shown(opened(place)) == before
    assert sum(lines_folded) == 0


def with_right_sum(path: Path, table: str, data: dict) -> None:
    """Write DATA as a checkpoint whose sum is right."""
    from netcrm.store.table_file import compose

    meta = data["_meta"]["1"]
    meta.pop("sum")

    def rows(documents: dict) -> list[bytes]:
        return [orjson.dumps(id) + b":" + orjson.dumps(d) + b",\n" for id, d in documents.items()]

    path.write_bytes(compose(table, meta, rows(data["_deleted"]), rows(data[table]))[0])


DAMAGES = {
    "empty": b"",
    "null": b"null",
    "zeros": b"\x00" * 500,
    "cut": None,
    "another program's": b'{"_default": {"1": {"name": "Mine"}}}',
    "no JSON": b"hello\n",
}


@pytest.mark.parametrize("table", ["contacts", "interactions"])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_or_foreign_file_is_kept_before_it_is_replaced(place, damage, table) -> None:
    """It changes nothing of what is shown, a copy lies in the state folder, and that is said."""
    before = shown(opened(place))
    path = place.data / f"{table}.json"
    damage = path.read_bytes()[:-9] if damage is None else damage
    path.write_bytes(damage)
    store = opened(place)
    assert shown(store) == before
    store.checkpoint()
    (copy,) = (place.state / "backups").iterdir()
    assert copy.read_bytes() == damage
    assert any(str(copy) in warning for warning in store.warnings)
    assert names(opened(place)) == {"Anna", "Bo"}


def test_a_hand_edit_is_not_taken_for_true_and_not_lost(place) -> None:
    """The sum tells; the edited file is kept, once however often it comes back."""
    path = place.data / "contacts.json"
    edited = path.read_bytes().replace(b'"Anna"', b'"Hanna"')
    for _round in range(2):
        path.write_bytes(edited)
        store = opened(place)
        assert names(store) == {"Anna", "Bo"}
        store.checkpoint()
        assert [copy.read_bytes() for copy in (place.state / "backups").iterdir()] == [edited]


def test_an_edit_while_the_store_is_open_is_kept_too(place) -> None:
    """Before a file is replaced it is looked at again."""
    store = opened(place)
    path = place.data / "contacts.json"
    edited = path.read_bytes().replace(b'"Anna"', b'"Hanna"')
    path.write_bytes(edited)
    store.checkpoint()
    assert [copy.read_bytes() for copy in (place.state / "backups").iterdir()] == [edited]


def test_another_process_checkpoint_needs_no_copy(place) -> None:
    """What this program made from these journals can be made again."""
    one, other = opened(place), opened(place)
    add(one, "Carl")
    one.checkpoint()
    other.poll(TODAY)
    other.checkpoint()
    assert not (place.state / "backups").exists()


def test_copies_are_not_kept_without_end(place) -> None:
    """The oldest go."""
    for n in range(30):
        (place.data / "contacts.json").write_bytes(b"%d" % n)
        opened(place).checkpoint()
    assert len([*(place.state / "backups").iterdir()]) == 20


def test_the_checkpoint_of_an_older_state_is_gone_on_from(place, tmp_path) -> None:
    """A tool that brings back yesterday's files does no harm."""
    old = {table: (place.data / f"{table}.json").read_bytes() for table in TABLES}
    store = opened(place)
    add(store, "Carl")
    store.checkpoint()
    for table, data in old.items():
        (place.data / f"{table}.json").write_bytes(data)
    assert names(opened(place)) == {"Anna", "Bo", "Carl"}
    (place.data / "contacts.json").write_bytes(old["contacts"])
    opened(place).checkpoint()
    (place.data / "contacts.json").write_bytes(old["contacts"])
    assert names(opened(place)) == {"Anna", "Bo", "Carl"}


def test_journals_that_shrank_or_vanished_are_read_anew(place) -> None:
    """An older copy of a journal shows what it has, and the checkpoint of the longer one does not count."""
    store = opened(place)
    add(store, "Carl")
    store.checkpoint()
    (path,) = journals(without_archive(place))
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
    assert names(opened(place)) == {"Anna", "Bo"}
    assert store.poll(TODAY)
    assert names(store) == {"Anna", "Bo"}
    path.write_bytes(whole)
    assert store.poll(TODAY)
    assert names(store) == {"Anna", "Bo", "Carl"}


def test_the_same_line_in_two_files_counts_once(place) -> None:
    """A conflict copy doubles nothing, also where a checkpoint knows only the first."""
    before = shown(opened(place))
    (path,) = journals(place)
    copy = path.with_name(f"{path.stem} (conflict).jsonl")
    copy.write_bytes(path.read_bytes())
    store = opened(place)
    assert shown(store) == before
    add(store, "Carl")
    store.checkpoint()
    again = opened(place)
    assert names(again) == {"Anna", "Bo", "Carl"}
    assert [line.label for line in again.history()].count("added Anna") == 1


def test_lines_that_come_late_count_as_if_they_had_come_in_time(place, tmp_path) -> None:
    """A device whose journal arrives after a checkpoint, with older lines than those known."""
    elsewhere = place_in(tmp_path / "elsewhere")
    (elsewhere.data / "journal").mkdir(parents=True)
    for path in journals(place):
        (elsewhere.data / "journal" / path.name).write_bytes(path.read_bytes())
    other = opened(elsewhere, clock=lambda: 1000000000000)
    anna = next(r for r in other.network.contacts.values() if r.fields["name"] == "Anna")
    other.write(Change("edited", [anna.put("org", "Novo")]))
    late = next(path for path in journals(elsewhere) if path.name.startswith(other.device))
    store = opened(place)
    (place.data / "journal" / late.name).write_bytes(late.read_bytes())
    assert store.poll(TODAY)
    assert store.network.contact(anna.id).org == "Novo"
    assert shown(opened(place)) == shown(store)


def test_a_long_tail_is_kept_by_itself(tmp_path, monkeypatch) -> None:
    """Past a size while running, past a smaller one when it ends; little is not worth it."""
    assert (store_module.LONG_TAIL, store_module.WORTH_KEEPING) == (1 << 20, 1 << 16)
    monkeypatch.setattr(store_module, "LONG_TAIL", 4000)
    monkeypatch.setattr(store_module, "WORTH_KEEPING", 2000)
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    store.close()
    assert not (place.data / "contacts.json").exists()
    store = opened(place)
    add(store, "Bo", note="x" * 2000)
    store.close()
    assert (place.data / "contacts.json").exists()
    first = (place.data / "contacts.json").read_bytes()
    store = opened(place)
    for n in range(30):
        add(store, f"P{n}")
    assert (place.data / "contacts.json").read_bytes() != first
    assert len(names(opened(place))) == 32


def test_the_first_files_are_made_when_they_are_asked_for(tmp_path) -> None:
    """However little there is; once they are there, they are made anew only when it is worth it."""
    place = place_in(tmp_path)
    opened(place).close(with_files=True)
    assert not place.data.exists()
    store = opened(place)
    add(store, "Anna")
    store.close(with_files=True)
    first = (place.data / "contacts.json").read_bytes()
    store = opened(place)
    add(store, "Bo")
    store.close(with_files=True)
    assert (place.data / "contacts.json").read_bytes() == first
    assert names(opened(place)) == {"Anna", "Bo"}


def test_warnings_outlive_the_checkpoint(place) -> None:
    """A damaged line is said each time, though it is read only once."""
    (path,) = journals(place)
    with path.open("ab") as file:
        file.write(b"garbage\n")
    store = opened(place)
    said = store.warnings
    assert len(said) == 1
    assert "line 8" in said[0]
    store.checkpoint()
    assert opened(place).warnings == said


def test_tables_of_any_name_have_a_file(tmp_path) -> None:
    """A table of a later version, or of a foreign line, never leads out of the folder."""
    place = place_in(tmp_path)
    store = opened(place)
    odd = ["planets", "../../evil", "a/b", "contacts.json", "Ålborg", ".", *EVIL]
    made = [t for t in odd if t and "\ud800" not in t and not t.startswith("_")]
    for table in made:
        store.write(Change("x", [new(table, "1", {"name": table})]))
    store.checkpoint()
    again = opened(place)
    for table in made:
        assert again.table(table)["1"].fields == {"name": table}
    assert {path.name for path in tmp_path.iterdir()} == {"data", "state"}
    assert (place.data / "planets.json").exists()


@pytest.mark.parametrize("evil", EVIL)
def test_evil_text_survives_the_files(tmp_path, evil) -> None:
    """In values, items, field names and ids."""
    place = place_in(tmp_path)
    store = opened(place)
    store.write(contact(evil, tags=[evil], **{evil: "x"}))
    store.write(entry(evil, [evil], id=evil, tags=[evil]))
    store.checkpoint()
    again = opened(place)
    assert shown(again) == shown(store)
    kept = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in evil)
    assert again.network.newest(1)[0].text == kept


def test_files_are_private_under_any_umask(tmp_path) -> None:
    """0600 and 0700, whatever the umask allows or forbids."""
    for umask in (0o000, 0o022, 0o777):
        place = place_in(tmp_path / f"{umask}")
        tmp_path.joinpath(f"{umask}").mkdir()
        before = os.umask(umask)
        try:
            store = opened(place)
            add(store, "Anna")
            (place.data / "contacts.json").write_bytes(b"mine")
            store.checkpoint()
            store.close()
        finally:
            os.umask(before)
        for path in (tmp_path / f"{umask}").rglob("*"):
            mode = path.stat().st_mode & 0o777
            assert mode == (0o700 if path.is_dir() else 0o600), path
        for part in (
            "backups",
            "names",
            "contacts.index",
            "forecast.json",
            "interactions.index",
            "ledger.json",
            "ledger.json.index",
            "device.json",
            "archive.jsonl",
        ):
            assert (place.state / part).exists(), part


def test_the_folder_says_what_is_what(place) -> None:
    """A README, and a .gitignore that names what is derived; what the user put there stays."""
    assert "journal" in (place.data / "README.txt").read_text()
    assert "/*.json" in (place.data / ".gitignore").read_text()
    (place.data / "README.txt").write_text("mine")
    opened(place).checkpoint()
    assert (place.data / "README.txt").read_text() == "mine"


def test_a_forecast_of_which_little_holds_is_not_gone_on_with(place, monkeypatch) -> None:
    """Where many have changed since, looking each of them up costs more than measuring all."""
    from netcrm.store import contents

    monkeypatch.setattr(contents, "_MOST_CHANGED", 2)
    store = opened(place)
    store.checkpoint()
    assert store.network.forecast is not None
    for count in range(1, 4):
        add(store, f"Late {count}", circles=["friends"], added="2026-01-01")
        assert (store.network.forecast is not None) == (count <= 2)
        assert len(store.network.standings(TODAY).everyone) >= count


@pytest.mark.parametrize(
    "rules", [Rules(danish=True), Rules(job_search=True), Rules(tags={"a": 9}), Rules(circles={})]
)
def test_a_forecast_by_other_rules_is_not_used(place, rules) -> None:
    """What decides the order, or when somebody is due, belongs to what is expected."""
    opened(place).checkpoint()
    assert Store(place, rules=Rules(), today=TODAY).network.forecast is not None
    assert Store(place, rules=rules, today=TODAY).network.forecast is None


def test_an_index_that_was_kept_is_not_made_anew(place, monkeypatch) -> None:
    """Neither at the start nor for lines that came after the checkpoint, new ones and edits."""
    store = opened(place)
    store.checkpoint()
    anna = next(r for r in store.network.contacts.values() if r.fields["name"] == "Anna")
    store.write(entry("dinner", [anna.id]))
    store.write(Change("edited", anna.become({"org": "DR"})))
    made: list[int] = []
    monkeypatch.setattr(LineIndex, "of", lambda *_: made.append(1))
    again = opened(place)
    assert again.network.contact(anna.id).org == "DR"
    assert again.network.newest(1)[0].text == "dinner"
    assert not made


def test_a_table_forged_with_the_right_sum_is_told_in_a_sentence(tmp_path) -> None:
    """Whoever computes a sum anew can make a table unreadable, not the store: the sentence says the way out."""
    from netcrm.core.errors import StoreError

    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna")
    store.checkpoint()
    path = place.data / "contacts.json"
    kept = TableFile("contacts", path.read_bytes())
    about = {key: value for key, value in kept.meta.items() if key != "sum"}
    for line in (b'"1":{"name":\n', b'"1":{"name":"x","_":[]}\n', b'"1":[]\n'):
        path.write_bytes(compose("contacts", about, [], [line])[0])
        with pytest.raises(StoreError, match="not written by netcrm") as told:
            names(opened(place))
        assert "made anew" in told.value.hint
    path.unlink()
    assert names(opened(place)) == {"Anna"}


def test_what_belongs_to_another_checkpoint_is_not_used(place) -> None:
    """Indices, ledger and forecast count only with the files they were made with."""
    store = opened(place)
    anna = next(r for r in store.network.contacts.values() if r.fields["name"] == "Anna")
    derived = (
        "interactions.index",
        "contacts.index",
        "ledger.json",
        "ledger.json.index",
        "forecast.json",
    )
    kept = {name: (place.state / name).read_bytes() for name in derived}
    for n in range(3):
        store.write(entry(f"lunch {n}", [anna.id], date=f"2026-11-2{n}"))
    store.checkpoint()
    for name, data in kept.items():
        (place.state / name).write_bytes(data)
    again = opened(place)
    assert again.network.ledger.of(anna.id).count == 4
    assert [again.network.interaction(e.id).text for e in again.network.newest(9)] == [
        "lunch 2",
        "lunch 1",
        "lunch 0",
        "coffee",
    ]
    for name in kept:
        (place.state / name).write_bytes(b"damaged")
    assert opened(place).network.ledger.of(anna.id).count == 4


def test_a_ledger_of_another_day_is_brought_to_today(tmp_path) -> None:
    """A planned entry is folded in when its day has come, without reading the log."""
    from datetime import date

    place = place_in(tmp_path)
    store = opened(place)
    anna = add(store, "Anna")
    store.write(entry("dinner", [anna], date="2026-12-03"))
    assert store.network.ledger.of(anna).planned
    store.checkpoint()
    later = opened(place, today=date(2026, 12, 4))
    assert later.network.ledger.of(anna).planned == ()
    assert later.network.ledger.of(anna).last.date == date(2026, 12, 3)
    assert store.poll(date(2026, 12, 4))
    assert store.network.ledger.of(anna).planned == ()


def test_the_meta_document_is_json_anyone_can_read(place) -> None:
    """It names each journal, how far it was read and the line that ends there."""
    meta = json.loads((place.data / "contacts.json").read_text())["_meta"]["1"]
    ((name, (offset, line, start, length)),) = meta["journals"].items()
    raw = (place.data / "journal" / name).read_bytes()[start : start + length]
    assert start + length == offset
    assert raw.startswith(b'{"id":"%b"' % line.encode())
    assert load_names(place, meta["store"]) is not None


def test_a_forecast_is_that_of_the_mode_it_was_made_in(place) -> None:
    """Back in peacetime what was expected in job-search mode counts for nothing, and the other way round."""
    store = opened(place)
    carl = add(store, "Carl", circles=["professional"], added="2026-10-01")
    for mode in (Mode.JOB_SEARCH, Mode.PEACETIME):
        store.write(choose_mode(store.network, mode, today=TODAY))
        store.checkpoint()
        store = opened(place)
        assert store.network.forecast is not None
        other = Mode.PEACETIME if mode is Mode.JOB_SEARCH else Mode.JOB_SEARCH
        store.write(choose_mode(store.network, other, today=TODAY))
        again = opened(place)
        assert again.network.forecast is None
        due = again.network.standings(TODAY).queue
        assert (carl in due) == (other is Mode.JOB_SEARCH)
        store.checkpoint()


def test_what_is_read_ahead_is_what_is_read(place) -> None:
    """The same network with what belongs to it, and where a file changed meanwhile as without."""
    store = opened(place)
    add(store, "Carl", circles=["friends"], added="2026-01-01")
    store.checkpoint()
    begun = read_ahead(place)
    begun.files["forecast.json"].result()
    again = Store.open(place, rules=Rules(), today=TODAY, ahead=begun)
    assert shown(again) == shown(store)
    assert again.network.forecast is not None
    begun = read_ahead(place)
    begun.files["forecast.json"].result()
    add(again, "Dora", circles=["friends"], added="2026-01-01")
    again.checkpoint()
    late = Store.open(place, rules=Rules(), today=TODAY, ahead=begun)
    assert shown(late) == shown(again)
    assert late.network.standings(TODAY).everyone == again.network.standings(TODAY).everyone
    (place.state / "forecast.json").write_bytes(b"damaged")
    (place.state / "ledger.json").unlink()
    damaged = Store.open(place, rules=Rules(), today=TODAY, ahead=read_ahead(place))
    assert damaged.network.forecast is None
    assert shown(damaged) == shown(again)
