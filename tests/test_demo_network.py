"""What the demo promises to show, on whatever day it is opened."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from netcrm.core.capture import capture
from netcrm.core.circle import Circle
from netcrm.core.discovery import left, prompts
from netcrm.core.heat import Band, heat_word
from netcrm.core.introduction import Introduction
from netcrm.core.introduction import Stage as IntroductionStage
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.opportunity import Stage as OpportunityStage
from netcrm.core.relation import Relation
from netcrm.core.standing import Standing
from netcrm.core.text import clean, safe
from netcrm.demo import demo_changes, new_demo_id, throw_away_store
from netcrm.demo.people import cast
from tests.memory import Memory

TODAYS = [
    date(2026, 11, 24),
    date(2026, 3, 1),
    date(2027, 12, 31),
    date(2028, 2, 23),  # Farmor's birthday falls on 29 February
    date(2028, 2, 29),
    date(2031, 7, 6),
]


@cache
def shown_on(today: date) -> Network:
    """Return the demo's network on a day."""
    memory = Memory(today)
    return memory.write_all(demo_changes(today, new_demo_id()))


@cache
def everybody(today: date) -> dict[str, Standing]:
    """Return how everybody stands on a day, by name."""
    network = shown_on(today)
    standings = network.standings(today)
    return {person.name: standings.of(person.id) for person in network.people()}


@pytest.fixture(params=TODAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    """Every test holds on several days: the demo is relative to the day it is shown."""
    return request.param


def test_about_nine_people_are_due(today: date) -> None:
    """A review is full but ends: eight to eleven are due, more than fit into one day's budget."""
    queue = shown_on(today).standings(today).queue
    assert 8 <= len(queue) <= 11
    assert len(queue) > shown_on(today).rules.budget


def test_some_people_drift_before_they_are_due(today: date) -> None:
    """At least two drift, and of those some are not due yet."""
    people = everybody(today).values()
    assert shown_on(today).standings(today).drifting >= 2
    assert sum(p.drifting and p.heat is not None and p.heat < 1 for p in people) >= 2


def test_every_band_is_there(today: date) -> None:
    """The heat list shows each of its words, without those who are hidden."""
    standings = shown_on(today).standings(today)
    assert {standings.of(one).band for one in standings.ranked} == set(Band)


def test_every_state_is_there(today: date) -> None:
    """Each of the six states has somebody."""
    states = Counter(person.state for person in everybody(today).values())
    assert set(states) == {"active", "snoozed", "paused", "let-go", "deceased", "unsorted"}
    assert states["unsorted"] == 12


def test_every_circle_and_a_large_subgroup_are_there(today: date) -> None:
    """People are in one circle or in two, and 22 of them are old colleagues."""
    people = list(shown_on(today).people())
    assert 60 <= len(people) <= 80
    assert {circle for person in people for circle in person.circles} == set(Circle)
    assert sum(len(person.circles) == 2 for person in people) >= 2
    assert sum("ex-nokia" in person.tags for person in people) == 22


def test_the_list_reads_like_the_picture_of_it(today: date) -> None:
    """Jens, Karen, Mor and Bo stand as the drawing of the app has them, their heat rounded down."""
    people = everybody(today)
    ranked = [*map(shown_on(today).name_of, shown_on(today).standings(today).ranked)]
    wanted = {
        "Jens Holm": (Band.COLD, "3.0"),
        "Karen Lund": (Band.OVERDUE, "2.3"),
        "Mor": (Band.DUE, "1.2"),
        "Bo Dahl": (Band.SOON, "0.9"),
    }
    assert {
        name: (people[name].band, heat_word(people[name].heat or 0)) for name in wanted
    } == wanted
    assert ranked[0] == "Jens Holm"
    assert sorted(wanted, key=ranked.index) == list(wanted)


def test_each_kind_of_reason_is_given(today: date) -> None:
    """Birthday, promise, nudge, risk, drift, estimate and offer: each is somebody's reason."""
    people = everybody(today)
    assert people["Farmor"].birthday_in == 6
    assert people["Jan Sørensen"].birthday_in is None  # they spoke since it came up
    assert people["Priya Raman"].nudge
    assert people["Henrik Skov"].awaiting == today - timedelta(4)
    assert not people["Henrik Skov"].calling
    assert people["Jens Holm"].at_risk
    assert people["Rasmus Kjær"].at_risk
    assert people["Peter Møller"].drifting
    assert people["Camilla Thorsen"].drifting
    assert people["Dorte Winther"].estimated
    assert people["Dorte Winther"].calling
    assert people["Anna Lindqvist"].offer
    for name in ("Farmor", "Priya Raman", "Jens Holm", "Dorte Winther", "Anna Lindqvist"):
        assert people[name].reasons, name


def test_promises_are_overdue_due_ahead_open_and_kept(today: date) -> None:
    """Follow-ups come in every kind, each promised to somebody."""
    network = shown_on(today)
    promises = network.promises(done=True)
    open_ones = [promise for promise in promises if not promise.done]
    assert any(promise.due and promise.due < today for promise in open_ones)
    assert any(promise.due == today for promise in open_ones)
    assert any(promise.due and promise.due > today for promise in open_ones)
    assert any(promise.due is None for promise in open_ones)
    assert sum(promise.done is not None for promise in promises) >= 5
    assert all(promise.contact in network.contacts for promise in promises)
    assert [promise.text for promise in everybody(today)["Anna Berg"].follow_ups] == ["send CV"]


def test_those_who_are_hidden_are_hidden_each_for_a_reason_of_their_own(today: date) -> None:
    """Snoozed, skipped, paused, planned, dormant and let go are six different things."""
    people = everybody(today)
    troels, nanna = people["Troels Bæk"].contact.snooze, people["Nanna Friis"].contact.snooze
    assert troels
    assert not troels.skipped
    assert nanna
    assert nanna.skipped
    assert people["Zoë Lefèvre"].contact.pause == people["Zoë Lefèvre"].contact.pauses[-1]
    assert people["Christian Vang"].state == people["Zoë Lefèvre"].state == "paused"
    assert people["Freja Lund"].planned == today + timedelta(9)
    assert people["Torben Hald"].dormant
    assert people["Per Aaby"].state == people["Łukasz Wójcik"].state == "let-go"
    assert people["Mormor"].state == "deceased"
    hidden = ("Troels Bæk", "Nanna Friis", "Zoë Lefèvre", "Freja Lund", "Torben Hald", "Mormor")
    assert all(people[name].hidden for name in hidden)
    assert sum(person.dormant for person in people.values()) >= 5


def test_cadences_come_from_circles_and_from_people(today: date) -> None:
    """Somebody has a cadence of their own, somebody none, and a mother has to be called."""
    people = everybody(today)
    assert people["Þóra Jónsdóttir"].cadence == 120
    assert people["Signe Østergaard"].cadence is None
    assert people["Mor"].contact.full_only
    assert people["Mor"].last is not None
    assert people["Mor"].last.date == today  # a message, which does not count for her
    assert people["Mor"].heat == pytest.approx(1.2)


def test_a_first_name_can_mean_two_people(today: date) -> None:
    """`@Jan` is Jan Sørensen, seen twelve times, or Jan Holm, seen three; so it is with Anna."""
    network = shown_on(today)
    assert len(network.directory.called("Anna")) == 2
    jans = network.directory.called("Jan")
    assert {network.name_of(p.id): network.ledger.of(p.id).count for p in jans} == {
        "Jan Sørensen": 12,
        "Jan Holm": 3,
    }


def test_people_come_through_people_and_have_other_names(today: date) -> None:
    """Some were introduced by another contact, some are called by a nickname."""
    network = shown_on(today)
    people = list(network.people())
    assert sum(bool(person.via) for person in people) >= 5
    assert all(person.via in network.contacts for person in people if person.via)
    assert sum(bool(person.nicknames) for person in people) >= 5
    assert network.find("Søs").name == "Sofie Lindholm"


def test_two_lines_wait_as_drafts(today: date) -> None:
    """One draft is ambiguous and says between whom, one names somebody unknown."""
    drafts = shown_on(today).pending()
    assert len(drafts) == 2
    assert all(draft.why for draft in drafts)
    assert set(drafts[0].candidates) == {"Jan Sørensen", "Jan Holm"}


def test_names_and_nicknames_are_nobody_elses(today: date) -> None:
    """Only first names are shared: each full name and nickname means one person."""
    names = Counter(
        name.casefold()
        for person in shown_on(today).people()
        for name in (person.name, *person.nicknames)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_nothing_but_what_is_planned_lies_ahead(today: date) -> None:
    """No entry, no first meeting and no kept promise is dated after today, but the one planned."""
    network = shown_on(today)
    assert [entry.date for entry in network.log() if entry.date > today] == [today + timedelta(9)]
    for person in network.people():
        days = (person.added, person.known_since, person.let_go, person.deceased, person.sorted_on)
        assert all(day <= today for day in days if day), person.name
        assert person.added, person.name
    assert all(p.done <= today for p in network.promises(done=True) if p.done)


def test_nobody_is_written_to_after_their_death(today: date) -> None:
    """The log names nobody after the memorial day."""
    network = shown_on(today)
    for person in network.people():
        if person.deceased:
            assert all(entry.date <= person.deceased for entry in network.log_of(person.id))


def test_the_log_is_long_and_each_entry_says_something(today: date) -> None:
    """Four hundred entries or more over two years, by every medium, no text empty or said twice."""
    entries = shown_on(today).log()
    assert 400 <= len(entries) <= 600
    assert (today - entries[-1].date).days >= 700
    assert {str(entry.medium) for entry in entries} == {
        *("met", "call", "video", "message", "email", "letter", "social", "note")
    }
    assert all(len(entry.text) >= 5 and entry.words for entry in entries)
    assert all(entry.contacts for entry in entries)
    assert any(entry.place for entry in entries)
    assert any(entry.purpose for entry in entries)
    assert any(len(entry.contacts) > 4 for entry in entries)
    assert sum(bool(entry.tags) for entry in entries) >= 50


def test_all_text_is_as_clean_as_what_a_user_types(today: date) -> None:
    """Nothing would be changed on its way in or out, and no address can reach anybody."""
    network = shown_on(today)
    texts = [entry.text for entry in network.log()]
    for person in network.people():
        texts += [person.name, *person.nicknames, person.org, person.title, person.note]
        assert all(a.endswith(("@example.com", "@example.dk")) for a in person.emails)
        assert all(number.startswith("+45 20 00 00 ") for number in person.phones)
    for text in texts:
        assert clean(text) == safe(text) == text


def test_names_come_from_many_scripts(today: date) -> None:
    """There are Danish letters, accents, Han characters and a name that runs from right to left."""
    names = "".join(person.name for person in shown_on(today).people())
    assert set("æøåÅØŁëọ佐ل") <= set(names)


def test_the_same_day_gives_the_same_network() -> None:
    """Built twice, the changes are the same to the last id."""
    today = TODAYS[0]
    first, second = (
        json.dumps([[change.what, change.ops] for change in demo_changes(today, new_demo_id())])
        for _time in range(2)
    )
    assert first == second


def test_ids_do_not_decide_how_anybody_stands() -> None:
    """With other ids the same people are due, in the same order."""
    today = TODAYS[0]
    memory = Memory(today)
    other = memory.write_all(demo_changes(today, memory.new_id))
    queues = [
        [*map(network.name_of, network.standings(today).queue)]
        for network in (other, shown_on(today))
    ]
    assert queues[0] == queues[1]


def test_the_last_actions_can_be_undone_one_by_one() -> None:
    """The first change brings the history, those after it are small and say what they did."""
    changes = demo_changes(TODAYS[0], new_demo_id())
    assert len(changes) >= 5
    assert all(len(change.ops) <= 3 for change in changes[1:])
    assert all(change.what for change in changes)


def test_every_line_of_the_story_would_be_logged_as_it_stands() -> None:
    """What is shown as typed is what capture makes of it, with a medium that the line names."""
    today = TODAYS[0]
    network = shown_on(today)
    for entry in network.log():
        said = capture(entry.text, today=today, directory=network.directory)
        assert said.resolved, entry.text
        assert said.medium_from in {"given", "verb"}, entry.text
        assert not said.new, entry.text
        assert said.words == entry.words
        assert tuple(person.id for person in said.people) == entry.contacts


def test_nobody_in_the_cast_is_left_without_a_part() -> None:
    """Whoever is in a circle is in the log, and who only came with an import is not."""
    today = TODAYS[0]
    people = everybody(today)
    for person in cast():
        entries = shown_on(today).log_of(people[person.name].contact.id)
        assert bool(entries) == (people[person.name].state != "unsorted"), person.name


def test_the_store_is_private_and_gone_afterwards() -> None:
    """The throw-away store lies in a folder of mode 0700 and leaves nothing behind."""
    with throw_away_store(TODAYS[0]) as store:
        assert len(store.network) == len(shown_on(TODAYS[0]))
        folder = _demo_folder(store)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert store.can_undo
    assert not folder.exists()


def test_the_store_is_gone_after_an_exception() -> None:
    """It is removed too when the program in it fails."""
    manager = throw_away_store(TODAYS[0])
    folder = _demo_folder(manager.__enter__())
    assert folder.exists()
    failure = RuntimeError("on purpose")
    assert not manager.__exit__(type(failure), failure, None)
    assert not folder.exists()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_the_store_is_gone_when_the_terminal_is_closed(tmp_path: Path, number: int) -> None:
    """A hang-up or a request to end removes it before the process ends."""
    script = (
        "from datetime import date\n"
        "from netcrm.demo import throw_away_store\n"
        "with throw_away_store(date(2026, 11, 24)):\n"
        "    print('ready', flush=True)\n"
        "    input()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        text=True,
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        assert list(tmp_path.iterdir())
        process.send_signal(number)
        assert process.wait(timeout=20) == 128 + number
    assert list(tmp_path.iterdir()) == []


def _demo_folder(store: object) -> Path:
    """Return the folder around the only demo store that this process has open."""
    place = store.place  # type: ignore[attr-defined]  # the store of the demo
    return Path(place.data).parent


def test_each_stage_of_an_introduction_and_of_an_opportunity_is_there(today: date) -> None:
    """The lists and the board have something in every column, no day lies ahead or out of order."""
    network = shown_on(today)
    introductions = [*map(Introduction, network.introductions.values())]
    opportunities = [*map(Opportunity, network.opportunities.values())]
    assert {one.stage for one in introductions} == set(IntroductionStage)
    assert {one.stage for one in opportunities} == set(OpportunityStage)
    for one in (*introductions, *opportunities):
        stages, days = zip(*one.history, strict=True)
        assert list(stages) == [stage for stage in type(one.stage) if stage in stages]
        assert list(days) == sorted(days)
        assert days[-1] <= today
    assert any(one.source for one in opportunities)
    assert any(one.via in network.acquaintances for one in opportunities)


def test_people_of_the_second_degree_are_known_through_somebody(today: date) -> None:
    """Each through a contact, some through two; of some pairs two things are said."""
    network = shown_on(today)
    relations = [*map(Relation, network.relations.values())]
    known = Counter(one.other for one in relations)
    assert len(network.acquaintances) >= 15
    assert all(known[id] for id in network.acquaintances)
    assert sum(known[id] > 1 for id in network.acquaintances) >= 3
    pairs = Counter(frozenset({one.person, one.other}) for one in relations)
    assert sum(count > 1 for count in pairs.values()) >= 2
    assert all(one.person in network.contacts and one.how for one in relations)
    assert all(network.name_of(one.other) for one in relations)
    ids = {*network.contacts, *network.acquaintances}
    assert len(ids) == len(network.contacts) + len(network.acquaintances)


def test_the_way_to_the_offer_is_told_from_its_beginning(today: date) -> None:
    """Bo was asked for his sister, she was met and is a contact through him, brought a lead, both were thanked."""
    network = shown_on(today)
    bo, karen = network.find("Bo Dahl"), network.find("Karen Holm")
    assert karen.via == bo.id
    (asked,) = [
        one for one in map(Introduction, network.introductions.values()) if one.to == karen.id
    ]
    assert (asked.connector, asked.stage) == (bo.id, IntroductionStage.THANKED)
    job = Opportunity(network.opportunities[asked.opportunity])
    assert (job.via, job.org, job.stage) == (karen.id, "Novo Nordisk", OpportunityStage.OFFER)
    for person in (bo, karen):
        assert "thanks" in {entry.purpose for entry in network.log_of(person.id)}
    assert {entry.purpose for entry in network.log_of(karen.id)} >= {"referral", "thanks"}


def test_workplaces_past_ones_and_other_names_are_there(today: date) -> None:
    """Old colleagues have a past workplace, organisations have other names, the discovery has begun."""
    network = shown_on(today)
    assert sum("Nokia" in person.past_orgs for person in network.people()) == 22
    assert len(network.organisations) == 3
    waiting = left(network, "da")
    assert 0 < len(waiting) < len(prompts(network, "da"))
    assert network.profile.workplaces
