"""One backup as bytes: all lines of a store, gzipped, so that `zcat` and this program can read it. Opens no file.

The first line says what the file is: {"backup":1,"store","dev","at","why","sum"}; `sum` is the SHA-256 of
all that follows, in hexadecimal. What follows are the journals one after the other, byte for byte:
`zcat FILE | tail -n +2` is a journal by itself.
"""

import gzip
import zlib
from hashlib import sha256
from io import BytesIO

from netcrm.core.strict_json import dumps_text
from netcrm.store.gate import strict_loads
from netcrm.store.identity import Identity

VERSION = 1
LARGEST = 2 << 30
_LEVEL = 4  # of 20 MB in 0.3 s; more makes it little smaller


class BadBackupError(ValueError):
    """The bytes are no backup, or a damaged one."""


class BackupFile:
    """A backup that was read and is whole: whose it is, when (as a line has it) and why made, its lines."""

    __slots__ = ("at", "body", "dev", "store", "why")

    def __init__(self, store: str, dev: str, at: str, why: str, body: bytes) -> None:
        self.store = store
        self.dev = dev
        self.at = at
        self.why = why
        self.body = body


def encode(identity: Identity, at: str, why: str, body: bytes) -> bytes:
    """Return the bytes of a backup of the journals BODY."""
    head = {
        "backup": VERSION,
        "store": identity.store,
        "dev": identity.dev,
        "at": at,
        "why": why,
        "sum": sha256(body).hexdigest(),
    }
    first = dumps_text(head).encode()
    return gzip.compress(b"%b\n%b" % (first, body), compresslevel=_LEVEL, mtime=0)


def decode(data: bytes) -> BackupFile:
    """Return the backup that DATA is; raises BadBackupError with the reason."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            text = file.read(LARGEST + 1)
    except EOFError as error:
        raise BadBackupError("it was cut off") from error
    except (OSError, zlib.error) as error:
        raise BadBackupError("it is not a gzip file, or a damaged one") from error
    if len(text) > LARGEST:
        raise BadBackupError("it is too large")
    first, _end, body = text.partition(b"\n")
    try:
        head = strict_loads(first)
    except ValueError as error:
        raise BadBackupError("it is no backup of netcrm") from error
    if not isinstance(head, dict) or "backup" not in head:
        raise BadBackupError("it is no backup of netcrm")
    if head["backup"] != VERSION:
        raise BadBackupError("a newer netcrm has made it")
    if head.get("sum") != sha256(body).hexdigest():
        raise BadBackupError("its sum is wrong")
    store, dev, at, why = (str(head.get(key, "")) for key in ("store", "dev", "at", "why"))
    return BackupFile(store, dev, at, why, body)


def sum_of(data: bytes) -> str:
    """Return the sum that a backup says its lines have, without reading these; empty where it says none."""
    try:
        first = zlib.decompressobj(wbits=31).decompress(data[:4096], 4096).partition(b"\n")[0]
        head = strict_loads(first)
    except (ValueError, zlib.error):
        return ""
    return str(head.get("sum", "")) if isinstance(head, dict) else ""
