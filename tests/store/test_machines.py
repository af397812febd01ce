"""Machines that work apart for weeks while all that carries their folders goes wrong: in the end all show the same.

Each has a data folder and a state folder of its own. Files are copied in any order, partly, late, twice, cut,
emptied, removed, brought back from older copies, and as conflict copies under other names. Only a state
folder is never lost together with the lines that it alone has.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from netcrm.core.errors import CannotBeDoneError
from netcrm.core.record import Change, Record, new
from netcrm.store import ids
from netcrm.store.archive import ARCHIVE
from netcrm.store.balance import Balance, _UnsureError, lines_of
from netcrm.store.folder import missed_in
from netcrm.store.line import Line, decode
from netcrm.store.place import Place
from netcrm.store.quick import Quick
from netcrm.store.safekeeping import PATIENCE_MS, Safekeeping
from netcrm.store.seam import Files
from netcrm.store.store import Store
from tests.store.kit import TODAY, contact, journals, opened, shown
from tests.store.oracle import Oracle

EXAMPLES = int(os.environ.get("NETCRM_EXAMPLES", "25"))
HOUR = 3600 * 1000
START = 1795500000000
CONFLICTS = ("{}.sync-conflict-20261124-10{:02}00-ABCDEF2.jsonl", "{} (conflicted copy {}).jsonl")
WHICH = st.integers(0, 2)
NUMBER = st.integers(0, 1 << 16)
TEXTS = st.sampled_from(["x", "y", None])


class Fast(Files):
    """Everything but waiting for the disk."""

    def fsync(self, fd: int) -> None:
        pass


class Machine:
    """A computer: its folders, its clock, and an app that may be open on it."""

    def __init__(self, folder: Path, acknowledged: set[str]) -> None:
        self.place = Place(folder / "data", folder / "state")
        self.now = START
        self.app: Store | None = None
        self.forms: list[Record] = []
        self._acknowledged = acknowledged

    def clock(self) -> int:
        self.now += 1
        return self.now

    def open(self) -> Store:
        """Return the open app, with what came in since."""
        if self.app is None:
            self.app = opened(self.place, Fast(), clock=self.clock)
            append = self.app._journal.append

            def acknowledging(*args):
                written = append(*args)
                self._acknowledged.add(written.line.id)
                return written

            self.app._journal.append = acknowledging
        else:
            self.app.poll(TODAY)
        return self.app

    def close(self) -> None:
        if self.app is not None:
            self.app.close()
            self.app = None

    def files(self) -> dict[str, bytes]:
        """Return the journals of the data folder."""
        if not Path(self.place.journal_path).exists():
            return {}
        return {path.name: path.read_bytes() for path in journals(self.place)}

    def lines(self) -> dict[str, Line]:
        """Return the lines in the data folder."""
        return lines_in(self.files().values())

    def put(self, name: str, data: bytes) -> None:
        """Replace a journal as a synchronisation does."""
        Path(self.place.journal_path).mkdir(parents=True, exist_ok=True)
        path = Path(self.place.journal_path, name)
        copy = path.with_name(f".syncthing.{name}.tmp")
        copy.write_bytes(data)
        copy.replace(path)


def lines_in(files: Iterable[bytes]) -> dict[str, Line]:
    """Return the good lines of files, by id."""
    return {id: decode(raw[:-1]) for data in files for id, _dev, raw in lines_of(data)}


class Apart(RuleBasedStateMachine):
    """Three machines of one store; the third may be a copy of the first, with the same state folder."""

    @initialize(twin=st.booleans())
    def begin(self, twin) -> None:
        self.folder = Path(tempfile.mkdtemp())
        ids.os = SimpleNamespace(urandom=random.Random(7).randbytes)  # a failure is to happen again
        self.acknowledged: set[str] = set()
        self.machines = [Machine(self.folder / name, self.acknowledged) for name in "abc"]
        self.numbers = iter(range(1, 10_000))
        self.late: list[tuple[str, bytes]] = []
        self.conflicts = 0
        self.states: list[tuple[int, Path]] = []
        first = self.machines[0]
        first.open().write(contact("Anna", "1000"))
        first.close()
        for other in self.machines[1:]:
            for name, data in first.files().items():
                other.put(name, data)
        if twin:
            shutil.copytree(first.place.state, self.machines[2].place.state)

    # -- what people do -------------------------------------------------------------------------

    @rule(which=WHICH)
    def add(self, which) -> None:
        id = str(next(self.numbers))
        self.machines[which].open().write(contact(f"P{id}", id))

    @rule(which=WHICH, number=NUMBER)
    def open_form(self, which, number) -> None:
        machine = self.machines[which]
        found = [*machine.open().network.contacts.values()]
        if found:
            machine.forms.append(found[number % len(found)])

    @rule(which=WHICH, number=NUMBER, field=st.sampled_from(["name", "note"]), text=TEXTS)
    def save_form(self, which, number, field, text) -> None:
        machine = self.machines[which]
        if machine.forms:
            form = machine.forms.pop(number % len(machine.forms))
            machine.open().write(Change("edited", [form.put(field, text), form.add("tags", "t")]))

    @rule(which=WHICH, number=NUMBER)
    def note(self, which, number) -> None:
        machine = self.machines[which]
        found = [*machine.open().network.contacts]
        fields = {"date": "2026-11-20", "medium": "met", "contacts": found[number % 7 :][:1]}
        machine.open().write(Change("met", [new("interactions", str(next(self.numbers)), fields)]))

    @rule(which=WHICH, number=NUMBER)
    def delete(self, which, number) -> None:
        machine = self.machines[which]
        found = [*machine.open().network.contacts.values()]
        if found:
            machine.open().write(Change("deleted", [found[number % len(found)].gone()]))

    @rule(which=WHICH, again=st.booleans())
    def undo(self, which, again) -> None:
        store = self.machines[which].open()
        with suppress(CannotBeDoneError):
            store.redo() if again else store.undo()

    @rule(which=WHICH)
    def log_in_the_shell(self, which) -> None:
        machine = self.machines[which]
        quick = Quick(machine.place, files=Fast())
        quick._journal._clock = machine.clock
        assert quick.directory is not None
        id = str(next(self.numbers))
        self.acknowledged.add(quick.write(contact(f"Q{id}", id)))
        quick.close()

    @rule(which=WHICH, keep=st.booleans())
    def close(self, which, keep) -> None:
        if keep:
            self.machines[which].open().checkpoint()
        self.machines[which].close()

    @rule(which=WHICH, hours=st.sampled_from([-400, -1, 1, 5, 30, 200, 800]))
    def time_passes(self, which, hours) -> None:
        self.machines[which].now += hours * HOUR

    # -- what carries the folders ---------------------------------------------------------------

    @rule(one=WHICH, other=WHICH, number=NUMBER, keep=st.booleans())
    def carry(self, one, other, number, keep) -> None:
        """One file arrives, or is on its way for long."""
        files = sorted(self.machines[one].files().items())
        if files:
            self.late.append(files[number % len(files)])
            if not keep:
                self.machines[other].put(*self.late.pop())

    @rule(one=WHICH, other=WHICH)
    def carry_all(self, one, other) -> None:
        self.merge(self.machines[one], self.machines[other])

    @precondition(lambda self: self.late)
    @rule(other=WHICH, number=NUMBER, cut=st.booleans())
    def arrive_late(self, other, number, cut) -> None:
        """What was on its way arrives, whole or cut, perhaps over something newer."""
        name, data = self.late[number % len(self.late)]
        self.machines[other].put(name, data[: number % (len(data) + 1)] if cut else data)

    @rule(one=WHICH, other=WHICH, number=NUMBER)
    def conflict(self, one, other, number) -> None:
        """A file arrives under the name of a conflict copy."""
        files = sorted(self.machines[one].files().items())
        if files:
            name, data = files[number % len(files)]
            self.machines[other].put(self.conflict_name(name), data)

    @rule(
        which=WHICH, number=NUMBER, how=st.sampled_from(["empty", "remove", "cut", "zeros", "flip"])
    )
    def spoil(self, which, number, how) -> None:
        """A tool, a disk or a hand spoils one file."""
        machine = self.machines[which]
        files = sorted(machine.files().items())
        if not files:
            return
        name, data = files[number % len(files)]
        if how == "remove":
            if len(files) > 1:
                Path(machine.place.journal_path, name).unlink()
            return
        at = number % (len(data) or 1)
        spoilt = {
            "empty": b"",
            "cut": data[:at],
            "zeros": bytes(len(data)),
            "flip": data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :] if data else b"",
        }
        Path(machine.place.journal_path, name).write_bytes(spoilt[how])

    @rule(which=WHICH)
    def copy_the_state(self, which) -> None:
        """Somebody makes a backup of a state folder."""
        machine = self.machines[which]
        if machine.place.state.exists() and len(self.states) < 3:
            folder = self.folder / f"copy {next(self.numbers)}"
            shutil.copytree(machine.place.state, folder)
            self.states.append((which, folder))

    @precondition(lambda self: self.states)
    @rule()
    def restore_the_state(self) -> None:
        """The backup is put back, while the journals have every line."""
        which, folder = self.states.pop()
        machine = self.machines[which]
        machine.open()
        machine.close()
        if set(archive_of(machine)) <= machine.lines().keys():
            shutil.rmtree(machine.place.state)
            folder.rename(machine.place.state)
            machine.open().poll(TODAY)
            machine.close()

    # -- what has to hold -----------------------------------------------------------------------

    @rule(which=WHICH)
    def look(self, which) -> None:
        """What is shown is what the lines add up to, and no line ever seen is missing."""
        machine = self.machines[which]
        machine.now += PATIENCE_MS  # damage behind what is read each time is found once a day
        machine.open()
        machine.close()
        store = machine.open()  # a loss that the first look found is mended by now
        there = machine.lines() | lines_in(
            Path(path).read_bytes() for path in missed_in(machine.place.state_path)
        )
        assert set(archive_of(machine)) <= there.keys()
        if not store._contents.tails.foreign():
            expected = Oracle(there.values()).shown
            assert {table: rows for table, rows in shown(store).items() if rows} == expected

    def merge(self, one: Machine, other: Machine) -> None:
        """Bring the files of one machine to another as a careful tool does."""
        theirs = other.files()
        for name, data in one.files().items():
            there = theirs.get(name)
            if there is None or (data.startswith(there) and data != there):
                other.put(name, data)
            elif not there.startswith(data) and data not in theirs.values():
                other.put(self.conflict_name(name), data)

    def conflict_name(self, name: str) -> str:
        self.conflicts += 1
        form = CONFLICTS[self.conflicts % len(CONFLICTS)]
        return form.format(name.removesuffix(".jsonl"), self.conflicts)

    def teardown(self) -> None:
        if not hasattr(self, "machines"):
            return
        try:
            self.come_together()
        finally:
            for machine in self.machines:
                machine.close()
            ids.os = os
            shutil.rmtree(self.folder, ignore_errors=True)

    def come_together(self) -> None:
        """Exchange everything; every machine shows the same, and each acknowledged line is everywhere."""
        for _round in range(5):
            for machine in self.machines:
                machine.now += PATIENCE_MS + HOUR
                machine.open()
                for stranger in machine.open().strangers():
                    machine.open().join(
                        stranger.store
                    )  # who found only zeros has begun a store anew
                machine.close()
            for one in self.machines:
                for other in self.machines:
                    if one is not other:
                        self.merge(one, other)
        lines = [machine.lines() for machine in self.machines]
        for machine, held in zip(self.machines, lines, strict=True):
            assert self.acknowledged <= held.keys(), "an acknowledged line is lost"
            assert held.keys() == lines[0].keys()
            assert not missed_in(machine.place.state_path)
        expected = Oracle(lines[0].values()).shown
        for machine in self.machines:
            found = {table: rows for table, rows in shown(machine.open()).items() if rows}
            assert found == expected
            assert machine.open().strangers() == []


def archive_of(machine: Machine) -> dict[str, Line]:
    """Return the lines of a machine's archive."""
    path = machine.place.state / ARCHIVE
    return lines_in([path.read_bytes()]) if path.exists() else {}


TestApart = Apart.TestCase
TestApart.settings = settings(max_examples=EXAMPLES, stateful_step_count=40, deadline=None)


def nothing_put_back(monkeypatch) -> None:
    """What the folder loses stays lost."""
    monkeypatch.setattr(Safekeeping, "_put_right", lambda self, balance, *, is_strange: False)


def nothing_compared_in_full(monkeypatch) -> None:
    """Only what came since the last time is looked at, whatever became of the rest."""
    compare = Balance._compare

    def trusting(self, since) -> None:
        with suppress(_UnsureError):
            compare(self, since)

    monkeypatch.setattr(Balance, "_compare", trusting)


BROKEN = [nothing_put_back, nothing_compared_in_full]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_the_simulation_catches_a_store_that_loses_lines(monkeypatch, broken) -> None:
    """Each of these would lose what somebody was told is safe."""
    broken(monkeypatch)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            Apart,
            settings=settings(
                max_examples=400,  # the first that fails ends it
                stateful_step_count=40,
                deadline=None,
                database=None,
                derandomize=True,
                report_multiple_bugs=False,
                phases=[Phase.generate],
            ),
        )
