"""Actions on the network: what each one writes, refuses, and leaves alone."""

from collections.abc import Callable
from datetime import date

import pytest

from netcrm.core.capture import Promise, capture
from netcrm.core.changes import drafts, follow_ups, log, people, states, triage
from netcrm.core.changes.corrections import Correction
from netcrm.core.circle import Circle
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.record import JSON
from tests.memory import Memory

TODAY = date(2026, 11, 24)


@pytest.fixture
def memory() -> Memory:
    """Return a network of three people."""
    memory = Memory(TODAY)
    for name, circle in (("Anna Berg", "friends"), ("Bo Dahl", "professional"), ("Mor", "family")):
        memory.write(people.add(memory.network, name, {"circles": [circle]}, today=TODAY).change)
    return memory


def id_of(memory: Memory, name: str) -> str:
    """Return the id of the contact called NAME."""
    return memory.network.find(name).id


def note(memory: Memory, text: str, today: date = TODAY) -> str:
    """Log TEXT and return the id of the entry."""
    taken = capture(text, today=today, directory=memory.network.directory)
    assert taken.resolved, taken.problems
    contact = memory.network.contact
    logged = log.log(taken, today=today, new_id=memory.new_id, contact=contact)
    memory.write(logged.change)
    return logged.entry_id


def test_a_line_becomes_one_change(memory: Memory) -> None:
    """Entry, promise and new person of one line are written together or not at all."""
    before = len(memory.done)
    note(memory, 'lunch with @Anna and @"Lise Krogh" !send CV fri')
    assert len(memory.done) == before + 1
    assert memory.network.find("Lise Krogh").known_since is None
    [promise] = memory.network.promises()
    assert (promise.text, promise.due, promise.contact) == (
        "send CV",
        date(2026, 11, 27),
        id_of(memory, "Anna"),
    )


def test_somebody_first_met_on_an_earlier_day_is_known_since_then(memory: Memory) -> None:
    """A new person of a line about yesterday was met yesterday."""
    note(memory, 'yesterday: met @"Lise Krogh"')
    assert memory.network.find("Lise Krogh").known_since == date(2026, 11, 23)


def test_the_circle_of_a_line_goes_to_its_people(memory: Memory) -> None:
    """`circle:` sorts whom the line names."""
    note(memory, 'met @"Lise Krogh" circle:professional')
    assert memory.network.find("Lise Krogh").circles == (Circle.PROFESSIONAL,)


def test_a_touch_ends_a_snooze_but_a_note_does_not(memory: Memory) -> None:
    """A note about a person is not being in touch."""
    anna = id_of(memory, "Anna")
    memory.do(lambda n: states.snooze(n, [anna], date(2026, 12, 24), today=TODAY))
    note(memory, "=note @Anna moves to Aarhus")
    assert memory.network.contact(anna).state(TODAY) == "snoozed"
    note(memory, "call with @Anna")
    assert memory.network.contact(anna).state(TODAY) == "active"


def test_a_corrected_entry_says_the_new_line_and_keeps_its_id(memory: Memory) -> None:
    """People, day, medium and text follow; what is equal is not written again."""
    id = note(memory, "met @Anna #tea")
    taken = capture("yesterday: call with @Bo", today=TODAY, directory=memory.network.directory)
    memory.do(lambda n: Correction(n, id).written(taken, TODAY).change)
    entry = memory.network.interaction(id)
    assert entry.contacts == (id_of(memory, "Bo"),)
    assert (entry.date, entry.medium, entry.tags) == (date(2026, 11, 23), "call", ())
    assert entry.text == "yesterday: call with @Bo"


def test_the_promises_of_a_corrected_entry_follow_it(memory: Memory) -> None:
    """A promise taken out of the line is dropped, a new one made, one that stays keeps its id."""
    id = note(memory, "met @Anna !send CV fri !call Ole")
    kept = next(p.id for p in memory.network.promises() if p.text == "send CV")
    taken = capture(
        "met @Anna !send CV mon !water plants", today=TODAY, directory=memory.network.directory
    )
    memory.do(lambda n: Correction(n, id).written(taken, TODAY).change)
    promises = {p.text: p for p in memory.network.promises()}
    assert set(promises) == {"send CV", "water plants"}
    assert promises["send CV"].id == kept
    assert promises["send CV"].due == date(2026, 11, 30)


def test_a_removed_entry_takes_its_open_promises_along(memory: Memory) -> None:
    """What was promised in an entry that never happened was not promised; what is done stays."""
    id = note(memory, "met @Anna !send CV fri !call Ole")
    done = next(p.id for p in memory.network.promises() if p.text == "call Ole")
    memory.do(lambda n: follow_ups.done(n, [done], today=TODAY))
    memory.do(lambda n: log.remove(n, [id]))
    assert memory.network.log() == ()
    assert [p.id for p in memory.network.promises(done=True)] == [done]


def test_a_deleted_contact_takes_along_what_is_theirs_alone(memory: Memory) -> None:
    """The shared meeting stays with the other; restoring brings back what went."""
    note(memory, "met @Anna !send CV fri")
    shared = note(memory, "lunch with @Anna and @Bo")
    anna = id_of(memory, "Anna")
    memory.do(lambda n: people.remove(n, [anna]))
    assert [e.id for e in memory.network.log()] == [shared]
    assert memory.network.promises() == ()
    memory.do(lambda n: people.restore(n, [anna]))
    assert len(memory.network.log_of(anna)) == 2
    assert [p.text for p in memory.network.promises(anna)] == ["send CV"]


def test_restoring_brings_back_only_what_went_along(memory: Memory) -> None:
    """An entry removed on its own before stays removed."""
    early = note(memory, "met @Anna")
    memory.do(lambda n: log.remove(n, [early]))
    anna = id_of(memory, "Anna")
    memory.do(lambda n: people.remove(n, [anna]))
    memory.do(lambda n: people.restore(n, [anna]))
    assert early not in memory.network.interactions


@pytest.mark.parametrize("fields", [{"circles": ["enemies"]}, {"every": 4000}, {"every": -1}])
def test_a_contact_can_not_be_what_there_is_not(memory: Memory, fields: dict[str, object]) -> None:
    """An unknown circle or an impossible cadence is refused."""
    with pytest.raises(BadInputError):
        people.add(memory.network, "Eve", fields, today=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "   ", "\x1b[31m", "\u200b\x00"[1:]])
def test_a_contact_needs_a_name(memory: Memory, name: str) -> None:
    """Nothing, blanks and control characters are no name."""
    with pytest.raises(BadInputError):
        people.add(memory.network, name, {}, today=TODAY)


def test_editing_to_the_same_is_no_change(memory: Memory) -> None:
    """No line is written for nothing."""
    anna = id_of(memory, "Anna")
    assert not people.edit(
        memory.network, anna, {"name": "Anna Berg", "circles": ["friends"]}, today=TODAY
    )


def test_family_is_never_let_go(memory: Memory) -> None:
    """Not alone, and not among others: then nobody is let go."""
    ids = [id_of(memory, "Anna"), id_of(memory, "Mor")]
    with pytest.raises(CannotBeDoneError, match="Mor"):
        states.let_go(memory.network, ids, today=TODAY)


def test_who_was_let_go_is_taken_back(memory: Memory) -> None:
    """Letting go is not for ever."""
    anna = id_of(memory, "Anna")
    memory.do(lambda n: states.let_go(n, [anna], today=TODAY))
    assert memory.network.contact(anna).state(TODAY) == "let-go"
    memory.do(lambda n: states.take_back(n, [anna], today=TODAY))
    assert memory.network.contact(anna).state(TODAY) == "active"


def test_who_becomes_family_is_no_longer_let_go(memory: Memory) -> None:
    """Marrying in takes somebody back."""
    anna = id_of(memory, "Anna")
    memory.do(lambda n: states.let_go(n, [anna], today=TODAY))
    memory.do(lambda n: people.edit(n, anna, {"circles": ["family"]}, today=TODAY))
    assert memory.network.contact(anna).let_go is None


def test_an_earlier_pause_is_remembered_by_the_next(memory: Memory) -> None:
    """Days that stood still once still do after a second pause."""
    anna = id_of(memory, "Anna")
    memory.do(lambda n: states.pause(n, [anna], today=date(2026, 1, 1)))
    memory.do(lambda n: states.resume(n, [anna], today=date(2026, 2, 1)))
    memory.do(lambda n: states.pause(n, [anna], today=date(2026, 5, 1), until=date(2026, 6, 1)))
    spans = [
        (p.since.month, p.until and p.until.month) for p in memory.network.contact(anna).pauses
    ]
    assert spans == [(1, 2), (5, 6)]


def test_skipping_needs_a_round_to_skip(memory: Memory) -> None:
    """Somebody without a cadence has none."""
    memory.do(lambda n: states.cadence(n, [id_of(memory, "Anna")], 0))
    with pytest.raises(CannotBeDoneError):
        states.skip(memory.network, [id_of(memory, "Anna")], today=TODAY)


def test_an_answer_counts_for_what_was_unanswered(memory: Memory) -> None:
    """The message of last week turns into a conversation, and no reply is awaited any more."""
    note(memory, "5d ago: =message? @Anna")
    anna = id_of(memory, "Anna")
    assert memory.network.standings(TODAY).of(anna).awaiting == date(2026, 11, 19)
    memory.do(lambda n: states.answered(n, anna, today=TODAY))
    assert memory.network.standings(TODAY).of(anna).awaiting is None
    with pytest.raises(CannotBeDoneError):
        states.answered(memory.network, anna, today=TODAY)


def test_triage_starts_the_clock_of_the_imported(memory: Memory) -> None:
    """The day of the first circle is remembered; a second circle does not start it again."""
    memory.write(people.add(memory.network, "Per", {"imported": True}, today=TODAY).change)
    per = id_of(memory, "Per")
    memory.do(lambda n: triage.sort_into(n, [per], Circle.FRIENDS, today=TODAY))
    later = date(2026, 12, 1)
    memory.do(lambda n: triage.sort_into(n, [per], Circle.PROFESSIONAL, today=later))
    contact = memory.network.contact(per)
    assert contact.sorted_on == TODAY
    assert contact.circles == (Circle.FRIENDS, Circle.PROFESSIONAL)


def test_a_draft_leaves_with_the_entry_it_becomes(memory: Memory) -> None:
    """One change: the entry is there, the draft is gone."""
    kept = drafts.keep("met @Anna", why="?", today=TODAY, new_id=memory.new_id)
    memory.write(kept.change)
    taken = capture("met @Anna", today=TODAY, directory=memory.network.directory)
    record = memory.network.drafts[kept.id]
    memory.write(log.log(taken, today=TODAY, new_id=memory.new_id, instead_of=record).change)
    assert memory.network.pending() == ()
    assert len(memory.network.log()) == 1


def test_a_promise_needs_a_text(memory: Memory) -> None:
    """An empty promise is none."""
    with pytest.raises(BadInputError):
        follow_ups.promise(memory.network, [id_of(memory, "Anna")], "  ", None)


def correct(memory: Memory, id: str, text: str, today: date = TODAY) -> None:
    """Let an entry say TEXT."""
    taken = capture(text, today=today, directory=memory.network.directory)
    assert taken.resolved, taken.problems
    memory.do(lambda n: Correction(n, id).written(taken, today).change)


def imported(memory: Memory, name: str, **fields: JSON) -> str:
    """Add somebody as an import does; return the id."""
    memory.write(people.add(memory.network, name, {"imported": True, **fields}, today=TODAY).change)
    return id_of(memory, name)


def by_capture(memory: Memory, id: str) -> None:
    """Give the circle friends in a line."""
    name = memory.network.name_of(id)
    taken = capture(
        f"=note @{name} circle:friends", today=TODAY, directory=memory.network.directory
    )
    contact = memory.network.contact
    memory.write(log.log(taken, today=TODAY, new_id=memory.new_id, contact=contact).change)


def by_correction(memory: Memory, id: str) -> None:
    """Give the circle friends by correcting a line."""
    name = memory.network.name_of(id)
    correct(memory, note(memory, f"=note @{name}"), f"=note @{name} circle:friends")


def by_edit(memory: Memory, id: str) -> None:
    """Give the circle friends in the form."""
    memory.do(lambda n: people.edit(n, id, {"circles": ["friends"]}, today=TODAY))


def by_triage(memory: Memory, id: str) -> None:
    """Give the circle friends by a key."""
    memory.do(lambda n: triage.sort_into(n, [id], Circle.FRIENDS, today=TODAY))


@pytest.mark.parametrize("give", [by_capture, by_correction, by_edit, by_triage])
def test_however_an_imported_contact_gets_a_circle_its_clock_starts(
    memory: Memory, give: Callable[[Memory, str], None]
) -> None:
    """Once: a circle given later does not start it again."""
    per = imported(memory, "Per Kirk")
    give(memory, per)
    contact = memory.network.contact(per)
    assert (contact.circles, contact.sorted_on) == ((Circle.FRIENDS,), TODAY)
    memory.do(lambda n: triage.sort_into(n, [per], Circle.FAMILY, today=date(2026, 12, 1)))
    assert memory.network.contact(per).sorted_on == TODAY


def test_who_becomes_family_in_a_line_is_no_longer_let_go(memory: Memory) -> None:
    """As in the form and in triage."""
    bo = id_of(memory, "Bo")
    memory.do(lambda n: states.let_go(n, [bo], today=TODAY))
    entry = note(memory, "=note @Bo")
    correct(memory, entry, "=note @Bo circle:family")
    contact = memory.network.contact(bo)
    assert (contact.let_go, contact.circles) == (None, (Circle.FAMILY, Circle.PROFESSIONAL))


def test_a_correction_makes_people_as_a_new_line_does(memory: Memory) -> None:
    """Circle, workplace, who brought you together, and the day they were first met."""
    corrected = note(memory, "yesterday: met @Anna")
    said = 'yesterday: met @"Lise Krogh" /Novo via @"Ib Ny" circle:friends'
    correct(memory, corrected, said)
    by_correction = memory.network.find("Lise Krogh")
    other = Memory(TODAY)
    note(other, said)
    by_log = other.network.find("Lise Krogh")
    for field in ("org", "circles", "known_since", "added"):
        assert by_correction.record.fields.get(field) == by_log.record.fields.get(field), field
        assert by_log.record.fields.get(field), field
    assert memory.network.name_of(by_correction.via) == "Ib Ny"


def test_the_promise_of_a_corrected_entry_goes_to_whom_it_names_now(memory: Memory) -> None:
    """Anna was a slip for Bo: he was promised the CV."""
    id = note(memory, "met @Anna !send CV fri")
    correct(memory, id, "met @Bo !send CV fri")
    assert memory.network.promises(id_of(memory, "Anna")) == ()
    assert [p.text for p in memory.network.promises(id_of(memory, "Bo"))] == ["send CV"]


def test_the_snooze_of_whom_a_correction_adds_ends(memory: Memory) -> None:
    """Of whoever was in the entry before, it is a later decision and stays."""
    id = note(memory, "met @Anna")
    both = [id_of(memory, "Anna"), id_of(memory, "Bo")]
    memory.do(lambda n: states.snooze(n, both, date(2026, 12, 24), today=TODAY))
    correct(memory, id, "met @Anna and @Bo")
    assert [memory.network.contact(one).state(TODAY) for one in both] == ["snoozed", "active"]


LATER = date(2026, 11, 24)
EARLIER = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("said", "then", "due"),
    [
        ("met @Anna !send CV fri", "met @Anna #tea !send CV fri", date(2026, 11, 13)),
        ("met @Anna !send CV fri", "met @Anna !send CV fri #tea", date(2026, 11, 13)),
        ('met @Anna !"send CV" fri', 'met Anna Berg !"send CV" fri', date(2026, 11, 13)),
        ("met @Anna !send CV fri", "met @Anna !send CV next friday", date(2026, 11, 27)),
        ("met @Anna !send CV fri", "met @Anna !send CV", None),
        ("met @Anna !send CV", "met @Anna #tea !send CV", None),
    ],
)
def test_a_day_whose_words_are_as_they_were_stays(
    memory: Memory, said: str, then: str, due: date | None
) -> None:
    """`fri` of two weeks ago is that Friday for ever; other words are read on the day of the correction."""
    id = note(memory, said, EARLIER)
    kept = memory.network.promises()[0].id
    taken = capture(then, today=LATER, directory=memory.network.directory)
    told = Correction(memory.network, id).settled(taken)
    correct(memory, id, then, LATER)
    (promise,) = memory.network.promises()
    assert (promise.id, promise.text, promise.due) == (kept, "send CV", due)
    assert told.promises == (Promise("send CV", due),)


def test_a_correction_leaves_alone_what_was_done_to_a_promise_since(memory: Memory) -> None:
    """Moved, reworded and dropped promises stay so while the line still says what it said."""
    id = note(memory, "met @Anna !send CV fri !call Ole !water plants mon", EARLIER)
    named = {p.text: p.id for p in memory.network.promises()}
    memory.do(lambda n: follow_ups.edit(n, named["send CV"], "send CV", date(2026, 12, 1)))
    memory.do(lambda n: follow_ups.edit(n, named["call Ole"], "write to Ole", None))
    memory.do(lambda n: follow_ups.remove(n, [named["water plants"]]))
    before = {(p.id, p.text, p.due) for p in memory.network.promises()}
    then = "met @Anna #tea !send CV fri !call Ole !water plants mon"
    taken = capture(then, today=LATER, directory=memory.network.directory)
    told = Correction(memory.network, id).settled(taken).promises
    assert told == (Promise("send CV", date(2026, 12, 1)),)
    correct(memory, id, then, LATER)
    assert {(p.id, p.text, p.due) for p in memory.network.promises()} == before


def test_a_circle_that_a_line_gave_is_not_given_again(memory: Memory) -> None:
    """Bo left the circle since; a slip elsewhere in the line does not put her back."""
    bo = id_of(memory, "Bo")
    id = note(memory, "=note @Bo circle:friends")
    memory.do(lambda n: people.edit(n, bo, {"circles": ["professional"]}, today=TODAY))
    taken = capture("=note @Bo ok circle:friends", today=TODAY, directory=memory.network.directory)
    assert Correction(memory.network, id).settled(taken).circle is None
    correct(memory, id, "=note @Bo ok circle:friends")
    assert memory.network.contact(bo).circles == (Circle.PROFESSIONAL,)


def test_a_promise_goes_to_whoever_is_named_first(memory: Memory) -> None:
    """Also to somebody new, before whom others are known longer."""
    note(memory, 'met @"Lise Krogh" and @Anna !send CV fri')
    assert [p.text for p in memory.network.promises(id_of(memory, "Lise Krogh"))] == ["send CV"]
    names = map(memory.network.name_of, memory.network.log()[0].contacts)
    assert [*names] == ["Lise Krogh", "Anna Berg"]


def test_only_the_first_via_counts(memory: Memory) -> None:
    """Nobody is made for a second one."""
    note(memory, 'met @Anna via @Bo via @"Ib Ny"')
    assert memory.network.name_of(memory.network.log()[0].via) == "Bo Dahl"
    assert len(memory.network) == 3
