"""Reasons in words: exact, in order, warm, and harmless whatever names and promises contain."""

from datetime import date, timedelta

import pytest

from netcrm.core.reasons import explain, on, weight_word
from netcrm.core.record import JSON, Change, new
from netcrm.core.standing import Standing
from netcrm.core.standings import Standings
from tests.evil import EVIL
from tests.memory import Memory

TODAY = date(2026, 11, 8)  # a Sunday


def ago(days: int) -> str:
    """Return the day so many days before today as ISO text."""
    return (TODAY - timedelta(days)).isoformat()


def standing(
    *touches: tuple[int, str, bool], promises: dict[str, int | None] | None = None, **fields: JSON
) -> Standing:
    """Return how a friend stands after TOUCHES (days ago, medium, answered) and PROMISES."""
    memory = Memory(TODAY)
    facts = {"name": "Anna Berg", "circles": ["friends"], "added": ago(1000), **fields}
    ops = [new("contacts", "1", facts)]
    for number, (days, medium, answered) in enumerate(touches):
        entry: dict[str, JSON] = {"date": ago(days), "medium": medium, "contacts": ["1"]}
        entry |= {} if answered else {"answered": False}
        ops.append(new("interactions", f"e{number}", entry))
    for text, due in (promises or {}).items():
        day = None if due is None else ago(due)
        ops.append(new("follow_ups", text, {"contact": "1", "text": text, "due": day}))
    return Standings(memory.write(Change("set up", ops)), TODAY).of("1")


@pytest.mark.parametrize(
    ("touches", "fields", "words"),
    [
        ([(139, "met", True)], {}, "due every 45 d, last 139 d ago"),
        ([(60, "email", True)], {}, "due every 45 d, last 60 d ago (email, half)"),
        (
            [(90, "met", True), (2, "call", False)],
            {},
            "due every 45 d, last 2 d ago (call, no reply)",
        ),
        (
            [(90, "met", True), (2, "social", True)],
            {},
            "due every 45 d, last 2 d ago (social, light)",
        ),
        ([], {}, "due every 45 d, no touch yet"),
        ([(2, "email", True)], {"full_only": True}, "due every 45 d, not met or called yet"),
        (
            [(60, "call", True), (2, "email", True)],
            {"full_only": True},
            "due every 45 d, last met or called 60 d ago",
        ),
    ],
)
def test_why_somebody_is_due(
    touches: list[tuple[int, str, bool]], fields: dict[str, JSON], words: str
) -> None:
    """The cadence and the last touch, and how much that one counted where it was not in full."""
    assert standing(*touches, **fields).reasons[0] == words


def test_somebody_fresh_has_no_reason() -> None:
    """Nothing is said where nothing is to be done."""
    assert standing((3, "met", True)).reasons == ()


def test_a_birthday_that_calls_nobody_says_why() -> None:
    """With a touch since it came up it is told all the same, after what calls; a week later no more."""
    born = (TODAY + timedelta(1)).replace(year=1980).isoformat()
    assert standing((3, "met", True), birthday=born).reasons == (
        "birthday tomorrow, in touch since it came up",
    )
    assert standing((10, "met", True), birthday=born).reasons == ("birthday tomorrow",)
    later = (TODAY + timedelta(8)).replace(year=1980).isoformat()
    assert standing((0, "met", True), birthday=later).reasons == ()
    assert not any("in touch" in r for r in standing(birthday=born, deceased=ago(3)).reasons)


def test_calling_reasons_come_first() -> None:
    """Due, birthday, promises and the reply awaited; then what only explains."""
    now = standing(
        (140, "met", True),
        (9, "message", False),
        promises={"send CV": -3, "lend book": 2},
        birthday="1980-11-12",
    )
    assert now.reasons == (
        "due every 45 d, last 9 d ago (message, no reply)",
        "birthday on Thu",
        "promised: lend book (6 Nov)",
        "no reply for 9 d: nudge once?",
        "promised: send CV (Wed)",
        "at risk: a good time to reconnect",
        "drifting: it has been a while",
    )


@pytest.mark.parametrize(
    ("birthday", "words"),
    [
        ("1980-11-08", "birthday today"),
        ("1980-11-09", "birthday tomorrow"),
        ("1980-11-12", "birthday on Thu"),
        ("1980-11-15", "birthday on 15 Nov"),
    ],
)
def test_a_birthday_is_told_by_its_day(birthday: str, words: str) -> None:
    """Today, tomorrow, a weekday, and a date a week ahead."""
    assert words in standing((30, "met", True), birthday=birthday).reasons


@pytest.mark.parametrize(
    ("medium", "words"),
    [
        ("met", "meeting on 3 Dec"),
        ("call", "call on 3 Dec"),
        ("video", "video call on 3 Dec"),
        ("letter", "planned on 3 Dec"),
    ],
)
def test_what_is_planned_is_told(medium: str, words: str) -> None:
    """A planned entry is told by its medium and day."""
    assert words in standing((3, "met", True), (-25, medium, True)).reasons


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"snooze": {"until": ago(-10)}}, "snoozed until 18 Nov"),
        ({"snooze": {"until": ago(-10), "skipped": True}}, "skipped until 18 Nov"),
        ({"pause": {"since": ago(10)}}, "paused"),
        ({"pause": {"since": ago(10), "until": ago(-10)}}, "paused until 18 Nov"),
        ({"let_go": ago(1)}, "let go yesterday"),
        ({"deceased": ago(10)}, "in memory, 29 Oct"),
        ({"circles": []}, "not in a circle yet"),
    ],
)
def test_each_state_says_why_somebody_is_not_called(fields: dict[str, JSON], words: str) -> None:
    """Whoever is hidden has a reason for it."""
    now = standing((3, "met", True), **fields)
    assert now.hidden
    assert words in now.reasons


def test_dormant_people_may_rest() -> None:
    """Dormancy is told without guilt."""
    now = standing((400, "met", True), circles=["professional"])
    assert "dormant: may rest until you want to revive it" in now.reasons


@pytest.mark.parametrize(
    ("touches", "fields", "words"),
    [
        ([(27, "email", True)], {"circles": ["family"]}, "42 d of 30 · last: email 12 Oct (half)"),
        ([(27, "met", True)], {}, "27 d of 45 · last: met 12 Oct (full)"),
        ([], {"added": ago(12)}, "12 d of 45, estimated · no touch yet"),
        ([(27, "met", True)], {"every": 0}, "no cadence · last: met 12 Oct (full)"),
        ([], {"every": 0}, "no cadence · no touch yet"),
        ([(1, "met", True)], {}, "1 d of 45 · last: met yesterday (full)"),
    ],
)
def test_the_row_explains_heat(
    touches: list[tuple[int, str, bool]], fields: dict[str, JSON], words: str
) -> None:
    """Days of cadence, the last touch, and what it counted."""
    now = standing(*touches, **fields)
    assert now.explain == words
    assert explain(now) == words


def test_nothing_shames() -> None:
    """No reason speaks of neglect, failure or guilt, whoever it is about."""
    said = [
        word
        for now in (
            standing((900, "met", True), (800, "email", False)),
            standing(),
            standing((2000, "met", True), circles=["professional"]),
            standing((900, "met", True), let_go=ago(3)),
        )
        for word in now.reasons
    ]
    assert said
    for word in ("neglect", "fail", "bad", "guilt", "forgot", "late", "!"):
        assert not any(word in reason for reason in said)


@pytest.mark.parametrize("evil", EVIL)
def test_foreign_text_is_kept_as_it_is(evil: str) -> None:
    """What was promised is quoted unchanged, braces and all, and never taken for a template."""
    now = standing((3, "met", True), promises={evil: 0}, name=evil, org=evil)
    assert f"promised: {evil} (today)" in now.reasons


@pytest.mark.parametrize(
    ("weight", "word"), [(1.0, "full"), (0.5, "half"), (0.2, "no reply"), (0.1, "light")]
)
def test_weights_have_words(weight: float, word: str) -> None:
    """Each weight a touch can have is told in a word."""
    assert weight_word(weight) == word


def test_a_day_is_told_as_it_is_spoken() -> None:
    """No “on today”."""
    said = [on(TODAY + timedelta(days), TODAY) for days in (-1, 0, 1, 2, 30)]
    assert said == ["yesterday", "today", "tomorrow", "on Tue", "on 8 Dec"]
