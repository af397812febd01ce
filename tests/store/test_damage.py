"""Files cut, flipped, emptied, lines taken out or doubled: never a wrong answer in silence."""

from random import Random

import pytest

from tests.torture.damage import ARCHIVES, Damaged

EACH = 10


@pytest.mark.parametrize(
    "archive", ARCHIVES, ids=lambda is_there: "archive" if is_there else "no archive"
)
def test_no_wrong_answer_in_silence(fast_folder, archive) -> None:
    """The same network, or what is left of the lines and where they are damaged."""
    damaged = Damaged(fast_folder, archive=archive)
    luck = Random(7)
    for path in damaged.files():
        harms = list(damaged.harms(path, luck))
        for harm in luck.sample(harms, min(EACH, len(harms))):
            damaged.check(path, harm)
