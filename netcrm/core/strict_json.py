"""JSON without doubt: no key twice, no NaN, of known depth. Pure. On the way of `netcrm log`."""

from collections.abc import Callable
from json import JSONDecoder, JSONEncoder

from netcrm.core.record import JSON

DEEPEST = 32

dumps_text = JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
).encode


class BadJSONError(ValueError):
    """The text is no JSON, or could mean more than one thing."""


def _no_doubles(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise BadJSONError("a key twice in one object")
    return made


def _no_constant(name: str) -> JSON:
    raise BadJSONError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if number - number != 0:
        raise BadJSONError(f"{text} is not finite")
    return number


decode_json: Callable[[str], JSON] = JSONDecoder(
    object_pairs_hook=_no_doubles, parse_constant=_no_constant, parse_float=_finite
).decode
"""Return what a text says; raises ValueError for what is no such JSON, RecursionError for what is far too deep."""


def measure(value: JSON, left: int = DEEPEST) -> None:
    """Raise BadJSONError where lists and objects are nested more than LEFT deep."""
    if left <= 0:
        raise BadJSONError("nested too deeply")
    inside = value.values() if type(value) is dict else value
    for item in inside:  # type: ignore[union-attr]  # only lists and objects come here
        if type(item) is list or type(item) is dict:
            measure(item, left - 1)
