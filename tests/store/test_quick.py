"""The store as `netcrm log` uses it: names at once, a durable line, and nothing dear loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

from netcrm.core.errors import StoreError
from netcrm.core.names import Directory, Person
from netcrm.core.record import Change, back, new
from netcrm.store import quick as quick_module
from netcrm.store.names_file import load_names
from netcrm.store.quick import Quick
from netcrm.store.store import Store
from tests.store.kit import (
    TODAY,
    add,
    contact,
    entry,
    journals,
    names,
    opened,
    place_in,
    without_archive,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def place(tmp_path):
    """A place with a few people, known to `netcrm log`."""
    place = place_in(tmp_path)
    store = opened(place)
    anna = add(store, "Anna Berg", nicknames=["Anni B", "Sommer"], org="Vestas")
    add(store, "Bo Dahl", snooze={"until": "2026-12-03"})
    store.write(entry("coffee", [anna], medium="call"))
    store.checkpoint()
    store.close()
    return place


@pytest.fixture
def no_full_reading(monkeypatch):
    """Let adding everything up fail."""

    def refuse(*args, **more):
        raise AssertionError("the whole store was read")

    monkeypatch.setattr(Store, "__init__", refuse)


def person(directory: Directory, words: str) -> Person:
    """Return the one person of this name."""
    (found,) = directory.called(words)
    return found


def same_as_the_store(place) -> None:
    """See that the names are those that adding everything up gives."""
    quick = Quick.open(place)
    directory, full = quick.directory, opened(place).network.directory
    for record in opened(place).network.contacts.values():
        for name in (record.fields["name"], *record.fields.get("nicknames", [])):
            assert directory.called(str(name)) == full.called(str(name)), name
        assert directory.person(record.id) == full.person(record.id)
        if org := record.fields.get("org"):
            assert directory.organisation(str(org)) == full.organisation(str(org))
    for gone in opened(place).network.deleted.values():
        assert directory.person(gone.id) is None


def test_the_names_of_a_file_are_those_of_the_store(place, no_full_reading) -> None:
    """Names, nicknames, organisations, last media and snoozes."""
    directory = Quick.open(place).directory
    assert person(directory, "anna").medium == "call"
    assert person(directory, "Sommer").name == "Anna Berg"
    assert person(directory, "bo").snoozed
    assert directory.organisation("vestas") == "Vestas"


def test_an_empty_place_has_no_names_and_takes_a_line(tmp_path) -> None:
    """The first line makes the store."""
    place = place_in(tmp_path)
    quick = Quick.open(place)
    assert quick.directory.called("Anna") == ()
    assert [*tmp_path.iterdir()] == []
    line = quick.write(contact("Anna"))
    assert [change.id for change in opened(place).history()] == [line]
    assert names(opened(place)) == {"Anna"}


def test_a_store_that_vanished_is_not_there(place) -> None:
    """As for the store itself: exit code 3."""
    place.data.rename(place.data.with_name("away"))
    with pytest.raises(StoreError, match="not there"):
        Quick.open(place)


def test_quick_writes_the_same_kind_of_line(place) -> None:
    """Which door a change went through can't be seen in the journal."""
    changes = [
        contact("Carl", "5", tags=["æ", "\u2028"]),
        Change("x", [["put", "contacts", "5", "note", 1.5, [], [None]]]),
    ]
    store, quick = opened(place), Quick.open(place)
    for change in changes:
        store.write(change)
        quick.write(change)
    lines = journals(place)[0].read_bytes().splitlines()[-4:]
    plain = [raw[raw.index(b'"what"') : raw.rindex(b',"sum"')] for raw in lines]
    assert plain[0] == plain[1]
    assert plain[2] == plain[3]
    assert len({raw[28:70].partition(b',"at"')[0] for raw in lines}) == 1


TAILS = {
    "a new contact": lambda n, a: contact("Carl Ny", "5", nicknames=["Calle"], org="Lego"),
    "another name": lambda n, a: Change("x", [a.put("name", "Anna Holm")]),
    "another organisation": lambda n, a: Change("x", [a.put("org", "Novo")]),
    "a nickname more": lambda n, a: Change("x", [a.add("nicknames", "Ane")]),
    "a nickname less": lambda n, a: Change("x", [a.drop("nicknames", "Sommer")]),
    "a snooze": lambda n, a: Change("x", [a.put("snooze", {"until": "2026-12-24"})]),
    "the end of a snooze": lambda n, a: Change(
        "x", [r.put("snooze", None) for r in n.contacts.values() if "snooze" in r.fields]
    ),
    "a note": lambda n, a: Change("x", [a.put("note", "x"), a.add("tags", "t")]),
    "a later entry": lambda n, a: entry("lunch", [a.id], date="2026-11-22", medium="video"),
    "an entry of the same day": lambda n, a: entry("hi", [a.id], date="2026-11-20", medium="email"),
    "an earlier entry": lambda n, a: entry("hi", [a.id], date="2026-11-01", medium="letter"),
    "a planned entry": lambda n, a: entry("dinner", [a.id], date="2999-01-01", medium="met"),
    "a note in the log": lambda n, a: entry("note", [a.id], date="2026-11-22", medium="note"),
    "a contact with its first entry": lambda n, a: Change(
        "x", [*contact("Dea Ny", "6").ops, *entry("hi", ["6", a.id], date="2026-11-23").ops]
    ),
    "a deletion": lambda n, a: Change(
        "x",
        [
            *(e.record.gone() for e in n.log_of(a.id)),
            a.gone(
                also_seen=[w for e in n.log_of(a.id) for w in e.record.seen_item("contacts", a.id)]
            ),
        ],
    ),
    "a draft": lambda n, a: Change("x", [new("drafts", "9", {"text": "?"})]),
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_what_came_since_is_laid_over_the_names(place, tail, request) -> None:
    """Without reading anything else; and the names are those that adding everything up gives."""
    store = opened(place)
    anna = next(r for r in store.network.contacts.values() if r.fields["name"] == "Anna Berg")
    store.write(tail(store.network, anna))
    store.close()
    request.getfixturevalue("monkeypatch").setattr(Quick, "_add_up", None)
    same_as_the_store(place)


UNCLEAR = {
    "an entry taken out": lambda n, a: Change("x", [e.record.gone() for e in n.log()]),
    "an entry corrected": lambda n, a: Change(
        "x", [e.record.put("medium", "met") for e in n.log()]
    ),
    "two snoozes apart": lambda n, a: Change(
        "x",
        [
            ["put", "contacts", r.id, "snooze", {"until": "2027-01-01"}, [], []]
            for r in n.contacts.values()
        ],
    ),
    "somebody taken back": lambda n, a: Change(
        "x", [a.gone(), back("contacts", a.id, [f"{'0' * 20}.0"])]
    ),
    "somebody unknown": lambda n, a: entry("hi", ["404"]),
}


@pytest.mark.parametrize("tail", UNCLEAR.values(), ids=UNCLEAR)
def test_what_is_not_clear_is_added_up(place, tail) -> None:
    """Then the whole store is read, once: the next command has the names at hand again."""
    store = opened(place)
    anna = next(r for r in store.network.contacts.values() if r.fields["name"] == "Anna Berg")
    store.write(tail(store.network, anna))
    store.close()
    same_as_the_store(place)
    assert Quick.open(place)._names is not None


@pytest.mark.parametrize("damage", [None, b"", b"{}", b"\x00" * 100, "cut", "flip"])
def test_a_damaged_or_missing_file_of_names_is_made_anew(place, damage) -> None:
    """It is derived, and never believed where its sum is wrong."""
    path = place.state / "names"
    data = path.read_bytes()
    path.unlink()
    if damage is not None:
        flipped = data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]
        path.write_bytes({"cut": data[:-10], "flip": flipped}.get(damage, damage))
    same_as_the_store(place)
    assert load_names(place, opened(place).network and store_id(place)) is not None


def store_id(place) -> str:
    """Return the id of the store in PLACE."""
    from netcrm.store.identity import load

    identity = load(place)
    assert identity is not None
    return identity.store


def test_a_replaced_journal_makes_the_names_be_added_up(place) -> None:
    """Names that reach further than the journal are not believed."""
    (path,) = journals(without_archive(place))
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-2]))
    same_as_the_store(place)
    assert Quick.open(place).directory.called("Bo") == ()


def test_a_long_tail_is_folded_into_the_file(place, monkeypatch, no_full_reading) -> None:
    """So that the next command finds a short one; the names stay the same."""
    assert quick_module.LONG_TAIL == 32 << 10
    quick = Quick.open(place)
    anna = person(quick.directory, "anna").id
    for n in range(30):
        quick.write(contact(f"Person {n}"))
        quick.write(entry("lunch", [anna], date="2026-11-22", medium="video"))
    before = (place.state / "names").read_bytes()
    assert (place.state / "names").read_bytes() == before
    monkeypatch.setattr(quick_module, "LONG_TAIL", 1000)
    folded = Quick.open(place)
    assert (place.state / "names").read_bytes() != before
    again = Quick.open(place)
    assert again._names is not None
    assert again._names.days == {}
    for directory in (folded.directory, again.directory):
        assert person(directory, "Person 17").name == "Person 17"
        assert person(directory, "anna").medium == "video"
        assert person(directory, "Sommer").id == anna
        assert person(directory, "bo").snoozed


def test_the_lines_of_one_command_know_each_other(place) -> None:
    """Whom a line makes, the next one may name; also in a new store."""
    for where in (place, place_in(place.data / "inner")):
        quick = Quick.open(where)
        quick.write(contact("Carl Ny"))
        assert person(quick.directory, "carl").name == "Carl Ny"


def test_names_are_taken_from_wherever_the_store_is_new(tmp_path) -> None:
    """A machine that has never seen a store reads it whole the first time."""
    place = place_in(tmp_path)
    add(opened(place), "Anna")
    other = place_in(tmp_path)
    other.state_path = str(tmp_path / "another machine")
    assert person(Quick.open(other).directory, "anna").name == "Anna"


def test_nothing_dear_is_imported() -> None:
    """`netcrm log` has to start fast: see what a fresh interpreter has loaded after opening and writing."""
    script = """
import sys, tempfile
from netcrm.store.place import default_place
from netcrm.store.quick import Quick
from netcrm.core.record import Change, new
folder = tempfile.mkdtemp() if False else sys.argv[1]
quick = Quick.open(default_place(folder))
quick.write(Change("x", [new("contacts", "1", {"name": "Anna"})]))
print(*sys.modules)
"""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [sys.executable, "-c", script.replace("import sys, tempfile", "import sys"), folder],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
    loaded = set(run.stdout.split())
    dear = {
        "tinydb",
        "orjson",
        "dataclasses",
        "typing",
        "platformdirs",
        "pathlib",
        "contextlib",
        "hashlib",
        "secrets",
        "random",
        "uuid",
        "tempfile",
        "dateutil",
        "netcrm.core.network",
        "netcrm.store.store",
    }
    assert loaded & dear == set()
    assert TODAY


def test_a_store_that_another_process_is_making_is_there(tmp_path, monkeypatch) -> None:
    """Who looks for journals just before the first one is made does not take the store for lost."""
    place = place_in(tmp_path)
    look = quick_module.stores_in

    def look_too_early(folder: str) -> dict[str, int]:
        found = look(folder)
        add(opened(place), "Anna")
        return found

    monkeypatch.setattr(quick_module, "stores_in", look_too_early)
    quick = Quick(place)
    quick.write(contact("Bo"))
    assert names(opened(place)) == {"Anna", "Bo"}
