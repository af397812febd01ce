"""Runs checks in a child process that may be given another disk, a limit, or another user; nothing leaks out."""

import ctypes
import json
import os
import traceback
from collections.abc import Callable
from pathlib import Path

NEW_NAMESPACE = 0x00020000
NEW_USER = 0x10000000
PRIVATE = 1 << 18
RECURSIVE = 1 << 14
NOBODY = 65534


class NotPermittedError(Exception):
    """The platform does not let us; the text says what."""


def in_child(work: Callable[[], dict[str, int]]) -> dict[str, int]:
    """Do WORK in a forked process and return what it counted.

    Raises AssertionError with the child's words where something was wrong there, NotPermittedError.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            answer: dict[str, object] = {"counts": work()}
        except NotPermittedError as error:
            answer = {"not permitted": str(error)}
        except BaseException:  # noqa: BLE001  told to the parent, whatever it is
            answer = {"wrong": traceback.format_exc()}
        try:
            os.write(writer, json.dumps(answer).encode())
        finally:
            os._exit(0)
    os.close(writer)
    said = b""
    while part := os.read(reader, 1 << 16):
        said += part
    os.close(reader)
    _, status = os.waitpid(child, 0)
    assert said, f"the child ended with status {status}"
    told = json.loads(said)
    if "not permitted" in told:
        raise NotPermittedError(told["not permitted"])
    assert "wrong" not in told, told["wrong"]
    return told["counts"]


def small_disk(folder: Path, size: int) -> None:
    """Mount a disk of SIZE bytes on FOLDER, for this process alone. Raises NotPermittedError."""
    libc = _libc()
    uid, gid = os.getuid(), os.getgid()
    if libc.unshare(NEW_NAMESPACE if uid == 0 else NEW_NAMESPACE | NEW_USER):
        raise NotPermittedError(f"no namespace of its own: {os.strerror(ctypes.get_errno())}")
    if uid:
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"0 {uid} 1"),
            ("gid_map", f"0 {gid} 1"),
        ):
            Path("/proc/self", name).write_text(text, encoding="ascii")
    options = b"size=%d,mode=700" % size
    if libc.mount(b"none", b"/", None, RECURSIVE | PRIVATE, None) or libc.mount(
        b"none", os.fsencode(folder), b"tmpfs", 0, options
    ):
        raise NotPermittedError(f"no disk of its own: {os.strerror(ctypes.get_errno())}")


def become_nobody(*folders: Path) -> None:
    """Go on as a user for whom modes count, who owns FOLDERS. Raises NotPermittedError."""
    if os.getuid():
        return
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    try:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        os.listdir(folders[0])
    except OSError as error:
        raise NotPermittedError(f"not another user: {error}") from error


def _libc() -> ctypes.CDLL:
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        _ = libc.unshare, libc.mount
    except (OSError, AttributeError) as error:
        raise NotPermittedError(f"no namespaces on this platform: {error}") from error
    return libc
