"""Finds lines in the journals again: the last ones first, one by its id, those that name a write; writes nothing."""

import os
from collections.abc import Iterator

from netcrm.core.record import JSON, Op
from netcrm.store.folder import open_journal
from netcrm.store.gate import BadLineError
from netcrm.store.line import Line, decode, is_header
from netcrm.store.seam import cannot_read, read_at, slurp
from netcrm.store.tails import Tails

_CHUNK = 1 << 16
_LINE = 20


class Lines:
    """The lines of a store as far as they were read; raises StoreError where a file can't be."""

    def __init__(self, tails: Tails, dev: str) -> None:
        self._tails = tails
        self._dev = dev
        self._found: dict[str, Line | None] = {}

    def back(self, name: str) -> Iterator[Line]:
        """Yield the good lines of a journal, the last one first."""
        path = os.path.join(self._tails.folder, name)
        begins = self._tails.files().get(name, 0)
        rest = b""
        fd = None
        try:
            fd = open_journal(path) if begins else None
            if fd is None:
                return
            while begins:
                size = min(begins, max(_CHUNK, len(rest)))
                begins -= size
                data = read_at(fd, begins, size) + rest
                first = data.find(b"\n") + 1 if begins else 0
                rest = data[:first] if first else data
                if begins and not first:
                    continue
                for raw in reversed(data[first:].split(b"\n")[:-1]):
                    if (line := self._line(raw)) is not None:
                        yield line
        except OSError as error:
            raise cannot_read(path, error) from error
        finally:
            if fd is not None:
                os.close(fd)

    def own_back(self) -> Iterator[Line]:
        """Yield the good lines of this machine's journals, the last one first."""
        if self._dev:
            for name in reversed([*self._tails.files(self._dev)]):
                yield from self.back(name)

    def find(self, id: str) -> Line | None:
        """Return the line of this id, or None."""
        if id not in self._found:
            words = b'{"id":"%b"' % id.encode("utf-8", "replace")
            self._found[id] = next((line for line in self._with(words) if line.id == id), None)
        return self._found[id]

    def is_ours(self, id: str) -> bool:
        """Return whether this machine wrote the line of this id."""
        line = self.find(id)
        return line is not None and line.dev == self._dev

    def value(self, write: str, field: str) -> JSON:
        """Return what a write put into FIELD; None where it is not found."""
        line = self.find(write[:_LINE])
        index = int(write[_LINE + 1 :] or 0)
        op = line.ops[index] if line is not None and index < len(line.ops) else None
        if op is None:
            return None
        if op[0] == "new" and isinstance(op[3], dict):
            return op[3].get(field)
        return op[4] if op[0] == "put" else None

    def replaced_by_others(self, write: str, line: Line, op: Op) -> bool:
        """Return whether another line than LINE too replaced WRITE in the field that OP puts."""
        return any(
            other is not None and other[:4] == op[:4] and write in other[5]  # type: ignore[operator]
            for found in self._with(b'"%b"' % write.encode("utf-8", "replace"))
            if found.id != line.id
            for other in found.ops
        )

    def _with(self, words: bytes) -> Iterator[Line]:
        """Yield the good lines in which WORDS stand, of the newest journal first."""
        for name, size in reversed(self._tails.files().items()):
            if not size:
                continue
            path = os.path.join(self._tails.folder, name)
            try:
                data = slurp(path)[:size]
            except OSError as error:
                raise cannot_read(path, error) from error
            at = data.rfind(words)
            while at >= 0:
                start = data.rfind(b"\n", 0, at) + 1
                line = self._line(data[start : data.find(b"\n", at)])
                if line is not None:
                    yield line
                at = data.rfind(words, 0, start)

    def _line(self, raw: bytes) -> Line | None:
        try:
            return None if is_header(raw) else decode(raw, self._tails.loads)
        except BadLineError:
            return None
