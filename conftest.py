"""Makes the repository's root importable, so that tests share their texts and helpers."""

import os


def pytest_xdist_auto_num_workers() -> int:
    """Take three workers for two processors: many tests wait, for a process, a clock or the disk."""
    return max(2, (os.cpu_count() or 1) * 3 // 2)
