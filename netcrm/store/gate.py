"""What may come in from a file as a line: strict JSON, operations of known shape. On the way of `netcrm log`."""

from netcrm.core.record import JSON
from netcrm.core.strict_json import decode_json, dumps_text


class BadLineError(ValueError):
    """The bytes are not a line: damaged, cut, or not written by this program."""


def plain_dumps(value: JSON) -> bytes:
    """Return JSON as UTF-8, without blanks. Raises ValueError for NaN, infinities and lone surrogates."""
    return dumps_text(value).encode()


def strict_loads(data: bytes) -> JSON:
    """Return what JSON says; raises ValueError for duplicate keys, NaN, infinities and lone surrogates."""
    try:
        value: JSON = decode_json(data.decode())
    except RecursionError as error:
        raise BadLineError("nested too deeply") from error
    if b"\\ud" in data or b"\\uD" in data:
        dumps_text(value).encode()
    return value


def check_op(op: object) -> None:
    """Raise BadLineError where an operation has not the shape its kind has; unknown kinds pass."""
    if type(op) is not list or len(op) < 3:
        raise BadLineError("not an operation")
    kind, table, id = op[0], op[1], op[2]
    if type(kind) is not str or type(table) is not str or type(id) is not str:
        raise BadLineError("not an operation")
    if not table or table[0] == "_" or not id:
        raise BadLineError("not the name of a record")
    if kind == "new":
        right = len(op) == 4 and type(op[3]) is dict and "_" not in op[3]
    elif kind == "put":
        right = len(op) == 7 and _field(op[3]) and _names(op[5]) and type(op[6]) is list
    elif kind == "add":
        right = len(op) == 5 and _field(op[3])
    elif kind == "del":
        right = len(op) == 6 and _field(op[3]) and _names(op[5])
    elif kind in ("gone", "back"):
        right = len(op) == 4 and _names(op[3])
    elif kind == "purge":
        right = len(op) == 3
    elif kind == "alias":
        right = len(op) == 6 and _field(op[3]) and _names(op[4]) and _names(op[5])
    else:
        right = True
    if not right:
        raise BadLineError("not an operation")


def _field(value: object) -> bool:
    return type(value) is str and value != "_"


def _names(value: object) -> bool:
    return type(value) is list and all(type(name) is str for name in value)
