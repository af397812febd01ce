"""One line of a journal: how it is written, checked and read; opens no file. On the way of `netcrm log`.

    {"id","v":1,"dev","at","what","do":[…],"undoes"?,"sum"}

`id` is 48 bits of milliseconds and 52 random ones in 20 characters whose order is that of the numbers;
`sum` the first 16 hexadecimal digits of the SHA-256 of the line's bytes before `,"sum"`. A file's first
line is a header: {"store","v":1,"dev","file","at","sum"}. Both formats are frozen: a new meaning gets a new `v`.
"""

import re
from collections.abc import Callable, Sequence

from netcrm.core.record import JSON, Op
from netcrm.core.strict_json import DEEPEST, decode_json, dumps_text, measure
from netcrm.store.gate import BadLineError, check_op, plain_dumps, strict_loads
from netcrm.store.lift import LIFTERS, VERSION, Lifters, lifted
from netcrm.store.place import sha256

LONGEST = 64 << 20

OWN = "~" * 20
"""Stands for the id of a line where its own operations name it before it has one."""

_ID = re.compile(r"[0-9a-v]{20}")
_BEGINS = re.compile(rb'\{"id":"([0-9a-v]{20})","v":1,"dev":"([^"\\]*)"')
_SUM = b',"sum":"'
_TAIL = len(_SUM) + 16 + len(b'"}')


class Header:
    """The first line of a journal: whose it is."""

    __slots__ = ("dev", "file", "store")

    def __init__(self, store: str, dev: str, file: str) -> None:
        self.store = store
        self.dev = dev
        self.file = file


class Line:
    """One change as it was written; `newer` says that its meaning is not known to this version."""

    __slots__ = ("at", "dev", "id", "newer", "ops", "undoes", "what")

    def __init__(
        self,
        id: str,
        dev: str,
        at: str,
        what: str,
        ops: Sequence[Op | None],
        undoes: str = "",
        *,
        newer: bool = False,
    ) -> None:
        self.id = id
        self.dev = dev
        self.at = at
        self.what = what
        self.ops = ops
        self.undoes = undoes
        self.newer = newer

    def __repr__(self) -> str:
        return f"Line({self.id!r}, {self.what!r}, {self.ops!r})"


def encode(
    line: Line,
    dumps: Callable[[JSON], bytes] = plain_dumps,
    loads: Callable[[bytes], JSON] = strict_loads,
) -> bytes:
    """Return the bytes of a line, with its newline. DUMPS and LOADS may be faster ones that refuse the same.

    Raises BadLineError for what `decode` would refuse, such as an operation without the shape of its
    kind, and ValueError for NaN and infinities.
    """
    for op in line.ops:
        if op is not None:
            check_op(op)
    body: dict[str, JSON] = {
        "id": line.id,
        "v": VERSION,
        "dev": line.dev,
        "at": line.at,
        "what": line.what,
    }
    body["do"] = line.ops  # type: ignore[assignment]  # a list of lists is JSON
    if line.undoes:
        body["undoes"] = line.undoes
    try:
        raw = sealed(dumps(body))
    except RecursionError as error:
        raise BadLineError("nested too deeply") from error
    if raw.count(b"[") + raw.count(b"{") > DEEPEST or len(raw) > LONGEST:
        decode(raw[:-1], loads)
    return raw


def encode_header(store: str, dev: str, file: str, at: str) -> bytes:
    """Return the bytes of a journal's first line, with its newline."""
    return sealed(plain_dumps({"store": store, "v": VERSION, "dev": dev, "file": file, "at": at}))


def sealed(body: bytes) -> bytes:
    """Return the bytes of a JSON object as a line: with their sum, and a newline."""
    data = body[:-1]
    return b'%b,"sum":"%b"}\n' % (data, sha256(data).hexdigest()[:16].encode())


def with_own_id(ops: Sequence[Op], id: str) -> Sequence[Op]:
    """Return OPS where deletions that have seen writes of their own line name it by its id."""
    return [_named(op, id) if op[0] == "gone" and OWN in str(op[3]) else op for op in ops]


def _named(op: Op, id: str) -> Op:
    names = [str(name) for name in op[3]]  # type: ignore[union-attr]  # the writes that were seen
    return [*op[:3], [id + name[len(OWN) :] if name.startswith(OWN) else name for name in names]]


def without_surrogates(what: str, ops: Sequence[Op | None]) -> tuple[str, list[Op]]:
    """Return WHAT and OPS with U+FFFD for each half of a surrogate pair, which UTF-8 can't hold."""
    text = dumps_text([what, *ops]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    value = decode_json(text)
    return value[0], value[1:]  # type: ignore[index,return-value]  # as it was given


def decode(
    raw: bytes, loads: Callable[[bytes], JSON] = strict_loads, lifters: Lifters = LIFTERS
) -> Line:
    """Return the line that RAW, without its newline, is; raises BadLineError.

    LOADS may be a faster reader that refuses the same as `strict_loads`. A line of an earlier version
    is lifted to the newest by LIFTERS; of one of a later version only id, device and time are known.
    """
    body = _opened(raw, loads)
    if body.get("v") != VERSION:
        body = lifted(body, lifters)
    id, v, dev = body.get("id"), body.get("v"), body.get("dev")
    if type(id) is not str or not _ID.fullmatch(id) or type(v) is not int or type(dev) is not str:
        raise BadLineError("not a line")
    at, what, undoes = body.get("at"), body.get("what"), body.get("undoes", "")
    if v != VERSION:
        return Line(id, dev, at if isinstance(at, str) else "", "", [], newer=True)
    ops = body.get("do")
    if (
        type(at) is not str
        or type(what) is not str
        or type(undoes) is not str
        or type(ops) is not list
    ):
        raise BadLineError("not a line")
    for op in ops:
        if op is not None:  # null stands where a purge took an operation out
            check_op(op)
    return Line(id, dev, at, what, ops, undoes)  # type: ignore[arg-type]  # checked above


def id_and_device(raw: bytes, loads: Callable[[bytes], JSON] = strict_loads) -> tuple[str, str]:
    """Return the id and the device of the line that RAW, without its newline, is; raises BadLineError.

    Of a line as `encode` makes it only the sum is looked at: that takes a fifth of the time of `decode`.
    """
    found = _BEGINS.match(raw)
    if found is None:
        line = decode(raw, loads)
        return line.id, line.dev
    _checked(raw)
    try:
        return found[1].decode(), found[2].decode()
    except UnicodeDecodeError as error:
        raise BadLineError("not UTF-8") from error


def decode_header(raw: bytes) -> Header:
    """Return the header that RAW, without its newline, is; raises BadLineError."""
    body = _opened(raw, strict_loads)
    store, dev, file = body.get("store"), body.get("dev"), body.get("file")
    if not (
        isinstance(store, str) and isinstance(dev, str) and isinstance(file, str) and store and dev
    ):
        raise BadLineError("not a header")
    return Header(store, dev, file)


def is_id(text: str) -> bool:
    """Return whether TEXT can be the id of a line or a file."""
    return _ID.fullmatch(text) is not None


def is_header(raw: bytes) -> bool:
    """Return whether RAW begins as a header does."""
    return raw.startswith(b'{"store":')


def starts_line(raw: bytes, id: str) -> bool:
    """Return whether RAW begins as the line of this id does, or as the header of the file of this id."""
    return raw.startswith(b'{"id":"%b"' % id.encode()) or (
        is_header(raw) and b'"file":"%b"' % id.encode() in raw
    )


def _opened(raw: bytes, loads: Callable[[bytes], JSON]) -> dict[str, JSON]:
    """Return the object of a line whose sum is right and which passes the parse gate."""
    raw = _checked(raw)
    try:
        body = loads(raw)
        if type(body) is not dict:
            raise BadLineError("not an object")
        if raw.count(b"[") + raw.count(b"{") > DEEPEST:
            measure(body)
    except ValueError as error:
        raise BadLineError(str(error)) from error
    return body


def _checked(raw: bytes) -> bytes:
    """Return a line without the carriage return it may end with; raises BadLineError where its sum is wrong."""
    if raw.endswith(b"\r"):
        raw = raw[:-1]
    cut = len(raw) - _TAIL
    if not 0 < cut < LONGEST or raw[cut : cut + len(_SUM)] != _SUM or raw[-2:] != b'"}':
        raise BadLineError("no sum at the end")
    if sha256(raw[:cut]).hexdigest()[:16].encode() != raw[cut + len(_SUM) : -2]:
        raise BadLineError("the sum is wrong")
    return raw
