"""What the stages of an introduction and of an opportunity share: their order, their days, the next step.

The next step is a follow-up that names what it belongs to in a field of its own (INTRODUCTION, OPPORTUNITY).
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from netcrm.core.changes.log import FOLLOW_UPS
from netcrm.core.dates import full_day
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Op, Record, new
from netcrm.core.text import clean

INTRODUCTION = "introduction"
OPPORTUNITY = "opportunity"
FIELDS = (INTRODUCTION, OPPORTUNITY)
"""The fields by which a follow-up names what it is a step of."""

Stage = TypeVar("Stage", bound=StrEnum)


def stage_called(stages: type[Stage], word: str, nothing: str) -> Stage:
    """Return the stage that WORD is in English, whatever its case; raises BadInputError that says NOTHING."""
    wanted = clean(word).casefold()
    if wanted in [*stages]:
        return stages(wanted)
    raise BadInputError(
        nothing.format(stage=clean(word)),
        _("the stages are {stages}").format(stages=", ".join(stages)),
    )


def check_order(
    wanted: Stage,
    stage: Stage,
    possible: Sequence[Stage],
    since: date | None,
    today: date,
    word: Callable[[Stage], str],
) -> None:
    """Raise CannotBeDoneError where the POSSIBLE stages after STAGE, reached on SINCE, are others than WANTED."""
    if wanted in possible:
        return
    if wanted is stage:
        text = _("it is {stage} already{since}")
    elif not possible:
        text = _("it is {stage}{since}: that is its end")
    else:
        text = _("it is {stage}{since} and does not go back to {wanted}")
    day = f" ({full_day(since, today)})" if since else ""
    onward = _("from here it goes on to {stages}").format(stages=", ".join(possible))
    raise CannotBeDoneError(
        text.format(stage=word(stage), since=day, wanted=word(wanted)),
        onward if possible else _("`netcrm undo` takes the last step back"),
    )


def step_day(
    day: date | None,
    today: date,
    history: Sequence[tuple[Stage, date]],
    word: Callable[[Stage], str],
) -> date:
    """Return the local day of a step: DAY or today, not after today and not before the last of the HISTORY.

    Raises BadInputError where it is.
    """
    if day is not None and day > today:
        raise BadInputError(
            _("{day} is still to come").format(day=full_day(day, today)),
            _("a step has the day on which it was done"),
        )
    on = day or today
    if not history or on >= history[-1][1]:
        return on
    stage, before = history[-1]
    raise BadInputError(
        _("it was {stage} on {day}: nothing after that can be earlier").format(
            stage=word(stage), day=full_day(before, today)
        ),
        _("give the step a later day, or `netcrm undo` the one before"),
    )


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
