"""Thanks stand in the log, at the end of an introduction and as promises: where one settles, the others do."""

from datetime import date

import pytest

from netcrm.core.account import balance
from netcrm.core.asks import Asks
from netcrm.core.capture import Capture, capture
from netcrm.core.changes import follow_ups, introductions, opportunities
from netcrm.core.changes.log import log
from netcrm.core.changes.merging import merge
from netcrm.core.changes.thanks import with_thanks
from netcrm.core.discovery import never_thanked
from netcrm.core.introduction import Introduction, Stage
from netcrm.core.opportunity import Opportunity
from netcrm.core.record import Change, new
from netcrm.core.stage_facts import opportunity_facts
from tests.memory import Memory

TODAY = date(2026, 11, 24)


@pytest.fixture
def memory() -> Memory:
    """Bo, through whom you met Karen in November; he brought the job that was lost, and helped you once."""
    memory = Memory(TODAY)
    memory.write(
        Change(
            "all of it",
            [
                new("contacts", "bo", {"name": "Bo Dahl"}),
                new("contacts", "karen", {"name": "Karen Holm"}),
                new("follow_ups", "f", {"text": "thank", "contact": "bo", "discovered": "helped"}),
                new("follow_ups", "cv", {"text": "send CV", "contact": "bo", "due": "2026-11-23"}),
            ],
        )
    )
    day = date(2026, 11, 20)
    made = introductions.ask(memory.network, "bo", "karen", today=TODAY, day=day)
    memory.write(made.change)
    memory.write(introductions.move(memory.network, made.id, "met", today=TODAY, day=day))
    values = {"org": "Novo", "role": "analyst", "via": "bo"}
    added = opportunities.add(memory.network, values, today=TODAY, day=day)
    memory.write(added.change)
    memory.write(opportunities.move(memory.network, added.id, "lost", today=TODAY, day=day))
    return memory


def open_promises(memory: Memory) -> list[str]:
    """Return the open promises, by id or text."""
    return sorted(
        one.id if one.id in {"f", "cv"} else one.text for one in memory.network.promises()
    )


def stage(memory: Memory) -> Stage:
    """Return how far the introduction is."""
    (record,) = memory.network.introductions.values()
    return Introduction(record).stage


def read(memory: Memory, text: str) -> Capture:
    """Return what TEXT says."""
    taken = capture(text, today=TODAY, directory=memory.network.directory)
    return with_thanks(taken, memory.network, TODAY)


def write(memory: Memory, text: str) -> None:
    """Log TEXT."""
    memory.write(
        log(
            read(memory, text), today=TODAY, new_id=memory.new_id, network=lambda: memory.network
        ).change
    )


def test_thanks_that_are_logged_settle_all_that_was_owed(memory: Memory) -> None:
    """The line says so before it is written, and one undo takes it all back."""
    before = open_promises(memory)
    assert len(before) == 4
    assert read(memory, "takkede @Bo for hjælpen").notes == (
        "with it Bo Dahl is thanked for the introduction to Karen Holm",
        "with it is done what was promised: thank",
        "with it is done what was promised: tell Bo Dahl how it ended, and thank: analyst at Novo",
    )
    assert balance(memory.network, "bo", TODAY).unthanked is not None
    write(memory, "i går: takkede @Bo for hjælpen")
    assert stage(memory) is Stage.THANKED
    assert open_promises(memory) == ["cv"]
    assert balance(memory.network, "bo", TODAY).unthanked is None
    assert balance(memory.network, "bo", TODAY).kinds(deposit=True) == {"thanks": 1}
    assert never_thanked(memory.network, TODAY) == ()
    memory.undo()
    assert stage(memory) is Stage.MET
    assert open_promises(memory) == before


@pytest.mark.parametrize(
    "text",
    [
        "@Bo takkede for hjælpen",
        "takkede @Karen",
        "tak til @Bo for sidst",
        "i morgen: takkede @Bo",
        "19/11: takkede @Bo purpose:none",
        "frokost med @Bo",
    ],
)
def test_other_lines_settle_nothing(memory: Memory, text: str) -> None:
    """Their thanks, thanks to others, thanks for last time, and what is still to come."""
    before = open_promises(memory)
    assert read(memory, text).notes == ()
    write(memory, text)
    assert stage(memory) is Stage.MET
    assert open_promises(memory) == before


def test_thanks_before_the_meeting_are_not_for_it(memory: Memory) -> None:
    """An introduction is not thanked for before it came to anything."""
    write(memory, "19/11: takkede @Bo")
    assert stage(memory) is Stage.MET


def test_promised_thanks_that_are_ticked_off_are_thanks_on_the_account(memory: Memory) -> None:
    """So that it says no more that there were none."""
    ids = [one.id for one in memory.network.promises() if one.id != "cv"]
    memory.write(follow_ups.done(memory.network, [ids[0]], today=TODAY))
    assert balance(memory.network, "bo", TODAY).unthanked is None
    memory.undo()
    memory.write(follow_ups.done(memory.network, ["cv"], today=TODAY))
    assert balance(memory.network, "bo", TODAY).unthanked is not None


def test_an_introduction_of_somebody_to_themself_counts_nowhere() -> None:
    """As a merge of the two leaves it: no ask, nothing on the account, not with the opportunity."""
    memory = Memory(TODAY)
    people = [new("contacts", "bo", {"name": "Bo"}), new("contacts", "b2", {"name": "Bo Dahl"})]
    memory.write(Change("people", people))
    added = opportunities.add(memory.network, {"org": "Novo", "role": "analyst"}, today=TODAY)
    memory.write(added.change)
    asked = introductions.ask(memory.network, "bo", "b2", today=TODAY, opportunity=added.id)
    memory.write(asked.change)
    memory.write(merge(memory.network, "bo", "b2", today=TODAY).change)
    one = Opportunity(memory.network.opportunities[added.id])
    assert "introduction" not in dict(opportunity_facts(memory.network, one, TODAY))
    assert balance(memory.network, "bo", TODAY).acts == ()
    assert Asks(memory.network, TODAY).last("bo") is None
