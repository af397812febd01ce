"""A life in stages, each a field of the record with the day it was reached; pure."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

from netcrm.core.contact import as_day
from netcrm.core.record import Record

Stage = TypeVar("Stage", bound=StrEnum)


def reached(record: Record, stage: StrEnum) -> date | None:
    """Return the local day a stage was reached, or None."""
    return as_day(record.fields.get(stage.value))


def history(record: Record, stages: type[Stage]) -> tuple[tuple[Stage, date], ...]:
    """Return the stages that were reached, each with its local day, in order of days."""
    steps = [(stage, day) for stage in stages if (day := reached(record, stage))]
    return tuple(sorted(steps, key=lambda step: step[1]))  # stable: of one day in their order


def furthest(record: Record, stages: type[Stage]) -> Stage:
    """Return the last of STAGES that was reached, the first of them where none was."""
    first, *_rest = stages
    return next((stage for stage in reversed(stages) if reached(record, stage)), first)
