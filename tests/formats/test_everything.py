"""Everything as one JSON file: what goes out comes back, TinyDB opens it, nothing hostile comes in."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from netcrm.core.errors import BadInputError
from netcrm.formats import everything
from tests.store.tables_made_up import Tables, tables

MARK = '"_netcrm":{"1":{"format":"everything","version":1}}'


def written(wanted: Tables) -> bytes:
    """Return the whole file."""
    return b"".join(everything.write(wanted))


@given(tables)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read(wanted: Tables) -> None:
    """Every table, record, field and value, in the same order."""
    data = written(wanted)
    assert everything.is_it(data)
    read = everything.read(data, "f.json")
    assert read.skipped == ()
    assert read.tables == wanted
    assert [[*rows] for rows in read.tables.values()] == [[*wanted[t]] for t in sorted(wanted)]
    assert written(read.tables) == data


def test_tinydb_opens_it(tmp_path) -> None:
    """The file is a TinyDB database that any program can read without netcrm."""
    path = tmp_path / "f.json"
    path.write_bytes(written({"contacts": {"12": {"name": "Åse"}}, "drafts": {}}))
    with TinyDB(path, access_mode="r", encoding="utf-8") as database:
        assert database.table("contacts").get(doc_id=12) == {"name": "Åse"}
        assert database.tables() == {"_netcrm", "contacts", "drafts"}


@pytest.mark.parametrize(
    "text",
    [
        "{%s,",
        "{%s,}",
        '{%s,"contacts":{"1":{"name":"A"},"1":{"name":"B"}}}',
        '{%s,"contacts":{"1":{"x":NaN}}}',
        '{%s,"contacts":{"1":{"x":1e999}}}',
        '{%s,"contacts":{"1":{"x":' + "[" * 40 + "]" * 40 + "}}}",
        '{%s,"contacts":{"1":{"x":' + "[" * 100_000 + "]" * 100_000 + "}}}",
        '{%s,"contacts":{"1":{"x":' + "9" * 5000 + "}}}",
        '{"_netcrm":{"1":{"version":2}}}',
        '{"_netcrm":{"1":{"version":"1"}}}',
        '{"_netcrm":{"1":{"version":true}}}',
        '{"_netcrm":[]}',
        '{"_netcrm":{"1":{"version":1}}}\0\0',
    ],
)
def test_a_damaged_file_is_refused_whole(text: str) -> None:
    """Cut, with a key twice, without end, from the future: one sentence, nothing taken."""
    data = text.replace("%s", MARK).encode()
    assert everything.is_it(data)
    with pytest.raises(BadInputError, match=r"f\.json"):
        everything.read(data, "f.json")


def test_what_is_no_record_is_skipped_and_told() -> None:
    """Tables and ids that a store can't have cost nobody else."""
    content = {
        "_netcrm": {"1": {"version": 1}},
        "_deleted": {"1": {}},
        "": {},
        "list": [],
        "contacts": {
            "": {},
            "x" * 65: {},
            "\x1b[2J": {"name": "A"},
            "7": [],
            "8": {"name": "B", "_": "mark"},
        },
    }
    read = everything.read(json.dumps(content).encode(), "f.json")
    assert read.tables == {"contacts": {"8": {"name": "B"}}}
    assert len(read.skipped) == 7
    assert all(one.why.isprintable() for one in read.skipped)


def test_texts_are_cleaned() -> None:
    """Escape sequences, controls and halves of characters stay outside."""
    content = {
        "_netcrm": {"1": {"version": 1}},
        "contacts": {
            "1": {"name": "A\x1b]52;c;x\x07B\ud800", "tags": ["\x9b2Jt"], "d": {"k": "\0"}}
        },
    }
    read = everything.read(json.dumps(content).encode(), "f.json")
    assert read.tables["contacts"]["1"] == {"name": "AB", "tags": ["t"], "d": {"k": ""}}


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever follows the beginning of such a file: a reading or a sentence."""
    with contextlib.suppress(BadInputError):
        everything.read(b"{" + MARK.encode() + b"," + data, "f.json")
