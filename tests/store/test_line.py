"""The frozen format: how a line is written, and what is refused when it is read."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.store import line as lines
from netcrm.store.gate import BadLineError, strict_loads
from netcrm.store.ids import as_id, new_id, time_of
from netcrm.store.line import (
    Line,
    decode,
    decode_header,
    encode,
    encode_header,
    id_and_device,
)
from netcrm.store.pack import fast_dumps, fast_loads
from tests.evil import EVIL

LINE = Line(
    "06h0o7mm8t017b25hteu",
    "laptop-k3f9",
    "2026-11-24T05:54:37.255Z",
    "met Anna Berg",
    [["put", "contacts", "17", "snooze", None, ["06h0o7mm8t017b25hteu.0"], [None]]],
    "06h0o7mm8t017b25htes",
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)


def sealed(body: str) -> bytes:
    """Return BODY, an object without its last brace, as a line with the right sum."""
    data = body.encode()
    return data + b',"sum":"' + sha256(data).hexdigest()[:16].encode() + b'"}'


def test_a_line_is_written_as_the_frozen_format_says() -> None:
    """Fields come in their order, and the sum is over the bytes before it."""
    raw = encode(LINE)
    head = (
        '{"id":"06h0o7mm8t017b25hteu","v":1,"dev":"laptop-k3f9","at":"2026-11-24T05:54:37.255Z",'
        '"what":"met Anna Berg","do":[["put","contacts","17","snooze",null,["06h0o7mm8t017b25hteu.0"],[null]]],'
        '"undoes":"06h0o7mm8t017b25htes"'
    )
    assert raw == sealed(head) + b"\n"


def test_a_header_names_store_device_and_file() -> None:
    """A journal's first line says whose it is."""
    header = decode_header(
        encode_header("store", "laptop", "file", "2026-11-24T05:54:37.255Z")[:-1]
    )
    assert (header.store, header.dev, header.file) == ("store", "laptop", "file")


@pytest.mark.parametrize("loads", [strict_loads, fast_loads])
def test_a_carriage_return_before_the_end_is_dropped(loads) -> None:
    """A tool that turned line ends around has not damaged the line."""
    assert decode(encode(LINE)[:-1] + b"\r", loads).what == "met Anna Berg"


@pytest.mark.parametrize("loads", [strict_loads, fast_loads])
@pytest.mark.parametrize("dumps", [None, fast_dumps])
@given(value=values, what=texts)
def test_what_was_written_is_read(loads, dumps, value, what) -> None:
    """Any JSON value comes back as it was, whichever reader and writer are used."""
    op = ["put", "contacts", "17", "note", value, [], []]
    line = Line(LINE.id, "d", "2026", what, [op])
    read = decode((encode(line, dumps) if dumps else encode(line))[:-1], loads)
    assert (read.what, read.ops) == (what, [op])


@pytest.mark.parametrize("loads", [strict_loads, fast_loads])
@pytest.mark.parametrize("evil", EVIL)
def test_evil_text_is_kept_whole_on_one_line(loads, evil) -> None:
    """No text breaks out of its line; only what UTF-8 can't hold at all is refused."""
    line = Line(LINE.id, "d", "2026", evil, [["new", "contacts", "1", {"name": evil}]])
    if "\ud800" in evil:
        with pytest.raises(UnicodeEncodeError):
            encode(line)
        return
    raw = encode(line)
    assert raw.count(b"\n") == 1
    assert decode(raw[:-1], loads).ops[0][3]["name"] == evil


@pytest.mark.parametrize("loads", [strict_loads, fast_loads])
def test_every_cut_and_every_changed_byte_is_noticed(loads) -> None:
    """A line that is not as it was written is no line."""
    raw = encode(LINE)[:-1]
    for size in range(len(raw)):
        with pytest.raises(BadLineError):
            decode(raw[:size], loads)
    for at in range(len(raw)):
        with pytest.raises(BadLineError):
            decode(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :], loads)


START = '{"id":"06h0o7mm8t017b25hteu","v":1,"dev":"d","at":"2026","what":"w"'
BAD_LINES = {
    "a key twice": f'{START},"what":"x","do":[]',
    "a key twice inside": START + ',"do":[["new","t","1",{"a":1,"a":2}]]',
    "NaN": START + ',"do":[["new","t","1",{"a":NaN}]]',
    "an infinite number": START + ',"do":[["new","t","1",{"a":1e999}]]',
    "half a pair": START + ',"do":[["new","t","1",{"a":"\\ud800"}]]',
    "depth": START + ',"do":[["new","t","1",{"a":' + "[" * 40 + "]" * 40 + "}]]",
    "great depth": START + ',"do":' + "[" * 100_000 + "]" * 100_000,
    "no operations": START,
    "operations that are no list": START + ',"do":{}',
    "an operation that is no list": START + ',"do":[1]',
    "a short operation": START + ',"do":[["put","t","1"]]',
    "fields that are no object": START + ',"do":[["new","t","1",[]]]',
    "over that is no list": START + ',"do":[["put","t","1","f",1,"x",[]]]',
    "over with numbers": START + ',"do":[["put","t","1","f",1,[1],[]]]',
    "an alias without what was seen": START + ',"do":[["alias","t","1","2",[]]]',
    "an alias into a number": START + ',"do":[["alias","t","1",2,[],[]]]',
    "a purge of more than a record": START + ',"do":[["purge","t","1","name"]]',
    "a table of ours": START + ',"do":[["new","_meta","1",{}]]',
    "a field of ours": START + ',"do":[["new","t","1",{"_":1}]]',
    "no id": '{"v":1,"dev":"d","at":"2026","what":"w","do":[]',
    "an id of other letters": START.replace("06h0o7mm8t017b25hteu", "06H0O7MM8T017B25HTEU")
    + ',"do":[]',
    "a version that is no number": START.replace('"v":1', '"v":"1"') + ',"do":[]',
    "version 0": START.replace('"v":1', '"v":0') + ',"do":[]',
    "a version that is true": START.replace('"v":1', '"v":true') + ',"do":[]',
}


@pytest.mark.parametrize("loads", [strict_loads, fast_loads])
@pytest.mark.parametrize("body", BAD_LINES.values(), ids=BAD_LINES)
def test_the_gate_refuses(loads, body) -> None:
    """What could be read in two ways, or is not of a known shape, is damage even with the right sum."""
    with pytest.raises(BadLineError):
        decode(sealed(body), loads)


@pytest.mark.parametrize("loads", [strict_loads, fast_loads])
def test_what_a_later_version_adds_survives(loads) -> None:
    """Unknown fields and operations pass; a line of a later version is known as such."""
    line = decode(sealed(START + ',"mood":"good","do":[["paint","t","1","red"],null]'), loads)
    assert line.ops == [["paint", "t", "1", "red"], None]
    later = decode(sealed(START.replace('"v":1', '"v":2') + ',"do":"otherwise"'), loads)
    assert later.newer
    assert later.id == LINE.id


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf")],
)
@pytest.mark.parametrize("dumps", [None, fast_dumps])
def test_what_would_be_refused_is_not_written(value, dumps) -> None:
    """A line that could not be read again is never written."""
    line = Line(LINE.id, "d", "2026", "w", [["new", "t", "1", {"a": value}]])
    with pytest.raises(ValueError, match="JSON"):
        encode(line, *([dumps] if dumps else []))


def test_depth_is_refused_before_it_is_written() -> None:
    """Nor is one that is nested too deeply."""
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(BadLineError):
        encode(Line(LINE.id, "d", "2026", "w", [["new", "t", "1", {"a": deep}]]))
    while deep:  # or taking it apart would itself go too deep
        deep = deep.pop()


@given(st.integers(0, 2**100 - 1), st.integers(0, 2**100 - 1))
def test_ids_are_in_the_order_of_their_numbers(one, other) -> None:
    """The order of texts is that of time."""
    assert (as_id(one) < as_id(other)) == (one < other)
    assert int(as_id(one), 32) == one


@given(st.integers(10**12, 10**13), st.integers(-(10**8), 10**9))
def test_an_id_follows_the_last_one(now, step) -> None:
    """Within a millisecond and after a small step back of the clock ids still ascend."""
    last = new_id(now)
    assert new_id(now + step, last) > last


def test_a_clock_that_ran_years_ahead_does_not_drag_later_lines_along() -> None:
    """After a great step back an id tells the time again."""
    assert new_id(10**12, new_id(10**13)) < new_id(10**12 + 1)


def test_times_are_written_in_utc() -> None:
    """The wall clock is ISO 8601 with milliseconds."""
    assert time_of(1764000000123) == "2025-11-24T16:00:00.123Z"
    assert json.loads(json.dumps(time_of(0))) == "1970-01-01T00:00:00.000Z"


def test_a_device_that_is_no_utf8_is_a_bad_line() -> None:
    """Also where only the id and the device are asked for, and the sum is right."""
    raw = encode(Line(as_id(1), "vm-abcd", "2026-11-24T00:00:00.000Z", "x", []))
    bad = lines.sealed(raw[: raw.index(b',"sum"')].replace(b"vm-abcd", b"vm-\x80bcd") + b"}")
    for read in (decode, id_and_device):
        with pytest.raises(BadLineError):
            read(bad[:-1])
