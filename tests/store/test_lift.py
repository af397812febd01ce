"""Lines of all versions are read for ever: golden files, and a made-up earlier version."""

import json
from pathlib import Path

import pytest

from netcrm.store.fold import Fold
from netcrm.store.gate import BadLineError, plain_dumps, strict_loads
from netcrm.store.ids import as_id
from netcrm.store.lift import LIFTERS, VERSION, lifted
from netcrm.store.line import decode, decode_header, encode, encode_header, is_header, sealed
from netcrm.store.pack import fast_dumps, fast_loads
from tests.store.kit import add, names, opened, place_in

GOLDEN = Path(__file__).parent / "golden"


def golden(version: int) -> list[bytes]:
    """Return the lines of the golden file of a version, the header first."""
    return (GOLDEN / f"v{version}.jsonl").read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize("loads", [strict_loads, fast_loads])
@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_golden_files_add_up_to_what_they_always_did(version, loads) -> None:
    """Each kind of operation, in each version there was."""
    header, *raws = golden(version)
    assert decode_header(header[:-1]).dev == "laptop-ab12"
    fold = Fold()
    fold.take([decode(raw[:-1], loads) for raw in raws])
    shown = {
        table: {id: record.fields for id, record in fold.lend(table).items()}
        for table in fold.shelves
    }
    golden_tables = json.loads((GOLDEN / f"v{version}.json").read_text())
    assert {table: shown.pop(table) for table in golden_tables} == golden_tables
    assert not any(shown.values())  # tables that came later


@pytest.mark.parametrize("dumps", [plain_dumps, fast_dumps])
def test_what_is_written_is_what_was_always_written(dumps) -> None:
    """To the byte: the format is frozen."""
    header, *raws = golden(VERSION)
    known = decode_header(header[:-1])
    assert encode_header(known.store, known.dev, known.file, "2026-11-24T10:00:00.000Z") == header
    for raw in raws:
        assert encode(decode(raw[:-1]), dumps) == raw


def test_a_golden_journal_opens_as_a_store(tmp_path) -> None:
    """And takes more lines."""
    place = place_in(tmp_path)
    (place.data / "journal").mkdir(parents=True)
    (place.data / "journal" / "old.jsonl").write_bytes(b"".join(golden(1)))
    store = opened(place)
    assert names(store) == {"Anna Berg", "Åse Ø"}
    add(store, "Dan")
    store.close()
    assert names(opened(place)) == {"Anna Berg", "Åse Ø", "Dan"}
    assert not is_header(golden(1)[1])


def from_0(body: dict) -> dict:
    """Lift a made-up version 0, which had one operation a line and called its words `label`."""
    return {**body, "what": body["label"], "do": [body["op"]]}


def version_0(**more: object) -> bytes:
    """Return a line of the made-up version 0, without its newline."""
    body = {"id": as_id(7), "v": 0, "dev": "d", "at": "2026", **more}
    return sealed(plain_dumps(body))[:-1]


@pytest.mark.parametrize("loads", [strict_loads, fast_loads])
def test_an_earlier_version_is_lifted_as_it_is_read(loads) -> None:
    """What comes out is a line like any other, and the bytes stay."""
    op = ["new", "contacts", "1", {"name": "Anna"}]
    line = decode(version_0(label="added Anna", op=op), loads, {0: from_0})
    assert (line.id, line.what, line.ops, line.newer) == (as_id(7), "added Anna", [op], False)


def test_each_version_is_lifted_to_the_next() -> None:
    """So a lifter never has to know but its own."""
    steps = {n: lambda body, n=n: {**body, f"from {n}": body["v"]} for n in range(-2, VERSION)}
    assert lifted({"v": -2}, steps) == {
        "v": VERSION,
        **{f"from {n}": n for n in range(-2, VERSION)},
    }
    for version in (VERSION, VERSION + 1):
        assert lifted({"v": version}, steps) == {"v": version}


def test_what_its_version_does_not_allow_is_damage() -> None:
    """Also after lifting the gate is passed, and a version that never was is none."""
    for more in ({"label": "x"}, {"label": 5, "op": []}, {"label": "x", "op": ["put", "t", "1"]}):
        with pytest.raises(BadLineError):
            decode(version_0(**more), strict_loads, {0: from_0})
    with pytest.raises(BadLineError):
        decode(version_0(label="x", op=["new", "t", "1", {}]))
    assert not LIFTERS.keys() - set(range(1, VERSION))
