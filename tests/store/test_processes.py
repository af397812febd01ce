"""Several processes on one store: all that they write is there once, and nobody ever sees less than before."""

from netcrm.core.record import Change
from netcrm.store.quick import Quick
from tests.store.kit import TODAY, add, contact, entry, names, opened, place_in
from tests.torture.processes import check

WRITERS = 4
WRITES = 25


def test_n_processes_write_m_lines_each(tmp_path) -> None:
    """They may even all make the store: each line is there once, and a reader only ever sees more."""
    check(place_in(tmp_path), WRITERS, WRITES)


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
