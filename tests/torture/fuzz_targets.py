"""What is fuzzed: each reader with right bytes to begin with. A new reader is added to `TARGETS`."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.torture import fuzz_store, fuzz_texts
from tests.torture.fuzz_store import the_files
from tests.torture.fuzz_tokens import CARD, OPS, SYMBOLS, TABLE, TERMS, TOML


@dataclass(frozen=True)
class Target:
    """One reader: CHECK raises where something is wrong; SEEDS are right bytes, TOKENS pieces of such."""

    name: str
    check: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    tokens: tuple[bytes, ...] = ()
    slow: bool = False


def files_like(*endings: str) -> Callable[[], list[bytes]]:
    """Return the files of a small store whose names end so, and what follows their first line."""
    return lambda: [
        part
        for name, data in the_files().items()
        if name.endswith(endings)
        for part in (data, data.partition(b"\n")[2])
    ]


def bodies() -> list[bytes]:
    """Return the bytes of lines up to their sums."""
    lines = [line for data in files_like(".jsonl")() for line in data.splitlines()]
    return [line.partition(b',"sum"')[0] + b"}" for line in lines]


def first_lines() -> list[bytes]:
    """Return the first line of a table."""
    return [data.partition(b"\n")[0] for data in files_like("contacts.json")()[:1]]


def a_card() -> list[bytes]:
    """Return a card, and one of an older kind."""
    return [CARD[0] + version + b"N:Berg;Anna\r\nTEL;HOME:1\r\n" + CARD[1] for version in CARD[2:4]]


def a_table() -> list[bytes]:
    """Return LinkedIn's table with one row."""
    return [TABLE[0] + b"A,B,https://www.linkedin.com/in/a,,C,D,15 Nov 2023\n"]


def typed(*texts: str) -> Callable[[], list[bytes]]:
    """Return typed texts as bytes."""
    return lambda: [text.encode() for text in texts]


TARGETS = [
    Target("journal line", fuzz_store.a_line, bodies, OPS),
    Target("journal line, right sum", fuzz_store.a_line_of_right_sum, bodies, OPS),
    Target("journal line, in a store", fuzz_store.a_line_in_a_store, bodies, OPS, slow=True),
    Target("journal", fuzz_store.a_journal, files_like(".jsonl"), OPS, slow=True),
    Target("header", fuzz_store.a_header, bodies, OPS),
    Target("table", fuzz_store.a_table, files_like("contacts.json"), OPS),
    Target("table, first line", fuzz_store.a_table_about_others, first_lines, OPS, slow=True),
    Target("device file", fuzz_store.a_device_file, files_like("device.json"), OPS, slow=True),
    Target("names file", fuzz_store.a_file_of_names, files_like("names"), (b"\t", b"\n", b"f", b"n"), slow=True),
    Target("index", fuzz_store.an_index, files_like(".index")),
    Target("derived files", fuzz_store.derived_files, files_like(".index", "ledger.json"), OPS, slow=True),
    Target("vCard", fuzz_texts.a_vcard, a_card, CARD),
    Target("LinkedIn", fuzz_texts.connections, a_table, TABLE),
    Target("format detection", fuzz_texts.any_file, lambda: a_card() + a_table(), CARD + TABLE),
    Target("capture", fuzz_texts.a_capture, typed("i går: frokost med @Mette =met #karriere !send CV fre"), SYMBOLS),
    Target("days", fuzz_texts.a_day, typed("last friday", "3/12", "16 Apr 1980", "om 2 uger", "6w"), SYMBOLS),
    Target("query", fuzz_texts.a_query, typed('circle:friends tag:x heat:>1 since:3m "anna berg"'), TERMS),
    Target("settings", fuzz_texts.settings, lambda: [b"".join(TOML[:5])], TOML),
]  # fmt: skip
BY_NAME = {target.name: target for target in TARGETS}
