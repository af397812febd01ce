"""What holds for every correction, whatever the line says (single cases are in test_changes)."""

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from netcrm.core.capture import Capture, Promise, capture
from netcrm.core.changes import log, people
from netcrm.core.changes.corrections import Correction
from netcrm.core.follow_up import FollowUp
from tests.memory import Memory

TODAY = date(2026, 11, 24)

PIECES = (
    *("@Anna", "@Bo", '@"Lise Krogh"', "via @Bo", 'via @"Ib Ny"', "#tea", "/Novo", "circle:family"),
    *("!send CV fri", "!send CV", '!"send CV" fri', "!send", "!ring 3/12", "!ring om 2w", "mon"),
    *("lunch", "skrev", "=call?", "=note", "place:Kbh", "purpose:x", "=foo"),
)
lines = st.builds(
    lambda head, pieces: head + " ".join(pieces),
    st.sampled_from(("", "i går: ", "2026-12-03: ", "mandag: ")),
    st.lists(st.sampled_from(PIECES), max_size=8),
)


def network() -> Memory:
    """Return a network of two people."""
    memory = Memory(TODAY)
    for name in ("Anna Berg", "Bo Dahl"):
        memory.write(people.add(memory.network, name, {"circles": ["friends"]}, today=TODAY).change)
    return memory


def read(memory: Memory, text: str, today: date = TODAY) -> Capture:
    """Return what a line says on a day."""
    return capture(text, today=today, directory=memory.network.directory)


def logged(memory: Memory, line: Capture) -> str:
    """Write a line; return the id of its entry."""
    contact = memory.network.contact
    written = log.log(line, today=TODAY, new_id=memory.new_id, contact=contact)
    memory.write(written.change)
    return written.entry_id


def promises(memory: Memory) -> list[tuple[str, Promise, str]]:
    """Return all promises: id, text and due day, to whom."""
    found = map(FollowUp, memory.network.follow_ups.values())
    return [(f.id, Promise(f.text, f.due), f.contact) for f in found]


@settings(deadline=None)
@given(lines)
def test_a_line_that_is_not_changed_changes_nothing(text: str) -> None:
    """Nothing of what a line did is done twice."""
    memory = network()
    line = read(memory, text)
    if line.resolved:
        id = logged(memory, line)
        assert Correction(memory.network, id).written(read(memory, text), TODAY).change.ops == ()


@settings(deadline=None)
@given(lines, st.integers(1, 400))
@example("@Anna !send CV fri", 14)
def test_a_promise_in_the_same_words_is_the_same_on_any_day(text: str, days: int) -> None:
    """Its id, its day and to whom: none of them depends on when the line is corrected."""
    memory = network()
    line = read(memory, text)
    if not line.resolved:
        return
    id = logged(memory, line)
    before = promises(memory)
    later = TODAY + timedelta(days)
    again = read(memory, text, later)
    assert Correction(memory.network, id).settled(again).promises == line.promises
    memory.write(Correction(memory.network, id).written(again, later).change)
    assert promises(memory) == before


@settings(deadline=None)
@given(lines, lines)
@example("@Anna !send CV fri", "@Bo !send CV mon !send")
@example("@Anna !send CV !send", "@Anna !send")
def test_a_correction_leaves_the_promises_that_its_preview_shows(said: str, then: str) -> None:
    """All of them to whom the line names first, and no others."""
    memory = network()
    if not (line := read(memory, said)).resolved:
        return
    id = logged(memory, line)
    if not (line := read(memory, then)).resolved:
        return
    told = Correction(memory.network, id).settled(line).promises
    written = Correction(memory.network, id).written(line, TODAY)
    memory.write(written.change)
    first, *_others = written.entry["contacts"]
    shown = sorted((p.text, p.due or date.max) for p in told)
    kept = sorted((p.text, p.due or date.max) for _id, p, _to in promises(memory))
    assert kept == shown
    assert {to for _id, _p, to in promises(memory)} <= {first}
    assert {id for id, _fields in written.follow_ups} == {id for id, _p, _to in promises(memory)}
