"""What bytes may do to the store: as lines, as files that stand where ours do, with right sums and with wrong ones.

A sum keeps accidents out, not somebody who can compute one: such bytes may say anything, but never end in
a traceback and never keep the store from being written.
"""

import json
from binascii import crc32
from contextlib import closing, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from netcrm.core.errors import NetcrmError, StoreError
from netcrm.store import derived, identity, names_file
from netcrm.store.gate import BadLineError, plain_dumps, strict_loads
from netcrm.store.id_lines import LineIndex
from netcrm.store.line import decode, decode_header, encode, is_header, sealed
from netcrm.store.pack import fast_dumps, fast_loads
from netcrm.store.place import Place
from netcrm.store.quick import Quick
from netcrm.store.store import Store
from netcrm.store.table_file import _FIRST_ENDS, _SUM, TableFile, _sum
from tests.store.kit import TODAY, Fast, add, journals, opened, place_in, shown
from tests.torture.damage import made
from tests.torture.proof import scratch

CONTACTS = "contacts.json"
DERIVED = (".index", derived.LEDGER, derived.FORECAST)


@cache
def the_files() -> dict[str, bytes]:
    """Return the files of a small store, by their paths in it."""
    with scratch() as folder:
        made(place_in(folder))
        found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def laid_out(folder: Path) -> Place:
    """Return the place of that store, made anew in FOLDER."""
    for name, data in the_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(data)
    return place_in(folder)


def goes_on(place: Place) -> None:
    """Open the store, look at everything, write, keep, and open it again: all of it still shows the same."""
    with closing(opened(place, Fast())) as store:
        _look(store)
        add(store, "Later")
        with suppress(StoreError):
            store.checkpoint()
        before = shown(store)
        assert any(fields.get("name") == "Later" for fields in before["contacts"].values())
    with closing(opened(place, Fast())) as again:
        assert shown(again) == before, "a checkpoint has changed what is shown"
        _look(again)
    with closing(Quick(place, files=Fast())) as quick:
        quick.directory.called("Anna")


def _look(store: Store) -> None:
    network = store.network
    for id in [*network.contacts]:
        network.contact(id)
        network.log_of(id)
        network.haystack(id)
    for entry in network.log():
        network.entry_haystack(entry)
    network.standings(TODAY)
    store.history()
    _ = store.can_undo, store.can_redo, store.warnings
    with suppress(NetcrmError):
        store.undo()


def a_line(raw: bytes) -> None:
    """Both readers agree, and what is a line is written as it was read."""
    read = []
    for loads in (strict_loads, fast_loads):
        try:
            line = decode(raw, loads)
            read.append((line.id, line.dev, line.at, line.what, line.ops, line.undoes, line.newer))
        except BadLineError:
            read.append(None)
    assert read[0] == read[1], "the readers disagree"
    if read[0] and not read[0][-1]:
        for dumps in (plain_dumps, fast_dumps):
            again = decode(encode(decode(raw), dumps)[:-1])
            assert again.ops == read[0][4], "it is not written as it was read"


def a_line_of_right_sum(body: bytes) -> None:
    """The same, for bytes whose sum is right."""
    a_line(sealed(body)[:-1])


def a_line_in_a_store(body: bytes) -> None:
    """A line of somebody else's, with a right sum, in a journal: all else goes on."""
    with scratch() as folder:
        place = laid_out(folder)
        raw = sealed(body.replace(b"\n", b" "))
        with journals(place)[0].open("ab") as file:
            file.write(raw)
        goes_on(place)


def a_header(raw: bytes) -> None:
    """A first line is a header or a BadLineError."""
    is_header(raw)
    for one in (raw, sealed(raw)[:-1]):
        with suppress(BadLineError):
            header = decode_header(one)
            assert header.store
            assert header.dev


def a_table(data: bytes) -> None:
    """A table file is ours, and whole where its sum is that of all its other bytes; or a ValueError."""
    with suppress(ValueError, KeyError, TypeError):
        table = TableFile("contacts", data)
        first, _, rest = data.partition(b"\n")
        head, _, end = first.rpartition(b',"sum":"')
        right = end.decode("latin-1") == f'{sha256(head + rest).hexdigest()[:16]}"}}}},'
        if table.is_whole != right:
            raise AssertionError("a file is taken for whole that is not, or the other way round")


def a_table_about_others(first: bytes) -> None:
    """Any first line in a table, with a right sum, as another version might write it: all goes on."""
    with scratch() as folder:
        place = laid_out(folder)
        path = place.data / CONTACTS
        rest = path.read_bytes().partition(b"\n")[2]
        path.write_bytes(resealed(first.replace(b"\n", b" ") + b"\n" + rest))
        goes_on(place)


def resealed(data: bytes) -> bytes:
    """Return a table file with the sum it should have; other bytes as they are."""
    first = data.find(b"\n") + 1
    cut = first - len(_FIRST_ENDS) - 16 - len(_SUM)
    if cut <= 0:
        return data
    right = _sum(data[:cut], data[first:])
    return data[:cut] + _SUM + right + _FIRST_ENDS + data[first:]


def a_journal(data: bytes) -> None:
    """Any bytes in the place of a journal: all goes on."""
    with scratch() as folder:
        place = laid_out(folder)
        journals(place)[-1].write_bytes(data)
        goes_on(place)


def a_device_file(data: bytes) -> None:
    """Any bytes in the place of what this machine knows of itself: all goes on."""
    with scratch() as folder:
        place = laid_out(folder)
        place.state.joinpath(identity.NAME).write_bytes(data)
        identity.load(place)
        goes_on(place)


def a_file_of_names(body: bytes) -> None:
    """Any bytes in the place of the names, with a right checksum: the directory is there all the same."""
    with scratch() as folder:
        place = laid_out(folder)
        path = place.state / names_file.NAME
        head, _, old = path.read_bytes().partition(b"\n")
        for data in (body, head + b"\n" + body, _with_crc(head, body or old, crc32(body or old))):
            path.write_bytes(data)
            with closing(Quick(place, files=Fast())) as quick:
                quick.directory.called("Anna")
                quick.directory.called("Dora")
        goes_on(place)


def _with_crc(head: bytes, body: bytes, crc: int) -> bytes:
    return json.dumps({**json.loads(head), "crc": crc}).encode() + b"\n" + body


def an_index(data: bytes) -> None:
    """An index is one, or a ValueError; what it points to is looked at before it is believed."""
    with suppress(ValueError):
        index = LineIndex.load(data)
        index.start("1")
        assert LineIndex.load(index.dump()).dump() == index.dump()


def derived_files(body: bytes) -> None:
    """Any bytes in the place of the derived files of the state folder are left aside."""
    names = [name for name in the_files() if name.endswith(DERIVED)]
    with scratch() as folder:
        place = laid_out(folder)
        with closing(opened(place, Fast())) as store:
            before = shown(store)
        for name in names:
            head, _, _old = the_files()[name].partition(b"\n")
            folder.joinpath(name).write_bytes(head + b"\n" + body if len(body) % 2 else body)
        with closing(opened(place, Fast())) as store:
            assert shown(store) == before
        goes_on(place)
