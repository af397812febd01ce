"""Names and the capture line over 10,000 people, against one walk over the same lines; how reading a line grows."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date

from netcrm.core.capture import capture
from netcrm.core.names import Directory, Person
from netcrm.demo import throw_away_store

DAY = date(2026, 11, 25)
ROUNDS = 9
FIRSTS = ("Mette", "Jens", "Søren", "Åse", "Ole")
PIECES = (
    "@Mette Holm ",
    "@Jan ",
    '@"Ny" ',
    "Anna Berg ",
    "#tag ",
    "!a ",
    "via ",
    "( ",
    '#" ',
    "anna ",
)
LINE = "i går: frokost med @Mette5 Nr00005 Holm og Jens1 Nr00001 Holm om job /Novo Nordisk !CV fre"


def run() -> list[tuple[str, float, float | None]]:
    """Return the ratios with their bounds."""
    people = [
        (person, (person.name,))
        for n in range(10_000)
        if (person := Person(str(10**18 + n), f"{FIRSTS[n % 5]}{n % 200} Nr{n:05} Holm", "met"))
    ]
    text = Directory.of(people, ["Novo Nordisk"]).text
    names = [person.name for person, _ in people[::500]]

    def walk() -> object:
        return [line.split("\t") for line in text.split("\n")]

    def search() -> object:
        directory = Directory.load(text)
        return [directory.exactly(name) for name in names]

    def read() -> object:
        return capture(LINE, today=DAY, directory=Directory.load(text))

    return [
        ("loading 10,000 names and finding 20 : one walk over their lines", _of(search, walk), 0.5),
        ("reading a capture over 10,000 people : one walk over their lines", _of(read, walk), 0.5),
        ("a capture of 16 times the words : once the words, the worst", _growth(text), 80.0),
        ("the demo's store, made : importing Textual", _of(_demo, _imported), None),
    ]


def _of(one: Callable[[], object], other: Callable[[], object]) -> float:
    """Return the ratio of the medians, the two sides in turn."""
    pairs = [(_seconds(one), _seconds(other)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)


def _growth(text: str) -> float:
    directory = Directory.load(text)

    def read(words: str) -> Callable[[], object]:
        return lambda: capture(words, today=DAY, directory=directory)

    return max(_of(read(piece * 1600), read(piece * 100)) for piece in PIECES)


def _demo() -> object:
    with throw_away_store(DAY) as store:
        return store


def _imported() -> object:
    import subprocess
    import sys

    with tempfile.TemporaryFile() as nowhere:
        return subprocess.run(
            [sys.executable, "-c", "import textual.app"], check=True, stdout=nowhere
        )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
