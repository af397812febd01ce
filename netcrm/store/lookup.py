"""Finds lines in the journals again: the last ones first, one by its id, those that name a write; writes nothing."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice

from netcrm.core.strict_json import dumps_text
from netcrm.store.folder import closed_to_us, open_journal
from netcrm.store.gate import BadLineError
from netcrm.store.line import Line, decode, is_header
from netcrm.store.seam import cannot_read, read_at, slurp
from netcrm.store.tails import Tails

_CHUNK = 1 << 16
_FEW = 20
_LARGE = 1 << 18


class Lines:
    """The lines of a store as far as they were read; raises StoreError where a file can't be."""

    def __init__(self, tails: Tails, dev: str) -> None:
        self._tails = tails
        self._dev = dev
        self._found: dict[str, Line | None] = {}
        self._large: dict[bytes, Line] = {}  # a whole import is not read time and again

    def back(self, name: str) -> Iterator[Line]:
        """Yield the good lines of a journal, the last one first."""
        path = os.path.join(self._tails.folder, name)
        begins = self._tails.files().get(name, 0)
        rest = b""
        if not begins:
            return
        fd = None
        try:
            fd = open_journal(path)
            if fd is None:
                raise closed_to_us(path)
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
        return self.merged(self._tails.files(self._dev) if self._dev else ())

    def all_back(self) -> Iterator[Line]:
        """Yield the good lines of all journals, each once, the last one first."""
        last = ""
        for line in self.merged(self._tails.files()):
            if line.id != last:
                yield line
            last = line.id

    def merged(self, names: Iterable[str]) -> Iterator[Line]:
        """Yield the good lines of these journals, the last one first; opens none before its turn."""
        positions = self._tails.positions()
        waiting = sorted((positions[name].line, name) for name in names if name in positions)
        heads: list[tuple[Line, Iterator[Line]]] = []
        while waiting or heads:
            best = max((head[0].id for head in heads), default="")
            if waiting and waiting[-1][0] >= best:
                lines = self.back(waiting.pop()[1])
                heads += [(line, lines) for line in islice(lines, 1)]
                continue
            at = next(n for n, head in enumerate(heads) if head[0].id == best)
            line, lines = heads.pop(at)
            yield line
            heads += [(line, lines) for line in islice(lines, 1)]

    def find(self, id: str) -> Line | None:
        """Return the line of this id, or None."""
        if id not in self._found:
            words = b'{"id":"%b"' % id.encode("utf-8", "replace")
            self._found[id] = next((line for line in self._with(words) if line.id == id), None)
        return self._found[id]

    def touching(self, ids: set[str]) -> list[Line]:
        """Return the lines in which any of these record ids stands, each once, in order."""
        found: dict[str, Line] = {}
        if len(ids) <= _FEW:
            every: Iterable[Line] = (
                line for id in ids for line in self._with(dumps_text(id).encode())
            )
        else:
            every = self.all_back()
        for line in every:
            if any(op is not None and op[2] in ids for op in line.ops):
                found[line.id] = line
        return [found[id] for id in sorted(found)]

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
        if len(raw) > _LARGE and raw in self._large:
            return self._large[raw]
        try:
            line = None if is_header(raw) else decode(raw, self._tails.loads)
        except BadLineError:
            return None
        if line is not None and len(raw) > _LARGE:
            self._large[raw] = line
        return line
