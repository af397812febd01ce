"""Opportunities: what is noted, how they go on, who helped, and what the review makes of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.changes import follow_ups
from netcrm.core.changes.opportunities import add, done, edit, move, remove
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.hiring import hiring
from netcrm.core.introduction import Introduction
from netcrm.core.job_report import report, sentences
from netcrm.core.named_ones import find_introduction, find_opportunity
from netcrm.core.opportunity import CLOSED, Opportunity, Stage
from netcrm.core.opportunity_people import who_can_help, who_helped
from netcrm.core.opportunity_stages import in_order
from netcrm.core.record import JSON, Change, new
from netcrm.core.stage_facts import introduction_facts, opportunity_facts
from tests.memory import Memory

TODAY = date(2026, 11, 24)


@pytest.fixture
def memory() -> Memory:
    """Karen at Novo came via Bo, her colleague Ida is known through her; Ole was at Novo before."""
    return made()


def made() -> Memory:
    """Make the network of these tests."""
    memory = Memory(TODAY)
    friends: JSON = ["friends"]
    ops = [
        new("contacts", "bo", {"name": "Bo Dahl", "circles": friends, "added": "2026-11-20"}),
        new(
            "contacts",
            "karen",
            {
                "name": "Karen Holm",
                "org": "Novo Nordisk A/S",
                "via": "bo",
                "circles": ["friends", "professional"],
                "added": "2026-11-20",
            },
        ),
        new("contacts", "ole", {"name": "Ole Lund", "past_orgs": ["NOVO NORDISK"]}),
        new("acquaintances", "ida", {"name": "Ida Friis", "org": "Novo Nordisk"}),
        new("relations", "r", {"person": "karen", "other": "ida", "how": "colleague"}),
    ]
    memory.write(Change("all of it", ops))
    return memory


def noted(memory: Memory, **values: str) -> str:
    """Note an opportunity at Novo; return its id."""
    texts = {"org": "Novo Nordisk", "role": "data analyst", "via": "karen", **values}
    added = add(memory.network, texts, today=TODAY, day=TODAY - timedelta(30))
    memory.write(added.change)
    return added.id


def one(memory: Memory, id: str) -> Opportunity:
    """Return an opportunity as it is now."""
    return Opportunity(memory.network.opportunities[id])


def steps(memory: Memory) -> list[tuple[str, date | None, str]]:
    """Return the open follow-ups: text, day, to whom."""
    return [(f.text, f.due, f.contact) for f in memory.network.promises()]


def test_the_next_step_is_a_follow_up_with_its_day(memory: Memory) -> None:
    """Promised to who brought it."""
    id = noted(memory, next="send CV fri")
    assert one(memory, id).next == "send CV"
    text = "send CV (data analyst at Novo Nordisk)"
    assert steps(memory) == [(text, date(2026, 11, 27), "karen")]


def test_each_stage_ticks_off_the_step_before_and_brings_its_own(memory: Memory) -> None:
    """From lead to won; at the end everybody who helped is to be thanked."""
    id = noted(memory, next="send CV")
    found = []
    for stage in ("applied", "interview", "offer", "won"):
        memory.write(move(memory.network, id, stage, today=TODAY))
        found.append([(text.partition(" (")[0], due, who) for text, due, who in steps(memory)])
    week = TODAY + timedelta(7)
    assert found == [
        [("ask how it goes", TODAY + timedelta(14), "karen")],
        [("thank for the interview, ask how it goes", week, "karen")],
        [("answer the offer", week, "karen")],
        [
            ("thank Bo Dahl: data analyst at Novo Nordisk is won", TODAY, "bo"),
            ("thank Karen Holm: data analyst at Novo Nordisk is won", TODAY, "karen"),
        ],
    ]
    assert not one(memory, id).is_open


def test_a_step_of_ones_own_takes_the_place_of_the_usual_one(memory: Memory) -> None:
    """With its day."""
    id = noted(memory)
    memory.write(move(memory.network, id, "interview", today=TODAY, then="practise tomorrow"))
    assert [(text[:9], due) for text, due, _who in steps(memory)] == [
        ("practise ", TODAY + timedelta(1))
    ]
    (step,) = memory.network.promises()
    memory.write(follow_ups.done(memory.network, [step.id], today=TODAY))
    assert one(memory, id).next == ""
    assert one(memory, id).stage is Stage.INTERVIEW


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ("interview", "applied", "does not go back to applied"),
        ("interview", "interview", "it is interview already"),
        ("won", "lost", "that is its end"),
        ("lost", "offer", "that is its end"),
    ],
)
def test_a_stage_out_of_order_is_refused(memory: Memory, first: str, then: str, words: str) -> None:
    """In a sentence, and nothing is lost."""
    id = noted(memory)
    memory.write(move(memory.network, id, first, today=TODAY))
    with pytest.raises(CannotBeDoneError) as error:
        move(memory.network, id, then, today=TODAY)
    assert words in error.value.message


def test_bad_input_is_told(memory: Memory) -> None:
    """No organisation, no role, no such stage, a day that can't be; nobody of that id."""
    for texts in ({"org": " "}, {"role": "\x1b[2J"}):
        with pytest.raises(BadInputError, match="needs"):
            add(memory.network, {"org": "a", "role": "b", **texts}, today=TODAY)
    with pytest.raises(BadInputError, match="needs an organisation"):
        add(memory.network, {}, today=TODAY)
    id = noted(memory)
    with pytest.raises(BadInputError, match="no stage"):
        move(memory.network, id, "hired", today=TODAY)
    with pytest.raises(BadInputError, match="lead on"):
        move(memory.network, id, "applied", today=TODAY, day=TODAY - timedelta(31))
    with pytest.raises(BadInputError, match="needs a role"):
        edit(memory.network, id, {"role": ""}, today=TODAY)
    with pytest.raises(KeyError):
        add(memory.network, {"org": "a", "role": "b", "via": "nobody"}, today=TODAY)


def test_editing_another_next_step_takes_the_place_of_the_open_one(memory: Memory) -> None:
    """An empty one clears it; the other fields are left alone."""
    id = noted(memory, next="send CV fri")
    memory.write(edit(memory.network, id, {"next": "call Karen", "link": "http://x"}, today=TODAY))
    assert [text for text, _due, _who in steps(memory)] == [
        "call Karen (data analyst at Novo Nordisk)"
    ]
    assert one(memory, id).link == "http://x"
    memory.write(edit(memory.network, id, {"next": "", "via": ""}, today=TODAY))
    assert not steps(memory)
    assert (one(memory, id).via, one(memory, id).next) == ("", "")
    assert not edit(memory.network, id, {"role": "data analyst"}, today=TODAY)


def test_a_next_step_of_a_closed_one_takes_the_place_of_the_one_before_and_leaves_the_thanks(
    memory: Memory,
) -> None:
    """What was asked for first does not stay open beside it."""
    id = noted(memory)
    memory.write(move(memory.network, id, "won", today=TODAY))
    thanks = steps(memory)
    assert len(thanks) == 2
    for typed, text in (("thank", "thank"), ("sign fri", "sign"), ("sign it", "sign it")):
        memory.write(edit(memory.network, id, {"next": typed}, today=TODAY))
        found = [step for step in steps(memory) if step not in thanks]
        assert [text for text, _due, _who in found] == [f"{text} (data analyst at Novo Nordisk)"]
        assert [step for step in steps(memory) if step in thanks] == thanks
    memory.write(edit(memory.network, id, {"next": ""}, today=TODAY))
    assert steps(memory) == thanks


def test_the_open_step_follows_who_brought_it_and_the_title(memory: Memory) -> None:
    """Its day stays; what was promised to somebody else or said in other words does too."""
    id = noted(memory, next="send CV fri")
    friday = date(2026, 11, 27)
    memory.write(edit(memory.network, id, {"via": "bo", "role": "lead dev"}, today=TODAY))
    assert steps(memory) == [("send CV (lead dev at Novo Nordisk)", friday, "bo")]
    memory.write(edit(memory.network, id, {"via": "ida", "next": "send CV"}, today=TODAY))
    assert steps(memory) == [("send CV (lead dev at Novo Nordisk)", friday, "")]
    memory.write(edit(memory.network, id, {"via": "karen"}, today=TODAY))
    assert [who for _text, _due, who in steps(memory)] == ["karen"]
    (step,) = memory.network.promises()
    ops = step.record.become({"text": "send CV (by post)", "contact": "ole"})
    memory.write(Change("x", ops))
    memory.write(edit(memory.network, id, {"via": "bo", "org": "DR"}, today=TODAY))
    assert steps(memory) == [("send CV (by post)", friday, "ole")]
    texts = {"next": "call", "via": "karen", "role": "host"}
    memory.write(edit(memory.network, id, texts, today=TODAY))
    assert steps(memory) == [("call (host at DR)", None, "karen")]


def test_thanks_stay_with_whom_they_are_promised_to(memory: Memory) -> None:
    """Whoever helped did, whatever is said of it later."""
    id = noted(memory)
    memory.write(move(memory.network, id, "won", today=TODAY))
    thanks = steps(memory)
    memory.write(edit(memory.network, id, {"via": "ole", "role": "lead dev"}, today=TODAY))
    assert steps(memory) == thanks


def test_a_next_step_that_is_only_words_is_ticked_off_too(memory: Memory) -> None:
    """As another machine or an import may bring it; nothing noted is nothing to change."""
    ops = [new("opportunities", "o", {"org": "DR", "role": "x", "next": "call Ole"})]
    memory.write(Change("x", ops))
    told = dict(opportunity_facts(memory.network, one(memory, "o"), TODAY))
    assert told["next"] == "call Ole"
    memory.write(done(memory.network, "o", today=TODAY))
    assert one(memory, "o").next == ""
    assert not done(memory.network, "o", today=TODAY)
    id = noted(memory, next="send CV")
    memory.write(done(memory.network, id, today=TODAY))
    assert (one(memory, id).next, steps(memory)) == ("", [])


def test_deleting_leaves_introductions_but_not_the_next_step(memory: Memory) -> None:
    """One change, one undo."""
    id = noted(memory, next="send CV")
    ops = [new("introductions", "i", {"connector": "bo", "to": "ida", "opportunity": id})]
    memory.write(Change("x", ops))
    memory.write(remove(memory.network, [id]))
    assert not memory.network.opportunities
    assert not steps(memory)
    assert "opportunity" not in {
        k for k, v in memory.network.introductions["i"].fields.items() if v
    }
    memory.undo()
    assert memory.network.introductions["i"].fields["opportunity"] == id
    assert steps(memory)


def test_who_helped_and_who_can_help(memory: Memory) -> None:
    """Who brought it and led you to them; and everybody known there, by whatever spelling."""
    id = noted(memory)
    assert who_helped(memory.network, one(memory, id)) == ("karen", "bo")
    helpers = who_can_help(memory.network, one(memory, id))
    assert [(h.id, h.before, h.through) for h in helpers] == [
        ("karen", False, ()),
        ("ole", True, ()),
        ("ida", False, ("karen",)),
    ]
    told = dict(opportunity_facts(memory.network, one(memory, id), TODAY))
    assert told["can help"] == "Karen Holm · Ole Lund (was there) · Ida Friis (through Karen Holm)"
    assert told["from"] == "Karen Holm"
    assert told["stage"] == "lead, for 30 days"


def test_whoever_works_there_says_so_in_the_review(memory: Memory) -> None:
    """Half a point and the reason, while it is open; other names of the organisation count too."""
    before = memory.network.standings(TODAY).of("karen").score
    id = noted(memory)
    standing = memory.network.standings(TODAY).of("karen")
    assert standing.score == before + 0.5
    assert "open opportunity at Novo Nordisk A/S" in standing.reasons
    assert not memory.network.standings(TODAY).of("ole").opportunity
    memory.write(move(memory.network, id, "lost", today=TODAY))
    assert not memory.network.standings(TODAY).of("karen").opportunity
    ops = [
        new("organisations", "o", {"name": "Novo Nordisk", "aliases": ["NN", "Novo"]}),
        new("opportunities", "p", {"org": "novo", "role": "x", "lead": "2026-11-01"}),
    ]
    memory.write(Change("x", ops))
    assert hiring(memory.network) == {"novo nordisk", "nn", "novo"}
    assert memory.network.standings(TODAY).of("karen").opportunity
    more = [
        new("organisations", "0", {"name": "Gamma", "aliases": ["Novo Nordisk"]}),
        new("organisations", "1", {"name": "Gamma", "aliases": ["Delta"]}),
        new("organisations", "2", {"name": "Alpha", "aliases": ["Beta"]}),
    ]
    memory.write(Change("x", more))
    assert hiring(memory.network) == {"novo nordisk", "nn", "novo", "gamma", "delta"}


def test_open_ones_come_first_the_furthest_first(memory: Memory) -> None:
    """Then the closed ones, the latest first."""
    days: list[dict[str, JSON]] = [
        {"lead": "2026-11-01"},
        {"lead": "2026-10-01", "offer": "2026-10-02"},
        {"won": "2026-09-01"},
        {"lost": "2026-11-20"},
        {},
    ]
    ops = [new("opportunities", f"o{n}", {"org": "x", **d}) for n, d in enumerate(days)]
    memory.write(Change("x", ops))
    assert [one.id for one in in_order(memory.network)] == ["o1", "o0", "o4", "o3", "o2"]


def test_the_report_counts_by_circle_and_by_tie(memory: Memory) -> None:
    """Stages that were jumped over count; medians are of the stages that were left."""
    first = noted(memory)
    memory.write(move(memory.network, first, "offer", today=TODAY, day=TODAY - timedelta(10)))
    memory.write(move(memory.network, first, "lost", today=TODAY))
    noted(memory, via="", source="advert")
    noted(memory, via="ida")
    noted(memory, via="")
    found = report(memory.network, TODAY)
    assert (found.total, found.open, found.won) == ((4, 1, 1), 3, 0)
    assert found.circles == {
        "friends": (1, 1, 1),
        "professional": (1, 1, 1),
        "acquaintance": (1, 0, 0),
        "advert": (1, 0, 0),
        "unknown": (1, 0, 0),
    }
    assert found.ties == {"weak": (1, 1, 1)}
    assert found.days == {Stage.LEAD: (20, 1), Stage.OFFER: (10, 1)}
    text = "\n".join(sentences(found))
    assert "4 leads, 1 interview, 1 offer; 3 open, 0 won" in text
    assert "lead: 20 d (of 1)" in text
    assert "nothing to report" in sentences(report(made().network, TODAY))[0]
    assert found.document()["median_days"] == {"lead": 20, "offer": 10}


def test_an_opportunity_is_found_by_its_organisation_its_role_or_an_id(memory: Memory) -> None:
    """Of several with a name the open one; else the nearest names are told."""
    id = noted(memory)
    for typed in (id, "novo nordisk", "NOVO NORDISK A/S", "analyst"):
        assert find_opportunity(memory.network, typed) == id
    with pytest.raises(BadInputError) as error:
        find_opportunity(memory.network, "Novo Nordsik")
    assert "Novo Nordisk" in error.value.hint
    alias = new("organisations", "o", {"name": "NN", "aliases": ["Novo Nordisk"]})
    memory.write(Change("alias", [alias]))
    assert find_opportunity(memory.network, "NN") == id
    second = noted(memory, role="lab lead")
    with pytest.raises(BadInputError, match="several"):
        find_opportunity(memory.network, "Novo Nordisk")
    memory.write(move(memory.network, second, "lost", today=TODAY))
    assert find_opportunity(memory.network, "Novo Nordisk") == id
    with pytest.raises(BadInputError, match="no introduction"):
        find_introduction(memory.network, "")


ODD: st.SearchStrategy[JSON] = st.one_of(
    st.none(),
    st.integers(),
    st.text(max_size=4),
    st.lists(st.text(max_size=3), max_size=2),
    st.sampled_from(["2026-11-24", "bo", "karen", "9999-12-31", "0001-01-01", "Novo Nordisk"]),
)
NAMES = ["org", "role", "source", "via", "link", "note", "next", *map(str, Stage)]


@given(st.dictionaries(st.sampled_from(NAMES), ODD), st.sampled_from([*Stage]))
def test_an_odd_record_is_read_moved_or_refused_in_a_sentence(
    fields: dict[str, JSON], stage: Stage
) -> None:
    """Whatever another machine wrote; all that tells of it still does."""
    memory = made()
    ops = [
        new("opportunities", "odd", fields),
        new("introductions", "odd", {"opportunity": "odd", "to": fields.get("via")}),
    ]
    memory.write(Change("x", ops))
    network = memory.network
    assert [*opportunity_facts(network, one(memory, "odd"), TODAY)]
    assert [*introduction_facts(network, Introduction(network.introductions["odd"]), TODAY)]
    assert sentences(report(network, TODAY))
    assert network.standings(TODAY).queue is not None
    try:
        memory.write(move(network, "odd", stage, today=TODAY))
    except (BadInputError, CannotBeDoneError):
        return
    assert one(memory, "odd").history[-1] == (stage, TODAY)


@given(st.lists(st.tuples(st.sampled_from([*Stage]), st.integers(-60, 3)), max_size=10))
def test_a_history_never_goes_back(wanted: list[tuple[Stage, int]]) -> None:
    """Whatever is tried, stages and days only rise, and undo restores the one before."""
    memory = made()
    id = noted(memory)
    for stage, later in wanted:
        shown, open_steps = one(memory, id).history, steps(memory)
        try:
            change = move(memory.network, id, stage, today=TODAY, day=TODAY + timedelta(later))
        except (BadInputError, CannotBeDoneError):
            continue
        memory.write(change)
        now = one(memory, id)
        assert now.history[:-1] == shown
        assert now.history[-1][1] >= shown[-1][1]
        assert (now.stage, now.is_open) == (stage, stage not in CLOSED)
        memory.undo()
        assert (one(memory, id).history, steps(memory)) == (shown, open_steps)
        memory.redo()
