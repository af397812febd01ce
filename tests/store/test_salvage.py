"""Damaged journals: what is whole counts, what is not is said with file and line, and writing goes on."""

import shutil
from pathlib import Path

import pytest

from netcrm.core.errors import StoreError
from netcrm.store import lookup, tails
from netcrm.store.line import decode, is_header
from tests.store.kit import (
    TODAY,
    add,
    entry,
    journals,
    names,
    opened,
    place_in,
    shown,
    without_archive,
)
from tests.store.oracle import Oracle


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A store with a short journal."""
    folder = tmp_path_factory.mktemp("template")
    store = opened(place_in(folder))
    anna = add(store, "Anna", tags=["a"])
    store.write(entry("coffee", [anna]))
    add(store, "Bo")
    store.undo()
    store.close()
    without_archive(place_in(folder))  # else every line would come back from it
    return folder


def by_definition(data: bytes) -> dict:
    """Return what the whole lines of DATA add up to."""
    lines = []
    for raw in data.split(b"\n")[:-1]:
        try:
            if not is_header(raw):
                lines.append(decode(raw))
        except ValueError:
            continue
    return Oracle(lines).shown


def check(folder: Path, data: bytes) -> list[str]:
    """Put DATA in the place of the journal; return the warnings after seeing that all else holds."""
    place = place_in(folder)
    (path,) = journals(place)
    path.write_bytes(data)
    store = opened(place)
    assert {t: r for t, r in shown(store).items() if r} == by_definition(data)
    said = store.warnings
    before = names(store)
    add(store, "Later")
    assert names(store) == before | {"Later"}
    assert names(opened(place)) == before | {"Later"}
    store.close()
    for path in journals(place)[1:] if journals(place)[0].read_bytes() == data else journals(place):
        if path.read_bytes() != data:
            path.unlink()
    return said


def copies(template: Path, tmp_path: Path) -> tuple[Path, bytes]:
    """Return a copy of the template and the bytes of its journal."""
    folder = tmp_path / "store"
    shutil.copytree(template, folder)
    return folder, journals(place_in(folder))[0].read_bytes()


def fresh(template: Path, folder: Path) -> None:
    """Bring the copy back to what it was."""
    shutil.rmtree(folder)
    shutil.copytree(template, folder)


def test_cut_at_every_byte(template, fast_folder) -> None:
    """The lines before the cut are there; a torn end needs no words, a journal without any line does."""
    folder, data = copies(template, fast_folder)
    header = data.index(b"\n") + 1
    for size in range(0, len(data), 5):
        fresh(template, folder)
        said = check(folder, data[:size])
        assert bool(said) == (size < header), size
        assert not any("line " in sentence for sentence in said)


def test_a_bit_flipped_in_every_byte(template, fast_folder) -> None:
    """The line it is in is skipped and said, by its number; all others count."""
    folder, data = copies(template, fast_folder)
    for at in range(0, len(data), 7):
        fresh(template, folder)
        flipped = data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :]
        said = check(folder, flipped)
        if flipped.endswith(b"\n"):
            number = flipped[:at].count(b"\n") + 1
            assert any(f"line {number}" in sentence for sentence in said), at


def test_lines_removed_and_doubled(template, fast_folder) -> None:
    """What is missing is not made up, what is there twice counts once, and nothing of it is an error."""
    folder, data = copies(template, fast_folder)
    lines = data.splitlines(keepends=True)
    for n in range(1, len(lines)):
        fresh(template, folder)
        check(folder, b"".join(lines[:n] + lines[n + 1 :]))
        fresh(template, folder)
        assert check(folder, b"".join([*lines[: n + 1], *lines[n:]])) == []


def test_lines_in_any_order_and_under_any_name(template, fast_folder) -> None:
    """Lines may lie in a file of another name, after each other in the wrong order, even without a header."""
    folder, data = copies(template, fast_folder)
    before = shown(opened(place_in(folder)))
    header, *lines = data.splitlines(keepends=True)
    (path,) = journals(place_in(folder))
    path.write_bytes(header)
    path.with_name("anything at all.jsonl").write_bytes(b"".join(reversed(lines)))
    assert shown(opened(place_in(folder))) == before


def test_much_garbage_is_told_in_few_words(template, fast_folder) -> None:
    """A file full of damage is not listed line by line."""
    folder, data = copies(template, fast_folder)
    place = place_in(folder)
    (path,) = journals(place)
    path.write_bytes(data + b"x\n" * 20_000)
    store = opened(place)
    assert len(store.warnings) == 6
    assert "19995" in store.warnings[-1].replace(",", "")


def test_a_newer_line_is_kept_counted_and_said(template, fast_folder) -> None:
    """A later netcrm on another machine hides nothing of what this one can do."""
    from hashlib import sha256

    folder, data = copies(template, fast_folder)
    place = place_in(folder)
    (path,) = journals(place)
    body = (
        b'{"id":"06h0o7mm8t017b25hteu","v":2,"dev":"desk-1234","at":"2026","what":"x","do":"other"'
    )
    path.write_bytes(data + body + b',"sum":"' + sha256(body).hexdigest()[:16].encode() + b'"}\n')
    before = path.read_bytes()
    store = opened(place)
    assert names(store) == {"Anna"}
    (said,) = store.warnings
    assert "1 change from desk-1234" in said
    add(store, "Carl")
    assert path.read_bytes().startswith(before)
    store.checkpoint()
    assert opened(place).warnings == [said]


def test_a_journal_that_may_not_be_read_is_passed_over(template, fast_folder) -> None:
    """A folder of that name, or a file of somebody else, is no reason to show nothing."""
    folder, _ = copies(template, fast_folder)
    place = place_in(folder)
    (place.data / "journal" / "odd.jsonl").mkdir()
    store = opened(place)
    assert names(store) == {"Anna"}
    assert "odd.jsonl" in store.warnings[0]
    add(store, "Carl")
    assert names(opened(place)) == {"Anna", "Carl"}


def test_a_journal_that_may_not_be_read_any_more_is_an_error(
    template, fast_folder, monkeypatch
) -> None:
    """Of what was read before nothing vanishes in silence: neither from the network nor from the history."""
    folder, _ = copies(template, fast_folder)
    place = place_in(folder)
    store = opened(place)
    store.checkpoint()
    add(opened(place), "Carl")
    for module in (tails, lookup):
        monkeypatch.setattr(module, "open_journal", lambda path: None)
    with pytest.raises(StoreError, match="Permission denied"):
        store.poll(TODAY)
    with pytest.raises(StoreError, match="Permission denied"):
        store.history()
    monkeypatch.undo()
    store.poll(TODAY)
    assert names(store) == {"Anna", "Carl"}
