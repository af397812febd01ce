"""Files cut, flipped, emptied, lines taken out or doubled: never a wrong answer in silence."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from netcrm.core.record import JSON
from netcrm.store.archive import ARCHIVE
from netcrm.store.ids import now_ms
from netcrm.store.line import Line, decode, is_header
from netcrm.store.place import Place
from netcrm.store.quick import Quick
from netcrm.store.store import Store
from tests.store.kit import Fast, add, contact, entry, journals, opened, place_in, shown
from tests.store.oracle import Oracle
from tests.torture.proof import Counts, Proof
from tests.torture.works import MONTH, write_on

Tables = dict[str, dict[str, dict[str, JSON]]]

ARCHIVES = (True, False)
"""Whether the harmed stores have their archive: with it nothing may be lost."""


@dataclass(frozen=True)
class Harm:
    """What was done to a file, in words, and what it holds then; None where it is gone.

    `line` is the number of the line that is no line any more, 0 where there is none.
    """

    words: str
    data: bytes | None
    line: int = 0


def made(place: Place) -> None:
    """Make a store with some of everything, of which each file is used: two journals, a checkpoint, names."""
    with closing(opened(place, Fast())) as store:
        anna = add(store, "Anna", tags=["a"])
        store.write(entry("coffee", [anna]))
        store.checkpoint()
        store.write(entry("lunch", [anna]))
        add(store, "Bo")
        store.undo()
    with closing(opened(place, Fast(), clock=lambda: now_ms() + MONTH)) as store:
        add(store, "Carl")
        store.keep_names()
    with closing(Quick(place, files=Fast())) as quick:
        quick.write(contact("Dora"))


def cuts(data: bytes) -> Iterator[Harm]:
    """Yield the file cut at every byte."""
    for size in range(len(data)):
        yield Harm(f"cut at byte {size}", data[:size])


def flips(data: bytes, luck: Random) -> Iterator[Harm]:
    """Yield the file with one bit turned in each byte."""
    for at in range(len(data)):
        flipped = data[:at] + bytes([data[at] ^ (1 << luck.randrange(8))]) + data[at + 1 :]
        line = flipped[:at].count(b"\n") + 1 if flipped.endswith(b"\n") else 0
        yield Harm(f"a bit turned in byte {at}", flipped, line)


def lines(data: bytes, luck: Random) -> Iterator[Harm]:
    """Yield the file with each line removed, doubled, or two of them changing places."""
    all_lines = data.splitlines(keepends=True)
    for n in range(len(all_lines)):
        before, rest = all_lines[:n], all_lines[n + 1 :]
        yield Harm(f"without line {n + 1}", b"".join([*before, *rest]))
        yield Harm(f"with line {n + 1} twice", b"".join([*before, all_lines[n], *all_lines[n:]]))
        swapped = all_lines[:]
        other = luck.randrange(len(swapped))
        swapped[n], swapped[other] = swapped[other], swapped[n]
        yield Harm(f"with lines {n + 1} and {other + 1} in each other's place", b"".join(swapped))


def wholes(data: bytes, others: Iterable[bytes]) -> Iterator[Harm]:
    """Yield the file gone, empty, full of zeros, of JSON that means nothing, or with what another one holds."""
    yield Harm("gone", None)
    yield Harm("empty", b"")
    yield Harm("full of zeros", b"\0" * len(data))
    for text in (b"null\n", b"{}\n", b"[]\n", b'{"_default":{}}', b"{" * 5000, b"\xff\xfe\n" * 20):
        yield Harm(f"holding {text[:20]!r}", text)
    for n, other in enumerate(others):
        yield Harm(f"holding what file {n} holds", other)


class Damaged:
    """A store of which one file after the other is harmed."""

    def __init__(self, folder: Path, *, archive: bool) -> None:
        """Make the store; without ARCHIVE what the journals lose is lost."""
        self.template = folder / "template"
        self.archive = archive
        self._folder = folder / "harmed"
        self.template.mkdir(parents=True)
        place = place_in(self.template)
        made(place)
        if not archive:
            (place.state / ARCHIVE).unlink()
        self.good = tables_of(opened(place))

    def files(self) -> list[Path]:
        """Return the files that can be harmed, relative to the store."""
        found = [path for path in sorted(self.template.rglob("*")) if path.is_file()]
        return [path.relative_to(self.template) for path in found if path.stat().st_size]

    def harms(self, path: Path, luck: Random) -> Iterator[Harm]:
        """Yield all that is done to one file."""
        data = (self.template / path).read_bytes()
        others = [(self.template / other).read_bytes() for other in self.files() if other != path]
        yield from wholes(data, others)
        yield from lines(data, luck)
        yield from cuts(data)
        yield from flips(data, luck)

    def check(self, path: Path, harm: Harm) -> None:
        """Open the store with one file harmed, and write on. Raises AssertionError where something is wrong."""
        shutil.copytree(self.template, self._folder)
        place = place_in(self._folder)
        harmed = self._folder / path
        try:
            harmed.unlink()
            if harm.data is not None:
                harmed.write_bytes(harm.data)
            self._compare(place, path, harm)
            write_on(place)
        except Exception as error:
            raise AssertionError(f"{path} {harm.words}: {error}") from error
        finally:
            shutil.rmtree(self._folder)

    def _compare(self, place: Place, path: Path, harm: Harm) -> None:
        by_the_lines = Oracle(lines_of(place)).shown
        store = opened(place)
        now, said = tables_of(store), "\n".join(store.warnings)
        store.close()
        if now == self.good:
            return
        assert path.parent.name == "journal", f"another network; said: {said!r}"
        assert not self.archive, f"what is in the archive was not put back; said: {said!r}"
        assert now == by_the_lines, f"it is not what the lines say; said: {said!r}"
        if harm.line:
            assert f"{path.name}, line {harm.line}," in said, f"it is not said where: {said!r}"


def tables_of(store: Store) -> Tables:
    """Return the tables of a store that have records."""
    return {table: records for table, records in shown(store).items() if records}


def lines_of(place: Place) -> Iterator[Line]:
    """Yield the whole lines of all journals."""
    for path in journals(place):
        for raw in path.read_bytes().split(b"\n")[:-1]:
            try:
                if not is_header(raw):
                    yield decode(raw)
            except ValueError:
                continue


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Harm all files in all ways, in an order that luck chooses, again and again."""
    n = 0
    while True:
        for archive in ARCHIVES:
            n += 1
            damaged = Damaged(folder / str(n), archive=archive)
            harms = [(path, harm) for path in damaged.files() for harm in damaged.harms(path, luck)]
            for path, harm in luck.sample(harms, len(harms)):
                damaged.check(path, harm)
                yield {"files damaged": 1}


PROOF = Proof("damaged files", run, share=3)
