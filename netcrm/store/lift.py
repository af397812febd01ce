"""Lifts lines of earlier versions to the newest as they are read; no line is ever rewritten for it.

Pure, and on the way of `netcrm log`.
"""

from collections.abc import Callable, Mapping

from netcrm.core.record import JSON
from netcrm.store.gate import BadLineError

Body = dict[str, JSON]
Lifters = Mapping[int, Callable[[Body], Body]]
"""By version: what makes of the body of a line one of the next version."""

VERSION = 1
"""What this program writes."""

LIFTERS: Lifters = {}


def lifted(body: Body, lifters: Lifters = LIFTERS) -> Body:
    """Return the body of a line as the newest version has it; one of a later version stays as it is.

    Raises BadLineError for a version that never was, or a body that its version does not allow.
    """
    version = body.get("v")
    while type(version) is int and version < VERSION:
        lift = lifters.get(version)
        if lift is None:
            raise BadLineError("no version")
        try:
            body = {**lift(body), "v": version + 1}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadLineError(f"not a line of version {version}") from error
        version += 1
    return body
