"""The fold: what lines add up to depends on their set alone, and is what the definition says."""

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from netcrm.core.record import Record
from netcrm.store.checkpoint import composed, fill
from netcrm.store.fold import Fold
from netcrm.store.ids import as_id
from netcrm.store.line import Line
from netcrm.store.table_file import TableFile
from tests.store.oracle import Oracle

IDS = ["1", "2", "3"]


def line(n: int, *ops: list[Any], dev: str = "d") -> Line:
    """Return the Nth line."""
    return Line(as_id(n), dev, "2026", f"line {n}", [*ops])


def name(n: int, index: int = 0) -> str:
    """Return the name of a write of the Nth line."""
    return f"{as_id(n)}.{index}"


def folded(lines: Iterable[Line]) -> Fold:
    """Return what LINES add up to, taken in one by one."""
    fold = Fold()
    for one in lines:
        fold.take([one])
    return fold


def shown(fold: Fold) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the fields of the shown records by table and id, empty tables left out."""
    found = {}
    for table, shelf in fold.shelves.items():
        records = {id: record.fields for id, record in shelf.lend().items()}
        if records:
            found[table] = records
    return found


def inside(fold: Fold) -> dict[str, Any]:
    """Return everything a fold holds, in a form that can be compared."""
    parts: dict[str, Any] = {}
    for table, shelf in fold.shelves.items():
        kept = [dict(shelf.lend()), shelf.hidden, shelf.orphans, shelf.own]
        parts[table] = [{id: whole(record) for id, record in records.items()} for records in kept]
        gones = {id: shelf.gones_of(id) for records in kept for id in records}
        places = {id: shelf.places_of(id) for records in kept for id in records}
        parts[table] += [
            {id: g for id, g in gones.items() if g},
            {id: ranks(p) for id, p in places.items() if p},
            shelf.dead,
            dict(shelf.aliases),
            shelf.heads,
        ]
    return {table: part for table, part in parts.items() if any(part)}


def ranks(places: Mapping[str, Mapping[str, Mapping[str, int]]]) -> dict[str, dict[str, list[str]]]:
    """Return in which order the items of each write stood; which numbers say so does not matter."""
    return {
        field: {
            write: sorted((k for k in keys if write in keys[k]), key=lambda k: keys[k][write])
            for write in {w for writes in keys.values() for w in writes}
        }
        for field, keys in places.items()
    }


def whole(record: Record) -> list[Any]:
    """Return all parts of a record."""
    return [
        record.fields,
        record.origin,
        {f: sorted(n) for f, n in record.puts.items()},
        {f: {k: sorted(n) for k, n in i.items()} for f, i in record.items.items()},
        {f: sorted(map(str, r)) for f, r in record.rivals.items()},
        sorted(record.gone_by),
    ]


@st.composite
def histories(draw) -> list[Line]:
    """Draw lines of several writers, each of whom sees only some of what the others wrote."""
    lines: list[Line] = []
    writes: dict[tuple, list[str]] = {}
    for n in range(1, draw(st.integers(2, 9))):
        ops: list[list[Any]] = []
        for index in range(draw(st.integers(1, 2))):
            table = draw(
                st.sampled_from(
                    [
                        *("contacts", "contacts", "acquaintances"),
                        *("interactions", "follow_ups", "relations"),
                    ]
                )
            )
            id = draw(st.sampled_from(IDS))
            kind = draw(
                st.sampled_from(
                    ["new", "new", "put", "add", "del", "gone", "gone", "back", "alias", "alias"]
                )
            )
            # a writer may even name writes that nobody will ever read
            every = [w for slot in writes.values() for w in slot] + [name(99)]
            some = st.lists(st.sampled_from(every), max_size=4, unique=True)
            if kind == "new":
                fields = draw(
                    st.dictionaries(st.sampled_from("ab"), st.sampled_from("xyz"), max_size=2)
                )
                sets = st.lists(st.sampled_from(IDS), max_size=3)
                fields |= draw(
                    st.dictionaries(st.sampled_from(["contacts", "tags"]), sets, max_size=1)
                )
                for field in ("contact", "person", "other"):
                    if draw(st.booleans()):
                        fields[field] = draw(st.sampled_from(IDS))
                op = ["new", table, id, fields]
            elif kind == "put":
                field = draw(st.sampled_from(["a", "b", "contact", "person", "tags"]))
                value = draw(st.sampled_from(["1", "2", "x", None, ["1"]]))
                op = ["put", table, id, field, value, draw(some), []]
            elif kind == "add":
                op = [
                    "add",
                    table,
                    id,
                    draw(st.sampled_from(["contacts", "tags"])),
                    draw(st.sampled_from(IDS)),
                ]
            elif kind == "del":
                field, item = (
                    draw(st.sampled_from(["contacts", "tags"])),
                    draw(st.sampled_from(IDS)),
                )
                op = ["del", table, id, field, item, draw(some)]
            elif kind == "gone":
                seen = every if draw(st.booleans()) else draw(some)
                op = ["gone", table, id, seen]
            elif kind == "alias":
                seen = every if draw(st.booleans()) else draw(some)
                table, into = "contacts", draw(st.sampled_from(IDS))
                op = ["alias", table, id, into, draw(some), seen]
            else:
                op = ["back", table, id, draw(some)]
            ops.append(op)
            writes.setdefault((table, id), []).append(name(n, index))
        lines.append(line(n, *ops))
    return lines


@settings(max_examples=150, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(lines, random) -> None:
    """Shuffled and in other portions the same lines add up to the same, down to the marks."""
    shuffled = lines[:]
    random.shuffle(shuffled)
    at_once = Fold()
    at_once.take(shuffled)
    straight, one_by_one = folded(lines), folded(shuffled)
    for fold in (straight, one_by_one, at_once):
        fold.forget_dead(lines)  # which writes are waited for in vain depends on the order
    assert inside(one_by_one) == inside(straight)
    assert inside(at_once) == inside(straight)


@settings(max_examples=150, deadline=None)
@given(histories())
def test_the_fold_is_what_the_definition_says(lines) -> None:
    """A second reading of the definition, slow and plain, sees the same records and the same rivals."""
    fold, oracle = folded(lines), Oracle(lines)
    assert shown(fold) == oracle.shown
    for (table, id), rivals in oracle.rivals.items():
        record = fold.shelf(table).shown(id)
        for field, writes in rivals.items():
            if field not in record.items and not isinstance(record.fields.get(field), list):
                assert {write for write, _ in record.rivals.get(field, [])} == writes


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 8))
def test_a_fold_goes_on_from_what_was_kept_of_it(lines, cut) -> None:
    """Kept in files in the middle and read again, it adds up to the same as in one go."""
    before = folded(lines[:cut])
    after = kept_and_read(before)
    assert inside(after) == inside(before)
    for one in lines[cut:]:
        after.take([one])
    assert inside(after) == inside(folded(lines))


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 8), st.booleans())
def test_a_fold_apart_goes_on_by_itself(lines, cut, kept) -> None:
    """It adds up to what one that had all lines from the start would, and the first one stays as it was."""
    first = folded(lines[:cut])
    first = kept_and_read(first) if kept else first
    before = inside(first)
    apart = first.apart()
    apart.take(lines[cut:])
    assert inside(apart) == inside(folded(lines))
    assert inside(first) == before
    first.take(lines[cut:])
    assert inside(first) == inside(apart)


def test_what_marks_a_merged_contact_is_known_after_reading_it_again() -> None:
    """The file has them with the other one; a deletion that comes later counts for their own part."""
    lines = [
        line(1, ["alias", "contacts", "1", "2", [], []]),
        line(2, ["new", "contacts", "1", {"tags": ["a", "b"]}]),
        line(3, ["new", "contacts", "2", {"tags": ["b", "a"]}]),
        line(4, ["new", "contacts", "1", {}], ["gone", "contacts", "2", []]),
        line(5, ["add", "contacts", "2", "tags", "c"]),
    ]
    for cut in range(len(lines)):
        after = kept_and_read(folded(lines[:cut]))
        for one in lines[cut:]:
            after.take([one])
        assert inside(after) == inside(folded(lines)), cut


def test_where_items_stood_is_known_of_whoever_others_are_merged_into() -> None:
    """The files have it with the record; a merge that comes later is no change of that record."""
    lines = [
        line(1, ["new", "contacts", "1", {"tags": ["a", "b"]}]),
        line(2, ["new", "contacts", "1", {"tags": ["b", "a"]}]),
        line(3, ["new", "contacts", "2", {}]),
        line(4, ["alias", "contacts", "2", "1", [], []]),
        line(5, ["add", "contacts", "1", "tags", "c"]),
    ]
    for cut in range(len(lines)):
        after = kept_and_read(folded(lines[:cut]))
        for one in lines[cut:]:
            after.take([one])
            after = kept_and_read(after)
        assert inside(after) == inside(folded(lines)), cut
        again = kept_and_read(after)
        for table, _base in after.bases():  # as a checkpoint that is written leaves it
            after.rest_on(table, dict(again.bases())[table])
        assert inside(after) == inside(folded(lines)), cut


def kept_and_read(fold: Fold) -> Fold:
    """Return FOLD after its way through the bytes of its files."""
    made = Fold()
    for table, shelf in fold.shelves.items():
        data, _ = composed(shelf, {})
        kept = TableFile(table, data)
        assert kept.is_whole
        fill(made.shelf(table), kept)
    made.regroup()
    return made


def test_two_writers_leave_two_values_to_choose() -> None:
    """An edit that did not see the other one stays; the greater line is shown, equal values are one."""
    base = line(1, ["new", "contacts", "1", {"name": "Anna", "org": "DR"}])
    one = line(2, ["put", "contacts", "1", "org", "Novo", [name(1)], ["DR"]])
    other = line(3, ["put", "contacts", "1", "org", "Lego", [name(1)], ["DR"]])
    record = folded([base, one, other]).shelf("contacts").shown("1")
    assert record.fields["org"] == "Lego"
    assert record.rivals == {"org": [(name(2), "Novo")]}
    assert record.seen("org") == [name(2), name(3)]
    same = line(3, ["put", "contacts", "1", "org", "Novo", [name(1)], ["DR"]])
    assert folded([base, one, same]).shelf("contacts").shown("1").rivals == {}
    choice = line(4, ["put", "contacts", "1", "org", "Novo", [name(2), name(3)], ["Lego"]])
    assert folded([base, one, other, choice]).shelf("contacts").shown("1").rivals == {}


def test_an_unseen_edit_brings_a_deleted_record_back_whole() -> None:
    """Who deleted had not seen the note: the record is shown again, and still says who deleted it."""
    base = line(1, ["new", "contacts", "1", {"name": "Anna"}])
    gone = line(2, ["gone", "contacts", "1", [name(1)]])
    edit = line(3, ["put", "contacts", "1", "note", "moved", [], [None]])
    assert shown(folded([base, gone])) == {}
    record = folded([base, gone, edit]).shelf("contacts").shown("1")
    assert record.fields == {"name": "Anna", "note": "moved"}
    assert record.gone_by == (name(2),)


def test_an_unseen_note_about_a_deleted_contact_brings_it_back() -> None:
    """A log entry that names the contact counts as long as it is itself shown."""
    base = line(1, ["new", "contacts", "1", {"name": "Anna"}])
    gone = line(2, ["gone", "contacts", "1", [name(1)]])
    note = line(3, ["new", "interactions", "9", {"contacts": ["1"], "date": "2026-11-20"}])
    assert set(shown(folded([base, gone, note]))) == {"contacts", "interactions"}
    drop = line(4, ["gone", "interactions", "9", [name(3)]])
    assert shown(folded([base, gone, note, drop])) == {}


def test_unknown_tables_fields_and_operations_survive() -> None:
    """What a later version writes is kept as far as it is understood, and counted where not."""
    lines = [
        line(1, ["new", "planets", "1", {"rings": ["a", "b"]}], ["paint", "contacts", "1", "red"]),
        line(2, ["add", "planets", "1", "moons", {"name": "Io"}]),
    ]
    fold = folded(lines)
    assert shown(fold) == {"planets": {"1": {"rings": ["a", "b"], "moons": [{"name": "Io"}]}}}
    assert fold.unknown == 1
    assert inside(kept_and_read(fold)) == inside(fold)


def test_a_record_whose_first_line_is_missing_is_kept_aside() -> None:
    """An edit that came before the record is not shown, and counts as soon as the record is there."""
    base = line(1, ["new", "contacts", "1", {"name": "Anna"}])
    edit = line(2, ["put", "contacts", "1", "note", "moved", [], [None]])
    assert shown(folded([edit])) == {}
    assert shown(folded([edit, base])) == {"contacts": {"1": {"name": "Anna", "note": "moved"}}}


def merged() -> list[Line]:
    """Return lines in which Bo was merged into Anna by somebody who had seen all of him but a later edit."""
    return [
        line(1, ["new", "contacts", "1", {"name": "Anna", "org": "DR", "tags": ["a"]}]),
        line(2, ["new", "contacts", "2", {"name": "Bo", "title": "cook", "tags": ["b"]}]),
        line(3, ["new", "interactions", "9", {"contacts": ["2", "1"], "date": "2026-11-20"}]),
        line(
            4, ["add", "contacts", "1", "tags", "b"], ["alias", "contacts", "2", "1", [], [name(2)]]
        ),
    ]


def test_a_merged_contact_is_named_by_the_one_who_stands_for_it() -> None:
    """The other is not shown any more, what was seen of it counts only as it was carried over."""
    fold = folded(merged())
    assert shown(fold) == {
        "contacts": {"1": {"name": "Anna", "org": "DR", "tags": ["a", "b"]}},
        "interactions": {"9": {"contacts": ["1"], "date": "2026-11-20"}},
    }
    assert fold.shelf("contacts").hidden == {}
    apart = line(5, ["back", "contacts", "2", [name(4, 1)]])
    assert shown(folded([*merged(), apart]))["contacts"]["2"]["title"] == "cook"


def test_a_late_edit_of_a_merged_contact_lands_on_the_one_who_stands_for_it() -> None:
    """Whoever merged had not seen it: it is a value to choose, and choosing ends that."""
    late = line(5, ["put", "contacts", "2", "org", "Lego", [], [None]], dev="other")
    record = folded([*merged(), late]).shelf("contacts").shown("1")
    assert record.fields["org"] == "Lego"
    assert record.rivals == {"org": [(name(1), "DR")]}
    choice = line(6, record.put("org", "DR"))
    for lines in ([*merged(), late, choice], [choice, late, *merged()]):
        fold = folded(lines)
        fold.forget_dead(lines)
        again = folded([*lines, line(7, ["add", "contacts", "1", "tags", "c"])])
        for one in (fold, again):
            record = one.shelf("contacts").shown("1")
            assert record.fields["org"] == "DR"
            assert record.rivals == {}


def test_what_replaced_a_write_of_a_merged_contact_is_remembered_before_the_merging_is_known() -> (
    None
):
    """The line that says that two are one may come last of all, after everything was folded anew."""
    late = line(5, ["put", "contacts", "2", "org", "Lego", [], [None]], dev="other")
    choice = line(6, ["put", "contacts", "1", "org", "DR", [name(1), name(5)], ["Lego"]])
    *before, merging = merged()
    early = [*before, late, choice]
    fold = folded(early)
    fold.forget_dead(early)
    fold.take([merging])
    assert fold.shelf("contacts").shown("1").fields["org"] == "DR"
    assert fold.shelf("contacts").shown("1").rivals == {}


def test_a_deletion_of_a_merged_contact_needs_to_have_seen_what_names_either() -> None:
    """A note about the one who was merged, which the deleter had not seen, brings both back as one."""
    seen = [name(1), name(4), name(3)]
    gone = line(5, ["gone", "contacts", "1", seen], ["gone", "interactions", "9", [name(3)]])
    assert shown(folded([*merged(), gone])) == {}
    note = line(6, ["new", "interactions", "8", {"contacts": ["2"], "date": "2026-11-21"}])
    assert [*shown(folded([*merged(), gone, note]))["contacts"]] == ["1"]
    assert shown(folded([note, gone, *merged()]))["interactions"]["8"]["contacts"] == ["1"]


def test_of_contacts_merged_in_a_ring_the_smallest_id_stands_for_all() -> None:
    """Two machines that merged the same two the other way round agree; nobody vanishes."""
    other = line(5, ["alias", "contacts", "1", "2", [], [name(1)]], dev="other")
    expected = {"name": "Anna", "org": "DR", "tags": ["a", "b"]}
    for lines in ([*merged(), other], [other, *merged()]):
        assert shown(folded(lines))["contacts"] == {"1": expected}


def test_replaced_writes_whose_lines_have_come_are_not_waited_for() -> None:
    """What is remembered of writes that were replaced before they came does not grow for ever."""
    base = line(1, ["new", "contacts", "1", {"org": "DR"}])
    one = line(2, ["put", "contacts", "1", "org", "Novo", [name(1)], ["DR"]])
    other = line(3, ["put", "contacts", "1", "org", "Lego", [name(1), name(7)], ["DR"]])
    fold = folded([base, one, other])
    fold.forget_dead([base, one, other])
    assert fold.shelf("contacts").dead == {"1": {("org", None): {name(7)}}}
