"""`netcrm introductions` and `netcrm opportunities`: each step by command, what is refused, and the JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

TABLES = {
    "_netcrm": {"1": {"format": "everything", "version": 1}},
    "contacts": {
        "11111": {"name": "Bo Dahl", "circles": ["friends"], "added": "2026-11-24"},
        "22222": {"name": "Anna Berg", "circles": ["professional"], "added": "2026-11-24"},
    },
    "acquaintances": {"33333": {"name": "Karen Holm", "org": "Novo Nordisk"}},
    "relations": {"44444": {"person": "11111", "other": "33333", "how": "sister"}},
}


@pytest.fixture
def doors(shell: Shell, tmp_path: Path) -> Shell:
    """Return a shell on a network where Bo's sister Karen works at Novo."""
    file = tmp_path / "network.json"
    file.write_text(json.dumps(TABLES))
    shell.ok("import", str(file))
    return shell


def test_an_introduction_from_asked_to_thanked(doors: Shell) -> None:
    """Each step tells what was done and what is next; the connector is owed thanks after the meeting."""
    asked = doors.ok("introductions", "ask", "bo", "karen", "--about", "the job", "--json")
    id = asked.json["id"]
    assert asked.json["connector"]["name"] == "Bo Dahl"
    assert asked.json["to"]["name"] == "Karen Holm"
    assert asked.json["stage"] == "asked"
    assert asked.json["history"] == [{"stage": "asked", "date": "2026-11-24"}]
    assert "next: ask Bo Dahl again" in asked.err
    for stage in ("agreed", "introduced"):
        doors.ok("introductions", "move", id[:6], stage)
    met = doors.ok("introductions", "move", "karen", "met", today="2026-12-01")
    assert "next: thank Bo Dahl and report back about Karen Holm (today)" in met.err
    listed = doors.ok("introductions", today="2026-12-02").out
    assert "you owe thanks" in listed
    assert "→ Karen Holm" in listed
    assert doors.ok("show", "Karen Holm", "--json").json["name"] == "Karen Holm"
    thanked = doors.ok("introductions", "move", "karen", "thanked", "--json", today="2026-12-03")
    assert [step["stage"] for step in thanked.json["history"]] == [
        *("asked", "agreed", "introduced", "met", "thanked")
    ]
    assert not thanked.json["owed"]
    assert doors.ok("follow-ups", "--json").json == []


def test_an_opportunity_from_lead_to_won(doors: Shell) -> None:
    """Who brought it, who can help, the next step, the report."""
    added = doors.ok(
        *("opportunities", "add", "Novo", "analyst", "--via", "karen"),
        *("--next", "send CV fri", "--link", "https://x", "--note", "by Friday", "--json"),
    ).json
    assert (added["organisation"], added["role"], added["stage"]) == ("Novo", "analyst", "lead")
    assert added["via"]["name"] == "Karen Holm"
    assert added["next"][0]["due"] == "2026-11-27"
    doors.ok("opportunities", "edit", "novo", "organisation=Novo Nordisk", "via=Bo Dahl")
    shown = doors.ok("opportunities", "show", "analyst").out
    assert "Karen Holm (through Bo Dahl)" in shown
    assert doors.ok("opportunities", "show", "analyst", "--json").json["can_help"] == [
        {
            **added["via"],
            "before": False,
            "through": [{"id": doors.ok("show", "bo", "--json").json["id"], "name": "Bo Dahl"}],
        }
    ]
    for stage in ("applied", "interview", "offer", "won"):
        doors.ok("opportunities", "move", "analyst", stage)
    (listed,) = doors.ok("opportunities", "--json").json
    assert [step["stage"] for step in listed["history"]] == [
        *("lead", "applied", "interview", "offer", "won")
    ]
    assert "thank Bo Dahl" in doors.ok("follow-ups").out
    report = doors.ok("opportunities", "report", "--json").json
    assert report["circles"] == {"friends": {"leads": 1, "interviews": 1, "offers": 1}}
    assert "friends: 1 lead, 1 interview, 1 offer" in doors.ok("opportunities", "report").out


def test_whoever_works_there_is_in_due_with_the_reason(doors: Shell) -> None:
    """An open opportunity at their workplace, however it is spelled."""
    doors.ok("edit", "Anna", "org=Novo Nordisk A/S")
    doors.ok("opportunities", "add", "novo nordisk", "analyst")
    found = doors.ok("due", "--all", "--json").json
    reasons = {person["name"]: person["reasons"] for person in found}
    assert "open opportunity at Novo Nordisk A/S" in reasons["Anna Berg"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("introductions", "ask", "bo", "Karne Holm"), 2, "Karen Holm"),
        (("introductions", "ask", "Bo Dal", "karen"), 2, "Bo Dahl"),
        (("introductions", "ask", "karen", "bo"), 2, "not a contact of yours yet"),
        (("introductions", "ask", "bo", "bo"), 1, "themself"),
        (("introductions", "ask", "bo"), 2, "who is to introduce you"),
        (("introductions", "move", "karen", "met"), 2, "no introduction"),
        (("introductions", "ask", "bo", "karen", "--for", "novo"), 2, "no opportunity"),
        (("introductions", "ask", "bo", "karen", "--on", "2026-12-24"), 2, "still to come"),
        (("introductions", "ask", "bo", "karen", "--on", "someday"), 2, "not a day"),
        (("introductions", "wed", "bo"), 2, "invalid choice"),
        (("opportunities", "add", "Novo"), 2, "which role"),
        (("opportunities", "add", "", "x"), 2, "needs an organisation"),
        (("opportunities", "add", "Novo", "x", "--via", "Bo Dal"), 2, "Bo Dahl"),
        (("opportunities", "move", "novo", "applied"), 2, "no opportunity"),
        (("opportunities", "report", "x"), 2, "nothing more"),
    ],
)
def test_what_cannot_be_done_is_told_and_writes_nothing(
    doors: Shell, words: tuple[str, ...], code: int, told: str
) -> None:
    """A sentence, and the nearest names where a name is not known."""
    before = doors.journal()
    outcome = doors(*words)
    assert outcome.code == code
    assert told in outcome.err
    assert doors.journal() == before


def test_stages_out_of_order_are_told(doors: Shell) -> None:
    """With what is possible, and with the same exit code in both commands."""
    doors.ok("introductions", "ask", "bo", "karen")
    doors.ok("introductions", "move", "karen", "agreed")
    doors.ok("opportunities", "add", "Novo", "analyst")
    doors.ok("opportunities", "move", "novo", "interview")
    for words, told in (
        (("introductions", "move", "karen", "asked"), "does not go back"),
        (("introductions", "move", "karen", "agreed"), "agreed already"),
        (("opportunities", "move", "novo", "applied"), "does not go back"),
    ):
        outcome = doors(*words)
        assert outcome.code == 1
        assert told in outcome.err
        assert "from here it goes on to" in outcome.err
    assert doors("introductions", "move", "karen", "wed").code == 2
    assert doors("opportunities", "edit", "novo", "stage=won").code == 2


def test_undo_takes_each_step_back(doors: Shell) -> None:
    """The whole step is one change: what was ticked off, made and promoted."""
    doors.ok("introductions", "ask", "bo", "karen")
    doors.ok("introductions", "move", "karen", "met")
    doors.ok("undo")
    (listed,) = doors.ok("introductions", "--json").json
    assert listed["stage"] == "asked"
    assert [step["text"] for step in listed["next"]] == [
        "ask Bo Dahl again how it goes with Karen Holm"
    ]
    assert [person["name"] for person in doors.ok("list", "--json").json] == [
        *("Anna Berg", "Bo Dahl")
    ]
    gone = doors.ok("introductions", "rm", "karen", "--json").json
    assert gone["stage"] == "asked"
    assert doors.ok("introductions", "--json").json == []
    assert doors.ok("follow-ups", "--json").json == []
    doors.ok("undo")
    assert doors.ok("introductions", "--json").json == [listed]


def test_an_introduction_for_an_opportunity(doors: Shell) -> None:
    """It is named by both, and its connector is thanked when it is won."""
    doors.ok("opportunities", "add", "Novo", "analyst", "--source", "advert")
    asked = doors.ok("introductions", "ask", "bo", "karen", "--for", "novo", "--json").json
    assert asked["opportunity"]["role"] == "analyst"
    assert "Bo Dahl → Karen Holm: asked" in doors.ok("opportunities", "show", "novo").out
    doors.ok("opportunities", "move", "novo", "won")
    assert "thank Bo Dahl: analyst at Novo is won" in doors.ok("follow-ups").out
    doors.ok("opportunities", "rm", "novo")
    (left,) = doors.ok("introductions", "--json").json
    assert left["opportunity"] is None
