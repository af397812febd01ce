"""What a line of the discovery writes: somebody once, with what the question tells of them."""

from collections.abc import Callable

import pytest

from netcrm.core import discovery
from netcrm.core.changes.discovery import (
    Named,
    again,
    ex_tag,
    finish,
    name_somebody,
    place,
    work_at,
)
from netcrm.core.circle import Circle
from netcrm.core.errors import BadInputError
from netcrm.core.record import Change, new
from tests.tui.made_up import TODAY, Network


def say(made: Network, question: str, line: str) -> Named:
    """Answer a question, or none, with a line."""
    prompt = discovery.find(made.network, question, "en") if question else None
    named = name_somebody(made.network, line, prompt, today=TODAY)
    if named.change:
        made.write(named.change)
    return named


def test_somebody_new_comes_into_the_circle_of_the_question() -> None:
    """Unless the line says another, or none; without a question nobody is sorted."""
    made = Network(TODAY)
    for question, line, circles in (
        ("school", "Anna", (Circle.FRIENDS,)),
        ("school", "Bo: 3", (Circle.PROFESSIONAL,)),
        ("school", "Carl: 0", ()),
        ("", "Dora", ()),
        ("", "Eva: family", (Circle.FAMILY,)),
    ):
        named = say(made, question, line)
        assert not named.before
        contact = made.network.contact(named.id)
        assert (contact.circles, contact.added) == (circles, TODAY)


def test_a_colleague_of_a_past_job_worked_there_and_is_tagged() -> None:
    """Whoever is still there has it as the workplace, not as a past one."""
    made = Network(TODAY)
    made.write(work_at(made.network, "Novo Nordisk A/S"))
    id = say(made, "Novo Nordisk", "Bo Dahl, Nordkyst").id
    bo = made.network.contact(id)
    assert (bo.org, bo.past_orgs, bo.tags) == (
        "Nordkyst",
        ("Novo Nordisk A/S",),
        ("ex-novo-nordisk",),
    )
    id = say(made, "Novo Nordisk", "Eva /novo nordisk").id
    eva = made.network.contact(id)
    assert (eva.org, eva.past_orgs, eva.tags) == ("novo nordisk", (), ("ex-novo-nordisk",))


@pytest.mark.parametrize(
    ("workplace", "there", "tag"),
    [
        ("Nokia A/S", [], "ex-nokia"),
        ("Nokia", ["EX-Nokia", "ex-dsb"], "EX-Nokia"),
        ("Novo Nordisk", ["ex-novo-nordisk"], "ex-novo-nordisk"),
        ("Ørsted", [], "ex-ørsted"),
        ("A. P. Møller – Mærsk", [], "ex-a-p-møller-mærsk"),
        ("Berg & Co", [], "ex-berg"),
    ],
)
def test_the_tag_of_old_colleagues(workplace: str, there: list[str], tag: str) -> None:
    """One that is there already is used, however it is written."""
    assert ex_tag(workplace, there) == tag


def test_somebody_who_is_there_is_filled_in_and_never_replaced() -> None:
    """Circles and workplace stay; past jobs are added; what was not noted is said."""
    made = Network(TODAY)
    made.write(work_at(made.network, "DSB"))
    anna = made.add("Anna Berg", "friends", org="Vestas")
    first = say(made, "DSB", "anna berg, Lego")
    assert first.before
    assert first.note == "Anna Berg is there already, at Vestas; that was not changed"
    contact = made.network.contact(anna)
    assert (contact.org, contact.circles) == ("Vestas", (Circle.FRIENDS,))
    assert (contact.past_orgs, contact.tags) == (("DSB",), ("ex-dsb",))
    assert not say(made, "DSB", "Anna Berg").change
    assert len(made.network) == 1
    moved = say(made, "family", "Anna Berg, Lego: 1")
    assert moved.note == (
        "Anna Berg is there already, at Vestas; that was not changed; now in family too"
    )
    assert made.network.contact(anna).circles == (Circle.FAMILY, Circle.FRIENDS)


def test_the_years_at_a_workplace_are_noted_and_no_part_of_its_name() -> None:
    """A note that is there stays."""
    made = Network(TODAY)
    id = say(made, "school", "Ole Frost, Novo Nordisk 2015-2019").id
    ole = made.network.contact(id)
    assert (ole.org, ole.note) == ("Novo Nordisk", "Novo Nordisk 2015-2019")
    assert not say(made, "school", "Ole Frost, Novo Nordisk (2020)").change
    with pytest.raises(BadInputError, match="a name a line"):
        work_at(made.network, "hjælp")
    with pytest.raises(BadInputError, match="no workplace"):
        work_at(made.network, "7")


def test_an_unsorted_import_is_sorted_by_being_named() -> None:
    """As if it had been sorted by hand: the clock starts today."""
    made = Network(TODAY)
    ida = made.add("Ida Friis", imported=True)
    assert say(made, "school", "Ida Friis, DR").note == "Ida Friis is there already; now in friends"
    contact = made.network.contact(ida)
    assert (contact.circles, contact.sorted_on, contact.org) == ((Circle.FRIENDS,), TODAY, "DR")


def test_somebody_known_at_second_hand_becomes_a_contact_of_the_same_id() -> None:
    """So that what was said of them stays said of them."""
    made = Network(TODAY)
    bo = made.add("Bo Dahl")
    made.write(
        Change(
            "knows",
            [
                new(
                    "acquaintances", "karen", {"name": "Karen Holm", "org": "Novo", "note": "flink"}
                ),
                new("relations", "r", {"person": bo, "other": "karen", "how": "sister"}),
            ],
        )
    )
    named = say(made, "school", "karen holm")
    assert named.id == "karen"
    karen = made.network.contact("karen")
    assert (karen.org, karen.note, karen.circles) == ("Novo", "flink", (Circle.FRIENDS,))
    assert "karen" not in made.network.acquaintances
    made.undo()
    assert "karen" in made.network.acquaintances


def test_whoever_helped_is_promised_thanks_once() -> None:
    """Until it is done; then they are thanked no more."""
    made = Network(TODAY)
    bo = say(made, "helped", "Bo Dahl").id
    say(made, "helped", "Bo Dahl")
    (promise,) = made.network.promises(bo)
    assert promise.due is None
    assert discovery.never_thanked(made.network, TODAY) == (bo,)
    made.write(Change("done", promise.record.become({"done": TODAY.isoformat()})))
    assert discovery.never_thanked(made.network, TODAY) == ()


def test_a_circle_by_one_key_moves_the_last_one() -> None:
    """Somebody new changes it; somebody who was there keeps what they are in."""
    made = Network(TODAY)
    new_one = say(made, "school", "Anna").id
    made.write(place(made.network, new_one, Circle.FAMILY, before=False, today=TODAY))
    assert made.network.contact(new_one).circles == (Circle.FAMILY,)
    made.write(place(made.network, new_one, None, before=False, today=TODAY))
    assert made.network.contact(new_one).circles == ()
    old = made.add("Bo", "friends")
    assert not place(made.network, old, None, before=True, today=TODAY)


def test_a_workplace_is_noted_once() -> None:
    """Whatever its spelling; what is no name is refused."""
    made = Network(TODAY)
    made.write(work_at(made.network, "Nokia A/S"))
    assert not work_at(made.network, "NOKIA")
    for line in ("", "…", " / "):
        with pytest.raises(BadInputError, match="no workplace"):
            work_at(made.network, line)


def test_questions_are_done_one_by_one_and_begun_again_at_once() -> None:
    """Each is a change that undo takes back; nobody who was named goes."""
    made = Network(TODAY)
    anna = say(made, "school", "Anna").id
    for prompt in discovery.prompts(made.network, "en")[:3]:
        made.do(finish_of(prompt))
        assert not finish(made.network, prompt)
    assert made.network.profile.discovered == ("family", "relatives", "in-laws")
    made.undo()
    assert made.network.profile.discovered == ("family", "relatives")
    made.do(again)
    assert made.network.profile.discovered == ()
    assert not again(made.network)
    assert anna in made.network.contacts


def finish_of(prompt: discovery.Prompt) -> Callable[..., Change]:
    """Return what marks a question as done."""
    return lambda network: finish(network, prompt)
