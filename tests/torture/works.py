"""The kinds of work that write to a store. New kinds are added to `WORKS`, and are then failed, cut and killed too.

A work opens what it needs in a place, through the files it is given, and calls `ack` after each change
that was acknowledged. It raises StoreError where the store does, and leaves nothing open.
"""

import re
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from json import dumps
from pathlib import Path

from netcrm.core.capture import capture
from netcrm.core.changes.importing import plan
from netcrm.core.changes.log import log as write_log
from netcrm.core.changes.merging import merge
from netcrm.core.changes.purging import purge
from netcrm.core.errors import StoreError
from netcrm.core.record import Change
from netcrm.formats.detect import read
from netcrm.store.ids import new_record_id, now_ms
from netcrm.store.place import Place
from netcrm.store.quick import Quick
from netcrm.store.seam import Files
from netcrm.store.store import Store
from tests.store.kit import TODAY, Fast, add, contact, entry, journals, opened, place_in, shown

Ack = Callable[[], None]

MONTH = 31 * 24 * 3600 * 1000
CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{n}\r\nFN:Person {n}\r\nEMAIL:p{n}@example.org\r\nEND:VCARD\r\n"
    for n in range(60)
).encode()

_ID = re.compile(r"(?<!\d)\d{15,19}(?!\d)")


@dataclass(frozen=True)
class Work:
    """One kind of work, and what there is before it."""

    name: str
    act: Callable[[Place, Files, Ack], None]
    prepare: Callable[[Place], None]


def state(place: Place, store: Store | None = None) -> str:
    """Return all that a store shows, and its history; the random ids in it are replaced by names."""
    store = store or opened(place)
    tables = shown(store)
    names = {id: str(fields["name"]) for id, fields in tables["contacts"].items()}
    rows = [
        _ID.sub(lambda found: names.get(found[0], "someone"), dumps([table, fields]))
        for table, records in tables.items()
        for fields in records.values()
    ]
    hidden = [record.fields.get("name", "") for record in store.network.deleted.values()]
    history = [(line.label, line.undone) for line in store.history()]
    return "\n".join([*sorted(rows), dumps(sorted(map(str, hidden))), dumps(history)])


def nothing(place: Place) -> None:
    """No store yet."""


def a_little_of_everything(place: Place) -> None:
    """Two people, one of them undone, an entry, a checkpoint and lines after it."""
    with closing(opened(place, Fast())) as store:
        anna = add(store, "Anna", tags=["a"])
        store.write(entry("coffee", [anna]))
        store.checkpoint()
        store.write(entry("lunch", [anna]))
        add(store, "Bo")
        store.undo()


def a_torn_line(place: Place) -> None:
    """The same, and half a line that a crash left."""
    a_little_of_everything(place)
    with journals(place)[0].open("ab") as file:
        file.write(b'{"id":"06h0o7mm8t017b25hteu","v":1,"dev":"x","at":"20')


def a_long_tail(place: Place) -> None:
    """The same, and so much after the checkpoint that closing writes another one."""
    a_little_of_everything(place)
    with closing(opened(place, Fast())) as store:
        store.write(contact("Long", note="x" * 33_000))
        store.checkpoint()
        store.write(contact("Longer", note="y" * 34_000))
        store._contents.kept = store._contents.tails.size()


def two_people(place: Place) -> None:
    """Two people, each with an entry."""
    with closing(opened(place, Fast())) as store:
        for name in ("Anna", "Bo"):
            store.write(entry(f"coffee with {name}", [add(store, name)]))


def a_backup_made(place: Place) -> None:
    """A backup, and changes since."""
    two_people(place)
    with closing(opened(place, Fast())) as store:
        store.back_up("now")
        store.undo()
        add(store, "Since")


def a_foreign_file(place: Place) -> None:
    """The same, and in the place of a TinyDB file what another program wrote."""
    a_little_of_everything(place)
    place.data.joinpath("contacts.json").write_text('{"_default": {}}', encoding="utf-8")


def in_store(
    do: Callable[[Store, Ack], None], ahead: int = 0, *, agrees: bool = True
) -> Callable[..., None]:
    """Return the work that does something in an open store, AHEAD ms from now.

    After a failure, what the store shows has to be what its files hold; where it AGREES, not only on
    the next start.
    """

    def act(place: Place, files: Files, ack: Ack) -> None:
        with closing(opened(place, files, clock=lambda: now_ms() + ahead)) as store:
            try:
                do(store, ack)
            except StoreError:
                assert not agrees or state(place, store) == state(place), (
                    "memory and disk differ after a failure"
                )
                raise

    return act


def one_change(store: Store, ack: Ack) -> None:
    """One contact."""
    store.write(contact("New"))
    ack()


def an_edit_of_a_person(store: Store, ack: Ack) -> None:
    """A field put, an item added and one taken away, in one line."""
    anna = next(r for r in store.network.contacts.values() if r.fields["name"] == "Anna")
    ops = [anna.put("org", "DR"), anna.add("tags", "b"), anna.drop("tags", "a")]
    store.write(Change("edited Anna", ops))
    ack()


def a_deletion(store: Store, ack: Ack) -> None:
    """A person with the log."""
    network = store.network
    anna = next(r for r in network.contacts.values() if r.fields["name"] == "Anna")
    log = network.log_of(anna.id)
    seen = [write for e in log for write in e.record.seen_item("contacts", anna.id)]
    ops = [anna.gone(also_seen=seen), *(e.record.gone() for e in log)]
    store.write(Change("deleted Anna", ops))
    ack()


def an_import(store: Store, ack: Ack) -> None:
    """Sixty people of a vCard file, planned and written as one line."""
    planned = plan(store.network, read(CARDS, "people.vcf").people, TODAY, "people.vcf")
    assert planned.change is not None
    store.write(planned.change)
    ack()


def an_undo(store: Store, ack: Ack) -> None:
    """The last change is taken back."""
    store.undo()
    ack()


def a_redo(store: Store, ack: Ack) -> None:
    """What was undone is done again."""
    store.redo()
    ack()


def a_merge(store: Store, ack: Ack) -> None:
    """Two people become one."""
    first, second = (r.id for r in store.network.contacts.values())
    store.write(merge(store.network, first, second, today=TODAY).change)
    ack()


def a_purge(store: Store, ack: Ack) -> None:
    """A person is taken out of every file."""
    anna = next(r for r in store.network.contacts.values() if r.fields["name"] == "Anna")
    store.purge(purge(store.network, anna.id).change)
    ack()


def a_backup(store: Store, ack: Ack) -> None:
    """A backup is made; nothing else changes."""
    store.back_up("now")
    ack()


def a_restore(store: Store, ack: Ack) -> None:
    """The store goes back to the backup that there is."""
    (kept,) = store.backups_made()
    planned = store.plan_restore(kept.path)
    assert planned.change is not None
    store.write(planned.change)
    ack()


def a_checkpoint(store: Store, ack: Ack) -> None:
    """The derived files are written."""
    store.checkpoint()
    ack()


def a_day(store: Store, ack: Ack) -> None:
    """One thing after the other in an open store."""
    for step in (one_change, an_edit_of_a_person, an_undo, a_redo, a_checkpoint, a_deletion):
        step(store, ack)
    for n in range(3):
        store.write(contact(f"Late {n}"))
        ack()
    an_undo(store, ack)
    a_checkpoint(store, ack)


def a_logged_line(place: Place, files: Files, ack: Ack) -> None:
    """What `netcrm log` does."""
    with closing(Quick(place, files=files)) as quick:
        taken = capture('lunch with @"Anna" !send CV 3d', today=TODAY, directory=quick.directory)
        logged = write_log(taken, today=TODAY, new_id=new_record_id)
        quick.write(logged.change)
        ack()


def closing_a_long_tail(place: Place, files: Files, ack: Ack) -> None:
    """Opening, nothing else, and closing, which keeps what was added up; it may fail in silence."""
    store = opened(place, files)
    store._contents.kept = 0
    with closing(store):
        ack()


WORKS = [
    Work("a change", in_store(one_change), a_little_of_everything),
    Work("a change in a new month", in_store(one_change, MONTH), a_little_of_everything),
    Work("a change after a torn line", in_store(one_change), a_torn_line),
    Work("an edit", in_store(an_edit_of_a_person), a_little_of_everything),
    Work("a deletion", in_store(a_deletion), a_little_of_everything),
    Work("an import", in_store(an_import), a_little_of_everything),
    Work("undo", in_store(an_undo), a_little_of_everything),
    Work("redo", in_store(a_redo), a_little_of_everything),
    Work("redo in a new month", in_store(a_redo, MONTH), a_little_of_everything),
    Work("a merge", in_store(a_merge), two_people),
    Work("a purge", in_store(a_purge, agrees=False), a_little_of_everything),
    Work("a backup", in_store(a_backup), a_little_of_everything),
    Work("a restore", in_store(a_restore), a_backup_made),
    Work("a checkpoint", in_store(a_checkpoint), a_little_of_everything),
    Work("a checkpoint over a foreign file", in_store(a_checkpoint), a_foreign_file),
    Work("the first start", in_store(one_change), nothing),
    Work("a logged line", a_logged_line, a_little_of_everything),
    Work("a logged line at the first start", a_logged_line, nothing),
    Work("a logged line after much", a_logged_line, a_long_tail),
    Work("closing", closing_a_long_tail, a_long_tail),
    Work("a day", in_store(a_day), a_little_of_everything),
]


def prepared(work: Work, folder: Path) -> Place:
    """Return a place in FOLDER as it is before the work."""
    place = place_in(folder)
    work.prepare(place)
    return place


def write_on(place: Place) -> None:
    """Write one more change and see that it, and all that was shown before, is there on the next start."""
    with closing(opened(place, Fast())) as store:
        before = set(shown(store)["contacts"])
        id = add(store, "Later")
        with suppress(StoreError):
            store.checkpoint()
    again = opened(place)
    assert set(shown(again)["contacts"]) == before | {id}, "a later write is not as it should be"
    again.close()
