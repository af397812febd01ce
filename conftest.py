"""Makes the repository's root importable, so that tests share their texts and helpers; says where they write."""

import os
import shutil

MEMORY = "/dev/shm"  # noqa: S108  pytest makes a folder of the user's own in it
ENOUGH = 1 << 29  # bytes; a container may have as little as 64 MB

if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)  # a disk takes its time over each fsync


def pytest_xdist_auto_num_workers() -> int:
    """Take three workers for two processors: many tests wait, for a process, a clock or the disk."""
    return max(2, (os.cpu_count() or 1) * 3 // 2)
