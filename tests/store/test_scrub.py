"""Purging: forgotten by the fold whatever the order, taken out of files, and nothing else harmed by a failure."""

import errno
import gzip
import os
import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcrm.core.changes import people, purging
from netcrm.core.errors import BadInputError, CannotBeDoneError, StoreError
from netcrm.core.record import Change
from netcrm.store.line import Line, decode, encode, is_header
from netcrm.store.place import Place
from netcrm.store.scrub import Scrub, scrub_file
from netcrm.store.seam import Files
from tests.store.kit import (
    TODAY,
    CrashError,
    Failing,
    add,
    entry,
    journals,
    names,
    opened,
    place_in,
    shown,
)
from tests.store.test_fold import as_id, folded, histories, inside, line, name

SECRET = b"Zebedee"


def everything(folder: Path) -> bytes:
    """Return the bytes of all files under a folder."""
    return b"\n".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def network(folder: Path):
    """Return an open store with somebody to purge, somebody to keep, and entries about each and both."""
    store = opened(place_in(folder))
    who = add(store, "Zebedee Zorn", note="Zebedee likes tea", emails=["z@example.com"])
    anna = add(store, "Anna", org="DR")
    store.write(entry("with Zebedee", [who]))
    store.write(entry("with Zebedee and Anna", [who, anna]))
    store.write(entry("with Anna", [anna]))
    store.write(
        people.edit(store.network, who, {"org": "Zebedee Ltd"}, today=store._contents.today)
    )
    store.checkpoint()
    return store, who


def others_of(store) -> dict:
    """Return what is shown of everybody but the one who is purged, entries by their words."""
    found = shown(store)
    contacts = {id: f for id, f in found["contacts"].items() if f["name"] != "Zebedee Zorn"}
    texts = sorted(
        str(f["text"]).replace("Zebedee", "…")
        for f in found["interactions"].values()
        if any(id in contacts for id in f["contacts"])
    )
    return {"contacts": contacts, "texts": texts}


@settings(max_examples=150, deadline=None)
@given(histories(), st.sampled_from(["1", "2", "3"]), st.randoms(use_true_random=False))
def test_what_is_purged_counts_for_nothing_in_any_order(lines, id, shuffle) -> None:
    """Late lines too; the others are what they would be without it."""
    told = line(99, ["purge", "contacts", id], ["purge", "interactions", id])
    shuffled = [*lines, told]
    shuffle.shuffle(shuffled)
    purged = {("contacts", id), ("interactions", id)}
    without = [
        Line(o.id, o.dev, o.at, o.what, [None if (p[1], p[2]) in purged else p for p in o.ops])
        for o in lines
    ]
    straight, late, never = folded([told, *lines]), folded(shuffled), folded(without)
    at_once = type(straight)()
    at_once.take(shuffled)
    for fold in (straight, late, at_once, never):
        fold.forget_dead([told, *lines])
    never.forget_dead(lines)
    assert inside(straight) == inside(late) == inside(at_once) == inside(never)
    assert straight.purged == purged


def test_nulls_stand_in_the_place_of_operations() -> None:
    """Indices stay, the line keeps its id and its sum is right; other lines stay to the byte."""
    scrub = Scrub({("contacts", "1")}, ["Zebedee Zorn"])
    both = Line(
        as_id(1),
        "d",
        "2026",
        "met Zebedee Zorn, Anna",
        [
            ["new", "contacts", "1", {"name": "Zebedee Zorn"}],
            ["new", "contacts", "2", {"name": "Anna"}],
        ],
    )
    other = Line(as_id(2), "d", "2026", "edited Anna", [["add", "contacts", "2", "tags", "1"]])
    left = scrub.lines(encode(both) + encode(other)).splitlines()
    read = decode(left[0])
    assert (read.id, read.what) == (as_id(1), "met …, Anna")
    assert read.ops == [None, both.ops[1]]
    assert left[1] + b"\n" == encode(other)
    assert scrub.lines(b"\n".join(left) + b"\n") == b"\n".join(left) + b"\n"


def test_words_go_where_no_name_is_known_or_nothing_else_is_left() -> None:
    """Who knows no name can't tell it from other words."""
    gone = ["gone", "contacts", "1", [name(1)]]
    keep = ["gone", "contacts", "2", [name(1)]]
    for ops, known, what in (
        ([gone], ["Zebedee"], "(purged)"),
        ([gone, keep], [], "(purged)"),
        ([gone, keep], ["Zebedee"], "deleted …, Anna"),
    ):
        raw = encode(Line(as_id(2), "d", "2026", "deleted Zebedee, Anna", ops))
        assert decode(Scrub({("contacts", "1")}, known).lines(raw)[:-1]).what == what


def test_one_word_may_be_the_name_of_somebody_else() -> None:
    """In a line that tells of nobody purged only full names are left out."""
    scrub = Scrub({("contacts", "1")}, ["Jan", "Jan Holm Ibsen"])
    for what, left in (("met Jan Holm", "met Jan Holm"), ("met Jan Holm Ibsen, Bo", "met …, Bo")):
        raw = encode(Line(as_id(1), "d", "2026", what, [["add", "contacts", "2", "tags", "x"]]))
        assert decode(scrub.lines(raw)[:-1]).what == left


def test_a_damaged_line_keeps_what_else_is_in_it_and_a_torn_end_goes() -> None:
    """Neither ever counted, and neither tells of the person afterwards."""
    scrub = Scrub({("contacts", "1")}, ["Zebedee"])
    assert scrub.lines(b"{nonsense of Zebedee and Anna}\n") == b"{nonsense of ??????? and Anna}\n"
    whole = encode(line(1, ["add", "contacts", "2", "tags", "x"]))
    assert scrub.lines(whole + b'{"id":"Zebed') == whole + b'{"id":"Zebed'
    assert scrub.lines(whole + b'{"id":"Zebedee') == whole


def test_names_in_other_letters_are_found_as_json_may_write_them() -> None:
    """As UTF-8 and with escapes."""
    scrub = Scrub({("contacts", "1")}, ["Åse Ø"])
    assert scrub.tells("x Åse Ø".encode())
    assert scrub.tells(b"x \\u00c5se \\u00d8")


def test_a_line_of_a_later_version_is_scrubbed_too(tmp_path) -> None:
    """It has the same form; what can't be told apart stays."""
    raw = encode(line(1, ["new", "contacts", "1", {"name": "Zebedee"}]))
    from netcrm.store.line import sealed

    body = raw[: raw.index(b',"sum"')] + b"}"
    newer = sealed(body.replace(b'"v":1', b'"v":9'))
    path = tmp_path / "a.jsonl"
    path.write_bytes(newer)
    assert scrub_file(Files(), str(path), Scrub({("contacts", "1")}, ["Zebedee"]))
    assert decode(path.read_bytes()[:-1]).newer
    assert b"Zebedee" not in path.read_bytes()
    assert not scrub_file(Files(), str(path), Scrub({("contacts", "1")}, ["Zebedee"]))


def test_after_a_purge_nothing_is_left_and_the_others_are_as_they_were(tmp_path) -> None:
    """On disk and in memory, at once and after a restart."""
    store, who = network(tmp_path)
    before = others_of(store)
    assert store.purge(purging.purge(store.network, who).change) == ()
    assert SECRET not in everything(tmp_path)
    for _round in range(2):
        assert others_of(store) == before
        assert store.warnings == []
        with pytest.raises(CannotBeDoneError):
            store.undo()
        store.close()
        store = opened(store.place)
    assert SECRET not in everything(tmp_path)


def test_a_form_that_was_open_brings_nobody_back(tmp_path) -> None:
    """Another process writes to the purged contact: forgotten, and taken out of the file again."""
    store, who = network(tmp_path)
    other = opened(store.place)
    form = other.network.contacts[who]
    store.purge(purging.purge(store.network, who).change)
    other.write(Change("edited Zebedee Zorn", [form.put("note", "Zebedee again")]))
    other.write(entry("after it", []))
    assert who not in other.network.contacts
    for one in (store, other):
        one.poll(one._contents.today)
        assert who not in one.network.contacts
    store.close()
    other.close()
    store = opened(store.place)
    assert {f["text"] for f in shown(store)["interactions"].values()} >= {"after it"}
    assert SECRET not in everything(tmp_path)


HOW = {"fails once": {}, "fails for ever": {"forever": True}, "crash": {"crash": True}}


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
def test_a_failure_at_any_call_leaves_it_before_or_after(fast_folder, how) -> None:
    """Nobody else loses a line; the next start that can finishes what was begun."""
    made, who = network(fast_folder / "made")
    before = others_of(made)
    made.close()
    k, done = 0, False
    while not done:
        k += 1
        folder = fast_folder / f"k{k}"
        shutil.copytree(fast_folder / "made", folder)
        files = Failing(code=errno.EIO, **how)
        store = opened(place_in(folder), files)
        change = purging.purge(store.network, who).change
        files.k = files.count + k
        with suppress(StoreError, CrashError):
            store.purge(change)
        if not files.crash:
            files.k = 0
            store.close()
            assert not files.descriptors, k
        for fd in files.descriptors:
            os.close(fd)
        done = not files.failed
        store = opened(place_in(folder))
        assert others_of(store) == before, k
        is_there = who in store.network.contacts
        assert is_there or SECRET not in everything(folder), k
        if is_there:
            store.purge(purging.purge(store.network, who).change)
            assert SECRET not in everything(folder), k
        assert store.warnings == []
        store.close()
        shutil.rmtree(folder)
    assert k > 20


def test_the_own_journal_takes_lines_again_after_a_purge(tmp_path) -> None:
    """In the same file, by both processes that had it open."""
    store, who = network(tmp_path)
    other = opened(store.place)
    other.write(entry("before", []))
    store.poll(store._contents.today)
    store.purge(purging.purge(store.network, who).change)
    for n in range(3):
        random.choice([store, other]).write(entry(f"after {n}", []))
    raws = [raw for path in journals(store.place) for raw in path.read_bytes().splitlines()]
    ids = [decode(raw).id for raw in raws if not is_header(raw)]
    assert len(ids) == len(set(ids))
    other.poll(other._contents.today)
    texts = {f["text"] for f in shown(other)["interactions"].values()}
    assert {"before", "after 0", "after 1", "after 2"} <= texts


def test_backups_are_scrubbed_and_a_copy_from_elsewhere_brings_nobody_back(tmp_path) -> None:
    """What a restore would write about the person is forgotten, and taken out of the files again."""
    store, who = network(tmp_path / "here")
    made = store.backups.make("now")
    (tmp_path / "away").mkdir()
    copy = shutil.copy2(made.path, tmp_path / "away")
    before = others_of(store)
    store.purge(purging.purge(store.network, who).change)
    for backup in store.backups.all():
        assert SECRET not in store.backups.read(backup).body
        assert who not in store.plan_restore(backup.path).change.ops
    store.write(store.plan_restore(str(copy)).change)
    store.close()
    store = opened(store.place)
    assert who not in store.network.contacts
    assert others_of(store)["contacts"] == before["contacts"]


def test_the_journals_of_a_lost_device_are_taken_over_without_what_is_purged(tmp_path) -> None:
    """All else that it wrote stays, also its later lines, and no file of it is left that tells."""
    here = place_in(tmp_path)
    there = Place(here.data, tmp_path / "lost")
    one = opened(here)
    who = add(one, "Anna Vestergaard")
    lost = opened(there)
    lost.write(entry("secret with Anna Vestergaard", [who]))
    add(lost, "Bo")
    lost.close()
    one.poll(TODAY)
    assert one.purge(purging.purge(one.network, who).change) == (lost.device,)
    before = shown(one)
    with pytest.raises(BadInputError, match="this device"):
        one.take_over(one.device)
    with pytest.raises(BadInputError, match="no journal of a device"):
        one.take_over("nobody-1234")
    assert one.take_over(lost.device) == 2
    assert shown(one) == before
    assert not [path for path in journals(here) if path.name.startswith(lost.device)]
    one.close()
    for path in (*here.data.rglob("*"), *here.state.rglob("*")):
        if path.is_file():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            assert b"Vestergaard" not in data, path
    again = opened(here)
    assert shown(again) == before
    assert names(again) == {"Bo"}


def test_a_damaged_journal_of_a_lost_device_stays(tmp_path) -> None:
    """What can't be read would be lost with the file."""
    here = place_in(tmp_path)
    one = opened(here)
    add(one, "Anna")
    lost = opened(Place(here.data, tmp_path / "lost"))
    add(lost, "Bo")
    lost.close()
    (path,) = [path for path in journals(here) if path.name.startswith(lost.device)]
    path.write_bytes(path.read_bytes().replace(b"Bo", b"B0"))
    one.poll(TODAY)
    with pytest.raises(CannotBeDoneError, match="damaged"):
        one.take_over(lost.device)
    assert path.exists()


def test_a_store_that_is_purged_is_not_gone_through_again(tmp_path, monkeypatch) -> None:
    """The checkpoint keeps that nothing is left to do."""
    from netcrm.store import scrub

    store = opened(place_in(tmp_path))
    who = add(store, "Anna")
    store.purge(purging.purge(store.network, who).change)
    store.close()
    monkeypatch.setattr(scrub.Scrubber, "run", lambda _: pytest.fail("again"))
    opened(place_in(tmp_path)).close()
