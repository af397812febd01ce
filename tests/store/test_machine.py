"""Two open stores on one place, in any order of steps, against a plain reading of the definition."""

import shutil
import tempfile
from itertools import count
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from netcrm.core.errors import CannotBeDoneError, StoreError
from netcrm.core.record import Change, Record, alias, new
from netcrm.store.line import decode, is_header
from netcrm.store.store import Store
from tests.store.kit import TODAY, Fast, journals, opened, place_in, shown
from tests.store.oracle import Oracle

FIELDS = st.sampled_from(["name", "note"])
VALUES = st.sampled_from(["x", "y", "z", None])
ITEMS = st.sampled_from(["a", "b"])
WHICH = st.integers(0, 1)


class Machine(RuleBasedStateMachine):
    """Forms stay open while other writes arrive; undo and redo always act on the machine's last change."""

    forms = Bundle("forms")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.place = place_in(self.folder)
        time = count(1795500000000)  # two lines of one millisecond may be in any order
        self.clock = lambda: next(time)
        self.stores = [self.another(), self.another()]
        self.ids = iter(range(1, 1000))
        self.done: list[tuple[str, dict, dict]] = []  # what, before, after
        self.undone: list[tuple[str, dict, dict]] = []
        self.said = 0
        self.round = 0  # counts undos: who saves a form opened before one has seen what is undone
        self.exact = True

    def another(self) -> Store:
        """Open another store on the place."""
        return opened(self.place, Fast(), clock=self.clock)

    def write(self, which: int, *ops: list) -> None:
        before = self.seen()
        self.said += 1
        what = f"change {self.said}"
        self.stores[which].write(Change(what, ops))
        self.done.append((what, before, self.seen()))
        self.undone.clear()

    def form(self, record: Record) -> tuple[Record, int]:
        """Return a form of a record, opened now."""
        return record, self.round

    def opened(self, form: tuple[Record, int]) -> Record:
        """Return the record a form shows."""
        self.exact = self.exact and form[1] == self.round
        return form[0]

    def seen(self) -> dict:
        """Return what the journals say, by the definition.

        Without the order of sets: an item that comes back comes back as the last.
        """
        shown_now = Oracle(self.lines()).shown
        return {
            (table, id): {f: sorted(v) if isinstance(v, list) else v for f, v in fields.items()}
            for table, records in shown_now.items()
            for id, fields in records.items()
        }

    def lines(self) -> list:
        if not self.place.data.exists():
            return []
        raws = [raw for path in journals(self.place) for raw in path.read_bytes().splitlines()]
        return [decode(raw) for raw in raws if not is_header(raw)]

    @rule(target=forms, which=WHICH, tags=st.lists(ITEMS, max_size=2))
    def add(self, which, tags):
        id = str(next(self.ids))
        self.write(which, new("contacts", id, {"name": id, "tags": tags}))
        return self.form(self.stores[which].network.contacts[id])

    @rule(target=forms, which=WHICH, of=forms)
    def log(self, which, of):
        id = str(next(self.ids))
        fields = {"date": "2026-11-20", "medium": "met", "contacts": [of[0].id]}
        self.write(which, new("interactions", id, fields))
        return self.form(self.stores[which].network.interactions[id])

    @rule(target=forms, which=WHICH, data=st.data())
    def open_form(self, which, data):
        network = self.stores[which].network
        found = [*network.contacts.values(), *network.interactions.values()]
        return self.form(data.draw(st.sampled_from(found))) if found else multiple()

    @rule(which=WHICH, form=forms, field=FIELDS, value=VALUES)
    def put(self, which, form, field, value) -> None:
        form = self.opened(form)
        self.write(which, form.put(field, value))

    @rule(which=WHICH, form=forms, field=FIELDS)
    def put_twice(self, which, form, field) -> None:
        form = self.opened(form)
        self.write(which, form.put(field, "once"), form.put("org", "DR"))

    @rule(which=WHICH, form=forms, item=ITEMS)
    def tag(self, which, form, item) -> None:
        form = self.opened(form)
        self.write(which, form.add("tags", item))

    @rule(which=WHICH, item=ITEMS, data=st.data())
    def untag(self, which, item, data) -> None:
        self.stores[which].poll(TODAY)
        tagged = [
            r
            for r in self.stores[which].network.contacts.values()
            if item in r.fields.get("tags", [])
        ]
        if tagged:
            self.write(which, data.draw(st.sampled_from(tagged)).drop("tags", item))

    @rule(which=WHICH, form=forms, seen=st.booleans())
    def delete(self, which, form, seen) -> None:
        form = self.opened(form)
        network = self.stores[which].network
        also = []
        if seen and form.table == "contacts":
            also = [
                w for e in network.log_of(form.id) for w in e.record.seen_item("contacts", form.id)
            ]
        self.write(which, form.gone(also_seen=also))

    @rule(which=WHICH, first=forms, second=forms)
    def merge(self, which, first, second) -> None:
        """Make one of two, as they were when their forms were opened."""
        if first[0].table == second[0].table == "contacts":
            one, other = self.opened(first), self.opened(second)
            tags = [one.add("tags", tag) for tag in other.fields.get("tags", [])]
            self.write(which, *tags, one.put("org", "DR"), alias(other, one.id))

    @rule(which=WHICH, data=st.data())
    def merge_those_there(self, which, data) -> None:
        self.stores[which].poll(TODAY)
        there = sorted(self.stores[which].network.contacts.values(), key=lambda r: int(r.id))
        if len(there) > 1:
            one, other = data.draw(st.permutations(there))[:2]
            tags = [one.add("tags", tag) for tag in other.fields.get("tags", [])]
            self.write(which, *tags, alias(other, one.id))

    @rule(which=WHICH, text=st.sampled_from(["one", "two"]))
    def draft(self, which, text) -> None:
        self.write(which, new("drafts", str(next(self.ids)), {"text": text}))

    @rule(which=WHICH)
    def undo(self, which) -> None:
        store = self.stores[which]
        store.poll(TODAY)
        assert store.can_undo == (self.done[-1][0] if self.done else None)
        try:
            what = store.undo().what
        except CannotBeDoneError:
            assert not self.done
            return
        last = self.done.pop()
        assert what == last[0]
        assert self.seen() == last[1] or not self.exact
        self.round += 1
        self.undone.append(last)

    @rule(which=WHICH)
    def redo(self, which) -> None:
        store = self.stores[which]
        store.poll(TODAY)
        assert store.can_redo == (self.undone[-1][0] if self.undone else None)
        try:
            what = store.redo().what
        except CannotBeDoneError:
            assert not self.undone
            return
        last = self.undone.pop()
        assert what == last[0]
        assert self.seen() == last[2] or not self.exact
        self.round += 1
        self.done.append(last)

    @rule(which=WHICH)
    def look(self, which) -> None:
        self.stores[which].poll(TODAY)

    @rule(which=WHICH, keep=st.booleans())
    def reopen(self, which, keep) -> None:
        if keep:
            self.stores[which].checkpoint()
        self.stores[which].close()
        self.stores[which] = self.another()

    @rule(which=WHICH)
    def keep(self, which) -> None:
        self.stores[which].checkpoint()

    @rule()
    def replaced_from_outside(self) -> None:
        """A synchronisation tool puts the same bytes in another file of the same name."""
        for path in journals(self.place) if self.place.data.exists() else ():
            copy = path.with_suffix(".copy")
            shutil.copy2(path, copy)
            copy.replace(path)

    @rule(which=WHICH, form=forms)
    def a_write_fails(self, which, form) -> None:
        before = self.seen()
        store = self.stores[which]
        store._journal._files = store._journal._own._files = Refusing()
        try:
            store.write(Change("never", [form[0].put("note", "never")]))
        except StoreError:
            pass
        else:
            raise AssertionError("a write succeeded on a disk that refuses")
        store._journal._files = store._journal._own._files = Fast()
        assert self.seen() == before

    @invariant()
    def both_agree_with_the_definition(self) -> None:
        if not hasattr(self, "stores"):
            return
        expected = Oracle(self.lines())
        for store in self.stores:
            store.poll(TODAY)
            assert {
                table: records for table, records in shown(store).items() if records
            } == expected.shown
            assert store.warnings == []
            log = store.network.interactions
            assert len(log) == len(expected.shown.get("interactions", {}))
            counts = {}
            for fields in expected.shown.get("interactions", {}).values():
                for id in fields.get("contacts", []):
                    counts[id] = counts.get(id, 0) + 1
            for id in expected.shown.get("contacts", {}):
                assert store.network.ledger.of(id).count == counts.get(id, 0)

    def teardown(self) -> None:
        for store in getattr(self, "stores", ()):
            store.close()
        shutil.rmtree(getattr(self, "folder", ""), ignore_errors=True)


class Refusing(Fast):
    """A full disk."""

    def write(self, fd: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
