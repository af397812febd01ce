"""Introductions and opportunities as the JSON of the command line; its keys are a contract."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from netcrm.cli.documents import follow_up_document
from netcrm.core.changes.steps import INTRODUCTION, OPPORTUNITY, open_steps
from netcrm.core.follow_up import FollowUp
from netcrm.core.introduction import Introduction
from netcrm.core.introduction_stages import is_owed
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.opportunity_people import who_can_help
from netcrm.core.record import JSON


def introduction_document(network: Network, id: str) -> dict[str, JSON]:
    """Return an introduction; `next` are the open follow-ups of it. Raises KeyError for an unknown id."""
    one = Introduction(network.introductions[id])
    return {
        "id": one.id,
        "connector": _named(network, one.connector),
        "to": _named(network, one.to),
        "stage": str(one.stage),
        "history": _history(one.history),
        "about": one.about or None,
        "opportunity": _opportunity_named(network, one.opportunity),
        "owed": is_owed(one),
        "next": _next(network, INTRODUCTION, one.id),
    }


def opportunity_document(network: Network, id: str) -> dict[str, JSON]:
    """Return an opportunity; `next` are the open follow-ups of it.

    Raises KeyError for an unknown id.
    """
    one = Opportunity(network.opportunities[id])
    return {
        "id": one.id,
        "organisation": one.org,
        "role": one.role,
        "stage": str(one.stage),
        "via": _named(network, one.via) if one.via else None,
        "history": _history(one.history),
        "open": one.is_open,
        "source": one.source or None,
        "link": one.link or None,
        "note": one.note or None,
        "next": _next(network, OPPORTUNITY, one.id),
        "next_step": one.next or None,
        "can_help": [
            {
                **_named(network, help.id),
                "before": help.before,
                "through": [_named(network, id) for id in help.through],
            }
            for help in who_can_help(network, one)
        ],
    }


def _named(network: Network, id: str) -> dict[str, JSON]:
    return {"id": id, "name": network.name_of(id)}


def _history(history: Iterable[tuple[StrEnum, date]]) -> JSON:
    return [{"stage": str(stage), "date": day.isoformat()} for stage, day in history]


def _next(network: Network, field: str, id: str) -> JSON:
    return [
        follow_up_document(network, FollowUp(record)) for record in open_steps(network, field, id)
    ]


def _opportunity_named(network: Network, id: str) -> JSON:
    record = network.opportunities.get(id)
    if record is None:
        return None
    one = Opportunity(record)
    return {"id": id, "organisation": one.org, "role": one.role}
