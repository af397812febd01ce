"""No bytes end in a traceback or a wrong answer: every reader is given what is nearly right."""

import pytest

from tests.torture.fuzz import fuzz
from tests.torture.fuzz_targets import TARGETS

EXAMPLES = 120
FEW = 25


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_any_bytes(target) -> None:
    """An error for the user, or nothing wrong."""
    fuzz(target, FEW if target.slow else EXAMPLES, begin=7)
