"""The review: one person at a time, two keys a plain touch, every action goes on, the end is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netcrm.core.capture import capture
from netcrm.core.changes import log, states
from netcrm.core.rules import Rules
from netcrm.tui import paint
from netcrm.tui.screens.review import ReviewPage
from netcrm.tui.widgets.review_card import review_card
from tests.tui.made_up import TODAY, Network, Session, five, running


def review(session: Session) -> ReviewPage:
    """Return the review."""
    page = session.page
    assert isinstance(page, ReviewPage)
    return page


def person(session: Session) -> str:
    """Return the name of the person in front, or nothing at the end."""
    return session.made.network.name_of(review(session).person)


def due() -> list[str]:
    """Return whom the review of the five shows, in order."""
    made = five()
    return [made.network.name_of(id_) for id_ in made.network.standings(TODAY).queue]


async def test_the_order_is_that_of_the_network() -> None:
    """`n` walks through today's queue, `p` back; nothing is written."""
    names = due()
    assert len(names) == 3
    async with running() as session:
        await session.press("r")
        seen = []
        for number, name in enumerate(names, 1):
            assert f"{number} of {len(names)}" in session.text
            seen.append(person(session))
            assert name in session.text
            await session.press("n")
        assert seen == names
        await session.press("p")
        assert person(session) == names[-1]
        assert not session.made.done


async def test_a_plain_touch_costs_two_keys_and_goes_on() -> None:
    """`l`, Enter, and the next person is there, with what happened said below."""
    first, second, *_rest = due()
    async with running() as session:
        await session.press("r", "l", "enter")
        assert session.made.network.ledger.of(session.made.id_of(first)).last_medium
        assert person(session) == second
        assert session.said.startswith("Logged:")
        assert "u to undo" in session.text


async def test_snooze_and_skip_go_on_too() -> None:
    """Every action moves on, and the end counts them."""
    names = due()
    async with running() as session:
        await session.press("r", "s", "2")
        assert person(session) == names[1]
        await session.press("x")
        assert person(session) == names[2]
        await session.press("l", "enter")
        assert person(session) == ""
        assert "1 logged · 1 snoozed · 1 skipped" in session.text
        for kind, name in (("logged", names[2]), ("snoozed", names[0]), ("skipped", names[1])):
            assert f"{kind:9}{name}" in session.text


async def test_the_end_says_who_is_next_and_when() -> None:
    """With everybody dealt with, the next name and day are told."""
    async with running() as session:
        await session.press("r", *["l", "enter"] * 3)
        assert "3 logged" in session.text
        assert "Next: " in session.text
        await session.press("enter")
        assert session.dialog == "HomeScreen"


async def test_undo_goes_back_to_the_person() -> None:
    """The change is gone, the count too, and the person is in front again; redo goes on."""
    names = due()
    async with running() as session:
        await session.press("r", "x", "x", "u")
        assert person(session) == names[1]
        await session.press("U")
        assert person(session) == names[2]
        await session.press("u", "u")
        assert person(session) == names[0]
        assert not session.made.network.contact(review(session).person).snooze


async def test_the_budget_stops_the_round_and_r_goes_on() -> None:
    """The first N are shown, how many wait is said, and `r` takes the next N."""
    names = due()
    async with running(five(replace(Rules(), budget=2))) as session:
        await session.press("r")
        assert "1 more waits" in session.text
        await session.press("x", "n")
        assert person(session) == ""
        assert "1 more is waiting" in session.text
        await session.press("r")
        assert person(session) == names[2]


async def test_a_review_opened_again_has_what_is_left_of_the_days_budget() -> None:
    """Whoever was dealt with counts, whoever was only passed over waits; `r` still goes on."""
    names = due()
    async with running(five(replace(Rules(), budget=2))) as session:
        await session.press("r", "s", "1", "n")
        assert "1 more is waiting" in session.text
        await session.press("q", "r")
        assert "1 of 1" in session.text
        assert person(session) == names[1]
        await session.press("s", "1", "q", "r")
        assert not review(session).person
        assert "1 more is waiting" in session.text
        await session.press("r")
        assert person(session) == names[2]
        await session.press("q", "u", "r")
        assert "1 of 1" in session.text
        assert person(session) == names[1]


async def test_a_new_day_has_a_budget_of_its_own() -> None:
    """What was reached yesterday does not count."""
    async with running(five(replace(Rules(), budget=2))) as session:
        await session.press("r", "s", "3", "s", "3", "q")
        session.app.today = TODAY + timedelta(1)
        session.app.keeper.poll(session.app.today)
        session.app.show()
        await session.press("r")
        assert person(session) == due()[2]


async def test_the_review_resumes_where_the_network_stands() -> None:
    """Left and opened again it shows those who are still due: nothing of it is stored."""
    names = due()
    async with running() as session:
        await session.press("r", "x", "q", "r")
        assert person(session) == names[1]


async def test_whoever_was_dealt_with_elsewhere_is_passed_over() -> None:
    """A line from the shell takes somebody out of the round."""
    names = due()
    async with running() as session:
        await session.press("r")
        second = session.made.id_of(names[1])
        session.made.write_elsewhere(states.skip(session.made.network, [second], today=TODAY))
        await session.poll()
        await session.press("n")
        assert person(session) == names[2]


async def test_logging_somebody_else_stays() -> None:
    """The person in front has not been dealt with."""
    names = due()
    async with running() as session:
        await session.press("r", "c")
        await session.type("@Bo =met")
        await session.press("enter")
        assert person(session) == names[0]


async def test_a_draft_stays() -> None:
    """What could not be resolved was no touch."""
    async with running() as session:
        await session.press("r", "c")
        await session.type("@Zoe =met")
        await session.press("enter")
        assert person(session) == due()[0]
        assert session.made.network.pending()


async def test_follow_up_and_edit_stay() -> None:
    """They say something about the person, and are no touch."""
    first = due()[0]
    async with running() as session:
        await session.press("r", "f")
        await session.type("send CV fri")
        await session.press("enter")
        assert person(session) == first
        assert "send CV" in session.text
        await session.press("e", "escape")
        assert person(session) == first


async def test_letting_go_goes_on() -> None:
    """Who is no longer in the queue is not in front any more."""
    names = due()
    async with running() as session:
        await session.press("r", "full_stop", "g")
        assert person(session) == names[1]


async def test_promises_can_be_ticked_off_in_the_menu() -> None:
    """`.`, `1` is done with the first promise."""
    made = five()
    promise = made.promise("Karen Lund", "introduce her to Bo", TODAY)
    async with running(made) as session:
        await session.press("r")
        while person(session) != "Karen Lund":
            await session.press("n")
        await session.press("full_stop", "1")
        assert made.network.follow_ups[promise].fields["done"] == TODAY.isoformat()


async def test_enter_opens_the_page_and_q_comes_back() -> None:
    """The review waits where it was."""
    async with running() as session:
        await session.press("r", "n", "enter")
        assert session.dialog == "ContactPage"
        await session.press("q")
        assert person(session) == due()[1]


async def test_nobody_due_is_said() -> None:
    """An empty queue is good news, with the next name."""
    made = Network(TODAY)
    made.add("Bo Dahl", "family", known=1)
    async with running(made) as session:
        await session.press("r")
        assert "Nobody is due" in session.text
        assert "Next: Bo Dahl" in session.text
        await session.press("l")
        assert session.dialog == "ReviewPage"


async def test_a_person_deleted_elsewhere_leaves_the_review() -> None:
    """Nothing is drawn of somebody who is gone."""
    async with running() as session:
        await session.press("r")
        from netcrm.core.changes import people

        first = session.made.id_of(due()[0])
        session.made.write_elsewhere(people.remove(session.made.network, [first]))
        await session.poll()
        assert person(session) == due()[1]


async def test_the_picture_of_heat_stands_where_there_is_room() -> None:
    """Below the card on a large terminal, and not at all on a small one; nobody passed over is reproached."""
    for size, seen in (((120, 50), True), ((60, 16), False)):
        async with running(size=size) as session:
            await session.press("r")
            assert ("◆ due since" in session.text) == seen
            await session.press("n", "n", "n")
            assert "3 people can wait for another day." in session.text


def test_nothing_of_a_reason_or_a_promise_is_cut_off_on_a_phone() -> None:
    """At 40 columns they are broken into lines, with the day behind the last."""
    made = five()
    made.promise("Karen Lund", "send her the long paper on nets", TODAY)
    rows = review_card(made.network, TODAY, made.id_of("Karen Lund"), 31)
    text = ["".join(piece for piece, _ink in row) for row in rows]
    assert all(len(line) <= 31 for line in text)
    joined = " ".join(" ".join(text).split())
    assert "due every 90 d, last 335 d ago" in joined
    assert "send her the long paper on nets today" in joined


def test_the_card_says_what_happened_since() -> None:
    """Notes after the last touch are news, apart from what was said last."""
    made = five()
    karen = made.id_of("Karen Lund")
    line = capture(
        "2026-11-01: @Karen =note new job at Lego", today=TODAY, directory=made.network.directory
    )
    made.write(log.log(line, today=TODAY, new_id=made.new_id).change)
    made.promise("Karen Lund", "send CV", TODAY + timedelta(2))
    text = "\n".join(
        "".join(piece for piece, _ink in row) for row in review_card(made.network, TODAY, karen, 70)
    )
    since = text.index("since then")
    assert text.index("coffee with Karen") < since < text.index("new job at Lego")
    assert "promised" in text
    assert "send CV  Thu" in text
    assert "professional · #ex-nokia · Novo Nordisk" in text


@pytest.mark.parametrize("width", [20, 35, 47, 48, 70])
def test_the_card_is_whole_at_any_width(width: int) -> None:
    """On a phone labels stand before the words, and a reason is wrapped rather than cut."""
    made = five()
    karen = made.id_of("Karen Lund")
    lines = review_card(made.network, TODAY, karen, width)
    assert all(paint.width_of(line) <= width for line in lines)
    text = " ".join(" ".join("".join(piece for piece, _ink in line).split()) for line in lines)
    if width > 20:
        assert "due every 90 d, last 335 d ago" in text
    assert text.count("why") == 1


async def test_a_phone_shows_who_and_why() -> None:
    """Forty columns by ten rows: the name, the first reason, and the keys."""
    async with running(size=(40, 10)) as session:
        await session.press("r")
        for words in ("Karen Lund", "1 of", "why: due every 90 d", "l Log", "? Help"):
            assert words in session.text
        await session.press("l")
        await session.type("kaffe")
        assert "Enter logs" in session.text
        assert "Karen Lund kaffe" in session.text
