"""A disk that remembers what was asked of it, and which of that is safe: what a crash could leave behind.

Files and folders are nodes. What was done to a node since it was last synced is pending: after a crash any
of it may be there or not. The names in a folder are what is pending of the folder; a file's own sync does
not make its name safe. As in Pillai et al., All File Systems Are Not Created Equal (OSDI 2014).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

Content = dict[str, "bytes | Content"]


@dataclass(eq=False)
class Node:
    """A file or a folder: what is safe of it, and what is pending."""

    is_folder: bool = False
    data: bytearray = field(default_factory=bytearray)
    names: "dict[str, Node]" = field(default_factory=dict)
    pending: list["Change"] = field(default_factory=list)


@dataclass
class Change:
    """Something pending of a node: bytes written, a new length, or a name given or taken."""

    at: int = 0
    data: bytes | None = None
    size: int = 0
    name: str = ""
    other: Node | None = None
    old: str = ""

    def apply(self, data: bytearray, names: dict[str, Node]) -> None:
        """Make the change."""
        if self.name:
            names.pop(self.old, None)
            names.pop(self.name, None)
            if self.other is not None:
                names[self.name] = self.other
        elif self.data is not None:
            data.extend(b"\0" * (self.at - len(data)))
            data[self.at : self.at + len(self.data)] = self.data
        else:
            data.extend(b"\0" * (self.size - len(data)))
            del data[self.size :]


class Disk:
    """What the calls so far have made of the nodes, with all that a crash could undo of it."""

    def __init__(self, root: Path) -> None:
        """Begin with what lies in ROOT; all of it is safe."""
        self.root = _nodes(root)
        self._fds: dict[int, Node] = {}
        self._live: dict[str, Node] = {}  # by path, as those who use the disk see it
        self._find(self.root, ".")

    def _find(self, node: Node, path: str) -> None:
        self._live[os.path.normpath(path)] = node
        for name, inner in node.names.items():
            self._find(inner, os.path.join(path, name))

    def _folder(self, path: str) -> Node:
        return self._live[os.path.dirname(path) or "."]

    def open(self, fd: int, path: str, flags: int) -> None:
        """Note which node a descriptor is, and a name that this gave."""
        if path not in self._live:
            self._live[path] = node = Node()
            self._folder(path).pending.append(Change(name=os.path.basename(path), other=node))
        self._fds[fd] = self._live[path]
        if flags & os.O_TRUNC:
            self.truncate(fd, 0)

    def close(self, fd: int) -> None:
        """Forget a descriptor."""
        del self._fds[fd]

    def write(self, fd: int, at: int, data: bytes) -> None:
        """Note bytes written."""
        self._fds[fd].pending.append(Change(at=at, data=data))

    def truncate(self, fd: int, size: int) -> None:
        """Note a new length."""
        self._fds[fd].pending.append(Change(size=size))

    def sync(self, fd: int) -> None:
        """Make safe what is pending of a node."""
        node = self._fds[fd]
        for change in node.pending:
            change.apply(node.data, node.names)
        node.pending.clear()

    def rename(self, old: str, new: str) -> None:
        """Note that a node has another name."""
        node = self._live.pop(old)
        self._live[new] = node
        here, there = self._folder(old), self._folder(new)
        if here is there:
            change = Change(name=os.path.basename(new), other=node, old=os.path.basename(old))
            here.pending.append(change)
        else:
            there.pending.append(Change(name=os.path.basename(new), other=node))
            here.pending.append(Change(name=os.path.basename(old)))

    def unlink(self, path: str) -> None:
        """Note that a name was taken away."""
        del self._live[path]
        self._folder(path).pending.append(Change(name=os.path.basename(path)))

    def mkdir(self, path: str) -> None:
        """Note a new folder."""
        self._live[path] = node = Node(is_folder=True)
        self._folder(path).pending.append(Change(name=os.path.basename(path), other=node))

    def crash(self, files: str, names: str, luck: Random) -> Content:
        """Return what could lie there after a crash now.

        FILES says what became of pending bytes: `all`, `none`, `zero` (the length is there, the bytes are
        not), `short` (cut anywhere), `holes` (each write there or not). NAMES likewise: `all`, `none`,
        `prefix` (in order, up to any), `subset` (any of them).
        """
        found: dict[str, bytes | Content] = {}
        _collect(self.root, found, files, names, luck)
        return found


def _collect(node: Node, found: Content, files: str, names: str, luck: Random) -> None:
    entries = dict(node.names)
    for change in _kept(node.pending, names, luck):
        change.apply(bytearray(), entries)
    for name, inner in entries.items():
        if inner.is_folder:
            inside: Content = {}
            _collect(inner, inside, files, names, luck)
            found[name] = inside
        else:
            found[name] = _bytes(inner, files, luck)


def _kept(pending: list[Change], how: str, luck: Random) -> list[Change]:
    if how == "none":
        return []
    if how == "prefix":
        return pending[: luck.randint(0, len(pending))]
    if how == "subset":
        return [change for change in pending if luck.random() < 0.5]
    return pending


def _bytes(node: Node, how: str, luck: Random) -> bytes:
    data = bytearray(node.data)
    last = len(node.pending) - 1
    for n, change in enumerate(node.pending if how != "none" else ()):
        wrote = change.data
        if wrote is None:
            change.apply(data, {})
            continue
        if how == "zero" or (how == "holes" and luck.random() < 0.5):
            wrote = b"\0" * len(wrote)
        elif how == "short" and n == last:
            wrote = wrote[: luck.randrange(len(wrote) + 1)]
        Change(at=change.at, data=wrote).apply(data, {})
    return bytes(data)


def _nodes(path: Path) -> Node:
    if not path.is_dir():
        return Node(data=bytearray(path.read_bytes()))
    return Node(is_folder=True, names={inner.name: _nodes(inner) for inner in path.iterdir()})


def write_out(content: Content, folder: Path) -> None:
    """Make FOLDER hold CONTENT."""
    folder.mkdir(mode=0o700)
    for name, inside in content.items():
        if isinstance(inside, bytes):
            folder.joinpath(name).write_bytes(inside)
        else:
            write_out(inside, folder / name)


def paths(content: Content, before: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield every file of CONTENT by its path, with its bytes; folders as a path that ends in a slash."""
    for name, inside in sorted(content.items()):
        if isinstance(inside, bytes):
            yield before + name, inside
        else:
            yield f"{before}{name}/", b""
            yield from paths(inside, f"{before}{name}/")
