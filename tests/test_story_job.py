"""From nobody to an offer: the way to a job through the network's network, by commands and by keys.

Twelve people are discovered; Bo's sister works at Novo; Bo is asked for her, and she is met; she brings a
lead, which goes as far as an offer; both are thanked, and the account and the report tell the story.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netcrm.cli.commands import COMMANDS
from netcrm.core.discovery import never_thanked, prompts
from netcrm.core.opportunity import Opportunity
from tests.cli.conftest import Shell
from tests.tui.made_up import Network, Session, running

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


@pytest.mark.skipif("knows" not in COMMANDS, reason="netcrm knows is not there yet")
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
    assert "you → Bo Dahl → Karen Holm" in shell.ok("show", "Karen Holm").out
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


class Desk:
    """The app with a hand on its keyboard, on one day after the other."""

    def __init__(self, session: Session, days: list[str]) -> None:
        self.session, self._days = session, days

    async def on(self, day: str) -> None:
        """Let it be another day, as midnight does."""
        self._days[0] = DAYS[day]
        self.session.app._tick()
        await self.session.settle()

    async def keys(self, *keys: str) -> str:
        """Press keys; return what is on the screen."""
        await self.session.press(*keys)
        return self.session.text

    async def line(self, text: str, *keys: str) -> str:
        """Type TEXT, then press KEYS; return what is on the screen."""
        await self.session.type(text)
        return await self.keys(*keys)

    async def palette(self, title: str) -> str:
        """Give a command of the palette; return what is on the screen."""
        await self.keys("colon")
        return await self.line(title, "enter")


async def test_the_way_to_a_job_by_keys() -> None:
    """The same story in the app alone, and the account and the board tell it."""
    days = [DAYS["discovered"]]
    made = Network(date.fromisoformat(days[0]))
    async with running(made, clock=lambda: date.fromisoformat(days[0])) as session:
        desk = Desk(session, days)

        # twelve people, one sphere of life after the other
        await desk.keys("n")
        asked = [prompt.id for prompt in prompts(made.network, "en")]
        asked.insert(asked.index("workplaces") + 1, "nokia")
        for question in asked:
            for name in DISCOVERED.get(question, ()):
                await desk.line(name, "enter")
            await desk.keys("enter")
        assert "You know 12 people at 4 workplaces." in session.text
        await desk.keys("enter")

        # Bo's sister works at Novo
        await desk.on("asked")
        await desk.keys("c")
        await desk.line("kaffe med @Bo, hans søster er på Novo", "enter")
        await desk.palette("Bo Dahl")
        await desk.keys("plus")
        await desk.line("Karen Holm", "tab")
        await desk.line("sister", "tab")
        await desk.line("Novo Nordisk A/S", "enter")
        await desk.keys("q")

        # who can get me into Novo?
        await desk.keys("w")
        seen = await desk.line("novo", "enter")
        assert "Bo Dahl → Karen Holm" in seen
        assert "Karen Holm works at Novo Nordisk A/S now" in seen

        # the introduction: asked, agreed, made; you meet her
        seen = await desk.keys("i")
        assert session.said == "Asked Bo Dahl for an introduction to Karen Holm"
        await desk.keys("q")
        for stage in ("agreed", "introduced", "met"):
            await desk.on(stage)
            await desk.palette("introductions")
            seen = await desk.keys("greater_than_sign")
            await desk.keys("q")
        karen = made.network.find("Karen Holm")
        assert made.network.name_of(karen.via) == "Bo Dahl"

        # she brings a lead, and it goes as far as an offer
        await desk.on("lead")
        await desk.keys("o", "a")
        await desk.line("Novo Nordisk", "tab")
        await desk.line("UX lead", "tab")
        await desk.line("Karen Holm", "enter")
        for stage in ("applied", "interview", "offer"):
            await desk.on(stage)
            await desk.keys("greater_than_sign")
        (job,) = map(Opportunity, made.network.opportunities.values())
        assert [(str(stage), day.isoformat()) for stage, day in job.history] == [
            (stage, DAYS[stage]) for stage in ("lead", "applied", "interview", "offer")
        ]
        assert job.via == karen.id
        await desk.keys("q")

        # both are thanked
        await desk.on("thanked")
        seen = await desk.palette("introductions")
        assert "thanks owed" in seen
        await desk.keys("greater_than_sign", "q", "c")
        await desk.line("ringede til @Karen og takkede purpose:thanks", "enter")
        assert never_thanked(made.network, date.fromisoformat(days[0])) == ()

        # the account and the board tell the story
        seen = await desk.palette("account")
        assert "put in" in seen
        for name in ("Bo Dahl", "Karen Holm"):
            row = next(line for line in seen.split("\n") if name in line)
            assert "1 out" in row
        await desk.keys("q")
        seen = await desk.keys("o")
        assert "UX lead" in seen

        # and each step of it is taken back by one key
        await desk.keys("q")
        while made.can_undo:
            await desk.keys("u")
        assert not len(made.network)
