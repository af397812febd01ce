"""Several processes on one store: all that they write is there once, and nobody ever sees less than before."""

import os

from netcrm.core.record import Change
from netcrm.store.archive import ARCHIVE
from netcrm.store.place import Place
from netcrm.store.quick import Quick
from tests.store.kit import TODAY, add, contact, entry, journals, names, opened, place_in
from tests.torture.processes import check, in_a_child, write_many

WRITERS = 4
WRITES = 25


def test_n_processes_write_m_lines_each(tmp_path) -> None:
    """They may even all make the store: each line is there once, and a reader only ever sees more."""
    check(place_in(tmp_path), WRITERS, WRITES)


def test_four_processes_of_two_machines_on_one_folder(tmp_path) -> None:
    """A container and its host, say: two state folders, one data folder, all writing at once."""
    places = [Place(tmp_path / "data", tmp_path / state) for state in ("host", "container")]
    children = [
        in_a_child(lambda writer=writer: write_many(places[writer // 2], writer, WRITES))
        for writer in range(WRITERS)
    ]
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    everybody = {f"{w}.{n}" for w in range(WRITERS) for n in range(WRITES)}
    for place in places:
        store = opened(place)
        if strangers := store.strangers():  # both made the store at once, and two it was
            store.join(strangers[0].store)
        store.poll(TODAY)
        store.close()
    stores = [opened(place) for place in places]
    for store in stores:
        store.poll(TODAY)
        assert names(store) == everybody
        assert len(store.network.contacts) == len(everybody)
        assert store.warnings == []
        lines = (store.place.state / ARCHIVE).read_bytes().splitlines()
        assert len(set(lines)) == len(everybody)
    assert stores[0].device != stores[1].device


def test_all_who_find_a_loss_at_once_put_it_back_once(tmp_path) -> None:
    """Several processes of a machine come to journals that were emptied."""
    place = place_in(tmp_path)
    store = opened(place)
    for n in range(50):
        add(store, f"P{n}")
    store.close()
    for path in journals(place):
        path.write_bytes(b"")

    def look() -> None:
        store = opened(place)
        assert len(names(store)) == 50
        store.poll(TODAY)
        store.close()

    for child in [in_a_child(look) for _ in range(WRITERS)]:
        assert os.waitpid(child, 0)[1] == 0
    raws = [raw for path in journals(place) for raw in path.read_bytes().splitlines()]
    assert sum(raw.startswith(b'{"id"') for raw in raws) == 50


def test_four_state_folders_on_one_data_folder(tmp_path) -> None:
    """The user, root, a container and a cron job: further devices, and nobody writes again what is there."""
    places = [Place(tmp_path / "data", tmp_path / f"state {n}") for n in range(4)]
    for turn in range(3):
        for n, place in enumerate(places):
            door = Quick(place) if turn % 2 else opened(place)
            door.write(contact(f"{n}.{turn}"))
            door.close()
    for place in places:
        store = opened(place)
        assert len(names(store)) == 12
        assert store.warnings == []
        store.close()
    assert len(journals(places[0])) == 4
    raws = [
        raw
        for path in journals(places[0])
        for raw in path.read_bytes().splitlines()
        if b'"id"' in raw
    ]
    assert len(raws) == len(set(raws)) == 12


def test_an_open_app_sees_what_the_shell_logs(tmp_path) -> None:
    """One look takes in a line that another process wrote; a look without news changes nothing."""
    place = place_in(tmp_path)
    app = opened(place)
    anna = add(app, "Anna")
    before = app.network
    assert not app.poll(TODAY)
    assert app.network is before
    quick = Quick.open(place)
    (person,) = quick.directory.called("Anna")
    quick.write(entry("coffee", [person.id]))
    assert app.poll(TODAY)
    assert app.network is not before
    assert before.ledger.of(anna).count == 0, "a snapshot that was handed out has changed"
    assert app.network.ledger.of(anna).count == 1
    assert [e.text for e in app.network.log_of(anna)] == ["coffee"]


def test_an_empty_place_fills_while_it_is_open(tmp_path) -> None:
    """Who opened a store before it was made sees the first line of another process, and goes on with it."""
    place = place_in(tmp_path)
    app, other = opened(place), opened(place)
    add(other, "Anna")
    assert app.poll(TODAY)
    assert names(app) == {"Anna"}
    add(app, "Bo")
    assert app.device == other.device
    assert opened(place).warnings == []


def test_an_undo_takes_back_what_the_shell_wrote(tmp_path) -> None:
    """The last change of this machine is undone, whoever of its processes made it."""
    place = place_in(tmp_path)
    app = opened(place)
    add(app, "Anna")
    Quick.open(place).write(contact("Bo"))
    app.poll(TODAY)
    assert app.can_undo == "added Bo"
    assert app.undo().what == "added Bo"
    assert names(opened(place)) == {"Anna"}
    assert opened(place).redo().what == "added Bo"
    app.poll(TODAY)
    assert names(app) == {"Anna", "Bo"}


def test_a_write_takes_in_what_others_wrote_before_it(tmp_path) -> None:
    """After a write the network has the lines that were appended before one's own."""
    place = place_in(tmp_path)
    one, other = opened(place), opened(place)
    anna = add(one, "Anna")
    other.poll(TODAY)
    one.write(Change("note", [one.network.contacts[anna].put("note", "moved")]))
    other.write(Change("org", [other.network.contacts[anna].put("org", "DR")]))
    assert other.network.contact(anna).note == "moved"
    assert other.network.contact(anna).org == "DR"
