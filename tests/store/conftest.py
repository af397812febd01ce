"""What the tests of the store stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.proof import scratch


@pytest.fixture
def fast_folder() -> Iterator[Path]:
    """A folder for stores that live a moment, in memory where that can be had."""
    with scratch() as folder:
        yield folder
