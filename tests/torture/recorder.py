"""Files that do what they are asked and write it down, so that it can be done again on a disk that crashes."""

import os
from collections.abc import Callable
from pathlib import Path

from netcrm.store.seam import Files
from tests.torture.disk import Disk

Step = Callable[[Disk], None]


class Recorder(Files):
    """The real calls, each also written down. `steps` is what was asked, in order."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.steps: list[Step] = []
        self._flags: dict[int, int] = {}
        self._paths: dict[int, str] = {}

    def _step(self, name: str, *values: object) -> None:
        self.steps.append(lambda disk: getattr(disk, name)(*values))

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.root)

    def is_folder(self, fd: int) -> bool:
        """Return whether a descriptor is that of a folder."""
        return bool(self._flags[fd] & os.O_DIRECTORY)

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        fd = super().open(path, flags, mode)
        self._flags[fd] = flags
        self._step("open", fd, self._relative(path), flags)
        return fd

    def close(self, fd: int) -> None:
        super().close(fd)
        self._step("close", fd)

    def write(self, fd: int, data: bytes) -> int:
        at = os.fstat(fd).st_size if self._flags[fd] & os.O_APPEND else os.lseek(fd, 0, os.SEEK_CUR)
        n = super().write(fd, data)
        self._step("write", fd, at, bytes(data[:n]))
        return n

    def fsync(self, fd: int) -> None:
        self._step("sync", fd)

    def truncate(self, fd: int, size: int) -> None:
        super().truncate(fd, size)
        self._step("truncate", fd, size)

    def rename(self, old: str, new: str) -> None:
        super().rename(old, new)
        self._step("rename", self._relative(old), self._relative(new))

    def unlink(self, path: str) -> None:
        super().unlink(path)
        self._step("unlink", self._relative(path))

    def mkdir(self, path: str) -> None:
        super().mkdir(path)
        self._step("mkdir", self._relative(path))
