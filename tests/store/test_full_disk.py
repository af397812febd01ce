"""Disks that are really full, files that may not grow, folders that may not be written."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from tests.torture.full_disk import WAYS, once
from tests.torture.jail import NotPermittedError


@pytest.mark.parametrize("way", WAYS)
def test_a_write_is_refused_or_there(way) -> None:
    """What was acknowledged is there, what was refused is not, and with some room it goes on."""
    with TemporaryDirectory(prefix="netcrm-") as folder:
        Path(folder).chmod(0o755)
        try:
            counts = once(way, Path(folder) / "1", Random(way))
        except NotPermittedError as reason:
            pytest.skip(str(reason))
    assert sum(counts.values()) or way in ("closed: data", "closed: state")
