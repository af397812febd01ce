"""Whole commands whose real system calls fail, or at which they are killed: strace puts itself in between."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch

from netcrm.store.place import Place, default_place
from tests.store.kit import TODAY, Fast, add, contact, opened
from tests.torture.proof import Counts, Proof
from tests.torture.works import CARDS, a_little_of_everything, nothing, state, write_on

ERRORS = {
    "openat": ("EACCES", "EMFILE", "ENOSPC"),
    "write": ("ENOSPC", "EIO"),
    "fsync": ("EIO", "ENOSPC"),
    "rename": ("EACCES", "ENOSPC"),
    "flock": ("ENOLCK", "EINTR"),
    "ftruncate": ("EIO",),
    "fchmod": ("EPERM",),
    "unlink": ("EACCES",),
    "mkdir": ("ENOSPC", "EACCES"),
    "pread64": ("EIO",),
}
KILL = "SIGKILL"
LONGEST_SECONDS = 60
UNSAID = 120
"""How Python ends where what was printed could not be written."""

_CALL = re.compile(r"(\d+) +(\w+)\(")
_ACKNOWLEDGED = "`netcrm undo` takes it back"
_UNSURE = "not confirmed"


def much_to_keep(place: Place) -> None:
    """So much to add up that whoever closes the store writes a checkpoint."""
    a_little_of_everything(place)
    with closing(opened(place, Fast())) as store:
        for n in range(4):
            store.write(contact(f"Long {n}", note="x" * 20_000))
        store._contents.kept = store._contents.tails.size()  # it is not kept yet


def undone(place: Place) -> None:
    """Somebody was added, and that was undone."""
    with closing(opened(place, Fast())) as store:
        add(store, "Anna")
        store.undo()


@dataclass(frozen=True)
class Command:
    """A command, and what there is before it. FILE stands for that of people to import."""

    arguments: tuple[str, ...]
    prepare: Callable[[Place], None] = a_little_of_everything

    @property
    def name(self) -> str:
        """The command in a few words."""
        return f"netcrm {self.arguments[0]} ({self.prepare.__name__})"


LOG = ("log", 'lunch with @"Anna" !send CV 3d')
COMMANDS = [
    Command(LOG),
    Command(LOG, nothing),
    Command(LOG, much_to_keep),
    Command(("add", "Karen Lund")),
    Command(("add", "Karen Lund"), nothing),
    Command(("list",), much_to_keep),
    Command(("import", "FILE")),
    Command(("rm", "Anna")),
    Command(("undo",)),
    Command(("redo",), undone),
]


class Bench:
    """One command in a folder of its own, put back to what was there before each run."""

    def __init__(self, command: Command, folder: Path) -> None:
        """Run the command once undisturbed; raises AssertionError where that fails."""
        self.command = command
        self._folder = folder
        self._template = folder.with_name(f"{folder.name}-template")
        folder.mkdir(parents=True)
        people = folder / "people.vcf"
        people.write_bytes(CARDS)
        self._arguments = [str(people) if a == "FILE" else a for a in command.arguments]
        home = {
            "HOME": str(folder),
            "NETCRM_STORE": str(folder / "data"),
            "NETCRM_TODAY": str(TODAY),
        }
        homes = {
            f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("STATE", "CONFIG", "DATA")
        }
        fixed = {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
        self._environment = home | homes | fixed
        with patch.dict(os.environ, homes):
            self.place = default_place(str(folder / "data"))
        command.prepare(self.place)
        shutil.copytree(folder, self._template)
        self.before = state(self.place)
        self.calls = self._traced()
        self.after = state(self.place)

    def check(self, call: str, k: int, what: str, *, forever: bool = False) -> str:
        """Run the command with the k-th of these calls failing, or being killed at it; return how it ended.

        Raises AssertionError where what it said is not so.
        """
        shutil.rmtree(self._folder)
        shutil.copytree(self._template, self._folder)
        how = f"signal={what}" if what == KILL else f"error={what}"
        inject = f"inject={call}:{how}:when={k}{'+' * forever}"
        done = self._run("-e", f"trace={call}", "-e", inject, "-o", os.devnull)
        doing = f"{self.command.name}, {inject}: exit code {done.returncode}, said {done.stderr!r}"
        now = state(self.place)
        assert "Traceback" not in done.stderr, doing
        # where writing fails for ever, what is said can't be written either
        unsaid = done.returncode == UNSAID and forever and call == "write"
        if done.returncode == 0 or _ACKNOWLEDGED in done.stderr:
            assert now == self.after, f"{doing}: it is not done"
        elif done.returncode < 0 or _UNSURE in done.stderr or unsaid:
            assert now in (self.before, self.after), f"{doing}: it is neither done nor not done"
        else:
            warned = (
                done.returncode == 1 and "netcrm: note: " in done.stderr
            )  # of what it could not read
            assert done.returncode == 3 or warned, doing
            assert now == self.before, f"{doing}: it is done all the same"
        write_on(self.place)
        return "killed" if done.returncode < 0 else f"exit code {done.returncode}"

    def points(self) -> Iterator[tuple[str, int, str, bool]]:
        """Yield each call on the store's files with each way in which it can fail."""
        for call, k in self.calls:
            yield call, k, KILL, False
            for error in ERRORS[call]:
                yield call, k, error, False
                # for ever: nothing of Python itself would be found, or it would try for ever
                if call != "openat" and error != "EINTR":
                    yield call, k, error, True

    def _traced(self) -> list[tuple[str, int]]:
        """Run the command and return its calls on the store's files: what, and which of that kind."""
        trace = self._folder / "trace"
        done = self._run("-y", "-e", f"trace={','.join(ERRORS)}", "-o", str(trace))
        assert done.returncode == 0, done.stderr
        lines = trace.read_text(encoding="utf-8").splitlines()
        main = lines[0].split()[0]  # strace counts for each thread
        seen: Counter[str] = Counter()
        found = []
        for line in lines:
            call = _CALL.match(line)
            if call is None or call[1] != main:
                continue
            seen[call[2]] += 1
            if self.place.data_path in line or self.place.state_path in line:
                found.append((call[2], seen[call[2]]))
        return found

    def _run(self, *options: str) -> "subprocess.CompletedProcess[str]":
        netcrm = [sys.executable, "-m", "netcrm", *self._arguments]
        return subprocess.run(
            ["strace", "-f", "-qq", *options, "--", *netcrm],
            env=self._environment,
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )


def needs() -> str:
    """Return why system calls can't be disturbed here; empty where they can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-f", "-o", os.devnull, "-e", "inject=fsync:error=EIO", "true"],
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    return "" if tried.returncode == 0 else f"strace is not permitted: {tried.stderr.strip()}"


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Disturb the calls of all commands in an order that luck chooses, again and again."""
    n = 0
    while True:
        benches = []
        for command in COMMANDS:
            n += 1
            benches.append(Bench(command, folder / str(n)))
        points = [(bench, *point) for bench in benches for point in bench.points()]
        luck.shuffle(points)
        for bench, call, k, what, forever in points:
            bench.check(call, k, what, forever=forever)
            yield {"system calls failed or killed at": 1}


PROOF = Proof("real system calls", run, share=3, needs=needs)
