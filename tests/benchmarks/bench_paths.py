"""Paths over 10,000 contacts, 20,000 acquaintances and 25,000 relations, against networkx doing the same.

The other side builds a graph of the same tables and takes all simple paths of at most two edges from those who
work there to you (the other way round each search would begin with 10,000 neighbours), each worth the product
of its edges; it makes no reasons and knows no aliases. Both are measured in turn in one run, in time of the
processor, each round on a store just opened. The largest organisation has an eighth of all people: 5,700
paths lead there.
"""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from math import prod
from pathlib import Path as Folder
from random import Random

import networkx as nx

from netcrm.core.closeness import closeness
from netcrm.core.connectors import Connectors
from netcrm.core.network import Network
from netcrm.core.organisation import key
from netcrm.core.path_words import reasons
from netcrm.core.paths import WORKED_THERE, Path, paths
from netcrm.core.record import Change, new
from netcrm.core.rules import Rules
from netcrm.core.table import in_full
from netcrm.core.whom_to_meet import whom_to_meet
from netcrm.core.workplaces import workplaces
from netcrm.store.ids import new_record_id
from netcrm.store.place import Place
from netcrm.store.store import Store
from tests.benchmarks import big

ACQUAINTANCES, RELATIONS = 20_000, 25_000
ORGS = 2_000
HOWS = ("", "sister", "friend", "colleague", "ex-colleague", "nabo", "bekendt", "plays golf")
ROUNDS = 5
SHOWN = 10
AIM = 0.050  # seconds of the processor
YOU = ""


def run() -> list[tuple[str, float, float | None]]:
    """Return the ratios with their bounds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Folder(folder, "data"), Folder(folder, "state"))
        _fill(place)
        with closing(_open(place)) as store:
            orgs = [place.name for place in workplaces(store.network).listed()]
            target = next(iter(store.network.acquaintances))
        large, middle = orgs[0], orgs[len(orgs) // 2]
        took = {
            side: []
            for side in (
                "read",
                "first",
                "large",
                "middle",
                "person",
                "meet",
                "touch",
                "graph",
                "search",
            )
        }
        for _ in range(ROUNDS):
            with closing(_open(place)) as store:
                network = store.network
                took["read"].append(_seconds(lambda n=network: _read(n)))
                took["first"].append(_seconds(lambda n=network: _to_organisation(n, large)))
                took["large"].append(_seconds(lambda n=network: _to_organisation(n, large)))
                took["middle"].append(_seconds(lambda n=network: _to_organisation(n, middle)))
                took["person"].append(_seconds(lambda n=network: _to_person(n, target)))
                took["meet"].append(_seconds(lambda n=network: _meet(n)))
                store.write(_touch(next(iter(network.contacts))))
                touched = store.network
                took["touch"].append(_seconds(lambda n=touched: _to_organisation(n, middle)))
                graph, there = _graph(network, large)
                took["graph"].append(_seconds(lambda n=network: _graph(n, large)))
                took["search"].append(_seconds(lambda g=graph, t=there: _search(g, t)))
    median = {side: statistics.median(times) for side, times in took.items()}
    made = median["graph"] + median["search"]
    return [
        (
            "paths to the largest organisation : networkx searching",
            median["large"] / median["search"],
            0.5,
        ),
        (
            "the first paths there, with indices : networkx with its graph",
            median["first"] / made,
            0.8,
        ),
        ("paths to an ordinary organisation : 50 ms", median["middle"] / AIM, 1.0),
        (
            "the same after a touch was logged : 50 ms",
            median["touch"] / AIM,
            1.0,
        ),
        ("paths to a person : 50 ms", median["person"] / AIM, 1.0),
        ("paths to the largest organisation : 50 ms", median["large"] / AIM, None),
        ("the first paths there, with indices : 50 ms", median["first"] / AIM, None),
        ("whom to meet, of 20,000 : 50 ms", median["meet"] / AIM, None),
        ("reading the tables for the first of them : 50 ms", median["read"] / AIM, None),
    ]


def _read(network: Network) -> object:
    """Read the tables, which an open store does when they are first walked."""
    tables = network.contacts, network.acquaintances, network.relations, network.ledger.raw
    return [in_full(table) for table in tables]


def _to_organisation(network: Network, org: str) -> object:
    """Return what `netcrm who` shows."""
    return _told(network, paths(network, big.TODAY).to_organisation(org))


def _to_person(network: Network, id: str) -> object:
    return _told(network, paths(network, big.TODAY).to_person(id))


def _told(network: Network, ranked: list[Path]) -> object:
    found = paths(network, big.TODAY)
    return [reasons(network, found, path, big.TODAY) for path in ranked[:SHOWN]]


def _meet(network: Network) -> object:
    return whom_to_meet(network, paths(network, big.TODAY))


def _graph(network: Network, org: str) -> tuple[nx.Graph, dict[str, float]]:
    """Return you, your contacts and whom they know as a graph, and what it is worth to reach each at ORG."""
    connectors = Connectors(network, big.TODAY)
    connectors.prepare(network.contacts)
    graph = nx.Graph()
    there: dict[str, float] = {}
    wanted = key(org)
    for id, record in network.contacts.items():
        connector = connectors.get(id)
        if connector is not None:
            graph.add_edge(YOU, id, worth=connector.score)
            if key(str(record.fields.get("org") or "")) == wanted:
                there[id] = 1.0
            elif any(key(past) == wanted for past in record.fields.get("past_orgs") or ()):
                there[id] = WORKED_THERE
    for id, record in network.acquaintances.items():
        if key(str(record.fields.get("org") or "")) == wanted:
            there[id] = 1.0
    for record in network.relations.values():
        ends = record.fields["person"], record.fields["other"]
        close = closeness(str(record.fields.get("how") or ""))
        if graph.has_edge(*ends):
            close = max(close, graph.edges[ends]["worth"])
        graph.add_edge(*ends, worth=close)
    return graph, {id: worth for id, worth in there.items() if id in graph}


def _search(graph: nx.Graph, there: dict[str, float]) -> object:
    found = [
        (worth * prod(graph.edges[edge]["worth"] for edge in path), path)
        for id, worth in there.items()
        for path in nx.all_simple_edge_paths(graph, id, YOU, cutoff=2)
    ]
    found.sort(key=lambda pair: -pair[0])
    return found


def _touch(contact: str) -> Change:
    fields = {"date": big.TODAY.isoformat(), "medium": "met", "text": "", "contacts": [contact]}
    return Change("met", [new("interactions", new_record_id(), fields)])


def _open(place: Place) -> Store:
    return Store.open(place, rules=Rules(), today=big.TODAY)


def _fill(place: Place) -> None:
    """Make a store of ten years; organisations differ in size as towns do."""
    random = Random(2)
    contacts = big.make(place, contacts=10_000, interactions=100_000)
    orgs = [f"{random.choice(big.ORGS)} {random.choice(big.LAST)} {n}" for n in range(ORGS)]
    weights = [1 / (n + 1) for n in range(ORGS)]
    others = [str(random.getrandbits(63)) for _ in range(ACQUAINTANCES)]
    with closing(_open(place)) as store:
        records = store.network.contacts
        ops = []
        for id, org, past in zip(
            contacts,
            random.choices(orgs, weights, k=len(contacts)),
            random.choices(orgs, weights, k=len(contacts)),
            strict=True,
        ):
            ops += records[id].become({"org": org, "past_orgs": [past]})
        store.write(Change("new jobs", ops))
        ops = [
            new("acquaintances", id, {"name": f"{random.choice(big.FIRST)} {n}", "org": org})
            for n, (id, org) in enumerate(
                zip(others, random.choices(orgs, weights, k=len(others)), strict=True)
            )
        ]
        ops += [
            new("relations", str(random.getrandbits(63)), _relation(random, n, contacts, others))
            for n in range(RELATIONS)
        ]
        store.write(Change("whom they know", ops))
    _open(place).close()  # makes the checkpoint


def _relation(random: Random, n: int, contacts: list[str], others: list[str]) -> dict:
    """Return a relation: each acquaintance is known by one at least, the rest is among your own contacts too."""
    person = random.choice(contacts)
    other = others[n] if n < len(others) else random.choice(contacts)
    return {"person": person, "other": other, "how": random.choice(HOWS) or None}


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    started = time.process_time()
    work()
    took = time.process_time() - started
    gc.enable()
    return took
