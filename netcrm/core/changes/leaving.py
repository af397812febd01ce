"""What goes along with people who are deleted, and comes back with them: whom they know, introductions, steps."""

from collections.abc import Collection, Iterable, Mapping

from netcrm.core.acquaintance import TABLE as ACQUAINTANCES
from netcrm.core.changes.log import FOLLOW_UPS
from netcrm.core.changes.steps import INTRODUCTION, open_steps
from netcrm.core.contact import as_text
from netcrm.core.introduction import TABLE as INTRODUCTIONS
from netcrm.core.network import Network
from netcrm.core.record import Op, Record, back
from netcrm.core.references import named_in


def going_along(network: Network, ids: Iterable[str]) -> list[Record]:
    """Return what tells of the people of IDS alone: relations, introductions and their open next steps.

    And the acquaintances of whom nothing else tells then.
    """
    leaving = {*ids}
    going = [
        record
        for record in (*network.relations.values(), *network.introductions.values())
        if not leaving.isdisjoint(named_in(record))
    ]
    steps = [
        step
        for record in going
        if record.table == INTRODUCTIONS
        for step in open_steps(network, INTRODUCTION, record.id)
    ]
    alone = [id for id in told_of_no_more(network, going) if id not in leaving]
    return [*going, *steps, *(network.acquaintances[id] for id in alone)]


def told_of_no_more(network: Network, going: Collection[Record]) -> list[str]:
    """Return the ids of the acquaintances of whom nothing tells but the records that are GOING."""
    gone = {(record.table, record.id) for record in going}
    named = dict.fromkeys(id for record in going for id in named_in(record))
    staying = {
        id
        for records in (network.relations, network.introductions, network.opportunities)
        for record in records.values()
        if (record.table, record.id) not in gone
        for id in named_in(record)
    }
    return [
        id
        for id in named
        if id in network.acquaintances and id not in network.contacts and id not in staying
    ]


def coming_back(network: Network, went: Mapping[str, set[str]]) -> list[Op]:
    """Return the operations that bring back what went along with people; WENT are the lines that hide each by id.

    What was deleted on its own before stays deleted.
    """
    found: dict[tuple[str, str], Record] = {}
    others: dict[str, set[str]] = {}  # by whom else was named, the lines that took that away
    introductions: dict[str, set[str]] = {}
    for (table, id), record in network.deleted.items():
        people = {network.heads.get(one, one) for one in named_in(record)}
        lines = lines_of(record)
        if any(lines & went[one] for one in people & went.keys()):
            found[table, id] = record
            for other in people - went.keys():
                others.setdefault(other, set()).update(lines)
            if table == INTRODUCTIONS:
                introductions[id] = lines
    for (table, id), record in network.deleted.items():
        took: set[str] = set()
        if table == ACQUAINTANCES:
            took = others.get(id, took)
        elif table == FOLLOW_UPS:
            took = introductions.get(as_text(record.fields.get(INTRODUCTION)), took)
        if lines_of(record) & took:
            found[table, id] = record
    return [back(table, id, record.gone_by) for (table, id), record in found.items()]


def lines_of(record: Record) -> set[str]:
    """Return the ids of the lines that hide a record."""
    return {write.partition(".")[0] for write in record.gone_by}
