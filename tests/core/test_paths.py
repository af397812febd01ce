"""Who can get you in: which paths there are, in which order, and why; odd records break nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.core.changes import merging
from netcrm.core.circle import Circle
from netcrm.core.connectors import connector_score
from netcrm.core.heat import Band as Heat
from netcrm.core.network import Network
from netcrm.core.path_words import known_as, reasons, route
from netcrm.core.paths import Band, Path, Paths, band_of, paths
from netcrm.core.record import Change, new
from tests.memory import Memory

TODAY = date(2026, 11, 24)
BO, ANNA, OLE, KAREN, IDA = "101", "102", "103", "201", "202"


class Town:
    """A network that is made a line at a time."""

    def __init__(self) -> None:
        self.memory = Memory(TODAY)

    @property
    def network(self) -> Network:
        """The network as it is now."""
        return self.memory.network

    def add(self, table: str, id: str, **fields: object) -> None:
        """Write one record."""
        self.memory.write(Change("made", [new(table, id, fields)]))

    def contact(self, id: str, name: str, *circles: Circle, **fields: object) -> None:
        """Add a contact, met first ten years ago."""
        given = {"name": name, "circles": [*circles], "added": "2016-11-24", **fields}
        self.add("contacts", id, **given)

    def met(self, id: str, *days_ago: int, **fields: object) -> None:
        """Log meetings."""
        for ago in days_ago:
            day = str(TODAY - timedelta(ago))
            entry = {"date": day, "medium": "met", "contacts": [id], "text": "x", **fields}
            self.add("interactions", self.memory.new_id(), **entry)

    def knows(self, person: str, other: str, how: str = "") -> None:
        """Say that two people know each other."""
        self.add("relations", self.memory.new_id(), person=person, other=other, how=how)

    def to(self, org: str) -> list[Path]:
        """Return the paths to an organisation."""
        return Paths(self.network, TODAY).to_organisation(org)

    def hops(self, org: str) -> list[tuple[str, ...]]:
        """Return the hops of the paths to an organisation."""
        return [path.hops for path in self.to(org)]

    def why(self, path: Path) -> str:
        """Return the reasons for a path as one text."""
        found = Paths(self.network, TODAY)
        return " · ".join(reasons(self.network, found, path, TODAY))


@pytest.fixture
def town() -> Town:
    """Bo, a friend met often, has a sister at Novo; Anna works there and was met once, long ago."""
    made = Town()
    made.contact(BO, "Bo Dahl", Circle.FRIENDS)
    made.contact(ANNA, "Anna Berg", Circle.PROFESSIONAL, org="Novo Nordisk A/S")
    made.contact(OLE, "Ole Lund", Circle.PROFESSIONAL, past_orgs=["novo nordisk"])
    made.add("acquaintances", KAREN, name="Karen Holm", org="Novo Nordisk")
    made.knows(BO, KAREN, "sister")
    made.met(BO, *range(5, 1500, 50))
    made.met(ANNA, 700)
    return made


def test_the_sister_of_a_friend_goes_before_a_stranger_who_works_there(town) -> None:
    """And whoever worked there before comes last; the name may be spelled otherwise."""
    found = town.to("novo nordisk")
    assert [path.hops for path in found] == [(BO, KAREN), (ANNA,), (OLE,)]
    assert [path.band for path in found] == [Band.STRONG, Band.WEAK, Band.WEAK]
    assert [path.works_there for path in found] == [True, True, False]
    assert town.to("Novo") == town.to("") == []


def test_the_reasons_say_it_all(town) -> None:
    """Who works there, how warm the first hop is, how strong the second, when they were last asked."""
    bo, _anna, ole = town.to("Novo Nordisk")
    assert route(town.network, bo) == "Bo Dahl → Karen Holm (sister)"
    assert known_as(town.network, bo) == ("friends", "sister")
    assert town.why(bo) == (
        "Karen Holm works at Novo Nordisk now · Bo Dahl: fresh 0.1, last touch on 19 Nov · "
        "a strong tie over the years · Bo Dahl and Karen Holm are close (sister) · "
        "not asked yet, as far as is noted"
    )
    assert town.why(ole) == (
        "Ole Lund worked at Novo Nordisk before · no touch with Ole Lund noted yet · "
        "a weak tie · not asked yet, as far as is noted"
    )


def test_an_own_contact_is_reached_through_one_who_is_warmer(town) -> None:
    """You → Bo → Anna, beside Anna herself; never through one who is not."""
    town.knows(ANNA, BO, "friend")
    assert town.hops("Novo Nordisk")[:2] == [(BO, KAREN), (BO, ANNA)]
    town.met(ANNA, *range(1, 1500, 20))
    assert (BO, ANNA) not in town.hops("Novo Nordisk")
    assert (ANNA,) in town.hops("Novo Nordisk")


def test_a_person_is_reached_like_an_organisation(town) -> None:
    """An acquaintance through whoever knows them; a contact directly too."""
    found = Paths(town.network, TODAY)
    assert [path.hops for path in found.to_person(KAREN)] == [(BO, KAREN)]
    assert [path.hops for path in found.to_person(ANNA)] == [(ANNA,)]
    assert found.to_person("nobody") == []
    (path,) = found.to_person(KAREN)
    assert (path.organisation, path.works_there) == ("Novo Nordisk", True)


def test_the_deceased_and_those_let_go_are_no_connectors(town) -> None:
    """They are asked for nothing; whoever has died is not proposed at all."""
    town.contact("104", "Per Frost", Circle.FRIENDS, org="Novo Nordisk", deceased="2024-01-01")
    town.contact("105", "Tove Juhl", Circle.FRIENDS, org="Novo Nordisk", let_go="2024-01-01")
    town.knows(BO, "104", "father")
    town.knows("105", KAREN, "friend")
    assert town.hops("Novo Nordisk") == [(BO, KAREN), (ANNA,), (OLE,)]
    town.knows(BO, "105", "friend")
    assert (BO, "105") in town.hops("Novo Nordisk")


@pytest.mark.parametrize("how", ["introduction", "log"])
def test_whoever_was_asked_lately_is_lowered_and_it_is_said(town, how) -> None:
    """Within eight weeks; after that they are proposed as before."""
    (before, *_rest) = town.to("Novo Nordisk")

    def ask(ago: int) -> None:
        if how == "log":
            town.met(BO, ago, purpose="intro")
        else:
            day = str(TODAY - timedelta(ago))
            town.add("introductions", town.memory.new_id(), connector=BO, to=IDA, asked=day)

    ask(56)
    (path, *_rest) = town.to("Novo Nordisk")
    assert (path.band, path.connector.asked) == (Band.STRONG, None)
    assert "last asked 29 Sep" in town.why(path)
    ask(55)
    path = next(path for path in town.to("Novo Nordisk") if path.hops == (BO, KAREN))
    assert path.worth == pytest.approx(before.worth / 2, rel=0.1)
    assert path.band is not Band.STRONG
    assert (
        "asked on 30 Sep already, 7 weeks ago: better let 8 weeks pass between two asks"
        in town.why(path)
    )
    ask(3)
    path = next(path for path in town.to("Novo Nordisk") if path.hops == (BO, KAREN))
    assert "asked on 21 Nov already: better let 8 weeks pass" in town.why(path)
    assert "favour" not in town.why(path)


def test_an_ask_far_back_in_a_long_log_is_found_within_the_weeks(town) -> None:
    """However many entries came since, with whomever."""
    town.met(BO, 40, purpose="referral")
    town.met(ANNA, *[30] * 300)
    assert next(p for p in town.to("Novo Nordisk") if BO in p.hops).connector.asked == date(
        2026, 10, 15
    )


def test_a_favour_that_is_owed_is_said(town) -> None:
    """Where more was taken out than put in; and where the last touches were all asks."""
    ole = town.to("Novo Nordisk")[-1]
    assert "favour" not in town.why(ole)
    town.met(OLE, 300, purpose="advice")
    ole = next(path for path in town.to("Novo Nordisk") if path.hops == (OLE,))
    assert town.why(ole).endswith("you owe Ole Lund a favour: 1 taken out, 0 put in")
    town.met(OLE, 900, 800, 700, 600)
    town.met(OLE, 200, 100, purpose="sparring")
    ole = next(path for path in town.to("Novo Nordisk") if path.hops == (OLE,))
    assert town.why(ole).endswith("the last 3 touches were you asking")


def test_moderate_ties_go_ahead_of_close_ones_within_a_band_to_an_organisation_only() -> None:
    """Where they are about as good; to a person, who does you the favour counts."""
    town = Town()
    town.contact(BO, "Bo Dahl", Circle.FRIENDS)
    town.contact(OLE, "Ole Lund", Circle.PROFESSIONAL)
    town.add("acquaintances", KAREN, name="Karen Holm", org="Novo")
    town.knows(BO, KAREN, "colleague")
    town.knows(OLE, KAREN, "colleague")
    town.met(BO, *range(5, 1500, 50))
    town.met(OLE, *range(10, 2000, 110))
    found = Paths(town.network, TODAY)
    close, moderate = found.to_person(KAREN)
    assert close.hops[0] == BO
    assert close.band is moderate.band is Band.STRONG
    assert close.worth > moderate.worth
    assert moderate.connector.is_fresh_to_you
    assert [path.hops[0] for path in found.to_organisation("Novo")] == [OLE, BO]


def test_a_dormant_tie_is_said_to_be_one() -> None:
    """Once close, years ago."""
    town = Town()
    town.contact(BO, "Bo Dahl", Circle.FRIENDS, org="Novo")
    town.met(BO, *range(1500, 3000, 60))
    (path,) = town.to("Novo")
    assert path.band is Band.MODERATE
    assert "a dormant tie: once close, years ago" in town.why(path)


def test_somebody_without_a_cadence_has_no_heat() -> None:
    """The last touch is said instead."""
    town = Town()
    town.contact(BO, "Bo Dahl", org="Novo")
    town.met(BO, 10)
    (path,) = town.to("Novo")
    assert "last touch with Bo Dahl on 14 Nov, no cadence" in town.why(path)
    assert path.worth == pytest.approx((1 + path.connector.tie.strength / 0.6) / 2)


def test_several_relations_of_two_people(town) -> None:
    """All words are told, the closest counts; without any that is said too."""
    town.add("acquaintances", IDA, name="Ida Frost", org="Novo Nordisk")
    town.knows(BO, IDA)
    (path,) = Paths(town.network, TODAY).to_person(IDA)
    assert "how Bo Dahl and Ida Frost know each other is not said" in town.why(path)
    town.knows(BO, IDA, "bekendt")
    (path,) = Paths(town.network, TODAY).to_person(IDA)
    assert "are not close (bekendt)" in town.why(path)
    town.knows(IDA, BO, "ex-colleague")
    (path,) = Paths(town.network, TODAY).to_person(IDA)
    assert path.hows == ("bekendt", "ex-colleague")
    assert "know each other (bekendt, ex-colleague)" in town.why(path)


def test_aliases_lead_to_the_same_people(town) -> None:
    """By the table of organisations."""
    town.add("organisations", "1", name="Novo Nordisk", aliases=["NN"])
    assert town.hops("nn") == town.hops("Novo Nordisk") != []


def test_people_merged_are_one(town) -> None:
    """Bo is merged into Ole, who then knows Karen."""
    town.memory.write(merging.merge(town.network, OLE, BO, today=TODAY).change)
    assert (OLE, KAREN) in town.hops("Novo Nordisk")
    assert [p.hops for p in Paths(town.network, TODAY).to_person(BO)] == [(OLE,)]


def test_the_paths_of_a_snapshot_are_kept_for_a_day(town) -> None:
    """Another day is worked out anew."""
    first = paths(town.network, TODAY)
    assert paths(town.network, TODAY) is first
    assert paths(town.network, TODAY + timedelta(1)) is not first


def test_each_band_begins_at_its_limit() -> None:
    """Of paths and of connectors."""
    assert [band_of(worth) for worth in (1, 0.6, 0.59, 0.35, 0.34, 0)] == [
        *[Band.STRONG] * 2,
        *[Band.MODERATE] * 2,
        *[Band.WEAK] * 2,
    ]
    assert connector_score(Heat.FRESH, 0.9) == connector_score(Heat.FRESH, 0.6) == 1.0
    scores = [connector_score(heat, 0.3) for heat in Heat]
    assert scores == sorted(scores, reverse=True)
    assert connector_score(None, 0.0) == pytest.approx(0.15)


# -- laws -----------------------------------------------------------------------------------------

PEOPLE = ("1", "2", "3", "4", "8", "9", "", "x")
WHO = st.sampled_from(PEOPLE)
ODD = st.one_of(
    WHO, st.none(), st.integers(), st.lists(WHO, max_size=2), st.just({"a": 1}), st.text(max_size=4)
)
ORG = st.one_of(st.sampled_from(["Novo", "NOVO A/S", "DR", ""]), ODD)
HOW = st.one_of(st.sampled_from(["sister", "friend", "bekendt", "ex-kollega"]), ODD)
DAY = st.one_of(st.sampled_from(["2026-11-01", "2020-01-01", "2027-01-01", "0001-01-01"]), ODD)
CONTACT = st.fixed_dictionaries(
    {},
    optional={
        "name": ODD,
        "org": ORG,
        "past_orgs": st.lists(ORG, max_size=2),
        "circles": st.lists(st.one_of(st.sampled_from([*Circle]), ODD), max_size=2),
        "every": st.one_of(st.sampled_from([30, 0]), ODD),
        "deceased": DAY,
        "let_go": DAY,
        "tags": st.lists(st.one_of(st.just("ex-novo"), ODD), max_size=2),
    },
)
ENTRY = st.fixed_dictionaries(
    {"contacts": st.lists(st.one_of(WHO, st.integers()), max_size=2)},
    optional={
        "date": DAY,
        "medium": st.sampled_from(["met", "email", "note", "x"]),
        "purpose": st.one_of(st.sampled_from(["intro", "referral"]), ODD),
    },
)
RELATION = st.fixed_dictionaries({}, optional={"person": ODD, "other": ODD, "how": HOW})
INTRODUCTION = st.fixed_dictionaries(
    {}, optional={"connector": ODD, "to": ODD, "asked": DAY, "declined": DAY}
)
TABLES = st.fixed_dictionaries(
    {
        "contacts": st.dictionaries(st.sampled_from(PEOPLE[:5]), CONTACT, max_size=4),
        "acquaintances": st.dictionaries(
            st.sampled_from(PEOPLE[3:6]),
            st.fixed_dictionaries({}, optional={"name": ODD, "org": ORG}),
            max_size=3,
        ),
        "relations": st.dictionaries(st.text("ab", max_size=4), RELATION, max_size=8),
        "interactions": st.dictionaries(st.text("cd", max_size=4), ENTRY, max_size=5),
        "introductions": st.dictionaries(st.text("ef", max_size=4), INTRODUCTION, max_size=3),
        "organisations": st.dictionaries(
            st.text("gh", max_size=2),
            st.fixed_dictionaries({}, optional={"name": ORG, "aliases": st.lists(ORG, max_size=2)}),
            max_size=2,
        ),
    }
)


def made(tables) -> Network:
    """Return the network of these records, as a foreign line may bring them."""
    memory = Memory(TODAY)
    ops = [
        ["new", table, id, fields]
        for table, records in tables.items()
        for id, fields in records.items()
    ]
    return memory.write(Change("all", ops))


def everywhere(network: Network) -> list[list[Path]]:
    """Return the paths to every organisation and everybody."""
    found = Paths(network, TODAY)
    return [
        *(found.to_organisation(org) for org in ("Novo", "DR", "x", "")),
        *(found.to_person(id) for id in PEOPLE),
    ]


@given(TABLES)
def test_whatever_the_records_say(tables) -> None:
    """One or two hops, nobody twice, the first a living contact; no two paths alike; each has its words."""
    network = made(tables)
    found = Paths(network, TODAY)
    for ranked in everywhere(network):
        for path in ranked:
            assert len(path.hops) in (1, 2)
            assert len({*path.hops}) == len(path.hops)
            first = network.contact(path.hops[0])
            assert first.deceased is None
            assert first.let_go is None
            assert path.target in network.contacts or path.target in network.acquaintances
            assert 0 <= path.worth <= 1
            assert all(reasons(network, found, path, TODAY))
            assert len(known_as(network, path)) == len(path.hops)
        assert len({path.hops for path in ranked}) == len(ranked)
        bands = [[*Band].index(path.band) for path in ranked]
        assert bands == sorted(bands)


@given(TABLES, st.randoms())
def test_the_order_depends_on_nothing_but_what_is_known(tables, random) -> None:
    """Not on the order in which it was written down."""

    def shuffled(records):
        rows = [*records.items()]
        random.shuffle(rows)
        return dict(rows)

    tables["organisations"] = {}  # of several names of one the first written is shown
    other = {
        table: records if table == "interactions" else shuffled(records)
        for table, records in tables.items()
    }
    first, second = everywhere(made(tables)), everywhere(made(other))
    assert [[path.hops for path in ranked] for ranked in first] == [
        [path.hops for path in ranked] for ranked in second
    ]


@given(TABLES, st.sampled_from(PEOPLE[:4]))
def test_a_meeting_today_never_makes_a_path_worth_less(tables, id) -> None:
    """For whoever is met, wherever they lead: to each target the path through them stays at least as good."""
    if id not in tables["contacts"]:
        return
    before = made(tables)
    tables["interactions"] = {
        **tables["interactions"],
        "zz": {"date": str(TODAY), "medium": "met", "contacts": [id]},
    }
    after = made(tables)

    def worths(network: Network) -> dict[tuple[str, ...], float]:
        found = Paths(network, TODAY)
        there = [found.to_organisation("Novo"), *(found.to_person(one) for one in PEOPLE)]
        return {
            (str(n), *path.hops): path.worth
            for n, ranked in enumerate(there)
            for path in ranked
            if path.hops[0] == id
        }

    was, now = worths(before), worths(after)
    for path, worth in was.items():
        assert now[path] >= worth - 1e-12
