"""From nobody to an offer: the way to a job through the network's network, by commands and by keys.

Twelve people are discovered; Bo's sister works at Novo; Bo is asked for her, and she is met; she brings a
lead, which goes as far as an offer; both are thanked, and the account and the report tell the story.
"""

from pathlib import Path
from typing import Any

import pytest

from netcrm.cli.commands import COMMANDS
from tests.cli.conftest import Shell

DISCOVERED = {
    "family": ["Mor", "Far", "Onkel Erik"],
    "in-laws": ["Lone Østergaard"],
    "school": ["Jens Holm", "Anna Berg, Vestas"],
    "workplaces": ["Nokia A/S"],
    "nokia": ["Bo Dahl, Nordkyst Energi", "Tina Overgaard", "Mette Holm, Kystværk"],
    "union": ["Ejnar Thomassen"],
    "neighbours": ["Thomas Vinther"],
    "teachers": ["Amalie Krogh"],
}
DAYS = {
    "discovered": "2026-03-02",
    "asked": "2026-03-05",
    "agreed": "2026-03-07",
    "introduced": "2026-03-10",
    "met": "2026-03-18",
    "lead": "2026-04-01",
    "applied": "2026-04-07",
    "interview": "2026-04-21",
    "offer": "2026-05-12",
    "thanked": "2026-05-13",
}


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """Return a shell on a store that does not exist yet."""
    return Shell(tmp_path / "store", capsys, monkeypatch)


class Story:
    """Runs commands on the days of the story."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def on(self, day: str, *words: str, stdin: str = "") -> Any:
        """Run a command that has to succeed; return its JSON."""
        return self._shell.ok(*words, "--json", stdin=stdin, today=DAYS[day]).json


def stages(document: Any) -> list[tuple[str, str]]:
    """Return the history of an introduction or an opportunity as pairs."""
    return [(step["stage"], step["date"]) for step in document["history"]]


@pytest.mark.skipif(
    not {"knows", "who", "introductions", "opportunities", "account"} <= COMMANDS.keys(),
    reason="the commands of the story are not all there",
)
def test_the_way_to_a_job_by_commands(shell: Shell) -> None:
    """Each step is a command, and each answers with what the next one needs."""
    story = Story(shell)

    # twelve people, one sphere of life after the other
    for question, names in DISCOVERED.items():
        found = story.on("discovered", "discover", question, stdin="\n".join(names))
    assert found["people"] == 12
    bo = story.on("discovered", "show", "Bo Dahl")
    assert (bo["circles"], bo["tags"]) == (["professional"], ["ex-nokia"])

    # Bo's sister works at Novo
    story.on("asked", "log", "kaffe med @Bo, hans søster er på Novo")
    story.on(
        "asked", "knows", "Bo Dahl", "Karen Holm", "--org", "Novo Nordisk A/S", "--how", "sister"
    )

    # who can get me into Novo?
    paths = story.on("asked", "who", "novo nordisk")
    assert [hop["name"] for hop in paths[0]["hops"]] == ["Bo Dahl", "Karen Holm"]
    assert paths[0]["hops"][1]["how"] == "sister"
    assert paths[0]["band"] in ("strong", "moderate")
    assert paths[0]["reasons"]
    assert paths[0]["last_asked"] is None

    # the introduction: asked, agreed, made; you meet her
    asked = story.on("asked", "introductions", "ask", "Bo Dahl", "Karen Holm")
    assert story.on("agreed", "who", "novo nordisk")[0]["last_asked"] == DAYS["asked"]
    for stage in ("agreed", "introduced", "met"):
        moved = story.on(stage, "introductions", "move", asked["id"], stage)
        assert moved["stage"] == stage
    karen = story.on("met", "show", "Karen Holm")
    assert karen["org"] == "Novo Nordisk A/S"
    assert story.on("met", "who", "novo nordisk")[0]["hops"][-1]["name"] == "Karen Holm"
    assert "through Bo Dahl" in shell.ok("show", "Karen Holm").out
    story.on("met", "edit", "Karen Holm", "circle=professional")
    story.on("met", "log", "kaffe med @Karen, hun kender alle på gangen")

    # she brings a lead, and it goes as far as an offer
    job = story.on("lead", "opportunities", "add", "Novo Nordisk", "UX lead", "--via", "Karen Holm")
    for stage in ("applied", "interview", "offer"):
        job = story.on(stage, "opportunities", "move", job["id"], stage)
    assert stages(job) == [
        (stage, DAYS[stage]) for stage in ("lead", "applied", "interview", "offer")
    ]

    # both are thanked
    owed = story.on("offer", "introductions")
    assert [one["stage"] for one in owed] == ["met"]
    thanked = story.on("thanked", "introductions", "move", asked["id"], "thanked")
    assert stages(thanked) == [
        (stage, DAYS[stage]) for stage in ("asked", "agreed", "introduced", "met", "thanked")
    ]
    story.on("thanked", "log", "ringede til @Karen og takkede purpose:thanks")
    assert story.on("thanked", "discover")["never_thanked"] == []

    # the account and the report tell the story
    account = story.on("thanked", "account")
    people = {one["name"]: one for one in account["people"]}
    assert people["Bo Dahl"]["withdrawals"] == 1
    assert people["Bo Dahl"]["deposits"] >= 2
    assert people["Karen Holm"]["withdrawals"] == 1
    assert people["Karen Holm"]["deposits"] >= 2
    assert account["withdrawals"] == 2
    report = story.on("thanked", "opportunities", "report")
    once = {"leads": 1, "interviews": 1, "offers": 1}
    assert report["total"] == once
    assert report["circles"]["professional"] == once
    assert [*report["ties"].values()].count(once) == 1
    assert report["median_days"] == {"lead": 6, "applied": 14, "interview": 21}


def test_the_whole_story_can_be_undone(shell: Shell) -> None:
    """Every step is a change of its own."""
    story = Story(shell)
    for question, names in DISCOVERED.items():
        story.on("discovered", "discover", question, stdin="\n".join(names))
    while shell("undo").code == 0:
        pass
    assert shell.ok("list", "--json").json == []
    assert story.on("discovered", "discover")["questions"]["done"] == 0
