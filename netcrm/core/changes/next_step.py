"""The follow-up that is the next step of an introduction or an opportunity."""

from datetime import date

from netcrm.core.changes.log import FOLLOW_UPS
from netcrm.core.network import Network
from netcrm.core.record import JSON, Op, Record, new


def next_step(
    network: Network,
    field: str,
    id: str,
    text: str,
    *,
    contact: str = "",
    due: date | None,
) -> Op:
    """Return the operation that promises TEXT as the next step; FIELD (`introduction` …) names ID."""
    fields: dict[str, JSON] = {
        "text": text,
        "due": due.isoformat() if due else None,
        "contact": contact if contact in network.contacts else None,
        field: id,
    }
    return new(FOLLOW_UPS, network.new_id(), fields)


def open_steps(network: Network, field: str, id: str) -> list[Record]:
    """Return the next steps of an introduction or an opportunity that are not done."""
    return [
        record
        for record in network.follow_ups.values()
        if record.fields.get(field) == id and not record.fields.get("done")
    ]


def close_steps(network: Network, field: str, id: str, day: date) -> list[Op]:
    """Return the operations that tick off its open next steps on a local day."""
    done: dict[str, JSON] = {"done": day.isoformat()}
    return [op for record in open_steps(network, field, id) for op in record.become(done)]


def drop_steps(network: Network, field: str, id: str) -> list[Op]:
    """Return the operations that take its open next steps away."""
    return [record.gone() for record in open_steps(network, field, id)]
