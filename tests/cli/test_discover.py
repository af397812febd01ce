"""`netcrm discover`: asks on a terminal, takes a list elsewhere; each line durable, resumed anywhere."""

import json
import os
from pathlib import Path

import pytest

from netcrm.core.discovery_prompts import SPHERES
from tests.cli.conftest import TODAY, Shell
from tests.terminal import Terminal, foreign

ALL = len(SPHERES)


def test_the_questions_are_listed_on_a_missing_store(shell: Shell) -> None:
    """In either language; nothing is made."""
    assert "Who sat beside you at school?" in shell.ok("discover", "--list").out
    assert "Hvem sad ved siden af dig i skolen?" in shell.ok("discover", "--list", "--lang=da").out
    listed = shell.ok("discover", "--list", "--json").json
    assert len(listed) == ALL
    assert listed[0] == {
        "id": "family",
        "title": "Family",
        "question": "Who is your closest family?",
        "circle": "family",
        "workplace": None,
        "done": False,
    }
    assert not list(shell.store.glob("journal/*"))


def test_the_language_is_that_of_the_locale(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the day order is; `--lang` goes before it."""
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert "Hvem sad" in shell.ok("discover", "--list").out
    assert "Who sat" in shell.ok("discover", "--list", "--lang", "en").out


def test_nothing_on_standard_input_is_a_summary_that_writes_nothing(shell: Shell) -> None:
    """On a missing store nobody is known, and none is made."""
    outcome = shell.ok("discover")
    assert outcome.out == "You know 0 people.\n"
    assert f"{ALL} questions are left" in outcome.err
    assert not list(shell.store.glob("journal/*"))


def test_a_list_of_names_answers_a_question(shell: Shell) -> None:
    """A name a line, with workplace and circle; the question is done, each name is a line of the journal."""
    lines = "Bo Dahl, Nordkyst\n\nKaren Holm /Novo: 2\nBo Dahl\n"
    document = shell.ok("discover", "studies", "--json", stdin=lines).json
    assert (document["people"], document["workplaces"]) == (2, 2)
    assert document["circles"] == {"family": 0, "friends": 1, "professional": 1, "unsorted": 0}
    assert document["questions"] == {"all": ALL, "done": 1}
    named = [(n["name"], n["org"], n["circles"], n["known"]) for n in document["named"]]
    assert named == [
        ("Bo Dahl", "Nordkyst", ["professional"], False),
        ("Karen Holm", "Novo", ["friends"], False),
    ]
    history = shell.ok("history", "--json").json
    assert len(history) == 3
    shell.ok("undo")
    shell.ok("undo")
    assert [p["name"] for p in shell.ok("list", "--json").json] == ["Bo Dahl"]


def test_past_workplaces_become_questions(shell: Shell) -> None:
    """By their name, in any spelling."""
    shell.ok("discover", "workplaces", stdin="Nokia A/S\n")
    outcome = shell.ok("discover", "nokia", stdin="Bo Dahl, Nordkyst\n")
    assert "Bo Dahl · Nordkyst, Nokia A/S → professional" in outcome.err
    assert outcome.out.startswith("You know 1 person at 2 workplaces.")
    assert shell.ok("show", "Bo", "--json").json["tags"] == ["ex-nokia"]
    listed = {q["id"]: q for q in shell.ok("discover", "--list", "--json").json}
    assert listed["job:nokia"]["workplace"] == "Nokia A/S"
    assert listed["job:nokia"]["done"]
    assert listed["workplaces"]["done"]


def test_a_line_without_a_name_is_told_and_the_others_are_kept(shell: Shell) -> None:
    """Exit code 2, as everywhere where a line of several was not understood."""
    outcome = shell("discover", stdin="Anna\n, Novo\nBo\n")
    assert outcome.code == 2
    assert "there is no name in “, Novo”" in outcome.err
    assert [p["name"] for p in shell.ok("list", "--json").json] == ["Anna", "Bo"]


def test_an_unknown_question_is_told(network: Shell) -> None:
    """Before anything is read."""
    outcome = network("discover", "golf", stdin="Tiger\n")
    assert outcome.code == 2
    assert "--list" in outcome.err
    assert len(network.ok("list", "--json").json) == 4


def test_somebody_who_is_there_is_said_to_be(network: Shell) -> None:
    """Not added twice."""
    outcome = network.ok("discover", "school", stdin="anna berg, Lego\nBirthe\n")
    assert "Anna Berg is there already, at Vestas; that was not changed" in outcome.err
    assert "Mor is there already" in outcome.err
    assert len(network.ok("list", "--json").json) == 4


def test_whoever_helped_is_in_the_summary_until_thanked(network: Shell) -> None:
    """In words and as JSON."""
    outcome = network.ok("discover", "helped", stdin="Anna Berg\n")
    assert "Never thanked: Anna Berg" in outcome.out
    (promise,) = [
        p for p in network.ok("follow-ups", "--json").json if p["text"].startswith("thank")
    ]
    network.ok("follow-ups", "done", promise["id"])
    assert network.ok("discover", "--json").json["never_thanked"] == []


def test_all_is_asked_again_when_told_to(network: Shell) -> None:
    """Nobody is lost, and it is a change that undo takes back."""
    network.ok("discover", "school", stdin="Ulla\n")
    assert network.ok("discover", "--again", "--json").json["questions"]["done"] == 0
    network.ok("undo")
    assert network.ok("discover", "--json").json["questions"]["done"] == 1


class Talk:
    """The command on a real terminal."""

    def __init__(self, store: Path, *words: str) -> None:
        script = store.parent / "discover.py"
        script.write_text(
            "import sys\nfrom netcrm.cli import main\n"
            f"sys.exit(main(['--store', {str(store)!r}, '--today', {TODAY!r}, 'discover', *{words!r}]))\n"
        )
        root = Path(__file__).parents[2]
        environment = {**os.environ, "PYTHONPATH": str(root), "LC_ALL": "C.UTF-8"}
        self.terminal = Terminal([str(script)], environment)

    def say(self, *lines: str, end: bytes = b"") -> str:
        """Type lines, and what ends it; return what was written."""
        for line in lines:
            self.terminal.write(f"{line}\n".encode())
        if end:
            self.terminal.write(end)
        assert self.terminal.end() == 0
        assert foreign(self.terminal.written) == []
        return self.terminal.written.decode().replace("\r", "")


def test_on_a_terminal_it_asks_until_it_is_stopped_and_goes_on_there(shell: Shell) -> None:
    """A name a line, an empty one is the next question; digits move the last one, `undo` takes it back."""
    seen = Talk(shell.store).say(
        "Mor", "Far", "undo", "", "Erik, DSB", "2", "2pac", ", Novo", "stop"
    )
    assert "20 questions, about 10 minutes." in seen
    assert "1 of 20, you know 0 people" in seen
    assert "2 of 20, you know 1 person" in seen
    assert "Family: Who is your closest family?" in seen
    assert "Mor → family" in seen
    assert "undone: added Far" in seen
    assert "Relatives: Whom do you meet at the big birthdays?" in seen
    assert "Erik · DSB → friends" in seen
    assert "there is no name in “, Novo”" in seen
    assert "stopped; `netcrm discover` goes on from here" in seen
    assert "You know 3 people at 1 workplace." in seen
    people = {p["name"]: p["circles"] for p in shell.ok("list", "--json").json}
    assert people == {"Mor": ["family"], "Erik": ["friends"], "2pac": ["family"]}
    seen = Talk(shell.store).say(end=b"\x04")
    assert "19 questions, about 10 minutes." in seen
    assert "Relatives:" in seen
    assert "so far: Erik, 2pac" in seen
    assert "Family:" not in seen


def test_on_a_terminal_one_question_can_be_asked_alone(shell: Shell) -> None:
    """And when all are done it says how to begin again."""
    seen = Talk(shell.store, "workplaces").say("Nokia", "")
    assert "worked at Nokia" in seen
    seen = Talk(shell.store).say(*[""] * (ALL + 1))
    assert "Past job · Nokia: Who sat beside you at Nokia?" in seen
    assert "netcrm discover --again" in Talk(shell.store).say()


def test_each_line_is_on_the_disk_when_it_is_acknowledged(shell: Shell) -> None:
    """The terminal may go at any time."""
    talk = Talk(shell.store)
    talk.terminal.write(b"Mor\n")
    talk.terminal.write(b"\x04")
    talk.terminal.end()
    lines = [json.loads(line) for line in shell.journal().splitlines()]
    assert any("added Mor" in json.dumps(line) for line in lines)
