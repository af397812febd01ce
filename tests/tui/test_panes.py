"""The panes of the home page: what they show, what they say, and what they do with any text."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest
from rich.cells import cell_len
from textual import on
from textual.pilot import Pilot
from textual.widget import Widget

from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, Op, new
from netcrm.tui import paint
from netcrm.tui.widgets.circles import CirclesPane
from netcrm.tui.widgets.log import FIRST, LogPane
from netcrm.tui.widgets.person import PersonPane
from netcrm.tui.widgets.row_list import RowList
from netcrm.tui.widgets.staleness import StalenessPane
from netcrm.tui.widgets.standing_row import columns, draw_standing
from tests.evil import EVIL
from tests.memory import Memory
from tests.tui.screen_text import Host, screen_text

TODAY = date(2026, 11, 24)


def day(ago: int) -> str:
    """Return the ISO day so many days before TODAY."""
    return (TODAY - timedelta(ago)).isoformat()


class World:
    """A network told in a few lines; ids are `p1`, `p2` … and `e1`, `e2` … in the order of telling."""

    def __init__(self) -> None:
        self.memory = Memory(TODAY)
        self.people = 0
        self.entries = 0

    def person(self, name: str, *circles: str, **fields: JSON) -> str:
        """Add somebody, known for a year."""
        self.people += 1
        known: dict[str, JSON] = {"name": name, "circles": [*circles], "added": day(365)}
        return self._write(new("contacts", f"p{self.people}", known | fields), f"p{self.people}")

    def touch(
        self, ago: int, *people: str, words: str = "talked", medium: str = "call", **fields: JSON
    ) -> str:
        """Log a touch so many days ago."""
        self.entries += 1
        said: dict[str, JSON] = {
            "date": day(ago),
            "medium": medium,
            "words": words,
            "contacts": [*people],
        }
        return self._write(
            new("interactions", f"e{self.entries}", said | fields), f"e{self.entries}"
        )

    def write(self, op: Op) -> Network:
        """Apply one operation and return the next network."""
        return self.memory.write(Change("", [op]))

    def _write(self, op: Op, id_: str) -> str:
        self.write(op)
        return id_

    @property
    def network(self) -> Network:
        """The network as it is now."""
        return self.memory.network


def small() -> World:
    """Return four people: Karen is cold, Anna due, Bo fresh, and Ida in no circle yet."""
    world = World()
    anna = world.person("Anna Berg", "friends", tags=["chess"], org="Vestas", title="designer")
    bo = world.person("Bo Dahl", "family")
    karen = world.person("Karen Lund", "professional", tags=["chess", "ex-nokia"])
    world.person("Ida Friis", org="DR")
    world.touch(300, karen, words="coffee at the station", medium="met")
    world.touch(60, anna, words="wants an intro to Karen", tags=["jobhunt"])
    world.touch(1, bo, anna, words="sent pictures", medium="email", answered=False, direction="out")
    world.touch(0, bo, words="birthday plans", direction="both")
    return world


class Panes(Host):
    """Hosts all four panes and keeps what they say."""

    def __init__(
        self, network: Network | None, panes: Sequence[type[Widget]], theme: str = "netcrm"
    ) -> None:
        ids = {
            CirclesPane: "circles",
            StalenessPane: "staleness",
            PersonPane: "person",
            LogPane: "log",
        }
        self.said: list[RowList.Highlighted | RowList.Selected] = []
        super().__init__(lambda: [pane(id=ids[pane]) for pane in panes], network, TODAY, theme)

    @on(RowList.Highlighted)
    @on(RowList.Selected)
    def _hear(self, message: RowList.Highlighted | RowList.Selected) -> None:
        self.said.append(message)


@asynccontextmanager
async def shown(
    world: World,
    *panes: type[Widget],
    size: tuple[int, int] = (100, 30),
    theme: str = "netcrm",
) -> AsyncIterator[tuple[Panes, Pilot[None]]]:
    """Show PANES of WORLD; the last of them that can has the focus."""
    app = Panes(world.network, panes, theme)
    async with app.run_test(size=size) as pilot:
        for pane in app.host.query("#panes > *"):
            pane.styles.display = "block"
            pane.styles.column_span = 3 if len(panes) == 1 else 1
            pane.focus()
        await pilot.pause()
        yield app, pilot


def inside(app: Host) -> list[str]:
    """Return the lines within the borders, without blanks around them."""
    return [line.strip(" │┃") for line in screen_text(app) if line[:1] in "│┃"]


def top(app: Host) -> str:
    """Return the top edge of the first pane."""
    return screen_text(app)[0]


# -- circles ------------------------------------------------------------------------------------


async def test_circles_are_counted_with_their_bands() -> None:
    """Everyone, the three circles, tags by size, who is unsorted; a block for each band."""
    async with shown(small(), CirclesPane, size=(30, 14)) as (app, _pilot):
        assert [line.split() for line in inside(app) if line] == [
            ["▶", "Everyone", "4", "▇", "▇", "▇"],
            ["Family", "1", "▇"],
            ["Friends", "1", "▇"],
            ["Professional", "1", "▇"],
            ["#chess", "2", "▇", "▇"],
            ["#ex-nokia", "1", "▇"],
            ["Unsorted", "1"],
        ]
        assert "1 Circles" in top(app)
        assert "4 people" in top(app)


async def test_moving_among_the_circles_says_the_query_of_their_people() -> None:
    """Each row means a query, from everyone to the unsorted."""
    async with shown(small(), CirclesPane) as (app, pilot):
        await pilot.press("j", "j", "j", "j", "j", "j", "j")
        assert [message.key for message in app.said] == [
            "",
            "circle:family",
            "circle:friends",
            "circle:professional",
            "tag:chess",
            "tag:ex-nokia",
            "circle:unsorted",
        ]


async def test_the_circle_stays_when_the_network_changes() -> None:
    """Sorting the last unsorted person takes the row away; the cursor of another circle stays."""
    world = small()
    async with shown(world, CirclesPane) as (app, pilot):
        await pilot.press("j", "j")
        app.host.network = world.write(["add", "contacts", "p4", "circles", "friends"])
        await pilot.pause()
        assert app.host.query_one(CirclesPane).current == "circle:friends"
        assert not any("Unsorted" in line for line in inside(app))


async def test_many_tags_leave_the_largest() -> None:
    """Only the dozen largest tags are shown."""
    world = World()
    for number in range(20):
        world.person(f"P{number}", "friends", tags=[f"t{at:02}" for at in range(number + 1)])
    async with shown(world, CirclesPane) as (app, _pilot):
        tags = [line.split()[0] for line in inside(app) if line.startswith("#")]
        assert tags == [f"#t{number:02}" for number in range(12)]


# -- staleness ----------------------------------------------------------------------------------


async def test_the_coldest_stand_on_top_with_word_bar_and_number() -> None:
    """Rows are in the order of the review; each says circle, silence, band and heat."""
    async with shown(small(), StalenessPane, size=(70, 12)) as (app, _pilot):
        rows = [line.split() for line in inside(app) if line]
        assert [row[:3] for row in rows] == [
            ["▶", "Karen", "Lund"],
            ["Anna", "Berg", "friends"],
            ["Bo", "Dahl", "family"],
        ]
        assert rows[0][3:] == ["professional", "9", "mo", "████▊", "cold", "3.3"]
        assert rows[1][2:] == ["friends", "6", "w", "█▌", "due", "1.0"]
        assert rows[2][2:] == ["family", "0", "d", "fresh", "0.0"]
        assert "2 Staleness" in top(app)
        assert "2 due" in top(app)


async def test_those_in_the_review_come_first() -> None:
    """As many rows from the top are due as the corner says, also where others have more heat."""
    world = World()
    world.touch(44, world.person("Ane", "friends"))
    world.touch(9, world.person("Bo", "friends"))
    world.write(new("follow_ups", "f1", {"text": "send CV", "due": day(0), "contact": "p2"}))
    world.touch(80, world.person("Carl", "friends"))
    world.person("Dan", "friends", every=0)
    world.write(new("follow_ups", "f2", {"text": "call", "due": day(0), "contact": "p4"}))
    world.touch(30, world.person("Else", "professional"))
    world.touch(12, "p5", medium="message", answered=False)
    async with shown(world, StalenessPane) as (app, _pilot):
        pane = app.host.query_one(StalenessPane)
        queue = world.network.standings(TODAY).queue
        assert pane.rows == (*queue, "p1")
        assert set(queue) == {"p2", "p3", "p4", "p5"}
        assert "4 due" in pane.subtitle


async def test_the_scope_narrows_and_names_the_pane() -> None:
    """Only the circle's people are listed, the title says which circle, the corner counts them."""
    async with shown(small(), StalenessPane) as (app, pilot):
        app.host.query_one(StalenessPane).scope = "tag:chess"
        await pilot.pause()
        pane = app.host.query_one(StalenessPane)
        assert pane.rows == ("p3", "p1")
        assert "2 Staleness · #chess" in top(app)
        assert pane.subtitle == "2 due of 2"


async def test_unsorted_people_show_where_they_work() -> None:
    """In triage there is no heat to show: the workplace and the last touch help to remember who."""
    async with shown(small(), StalenessPane) as (app, pilot):
        app.host.query_one(StalenessPane).scope = "circle:unsorted"
        await pilot.pause()
        assert next(line.split() for line in inside(app) if line)[1:4] == ["Ida", "Friis", "DR"]
        assert "1 to sort" in top(app)


async def test_a_filter_finds_everybody_also_the_hidden() -> None:
    """Who is not in the heat list comes after those who are, with the word for why."""
    world = small()
    world.person("Annika Holm", "friends", snooze={"until": day(-5), "skipped": False})
    world.person("Annette Krog", "friends", let_go=day(3))
    async with shown(world, StalenessPane) as (app, pilot):
        pane = app.host.query_one(StalenessPane)
        assert pane.rows == ("p3", "p1", "p2")
        pane.filter = "ann"
        await pilot.pause()
        assert pane.rows == ("p1", "p6", "p5")
        text = "\n".join(inside(app))
        assert "let go" in text
        assert "snoozed until Sun" in text
        assert "/ann · 3 of 6" in top(app)
        pane.filter = ""
        await pilot.pause()
        assert pane.rows == ("p3", "p1", "p2")


async def test_a_filter_that_makes_no_sense_says_so_and_leaves_the_rows() -> None:
    """A bad heat in the filter is a sentence in the corner, and nothing else changes."""
    async with shown(small(), StalenessPane) as (app, pilot):
        pane = app.host.query_one(StalenessPane)
        pane.filter = "heat:>x"
        assert pane.problem
        await pilot.pause()
        assert pane.rows == ("p3", "p1", "p2")
        assert "/heat:>x" in top(app)
        pane.filter = ""
        assert pane.problem == ""


async def test_moving_and_opening_say_who() -> None:
    """The cursor says whose card to show, Enter whose page."""
    async with shown(small(), StalenessPane) as (app, pilot):
        await pilot.press("j", "enter")
        said = [(type(message).__name__, message.key) for message in app.said]
        assert said == [("Highlighted", "p3"), ("Highlighted", "p1"), ("Selected", "p1")]


async def test_after_a_log_the_next_person_is_under_the_cursor() -> None:
    """Who was logged goes down the list and takes the cursor with them; who left it doesn't."""
    world = small()
    async with shown(world, StalenessPane) as (app, pilot):
        snooze: JSON = {"until": day(-30), "skipped": False}
        app.host.network = world.write(["put", "contacts", "p3", "snooze", snooze, [], [None]])
        assert app.host.query_one(StalenessPane).current == "p1"
        await pilot.pause()
        assert app.said[-1].key == "p1"


async def test_marks_are_counted_and_outlive_the_filter_but_not_the_contact() -> None:
    """The corner says how many are marked and how many of them are not in sight."""
    world = small()
    async with shown(world, StalenessPane) as (app, pilot):
        pane = app.host.query_one(StalenessPane)
        await pilot.press("space", "space")
        assert pane.marked == {"p3", "p1"}
        pane.filter = "karen"
        await pilot.pause()
        assert "2 marked (1 not shown)" in top(app)
        app.host.network = world.write(["gone", "contacts", "p1", []])
        await pilot.pause()
        assert pane.marked == {"p3"}


async def test_what_calls_besides_silence_is_said() -> None:
    """A birthday, a promise and a missing reply go with the name and take the room of the circle."""
    world = World()
    born = (TODAY + timedelta(3)).replace(year=1980).isoformat()
    world.touch(20, world.person("Ane", "friends", birthday=born))
    world.touch(20, world.person("Bo", "friends"))
    world.write(new("follow_ups", "f1", {"text": "send CV", "due": day(0), "contact": "p2"}))
    world.touch(30, world.person("Carl", "professional"))
    world.touch(12, "p3", medium="message", answered=False)
    world.touch(20, world.person("Dan", "friends"))
    async with shown(world, StalenessPane, size=(70, 12)) as (app, _pilot):
        rows = [line.strip("▶ ").split("  ") for line in inside(app) if line]
        assert [row[0] for row in rows[:3]] == [
            "Ane · birthday",
            "Bo · promised",
            "Carl · no reply",
        ]
        assert [rows[3][0], next(word for word in rows[3][1:] if word).strip()] == [
            "Dan",
            "friends",
        ]


@pytest.mark.parametrize("width", range(35, 140))
def test_columns_give_way_in_their_order(width: int) -> None:
    """Why goes first, then the last touch; name and circle are shortened only after those."""
    room = columns(width)
    assert not room.why or room.last
    assert not room.last or room.who >= 28
    assert room.number or room.who < 10 + 1 + 4
    assert room.who >= 9


def drawn(world: World, person: str, width: int) -> str:
    """Return a person's row as text, and check that it is as wide as it should be."""
    standing = world.network.standings(TODAY).of(person)
    line = draw_standing(standing, width, TODAY, cursor=False, marked=False)
    assert paint.width_of(line) == width
    return "".join(text for text, _ink in line)


@pytest.mark.parametrize("width", [*range(30, 70), 80, 100, 118, 160, 200])
def test_a_row_fills_its_width_whoever_it_is_about(width: int) -> None:
    """Long and wide names, every state, with and without a reason."""
    world = World()
    for name in ("Bo", "Mr. John Richter-Hansen of Nowhere", "李小龙" * 9, "x" * 300, EVIL[0]):
        world.touch(20, world.person(name, "friends", "professional"))
        world.person(name, "family")
        world.person(name, "professional", snooze={"until": "2027-02-22", "skipped": True})
        world.person(name, every=0, org="A workplace with a long name")
        world.person(name, "friends")
        promise = {"text": "send CV", "due": day(0), "contact": f"p{world.people}"}
        world.write(new("follow_ups", f"f{world.people}", promise))
    for number in range(1, world.people + 1):
        drawn(world, f"p{number}", width)


def test_a_name_takes_the_room_that_the_circle_leaves() -> None:
    """No name is cut beside blanks; a circle that does not fit beside it gives way."""
    world = World()
    world.touch(20, world.person("Mr. John Richter", "family"))
    world.touch(20, world.person("Mr. John Richter-Hansen", "professional"))
    assert "Mr. John Richter       family   2 w" in drawn(world, "p1", 57)
    assert "Mr. John Richter-Hansen prof…   2 w" in drawn(world, "p2", 57)
    assert "Mr. John Richter-Hansen        2 w" in drawn(world, "p2", 56)


def test_what_hides_somebody_is_said_in_full() -> None:
    """The words take the room of the heat, and of the name's what it does not need."""
    world = World()
    until = {"until": "2027-02-22", "skipped": True}
    world.person("Ane Dahl", "professional", snooze=until)
    assert drawn(world, "p1", 57).endswith("skipped until 22 Feb 2027")


def test_a_last_touch_is_said_in_full() -> None:
    """The longest medium with the longest day fits into its column."""
    world = World()
    world.touch(1, world.person("Ane Dahl", "friends"), medium="message")
    world.touch(400, world.person("Bo Dahl", "friends"), medium="message")
    assert "message yesterday" in drawn(world, "p1", 80)
    assert "message 20 Oct 2025" in drawn(world, "p2", 80)


@pytest.mark.parametrize("width", [57, 80, 130])
def test_somebody_never_contacted_is_said_to_be_estimated(width: int) -> None:
    """Wherever their silence stands, since it is counted from the day they were added."""
    world = World()
    world.person("Ane Dahl", "friends")
    assert drawn(world, "p1", width).count("estimated") == 1
    assert "never yet" not in drawn(world, "p1", width)


async def test_without_bands_the_names_of_groups_have_their_room() -> None:
    """After an import nobody is in a band, and long tags are not cut beside nothing."""
    world = World()
    world.person("Ane", tags=["Colleagues-oslo"])
    async with shown(world, CirclesPane, size=(28, 14)) as (app, _pilot):
        assert any("#Colleagues-oslo" in line for line in inside(app))


async def test_an_empty_network_teaches_the_keys_that_fill_it() -> None:
    """On the first start each pane says which key fills it."""
    async with shown(World(), StalenessPane, LogPane) as (app, _pilot):
        text = app.text()
        assert "No contacts yet." in text
        assert "a  add somebody" in text
        assert "Nothing logged yet." in text


async def test_without_a_network_there_is_nothing_and_no_lesson() -> None:
    """Before the network is there, nobody is told that it is empty."""
    app = Panes(None, [CirclesPane, StalenessPane, PersonPane, LogPane])
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        assert "yet" not in app.text()


# -- person -------------------------------------------------------------------------------------


async def test_the_card_tells_who_why_and_what_was_last() -> None:
    """Name, circles, work, reasons, promises, the last entries, ways to reach them, notes."""
    world = small()
    world.write(["add", "contacts", "p1", "emails", "anna@example.org"])
    world.write(new("follow_ups", "f1", {"text": "send CV", "due": day(-1), "contact": "p1"}))
    async with shown(world, PersonPane, size=(50, 30)) as (app, pilot):
        app.host.query_one(PersonPane).contact_id = "p1"
        await pilot.pause()
        text = "\n".join(inside(app))
        assert "Anna Berg" in top(app)
        for words in (
            "friends · #chess",
            "designer at Vestas",
            "due 1.0",
            "– promised: send CV (tomorrow)",
            "yesterday · email?\nsent pictures",
            "25 Sep · call\nwants an intro to Karen",
            "mail     anna@example.org",
        ):
            assert words in text


async def test_the_card_of_nobody_is_empty() -> None:
    """Without somebody under the cursor, and for somebody deleted, the card is blank."""
    world = small()
    async with shown(world, PersonPane, size=(50, 30)) as (app, pilot):
        pane = app.host.query_one(PersonPane)
        for contact_id in ("p1", "nobody", ""):
            pane.contact_id = contact_id
            await pilot.pause()
        assert not any(inside(app))
        assert "Anna" not in top(app)


async def test_a_long_card_scrolls_and_starts_on_top() -> None:
    """The wheel scrolls a card that is too long; the next person's is shown from its head."""
    world = small()
    world.write(["put", "contacts", "p1", "note", "word " * 300, [], [None]])
    async with shown(world, PersonPane, size=(40, 10)) as (app, pilot):
        pane = app.host.query_one(PersonPane)
        pane.contact_id = "p1"
        await pilot.pause()
        pane.scroll_end(animate=False)
        await pilot.pause()
        assert pane.scroll_offset.y > 0
        pane.contact_id = "p2"
        while pane.is_turning:
            await pilot.pause()
        assert pane.scroll_offset.y == 0
        assert inside(app)[0] == "family"


# -- log ----------------------------------------------------------------------------------------


async def test_the_log_is_read_from_the_newest_down() -> None:
    """What is planned stands on top, then the latest; day, medium, direction, names, words, tags."""
    world = small()
    world.touch(-9, "p3", words="lunch", medium="met")
    async with shown(world, LogPane, size=(90, 14)) as (app, _pilot):
        rows = [line.split() for line in inside(app) if line]
        assert rows == [
            ["▶", "on", "3", "Dec", "met", "·", "Karen", "Lund", "lunch"],
            ["Today", "call", "↔", "Bo", "Dahl", "birthday", "plans"],
            ["Yesterday", "email?", "→", "Bo", "Dahl,", "Anna", "sent", "pictures"],
            [
                "25",
                "Sep",
                "call",
                "·",
                "Anna",
                "Berg",
                "wants",
                "an",
                "intro",
                "to",
                "Karen",
                "#jobhunt",
            ],
            ["28", "Jan", "met", "·", "Karen", "Lund", "coffee", "at", "the", "station"],
        ]
        assert "3 Outreach log" in top(app)
        assert "5 entries" in top(app)


async def test_drafts_wait_on_top() -> None:
    """A line that could not be resolved is the first thing in the log, with the reason."""
    world = small()
    world.write(new("drafts", "d1", {"text": "lunch with @Jan", "why": "“Jan” may be two people"}))
    async with shown(world, LogPane) as (app, pilot):
        assert "“Jan” may be two people · lunch with @Jan" in inside(app)[0]
        assert "1 draft · 4 entries" in top(app)
        await pilot.press("enter", "j", "enter")
        opened = [message.key for message in app.said if isinstance(message, RowList.Selected)]
        assert opened == ["draft:d1", "e4"]


async def test_a_filter_on_the_log_finds_text_names_and_tags() -> None:
    """Only matching entries stay, and the corner says how many."""
    async with shown(small(), LogPane) as (app, pilot):
        pane = app.host.query_one(LogPane)
        pane.filter = "anna"
        await pilot.pause()
        assert [row.id for row in pane.rows] == ["e3", "e2"]
        assert "/anna · 2 of 4" in top(app)
        pane.filter = "nothing of that"
        await pilot.pause()
        assert "Nothing in the log matches “nothing of that”." in app.text()


def long_log(count: int) -> World:
    """Return a world with COUNT entries, one a day."""
    world = World()
    bo = world.person("Bo", "family")
    ops = [
        new(
            "interactions",
            f"e{ago}",
            {"date": day(ago), "medium": "call", "words": f"no {ago}", "contacts": [bo]},
        )
        for ago in range(count)
    ]
    world.memory.write(Change("", ops))
    return world


async def test_the_newest_are_shown_at_once_and_all_when_they_are_read() -> None:
    """The first frame needs no more than the newest entries; the rest follow without a jump."""
    async with shown(long_log(FIRST + 50), LogPane) as (app, pilot):
        pane = app.host.query_one(LogPane)
        assert len(pane.rows) == FIRST
        assert "entries" not in top(app)
        await pilot.press("j", "j")
        pane.load_all()
        await pilot.pause()
        assert len(pane.rows) == FIRST + 50
        assert pane.current == "e2"
        assert f"{FIRST + 50} entries" in top(app)


async def test_a_change_shows_at_once_also_in_a_log_that_is_shown_whole() -> None:
    """A new entry is on top and the old ones are still there, before anything is read again."""
    world = long_log(FIRST + 50)
    async with shown(world, LogPane) as (app, pilot):
        pane = app.host.query_one(LogPane)
        pane.load_all()
        await pilot.pause()
        app.host.network = world.write(
            new(
                "interactions",
                "new",
                {"date": day(0), "medium": "met", "words": "just now", "contacts": ["p1"]},
            )
        )
        assert [row.id for row in pane.rows[:2]] == ["new", "e0"]
        assert len(pane.rows) == FIRST + 51
        assert len({row.id for row in pane.rows}) == FIRST + 51


async def test_a_search_through_a_long_log_finds_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on slice by slice until the oldest entry; another filter takes its place."""
    monkeypatch.setattr("netcrm.tui.widgets.log._SLICE", 7)
    async with shown(long_log(FIRST + 50), LogPane) as (app, pilot):
        pane = app.host.query_one(LogPane)
        pane.load_all()
        await pilot.pause()
        pane.filter = "no"
        pane.filter = "no 24"
        assert [row.id for row in pane.rows] == []
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [row.id for row in pane.rows] == [
            "e24",
            "e124",
            "e224",
            *(f"e{number}" for number in range(240, 250)),
        ]
        assert f"/no 24 · 13 of {FIRST + 50}" in top(app)
        pane.filter = ""
        assert len(pane.rows) == FIRST + 50


async def test_an_old_entry_that_is_gone_leaves_once_the_log_is_read_again() -> None:
    """What was removed deep in the log goes when the whole has been read anew."""
    world = long_log(FIRST + 50)
    async with shown(world, LogPane) as (app, pilot):
        pane = app.host.query_one(LogPane)
        pane.load_all()
        await pilot.pause()
        app.host.network = world.write(["gone", "interactions", f"e{FIRST + 40}", []])
        await pilot.pause()
        pane.load_all()
        await pilot.pause()
        assert f"e{FIRST + 40}" not in [row.id for row in pane.rows]


# -- all of them --------------------------------------------------------------------------------

ALL = (CirclesPane, StalenessPane, PersonPane, LogPane)


def evil_world(evil: str) -> World:
    """Return a world in which every text is EVIL."""
    world = World()
    text = evil or "?"
    someone = world.person(
        text,
        "friends",
        tags=[text],
        org=text,
        title=text,
        note=text,
        nicknames=[text],
        emails=[text],
        phones=[text],
    )
    world.touch(40, someone, words=text, tags=[text])
    world.touch(3, someone, words=text, medium=text)
    world.write(new("follow_ups", "f1", {"text": text, "due": day(-1), "contact": someone}))
    world.write(new("drafts", "d1", {"text": text, "why": text}))
    return world


def widths(app: Host) -> Iterable[int]:
    """Yield the width of each line on the screen, in cells."""
    for strip in app.screen._compositor.render_strips():
        yield cell_len("".join(segment.text for segment in strip))


async def test_no_text_harms_a_pane() -> None:
    """In names, notes, tags, words and filters: no crash, no action, no control byte, no moved border."""
    async with shown(small(), *ALL, size=(100, 30)) as (app, pilot):
        circles, staleness = app.host.query_one(CirclesPane), app.host.query_one(StalenessPane)
        person, log = app.host.query_one(PersonPane), app.host.query_one(LogPane)
        for evil in (" ".join(EVIL[start : start + 3]) for start in range(0, len(EVIL), 3)):
            app.host.network = evil_world(evil).network
            staleness.filter = log.filter = ""
            await pilot.pause()
            person.contact_id = "p1"
            staleness.scope = circles.rows[4].scope
            await pilot.pause()
            assert_harmless(app, evil)
            staleness.filter = log.filter = evil
            await pilot.pause()
            assert_harmless(app, evil)


def assert_harmless(app: Host, evil: str) -> None:
    """Fail unless every line on the screen is as wide as that and without control characters."""
    assert set(widths(app)) == {app.size.width}, evil
    for line in screen_text(app):
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in line), evil


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((40, 10), "netcrm"),
        ((60, 16), "netcrm-light"),
        ((80, 24), "ansi-dark"),
        ((120, 36), "nord"),
        ((200, 50), "textual-light"),
    ],
)
async def test_every_size_is_drawn_in_any_theme(size: tuple[int, int], theme: str) -> None:
    """From the smallest to a very large terminal each line is drawn to its end, bands in words."""
    async with shown(small(), StalenessPane, size=size, theme=theme) as (app, _pilot):
        assert set(widths(app)) == {size[0]}
        text = app.text()
        assert "▶" in text
        for word in ("cold", "due", "fresh"):
            assert word in text


@pytest.mark.parametrize("theme", ["netcrm", "ansi-dark"])
async def test_without_colours_the_cursor_and_the_focus_can_be_seen(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With NO_COLOR the cursor's row is in reverse and the focused border heavy."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with shown(small(), CirclesPane, StalenessPane, theme=theme) as (app, _pilot):
        strips = app.screen._compositor.render_strips()
        rows = [strip for strip in strips if "Karen Lund" in strip.text]
        reverse = [segment.text for segment in rows[0] if segment.style and segment.style.reverse]
        assert "Karen Lund" in "".join(reverse)
        assert "┏" in app.text()
        assert "╭" in app.text()


async def test_another_theme_shows_at_once() -> None:
    """Switching the theme redraws rows in its colours, nothing keeps those of the old one."""
    async with shown(small(), StalenessPane) as (app, pilot):
        colours = []
        for theme in ("netcrm", "netcrm-light", "nord"):
            app.theme = theme
            await pilot.pause()
            row = next(s for s in app.screen._compositor.render_strips() if "Anna" in s.text)
            word = next(segment for segment in row if "due" in segment.text)
            assert word.style is not None
            assert word.style.color is not None
            colours.append((word.style.color.name, word.style.bgcolor and word.style.bgcolor.name))
        assert len(set(colours)) == 3
